//! What comes from outside stays outside: nothing that a feed says is more than words and harmless markup.

use kazpost_api::Scope;
use kazpost_tests::feeds::{Item, rss};
use kazpost_tests::{Reply, Server};

use crate::lists::all_rows;
use crate::reader::{Reader, text};

const PAYLOAD: &str = "<p onclick=\"alert(1)\">Words</p><script>alert(2)</script>\
    <img src=\"x.png\" onerror=\"alert(3)\"><a href=\"javascript:alert(4)\">link</a>\
    <iframe srcdoc=\"<script>alert(5)</script>\"></iframe><svg onload=\"alert(6)\"></svg>\
    <style>body{display:none}</style><form action=\"https://evil.example/\"><input name=q></form>\
    <math><mtext><table><mglyph><style><img src=x onerror=alert(7)></style></mglyph></table></mtext></math>\
    <base href=\"https://evil.example/\"><meta http-equiv=\"refresh\" content=\"0;url=https://evil.example/\">\
    <p>The end</p>";

/// What must be in no markup that is handed out, besides attributes for events.
const FORBIDDEN: &[&str] = &[
    "<script",
    "alert(",
    "javascript:",
    "<iframe",
    "srcdoc",
    "<svg",
    "<style",
    "<form",
    "<input",
    "<base",
    "<meta",
    "evil.example",
    "onclick",
    "onerror",
    "onload",
];

fn assert_harmless(what: &str, html: &str) {
    let lower = html.to_ascii_lowercase();
    for word in FORBIDDEN {
        assert!(!lower.contains(word), "{what} contains {word}: {html}");
    }
    assert!(
        lower.contains("words") && lower.contains("the end"),
        "{what} keeps the words: {html}"
    );
}

fn assert_harmless_everywhere(reader: &Reader) {
    let item = reader.items(&[])[0].clone();
    let id = text(&item["id"]);
    assert_harmless("list", &text(&item["content_html"]));
    assert_harmless(
        "show --format html",
        &reader.kazpost(&["show", &id, "--format", "html"]).out,
    );
    let shown = reader.json(&["show", &id, "--format", "json"]);
    assert_harmless("show --format json", &text(&shown["content_html"]));
    let library = reader.open();
    let article = library.article(&id).expect("it opens");
    assert_harmless("the window", article.body.as_str());
    let body = article.body.as_str();
    for attribute in ["src=\"http", "srcset", "poster="] {
        assert!(!body.contains(attribute), "the window asks nobody itself: {body}");
    }
    let plain = reader.kazpost(&["show", &id]).out;
    assert!(
        plain.contains("Words") && !plain.contains("display:none"),
        "{plain}"
    );
    let row = &all_rows(&library, Scope::All)[0];
    assert!(
        !row.standfirst.contains("alert") && !row.standfirst.contains('<'),
        "{row:?}"
    );
}

#[test]
fn markup_from_a_feed_comes_out_sanitised() {
    let (server, reader) = (Server::start(), Reader::new());
    let item = Item {
        guid: "1".into(),
        title: "One".into(),
        body: PAYLOAD.into(),
        hours: 1,
        ..Item::default()
    };
    server.set(
        "/feed.xml",
        Reply::rss(rss("Courier", "javascript:alert(1)", &[item])),
    );
    reader.add(&server.url("/feed.xml"));
    assert_harmless_everywhere(&reader);
    assert!(
        reader.feeds()[0]["site_url"].is_null(),
        "a site at javascript: is none"
    );
    assert_harmless(
        "sanitize",
        &reader.kazpost_fed(&["sanitize"], PAYLOAD.as_bytes()).out,
    );
}

/// A library that somebody else wrote into is not believed either.
#[test]
fn markup_in_the_library_itself_is_not_trusted() {
    let (server, reader) = (Server::start(), Reader::new());
    server.set("/feed.xml", Reply::rss(crate::stories("Courier", 1..=1)));
    reader.add(&server.url("/feed.xml"));
    reader.tamper(&format!(
        "UPDATE bodies SET content = '{}'",
        PAYLOAD.replace('\'', "''")
    ));
    assert_harmless_everywhere(&reader);
}

