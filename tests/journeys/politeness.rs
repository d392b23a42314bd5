//! Many feeds of one host do not become a burden to it.

use std::time::Duration;

use kazpost_tests::{Behaviour, Reply, Server};

use crate::reader::{Reader, subscribe, sync};
use crate::stories;

#[tokio::test]
async fn thirty_feeds_of_one_host_are_asked_four_at_a_time() {
    let (server, reader) = (Server::start(), Reader::new());
    let library = reader.open();
    let paths: Vec<String> = (1..=30).map(|number| format!("/{number}.xml")).collect();
    for path in &paths {
        let slow = Behaviour::Stall(Duration::from_millis(40));
        server.set(path, Reply::rss(stories(path, 1..=2)).behaviour(slow));
    }
    let addresses: Vec<String> = paths.iter().map(|path| server.url(path)).collect();
    subscribe(&library, &addresses);

    let report = sync(&library).await;

    assert_eq!((report.new, report.failed), (60, 0), "everything came");
    let busiest = server.busiest();
    assert!(
        (2..=4).contains(&busiest),
        "at once, but never more than four: {busiest}"
    );
    assert_eq!(server.requests().len(), 30, "and each once");
    assert!(
        server.connections() <= 8,
        "over few connections: {}",
        server.connections()
    );
}

#[tokio::test]
async fn hosts_are_told_who_asks_and_what_for() {
    let (server, reader) = (Server::start(), Reader::new());
    let library = reader.open();
    server.set("/feed", Reply::rss(stories("Courier", 1..=1)));
    subscribe(&library, &[server.url("/feed")]);
    sync(&library).await;
    let asked = &server.requests()[0];
    assert_eq!(asked.method, "GET");
    let agent = asked.header("user-agent").unwrap_or_default();
    assert!(agent.starts_with("KazPost/"), "{agent}");
    let accepted = asked.header("accept").unwrap_or_default();
    assert!(accepted.contains("application/rss+xml"), "{accepted}");
    for telltale in ["cookie", "referer", "from"] {
        assert_eq!(
            asked.header(telltale),
            None,
            "nothing about the reader: {telltale}"
        );
    }
}
