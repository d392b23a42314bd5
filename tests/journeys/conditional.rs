//! Syncing often costs hosts next to nothing.

use kazpost_tests::feeds::{Item, rss};
use kazpost_tests::{Nginx, Reply, Server};
use serde_json::Value;

use crate::reader::{Reader, text};
use crate::stories;

const DATE: &str = "Mon, 01 Jun 2026 12:00:00 GMT";

fn status(report: &Value) -> String {
    text(&report["feeds"][0]["status"])
}

#[test]
fn what_a_host_gave_to_compare_is_sent_back() {
    let feed = || Reply::rss(stories("Courier", 1..=3));
    for (reply, etag, date) in [
        (
            feed().etag("\"a1\"").last_modified(DATE),
            Some("\"a1\""),
            Some(DATE),
        ),
        (feed().etag("W/\"a1\""), Some("W/\"a1\""), None),
        (feed().last_modified(DATE), None, Some(DATE)),
    ] {
        let (server, reader) = (Server::start(), Reader::new());
        server.set("/feed.xml", reply);
        reader.add(&server.url("/feed.xml"));
        let before = reader.feeds()[0]["synced_at"].clone();
        server.clear();

        let report = reader.json(&["sync", "--json"]);

        assert_eq!(status(&report), "not_modified", "304 is no news: {report}");
        assert_eq!((&report["new"], &report["failed"]), (&0.into(), &0.into()));
        let asked = server.requests_for("/feed.xml");
        assert_eq!(asked.len(), 1, "one request is enough");
        assert_eq!(
            asked[0].header("if-none-match"),
            etag,
            "the ETag goes back as it came"
        );
        assert_eq!(
            asked[0].header("if-modified-since"),
            date,
            "the date goes back as it came"
        );
        let feed = &reader.feeds()[0];
        assert_eq!(feed["error"], Value::Null, "304 is no failure");
        assert!(
            feed["synced_at"].as_str() >= before.as_str(),
            "304 is an answer: {feed}"
        );
        assert_eq!(feed["total"], 3, "304 takes nothing away");
    }
}

#[test]
fn the_same_bytes_are_no_news_also_from_a_host_that_compares_nothing() {
    let (server, reader) = (Server::start(), Reader::new());
    server.set("/feed.xml", Reply::rss(stories("Courier", 1..=3)));
    reader.add(&server.url("/feed.xml"));
    let report = reader.json(&["sync", "--json"]);
    assert_eq!(status(&report), "not_modified", "{report}");
    assert_eq!(report["updated"], 0, "no article counts as changed");
}

#[test]
fn a_304_does_not_hide_the_change_after_it() {
    let (server, reader) = (Server::start(), Reader::new());
    let path = "/feed.xml";
    server.set(path, Reply::rss(stories("Courier", 1..=2)).etag("\"1\""));
    reader.add(&server.url(path));
    assert_eq!(status(&reader.json(&["sync", "--json"])), "not_modified");

    server.set(path, Reply::rss(stories("Courier", 1..=3)).etag("\"2\""));
    let report = reader.json(&["sync", "--json"]);
    assert_eq!(
        (status(&report), &report["new"]),
        ("ok".into(), &1.into()),
        "{report}"
    );

    // Back to the first version: other bytes than the last ones, though nothing new in them.
    server.set(path, Reply::rss(stories("Courier", 1..=2)).etag("\"3\""));
    let report = reader.json(&["sync", "--json"]);
    assert_eq!(
        (status(&report), &report["new"]),
        ("ok".into(), &0.into()),
        "{report}"
    );

    // The same bytes under a new tag: the new tag counts from now on.
    server.set(path, Reply::rss(stories("Courier", 1..=2)).etag("\"4\""));
    assert_eq!(status(&reader.json(&["sync", "--json"])), "not_modified");
    server.clear();
    assert_eq!(status(&reader.json(&["sync", "--json"])), "not_modified");
    assert_eq!(
        server.requests()[0].header("if-none-match"),
        Some("\"4\""),
        "the newest tag is the one to compare"
    );

    // And no tag any more: an old one says nothing about what the host has now.
    server.set(path, Reply::rss(stories("Courier", 1..=2)));
    assert_eq!(status(&reader.json(&["sync", "--json"])), "not_modified");
    server.clear();
    reader.json(&["sync", "--json"]);
    assert_eq!(
        server.requests()[0].header("if-none-match"),
        None,
        "a host that has dropped its tags is not asked about them"
    );
}

#[test]
fn a_feed_that_moved_with_the_same_bytes_is_asked_conditionally_at_its_new_place() {
    let (server, reader) = (Server::start(), Reader::new());
    let document = stories("Courier", 1..=2);
    server.set("/old.xml", Reply::rss(document.clone()).etag("\"old\""));
    reader.add(&server.url("/old.xml"));
    server.set("/old.xml", Reply::redirect(301, "/new.xml"));
    server.set("/new.xml", Reply::rss(document).etag("\"new\""));
    assert_eq!(status(&reader.json(&["sync", "--json"])), "not_modified");
    server.clear();
    assert_eq!(status(&reader.json(&["sync", "--json"])), "not_modified");
    let asked = server.requests();
    assert_eq!(asked.len(), 1, "straight to the new place: {asked:?}");
    assert_eq!(
        asked[0].header("if-none-match"),
        Some("\"new\""),
        "the new place's own tag is compared"
    );
}

#[test]
fn nginx_is_asked_conditionally() {
    let Some(nginx) = Nginx::start() else { return };
    let reader = Reader::new();
    let item = |title: &str| Item {
        guid: "1".into(),
        title: title.into(),
        hours: 1,
        ..Item::default()
    };
    let write = |title: &str| {
        nginx
            .write(
                "feed.xml",
                rss("From nginx", "https://example.org/", &[item(title)]),
            )
            .expect("the feed is written");
    };
    let file = nginx.folder().join("feed.xml");
    write("Abc");
    let modified = file
        .metadata()
        .and_then(|about| about.modified())
        .expect("its time");
    reader.add(&nginx.url("/feed.xml"));
    assert_eq!(status(&reader.json(&["sync", "--json"])), "not_modified");

    // Of the same length and time, so that nginx takes it for the old one: only who asked conditionally is told so.
    write("Xyz");
    std::fs::File::options()
        .write(true)
        .open(&file)
        .and_then(|file| file.set_modified(modified))
        .expect("its time is set");
    assert_eq!(
        status(&reader.json(&["sync", "--json"])),
        "not_modified",
        "nginx answers 304 to its own validators"
    );
    assert_eq!(reader.titles(), ["Abc"]);

    write("Something longer");
    let report = reader.json(&["sync", "--json"]);
    assert_eq!(
        (status(&report), &report["updated"]),
        ("ok".into(), &1.into()),
        "{report}"
    );
    assert_eq!(reader.titles(), ["Something longer"]);
}
