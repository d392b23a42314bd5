//! Libraries of any size, made without fetching.

use kazpost_benches::{Language, Prose};
use kazpost_model::{ArticleKey, FeedKey, RawHtml, Timestamp};
use kazpost_store::{FeedMeta, Fetched, NewArticle, NewFeed, Store};

/// One document, ready to be stored.
pub struct Prepared {
    feed: FeedKey,
    meta: FeedMeta,
    articles: Vec<NewArticle>,
    fetched: Fetched,
}

pub fn moment(seconds: i64) -> Timestamp {
    Timestamp::from_seconds(1_790_000_000 + seconds).expect("within the years 1 to 9999")
}

fn address(feed: usize) -> String {
    format!("https://example.org/{feed}/feed")
}

pub fn key(feed: usize) -> FeedKey {
    FeedKey::of_address(&address(feed))
}

/// The document of one feed: `count` articles with bodies of about `bytes`. Other `edition`s of it change each.
pub fn prepared(feed: usize, count: usize, bytes: usize, edition: u8) -> Prepared {
    let language = [Language::English, Language::Russian, Language::Kazakh][feed % 3];
    let mut prose = Prose::new(language, feed as u64 + 1);
    let articles = (0..count).map(|n| article(&mut prose, feed, n, bytes, edition));
    Prepared {
        feed: key(feed),
        meta: FeedMeta {
            title: format!("Source {feed}"),
            site_url: Some(format!("https://example.org/{feed}/")),
            icon: None,
            language: "kk".into(),
        },
        articles: articles.collect(),
        fetched: Fetched {
            at: moment(1_000_000),
            moved_to: None,
            etag: Some("\"65a1-7f\"".into()),
            last_modified: None,
            validated_url: address(feed),
            body_hash: vec![edition; 32],
        },
    }
}

fn article(prose: &mut Prose, feed: usize, n: usize, bytes: usize, edition: u8) -> NewArticle {
    NewArticle {
        key: ArticleKey::of_identity(&key(feed), &n.to_string()),
        guid: Some(n.to_string()),
        url: Some(format!("https://example.org/{feed}/{n}")),
        external_url: None,
        title: prose.sentence(8),
        standfirst: prose.sentence(30),
        summary: Some(prose.sentence(25)),
        author: "A. Writer".into(),
        authors: vec![],
        tags: vec!["World".into(), "City".into()],
        language: "kk".into(),
        content: RawHtml::new(prose.markup(bytes)).into(),
        content_base: Some(address(feed)),
        image: None,
        picture: Some(format!("https://example.org/pictures/{n}.jpg")),
        enclosures: vec![],
        published: Some(moment(prose.number(900_000) as i64)),
        modified: None,
        words: 400,
        teaser: 0,
        reworded: false,
        caught: vec![],
        fingerprint: [edition; 16],
        terms: Default::default(),
    }
}

/// A new library in `folder` that is subscribed to as many feeds.
pub fn subscribed(folder: &tempfile::TempDir, feeds: usize) -> Store {
    let store = Store::open(&folder.path().join("library.sqlite")).expect("a library");
    let new: Vec<NewFeed> = (0..feeds)
        .map(|feed| NewFeed {
            url: address(feed),
            ..NewFeed::default()
        })
        .collect();
    store.subscribe(&new).expect("subscribed");
    store
}

/// Stores a document; says how many articles were new or had changed.
pub fn store(store: &Store, document: &Prepared) -> u32 {
    let Prepared {
        feed,
        meta,
        articles,
        fetched,
    } = document;
    let done = store.ingest(feed, meta, articles, fetched).expect("stored");
    done.new + done.updated
}
