//! A library in a folder of its own, and what goes into it.

use std::path::PathBuf;

use kazpost_model::{ArticleKey, FeedKey, RawHtml, Timestamp};
use kazpost_store::{
    FeedMeta, Fetched, Ingested, ListQuery, ListScope, NewArticle, NewFeed, RowRecord, StateChange, Store,
    StoreError, Terms, Which,
};
use rusqlite::Connection;

/// The present of these tests.
pub const NOW: i64 = 1_800_000_000;

/// An open library; its folder goes with it.
pub struct Library {
    store: Option<Store>,
    pub path: PathBuf,
    _folder: tempfile::TempDir,
}

impl Library {
    pub fn new() -> Library {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("library.sqlite");
        let store = Some(Store::open(&path).unwrap());
        Library {
            store,
            path,
            _folder: folder,
        }
    }

    /// One with a subscription for each address.
    pub fn with_feeds(addresses: &[&str]) -> Library {
        let library = Library::new();
        for address in addresses {
            assert!(library.subscribe(address), "{address} must be new");
        }
        library
    }

    /// Closes it and opens it again.
    pub fn reopen(&mut self) {
        self.store = None;
        self.store = Some(Store::open(&self.path).unwrap());
    }

    pub fn close(&mut self) {
        self.store = None;
    }

    /// A look at the file itself.
    pub fn sql(&self) -> Connection {
        Connection::open(&self.path).unwrap()
    }

    pub fn one<T: rusqlite::types::FromSql>(&self, query: &str) -> T {
        self.sql().query_row(query, [], |row| row.get(0)).unwrap()
    }

    /// Whether it was new.
    pub fn subscribe(&self, address: &str) -> bool {
        let feed = NewFeed {
            url: address.into(),
            title: format!("Source {address}"),
            ..NewFeed::default()
        };
        Store::subscribe(self, &[feed]).unwrap()[0]
    }

    pub fn ingest(&self, feed: &str, articles: &[NewArticle]) -> Ingested {
        self.try_ingest(feed, articles).unwrap()
    }

    pub fn try_ingest(&self, feed: &str, articles: &[NewArticle]) -> Result<Ingested, StoreError> {
        Store::ingest(self, &key(feed), &meta(feed), articles, &fetched(feed))
    }

    pub fn mark(&self, articles: &[ArticleKey], change: StateChange) -> i64 {
        let recorded = self
            .record(Which::Articles(articles), change, now())
            .expect("recorded");
        recorded.action.expect("something changed")
    }

    pub fn row(&self, article: &ArticleKey) -> Option<RowRecord> {
        self.article(article).unwrap().map(|article| article.row)
    }

    /// The titles of a list.
    pub fn titles(&self, scope: ListScope, filter: &str) -> Vec<String> {
        let query = ListQuery {
            scope,
            unread_only: false,
            filter: filter.into(),
        };
        self.titles_of(&query)
    }

    pub fn titles_of(&self, query: &ListQuery) -> Vec<String> {
        let members = self.snapshot(query, None).unwrap();
        let ids: Vec<i64> = members.iter().map(|(id, _)| *id).collect();
        let rows = self.rows(&ids).unwrap();
        rows.into_iter().map(|row| row.title).collect()
    }
}

impl std::ops::Deref for Library {
    type Target = Store;

    fn deref(&self) -> &Store {
        self.store.as_ref().expect("an open library")
    }
}

pub fn now() -> Timestamp {
    seconds(NOW)
}

pub fn seconds(seconds: i64) -> Timestamp {
    Timestamp::from_seconds(seconds).unwrap()
}

pub fn key(feed: &str) -> FeedKey {
    FeedKey::of_address(feed)
}

pub fn meta(feed: &str) -> FeedMeta {
    FeedMeta {
        title: format!("Newspaper of {feed}"),
        site_url: Some(format!("{feed}/site")),
        icon: None,
        language: "en".into(),
    }
}

pub fn fetched(feed: &str) -> Fetched {
    Fetched {
        at: now(),
        moved_to: None,
        etag: Some("\"one\"".into()),
        last_modified: None,
        validated_url: feed.into(),
        body_hash: vec![1, 2, 3],
    }
}

pub fn article_key(feed: &str, identity: &str) -> ArticleKey {
    ArticleKey::of_identity(&key(feed), identity)
}

/// An article whose fingerprint follows from its title.
pub fn article(feed: &str, identity: &str, title: &str) -> NewArticle {
    let mut fingerprint = [0; 16];
    for (place, byte) in title.bytes().enumerate() {
        fingerprint[place % 16] ^= byte.wrapping_add(u8::try_from(place % 251).unwrap());
    }
    NewArticle {
        key: article_key(feed, identity),
        guid: Some(identity.into()),
        url: Some(format!("{feed}/{identity}")),
        external_url: None,
        title: title.into(),
        standfirst: format!("About {title}"),
        summary: Some(format!("A summary of {title}")),
        author: "A. Writer".into(),
        authors: vec![],
        tags: vec!["World".into()],
        language: "en".into(),
        content: RawHtml::new(format!("<p>{title}</p>")).into(),
        content_base: Some(feed.into()),
        image: None,
        picture: None,
        enclosures: vec![],
        published: Some(seconds(NOW - 1000)),
        modified: None,
        words: 2,
        teaser: 0,
        reworded: false,
        caught: vec![],
        fingerprint,
        terms: Terms {
            title: title.to_lowercase(),
            body: "body".into(),
            ..Terms::default()
        },
    }
}

/// As many articles as asked for, the first the newest.
pub fn articles(feed: &str, count: u32) -> Vec<NewArticle> {
    (0..count)
        .map(|n| NewArticle {
            published: Some(seconds(NOW - 10 - i64::from(n))),
            ..article(feed, &n.to_string(), &format!("Article {n}"))
        })
        .collect()
}

pub fn everything() -> ListQuery {
    ListQuery {
        scope: ListScope::All,
        unread_only: false,
        filter: String::new(),
    }
}
