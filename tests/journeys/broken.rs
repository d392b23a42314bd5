//! What hosts get wrong stays with the feed that it happens to.

use std::net::{Ipv4Addr, TcpListener};
use std::time::Duration;

use kazpost_api::{Code, FeedStatus};
use kazpost_fetch::Options;
use kazpost_tests::feeds::channel;
use kazpost_tests::{Behaviour, Reply, Server};

use crate::reader::{Reader, line, list, opml, subscribe, sync, text};
use crate::stories;

/// A feed that is wrong in one way each, and what the reader is told.
fn wrong() -> Vec<(&'static str, Reply, Code)> {
    let feed = || Reply::rss(stories("Courier", 1..=20));
    let html =
        "<!DOCTYPE html><html><head><title>Sign in</title></head><body><p>Please do.</p></body></html>";
    vec![
        (
            "/truncated",
            feed().behaviour(Behaviour::Truncate(900)),
            Code::Truncated,
        ),
        (
            "/truncated-chunks",
            feed().behaviour(Behaviour::TruncateChunked(1500)),
            Code::Truncated,
        ),
        (
            "/longer-said-than-sent",
            feed().behaviour(Behaviour::ClaimLength(1 << 20)),
            Code::Truncated,
        ),
        (
            "/not-gzip",
            feed().header("Content-Encoding", "gzip"),
            Code::Truncated,
        ),
        ("/page", Reply::html(html), Code::NotAFeed),
        ("/page-called-rss", Reply::rss(html), Code::NotAFeed),
        ("/nothing", Reply::rss(""), Code::NotAFeed),
        (
            "/picture",
            Reply::ok("image/png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".as_slice()),
            Code::NotAFeed,
        ),
        (
            "/other-json",
            Reply::ok("application/json", "{\"error\": \"no\"}"),
            Code::NotAFeed,
        ),
        (
            "/hangs-up",
            Reply::status(200).behaviour(Behaviour::HangUp),
            Code::Unreachable,
        ),
        ("/missing", Reply::status(404), Code::HttpStatus),
        ("/ill", Reply::status(500), Code::HttpStatus),
        ("/locked", Reply::status(401), Code::Forbidden),
        ("/part", Reply::status(206), Code::Truncated),
    ]
}

#[tokio::test]
async fn every_fault_is_told_and_stops_nobody_else() {
    let (server, reader) = (Server::start(), Reader::new());
    let library = reader.open();
    let cases = wrong();
    let mut addresses: Vec<String> = cases.iter().map(|(path, ..)| server.url(path)).collect();
    addresses.push(server.url("/good.xml"));
    server.set("/good.xml", Reply::rss(stories("Gazette", 1..=3)));
    for (path, reply, _) in &cases {
        server.set(path, reply.clone());
    }
    subscribe(&library, &addresses);

    let report = sync(&library).await;

    for (path, _, code) in &cases {
        let line = line(&report, path);
        assert_eq!(line.status, FeedStatus::Error, "{path}: {line:?}");
        assert_eq!(
            line.failure.as_ref().map(|failure| failure.code),
            Some(*code),
            "{path}: {line:?}"
        );
        assert!(
            line.error.as_ref().is_some_and(|words| words.contains(path)),
            "{path}: the words name the address: {line:?}"
        );
        assert_eq!(line.new, 0, "{path}: half a document brings nothing");
    }
    assert_eq!(line(&report, "/good.xml").new, 3, "the one that is well goes on");
    assert_eq!(report.failed as usize, cases.len());
    assert!(
        !library.sync_progress().offline,
        "faults of hosts are no want of a network"
    );

    // The list keeps the words beside each feed until it is well again.
    let shown = reader.feeds();
    for feed in &shown {
        let good = text(&feed["url"]).ends_with("/good.xml");
        assert_eq!(feed["error"].is_null(), good, "{feed}");
    }
    let page = shown
        .iter()
        .find(|feed| text(&feed["url"]).ends_with("/page"))
        .expect("it stays");
    assert!(
        text(&page["error"]).contains("not a feed but"),
        "in words: {page}"
    );

    for (path, ..) in &cases {
        server.set(path, Reply::rss(stories("Courier", 1..=20)));
    }
    let report = sync(&library).await;
    assert_eq!(report.failed, 0, "all are well again: {report:?}");
    assert_eq!(report.new as usize, 20 * cases.len(), "and whole");
    assert!(
        reader.feeds().iter().all(|feed| feed["error"].is_null()),
        "nothing is held against them"
    );
}

