//! Subscribing with the address of a site, as people do.

use kazpost_api::{AddFeedRequest, Code};
use kazpost_tests::{Reply, Server};

use crate::reader::{Reader, text};
use crate::stories;

fn page(head: &str) -> Reply {
    Reply::html(format!(
        "<!DOCTYPE html><html><head><title>Site</title>{head}</head><body><p>Welcome.</p></body></html>"
    ))
}

fn alternate(href: &str) -> String {
    format!("<link rel=\"alternate\" type=\"application/rss+xml\" title=\"News\" href=\"{href}\">")
}

/// A server with a feed at `/deep/news.xml` and one at `/second.xml`.
fn site() -> Server {
    let server = Server::start();
    server.set("/deep/news.xml", Reply::rss(stories("News", 1..=3)));
    server.set("/second.xml", Reply::rss(stories("Second", 1..=2)));
    server
}

/// Where the feed is that subscribing at `path` of the server finds.
fn found(server: &Server, path: &str) -> String {
    let reader = Reader::new();
    let added = reader.json(&["feeds", "add", &server.url(path), "--json"]);
    let url = text(&added["url"]);
    assert_eq!(
        text(&reader.feeds()[0]["url"]),
        url,
        "the list agrees with the answer"
    );
    url.strip_prefix(&server.url("/"))
        .expect("of this server")
        .to_owned()
}

#[test]
fn a_page_names_its_feed() {
    let server = site();
    for (what, head) in [
        ("relative to the root", alternate("/deep/news.xml")),
        ("relative to the page", alternate("news.xml")),
        ("absolute", alternate(&server.url("/deep/news.xml"))),
        (
            "relative to its base",
            format!("<base href=\"/deep/\">{}", alternate("news.xml")),
        ),
        (
            "the first of several",
            alternate("/deep/news.xml") + &alternate("/second.xml"),
        ),
        (
            "the first that answers",
            alternate("/missing.xml") + &alternate("/deep/page.html") + &alternate("/deep/news.xml"),
        ),
        (
            "comments come last",
            "<link rel=alternate type='application/rss+xml' title='Comments' href='/second.xml?comments'>"
                .to_owned()
                + &alternate("/deep/news.xml"),
        ),
        (
            "with capitals and other words",
            "<LINK HREF='/deep/news.xml' TYPE='Application/RSS+XML' REL='home ALTERNATE'>".to_owned(),
        ),
    ] {
        server.set("/deep/page.html", page(&head));
        assert_eq!(found(&server, "/deep/page.html"), "deep/news.xml", "{what}");
    }
}

#[test]
fn the_base_of_the_page_counts_and_not_its_address() {
    let server = site();
    server.set(
        "/elsewhere",
        page(&format!("<base href=\"/deep/\">{}", alternate("news.xml"))),
    );
    assert_eq!(found(&server, "/elsewhere"), "deep/news.xml");
}

#[test]
fn a_page_that_names_none_is_tried_at_the_usual_places() {
    for place in ["/feed", "/rss.xml", "/atom.xml", "/index.xml", "/feed.json"] {
        let server = Server::start();
        server.set("/", page(""));
        if place == "/feed.json" {
            let feed = r#"{"version":"https://jsonfeed.org/version/1.1","title":"J","items":[]}"#;
            server.set(place, Reply::ok("application/feed+json", feed));
        } else {
            server.set(place, Reply::rss(stories("News", 1..=3)));
        }
        assert_eq!(format!("/{}", found(&server, "/")), place);
    }
    // Beside the page before at the root.
    let server = site();
    server.set("/blog/", page(""));
    server.set("/blog/feed", Reply::rss(stories("Blog", 1..=1)));
    server.set("/feed", Reply::rss(stories("All", 1..=1)));
    assert_eq!(found(&server, "/blog/"), "blog/feed");
}

