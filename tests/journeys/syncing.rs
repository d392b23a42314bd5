//! One sync at a time, watched, joined and stopped.

use std::sync::Mutex;
use std::time::Duration;

use kazpost_api::{SyncProgress, SyncRequest};
use kazpost_tests::{Behaviour, Reply, Server};

use crate::reader::{Reader, subscribe, sync};
use crate::stories;

#[tokio::test]
async fn a_second_sync_joins_the_first() {
    let (server, reader) = (Server::start(), Reader::new());
    let library = reader.open();
    let slow = Behaviour::Stall(Duration::from_millis(100));
    let paths = ["/a", "/b", "/c"];
    for path in paths {
        server.set(path, Reply::rss(stories(path, 1..=4)).behaviour(slow));
    }
    subscribe(&library, &paths.map(|path| server.url(path)));
    let one = library.feeds().expect("the feeds")[1].id.clone();
    let all = || library.sync(SyncRequest::default(), |_| ());
    let single = || {
        library.sync(
            SyncRequest {
                feed: Some(one.clone()),
            },
            |_| (),
        )
    };

    let (first, second, third) = tokio::join!(all(), all(), single());

    let reports = [first, second, third].map(|report| report.expect("the library is well"));
    for report in &reports {
        assert_eq!(
            (report.new, report.feeds.len()),
            (12, 3),
            "one sync, one report: {report:?}"
        );
    }
    assert_eq!(server.requests().len(), 3, "one set of requests");

    // The other way round there is more to do than what runs.
    server.clear();
    let (single, all) = tokio::join!(single(), all());
    assert_eq!(single.expect("well").feeds.len(), 1);
    assert_eq!(all.expect("well").feeds.len(), 3);
    assert_eq!(server.requests().len(), 4);
}

#[tokio::test]
async fn progress_is_told_up_to_the_end() {
    let (server, reader) = (Server::start(), Reader::new());
    let library = reader.open();
    server.set("/a", Reply::rss(stories("A", 1..=4)));
    server.set("/b", Reply::status(500));
    subscribe(&library, &["/a", "/b"].map(|path| server.url(path)));
    let seen: Mutex<Vec<SyncProgress>> = Mutex::default();
    let note = |progress| seen.lock().expect("whole").push(progress);
    library.sync(SyncRequest::default(), note).await.expect("well");
    let seen = seen.into_inner().expect("whole");
    assert!(
        seen[0].running && seen[0].total == 2 && seen[0].done == 0,
        "{:?}",
        seen[0]
    );
    assert!(
        seen.windows(2).all(|pair| pair[0].done <= pair[1].done),
        "never backwards"
    );
    let (last, before) = seen.split_last().expect("something was told");
    assert!(before.iter().all(|progress| progress.running));
    assert!(!last.running && !last.offline && !last.cancelled, "{last:?}");
    assert_eq!((last.done, last.new, last.failed), (2, 4, 1), "{last:?}");
    let asked = library.sync_progress();
    assert_eq!(
        (asked.running, asked.done, asked.new),
        (false, 2, 4),
        "who asks later is told the same"
    );
    assert!(
        library.sources().expect("the sources").synced_at.is_some(),
        "when that was is kept"
    );
}

#[tokio::test]
async fn a_sync_that_is_stopped_leaves_whole_feeds() {
    let (server, reader) = (Server::start(), Reader::new());
    let library = reader.open();
    let paths: Vec<String> = (1..=12).map(|number| format!("/{number}")).collect();
    for path in &paths {
        server.set(path, Reply::rss(stories(path, 1..=40)));
    }
    let stall = Behaviour::Stall(Duration::from_secs(120));
    server.set("/slow", Reply::rss(stories("slow", 1..=40)).behaviour(stall));
    let addresses: Vec<String> = paths
        .iter()
        .map(|path| server.url(path))
        .chain([server.url("/slow")])
        .collect();
    subscribe(&library, &addresses);

    let stop = |progress: SyncProgress| {
        if progress.done >= 3 {
            library.sync_cancel();
        }
    };
    let report = library
        .sync(SyncRequest::default(), stop)
        .await
        .expect("stopping is no error");

    assert!(
        report.seconds < 30.0,
        "nobody waits for the slow one: {} s",
        report.seconds
    );
    let last = library.sync_progress();
    assert!(last.cancelled && !last.running && !last.offline, "{last:?}");
    let feeds = library.feeds().expect("the feeds");
    assert!(
        feeds.iter().all(|feed| feed.total == 0 || feed.total == 40),
        "whole or not at all"
    );
    let stored = feeds.iter().filter(|feed| feed.total == 40).count();
    assert!((3..13).contains(&stored), "{stored} feeds were there by then");
    assert_eq!(
        report.new as usize,
        40 * stored,
        "and the report counts just these"
    );
    assert!(
        feeds.iter().all(|feed| feed.error.is_none()),
        "who was stopped did not fail"
    );

    server.set("/slow", Reply::rss(stories("slow", 1..=40)));
    let report = sync(&library).await;
    assert_eq!(
        (report.failed, report.new as usize),
        (0, 40 * (13 - stored)),
        "the next one brings the rest"
    );
    assert!(!library.sync_progress().cancelled);
    library.sync_cancel();
    let report = sync(&library).await;
    assert_eq!(
        report.feeds.len(),
        13,
        "stopping what does not run stops nothing later"
    );
}

#[tokio::test]
async fn those_who_show_the_library_are_told() {
    let (server, reader) = (Server::start(), Reader::new());
    let library = reader.open();
    server.set("/a", Reply::rss(stories("A", 1..=4)));
    subscribe(&library, &[server.url("/a")]);
    let told = std::sync::Arc::new(std::sync::atomic::AtomicUsize::new(0));
    let count = std::sync::Arc::clone(&told);
    library.on_change(move || {
        count.fetch_add(1, std::sync::atomic::Ordering::SeqCst);
    });
    sync(&library).await;
    assert!(
        told.load(std::sync::atomic::Ordering::SeqCst) >= 1,
        "after a sync they look again"
    );
}

#[tokio::test]
async fn a_feed_removed_while_it_is_fetched_does_not_come_back() {
    let (server, reader) = (Server::start(), Reader::new());
    let library = reader.open();
    let slow = Behaviour::Stall(Duration::from_millis(300));
    server.set("/a", Reply::rss(stories("A", 1..=4)).behaviour(slow));
    server.set("/b", Reply::rss(stories("B", 1..=4)));
    subscribe(&library, &["/a", "/b"].map(|path| server.url(path)));
    let id = library.feeds().expect("the feeds")[0].id.clone();
    let remove = |progress: SyncProgress| {
        if progress.done == 1 && progress.running {
            library.feed_remove(&id).expect("it is removed");
        }
    };
    let report = library
        .sync(SyncRequest::default(), remove)
        .await
        .expect("no error");
    assert_eq!((report.new, report.failed), (4, 0), "{report:?}");
    let feeds = library.feeds().expect("the feeds");
    assert_eq!((feeds.len(), feeds[0].title.as_str()), (1, "B"));
    assert_eq!(library.sources().expect("the sources").all, 4);
}
