use std::time::Duration;

use kazpost_fetch::Kind;
use kazpost_loopback::{Behaviour, Reply, Server};

use crate::{body_of, client, kind_of, request};

#[tokio::test]
async fn statuses_say_what_to_do() {
    let server = Server::start();
    let wait = |seconds: u64| Kind::TooManyRequests {
        retry_after: Some(Duration::from_secs(seconds)),
    };
    let dated = |reply: Reply| {
        reply
            .header("Date", "Tue, 24 Nov 2026 05:00:00 GMT")
            .header("Retry-After", "Tue, 24 Nov 2026 05:02:00 GMT")
    };
    let cases = [
        (Reply::status(410), Kind::Gone),
        (Reply::status(429), Kind::TooManyRequests { retry_after: None }),
        (Reply::status(429).header("Retry-After", "90"), wait(90)),
        (dated(Reply::status(429)), wait(120)),
        (Reply::status(503).header("Retry-After", "30"), wait(30)),
        (dated(Reply::status(503)), wait(120)),
        (Reply::status(503), Kind::Status(503)),
        (Reply::status(404), Kind::Status(404)),
        (Reply::status(403).header("Retry-After", "30"), Kind::Status(403)),
        (Reply::status(500), Kind::Status(500)),
    ];
    for (reply, kind) in cases {
        let status = reply.status;
        server.set("/", reply);
        assert_eq!(kind_of(request(&server.url("/"))).await, kind, "{status}");
    }
}

#[tokio::test]
async fn hosts_that_are_not_there_say_so() {
    assert_eq!(kind_of(request("http://nowhere.invalid/")).await, Kind::Dns);
    let server = Server::start();
    server.stop();
    assert_eq!(kind_of(request(&server.url("/"))).await, Kind::Connect);
}

#[tokio::test]
async fn a_host_without_tls_is_no_secure_host() {
    let server = Server::start();
    let url = server.url("/").replacen("http", "https", 1);
    assert_eq!(kind_of(request(&url)).await, Kind::Tls);
}

#[tokio::test]
async fn what_does_not_speak_http_is_an_error() {
    let server = Server::start();
    let raw = |bytes: &[u8]| Reply::ok("", bytes).behaviour(Behaviour::Raw);
    server.set("/", raw(b"SSH-2.0-OpenSSH_9.9\r\n\r\n"));
    assert!(matches!(kind_of(request(&server.url("/"))).await, Kind::Other(_)));
    server.set("/", Reply::status(200).behaviour(Behaviour::HangUp));
    assert_eq!(kind_of(request(&server.url("/"))).await, Kind::Connect);
    server.set(
        "/",
        raw(b"HTTP/1.1 200 OK\r\nbad header here\r\nContent-Length: 2\r\n\r\nok"),
    );
    assert_eq!(
        body_of(request(&server.url("/"))).await.bytes,
        b"ok",
        "a bad header is passed over"
    );
}

#[tokio::test]
async fn endless_headers_are_refused() {
    let server = Server::start();
    let mut reply = Reply::rss("x");
    for at in 0..20_000 {
        reply = reply.header(&format!("X-{at}"), &"y".repeat(100));
    }
    server.set("/", reply);
    kind_of(request(&server.url("/"))).await;
}

#[tokio::test]
async fn a_host_that_comes_back_is_reached_by_the_same_client() {
    let server = Server::start();
    server.set("/", Reply::rss("x"));
    let client = client();
    assert!(client.get(request(&server.url("/"))).await.is_ok());
    server.stop();
    assert_eq!(
        client.get(request(&server.url("/"))).await.map_err(|e| e.kind),
        Err(Kind::Connect)
    );
    server.restart();
    assert!(client.get(request(&server.url("/"))).await.is_ok());
}
