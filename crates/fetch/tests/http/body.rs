use std::io::Write;
use std::time::{Duration, Instant};

use kazpost_fetch::{Answer, Kind, Request};
use kazpost_loopback::{Behaviour, Reply, Server};

use crate::{body_of, get, hasty_client, kind_of, request};

const FEED: &str = "<rss version=\"2.0\"><channel><title>Қазақ поштасы</title></channel></rss>";

fn limited(url: &str, max_bytes: u64) -> Request {
    Request {
        max_bytes,
        ..request(url)
    }
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    packer.write_all(bytes).expect("memory");
    packer.finish().expect("memory")
}

fn brotli(bytes: &[u8]) -> Vec<u8> {
    let mut packer = brotli::CompressorWriter::new(Vec::new(), 4096, 5, 22);
    packer.write_all(bytes).expect("memory");
    packer.into_inner()
}

fn packed(encoding: &str, bytes: Vec<u8>) -> Reply {
    Reply::rss(bytes).header("Content-Encoding", encoding)
}

#[tokio::test]
async fn bytes_come_as_they_are_whatever_the_charset_claims() {
    let server = Server::start();
    let cp1251 = b"\xca\xe0\xe7\xcf\xee\xf7\xf2\xe0".to_vec();
    server.set("/", Reply::ok("text/xml; charset=utf-8", cp1251.clone()));
    let body = body_of(request(&server.url("/"))).await;
    assert_eq!(body.bytes, cp1251);
    assert_eq!(body.content_type.as_deref(), Some("text/xml; charset=utf-8"));
    assert_eq!(body.url.as_str(), server.url("/"));
    assert_eq!(body.permanent_url, None);
}

#[tokio::test]
async fn whoever_watches_hears_how_much_is_there() {
    let server = Server::start();
    let long = FEED.repeat(5_000);
    server.set("/", Reply::rss(long.as_str()).behaviour(Behaviour::Chunked));
    let heard = std::sync::Mutex::new(Vec::new());
    let watch = |bytes| heard.lock().expect("no panic").push(bytes);
    let client = crate::client();
    client
        .get_watched(request(&server.url("/")), &watch)
        .await
        .expect("an answer");
    let heard = heard.into_inner().expect("no panic");
    assert!(heard.len() > 1 && heard.is_sorted(), "{heard:?}");
    assert_eq!(heard.last(), Some(&(long.len() as u64)));
}

#[tokio::test]
async fn every_framing_gives_the_whole_body() {
    let server = Server::start();
    let long = FEED.repeat(500);
    for behaviour in [Behaviour::Normal, Behaviour::Chunked, Behaviour::UntilClose] {
        server.set("/", Reply::rss(long.as_str()).behaviour(behaviour));
        assert_eq!(
            body_of(request(&server.url("/"))).await.bytes,
            long.as_bytes(),
            "{behaviour:?}"
        );
    }
}

#[tokio::test]
async fn packed_bodies_are_unpacked() {
    let server = Server::start();
    let mut zlib = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
    zlib.write_all(FEED.as_bytes()).unwrap();
    let packings = [
        ("gzip", gzip(FEED.as_bytes())),
        ("X-GZip", gzip(FEED.as_bytes())),
        ("br", brotli(FEED.as_bytes())),
        ("deflate", zlib.finish().unwrap()),
        ("identity", FEED.as_bytes().to_vec()),
    ];
    for (encoding, bytes) in packings {
        server.set("/", packed(encoding, bytes));
        assert_eq!(
            body_of(request(&server.url("/"))).await.bytes,
            FEED.as_bytes(),
            "{encoding}"
        );
    }
    assert_eq!(server.requests()[0].header("accept-encoding"), Some("gzip, br"));
}

#[tokio::test]
async fn a_body_may_fill_the_limit_and_no_more() {
    let server = Server::start();
    server.set("/announced", Reply::rss(vec![b'x'; 1000]));
    server.set(
        "/chunked",
        Reply::rss(vec![b'x'; 1000]).behaviour(Behaviour::Chunked),
    );
    for path in ["/announced", "/chunked"] {
        assert_eq!(body_of(limited(&server.url(path), 1000)).await.bytes.len(), 1000);
        assert_eq!(
            kind_of(limited(&server.url(path), 999)).await,
            Kind::TooLarge { limit: 999 }
        );
    }
}

