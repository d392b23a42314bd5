use std::time::{Duration, Instant};

use kazpost_fetch::{Client, Options};
use kazpost_loopback::{Behaviour, Reply, Server};

use crate::{client, request};

async fn get_all(client: &Client, urls: Vec<String>) -> usize {
    let tasks: Vec<_> = urls
        .into_iter()
        .map(|url| {
            let client = client.clone();
            tokio::spawn(async move { client.get(request(&url)).await.is_ok() })
        })
        .collect();
    let mut got = 0;
    for task in tasks {
        got += usize::from(task.await.unwrap_or(false));
    }
    got
}

#[tokio::test]
async fn a_host_gets_only_so_many_requests_at_a_time() {
    let server = Server::start();
    server.set(
        "/",
        Reply::rss("x").behaviour(Behaviour::Stall(Duration::from_millis(20))),
    );
    let client = Client::new(Options {
        connections_per_host: 3,
        ..Options::default()
    })
    .unwrap();
    assert_eq!(get_all(&client, vec![server.url("/"); 30]).await, 30);
    assert!(server.busiest() <= 3, "{} at a time", server.busiest());
    assert!(server.connections() <= 3, "{} connections", server.connections());
}

#[tokio::test]
async fn waiting_for_a_turn_is_no_timeout() {
    let server = Server::start();
    server.set(
        "/",
        Reply::rss("x").behaviour(Behaviour::Stall(Duration::from_millis(100))),
    );
    let options = Options {
        connections_per_host: 1,
        total_timeout: Duration::from_millis(600),
        ..Options::default()
    };
    let client = Client::new(options).unwrap();
    assert_eq!(
        get_all(&client, vec![server.url("/"); 10]).await,
        10,
        "the last waits for a second"
    );
}

#[tokio::test]
async fn one_slow_host_does_not_hold_up_another() {
    let (slow, quick) = (Server::start(), Server::start());
    slow.set(
        "/",
        Reply::rss("x").behaviour(Behaviour::Stall(Duration::from_secs(3))),
    );
    quick.set("/", Reply::rss("x"));
    let client = client();
    let urls = vec![slow.url("/"); 8];
    let slow_ones = tokio::spawn({
        let client = client.clone();
        async move { get_all(&client, urls).await }
    });
    let begun = Instant::now();
    assert_eq!(get_all(&client, vec![quick.url("/"); 20]).await, 20);
    assert!(
        begun.elapsed() < Duration::from_secs(2),
        "took {:?}",
        begun.elapsed()
    );
    slow_ones.abort();
}

#[tokio::test]
async fn thousands_of_small_feeds_from_one_host() {
    let server = Server::start();
    let urls: Vec<String> = (0..3000).map(|at| format!("/feed/{at}")).collect();
    for path in &urls {
        server.set(
            path,
            Reply::rss("<rss version=\"2.0\"><channel/></rss>".repeat(50)).etag("\"1\""),
        );
    }
    let urls = urls.iter().map(|path| server.url(path)).collect();
    let begun = Instant::now();
    assert_eq!(get_all(&client(), urls).await, 3000);
    assert!(
        server.connections() <= 8,
        "{} connections for 4 at a time",
        server.connections()
    );
    assert!(
        begun.elapsed() < Duration::from_secs(20),
        "took {:?}",
        begun.elapsed()
    );
}