#[test]
fn titles_are_text_whatever_they_look_like() {
    let (server, reader) = (Server::start(), Reader::new());
    let atom = "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title type=\"text\">R &amp; D &lt;b&gt;</title>\
        <id>f</id><updated>2026-05-01T00:00:00Z</updated>\
        <entry><id>1</id><updated>2026-05-03T00:00:00Z</updated>\
        <title>1 &lt; 2 &lt;script&gt;alert(1)&lt;/script&gt;</title>\
        <author><name>&lt;b&gt;Ann&lt;/b&gt; &amp; Bob</name></author>\
        <content type=\"text\">a &lt;b&gt; c</content></entry>\
        <entry><id>2</id><updated>2026-05-02T00:00:00Z</updated>\
        <title type=\"html\">&lt;b&gt;Bold&lt;/b&gt; &amp;amp; &lt;script&gt;alert(1)&lt;/script&gt;plain</title>\
        <content type=\"html\">x</content></entry></feed>";
    server.set("/feed.xml", Reply::ok("application/atom+xml", atom));
    reader.add(&server.url("/feed.xml"));

    let items = reader.items(&[]);
    assert_eq!(
        items[0]["title"], "1 < 2 <script>alert(1)</script>",
        "text is shown as it was meant"
    );
    let markup = text(&items[1]["title"]);
    assert!(
        markup.starts_with("Bold & ") && !markup.contains('<') && markup.ends_with("plain"),
        "and of markup the words remain: {markup}"
    );
    assert_eq!(reader.feeds()[0]["title"], "R & D <b>");
    assert!(
        text(&items[0]["content_html"]).contains("a &lt;b&gt; c"),
        "text as a body is escaped: {}",
        items[0]
    );
    let library = reader.open();
    let article = library.article(&text(&items[0]["id"])).expect("it opens");
    assert_eq!(article.row.title, "1 < 2 <script>alert(1)</script>");
    // In a list of subscriptions they must not become markup either.
    let opml = reader.kazpost(&["feeds", "export"]).out;
    assert!(!opml.contains("<b>"), "{opml}");
}

#[test]
fn addresses_that_are_no_web_addresses_go_nowhere() {
    let (server, reader) = (Server::start(), Reader::new());
    let items = "<item><guid isPermaLink=\"false\">1</guid><title>One</title><link>javascript:alert(1)</link>\
        <enclosure url=\"file:///etc/passwd\" type=\"audio/mpeg\" length=\"1\"/><description>x</description></item>";
    server.set(
        "/feed.xml",
        Reply::rss(kazpost_tests::feeds::channel("Courier", items)),
    );
    reader.add(&server.url("/feed.xml"));
    let item = reader.items(&[])[0].clone();
    assert!(!item.to_string().contains("javascript:"), "{item}");
    let library = reader.open();
    let article = library.article(&text(&item["id"])).expect("it opens");
    assert_eq!(article.url, None);
    assert!(article.enclosures.is_empty(), "{:?}", article.enclosures);
    for address in [
        "javascript:alert(1)",
        "file:///etc/passwd",
        "picture://localhost/a/b",
        "nonsense",
    ] {
        assert!(library.link(address).is_err(), "{address} is not opened outside");
    }
    for address in ["https://example.org/", "mailto:a@example.org"] {
        assert_eq!(library.link(address).as_deref(), Ok(address));
    }
}

#[test]
fn passwords_in_addresses_are_not_said_aloud() {
    let (server, reader) = (Server::start(), Reader::new());
    let address = server.url("/feed.xml").replace("http://", "http://me:hunter2@");
    server.set("/feed.xml", Reply::rss(crate::stories("Courier", 1..=1)));
    reader.add(&address);
    assert!(
        server.requests()[0]
            .header("authorization")
            .is_some_and(|value| value.starts_with("Basic ")),
        "it is sent to its own host"
    );
    server.set("/feed.xml", Reply::status(500));
    let ran = reader.kazpost(&["sync", "--json"]);
    let error = text(&ran.json()["feeds"][0]["error"]);
    assert!(
        !error.contains("hunter2"),
        "the message does not repeat it: {error}"
    );
    assert!(!ran.err.contains("hunter2"), "{ran:?}");
}