#[tokio::test]
async fn bombs_are_stopped_at_the_limit() {
    let server = Server::start();
    let zeros = vec![0; 64 << 20];
    for (encoding, bomb) in [("gzip", gzip(&zeros)), ("br", brotli(&zeros))] {
        assert!(bomb.len() < 100_000, "{encoding} packs to {}", bomb.len());
        server.set("/", packed(encoding, bomb));
        let kind = kind_of(limited(&server.url("/"), 1 << 20)).await;
        assert_eq!(kind, Kind::TooLarge { limit: 1 << 20 }, "{encoding}");
    }
}

#[tokio::test]
async fn what_breaks_off_is_no_document() {
    let server = Server::start();
    let long = FEED.repeat(100);
    let half_gzip = gzip(long.as_bytes()).split_at(60).0.to_vec();
    let half_brotli = brotli(long.as_bytes()).split_at(30).0.to_vec();
    let cases = [
        (
            "shorter than announced",
            Reply::rss(long.as_str()).behaviour(Behaviour::Truncate(700)),
        ),
        (
            "nothing of what was announced",
            Reply::rss(long.as_str()).behaviour(Behaviour::Truncate(0)),
        ),
        (
            "no last chunk",
            Reply::rss(long.as_str()).behaviour(Behaviour::TruncateChunked(2048)),
        ),
        ("half of a gzip", packed("gzip", half_gzip)),
        ("half of a brotli", packed("br", half_brotli)),
        ("gzip that is none", packed("gzip", long.clone().into_bytes())),
        (
            "a length that is too long",
            Reply::rss(FEED).behaviour(Behaviour::ClaimLength(FEED.len() + 5)),
        ),
        (
            "a part",
            Reply {
                status: 206,
                ..Reply::rss(FEED)
            },
        ),
    ];
    for (case, reply) in cases {
        server.set("/", reply);
        assert_eq!(
            kind_of(request(&server.url("/"))).await,
            Kind::Truncated,
            "{case}"
        );
    }
}

#[tokio::test]
async fn a_length_that_is_too_short_spoils_no_later_answer() {
    let server = Server::start();
    server.set("/short", Reply::rss(FEED).behaviour(Behaviour::ClaimLength(10)));
    server.set("/next", Reply::rss(FEED));
    let client = crate::client();
    for _ in 0..5 {
        let Ok(Answer::Body(body)) = client.get(request(&server.url("/short"))).await else {
            panic!("no body")
        };
        assert_eq!(body.bytes, &FEED.as_bytes()[..10]);
        let Ok(Answer::Body(body)) = client.get(request(&server.url("/next"))).await else {
            panic!("no body")
        };
        assert_eq!(body.bytes, FEED.as_bytes());
    }
}

#[tokio::test]
async fn nonsense_lengths_are_refused() {
    let server = Server::start();
    for length in ["banana", "-1", "99999999999999999999999"] {
        server.set("/", Reply::rss(FEED).header("Content-Length", length));
        assert!(get(request(&server.url("/"))).await.is_err(), "{length}");
    }
    server.set(
        "/",
        Reply::rss(FEED).header("Content-Length", "18000000000000000000"),
    );
    assert_eq!(
        kind_of(limited(&server.url("/"), 1000)).await,
        Kind::TooLarge { limit: 1000 }
    );
}

#[tokio::test]
async fn silence_and_dripping_end_in_time() {
    let server = Server::start();
    server.set(
        "/silent",
        Reply::rss(FEED).behaviour(Behaviour::Stall(Duration::from_secs(20))),
    );
    server.set(
        "/drip",
        Reply::rss(FEED).behaviour(Behaviour::Drip(Duration::from_millis(50))),
    );
    server.set(
        "/pauses",
        Reply::rss(FEED).behaviour(Behaviour::Drip(Duration::from_secs(2))),
    );
    for path in ["/silent", "/drip", "/pauses"] {
        let begun = Instant::now();
        let error = hasty_client().get(request(&server.url(path))).await.unwrap_err();
        assert_eq!(error.kind, Kind::TimedOut, "{path}");
        assert!(
            begun.elapsed() < Duration::from_secs(5),
            "{path} took {:?}",
            begun.elapsed()
        );
    }
}

#[tokio::test]
async fn content_location_is_the_base_and_not_where_it_was_found() {
    let server = Server::start();
    server.set(
        "/feed",
        Reply::rss(FEED).header("Content-Location", "/feeds/main.en.xml"),
    );
    let body = body_of(request(&server.url("/feed"))).await;
    assert_eq!(body.url.as_str(), server.url("/feeds/main.en.xml"));
    assert_eq!(body.fetched_url.as_str(), server.url("/feed"));
}
