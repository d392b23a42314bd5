use kazpost_model::FeedKey;
use kazpost_store::{Attempt, Fetched, ListScope, NewFeed, StateChange, Store, StoreError};

use crate::support::{Library, NOW, article, article_key, articles, fetched, key, meta, now, seconds};

const FEED: &str = "https://one.example/feed";
const OTHER: &str = "https://two.example/feed";

#[test]
fn subscribing_twice_makes_no_double() {
    let library = Library::new();
    let feed = NewFeed {
        url: FEED.into(),
        ..NewFeed::default()
    };
    let twice = [feed.clone(), feed];
    assert_eq!(Store::subscribe(&library, &twice).unwrap(), [true, false]);
    assert!(!library.subscribe(FEED));
    assert_eq!(library.feeds().unwrap().len(), 1);
}

#[test]
fn a_feed_that_moved_is_still_known_under_where_it_was_found() {
    let library = Library::with_feeds(&[FEED]);
    library.edit_feed(&key(FEED), None, None, Some(OTHER)).unwrap();
    assert!(!library.subscribe(FEED), "found there");
    assert!(!library.subscribe(OTHER), "fetched from there");
    for address in [FEED, OTHER] {
        let found = library.feed_at(address).unwrap().expect("the feed");
        assert_eq!((found.key, found.url.as_str()), (key(FEED), OTHER));
    }
}

#[test]
fn an_address_that_another_feed_has_is_not_given_to_a_second() {
    let library = Library::with_feeds(&[FEED, OTHER]);
    let other = library.feed(&key(OTHER)).unwrap().expect("the other feed");
    let taken = library.edit_feed(&key(FEED), Some("Both"), Some("Folder"), Some(OTHER));
    let Err(StoreError::Taken { url, title }) = taken else {
        panic!("it is refused: {taken:?}")
    };
    assert_eq!((url.as_str(), title), (OTHER, other.title));
    let feed = library.feed(&key(FEED)).unwrap().expect("the feed");
    assert_eq!((feed.url.as_str(), feed.folder), (FEED, None), "all or nothing");
    library.edit_feed(&key(FEED), None, None, Some(FEED)).unwrap();
    // Once the other is gone its address is free.
    library.remove_feed(&key(OTHER)).unwrap();
    library.edit_feed(&key(FEED), None, None, Some(OTHER)).unwrap();
}

#[test]
fn the_name_is_the_readers_else_the_feeds_else_the_address() {
    let library = Library::new();
    let bare = NewFeed {
        url: FEED.into(),
        ..NewFeed::default()
    };
    Store::subscribe(&library, &[bare]).unwrap();
    let title = || library.feed(&key(FEED)).unwrap().expect("the feed").title;
    assert_eq!(title(), FEED);
    library.ingest(FEED, &[]);
    assert_eq!(title(), meta(FEED).title);
    library
        .edit_feed(&key(FEED), Some("Менің газетім"), None, None)
        .unwrap();
    library.ingest(FEED, &[]);
    assert_eq!(title(), "Менің газетім", "the feed does not overrule the reader");
    library.edit_feed(&key(FEED), Some(""), None, None).unwrap();
    assert_eq!(title(), meta(FEED).title);
}

#[test]
fn editing_changes_what_is_given_and_nothing_else() {
    let library = Library::with_feeds(&[FEED]);
    library
        .edit_feed(&key(FEED), Some("Name"), Some("Folder"), None)
        .unwrap();
    library.ingest(FEED, &[]);
    library.edit_feed(&key(FEED), None, None, None).unwrap();
    let feed = library.feed(&key(FEED)).unwrap().expect("the feed");
    assert_eq!(
        (feed.title.as_str(), feed.folder.as_deref()),
        ("Name", Some("Folder"))
    );
    assert_eq!(feed.etag, fetched(FEED).etag);
    library.edit_feed(&key(FEED), None, Some(""), None).unwrap();
    assert_eq!(library.feed(&key(FEED)).unwrap().expect("the feed").folder, None);
}

