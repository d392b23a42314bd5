use kazpost_fetch::{Kind, Origin, Request, host_and_port};
use kazpost_loopback::{Reply, Server};

use crate::{body_of, kind_of, request};

fn from_content(url: &str, trusted_host: Option<String>) -> Request {
    Request {
        origin: Origin::Content { trusted_host },
        ..request(url)
    }
}

#[tokio::test]
async fn content_does_not_reach_this_machine() {
    let server = Server::start();
    server.set("/x", Reply::ok("image/png", "x"));
    let port = server.port();
    let mut hosts = vec![
        "127.0.0.1",
        "localhost",
        "localhost.",
        "2130706433",
        "0x7f.1",
        "0",
        "[::1]",
        "[::ffff:127.0.0.1]",
    ];
    // Whatever this machine calls itself resolves to an address of its own.
    let name = std::fs::read_to_string("/etc/hostname").unwrap_or_default();
    hosts.extend(Some(name.trim()).filter(|name| !name.is_empty()));
    for host in hosts {
        let kind = kind_of(from_content(&format!("http://{host}:{port}/x"), None)).await;
        assert!(
            matches!(kind, Kind::AddressNotAllowed | Kind::Dns),
            "{host}: {kind:?}"
        );
    }
    assert_eq!(server.connections(), 0, "refused before connecting");
}

#[tokio::test]
async fn a_name_is_judged_by_what_it_resolves_to() {
    // Debian's and most others' name of the IPv6 loopback; where it is unknown there is nothing to judge.
    let kind = kind_of(from_content("http://ip6-localhost:9/", None)).await;
    assert!(matches!(kind, Kind::AddressNotAllowed | Kind::Dns), "{kind:?}");
}

#[tokio::test]
async fn content_reaches_the_feeds_own_host() {
    let server = Server::start();
    server.set("/x", Reply::ok("image/png", "x"));
    let own = request(&server.url("/")).url;
    let body = body_of(from_content(&server.url("/x"), host_and_port(&own))).await;
    assert_eq!(body.bytes, b"x");
}

#[tokio::test]
async fn trust_is_in_one_port_and_ends_at_a_redirect_away_from_it() {
    let (own, other) = (Server::start(), Server::start());
    other.set("/x", Reply::ok("image/png", "x"));
    own.set("/away", Reply::redirect(302, &other.url("/x")));
    own.set("/round", Reply::redirect(302, "/x"));
    own.set("/x", Reply::ok("image/png", "x"));
    let trusted = Some(own.host());
    assert_eq!(
        kind_of(from_content(&other.url("/x"), trusted.clone())).await,
        Kind::AddressNotAllowed
    );
    assert_eq!(
        kind_of(from_content(&own.url("/away"), trusted.clone())).await,
        Kind::AddressNotAllowed
    );
    assert_eq!(other.connections(), 0);
    body_of(from_content(&own.url("/round"), trusted)).await;
}

#[tokio::test]
async fn a_reader_may_subscribe_within_this_machine() {
    let (own, other) = (Server::start(), Server::start());
    own.set("/a", Reply::redirect(301, &other.url("/b")));
    other.set("/b", Reply::rss("x"));
    body_of(request(&own.url("/a"))).await;
    body_of(request(&format!("http://localhost:{}/b", other.port()))).await;
}
