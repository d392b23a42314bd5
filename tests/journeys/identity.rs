//! What is the same article, and what is another.

use kazpost_tests::feeds::channel;
use kazpost_tests::{Reply, Server};
use serde_json::Value;

use crate::reader::{Reader, text};

const PATH: &str = "/feed.xml";

/// A reader of one feed that says what it is told to.
struct Subscribed {
    server: Server,
    reader: Reader,
}

impl Subscribed {
    fn new(items: &str) -> Subscribed {
        let story = Subscribed {
            server: Server::start(),
            reader: Reader::new(),
        };
        story.say(items);
        story.reader.add(&story.server.url(PATH));
        story
    }

    fn say(&self, items: &str) {
        self.server.set(PATH, Reply::rss(channel("Courier", items)));
    }

    /// New and changed articles when the feed says this.
    fn sync(&self, items: &str) -> (u64, u64) {
        self.say(items);
        let report = self.reader.json(&["sync", "--json"]);
        let number = |name: &str| report[name].as_u64().expect("a number");
        (number("new"), number("updated"))
    }

    fn titles(&self) -> Vec<String> {
        let items = self.reader.items(&[]);
        let title = |item: &Value| item["title"].as_str().unwrap_or_default().to_owned();
        let mut titles: Vec<String> = items.iter().map(title).collect();
        titles.sort();
        titles
    }

    fn only(&self) -> Value {
        let items = self.reader.items(&[]);
        assert_eq!(items.len(), 1, "one article and no double: {items:?}");
        items[0].clone()
    }
}

fn item(guid: &str, link: &str, title: &str, body: &str) -> String {
    let element = |name: &str, value: &str| match value {
        "" => String::new(),
        value => format!("<{name}>{value}</{name}>"),
    };
    [
        "<item>".into(),
        match guid {
            "" => String::new(),
            guid => format!("<guid isPermaLink=\"false\">{guid}</guid>"),
        },
        element("link", link),
        element("title", title),
        element("description", body),
        "</item>".into(),
    ]
    .concat()
}

#[test]
fn an_article_is_known_by_guid_else_link_else_words() {
    let link = "https://example.org/a";
    for (what, before, after, titles) in [
        (
            "a GUID outlives link and title",
            item("1", link, "Before", "x"),
            item("1", "https://example.org/b", "After", "y"),
            vec!["After"],
        ),
        (
            "a link outlives the title where there is no GUID",
            item("", link, "Before", "x"),
            item("", link, "After", "y"),
            vec!["After"],
        ),
        (
            "a title outlives the text where there is neither",
            item("", "", "Same", "x"),
            item("", "", "Same", "y"),
            vec!["Same"],
        ),
        (
            "another GUID is another article, whatever else is the same",
            item("1", link, "Same", "x"),
            item("2", link, "Same", "x"),
            vec!["Same", "Same"],
        ),
        (
            "another link is another article",
            item("", link, "Same", "x"),
            item("", "https://example.org/b", "Same", "x"),
            vec!["Same", "Same"],
        ),
        (
            "where there is no title either, the text is what it is known by",
            item("", "", "", "Words"),
            item("", "", "", "Words") + &item("", "", "", "Others"),
            vec!["", ""],
        ),
        (
            "another title is another article where there is nothing else",
            item("", "", "One", "x"),
            item("", "", "Two", "x"),
            vec!["One", "Two"],
        ),
    ] {
        let story = Subscribed::new(&before);
        let same = titles.len() == 1;
        assert_eq!(story.sync(&after), if same { (0, 1) } else { (1, 0) }, "{what}");
        assert_eq!(story.titles(), titles, "{what}");
    }
}

#[test]
fn a_changed_article_keeps_what_the_reader_did_with_it() {
    let story = Subscribed::new(&item("1", "", "Before", "&lt;p&gt;Old words&lt;/p&gt;"));
    let id = text(&story.only()["id"]);
    for flag in ["--read", "--saved"] {
        assert_eq!(story.reader.kazpost(&["mark", &id, flag]).code, Some(0));
    }
    let changed = story.sync(&item("1", "", "After", "&lt;p&gt;New words&lt;/p&gt;"));
    assert_eq!(changed, (0, 1), "a change and nothing new");
    let article = story.only();
    assert_eq!(article["id"], id.as_str(), "the same article");
    assert_eq!(article["title"], "After");
    assert!(text(&article["content_html"]).contains("New words"), "{article}");
    let state = &article["_kazpost"];
    for name in ["read", "saved", "updated"] {
        assert_eq!(state[name], true, "{name} after the change: {state}");
    }
    assert_eq!(
        story.sync(&item("1", "", "After", "&lt;p&gt;New words&lt;/p&gt;")),
        (0, 0),
        "said again it is no change"
    );
}

#[test]
fn an_article_that_vanishes_from_the_feed_stays() {
    let (one, two) = (item("1", "", "One", "x"), item("2", "", "Two", "y"));
    let story = Subscribed::new(&(one.clone() + &two));
    assert_eq!(story.sync(&two), (0, 0));
    assert_eq!(
        story.titles(),
        ["One", "Two"],
        "the feed forgets, the library does not"
    );
    assert_eq!(story.sync(""), (0, 0), "an empty feed is a feed");
    assert_eq!(story.titles(), ["One", "Two"]);
    assert_eq!(story.sync(&(one + &two)), (0, 0), "what comes back is known");
}

#[test]
fn what_an_older_version_stored_is_not_taken_for_changed() {
    let old = item("1", "", "Қар", "");
    let story = Subscribed::new(&old);
    // The first half of the SHA-256 of what the feed says of it.
    story
        .reader
        .tamper("UPDATE articles SET fingerprint = x'57d227c04c7b03e1a0cbf94e6e5879ba'");
    let more = item("2", "", "Жаңбыр", "");
    assert_eq!(story.sync(&(old + &more)), (1, 0));
    assert_eq!(story.sync(&(item("1", "", "Боран", "") + &more)), (0, 1));
}

#[test]
fn doubles_within_a_document_are_one() {
    let story = Subscribed::new(
        &[
            item("1", "", "Newest", "x"),
            item("1", "", "Older", "y"),
            item("", "https://example.org/a", "Linked", "x"),
            item("", "https://example.org/a", "Linked again", "y"),
            item("", "", "Words", "x"),
            item("", "", "Words", "x"),
        ]
        .concat(),
    );
    assert_eq!(
        story.titles(),
        ["Linked", "Newest", "Words"],
        "of doubles the first in the document stays"
    );
    story.say(&[item("1", "", "Newest", "x"), item("1", "", "Older", "y")].concat());
    let report = story.reader.json(&["sync", "--json"]);
    assert_eq!(
        (&report["new"], &report["updated"]),
        (&0.into(), &0.into()),
        "and they do not take turns: {report}"
    );
}

#[test]
fn one_guid_for_all_items_names_none() {
    let story = Subscribed::new(
        &[
            item("site", "https://example.org/a", "One", "x"),
            item("site", "https://example.org/b", "Two", "x"),
        ]
        .concat(),
    );
    assert_eq!(story.titles(), ["One", "Two"]);
}

#[test]
fn two_feeds_with_the_same_guid_have_two_articles() {
    let story = Subscribed::new(&item("1", "", "Here", "x"));
    story.server.set(
        "/other.xml",
        Reply::rss(channel("Other", &item("1", "", "There", "x"))),
    );
    story.reader.add(&story.server.url("/other.xml"));
    assert_eq!(story.titles(), ["Here", "There"]);
}
