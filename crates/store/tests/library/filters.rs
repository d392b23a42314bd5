use kazpost_store::{FilterEffect, FilterRecord, ListScope, NewArticle, StateChange, Which};

use crate::support::{Library, NOW, article, article_key, articles, key, now, seconds};

const FEED: &str = "https://one.example/feed";

fn filter(id: &str, effect: FilterEffect, expires: Option<i64>) -> FilterRecord {
    FilterRecord {
        id: id.into(),
        name: format!("Filter {id}"),
        conditions: "[]".into(),
        effect,
        expires: expires.map(seconds),
        caught: 0,
    }
}

fn rows(library: &Library, numbers: &[u32]) -> Vec<i64> {
    let row = |n: &u32| {
        library
            .row_of(&article_key(FEED, &n.to_string()))
            .unwrap()
            .unwrap()
    };
    numbers.iter().map(row).collect()
}

fn library() -> Library {
    let library = Library::with_feeds(&[FEED]);
    library.ingest(FEED, &articles(FEED, 6));
    library
}

/// Whatever filters do, each count is that of its list.
fn counts_are_exact(library: &Library) {
    let counts = library.counts().unwrap();
    let length = |scope| u32::try_from(library.titles(scope, "").len()).unwrap();
    assert_eq!(counts.articles, length(ListScope::All));
    assert_eq!(counts.unread, length(ListScope::Unread));
    assert_eq!(library.hidden_count().unwrap(), length(ListScope::Hidden));
    let feed = &library.feeds().unwrap()[0];
    assert_eq!(feed.total, length(ListScope::Feed(key(FEED))));
    assert_eq!(feed.unread, counts.unread);
}

#[test]
fn what_is_muted_stands_in_no_list_and_no_count_and_comes_back_with_the_last_filter() {
    let library = library();
    library
        .filter_keep(
            &filter("a", FilterEffect::Mute, None),
            &rows(&library, &[0, 1, 2]),
            now(),
        )
        .unwrap();
    library
        .filter_keep(
            &filter("b", FilterEffect::Mute, None),
            &rows(&library, &[2, 3]),
            now(),
        )
        .unwrap();
    assert_eq!(library.counts().unwrap().articles, 2);
    counts_are_exact(&library);
    assert!(
        library.titled("article", 50).unwrap().len() == 2,
        "nor does the palette find it"
    );
    let names: Vec<String> = library
        .caught_by(&article_key(FEED, "2"))
        .unwrap()
        .into_iter()
        .map(|(_, name, _)| name)
        .collect();
    assert_eq!(names, ["Filter a", "Filter b"], "both are why it is hidden");
    assert_eq!(library.titles(ListScope::Caught("b".into()), "").len(), 2);

    library.filter_remove("a").unwrap();
    assert_eq!(library.titles(ListScope::Hidden, ""), ["Article 2", "Article 3"]);
    counts_are_exact(&library);
    library
        .filter_keep(
            &filter("b", FilterEffect::Mute, None),
            &rows(&library, &[5]),
            now(),
        )
        .unwrap();
    assert_eq!(
        library.titles(ListScope::Hidden, ""),
        ["Article 5"],
        "it was changed"
    );
    library.filter_remove("b").unwrap();
    assert_eq!(library.counts().unwrap().articles, 6);
    counts_are_exact(&library);
}

#[test]
fn what_is_muted_is_known_when_it_comes_again() {
    let library = Library::with_feeds(&[FEED]);
    let only = article(FEED, "1", "One");
    library.ingest(FEED, std::slice::from_ref(&only));
    let row = library.row_of(&only.key).unwrap().unwrap();
    library
        .filter_keep(&filter("a", FilterEffect::Mute, None), &[row], now())
        .unwrap();
    let known = library
        .fingerprints(&key(FEED), std::slice::from_ref(&only.key))
        .unwrap();
    assert_eq!(known, [Some(only.fingerprint)]);
}

#[test]
fn a_filter_ends_on_its_day() {
    let library = library();
    let until = filter("a", FilterEffect::Mute, Some(NOW + 100));
    library.filter_keep(&until, &rows(&library, &[0]), now()).unwrap();
    assert!(!library.filters_expire(seconds(NOW + 99)).unwrap());
    assert_eq!(library.hidden_count().unwrap(), 1);
    assert!(library.filters_expire(seconds(NOW + 100)).unwrap());
    assert_eq!(library.hidden_count().unwrap(), 0);
    assert_eq!(library.filters().unwrap()[0].caught, 0, "it is still listed");
    counts_are_exact(&library);
}

#[test]
fn what_arrives_is_muted_marked_and_made_important_and_a_change_is_looked_at_anew() {
    let library = Library::with_feeds(&[FEED]);
    for (id, effect) in [
        ("mute", FilterEffect::Mute),
        ("read", FilterEffect::Read),
        ("save", FilterEffect::Save),
        ("top", FilterEffect::Important),
    ] {
        library
            .filter_keep(&filter(id, effect, None), &[], now())
            .unwrap();
    }
    let caught = |identity: &str, title: &str, by: &[(&str, FilterEffect)]| NewArticle {
        caught: by.iter().map(|(id, effect)| ((*id).into(), *effect)).collect(),
        ..article(FEED, identity, title)
    };
    library.ingest(
        FEED,
        &[
            caught("1", "Muted", &[("mute", FilterEffect::Mute)]),
            caught(
                "2",
                "Read",
                &[("read", FilterEffect::Read), ("top", FilterEffect::Important)],
            ),
            caught(
                "3",
                "Saved",
                &[("save", FilterEffect::Save), ("gone", FilterEffect::Mute)],
            ),
        ],
    );
    counts_are_exact(&library);
    let row = |identity: &str| library.row(&article_key(FEED, identity)).unwrap();
    assert_eq!(library.titles(ListScope::Hidden, ""), ["Muted"]);
    assert!(row("2").read && row("2").important && !row("2").saved);
    assert!(
        row("3").saved && !row("3").read,
        "a filter that is no more hides nothing"
    );

    library
        .record(
            Which::Articles(&[article_key(FEED, "2")]),
            StateChange::Read(false),
            now(),
        )
        .unwrap();
    library.ingest(
        FEED,
        &[
            caught("1", "Milder", &[]),
            caught("2", "Read, edited", &[("read", FilterEffect::Read)]),
        ],
    );
    assert!(library.titles(ListScope::Hidden, "").is_empty());
    assert!(!row("2").read, "what the reader wants unread stays so");
    assert!(!row("2").important);
    counts_are_exact(&library);
}

#[test]
fn what_is_muted_is_neither_fetched_by_a_sync_nor_part_of_an_edition() {
    let library = Library::with_feeds(&[FEED]);
    let cut: Vec<NewArticle> = articles(FEED, 4)
        .into_iter()
        .map(|article| NewArticle { teaser: 2, ..article })
        .collect();
    library.ingest(FEED, &cut);
    let saved = article_key(FEED, "3");
    library.mark(&[saved], StateChange::Saved(true));
    let sync = |library: &Library| library.pages_of_sync(None, now()).unwrap().len();
    let edition = |library: &Library| library.pages_of_edition().unwrap().len();
    assert_eq!((sync(&library), edition(&library)), (4, 4));
    let mute = filter("a", FilterEffect::Mute, None);
    library
        .filter_keep(&mute, &rows(&library, &[0, 3]), now())
        .unwrap();
    assert_eq!((sync(&library), edition(&library)), (2, 2));
    library.filter_remove("a").unwrap();
    assert_eq!((sync(&library), edition(&library)), (4, 4));
}
