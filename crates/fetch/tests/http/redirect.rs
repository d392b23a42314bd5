use kazpost_fetch::{Answer, Kind, Request, Way};
use kazpost_loopback::{Reply, Server};

use crate::{body_of, get, kind_of, request};

#[tokio::test]
async fn a_move_is_for_good_as_far_as_every_hop_says_so() {
    let server = Server::start();
    server.set("/end", Reply::rss("x"));
    // The chain's statuses, and after how many hops the permanent address lies.
    let cases: [(&[u16], Option<usize>); 9] = [
        (&[301], Some(1)),
        (&[308], Some(1)),
        (&[302], None),
        (&[303], None),
        (&[307], None),
        (&[301, 308, 301], Some(3)),
        (&[301, 302], Some(1)),
        (&[301, 308, 307, 301], Some(2)),
        (&[302, 301], None),
    ];
    for (chain, permanent) in cases {
        let address = |at: usize| {
            if at == chain.len() {
                "/end".into()
            } else {
                format!("/{at}")
            }
        };
        for (at, status) in chain.iter().enumerate() {
            server.set(
                &address(at),
                Reply::redirect(*status, &server.url(&address(at + 1))),
            );
        }
        let body = body_of(request(&server.url("/0"))).await;
        let expected = permanent.map(|at| server.url(&address(at)));
        assert_eq!(body.permanent_url.map(String::from), expected, "{chain:?}");
        assert_eq!(body.url.as_str(), server.url("/end"), "{chain:?}");
    }
}

#[tokio::test]
async fn the_way_is_judged_at_each_redirect_and_not_at_the_start() {
    let server = Server::start();
    server.set("/start", Reply::redirect(302, "/open"));
    server.set("/open", Reply::redirect(302, "/closed"));
    server.set("/closed", Reply::rss("x"));
    let way = |closed: &'static str| Request {
        way: Way::where_open(move |url| url.path() != closed),
        ..request(&server.url("/start"))
    };
    assert_eq!(body_of(way("/start")).await.bytes, b"x");
    let error = get(way("/closed")).await.expect_err("it is closed");
    assert_eq!((error.kind, error.url), (Kind::WayClosed, server.url("/closed")));
    assert_eq!(server.requests_for("/closed").len(), 1, "the first time alone");
}

#[tokio::test]
async fn a_move_shows_also_where_nothing_changed() {
    let server = Server::start();
    server.set("/old", Reply::redirect(301, "new#part"));
    server.set("/new", Reply::rss("x").etag("\"1\""));
    let validated_url = url::Url::parse(&server.url("/new")).ok();
    let answer = get(Request {
        etag: Some("\"1\"".into()),
        validated_url,
        ..request(&server.url("/old"))
    })
    .await;
    let Ok(Answer::NotModified {
        permanent_url: Some(url),
        ..
    }) = answer
    else {
        panic!("{answer:?}")
    };
    assert_eq!(url.as_str(), server.url("/new"));
}

#[tokio::test]
async fn ten_redirects_are_followed_and_no_more() {
    let server = Server::start();
    server.set("/0", Reply::rss("x"));
    for left in 1..=11 {
        server.set(
            &format!("/{left}"),
            Reply::redirect(302, &format!("/{}", left - 1)),
        );
    }
    assert_eq!(body_of(request(&server.url("/10"))).await.bytes, b"x");
    assert_eq!(kind_of(request(&server.url("/11"))).await, Kind::RedirectLoop);
}

#[tokio::test]
async fn a_loop_is_seen_at_its_second_turn() {
    let server = Server::start();
    server.set("/a", Reply::redirect(301, "/b"));
    server.set("/b", Reply::redirect(301, "/a#again"));
    assert_eq!(kind_of(request(&server.url("/a"))).await, Kind::RedirectLoop);
    assert_eq!(server.requests().len(), 2);
}

#[tokio::test]
async fn redirects_lead_to_web_addresses_alone() {
    let server = Server::start();
    for (target, kind) in [
        ("ftp://example.org/", Kind::UnsupportedScheme),
        ("file:///etc/passwd", Kind::UnsupportedScheme),
        ("javascript:alert(1)", Kind::UnsupportedScheme),
        ("http://[bad", Kind::BadAddress),
    ] {
        server.set("/", Reply::redirect(302, target));
        assert_eq!(kind_of(request(&server.url("/"))).await, kind, "{target}");
    }
    server.set("/", Reply::status(301));
    assert_eq!(
        kind_of(request(&server.url("/"))).await,
        Kind::Status(301),
        "no Location"
    );
}

#[tokio::test]
async fn hops_share_a_connection() {
    let server = Server::start();
    server.set("/a", Reply::redirect(302, "/b"));
    let mut long = Reply::redirect(302, "/c");
    long.body = vec![b'x'; 2000];
    server.set("/b", long);
    server.set("/c", Reply::rss("x"));
    body_of(request(&server.url("/a"))).await;
    assert_eq!(server.connections(), 1);
}
