use kazpost_store::{StateChange, Store, StoreError};

use crate::support::{Library, article_key, articles, key};

const FEED: &str = "https://one.example/feed";

#[test]
fn a_sound_library_says_so() {
    let library = Library::with_feeds(&[FEED]);
    library.ingest(FEED, &articles(FEED, 50));
    library.mark(&[article_key(FEED, "1")], StateChange::Saved(true));
    library.remove_feed(&key(FEED)).unwrap();
    assert_eq!(library.integrity().unwrap(), "ok");
}

#[test]
fn damage_to_the_file_is_reported() {
    let mut library = Library::with_feeds(&[FEED]);
    library.ingest(FEED, &articles(FEED, 500));
    let root: u32 = library.one("SELECT rootpage FROM sqlite_schema WHERE name = 'articles_by_time'");
    let size: u32 = library.one("SELECT * FROM pragma_page_size");
    library.close();
    let mut bytes = std::fs::read(&library.path).unwrap();
    let start = (root - 1) as usize * size as usize;
    bytes[start + 100..start + size as usize].fill(0x55);
    std::fs::write(&library.path, bytes).unwrap();

    library.reopen();
    let found = library.integrity().unwrap();
    assert_ne!(found, "ok");
    assert!(!found.is_empty());
}

#[test]
fn rows_that_point_to_nothing_are_reported() {
    let library = Library::with_feeds(&[FEED]);
    library.ingest(FEED, &articles(FEED, 3));
    library
        .sql()
        .execute_batch("PRAGMA foreign_keys = OFF; DELETE FROM feeds;")
        .unwrap();
    assert_eq!(
        library.integrity().unwrap(),
        "4 rows point to nothing",
        "three articles and the count of them"
    );
}

#[test]
fn a_file_cut_short_is_no_reason_to_panic() {
    let mut library = Library::with_feeds(&[FEED]);
    library.ingest(FEED, &articles(FEED, 500));
    library.close();
    let bytes = std::fs::read(&library.path).unwrap();
    std::fs::write(&library.path, &bytes[..bytes.len() / 3]).unwrap();
    // Refused, or open with a report: never silently well.
    match Store::open(&library.path) {
        Err(error) => assert!(matches!(error, StoreError::Sqlite(_)), "{error}"),
        Ok(store) => assert_ne!(store.integrity().unwrap_or_default(), "ok"),
    }
}

#[test]
fn a_library_of_a_newer_version_is_left_as_it_is() {
    let mut library = Library::new();
    let newer = library.schema_version() + 1;
    library
        .sql()
        .execute_batch(&format!(
            "PRAGMA user_version = {newer}; CREATE TABLE theirs (x);"
        ))
        .unwrap();
    library.close();
    let before = std::fs::read(&library.path).unwrap();
    let refused = Store::open(&library.path).err().expect("refused");
    assert!(
        matches!(&refused, StoreError::Newer { found, .. } if *found == newer),
        "{refused}"
    );
    assert!(
        std::fs::read(&library.path).unwrap() == before,
        "not a byte changed"
    );
}

#[test]
fn a_library_is_made_in_a_folder_that_is_not_there_yet() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("деректер/ä b's %20#?/library.sqlite");
    let store = Store::open(&path).unwrap();
    assert_eq!(store.path(), path);
    store.set_setting("here", "yes").unwrap();
    assert!(path.is_file(), "under the very name that was given");
    assert_eq!(store.setting("here").unwrap().as_deref(), Some("yes"));

    std::fs::write(folder.path().join("file"), "x").unwrap();
    let refused = Store::open(&folder.path().join("file/library.sqlite"));
    assert!(matches!(refused.err(), Some(StoreError::File { .. })));
}
