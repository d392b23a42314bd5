//! An edition for a train: whole articles from their pages, with their pictures, and a manifest that is true.

use kazpost_api::{EditionStep, Offline};
use kazpost_tests::feeds::channel;
use kazpost_tests::{Reply, Server};
use serde_json::json;

use crate::reader::{Reader, list, text};

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0 and so on";

/// What a page of the paper says, number for number.
fn page(number: u32, more: &str) -> String {
    let sentence =
        "The council met for the third time and agreed on a plan that nobody had expected a year ago. ";
    format!(
        "<html><head><title>Story {number} of the day</title></head><body><nav><a href=/>Home</a></nav><article><h1>Story {number} of the day</h1>
        <p>Page {number} begins here. {}</p><p><img src=\"/pictures/{number}.png\" alt=\"A picture\"></p><p>{}</p><p>Page {number} ends here, {}</p>{more}</article></body></html>",
        sentence.repeat(3),
        sentence.repeat(4),
        sentence.repeat(2),
    )
}

fn item(server: &Server, number: u32, body: &str) -> String {
    format!(
        "<item><guid>{number}</guid><title>Story {number} of the day</title><link>{}</link><description>{body}</description></item>",
        server.url(&format!("/story-{number}"))
    )
}

/// A paper whose feed has three teasers: cut, short, and cut without a page.
fn paper() -> (Server, Reader, String) {
    let (server, reader) = (Server::start(), Reader::new());
    let items = item(&server, 1, "The council met and […]")
        + &item(&server, 2, "A short line.")
        + &item(&server, 3, "Nobody knows…");
    server.set("/feed.xml", Reply::rss(channel("Courier", &items)));
    for number in 1..=2 {
        server.set(&format!("/story-{number}"), Reply::html(page(number, "")));
        server.set(&format!("/pictures/{number}.png"), Reply::ok("image/png", PNG));
    }
    let id = reader.add(&server.url("/feed.xml"));
    (server, reader, id)
}

fn shown(reader: &Reader, title: &str) -> String {
    let items = reader.items(&[]);
    let item = items.iter().find(|item| item["title"] == title).expect(title);
    text(&item["content_text"])
}

#[test]
fn an_edition_is_whole_and_says_what_is_missing() {
    let (server, reader, _) = paper();
    let report = reader.json(&["edition", "--json"]);
    assert_eq!(report["articles"], json!({ "done": 2, "total": 3 }), "{report}");
    assert_eq!(report["pictures"], json!({ "done": 2, "total": 2 }), "{report}");
    let failed = list(&report["failed"]);
    assert_eq!(failed.len(), 1, "{report}");
    assert_eq!(failed[0]["url"], server.url("/story-3"));
    assert!(text(&failed[0]["why"]).contains("404"), "{report}");
    server.stop();

    assert!(shown(&reader, "Story 1 of the day").contains("Page 1 ends here"));
    assert!(shown(&reader, "Story 2 of the day").contains("Page 2 ends here"));
    assert_eq!(
        shown(&reader, "Story 3 of the day"),
        "Nobody knows…",
        "the teaser stays"
    );
}

#[test]
fn an_edition_goes_on_where_it_was() {
    let (server, reader, _) = paper();
    reader.json(&["edition", "--json"]);
    server.clear();
    server.set("/story-3", Reply::html(page(3, "")));
    server.set("/pictures/3.png", Reply::ok("image/png", PNG));
    let report = reader.json(&["edition", "--json"]);
    assert_eq!(report["articles"], json!({ "done": 3, "total": 3 }), "{report}");
    assert_eq!(report["pictures"], json!({ "done": 3, "total": 3 }), "{report}");
    assert_eq!(report["failed"], json!([]));
    assert!(server.requests_for("/story-1").is_empty(), "it is there");
    assert!(server.requests_for("/pictures/1.png").is_empty(), "it is there");
}

