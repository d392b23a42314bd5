use std::time::{Duration, Instant};

use kazpost_model::{Enclosure, Person, RawHtml};
use kazpost_store::{Fetched, Ingested, NewArticle, StateChange, Store, StoreError};

use crate::support::{Library, NOW, article, article_key, articles, fetched, key, meta, seconds};

const FEED: &str = "https://one.example/feed";

#[test]
fn new_changed_and_unchanged_are_told_apart() {
    let library = Library::with_feeds(&[FEED]);
    let first = [article(FEED, "1", "One"), article(FEED, "2", "Two")];
    assert_eq!(library.ingest(FEED, &first), Ingested { new: 2, updated: 0 });
    assert_eq!(library.ingest(FEED, &first), Ingested::default());
    let second = [
        article(FEED, "1", "One"),
        article(FEED, "2", "Two, corrected"),
        article(FEED, "3", "Three"),
    ];
    assert_eq!(library.ingest(FEED, &second), Ingested { new: 1, updated: 1 });
    let updated = |identity| {
        let found = library.article(&article_key(FEED, identity)).unwrap();
        found.expect("the article").updated
    };
    assert_eq!((updated("1"), updated("2"), updated("3")), (false, true, false));
}

#[test]
fn an_article_comes_back_as_it_was_given() {
    let library = Library::with_feeds(&[FEED]);
    let person = Person {
        name: Some("Әсел".into()),
        url: Some("https://one.example/asel".into()),
        avatar: None,
    };
    let enclosure = Enclosure {
        url: "https://one.example/talk.mp3".into(),
        mime_type: Some("audio/mpeg".into()),
        title: None,
        size: Some(u64::from(u32::MAX) + 7),
        duration: Some(61.5),
    };
    let given = NewArticle {
        external_url: Some("https://elsewhere.example/".into()),
        authors: vec![person],
        tags: vec!["Қоғам".into(), "Ғылым".into()],
        content: RawHtml::new("<p onclick=alert(1)>a \u{0} b</p><script>").into(),
        image: Some("https://one.example/own.png".into()),
        picture: Some("https://one.example/list.png".into()),
        enclosures: vec![enclosure],
        modified: Some(seconds(NOW - 5)),
        words: 700,
        ..article(FEED, "guid 1", "Тақырып")
    };
    library.ingest(FEED, std::slice::from_ref(&given));
    let kept = library.article(&given.key).unwrap().expect("the article");
    assert_eq!(
        (&kept.guid, &kept.url, &kept.external_url, &kept.summary),
        (&given.guid, &given.url, &given.external_url, &given.summary)
    );
    assert_eq!(
        (&kept.authors, &kept.tags, &kept.enclosures),
        (&given.authors, &given.tags, &given.enclosures)
    );
    assert_eq!(
        (&kept.content, &kept.content_base, &kept.image),
        (
            &given.content.markup().unwrap(),
            &given.content_base,
            &given.image
        ),
        "as received, not cleaned"
    );
    assert_eq!((kept.published, kept.modified), (given.published, given.modified));
    assert_eq!(
        (
            &kept.row.title,
            &kept.row.standfirst,
            &kept.row.author,
            &kept.row.language
        ),
        (&given.title, &given.standfirst, &given.author, &given.language)
    );
    assert_eq!((kept.row.words, &kept.row.picture), (700, &given.picture));
    assert_eq!(kept.row.section, "Қоғам");
    assert_eq!((kept.row.feed, kept.row.key), (key(FEED), given.key.clone()));
    assert_eq!(
        (kept.feed_url.as_str(), kept.site_url),
        (FEED, meta(FEED).site_url)
    );
    assert_eq!(
        (kept.row.read, kept.row.saved, kept.updated),
        (false, false, false)
    );
}

#[test]
fn the_section_is_the_first_tag_else_the_folder() {
    let library = Library::with_feeds(&[FEED]);
    let plain = NewArticle {
        tags: vec![],
        ..article(FEED, "1", "Plain")
    };
    library.ingest(FEED, &[plain]);
    let section = || library.row(&article_key(FEED, "1")).expect("a row").section;
    assert_eq!(section(), "");
    library.edit_feed(&key(FEED), None, Some("Спорт"), None).unwrap();
    assert_eq!(section(), "Спорт");
}

#[test]
fn a_change_at_the_source_leaves_read_saved_and_the_place_where_the_reader_was() {
    let library = Library::with_feeds(&[FEED]);
    let it = article_key(FEED, "1");
    library.ingest(FEED, &[article(FEED, "1", "Before")]);
    let row = library.row_of(&it).unwrap();
    library.mark(std::slice::from_ref(&it), StateChange::Read(true));
    library.mark(std::slice::from_ref(&it), StateChange::Saved(true));
    library.set_position(&it, 0.25).unwrap();

    let after = NewArticle {
        content: RawHtml::new("<p>After</p>").into(),
        ..article(FEED, "1", "After")
    };
    library.ingest(FEED, &[after]);

    let kept = library.article(&it).unwrap().expect("the article");
    assert_eq!(
        (kept.row.title.as_str(), kept.content.untrusted()),
        ("After", "<p>After</p>")
    );
    assert_eq!((kept.row.read, kept.row.saved, kept.position), (true, true, 0.25));
    assert_eq!(library.row_of(&it).unwrap(), row, "an open list still names it");
    let bodies: u32 = library.one("SELECT count(*) FROM bodies");
    assert_eq!(bodies, 1);
}

