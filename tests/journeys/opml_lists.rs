//! Coming from another reader, and leaving for one.

use kazpost_api::EditFeedRequest;
use kazpost_tests::{Reply, Server};
use serde_json::{Value, json};

use crate::reader::{Reader, text};
use crate::stories;

#[test]
fn a_list_is_taken_and_fetched_with_the_next_sync() {
    let (server, reader) = (Server::start(), Reader::new());
    for name in ["a", "b", "c"] {
        server.set(&format!("/{name}.xml"), Reply::rss(stories(name, 1..=2)));
    }
    reader.add(&server.url("/a.xml"));
    server.clear();
    let address = |name: &str| server.url(&format!("/{name}.xml"));
    let list = format!(
        "<?xml version=\"1.0\"?><opml version=\"2.0\"><head><title>Mine &amp; yours</title></head><body>\
         <outline type=\"rss\" text=\"A\" xmlUrl=\"{a}\"/>\
         <outline text=\"Қазақстан\"><outline type=\"rss\" text=\"My B\" xmlUrl=\"{b}\" \
         htmlUrl=\"https://example.org/b\"/>\
         <outline type=\"rss\" text=\"again\" xmlUrl=\"{b}\"/></outline>\
         <outline type=\"rss\" title=\"C\" text=\"C\" xmlUrl=\"feed:{c}\"/>\
         <outline type=\"rss\" text=\"broken\" xmlUrl=\"javascript:alert(1)\"/>\
         <outline type=\"rss\" text=\"none\" xmlUrl=\"\"/></body></opml>",
        a = address("a"),
        b = address("b"),
        c = address("c")
    );
    let file = reader.keep("list.opml", list);

    let taken = reader.json(&["feeds", "import", &file, "--json"]);

    assert_eq!(taken, json!({ "added": 2, "already": 2, "invalid": 2 }));
    assert!(
        server.requests().is_empty(),
        "nothing is fetched before the next sync"
    );
    let feeds = reader.feeds();
    assert_eq!(feeds.len(), 3, "{feeds:?}");
    let of = |name: &str| -> Value {
        let found = feeds.iter().find(|feed| text(&feed["url"]) == address(name));
        found
            .unwrap_or_else(|| panic!("{name} is there: {feeds:?}"))
            .clone()
    };
    assert_eq!(
        (&of("b")["title"], &of("b")["folder"]),
        (&"My B".into(), &"Қазақстан".into())
    );
    assert_eq!(of("b")["site_url"], "https://example.org/b");
    assert_eq!(
        (&of("b")["total"], &of("b")["synced_at"]),
        (&0.into(), &Value::Null)
    );

    let report = reader.json(&["sync", "--json"]);
    assert_eq!(report["new"], 4, "two of each that is new: {report}");
    let again = reader.json(&["feeds", "import", &file, "--json"]);
    assert_eq!(
        again,
        json!({ "added": 0, "already": 4, "invalid": 2 }),
        "twice changes nothing"
    );
    let by_stdin = reader.kazpost_fed(
        &["feeds", "import", "-", "--json"],
        &std::fs::read(&file).expect("the list"),
    );
    assert_eq!(by_stdin.json(), again, "`-` is standard input");
}

#[test]
fn what_goes_out_comes_in_again() {
    let (server, reader) = (Server::start(), Reader::new());
    for name in ["a", "b", "c", "d"] {
        server.set(&format!("/{name}.xml?x=1&y=2"), Reply::rss(stories(name, 1..=1)));
        reader.add(&server.url(&format!("/{name}.xml?x=1&y=2")));
    }
    let library = reader.open();
    for (name, title, folder) in [
        ("a", "“А” & Б < В", "Қала/Село"),
        ("b", "", "Abroad"),
        // Spaces make it one folder's name.
        ("d", "D", "Ғылым / Білім"),
    ] {
        let feeds = library.feeds().expect("the feeds");
        let feed = feeds.iter().find(|feed| feed.title == name).expect("it is there");
        let request = EditFeedRequest {
            id: feed.id.clone(),
            title: Some(title.into()),
            folder: Some(folder.into()),
            address: None,
            content: None,
            pictures: None,
        };
        library.feed_edit(request).expect("it is changed");
    }
    let summary = |reader: &Reader| -> Vec<[Value; 4]> {
        let feeds = reader.feeds();
        feeds
            .iter()
            .map(|feed| ["url", "title", "folder", "site_url"].map(|name| feed[name].clone()))
            .collect()
    };
    let path = reader.keep("out.opml", "");
    let ran = reader.kazpost(&["feeds", "export", &path]);
    assert_eq!(
        (ran.code, ran.out.as_str()),
        (Some(0), ""),
        "a file and nothing else: {ran:?}"
    );
    let written = std::fs::read_to_string(&path).expect("it is written");
    let said = reader.kazpost(&["feeds", "export"]);
    assert!(
        said.out.starts_with("<?xml") && said.out.contains("<opml version=\"2.0\">"),
        "{said:?}"
    );
    let without_date = |text: &str| -> String {
        let kept = text.lines().filter(|line| !line.contains("dateCreated"));
        kept.collect::<Vec<_>>().join("\n")
    };
    assert_eq!(
        without_date(&said.out),
        without_date(&written),
        "the same either way"
    );

    let other = Reader::new();
    let taken = other.json(&["feeds", "import", &path, "--json"]);
    assert_eq!(taken, json!({ "added": 4, "already": 0, "invalid": 0 }));
    assert_eq!(
        summary(&other),
        summary(&reader),
        "folders, names and addresses survive"
    );
}

#[test]
fn what_is_no_list_is_told() {
    let reader = Reader::new();
    for (what, bytes) in [
        ("nothing", ""),
        ("a page", "<!DOCTYPE html><html><body>x</body></html>"),
        ("words", "just words"),
    ] {
        let file = reader.keep("list.opml", bytes);
        let ran = reader.kazpost(&["feeds", "import", &file, "--json"]);
        assert_eq!((ran.code, ran.out.as_str()), (Some(1), ""), "{what}: {ran:?}");
        assert!(ran.err.starts_with("error: "), "{what}: {ran:?}");
    }
    let ran = reader.kazpost(&["feeds", "import", "/no/such/file"]);
    assert!(
        ran.code == Some(1) && ran.err.contains("/no/such/file"),
        "{ran:?}"
    );
    let ran = reader.kazpost(&["feeds", "export", "/no/such/folder/file"]);
    assert!(
        ran.code == Some(1) && ran.err.contains("/no/such/folder/file"),
        "{ran:?}"
    );
}
