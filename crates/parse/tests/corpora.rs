//! Other people's hard cases, where the environment variable `KAZPOST_CORPORA` names their folder.
#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    clippy::unwrap_used,
    reason = "tests read files"
)]

use std::path::{Path, PathBuf};

use kazpost_parse::{Document, feed, opml};

/// The files of the corpora in `folder`; none, said aloud, where there are no corpora.
fn files(folder: &str) -> Vec<PathBuf> {
    let Ok(root) = std::env::var("KAZPOST_CORPORA") else {
        eprintln!("SKIPPED: {folder}: KAZPOST_CORPORA names no folder with corpora");
        return Vec::new();
    };
    let mut found = Vec::new();
    collect(&Path::new(&root).join(folder), &mut found);
    assert!(!found.is_empty(), "KAZPOST_CORPORA has no files in {folder}");
    found.sort();
    found
}

fn collect(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, found);
        } else {
            found.push(path);
        }
    }
}

#[test]
fn every_feed_is_read_or_refused_without_a_panic() {
    let files = files("feeds");
    let mut read = 0;
    for path in &files {
        let bytes = std::fs::read(path).unwrap();
        for (url, content_type) in [
            (None, None),
            (
                Some("http://example.org/feed"),
                Some("text/xml; charset=windows-1251"),
            ),
        ] {
            let document = Document {
                bytes: &bytes,
                url,
                content_type,
            };
            read += usize::from(feed(document).is_ok());
        }
        let _ = opml::read(&bytes);
    }
    assert!(
        read >= files.len() / 2,
        "only {read} of {} readings gave a feed",
        files.len() * 2
    );
}

#[test]
fn every_list_survives_being_written_and_read_again() {
    for path in files("opml") {
        let list = opml::read(&std::fs::read(&path).unwrap()).unwrap();
        assert!(!list.feeds.is_empty(), "{}", path.display());
        let date = kazpost_model::Timestamp::from_seconds(0).unwrap();
        let written = opml::write(list.title.as_deref().unwrap_or_default(), date, &list.feeds);
        let mut back = opml::read(written.as_bytes()).unwrap();
        assert_eq!(back.title, list.title, "{}", path.display());
        assert_eq!(back.invalid, 0);
        let mut want = list.feeds;
        for feed in &mut want {
            // What has no title is written with its address for one.
            feed.title = feed.title.take().or(Some(feed.xml_url.clone()));
        }
        // Feeds of one folder are written together.
        want.sort_by(|a, b| (&a.folder, &a.xml_url, &a.title).cmp(&(&b.folder, &b.xml_url, &b.title)));
        back.feeds
            .sort_by(|a, b| (&a.folder, &a.xml_url, &a.title).cmp(&(&b.folder, &b.xml_url, &b.title)));
        assert_eq!(back.feeds, want, "{}", path.display());
    }
}
