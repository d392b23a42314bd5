use std::sync::Barrier;
use std::sync::atomic::{AtomicBool, Ordering};

use kazpost_store::{ListScope, StateChange, Store, Which};

use crate::support::{Library, article_key, articles, everything, fetched, key, meta, now};

const FEED: &str = "https://one.example/feed";

#[test]
fn readers_see_whole_feeds_while_others_are_being_stored() {
    let library = Library::new();
    let addresses: Vec<String> = (0..40).map(|n| format!("https://example.org/{n}")).collect();
    for address in &addresses {
        library.subscribe(address);
    }
    let store: &Store = &library;
    let done = AtomicBool::new(false);
    std::thread::scope(|threads| {
        let readers: Vec<_> = (0..3)
            .map(|_| {
                threads.spawn(|| {
                    let mut last = 0;
                    let mut different = 0;
                    while !done.load(Ordering::Relaxed) {
                        let counts = store.counts().unwrap();
                        assert_eq!(counts.articles % 50, 0, "a feed half stored");
                        assert_eq!(counts.articles, counts.unread, "of one moment");
                        assert!(counts.articles >= last, "backwards");
                        different += u32::from(counts.articles != last);
                        last = counts.articles;
                        let members = store.snapshot(&everything(), Some(200)).unwrap();
                        let ids: Vec<i64> = members.iter().map(|member| member.0).collect();
                        assert_eq!(store.rows(&ids).unwrap().len(), ids.len());
                    }
                    different
                })
            })
            .collect();
        for address in &addresses {
            library.ingest(address, &articles(address, 50));
        }
        done.store(true, Ordering::Relaxed);
        let seen: u32 = readers.into_iter().map(|reader| reader.join().unwrap()).sum();
        assert!(seen > 3, "the readers had to wait for the end: {seen}");
    });
    assert_eq!(store.counts().unwrap().articles, 2000);
}

/// The window and the command line on one library.
#[test]
fn a_second_store_sees_and_changes_the_same() {
    let library = Library::with_feeds(&[FEED]);
    library.ingest(FEED, &articles(FEED, 3));
    let other = Store::open(&library.path).unwrap();
    assert_eq!(other.counts().unwrap().articles, 3);
    let acts = [article_key(FEED, "1")];
    let recorded = other
        .record(Which::Articles(&acts), StateChange::Read(true), now())
        .unwrap();
    assert!(library.row(&acts[0]).expect("a row").read);
    let undone = library.undo(recorded.action.expect("an action"), now()).unwrap();
    assert_eq!(undone, 1, "what one did the other can take back");
    assert_eq!(other.titles_unread(), 3);
}

trait Titles {
    fn titles_unread(&self) -> usize;
}

impl Titles for Store {
    fn titles_unread(&self) -> usize {
        let query = kazpost_store::ListQuery {
            scope: ListScope::Unread,
            ..everything()
        };
        self.snapshot(&query, None).unwrap().len()
    }
}

#[test]
fn two_that_write_at_once_wait_for_each_other() {
    let library = Library::with_feeds(&[FEED]);
    library.ingest(FEED, &articles(FEED, 100));
    let other = Store::open(&library.path).unwrap();
    let store: &Store = &library;
    std::thread::scope(|threads| {
        threads.spawn(|| {
            for n in 0..50 {
                let one = [article_key(FEED, &n.to_string())];
                store
                    .record(Which::Articles(&one), StateChange::Read(true), now())
                    .unwrap();
            }
        });
        threads.spawn(|| {
            for n in 0..30 {
                let feed = format!("https://example.org/{n}");
                let new = kazpost_store::NewFeed {
                    url: feed.clone(),
                    ..Default::default()
                };
                assert_eq!(other.subscribe(&[new]).unwrap(), [true]);
                let documents = articles(&feed, 10);
                other
                    .ingest(&key(&feed), &meta(&feed), &documents, &fetched(&feed))
                    .unwrap();
            }
        });
    });
    let counts = library.counts().unwrap();
    assert_eq!((counts.articles, counts.unread, counts.feeds), (400, 350, 31));
    assert_eq!(library.integrity().unwrap(), "ok");
}

/// A double click on the icon, say: both make the library, one of them first.
#[test]
fn several_may_make_the_same_library_at_once() {
    for _ in 0..20 {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("library.sqlite");
        let together = Barrier::new(4);
        std::thread::scope(|threads| {
            for _ in 0..4 {
                threads.spawn(|| {
                    together.wait();
                    let store = Store::open(&path).unwrap_or_else(|error| panic!("{error}"));
                    assert_eq!(store.counts().unwrap().feeds, 0);
                });
            }
        });
    }
}