#[test]
fn a_library_from_the_future_is_refused_and_left_alone() {
    let (server, reader) = (Server::start(), Reader::new());
    server.set("/feed.xml", Reply::rss(crate::stories("Courier", 1..=1)));
    reader.add(&server.url("/feed.xml"));
    reader.tamper("PRAGMA user_version = 999; PRAGMA wal_checkpoint(TRUNCATE)");
    let before = std::fs::read(reader.database()).expect("the file");
    for words in [
        &["list", "--json"][..],
        &["sync"],
        &["doctor"],
        &["feeds", "list"],
        &["mark", "x", "--read"],
    ] {
        let ran = reader.kazpost(words);
        assert_eq!((ran.code, ran.out.as_str()), (Some(1), ""), "{words:?}: {ran:?}");
        assert!(
            ran.err.starts_with("error: ")
                && ran.err.contains("newer version of KazPost")
                && ran.err.contains("999"),
            "{words:?}: {ran:?}"
        );
        assert!(
            ran.err.contains(&*reader.database().to_string_lossy()),
            "which one: {ran:?}"
        );
    }
    assert_eq!(
        std::fs::read(reader.database()).expect("the file"),
        before,
        "not a byte is changed"
    );
}

#[test]
fn a_file_of_another_program_is_refused_and_left_alone() {
    let reader = Reader::new();
    std::fs::create_dir_all(reader.data()).expect("the folder");
    reader.tamper("CREATE TABLE theirs (x); INSERT INTO theirs VALUES (1)");
    let before = std::fs::read(reader.database()).expect("the file");
    let ran = reader.kazpost(&["list"]);
    assert_eq!(ran.code, Some(1));
    assert!(ran.err.contains("not a KazPost library"), "{ran:?}");
    assert_eq!(std::fs::read(reader.database()).expect("the file"), before);
}

/// A disk that loses a bit costs the text that lay there, and no other.
#[test]
fn a_damaged_text_is_named_and_all_others_are_there() {
    let (server, reader) = (Server::start(), Reader::new());
    let long = "The ferry sails at six. ".repeat(60);
    let items: String = ["One", "Two"]
        .map(|name| format!("<item><guid>{name}</guid><title>{name}</title><link>https://example.org/one</link><description>{name}: {long}</description></item>"))
        .concat();
    server.set(
        "/feed.xml",
        Reply::rss(kazpost_tests::feeds::channel("Courier", &items)),
    );
    reader.add(&server.url("/feed.xml"));
    reader.tamper("UPDATE bodies SET packed = x'ffffff7f00' WHERE guid = 'One'");
    let shown = reader.items(&[]);
    let of = |title: &str| shown.iter().find(|item| item["title"] == title).expect("listed");
    assert!(
        of("Two")["content_text"]
            .as_str()
            .is_some_and(|text| text.contains("at six"))
    );
    let show = |title: &str| reader.kazpost(&["show", of(title)["id"].as_str().expect("an id")]);
    assert_eq!(show("Two").code, Some(0));
    let told = show("One");
    assert_eq!(told.code, Some(1));
    assert!(
        told.err.contains("“One” is damaged in the library"),
        "{}",
        told.err
    );
    assert!(told.err.contains("https://example.org/one"), "{}", told.err);
    let doctor = reader.kazpost(&["doctor", "--json"]);
    assert_eq!(doctor.code, Some(1));
    assert!(doctor.out.contains("damaged texts: 1"), "{}", doctor.out);

    // It was met, so the next sync has its feed send it again, which did not change.
    let synced = reader.json(&["sync", "--json"]);
    assert_eq!((&synced["new"], &synced["updated"]), (&0.into(), &0.into()));
    let mended = show("One");
    assert!(mended.out.contains("at six"), "{} {}", mended.out, mended.err);
    assert_eq!(reader.kazpost(&["doctor"]).code, Some(0));
}
