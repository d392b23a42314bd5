//! What the reader did is kept, whatever happens to the programs and to the network.

use std::process::Stdio;
use std::time::{Duration, Instant};

use kazpost_api::{Code, SyncRequest};
use kazpost_tests::{Behaviour, Reply, Server};
use serde_json::Value;

use crate::reader::{Reader, opml, subscribe, sync, text};
use crate::stories;

/// Looks again until it is so; a test that waits for ever fails instead.
fn until(what: &str, so: impl Fn() -> bool) {
    let began = Instant::now();
    while !so() {
        assert!(
            began.elapsed() < Duration::from_secs(30),
            "never happened: {what}"
        );
        std::thread::sleep(Duration::from_millis(5));
    }
}

fn subscribed() -> (Server, Reader, String) {
    let (server, reader) = (Server::start(), Reader::new());
    server.set("/feed.xml", Reply::rss(stories("Courier", 1..=5)));
    let id = reader.add(&server.url("/feed.xml"));
    (server, reader, id)
}

fn ids(reader: &Reader, words: &[&str]) -> Vec<String> {
    reader.items(words).iter().map(|item| text(&item["id"])).collect()
}

#[test]
fn a_mark_made_beside_a_sync_outlives_the_death_of_both() {
    let (server, reader, _) = subscribed();
    server.set("/feed.xml", Reply::rss(stories("Courier", 1..=9)));
    let stall = Behaviour::Stall(Duration::from_secs(120));
    server.set("/slow.xml", Reply::rss(stories("Slow", 1..=9)).behaviour(stall));
    let file = reader.keep("slow.opml", opml(&[server.url("/slow.xml")]));
    reader.json(&["feeds", "import", &file, "--json"]);

    let mut syncing = reader
        .command(&["sync"])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("it starts");
    until("the quick feed is stored", || reader.items(&[]).len() == 9);
    let all = ids(&reader, &[]);
    let marked = reader.kazpost(&["mark", &all[0], &all[1], "--read"]);
    assert_eq!(
        marked.code,
        Some(0),
        "another process may write while one syncs: {marked:?}"
    );
    let saved = reader.kazpost(&["mark", &all[2], "--saved"]);
    assert_eq!(saved.code, Some(0), "{saved:?}");
    // SIGKILL: nothing is tidied up.
    syncing.kill().expect("it is killed");
    syncing.wait().expect("it is dead");

    let found = reader.json(&["doctor", "--json"]);
    assert_eq!(found["integrity"], "ok", "{found}");
    assert_eq!(
        (&found["articles"], &found["unread"], &found["saved"]),
        (&9.into(), &7.into(), &1.into())
    );
    assert_eq!(ids(&reader, &["--saved"]), [all[2].clone()]);
    server.set("/slow.xml", Reply::rss(stories("Slow", 1..=9)));
    assert_eq!(
        reader.json(&["sync", "--json"])["new"],
        9,
        "the next sync goes on as ever"
    );
}

#[test]
fn a_sync_that_is_killed_leaves_whole_feeds() {
    let (server, reader) = (Server::start(), Reader::new());
    let paths: Vec<String> = (1..=8).map(|number| format!("/{number}.xml")).collect();
    for path in &paths {
        server.set(path, Reply::rss(stories(path, 1..=120)));
    }
    let addresses: Vec<String> = paths.iter().map(|path| server.url(path)).collect();
    let file = reader.keep("all.opml", opml(&addresses));
    reader.json(&["feeds", "import", &file, "--json"]);
    // At another moment each time.
    for requests in [1, 3, 6, 8] {
        server.clear();
        let mut syncing = reader
            .command(&["sync"])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("it starts");
        until("the requests came or it is done", || {
            server.requests().len() >= requests || reader.feeds().iter().all(|feed| feed["total"] == 120)
        });
        syncing.kill().expect("it is killed");
        syncing.wait().expect("it is dead");
        for feed in reader.feeds() {
            assert!(
                feed["total"] == 0 || feed["total"] == 120,
                "whole or not at all: {feed}"
            );
            assert_eq!(
                feed["total"] == 120,
                feed["title"] != feed["url"],
                "so is what it says of itself: {feed}"
            );
        }
        assert_eq!(reader.json(&["doctor", "--json"])["integrity"], "ok");
    }
    reader.json(&["sync", "--json"]);
    assert_eq!(reader.json(&["doctor", "--json"])["articles"], 8 * 120);
}

#[test]
fn two_syncs_in_two_processes_get_along() {
    let (server, reader) = (Server::start(), Reader::new());
    let paths: Vec<String> = (1..=10).map(|number| format!("/{number}.xml")).collect();
    for path in &paths {
        server.set(path, Reply::rss(stories(path, 1..=30)));
    }
    let addresses: Vec<String> = paths.iter().map(|path| server.url(path)).collect();
    let file = reader.keep("all.opml", opml(&addresses));
    reader.json(&["feeds", "import", &file, "--json"]);
    std::thread::scope(|scope| {
        let both: Vec<_> = (0..2)
            .map(|_| scope.spawn(|| reader.kazpost(&["sync", "--json"])))
            .collect();
        for one in both {
            let ran = one.join().expect("it ends");
            assert_eq!((ran.code, &ran.json()["failed"]), (Some(0), &0.into()), "{ran:?}");
        }
    });
    let found = reader.json(&["doctor", "--json"]);
    assert_eq!(
        (&found["integrity"], &found["articles"]),
        (&"ok".into(), &300.into()),
        "no article twice, none lost"
    );
}

