use kazpost_model::ArticleKey;
use kazpost_store::{Counts, ListQuery, ListScope, NewArticle, StateChange};

use crate::support::{Library, NOW, article, article_key, articles, everything, key, seconds};

const FEED: &str = "https://one.example/feed";
const OTHER: &str = "https://two.example/feed";

fn at(time: i64, feed: &str, title: &str) -> NewArticle {
    NewArticle {
        published: Some(seconds(time)),
        ..article(feed, title, title)
    }
}

/// Four articles of two feeds; the middle two are of one second.
fn library() -> Library {
    let library = Library::with_feeds(&[FEED, OTHER]);
    library.edit_feed(&key(OTHER), None, Some("Sport"), None).unwrap();
    library.ingest(
        FEED,
        &[
            at(NOW - 10, FEED, "newest"),
            at(NOW - 20, FEED, "same, stored first"),
        ],
    );
    library.ingest(
        OTHER,
        &[
            at(NOW - 20, OTHER, "same, stored last"),
            at(NOW - 30, OTHER, "oldest"),
        ],
    );
    library
}

#[test]
fn lists_are_newest_first_and_of_one_second_the_last_stored_first() {
    let library = library();
    let expected = ["newest", "same, stored last", "same, stored first", "oldest"];
    assert_eq!(library.titles(ListScope::All, ""), expected);
    let snapshot = library.snapshot(&everything(), None).unwrap();
    let times: Vec<i64> = snapshot.iter().map(|(_, time)| NOW - time).collect();
    assert_eq!(times, [10, 20, 20, 30]);
    assert_eq!(library.snapshot(&everything(), Some(2)).unwrap(), snapshot[..2]);
}

#[test]
fn each_scope_has_its_own() {
    let library = library();
    library.mark(&[article_key(FEED, "newest")], StateChange::Read(true));
    library.mark(
        &[article_key(FEED, "newest"), article_key(OTHER, "oldest")],
        StateChange::Saved(true),
    );
    let titles = |scope| library.titles(scope, "");
    assert_eq!(
        titles(ListScope::Unread),
        ["same, stored last", "same, stored first", "oldest"]
    );
    assert_eq!(titles(ListScope::Saved), ["newest", "oldest"]);
    assert_eq!(
        titles(ListScope::Feed(key(FEED))),
        ["newest", "same, stored first"]
    );
    assert_eq!(
        titles(ListScope::Folder("Sport".into())),
        ["same, stored last", "oldest"]
    );
    assert_eq!(titles(ListScope::Folder("sport".into())), [""; 0]);
    assert_eq!(titles(ListScope::Feed(key("https://nowhere.example/"))), [""; 0]);
    let unread_of = |scope| {
        library.titles_of(&ListQuery {
            scope,
            unread_only: true,
            filter: String::new(),
        })
    };
    assert_eq!(unread_of(ListScope::Saved), ["oldest"]);
    assert_eq!(unread_of(ListScope::Feed(key(FEED))), ["same, stored first"]);
}

#[test]
fn counts_are_of_the_whole_library() {
    let library = library();
    library.mark(&[article_key(FEED, "newest")], StateChange::Read(true));
    library.mark(&[article_key(OTHER, "oldest")], StateChange::Saved(true));
    let expected = Counts {
        feeds: 2,
        articles: 4,
        unread: 3,
        saved: 1,
    };
    assert_eq!(library.counts().unwrap(), expected);
}

#[test]
fn a_filter_knows_case_in_every_alphabet() {
    let library = Library::with_feeds(&[FEED]);
    let by = |title: &str, author: &str| NewArticle {
        author: author.into(),
        standfirst: "Жаңалық".into(),
        ..article(FEED, title, title)
    };
    library.ingest(
        FEED,
        &[
            by("Қазақстан ӘЛЕМДЕ", "Ұлжан Іңкәр"),
            by("Новости НЕДЕЛИ", "Ёлкина"),
            by("Straße in Berlin", "Müller"),
        ],
    );
    library
        .edit_feed(&key(FEED), Some("Ғылым Үні"), None, None)
        .unwrap();
    let found = |filter| library.titles(ListScope::All, filter);
    for filter in ["қазақстан әлемде", "ҚАЗАҚСТАН", "әлем", "ұлжан", "іңкәр", "ІҢКӘР"]
    {
        assert_eq!(found(filter), ["Қазақстан ӘЛЕМДЕ"], "{filter}");
    }
    for filter in ["новости", "недели НОВОСТИ", "ёлкина", "ЁЛК"] {
        assert_eq!(found(filter), ["Новости НЕДЕЛИ"], "{filter}");
    }
    assert_eq!(
        found("MÜLLER berlin"),
        ["Straße in Berlin"],
        "words of two fields"
    );
    assert_eq!(found("ғылым үні").len(), 3, "the source's name");
    assert_eq!(found("ЖАҢАЛЫҚ").len(), 3, "the standfirst");
    assert_eq!(found("новости berlin"), [""; 0], "all words, not any");
    assert_eq!(found("%"), [""; 0], "no wildcards");
    assert_eq!(found("  \t ").len(), 3, "an empty filter hides nothing");
}