#[tokio::test]
async fn a_fault_takes_nothing_away() {
    let (server, reader) = (Server::start(), Reader::new());
    let library = reader.open();
    server.set("/feed", Reply::rss(stories("Courier", 1..=3)));
    subscribe(&library, &[server.url("/feed")]);
    sync(&library).await;
    for (what, reply, _) in wrong() {
        server.set("/feed", reply);
        sync(&library).await;
        reader.let_time_pass();
        let feed = &library.feeds().expect("the feeds")[0];
        assert_eq!(
            (feed.total, feed.title.as_str()),
            (3, "Courier"),
            "{what} costs no article"
        );
    }
    server.set("/feed", Reply::rss(stories("Courier", 1..=4)));
    let report = sync(&library).await;
    assert_eq!((report.new, report.updated), (1, 0), "{report:?}");
}

#[tokio::test]
async fn slow_hosts_are_given_up() {
    let (server, reader) = (Server::start(), Reader::new());
    let library = reader.open_with(Options {
        read_timeout: Duration::from_millis(400),
        total_timeout: Duration::from_millis(900),
        ..Options::default()
    });
    let feed = || Reply::rss(stories("Courier", 1..=9));
    server.set(
        "/drip",
        feed().behaviour(Behaviour::Drip(Duration::from_millis(20))),
    );
    server.set(
        "/stall",
        feed().behaviour(Behaviour::Stall(Duration::from_secs(60))),
    );
    server.set("/good", feed());
    subscribe(
        &library,
        &["/drip", "/stall", "/good"].map(|path| server.url(path)),
    );
    let report = sync(&library).await;
    for path in ["/drip", "/stall"] {
        let failure = line(&report, path).failure.as_ref();
        assert_eq!(
            failure.map(|failure| failure.code),
            Some(Code::TimedOut),
            "{path}: {report:?}"
        );
    }
    assert_eq!(
        line(&report, "/good").new,
        9,
        "the quick one does not wait for them"
    );
    assert!(
        report.seconds < 10.0,
        "the bounds bound the sync: {} s",
        report.seconds
    );
}

#[tokio::test]
async fn a_length_that_is_too_short_harms_no_later_sync() {
    let (server, reader) = (Server::start(), Reader::new());
    let library = reader.open();
    server.set(
        "/feed",
        Reply::rss(stories("Courier", 1..=9)).behaviour(Behaviour::ClaimLength(1000)),
    );
    subscribe(&library, &[server.url("/feed")]);
    sync(&library).await;
    server.set("/feed", Reply::rss(stories("Courier", 1..=9)));
    sync(&library).await;
    let feed = &library.feeds().expect("the feeds")[0];
    assert_eq!((feed.total, &feed.error), (9, &None), "whole in the end");
    let doubles: std::collections::HashSet<String> = reader.titles().into_iter().collect();
    assert_eq!(doubles.len(), 9, "what came cut off is completed, not doubled");
}