#[test]
fn what_a_feed_no_longer_has_stays() {
    let library = Library::with_feeds(&[FEED]);
    library.ingest(FEED, &[article(FEED, "1", "Old")]);
    library.ingest(FEED, &[article(FEED, "2", "New")]);
    assert_eq!(library.counts().unwrap().articles, 2);
    assert!(library.row(&article_key(FEED, "1")).is_some());
}

#[test]
fn no_article_stands_in_the_future() {
    let library = Library::with_feeds(&[FEED]);
    let at = |published: Option<i64>, modified: Option<i64>, identity: &str| NewArticle {
        published: published.map(seconds),
        modified: modified.map(seconds),
        ..article(FEED, identity, identity)
    };
    let day = 86_400;
    library.ingest(
        FEED,
        &[
            at(Some(NOW + day), None, "future"),
            at(None, None, "undated"),
            at(None, Some(NOW - 50), "changed only"),
            at(Some(NOW - 90), Some(NOW - 50), "both"),
            at(Some(-62_135_596_800), None, "year one"),
        ],
    );
    let time = |identity| library.row(&article_key(FEED, identity)).expect("a row").time;
    assert_eq!(time("future"), NOW);
    assert_eq!(time("undated"), NOW);
    assert_eq!(time("changed only"), NOW - 50);
    assert_eq!(time("both"), NOW - 90);
    assert_eq!(time("year one"), -62_135_596_800);
    let future = library.article(&article_key(FEED, "future")).unwrap();
    assert_eq!(
        future.expect("the article").published,
        Some(seconds(NOW + day)),
        "what the feed says is kept"
    );

    let later = Fetched {
        at: seconds(NOW + 2 * day),
        ..fetched(FEED)
    };
    let changed = NewArticle {
        fingerprint: [9; 16],
        ..at(None, None, "undated")
    };
    Store::ingest(&library, &key(FEED), &meta(FEED), &[changed], &later).unwrap();
    assert_eq!(time("undated"), NOW, "it keeps the place where it was first seen");
}

#[test]
fn a_document_is_stored_whole_or_not_at_all() {
    let library = Library::with_feeds(&[FEED]);
    library.ingest(FEED, &[article(FEED, "0", "There before")]);
    // A fault in the middle, as a full disk would be one.
    library
        .sql()
        .execute_batch(
            "CREATE TRIGGER fault BEFORE INSERT ON articles WHEN new.title = 'Article 7'
             BEGIN SELECT raise(ABORT, 'fault'); END;",
        )
        .unwrap();
    let before = library.feed(&key(FEED)).unwrap();
    let mut document = articles(FEED, 10);
    document[0] = article(FEED, "0", "Changed");
    let other = Fetched {
        etag: Some("\"two\"".into()),
        ..fetched(FEED)
    };
    let failed = Store::ingest(&library, &key(FEED), &meta(FEED), &document, &other);
    assert!(matches!(failed, Err(StoreError::Sqlite(_))), "{failed:?}");
    assert_eq!(library.counts().unwrap().articles, 1);
    let row = library.row(&article_key(FEED, "0")).expect("a row");
    assert_eq!(row.title, "There before");
    assert_eq!(library.feed(&key(FEED)).unwrap(), before, "nor its validators");

    library.sql().execute_batch("DROP TRIGGER fault").unwrap();
    let done = Store::ingest(&library, &key(FEED), &meta(FEED), &document, &other).unwrap();
    assert_eq!(done, Ingested { new: 9, updated: 1 });
}

#[test]
fn a_document_of_an_unknown_feed_is_refused() {
    let library = Library::new();
    let refused = library.try_ingest(FEED, &articles(FEED, 3));
    assert!(matches!(refused, Err(StoreError::NotFound("feed"))));
    assert_eq!(library.counts().unwrap().articles, 0);
}

#[test]
fn one_identity_twice_in_a_document_is_one_article() {
    let library = Library::with_feeds(&[FEED]);
    let twice = [article(FEED, "1", "One"), article(FEED, "1", "One")];
    assert_eq!(library.ingest(FEED, &twice), Ingested { new: 1, updated: 0 });
}

#[test]
fn fingerprints_come_in_the_order_asked_for() {
    let library = Library::with_feeds(&[FEED]);
    let (one, two) = (article(FEED, "1", "One"), article(FEED, "2", "Two"));
    library.ingest(FEED, &[one.clone(), two.clone()]);
    let unknown = article_key(FEED, "3");
    let found = library
        .fingerprints(&key(FEED), &[two.key.clone(), unknown, one.key.clone()])
        .unwrap();
    assert_eq!(found, [Some(two.fingerprint), None, Some(one.fingerprint)]);
}

