use kazpost_model::{ArticleKey, RawHtml};
use kazpost_store::{NewArticle, Page, PageState, StateChange};

use crate::support::{Library, article, article_key, now};

const FEED: &str = "https://one.example/feed";

fn markup(text: &str) -> RawHtml {
    RawHtml::new(format!("<p>{text}</p>").repeat(100))
}

fn told(identity: &str, text: &str) -> NewArticle {
    NewArticle {
        content: markup(text).into(),
        ..article(FEED, identity, text)
    }
}

fn page(content: &RawHtml) -> Page {
    Page::Whole {
        content: content.clone(),
        base: FEED.into(),
        words: 1,
        picture: None,
        reworded: false,
        caught: vec![],
    }
}

#[test]
fn long_texts_take_less_of_the_file_and_are_read_as_they_came() {
    let library = Library::with_feeds(&[FEED]);
    library.ingest(FEED, &[told("1", "The ferry sails"), article(FEED, "2", "Short")]);
    let taken: Vec<(i64, Option<i64>)> = (library.sql())
        .prepare("SELECT length(content), length(packed) FROM bodies ORDER BY article_id")
        .unwrap()
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))
        .unwrap()
        .collect::<Result<_, _>>()
        .unwrap();
    assert!(matches!(taken[0], (0, Some(packed)) if packed < 100), "{taken:?}");
    assert_eq!(taken[1], (12, None));
    let of = |identity| library.article(&article_key(FEED, identity)).unwrap().unwrap();
    assert_eq!(of("1").content, markup("The ferry sails"));
    assert_eq!(of("2").content, RawHtml::new("<p>Short</p>"));
}

#[test]
fn every_earlier_text_of_feed_and_page_is_there_as_it_was() {
    let library = Library::with_feeds(&[FEED]);
    let it = article_key(FEED, "1");
    library.ingest(FEED, &[told("1", "First")]);
    library.ingest(FEED, &[told("1", "Second")]);
    for text in ["Third", "Third", "Fourth"] {
        library.put_page(&it, &page(&markup(text)), None, now()).unwrap();
    }
    let versions = library.versions(&it).unwrap();
    let texts: Vec<_> = versions.into_iter().map(|version| version.content).collect();
    // The feed's text is shown no more once there is a page; the same page twice is one text.
    assert_eq!(texts, ["First", "Third", "Fourth"].map(markup));
    let whole = library.article(&it).unwrap().unwrap();
    assert_eq!(whole.content, markup("Second"));
    assert_eq!(whole.page.map(|(page, _)| page), Some(markup("Fourth")));
}

/// A library from before, or from a program that packs otherwise.
#[test]
fn the_same_text_in_another_form_is_no_change() {
    let library = Library::with_feeds(&[FEED]);
    let it = article_key(FEED, "1");
    library.ingest(FEED, &[told("1", "First")]);
    library.mark(std::slice::from_ref(&it), StateChange::Read(true));
    library
        .put_page(&it, &page(&markup("Page")), None, now())
        .unwrap();
    let plain = |table: &str, text: &str| {
        let sql = format!("UPDATE {table} SET packed = NULL, content = ?1");
        library.sql().execute(&sql, [markup(text).untrusted()]).unwrap();
    };
    plain("bodies", "First");
    plain("pages", "Page");
    assert_eq!(library.article(&it).unwrap().unwrap().content, markup("First"));
    let again = NewArticle {
        fingerprint: [9; 16],
        ..told("1", "First")
    };
    library.ingest(FEED, &[again]);
    library
        .put_page(&it, &page(&markup("Page")), None, now())
        .unwrap();
    let versions: i64 = library.one("SELECT count(*) FROM versions");
    assert_eq!(versions, 0);
}

/// The text of the first of them is damaged, and that of its page, too.
fn with_damage(articles: &[NewArticle]) -> (Library, ArticleKey) {
    let library = Library::with_feeds(&[FEED]);
    library.ingest(FEED, articles);
    let it = articles[0].key.clone();
    library
        .put_page(&it, &page(&markup("Page")), None, now())
        .unwrap();
    for table in ["bodies", "pages"] {
        let sql = format!("UPDATE {table} SET packed = x'ffffff7f00' WHERE article_id = 1");
        library.sql().execute(&sql, []).unwrap();
    }
    (library, it)
}

#[test]
fn what_was_damaged_comes_anew_and_is_no_change() {
    let (library, it) = with_damage(&[told("1", "First")]);
    library.mark(std::slice::from_ref(&it), StateChange::Read(true));
    let validators =
        || -> u32 { library.one("SELECT count(coalesce(etag, last_modified, body_hash)) FROM feeds") };
    let damaged = library.article(&it).unwrap().unwrap();
    assert!(damaged.damaged && damaged.page_damaged && validators() == 1);
    library.have_anew(&damaged).unwrap();
    let page = library.page_of(&it).unwrap().expect("a page").state;
    assert_eq!((validators(), page), (0, PageState::Unasked));

    let done = library.ingest(FEED, &[told("1", "First")]);
    assert_eq!((done.new, done.updated), (0, 0));
    let mended = library.article(&it).unwrap().unwrap();
    assert_eq!(mended.content, markup("First"));
    assert!(
        !mended.damaged && !mended.page_damaged && !mended.updated && mended.row.read && !mended.row.changed
    );
    assert_eq!(
        library.page_of(&it).unwrap().expect("a page").state,
        PageState::Failed
    );
    assert_eq!(library.integrity().unwrap(), "ok");
}

#[test]
fn a_damaged_text_is_named_and_keeps_nothing_else_from_its_work() {
    let (library, it) = with_damage(&[told("1", "First"), told("2", "Second")]);
    let damaged = library.article(&it).unwrap().expect("the article");
    assert!(damaged.damaged && damaged.page.is_none() && damaged.content.is_blank());
    assert_eq!(library.integrity().unwrap(), "damaged texts: 2");
    let mut seen = Vec::new();
    library
        .candidates(&mut |candidate, markup| {
            seen.push((candidate.title, markup().content));
            std::ops::ControlFlow::Continue(())
        })
        .unwrap();
    seen.sort_by(|a, b| a.0.cmp(&b.0));
    assert_eq!(
        seen,
        [
            ("First".into(), RawHtml::default()),
            ("Second".into(), markup("Second"))
        ]
    );

    library.put_page(&it, &page(&markup("New")), None, now()).unwrap();
    assert_eq!(library.ingest(FEED, &[told("1", "First, again")]).updated, 1);
    let mended = library.article(&it).unwrap().expect("the article");
    assert_eq!((mended.damaged, mended.content), (false, markup("First, again")));
    assert_eq!(mended.page.map(|(page, _)| page), Some(markup("New")));
    assert_eq!(library.integrity().unwrap(), "ok");
}

/// What an old text takes is what it takes in the file.
#[test]
fn what_would_go_is_counted_as_it_is_kept() {
    let library = Library::with_feeds(&[FEED]);
    library.ingest(FEED, &[told("1", "The ferry sails")]);
    let keep = kazpost_store::Keep {
        since: Some(now().seconds() + 1),
        bytes: None,
    };
    let surplus = library.surplus(&keep).unwrap();
    assert_eq!(surplus.articles.len(), 1);
    let kept: i64 = library.one("SELECT length(packed) + octet_length(summary) FROM bodies");
    assert_eq!(surplus.bytes, 1000 + kept.unsigned_abs());
}