#[tokio::test]
async fn packed_bombs_are_not_swallowed() {
    let (server, reader) = (Server::start(), Reader::new());
    let library = reader.open();
    let bomb = channel("Bomb", &" ".repeat((32 << 20) + 1));
    server.set("/bomb", Reply::rss(bomb).gzip());
    server.set("/good", Reply::rss(stories("Gazette", 1..=3)).gzip());
    subscribe(&library, &[server.url("/bomb"), server.url("/good")]);
    let report = sync(&library).await;
    let failure = line(&report, "/bomb").failure.as_ref().expect("it is refused");
    assert_eq!(
        (failure.code, failure.detail.as_str()),
        (Code::TooLarge, "32"),
        "{failure:?}"
    );
    assert_eq!(line(&report, "/good").new, 3, "the other one goes on");
}

#[tokio::test]
async fn every_way_of_sending_brings_the_same_articles() {
    let (server, reader) = (Server::start(), Reader::new());
    let library = reader.open();
    let document = stories("Courier", 1..=9);
    let feed = || Reply::rss(document.clone());
    let ways = [
        ("/gzip", feed().gzip()),
        (
            "/brotli",
            Reply::rss(brotli(document.as_bytes())).header("Content-Encoding", "br"),
        ),
        ("/chunked", feed().behaviour(Behaviour::Chunked)),
        ("/until-close", feed().behaviour(Behaviour::UntilClose)),
        (
            "/no-type",
            Reply {
                body: document.clone().into(),
                ..Reply::status(200)
            },
        ),
        ("/text", Reply::ok("text/plain", document.clone())),
        (
            "/nonsense",
            Reply::ok("application/octet-stream; charset=nonsense", document.clone()),
        ),
    ];
    for (path, reply) in &ways {
        server.set(path, reply.clone());
    }
    subscribe(&library, &ways.each_ref().map(|(path, _)| server.url(path)));
    let report = sync(&library).await;
    for (path, _) in &ways {
        assert_eq!(line(&report, path).new, 9, "{path}: {:?}", line(&report, path));
    }
    let asked = &server.requests_for("/gzip")[0];
    let accepted = asked.header("accept-encoding").unwrap_or_default();
    assert!(accepted.contains("gzip") && accepted.contains("br"), "{accepted}");
}

#[test]
fn the_exit_code_tells_some_failures_from_all() {
    let (server, reader) = (Server::start(), Reader::new());
    let closed = {
        let taken = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a port");
        taken.local_addr().expect("its address").port()
    };
    server.set("/good", Reply::rss(stories("Gazette", 1..=3)));
    server.set("/ill", Reply::status(500));
    let refused = format!("http://127.0.0.1:{closed}/feed");
    let addresses = [server.url("/good"), server.url("/ill"), refused.clone()];
    let file = reader.keep("feeds.opml", opml(&addresses));
    reader.json(&["feeds", "import", &file, "--json"]);

    let some = reader.json(&["sync", "--json"]);
    assert_eq!(
        (&some["failed"], &some["new"]),
        (&2.into(), &3.into()),
        "some failed, so the exit code is 0"
    );
    let feeds = list(&some["feeds"]);
    let line = feeds.iter().find(|line| line["url"] == refused.as_str());
    let told = text(&line.expect("its line")["error"]);
    assert!(told.contains("cannot be reached"), "{told}");

    server.set("/good", Reply::status(500));
    let all = reader.kazpost(&["sync", "--json"]);
    assert_eq!(all.code, Some(1), "all failed: {all:?}");
    assert_eq!(all.json()["failed"], 3, "the report is complete all the same");
    assert!(all.err.starts_with("error: "), "and words say so: {all:?}");
}

/// Brotli that packs nothing (RFC 7932, 9.2): one uncompressed block and the end.
fn brotli(bytes: &[u8]) -> Vec<u8> {
    let length = u32::try_from(bytes.len() - 1).expect("it is short");
    assert!(length < 1 << 16, "one block holds it");
    // A window of 64 KiB, not the last block, a length of four nibbles, uncompressed.
    let head = length << 4 | 1 << 20;
    let mut packed = head.to_le_bytes()[..3].to_vec();
    packed.extend(bytes);
    packed.push(3);
    packed
}
