use std::time::Duration;

use kazpost_fetch::{ACCEPT_FEED, Answer, Kind, Request};
use kazpost_loopback::{Reply, Server};
use url::Url;

use crate::{body_of, get, kind_of, request};

const DATE: &str = "Tue, 24 Nov 2026 05:00:00 GMT";

fn conditional(url: &str, etag: Option<&str>, last_modified: Option<&str>) -> Request {
    Request {
        etag: etag.map(Into::into),
        last_modified: last_modified.map(Into::into),
        ..request(url)
    }
}

#[tokio::test]
async fn an_etag_comes_back_as_it_was() {
    let server = Server::start();
    server.set(
        "/",
        Reply::rss("x")
            .etag("W/\"a, b\"")
            .header("Cache-Control", "max-age=300"),
    );
    let body = body_of(Request {
        accept: ACCEPT_FEED,
        ..request(&server.url("/"))
    })
    .await;
    assert_eq!(body.etag.as_deref(), Some("W/\"a, b\""));
    assert_eq!(body.fresh_for, Some(Duration::from_secs(300)));
    let seen = &server.requests()[0];
    assert_eq!(seen.header("accept"), Some(ACCEPT_FEED));
    assert_eq!(
        (seen.header("if-none-match"), seen.header("if-modified-since")),
        (None, None)
    );
    assert!(
        seen.header("user-agent")
            .is_some_and(|agent| agent.starts_with("KazPost/"))
    );
    assert_eq!((seen.header("cookie"), seen.header("referer")), (None, None));
}

#[tokio::test]
async fn what_is_unchanged_is_not_sent_again() {
    let server = Server::start();
    server.set(
        "/tag",
        Reply::rss("x")
            .etag("\"1\"")
            .header("Cache-Control", "max-age=60"),
    );
    server.set("/date", Reply::rss("x").last_modified(DATE));
    let answer = get(conditional(&server.url("/tag"), Some("\"1\""), Some("yesterday"))).await;
    let expected = Answer::NotModified {
        permanent_url: None,
        etag: Some("\"1\"".into()),
        last_modified: None,
        fresh_for: Some(Duration::from_secs(60)),
    };
    assert_eq!(answer, Ok(expected));
    let answer = get(conditional(&server.url("/date"), None, Some(DATE))).await;
    assert!(
        matches!(
            answer,
            Ok(Answer::NotModified {
                last_modified: Some(_),
                ..
            })
        ),
        "{answer:?}"
    );
}

#[tokio::test]
async fn what_changed_comes_whole() {
    let server = Server::start();
    server.set("/", Reply::rss("new").etag("\"2\""));
    let body = body_of(conditional(&server.url("/"), Some("\"1\""), None)).await;
    assert_eq!(
        (body.bytes.as_slice(), body.etag.as_deref()),
        (b"new".as_slice(), Some("\"2\""))
    );
}

#[tokio::test]
async fn not_modified_unasked_is_an_error() {
    let server = Server::start();
    server.set("/", Reply::status(304));
    assert_eq!(kind_of(request(&server.url("/"))).await, Kind::Status(304));
}

#[tokio::test]
async fn a_validator_that_no_header_can_hold_is_left_out() {
    let server = Server::start();
    server.set("/", Reply::rss("x"));
    body_of(conditional(&server.url("/"), Some("\"a\r\nX-Evil: 1\""), None)).await;
    let seen = &server.requests()[0];
    assert_eq!(
        (seen.header("if-none-match"), seen.header("x-evil")),
        (None, None)
    );
}

#[tokio::test]
async fn validators_go_to_the_resource_that_gave_them_and_no_other() {
    let server = Server::start();
    server.set("/old", Reply::redirect(302, "/new"));
    server.set("/new", Reply::rss("x").etag("\"1\""));
    let asked = conditional(&server.url("/old"), Some("\"1\""), None);
    body_of(asked.clone()).await;
    assert_eq!(
        server.requests_for("/old")[0].header("if-none-match"),
        Some("\"1\"")
    );
    assert_eq!(server.requests_for("/new")[0].header("if-none-match"), None);
    server.clear();
    let validated_url = Url::parse(&server.url("/new")).ok();
    let answer = get(Request {
        validated_url,
        ..asked
    })
    .await;
    assert!(matches!(answer, Ok(Answer::NotModified { .. })), "{answer:?}");
    assert_eq!(server.requests_for("/old")[0].header("if-none-match"), None);
}