#[test]
fn another_address_forgets_what_the_old_one_answered() {
    let library = Library::with_feeds(&[FEED]);
    library.ingest(FEED, &[]);
    fail(&library, true);
    library.edit_feed(&key(FEED), None, None, Some(OTHER)).unwrap();
    let feed = library.feed(&key(FEED)).unwrap().expect("the feed");
    assert_eq!(
        (feed.etag, feed.validated_url, feed.body_hash),
        (None, None, None)
    );
    assert_eq!((feed.error, feed.failures, feed.gone), (None, 0, false));
}

#[test]
fn what_is_not_there_cannot_be_edited_or_removed() {
    let library = Library::new();
    let nothing = FeedKey::from_text("no key at all");
    let edited = library.edit_feed(&nothing, Some("x"), None, None);
    assert!(matches!(edited, Err(StoreError::NotFound("feed"))));
    let removed = library.remove_feed(&key(FEED));
    assert!(matches!(removed, Err(StoreError::NotFound("feed"))));
}

#[test]
fn removing_keeps_the_bookmarked_articles_and_the_name_of_their_source() {
    let library = Library::with_feeds(&[FEED, OTHER]);
    library.ingest(FEED, &[article(FEED, "1", "Kept"), article(FEED, "2", "Gone")]);
    library.ingest(OTHER, &[article(OTHER, "1", "Elsewhere")]);
    library
        .edit_feed(&key(FEED), Some("Own name"), None, None)
        .unwrap();
    let kept = article_key(FEED, "1");
    library.mark(std::slice::from_ref(&kept), StateChange::Saved(true));

    assert_eq!(library.remove_feed(&key(FEED)).unwrap(), 1);

    let row = library.row(&kept).expect("the bookmarked article");
    assert_eq!((row.source.as_str(), row.saved), ("Own name", true));
    assert_eq!(library.row(&article_key(FEED, "2")), None);
    let feeds: Vec<String> = library
        .feeds()
        .unwrap()
        .into_iter()
        .map(|feed| feed.url)
        .collect();
    assert_eq!(feeds, [OTHER]);
    assert_eq!(library.feed(&key(FEED)).unwrap(), None);
    assert_eq!(library.feed_at(FEED).unwrap(), None);
    let bodies: u32 = library.one("SELECT count(*) FROM bodies");
    assert_eq!(bodies, 2, "no body without its article");
    assert!(matches!(
        library.try_ingest(FEED, &[]),
        Err(StoreError::NotFound("feed"))
    ));
}

#[test]
fn removing_a_feed_without_bookmarks_leaves_nothing_of_it() {
    let library = Library::with_feeds(&[FEED]);
    library.ingest(FEED, &[article(FEED, "1", "Gone")]);
    assert_eq!(library.remove_feed(&key(FEED)).unwrap(), 0);
    for table in ["feeds", "articles", "bodies"] {
        let rows: u32 = library.one(&format!("SELECT count(*) FROM {table}"));
        assert_eq!(rows, 0, "{table}");
    }
}

#[test]
fn what_stayed_for_a_bookmark_goes_at_the_next_start_after_the_bookmark_did() {
    let mut library = Library::with_feeds(&[FEED]);
    let kept = article_key(FEED, "1");
    library.ingest(FEED, &[article(FEED, "1", "Kept")]);
    library.mark(std::slice::from_ref(&kept), StateChange::Saved(true));
    library.remove_feed(&key(FEED)).unwrap();
    library.reopen();
    assert!(
        library.row(&kept).is_some(),
        "a start does not drop what is bookmarked"
    );

    let action = library.mark(std::slice::from_ref(&kept), StateChange::Saved(false));
    assert!(library.row(&kept).is_some(), "still there, to be undone");
    assert_eq!(library.undo(action, now()).unwrap(), 1);
    library.reopen();
    assert!(library.row(&kept).is_some(), "undone in time");

    library.mark(std::slice::from_ref(&kept), StateChange::Saved(false));
    library.reopen();
    assert_eq!(library.row(&kept), None);
    let feeds: u32 = library.one("SELECT count(*) FROM feeds");
    assert_eq!(feeds, 0, "nothing needs its name any more");
}

