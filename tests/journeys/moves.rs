//! Feeds move house.

use kazpost_tests::{Reply, Server};

use crate::reader::{Reader, line, subscribe, sync, text};
use crate::stories;

#[test]
fn a_move_for_good_is_remembered() {
    for status in [301, 308] {
        let (server, reader) = (Server::start(), Reader::new());
        server.set("/old.xml", Reply::rss(stories("Courier", 1..=2)));
        let id = reader.add(&server.url("/old.xml"));
        server.set("/old.xml", Reply::redirect(status, &server.url("/new.xml")));
        server.set("/new.xml", Reply::rss(stories("Courier", 1..=3)));

        let report = reader.json(&["sync", "--json"]);
        assert_eq!(
            report["new"], 1,
            "{status}: the new place's story came, and no old one twice"
        );
        assert_eq!(
            text(&reader.feeds()[0]["url"]),
            server.url("/new.xml"),
            "{status}: the list shows where it is now"
        );
        server.clear();
        reader.json(&["sync", "--json"]);
        assert!(
            server.requests_for("/old.xml").is_empty(),
            "{status}: the old place is left in peace"
        );
        assert_eq!(
            server.requests_for("/new.xml").len(),
            1,
            "{status}: the new one is asked once"
        );

        for address in ["/old.xml", "/new.xml"] {
            assert_eq!(
                reader.add(&server.url(address)),
                id,
                "{status}: {address} is the feed that is there"
            );
        }
        let feeds = reader.feeds();
        assert_eq!(
            (feeds.len(), &feeds[0]["total"]),
            (1, &3.into()),
            "{status}: no double: {feeds:?}"
        );
    }
}

#[test]
fn subscribing_at_an_address_that_moved_gives_one_feed() {
    let (server, reader) = (Server::start(), Reader::new());
    server.set("/old.xml", Reply::redirect(301, "/older.xml"));
    server.set("/older.xml", Reply::redirect(308, "/new.xml"));
    server.set("/new.xml", Reply::rss(stories("Courier", 1..=2)));
    let id = reader.add(&server.url("/old.xml"));
    assert_eq!(text(&reader.feeds()[0]["url"]), server.url("/new.xml"));
    for address in ["/old.xml", "/older.xml", "/new.xml"] {
        assert_eq!(reader.add(&server.url(address)), id, "{address} is the same feed");
    }
    assert_eq!(reader.feeds().len(), 1);
}

#[test]
fn a_move_for_now_is_not_remembered() {
    for status in [302, 303, 307] {
        let (server, reader) = (Server::start(), Reader::new());
        server.set("/feed.xml", Reply::redirect(status, "/today.xml"));
        server.set("/today.xml", Reply::rss(stories("Courier", 1..=2)));
        reader.add(&server.url("/feed.xml"));
        assert_eq!(
            text(&reader.feeds()[0]["url"]),
            server.url("/feed.xml"),
            "{status} moves nothing"
        );
        server.clear();
        reader.json(&["sync", "--json"]);
        let asked: Vec<String> = server.requests().into_iter().map(|seen| seen.path).collect();
        assert_eq!(
            asked,
            ["/feed.xml", "/today.xml"],
            "{status}: the address of the feed is asked each time"
        );
    }
}

#[tokio::test]
async fn what_follows_a_move_for_now_is_not_for_good() {
    let (server, reader) = (Server::start(), Reader::new());
    server.set("/feed.xml", Reply::redirect(302, "/mirror.xml"));
    server.set("/mirror.xml", Reply::redirect(301, "/mirror2.xml"));
    server.set("/mirror2.xml", Reply::rss(stories("Courier", 1..=1)));
    let library = reader.open();
    subscribe(&library, &[server.url("/feed.xml")]);
    assert_eq!(sync(&library).await.new, 1);
    assert_eq!(
        library.feeds().expect("the feeds")[0].url,
        server.url("/feed.xml")
    );
}

