use kazpost_fetch::{Answer, Kind, Request};
use kazpost_loopback::Nginx;

use crate::{body_of, get, kind_of, request};

#[tokio::test]
async fn a_file_behind_nginx_is_packed_and_validated() {
    let Some(nginx) = Nginx::start() else { return };
    let feed = "<rss version=\"2.0\"><channel><title>Пошта</title></channel></rss>".repeat(200);
    nginx.write("feeds/a.rss", &feed).unwrap();
    let url = nginx.url("/feeds/a.rss");
    let body = body_of(request(&url)).await;
    assert_eq!(body.bytes, feed.as_bytes());
    assert_eq!(body.content_type.as_deref(), Some("application/rss+xml"));
    assert!(
        body.etag.as_deref().is_some_and(|etag| etag.starts_with("W/")),
        "packed on the fly: {:?}",
        body.etag
    );
    for (etag, last_modified) in [(body.etag.clone(), None), (None, body.last_modified.clone())] {
        let answer = get(Request {
            etag,
            last_modified,
            ..request(&url)
        })
        .await;
        assert!(matches!(answer, Ok(Answer::NotModified { .. })), "{answer:?}");
    }
    assert_eq!(kind_of(request(&nginx.url("/none"))).await, Kind::Status(404));
    let folder = body_of_folder(&nginx).await;
    assert_eq!(
        folder,
        Some(nginx.url("/feeds/")),
        "nginx adds the slash by a 301"
    );
}

async fn body_of_folder(nginx: &Nginx) -> Option<String> {
    nginx.write("feeds/index.html", "<title>Feeds</title>").ok()?;
    body_of(request(&nginx.url("/feeds")))
        .await
        .permanent_url
        .map(String::from)
}