#[test]
fn what_a_filter_hides_goes_with_the_rest_of_a_removed_feed() {
    let mut library = Library::with_feeds(&[FEED]);
    let both = [article_key(FEED, "1"), article_key(FEED, "2")];
    library.ingest(FEED, &[article(FEED, "1", "Shown"), article(FEED, "2", "Hidden")]);
    library
        .sql()
        .execute("UPDATE articles SET hidden = 1 WHERE title = 'Hidden'", [])
        .unwrap();
    library.mark(&both, StateChange::Saved(true));
    library.remove_feed(&key(FEED)).unwrap();
    library.mark(&both, StateChange::Saved(false));
    library.reopen();
    assert_eq!(library.one::<u32>("SELECT count(*) FROM articles"), 0);
}

#[test]
fn subscribing_to_a_removed_feed_brings_it_back_to_life() {
    let library = Library::with_feeds(&[FEED]);
    library.ingest(FEED, &[article(FEED, "1", "Kept")]);
    library.mark(&[article_key(FEED, "1")], StateChange::Saved(true));
    fail(&library, true);
    library.remove_feed(&key(FEED)).unwrap();

    assert!(library.subscribe(FEED), "new to the reader");

    let feed = library.feed(&key(FEED)).unwrap().expect("the feed");
    assert_eq!((feed.error, feed.failures, feed.gone), (None, 0, false));
    assert_eq!(feed.etag, None, "else the host would say that nothing changed");
    assert_eq!(feed.body_hash, None);
    assert_eq!(library.titles(ListScope::Feed(key(FEED)), ""), ["Kept"]);
    let rows: u32 = library.one("SELECT count(*) FROM feeds");
    assert_eq!(rows, 1);
}

#[test]
fn what_was_read_is_remembered_when_the_feed_comes_back() {
    let library = Library::with_feeds(&[FEED]);
    let three = [
        article(FEED, "1", "Read"),
        article(FEED, "2", "Not read"),
        article(FEED, "3", "Read, then not"),
    ];
    library.ingest(FEED, &three);
    library.mark(
        &[article_key(FEED, "1"), article_key(FEED, "3")],
        StateChange::Read(true),
    );
    library.mark(&[article_key(FEED, "3")], StateChange::Read(false));
    library.remove_feed(&key(FEED)).unwrap();
    library.subscribe(FEED);
    assert_eq!(library.ingest(FEED, &three).new, 3);
    let read = |identity| library.row(&article_key(FEED, identity)).expect("a row").read;
    assert_eq!((read("1"), read("2"), read("3")), (true, false, false));
}

#[test]
fn a_failure_is_kept_with_since_when_and_how_often() {
    let library = Library::with_feeds(&[FEED]);
    library.ingest(FEED, &[]);
    fail(&library, false);
    let attempt = Attempt::Failed {
        error: "later".into(),
        next_try: Some(seconds(NOW + 900)),
        gone: false,
    };
    library
        .attempted(&key(FEED), seconds(NOW + 60), &attempt)
        .unwrap();
    let feed = library.feed(&key(FEED)).unwrap().expect("the feed");
    assert_eq!(feed.failing_since, Some(seconds(NOW + 1)), "since the first");
    assert_eq!((feed.failures, feed.error.as_deref()), (2, Some("later")));
    assert_eq!(feed.next_try, Some(seconds(NOW + 900)));
    assert_eq!(feed.synced_at, Some(now()), "the last good answer");
    assert_eq!(feed.etag, fetched(FEED).etag, "still good for the next try");

    library.ingest(FEED, &[]);
    let feed = library.feed(&key(FEED)).unwrap().expect("the feed");
    assert_eq!((feed.failing_since, feed.failures, feed.error), (None, 0, None));
    assert_eq!(feed.next_try, None);
}

#[test]
fn a_feed_that_was_gone_and_answers_that_nothing_changed_is_back() {
    let library = Library::with_feeds(&[FEED]);
    library.ingest(FEED, &[]);
    fail(&library, true);
    assert!(library.feed(&key(FEED)).unwrap().expect("the feed").gone);
    unchanged(&library, FEED, None);
    let feed = library.feed(&key(FEED)).unwrap().expect("the feed");
    assert_eq!((feed.gone, feed.failures, feed.error), (false, 0, None));
    assert_eq!(feed.synced_at, Some(seconds(NOW + 2)));
    assert_eq!(feed.etag, fetched(FEED).etag, "no newer one was given");
}