#[tokio::test]
async fn what_is_lost_before_it_is_looked_at_is_told_and_comes_with_the_next_edition() {
    let (server, reader, _) = paper();
    let other = [PNG, b" other"].concat();
    server.set("/pictures/2.png", Reply::ok("image/png", other));
    server.set("/story-3", Reply::html(page(3, "")));
    server.set(
        "/pictures/3.png",
        Reply::ok("image/png", [PNG, b" third"].concat()),
    );
    let library = reader.open();
    let address = |number: u32| server.url(&format!("/pictures/{number}.png"));
    // Between fetching and looking a bit turns in one file, and another goes.
    let report = library.edition_prepare(|progress| {
        if progress.step == EditionStep::Check && progress.report.is_none() {
            reader.tamper(
                "UPDATE picture_files SET bytes = CAST(replace(CAST(bytes AS TEXT), 'other', 'OTHER') AS BLOB)
                     WHERE hex(bytes) LIKE '%' || hex('other');
                 DELETE FROM picture_uses WHERE picture IN (SELECT pictures.key FROM pictures
                     JOIN picture_files ON hash = file WHERE hex(picture_files.bytes) LIKE '%' || hex('third'));",
            );
        }
    });
    let report = report.await.expect("the library is well");
    assert_eq!(
        (report.articles.done, report.articles.total),
        (3, 3),
        "{report:?}"
    );
    assert_eq!(
        (report.pictures.done, report.pictures.total),
        (1, 3),
        "{report:?}"
    );
    let mut failed: Vec<&str> = report.failed.iter().map(|missing| missing.url.as_str()).collect();
    failed.sort_unstable();
    assert_eq!(failed, [address(2), address(3)], "{report:?}");
    let damaged = report.failed.iter().find(|missing| missing.url == address(2));
    assert!(
        damaged.is_some_and(|missing| missing.why.contains("damaged")),
        "{report:?}"
    );

    server.clear();
    let report = library
        .edition_prepare(|_| ())
        .await
        .expect("the library is well");
    assert_eq!(
        (report.pictures.done, report.pictures.total),
        (3, 3),
        "{report:?}"
    );
    assert!(server.requests_for("/pictures/1.png").is_empty(), "it is there");
    assert_eq!(server.requests_for("/pictures/2.png").len(), 1);
    assert_eq!(
        reader.count("SELECT count(*) FROM picture_files WHERE hex(bytes) LIKE '%' || hex('other')"),
        1
    );
}

#[tokio::test]
async fn an_edition_that_was_stopped_says_how_far_it_came_and_goes_on_there() {
    let (server, reader) = (Server::start(), Reader::new());
    let numbers = 1..=30;
    let items: String = numbers
        .clone()
        .map(|number| item(&server, number, "A short line."))
        .collect();
    server.set("/feed.xml", Reply::rss(channel("Courier", &items)));
    for number in numbers.clone() {
        server.set(&format!("/story-{number}"), Reply::html(page(number, "")));
        server.set(&format!("/pictures/{number}.png"), Reply::ok("image/png", PNG));
    }
    reader.add(&server.url("/feed.xml"));
    let library = reader.open();
    let stopping = library.clone();
    let report = library.edition_prepare(move |progress| {
        if progress.step == EditionStep::Texts && progress.count.done == 3 {
            stopping.edition_cancel();
        }
    });
    let report = report.await.expect("the library is well");
    assert!(library.edition_progress().cancelled);
    let asked = |number: u32| server.requests_for(&format!("/story-{number}")).len();
    let had = numbers.clone().filter(|number| asked(*number) > 0).count();
    assert!((3..30).contains(&had), "it stopped on its way: {had}");
    assert_eq!(
        (report.articles.done as usize, report.articles.total),
        (had, 30),
        "{report:?}"
    );
    let untold = report
        .failed
        .iter()
        .filter(|missing| missing.url.contains("/story-"));
    assert_eq!(untold.count(), 30 - had, "each is named: {report:?}");
    assert_eq!(report.pictures.done, 0, "{report:?}");

    let report = library
        .edition_prepare(|_| ())
        .await
        .expect("the library is well");
    assert!(!library.edition_progress().cancelled);
    assert_eq!(
        (report.articles.done, report.pictures.done),
        (30, 30),
        "{report:?}"
    );
    assert_eq!(report.failed, []);
    for number in numbers {
        assert_eq!(asked(number), 1, "page {number} is asked for once in all");
    }
}

#[test]
fn a_sync_brings_the_pages_that_the_reader_wants() {
    let (server, reader, id) = paper();
    reader.json(&["sync", "--json"]);
    assert!(
        shown(&reader, "Story 1 of the day").contains("Page 1 ends here"),
        "a teaser that is plainly cut"
    );
    assert_eq!(
        shown(&reader, "Story 2 of the day"),
        "A short line.",
        "it might be all there is"
    );

    let items = reader.items(&[]);
    let story = items
        .iter()
        .find(|item| item["title"] == "Story 1 of the day")
        .expect("it");
    let story = story["id"].as_str().expect("an id");
    let of_page = "WHERE article_id IN (SELECT article_id FROM pages WHERE state = 'whole')";
    reader.tamper(&format!("UPDATE bodies SET packed = x'ffffff7f00' {of_page}"));
    let kept = || reader.open().article(story).expect("its page is shown").offline;
    assert_ne!(kept(), Offline::Teaser);
    assert_ne!(kept(), Offline::Teaser, "looking at it changes nothing");

    reader.tamper("UPDATE pages SET packed = x'ffffff7f00' WHERE state = 'whole'");
    let opened = reader.kazpost(&["show", story]);
    assert!(!opened.out.contains("Page 1 ends here"), "{}", opened.out);
    reader.json(&["sync", "--json"]);
    assert!(
        shown(&reader, "Story 1 of the day").contains("Page 1 ends here"),
        "a page that is damaged comes anew when it was met"
    );

    assert_eq!(
        reader.kazpost(&["feeds", "set", &id, "--content", "full"]).code,
        Some(0)
    );
    reader.json(&["sync", "--json"]);
    assert!(shown(&reader, "Story 2 of the day").contains("Page 2 ends here"));

    reader.kazpost(&["feeds", "set", &id, "--content", "feed"]);
    assert_eq!(reader.feeds()[0]["content"], "feed");
    assert_eq!(shown(&reader, "Story 2 of the day"), "A short line.");
    server.clear();
    reader.json(&["sync", "--json"]);
    assert!(server.requests_for("/story-3").is_empty(), "nobody wants it");
}