#[test]
fn where_there_is_none_one_line_says_so() {
    let (server, reader) = (Server::start(), Reader::new());
    server.set("/", page(""));
    let ran = reader.kazpost(&["feeds", "add", &server.url("/"), "--json"]);
    assert_eq!((ran.code, ran.out.as_str()), (Some(1), ""), "{ran:?}");
    assert_eq!(ran.err.lines().count(), 1, "one line: {ran:?}");
    assert!(
        ran.err.starts_with("error: No feed was found") && ran.err.contains(&server.url("/")),
        "{ran:?}"
    );
    assert!(reader.feeds().is_empty(), "nothing is subscribed to");

    for (address, words) in [
        (server.url("/missing"), "404"),
        ("http://127.0.0.1:1/".to_owned(), "cannot be reached"),
        (
            "ftp://example.org/feed".to_owned(),
            "neither an http nor an https",
        ),
        ("nonsense".to_owned(), "not a web address"),
    ] {
        let ran = reader.kazpost(&["feeds", "add", &address]);
        assert_eq!((ran.code, ran.out.as_str()), (Some(1), ""), "{address}: {ran:?}");
        assert_eq!(ran.err.lines().count(), 1, "{address}: one line: {ran:?}");
        assert!(ran.err.contains(words), "{address}: {ran:?}");
    }
}

#[test]
fn addresses_are_taken_as_people_type_them() {
    let server = site();
    let host = server.host();
    for typed in [
        format!("{host}/deep/news.xml"),
        format!("  {host}/deep/news.xml "),
        format!("feed:{}", server.url("/deep/news.xml")),
        format!("feed://{host}/deep/news.xml"),
        format!("HTTP://{host}/deep/news.xml"),
        format!("{}#latest", server.url("/deep/news.xml")),
    ] {
        let reader = Reader::new();
        let added = reader.json(&["feeds", "add", &typed, "--json"]);
        assert_eq!(added["url"], server.url("/deep/news.xml").as_str(), "{typed:?}");
        assert_eq!((&added["title"], &added["items"]), (&"News".into(), &3.into()));
    }
}

#[test]
fn adding_twice_is_neither_an_error_nor_a_double() {
    let (server, reader) = (site(), Reader::new());
    server.set("/", page(&alternate("/deep/news.xml")));
    let first = reader.json(&["feeds", "add", &server.url("/deep/news.xml"), "--json"]);
    for address in ["/deep/news.xml", "/"] {
        let again = reader.json(&["feeds", "add", &server.url(address), "--json"]);
        assert_eq!(again, first, "{address}: the same answer");
    }
    assert_eq!(reader.feeds().len(), 1);
    assert_eq!(reader.items(&[]).len(), 3, "no article twice");
}

#[tokio::test]
async fn the_core_tells_whether_it_was_there() {
    let (server, reader) = (site(), Reader::new());
    let library = reader.open();
    let request = || AddFeedRequest {
        address: server.url("/second.xml"),
        folder: Some(" News ".into()),
    };
    let added = library.feed_add(request()).await.expect("it is a feed");
    assert!(!added.already && added.items == 2, "{added:?}");
    assert_eq!(
        library.feeds().expect("the feeds")[0].folder.as_deref(),
        Some("News")
    );
    let again = library.feed_add(request()).await.expect("it is there");
    assert!(again.already && again.id == added.id, "{again:?}");
    let none = AddFeedRequest {
        address: server.url("/nowhere"),
        folder: None,
    };
    let refused = library.feed_add(none).await.expect_err("there is nothing");
    assert_eq!((refused.code, refused.detail.as_str()), (Code::HttpStatus, "404"));
}

#[tokio::test]
async fn a_page_leads_to_no_other_service_of_this_machine() {
    let (server, private, reader) = (Server::start(), Server::start(), Reader::new());
    private.set("/feed.xml", Reply::rss(stories("Private", 1..=1)));
    server.set("/", page(&alternate(&private.url("/feed.xml"))));
    let request = AddFeedRequest {
        address: server.url("/"),
        folder: None,
    };
    let refused = reader
        .open()
        .feed_add(request)
        .await
        .expect_err("no feed that may be asked");
    assert_eq!(refused.code, Code::NoFeedFound, "{refused:?}");
    assert!(private.requests().is_empty(), "the other port was not even asked");
}

#[tokio::test]
async fn two_who_add_the_same_at_once_add_one() {
    let (server, reader) = (site(), Reader::new());
    let library = reader.open();
    let add = || {
        library.feed_add(AddFeedRequest {
            address: server.url("/deep/news.xml"),
            folder: None,
        })
    };
    let (one, two) = tokio::join!(add(), add());
    assert_eq!(one.expect("added").id, two.expect("there").id);
    let feeds = library.feeds().expect("the feeds");
    assert_eq!((feeds.len(), feeds[0].total), (1, 3), "{feeds:?}");
}