#[test]
fn what_a_document_does_not_say_does_not_wipe_what_was_known() {
    let library = Library::with_feeds(&[FEED]);
    library.ingest(FEED, &[]);
    let silent = kazpost_store::FeedMeta::default();
    Store::ingest(&library, &key(FEED), &silent, &[], &fetched(FEED)).unwrap();
    let feed = library.feed(&key(FEED)).unwrap().expect("the feed");
    assert_eq!(
        (feed.title, feed.site_url),
        (meta(FEED).title, meta(FEED).site_url)
    );
}

#[test]
fn the_validators_of_the_last_answer_are_kept() {
    let library = Library::with_feeds(&[FEED]);
    library.ingest(FEED, &[]);
    let bare = Fetched {
        etag: None,
        last_modified: Some("Mon, 23 Nov 2026 10:00:00 GMT".into()),
        validated_url: "https://mirror.example/feed".into(),
        body_hash: vec![9],
        ..fetched(FEED)
    };
    Store::ingest(&library, &key(FEED), &meta(FEED), &[], &bare).unwrap();
    let feed = library.feed(&key(FEED)).unwrap().expect("the feed");
    assert_eq!((feed.etag, feed.last_modified), (None, bare.last_modified));
    assert_eq!(feed.validated_url.as_deref(), Some("https://mirror.example/feed"));
    assert_eq!((feed.body_hash, feed.synced_at), (Some(vec![9]), Some(bare.at)));
}

#[test]
fn several_documents_are_stored_in_one_go_but_for_those_whose_feed_is_gone() {
    const GONE: &str = "https://gone.example/feed";
    const LAST: &str = "https://last.example/feed";
    let library = Library::with_feeds(&[FEED, LAST]);
    let arrivals = [FEED, GONE, LAST].map(|feed| kazpost_store::Arrival {
        feed: key(feed),
        meta: meta(feed),
        articles: articles(feed, 3),
        fetched: fetched(feed),
    });
    let done = library.ingest_all(arrivals.to_vec()).unwrap();
    let new = |done: &Option<kazpost_store::Ingested>| done.map(|done| done.new);
    assert_eq!(done.iter().map(new).collect::<Vec<_>>(), [Some(3), None, Some(3)]);
    assert_eq!(library.counts().unwrap().articles, 6);
    library.flush().unwrap();
    assert_eq!(library.unindexed().unwrap(), 0, "each is in the index");
    assert_eq!(library.integrity().unwrap(), "ok");
    let again = library.ingest_all(arrivals.to_vec()).unwrap();
    assert_eq!(
        again.iter().map(new).collect::<Vec<_>>(),
        [Some(0), None, Some(0)]
    );
}

#[test]
fn what_is_stored_is_indexed_in_the_same_transaction_once_it_is_much() {
    const SECOND: &str = "https://second.example/feed";
    let library = Library::with_feeds(&[FEED, SECOND]);
    let arrival = |feed: &str, body: &str| {
        let mut articles = articles(feed, 2);
        articles[0].terms.body = body.into();
        kazpost_store::Arrival {
            feed: key(feed),
            meta: meta(feed),
            articles,
            fetched: fetched(feed),
        }
    };
    let much = "word ".repeat(300_000);
    library
        .ingest_all([arrival(FEED, &much), arrival(SECOND, "little")])
        .unwrap();
    assert_eq!(library.unindexed().unwrap(), 2, "those that came after");
    library.index_stored().unwrap();
    assert_eq!(library.unindexed().unwrap(), 0);
    assert_eq!(library.integrity().unwrap(), "ok");
}

#[test]
fn a_transaction_that_waits_hears_of_another_writer() {
    let library = Library::with_feeds(&[FEED]);
    let store: &Store = &library;
    let arrival = kazpost_store::Arrival {
        feed: key(FEED),
        meta: meta(FEED),
        articles: articles(FEED, 3),
        fetched: fetched(FEED),
    };
    assert!(!store.is_wanted());
    std::thread::scope(|threads| {
        let mut first = Some(arrival);
        let arrivals = std::iter::from_fn(|| {
            if let Some(first) = first.take() {
                assert!(!store.is_wanted());
                return Some(first);
            }
            threads.spawn(|| store.set_setting("theme", "dark").unwrap());
            let until = Instant::now() + Duration::from_secs(20);
            while !store.is_wanted() && Instant::now() < until {
                std::thread::yield_now();
            }
            assert!(store.is_wanted());
            assert_eq!(store.setting("theme").unwrap(), None, "it waits");
            None
        });
        store.ingest_all(arrivals).unwrap();
    });
    assert_eq!(store.setting("theme").unwrap().as_deref(), Some("dark"));
    assert!(!store.is_wanted());
    assert_eq!(store.counts().unwrap().articles, 3);
}