#[tokio::test]
async fn circles_are_told_and_hurt_nobody() {
    let (server, reader) = (Server::start(), Reader::new());
    server.set("/feed.xml", Reply::rss(stories("Courier", 1..=2)));
    let library = reader.open();
    subscribe(&library, &[server.url("/feed.xml"), server.url("/other.xml")]);
    server.set("/other.xml", Reply::rss(stories("Gazette", 1..=1)));
    sync(&library).await;
    server.set("/feed.xml", Reply::redirect(301, "/back.xml"));
    server.set("/back.xml", Reply::redirect(301, "/feed.xml"));
    server.set("/other.xml", Reply::rss(stories("Gazette", 1..=2)));

    let report = sync(&library).await;

    let circle = line(&report, "/feed.xml");
    assert_eq!(
        circle.failure.as_ref().map(|failure| failure.code),
        Some(kazpost_api::Code::RedirectLoop),
        "{circle:?}"
    );
    assert_eq!(line(&report, "/other.xml").new, 1, "the other feed goes on");
    let feeds = library.feeds().expect("the feeds");
    let courier = feeds
        .iter()
        .find(|feed| feed.title == "Courier")
        .expect("the feed stays");
    assert_eq!(courier.total, 2, "its articles stay");
    assert_eq!(
        courier.url,
        server.url("/feed.xml"),
        "a circle leads to no new address"
    );
}

#[tokio::test]
async fn a_feed_that_moves_onto_another_subscription_leaves_both_whole() {
    let (server, reader) = (Server::start(), Reader::new());
    server.set("/a.xml", Reply::redirect(301, "/b.xml"));
    server.set("/b.xml", Reply::rss(stories("Courier", 1..=2)));
    let library = reader.open();
    subscribe(&library, &[server.url("/a.xml"), server.url("/b.xml")]);
    let report = sync(&library).await;
    assert_eq!(report.failed, 0, "{report:?}");
    let mut addresses: Vec<String> = library
        .feeds()
        .expect("the feeds")
        .into_iter()
        .map(|feed| feed.url)
        .collect();
    addresses.dedup();
    assert_eq!(
        addresses.len(),
        2,
        "no two subscriptions of one address: {addresses:?}"
    );
}

#[test]
fn a_move_to_where_there_is_no_feed_is_not_remembered() {
    let parked = Reply::html("<!DOCTYPE html><html><body>This name is for sale.</body></html>");
    for (what, reply) in [
        ("a page", parked),
        ("nothing", Reply::status(404)),
        ("a fault", Reply::status(500)),
    ] {
        let (server, reader) = (Server::start(), Reader::new());
        server.set("/feed.xml", Reply::rss(stories("Courier", 1..=2)));
        reader.add(&server.url("/feed.xml"));
        server.set("/feed.xml", Reply::redirect(301, "/elsewhere"));
        server.set("/elsewhere", reply);
        assert_eq!(reader.kazpost(&["sync"]).code, Some(1), "{what}");
        let feed = &reader.feeds()[0];
        assert_eq!(
            text(&feed["url"]),
            server.url("/feed.xml"),
            "{what}: the address stays"
        );
        assert_eq!(feed["total"], 2, "{what}: so do the articles");
        server.set("/feed.xml", Reply::rss(stories("Courier", 1..=3)));
        assert_eq!(
            reader.json(&["sync", "--json"])["new"],
            1,
            "{what}: and it can come back"
        );
    }
}

#[test]
fn a_page_that_names_the_old_address_leads_to_the_feed_that_is_there() {
    let (server, reader) = (Server::start(), Reader::new());
    server.set("/old.xml", Reply::rss(stories("Courier", 1..=2)));
    let id = reader.add(&server.url("/old.xml"));
    // It moved, and no sync has noticed yet.
    server.set("/old.xml", Reply::redirect(301, "/new.xml"));
    server.set("/new.xml", Reply::rss(stories("Courier", 1..=2)));
    let link = "<link rel=alternate type=application/rss+xml href=/old.xml>";
    server.set("/", Reply::html(format!("<html><head>{link}</head></html>")));
    assert_eq!(reader.add(&server.url("/")), id, "the same feed");
    assert_eq!(reader.feeds().len(), 1, "and no double");
}