#[test]
fn the_newest_unread_are_the_same_however_many_there_are() {
    let library = Library::with_feeds(&[FEED]);
    // In no order of time, and several of one time.
    let mut many = articles(FEED, 600);
    for (n, article) in many.iter_mut().enumerate() {
        article.published = Some(seconds(1_000_000 + (n as i64 * 7 % 90)));
    }
    library.ingest(FEED, &many);
    let newest_with = |filter: &str, limit| {
        let query = ListQuery {
            scope: ListScope::Unread,
            unread_only: false,
            filter: filter.into(),
        };
        library.snapshot(&query, limit).unwrap()
    };
    let newest = |limit| newest_with("", limit);
    let agree = |unread: usize| {
        let all = newest(None);
        assert_eq!(all.len(), unread);
        assert!(all.is_sorted_by(|(a, at), (b, bt)| (at, a) > (bt, b)));
        assert_eq!(newest_with("ARTICLE", None), all);
        for few in [1, 10, 599] {
            let first = &all[..all.len().min(few as usize)];
            assert_eq!(newest(Some(few)), first);
            assert_eq!(newest_with("article", Some(few)), first);
        }
    };
    agree(600);
    let most: Vec<ArticleKey> = (0..580).map(|n| article_key(FEED, &n.to_string())).collect();
    library.mark(&most, StateChange::Read(true));
    agree(20);
}

#[test]
fn a_filter_and_a_limit_and_a_scope_go_together() {
    let library = library();
    let query = ListQuery {
        scope: ListScope::Feed(key(OTHER)),
        unread_only: true,
        filter: "SAME".into(),
    };
    assert_eq!(library.titles_of(&query), ["same, stored last"]);
    let query = ListQuery {
        filter: "same".into(),
        ..everything()
    };
    let one = library.snapshot(&query, Some(1)).unwrap();
    assert_eq!(one, library.snapshot(&query, None).unwrap()[..1]);
}

#[test]
fn an_open_list_skips_what_was_removed_and_keeps_its_order() {
    let library = library();
    let snapshot = library.snapshot(&everything(), None).unwrap();
    let mut ids: Vec<i64> = snapshot.iter().map(|(id, _)| *id).collect();
    library.remove_feed(&key(FEED)).unwrap();
    ids.reverse();
    let titles: Vec<String> = library
        .rows(&ids)
        .unwrap()
        .into_iter()
        .map(|row| row.title)
        .collect();
    assert_eq!(titles, ["oldest", "same, stored last"]);
    assert_eq!(library.article_of_row(ids[3]).unwrap(), None);
}

/// Else an open list would show another article where a removed one stood.
#[test]
fn a_row_is_never_used_again() {
    let mut library = Library::with_feeds(&[FEED]);
    library.ingest(FEED, &articles(FEED, 5));
    let ids = |library: &Library| -> Vec<i64> {
        let members = library.snapshot(&everything(), None).unwrap();
        members.into_iter().map(|(id, _)| id).collect()
    };
    let first = ids(&library);
    let last = first.iter().max().copied().expect("rows");
    library.remove_feed(&key(FEED)).unwrap();
    library.reopen();
    library.subscribe(FEED);
    library.ingest(FEED, &articles(FEED, 5));
    assert!(
        ids(&library).iter().all(|id| *id > last),
        "{first:?} {:?}",
        ids(&library)
    );
    assert_eq!(library.rows(&first).unwrap(), []);
}

#[test]
fn a_row_and_its_article_find_each_other() {
    let library = library();
    let it = article_key(OTHER, "oldest");
    let row = library.row_of(&it).unwrap().expect("a row");
    let found = library.article_of_row(row).unwrap().expect("the article");
    assert_eq!(found.row.key, it);
    assert_eq!(library.rows(&[row]).unwrap(), [found.row]);
    assert_eq!(library.row_of(&article_key(OTHER, "no such")).unwrap(), None);
}

#[test]
fn the_place_where_the_reader_was_is_kept() {
    let mut library = library();
    let it = article_key(OTHER, "oldest");
    library.set_position(&it, 0.75).unwrap();
    library.set_position(&article_key(OTHER, "no such"), 0.5).unwrap();
    library.reopen();
    let position = |key| library.article(&key).unwrap().expect("the article").position;
    assert_eq!(position(it), 0.75);
    assert_eq!(position(article_key(FEED, "newest")), 0.0);
}