#[test]
fn an_article_of_several_pages_is_joined() {
    let (server, reader) = (Server::start(), Reader::new());
    let next = |to: &str| format!("<link rel=next href=\"{to}\">");
    server.set("/long", Reply::html(page(1, &next("/long?page=2"))));
    server.set("/long?page=2", Reply::html(page(2, &next("/long?page=3"))));
    server.set("/long?page=3", Reply::html(page(3, &next("/long"))));
    let saved = reader.json(&["save", &server.url("/long"), "--json"]);
    let shown = shown(&reader, &text(&saved["title"]));
    for number in 1..=3 {
        assert!(
            shown.contains(&format!("Page {number} ends here")),
            "{number}: {shown}"
        );
    }
}

#[test]
fn a_saved_page_is_a_bookmark() {
    let (server, reader) = (Server::start(), Reader::new());
    server.set("/story", Reply::html(page(1, "")));
    server.set("/empty", Reply::html("<html><body></body></html>"));
    let saved = reader.json(&["save", &server.url("/story"), "--json"]);
    assert_eq!(saved["title"], "Story 1 of the day");
    assert_eq!(
        reader.json(&["save", &server.url("/story#end"), "--json"])["id"],
        saved["id"],
        "the same page"
    );
    let items = reader.items(&["--saved"]);
    assert_eq!(items.len(), 1);
    assert_eq!(items[0]["id"], saved["id"]);
    assert!(text(&items[0]["content_text"]).contains("Page 1 ends here"));
    assert!(reader.feeds().is_empty(), "it is no subscription");

    let ran = reader.kazpost(&["save", &server.url("/empty")]);
    assert_eq!(ran.code, Some(1));
    assert!(ran.err.contains("no article"), "{ran:?}");
    assert_eq!(reader.items(&[]).len(), 1);
}

#[test]
fn content_leads_to_no_private_host() {
    let (server, other, reader) = (Server::start(), Server::start(), Reader::new());
    other.set("/story-1", Reply::html(page(1, "")));
    server.set(
        "/feed.xml",
        Reply::rss(channel("Courier", &item(&other, 1, "The council met and […]"))),
    );
    reader.add(&server.url("/feed.xml"));
    let report = reader.json(&["edition", "--json"]);
    assert_eq!(report["articles"], json!({ "done": 0, "total": 1 }), "{report}");
    assert!(
        other.requests().is_empty(),
        "it lies on another port of this very machine"
    );

    server.set("/moved", Reply::redirect(302, &other.url("/story-1")));
    let moved = item(&server, 2, "And again…").replace("/story-2", "/moved");
    server.set("/feed.xml", Reply::rss(channel("Courier", &moved)));
    reader.json(&["edition", "--json"]);
    assert!(other.requests().is_empty(), "nor by a redirect");
}

#[test]
fn earlier_texts_are_kept() {
    let (server, reader) = (Server::start(), Reader::new());
    let feed = |body: &str| {
        Reply::rss(channel(
            "Courier",
            &format!("<item><guid>1</guid><title>Budget</title><description>{body}</description></item>"),
        ))
    };
    server.set("/feed.xml", feed("The budget is four million."));
    reader.add(&server.url("/feed.xml"));
    let id = text(&reader.items(&[])[0]["id"]);
    let history = reader.json(&["history", &id, "--json"]);
    assert_eq!(list(&history["versions"]).len(), 1);

    server.set(
        "/feed.xml",
        feed("The budget is &lt;b&gt;five&lt;/b&gt; million."),
    );
    reader.json(&["sync", "--json"]);
    let versions = list(&reader.json(&["history", &id, "--json"])["versions"]);
    let texts: Vec<String> = versions
        .iter()
        .map(|version| text(&version["content_text"]))
        .collect();
    assert_eq!(
        texts,
        ["The budget is four million.", "The budget is five million."]
    );
    assert!(text(&versions[0]["seen_at"]).ends_with('Z'));
    assert_eq!(reader.kazpost(&["history", "nothing"]).code, Some(1));
}