#[test]
fn a_library_is_made_once_when_two_begin_at_once() {
    let reader = Reader::new();
    std::thread::scope(|scope| {
        let all: Vec<_> = (0..4)
            .map(|_| scope.spawn(|| reader.kazpost(&["doctor", "--json"])))
            .collect();
        for one in all {
            let ran = one.join().expect("it ends");
            assert_eq!(ran.code, Some(0), "{ran:?}");
        }
    });
}

#[test]
fn bookmarked_articles_outlive_their_feed() {
    let (server, reader, feed) = subscribed();
    let all = ids(&reader, &[]);
    reader.kazpost(&["mark", &all[1], &all[3], "--saved"]);
    let ran = reader.kazpost(&["feeds", "remove", &feed]);
    assert!(
        ran.code == Some(0) && ran.out.contains('2'),
        "it says how many stay: {ran:?}"
    );

    assert!(reader.feeds().is_empty());
    assert_eq!(ids(&reader, &["--saved"]), [all[1].clone(), all[3].clone()]);
    assert_eq!(
        ids(&reader, &[]),
        [all[1].clone(), all[3].clone()],
        "the others went with it"
    );
    let shown = reader.kazpost(&["show", &all[1]]);
    assert!(
        shown.code == Some(0) && shown.out.contains("Story 2 of Courier."),
        "{shown:?}"
    );
    server.clear();
    assert_eq!(reader.kazpost(&["sync"]).code, Some(0));
    assert!(server.requests().is_empty(), "what was removed is not asked");

    // Coming back, the feed finds them again.
    assert_eq!(reader.add(&server.url("/feed.xml")), feed);
    assert_eq!(reader.items(&[]).len(), 5, "no article twice");
    assert_eq!(ids(&reader, &["--saved"]), [all[1].clone(), all[3].clone()]);

    reader.kazpost(&["feeds", "remove", &feed]);
    reader.kazpost(&["mark", &all[1], &all[3], "--unsaved"]);
    assert!(
        reader.items(&[]).is_empty(),
        "without a bookmark nothing holds them"
    );
    assert_eq!(reader.json(&["doctor", "--json"])["integrity"], "ok");
}

#[test]
fn without_a_network_everything_that_is_there_can_be_read() {
    let (server, reader, _) = subscribed();
    let all = ids(&reader, &[]);
    let before = reader.feeds();
    server.stop();
    for _ in 0..4 {
        let ran = reader.kazpost(&["sync", "--json"]);
        assert_eq!(ran.code, Some(1), "nothing could be fetched: {ran:?}");
        let report = ran.json();
        assert_eq!(report["feeds"][0]["status"], "error", "{report}");
    }
    assert_eq!(ids(&reader, &[]), all, "nothing is lost");
    assert!(
        reader
            .kazpost(&["show", &all[0]])
            .out
            .contains("Story 1 of Courier.")
    );
    assert_eq!(reader.kazpost(&["mark", &all[0], "--read"]).code, Some(0));
    let feed = &reader.feeds()[0];
    assert!(text(&feed["error"]).contains("cannot be reached"), "{feed}");
    assert_eq!(feed["synced_at"], before[0]["synced_at"], "it did not answer");

    server.restart();
    let report = reader.json(&["sync", "--json"]);
    assert_eq!(
        report["feeds"][0]["status"], "not_modified",
        "back in the network nobody has to wait: {report}"
    );
    assert_eq!(reader.feeds()[0]["error"], Value::Null);
}

#[tokio::test]
async fn a_missing_network_is_told_from_a_missing_host() {
    let (here, away, reader) = (Server::start(), Server::start(), Reader::new());
    let library = reader.open();
    for server in [&here, &away] {
        server.set("/feed.xml", Reply::rss(stories("Courier", 1..=2)));
    }
    subscribe(&library, &[here.url("/feed.xml"), away.url("/feed.xml")]);
    assert!(!library.sync_progress().offline);
    away.stop();
    let report = sync(&library).await;
    assert_eq!((report.new, report.failed), (2, 1), "{report:?}");
    assert!(
        !library.sync_progress().offline,
        "one host answered, so there is a network"
    );
    here.stop();
    let seen = std::sync::Mutex::new(Vec::new());
    let report = library
        .sync(SyncRequest::default(), |progress| {
            seen.lock().expect("whole").push(progress)
        })
        .await
        .expect("the library is well");
    let seen = seen.into_inner().expect("whole");
    let last = seen.last().expect("the end is told");
    assert!(last.offline && !last.running, "{last:?}");
    assert_eq!((last.done, last.total, last.failed), (2, 2, 2), "{last:?}");
    assert!(library.sync_progress().offline);
    for line in &report.feeds {
        assert_eq!(
            line.failure.as_ref().map(|failure| failure.code),
            Some(Code::Unreachable)
        );
    }
    let feeds = library.feeds().expect("the feeds");
    assert!(
        feeds.iter().all(|feed| feed.next_try.is_none()),
        "nobody is backed off from for that"
    );
    here.restart();
    sync(&library).await;
    assert!(!library.sync_progress().offline, "and it is over");
}

#[test]
fn what_was_read_is_read_also_when_its_feed_comes_back() {
    let (server, reader, feed) = subscribed();
    let all = ids(&reader, &[]);
    reader.kazpost(&["mark", &all[0], &all[1], "--read"]);
    reader.kazpost(&["mark", &all[1], "--unread"]);
    reader.kazpost(&["feeds", "remove", &feed]);
    assert!(reader.items(&[]).is_empty());
    reader.add(&server.url("/feed.xml"));
    assert_eq!(
        ids(&reader, &["--unread"]),
        all[1..],
        "the reader's last word on each counts"
    );
}