#[test]
fn a_move_to_a_taken_address_makes_no_double() {
    let library = Library::with_feeds(&[FEED, OTHER]);
    let moved = Fetched {
        moved_to: Some(OTHER.into()),
        ..fetched(FEED)
    };
    Store::ingest(&library, &key(FEED), &meta(FEED), &[], &moved).unwrap();
    let address = |feed| library.feed(&key(feed)).unwrap().expect("the feed").url;
    assert_eq!(address(FEED), FEED);
    unchanged(&library, FEED, Some(OTHER));
    assert_eq!(address(FEED), FEED);

    let free = "https://three.example/feed";
    unchanged(&library, FEED, Some(free));
    assert_eq!(address(FEED), free);
    let moved = Fetched {
        moved_to: Some("https://four.example/".into()),
        ..fetched(FEED)
    };
    Store::ingest(&library, &key(FEED), &meta(FEED), &[], &moved).unwrap();
    assert_eq!(address(FEED), "https://four.example/");
}

/// Else it would follow the same redirect for good because of a feed that the reader does not even see.
#[test]
fn a_removed_feed_does_not_hold_its_address() {
    let library = Library::with_feeds(&[FEED, OTHER]);
    library.ingest(OTHER, &[article(OTHER, "1", "Kept")]);
    library.mark(&[article_key(OTHER, "1")], StateChange::Saved(true));
    library.remove_feed(&key(OTHER)).unwrap();
    unchanged(&library, FEED, Some(OTHER));
    assert_eq!(library.feed(&key(FEED)).unwrap().expect("the feed").url, OTHER);
    assert!(!library.subscribe(OTHER), "there is one there already");
}

#[test]
fn feeds_are_listed_with_their_counts() {
    let library = Library::with_feeds(&[OTHER, FEED]);
    library.ingest(FEED, &[article(FEED, "1", "One"), article(FEED, "2", "Two")]);
    library.mark(&[article_key(FEED, "1")], StateChange::Read(true));
    let feeds = library.feeds().unwrap();
    let counts: Vec<(&str, u32, u32)> = feeds
        .iter()
        .map(|feed| (feed.url.as_str(), feed.unread, feed.total))
        .collect();
    assert_eq!(counts, [(FEED, 1, 2), (OTHER, 0, 0)]);
}

#[test]
fn a_long_list_of_subscriptions_is_taken_at_once() {
    let library = Library::new();
    let many: Vec<NewFeed> = (0..5000)
        .map(|n| NewFeed {
            url: format!("https://example.org/{n}"),
            ..NewFeed::default()
        })
        .collect();
    assert!(Store::subscribe(&library, &many).unwrap().iter().all(|new| *new));
    assert!(Store::subscribe(&library, &many).unwrap().iter().all(|new| !*new));
    assert_eq!(library.counts().unwrap().feeds, 5000);
}

fn fail(library: &Library, gone: bool) {
    let attempt = Attempt::Failed {
        error: "no".into(),
        next_try: None,
        gone,
    };
    library.attempted(&key(FEED), seconds(NOW + 1), &attempt).unwrap();
}

fn unchanged(library: &Library, feed: &str, moved_to: Option<&str>) {
    let attempt = Attempt::NotModified {
        url: moved_to.map(Into::into),
        etag: None,
        last_modified: None,
    };
    library.attempted(&key(feed), seconds(NOW + 2), &attempt).unwrap();
}

/// With sources between that have none, or were removed and live on for a bookmark.
#[test]
fn unread_articles_are_counted_by_source() {
    let feeds = ["a", "b", "c", "d", "e"].map(|name| format!("https://{name}.example/feed"));
    let library = Library::with_feeds(&feeds.each_ref().map(String::as_str));
    for (feed, count) in feeds.iter().zip([2, 0, 3, 1, 4]) {
        library.ingest(feed, &articles(feed, count));
    }
    library.mark(&[article_key(&feeds[3], "0")], StateChange::Read(true));
    library.mark(&[article_key(&feeds[2], "0")], StateChange::Saved(true));
    library.remove_feed(&key(&feeds[2])).unwrap();
    let mut found = library.unread_by_feed().unwrap();
    found.sort();
    let mut expected = vec![(key(&feeds[0]), 2), (key(&feeds[4]), 4)];
    expected.sort();
    assert_eq!(found, expected);
    assert_eq!(library.counts().unwrap().feeds, 4);
}
