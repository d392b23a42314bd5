use kazpost_loopback::{Reply, Server};

use crate::{body_of, kind_of, request};

const BASIC: &str = "Basic bWU6c2VjcmV0"; // me:secret

fn with_password(url: &str) -> String {
    url.replacen("http://", "http://me:secret@", 1)
}

#[tokio::test]
async fn a_password_goes_to_its_own_host() {
    let server = Server::start();
    server.set("/a", Reply::redirect(301, "/b"));
    server.set("/b", Reply::rss("x"));
    let body = body_of(request(&with_password(&server.url("/a")))).await;
    for seen in server.requests() {
        assert_eq!(seen.header("authorization"), Some(BASIC), "{}", seen.path);
    }
    let permanent = body.permanent_url.map(String::from);
    assert_eq!(
        permanent,
        Some(with_password(&server.url("/b"))),
        "else the next request would be refused"
    );
    assert_eq!(
        body.url.as_str(),
        server.url("/b"),
        "the base of links carries no password"
    );
    assert_eq!(body.fetched_url.as_str(), server.url("/b"));
}

#[tokio::test]
async fn a_password_does_not_leak_to_another_host() {
    let (own, other) = (Server::start(), Server::start());
    own.set("/a", Reply::redirect(302, &other.url("/b")));
    other.set("/b", Reply::redirect(302, &own.url("/c")));
    own.set("/c", Reply::rss("x"));
    body_of(request(&with_password(&own.url("/a")))).await;
    assert_eq!(own.requests_for("/a")[0].header("authorization"), Some(BASIC));
    assert_eq!(other.requests()[0].header("authorization"), None);
    assert_eq!(
        own.requests_for("/c")[0].header("authorization"),
        None,
        "a stranger chose this address"
    );
}

#[tokio::test]
async fn an_error_does_not_name_the_password() {
    let server = Server::start();
    server.set("/a", Reply::status(401));
    let error = crate::get(request(&with_password(&server.url("/a"))))
        .await
        .unwrap_err();
    assert_eq!(error.url, server.url("/a"));
    assert!(!format!("{error} {error:?}").contains("secret"));
    server.stop();
    assert_eq!(
        kind_of(request(&with_password(&server.url("/a")))).await,
        kazpost_fetch::Kind::Connect
    );
}
