//! The command line, as scripts rely on it.

#[cfg(unix)]
use std::io::Read;
#[cfg(unix)]
use std::process::Stdio;

use kazpost_tests::cli::{self, Ran};
use kazpost_tests::feeds::{Item, rss};
use kazpost_tests::{Reply, Server};
use serde_json::{Value, json};

use crate::reader::{Reader, keys, list, text};
use crate::stories;

fn subscribed() -> (Server, Reader, String) {
    let (server, reader) = (Server::start(), Reader::new());
    server.set("/feed.xml", Reply::rss(stories("Courier", 1..=5)));
    let id = reader.add(&server.url("/feed.xml"));
    (server, reader, id)
}

/// A failure: nothing on stdout, the reason on the first line of stderr.
fn refused(ran: &Ran, code: i32, words: &str) {
    assert_eq!((ran.code, ran.out.as_str()), (Some(code), ""), "{ran:?}");
    let first = ran.err.lines().next().unwrap_or_default();
    assert!(first.starts_with("error: ") && first.contains(words), "{ran:?}");
}

#[test]
fn sync_reports_every_feed() {
    let (server, reader, id) = subscribed();
    server.set("/other.xml", Reply::rss(stories("Gazette", 1..=1)));
    let other = reader.add(&server.url("/other.xml"));
    server.set("/feed.xml", Reply::rss(stories("Courier", 1..=6)));
    server.set("/other.xml", Reply::status(500));

    let report = reader.json(&["sync", "--json"]);

    assert_eq!(keys(&report), ["failed", "feeds", "new", "seconds", "updated"]);
    assert!(report["seconds"].is_f64(), "{report}");
    assert_eq!(
        (&report["new"], &report["updated"], &report["failed"]),
        (&1.into(), &0.into(), &1.into())
    );
    for feed in list(&report["feeds"]) {
        assert_eq!(
            keys(&feed),
            ["error", "id", "new", "status", "updated", "url"],
            "{feed}"
        );
        if feed["id"] == id.as_str() {
            let expected = json!({ "id": id, "url": server.url("/feed.xml"), "status": "ok", "new": 1,
                "updated": 0, "error": null });
            assert_eq!(feed, expected);
        } else {
            assert_eq!(
                (&feed["id"], &feed["status"]),
                (&other.as_str().into(), &"error".into())
            );
            assert!(text(&feed["error"]).contains("500"), "{feed}");
        }
    }

    server.clear();
    let one = reader.json(&["sync", "--feed", &id, "--json"]);
    assert_eq!(list(&one["feeds"]).len(), 1, "only the one that was named: {one}");
    assert!(server.requests_for("/other.xml").is_empty());
    refused(
        &reader.kazpost(&["sync", "--feed", "nobody"]),
        1,
        "no feed “nobody”",
    );
    let said = reader.kazpost(&["sync"]);
    assert!(said.code == Some(0) && said.out.contains("2 feeds"), "{said:?}");
}

#[test]
fn a_sync_of_nothing_is_no_failure() {
    let reader = Reader::new();
    let report = reader.json(&["sync", "--json"]);
    assert_eq!((&report["feeds"], &report["failed"]), (&json!([]), &0.into()));
}

#[test]
fn feeds_are_added_listed_and_removed() {
    let (server, reader) = (Server::start(), Reader::new());
    server.set("/feed.xml", Reply::rss(stories("Courier", 1..=5)));
    let added = reader.json(&["feeds", "add", &server.url("/feed.xml"), "--json"]);
    let id = text(&added["id"]);
    let expected = json!({ "id": id, "url": server.url("/feed.xml"), "title": "Courier", "items": 5 });
    assert_eq!(added, expected);

    reader.kazpost(&["mark", &text(&reader.items(&[])[0]["id"]), "--read"]);
    let feed = reader.feeds()[0].clone();
    let synced_at = text(&feed["synced_at"]);
    assert!(
        synced_at.len() == 20 && synced_at.ends_with('Z'),
        "RFC 3339: {synced_at}"
    );
    let expected = json!({ "id": id, "url": server.url("/feed.xml"), "title": "Courier",
        "site_url": "https://example.org/", "folder": null, "content": "auto", "unread": 4, "total": 5, "error": null,
        "synced_at": synced_at });
    assert_eq!(feed, expected);
    let said = reader.kazpost(&["feeds", "list"]);
    assert!(said.out.contains("Courier") && said.out.contains(&id), "{said:?}");

    let removed = reader.kazpost(&["feeds", "remove", &id]);
    assert_eq!(removed.code, Some(0), "{removed:?}");
    assert!(reader.feeds().is_empty() && reader.items(&[]).is_empty());
    refused(&reader.kazpost(&["feeds", "remove", &id]), 1, "no feed");
}

#[test]
fn list_is_a_json_feed_newest_first() {
    let (_server, reader, id) = subscribed();
    let document = reader.json(&["list", "--json"]);
    assert_eq!(document["version"], "https://jsonfeed.org/version/1.1");
    assert!(document["title"].is_string(), "JSON Feed wants a title");
    let items = list(&document["items"]);
    let titles: Vec<String> = items.iter().map(|item| text(&item["title"])).collect();
    let expected: Vec<String> = (1..=5).map(|number| format!("Courier {number}")).collect();
    assert_eq!(titles, expected, "newest first");
    let first = &items[0];
    assert_eq!(
        first["_kazpost"],
        json!({ "feed": id, "guid": "Courier-1", "read": false, "saved": false, "updated": false })
    );
    assert_eq!(text(&first["content_html"]).trim(), "<p>Story 1 of Courier.</p>");
    assert_eq!(text(&first["content_text"]).trim(), "Story 1 of Courier.");
    assert!(
        text(&first["date_published"]).starts_with("2026-05-31T22:00:00"),
        "{first}"
    );
    assert_eq!(first["language"], "en", "what the feed declares");

    let key = |index: usize| text(&items[index]["id"]);
    reader.kazpost(&["mark", &key(0), &key(1), "--read"]);
    reader.kazpost(&["mark", &key(1), &key(4), "--saved"]);
    let titles = |words: &[&str]| -> Vec<String> {
        let items = reader.items(words);
        items
            .iter()
            .map(|item| text(&item["title"]).replace("Courier ", ""))
            .collect()
    };
    assert_eq!(titles(&["--unread"]), ["3", "4", "5"]);
    assert_eq!(titles(&["--saved"]), ["2", "5"]);
    assert_eq!(titles(&["--saved", "--unread"]), ["5"], "both conditions");
    assert_eq!(titles(&["--saved", "--limit", "1"]), ["2"]);
    assert_eq!(titles(&["--limit", "2"]), ["1", "2"]);
    assert_eq!(titles(&["--limit", "0"]), [""; 0]);
    assert_eq!(titles(&["--feed", &id, "--saved", "--limit", "1"]), ["2"]);
    refused(&reader.kazpost(&["list", "--feed", "nobody"]), 1, "no feed");

    let said = reader.kazpost(&["list"]);
    assert_eq!(said.out.lines().count(), 5, "a line an article: {said:?}");
    assert!(said.out.lines().all(|line| line.len() > 24), "each with its ID");
}

#[test]
fn list_keeps_to_one_feed() {
    let (server, reader, id) = subscribed();
    server.set("/other.xml", Reply::rss(stories("Gazette", 1..=2)));
    let other = reader.add(&server.url("/other.xml"));
    assert_eq!(reader.items(&[]).len(), 7);
    assert_eq!(reader.items(&["--feed", &id]).len(), 5);
    assert_eq!(reader.items(&["--feed", &other]).len(), 2);
}

#[test]
fn show_has_three_formats() {
    let (server, reader) = (Server::start(), Reader::new());
    let item = Item {
        guid: "1".into(),
        title: "Rain & <i>wind</i>".into(),
        author: "Aigul Serik".into(),
        body: "<p>First.</p><p>Second <a href=\"/more\">more</a>.</p>".into(),
        enclosure: server.url("/voice.mp3"),
        hours: 1,
    };
    server.set("/feed.xml", Reply::rss(rss("Courier", &server.url("/"), &[item])));
    reader.add(&server.url("/feed.xml"));
    let listed = reader.items(&[])[0].clone();
    let id = text(&listed["id"]);

    assert_eq!(
        reader.json(&["show", &id, "--format", "json"]),
        listed,
        "the item that the list has"
    );
    assert_eq!(listed["authors"][0]["name"], "Aigul Serik");
    assert_eq!(listed["attachments"][0]["url"], server.url("/voice.mp3").as_str());
    let html = reader.kazpost(&["show", &id, "--format", "html"]);
    assert_eq!(html.out.trim_end(), text(&listed["content_html"]).trim_end());
    assert!(
        html.out.contains(&format!("href=\"{}\"", server.url("/more"))),
        "addresses are absolute: {html:?}"
    );
    let plain = reader.kazpost(&["show", &id]);
    assert!(
        plain.out.contains("Aigul Serik") && plain.out.contains("First.") && !plain.out.contains("<p>"),
        "{plain:?}"
    );
    assert_eq!(
        plain,
        reader.kazpost(&["show", &id, "--format", "text"]),
        "text is the default"
    );
    for odd in [
        "nobody",
        "",
        "'; DROP TABLE articles; --",
        "000000000000000000000000",
    ] {
        refused(&reader.kazpost(&["show", odd]), 1, "no article");
    }
}

#[test]
fn mark_changes_what_is_named_and_nothing_where_a_name_is_wrong() {
    let (_server, reader, _) = subscribed();
    let ids: Vec<String> = reader.items(&[]).iter().map(|item| text(&item["id"])).collect();
    let states = |name: &str| -> Vec<bool> {
        let items = reader.items(&[]);
        items.iter().map(|item| item["_kazpost"][name] == true).collect()
    };
    for (flag, name, value) in [
        ("--read", "read", true),
        ("--unread", "read", false),
        ("--saved", "saved", true),
        ("--unsaved", "saved", false),
    ] {
        let ran = reader.kazpost(&["mark", &ids[0], &ids[2], flag]);
        assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""), "{flag}: {ran:?}");
        assert!(ran.out.contains('2'), "{flag}: says how many: {ran:?}");
        assert_eq!(states(name), [value, false, value, false, false], "{flag}");
        let again = reader.kazpost(&["mark", &ids[0], &ids[2], flag]);
        assert!(
            again.code == Some(0) && again.out.contains('0'),
            "{flag}: what is so already is no error: {again:?}"
        );
    }
    refused(
        &reader.kazpost(&["mark", &ids[0], "nobody", "--read"]),
        1,
        "no article “nobody”",
    );
    assert_eq!(states("read"), [false; 5], "all or nothing");
}

#[test]
fn wrong_usage_is_told_apart_from_failure() {
    let reader = Reader::new();
    for words in [
        &["nonsense"][..],
        &["sync", "--nonsense"],
        &["feeds"],
        &["feeds", "add"],
        &["feeds", "remove"],
        &["feeds", "import"],
        &["list", "--limit", "many"],
        &["list", "--limit", "-1"],
        &["show"],
        &["show", "x", "--format", "pdf"],
        &["mark", "x"],
        &["mark", "--read"],
        &["mark", "x", "--read", "--unread"],
        &["parse", "--batch", "file"],
        &["sanitize", "--batch", "--url", "https://example.org/"],
        &["list", "extra"],
        &["doctor", "extra"],
    ] {
        let ran = reader.kazpost(words);
        assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""), "{words:?}: {ran:?}");
        assert!(!ran.err.is_empty(), "{words:?} is told why");
    }
    assert!(!reader.database().exists(), "wrong usage makes no library");
    for words in [&["--help"][..], &["--version"], &["feeds", "--help"]] {
        let ran = reader.kazpost(words);
        assert!(ran.code == Some(0) && !ran.out.is_empty(), "{words:?}: {ran:?}");
    }
}

#[test]
fn the_library_is_where_it_is_said_to_be() {
    let (by_option, by_variable) = (Reader::new(), Reader::new());
    let place = |ran: Ran| text(&ran.json()["data_dir"]);
    let mut command = by_option.command(&["doctor", "--json"]);
    command.env("KAZPOST_DATA_DIR", by_variable.data());
    assert_eq!(
        place(cli::run(command, b"")),
        by_option.data().to_string_lossy(),
        "--data-dir outdoes the variable"
    );
    assert!(!by_variable.data().exists(), "and the other place stays empty");

    let mut command = cli::kazpost();
    command
        .args(["doctor", "--json"])
        .env("KAZPOST_DATA_DIR", by_variable.data());
    assert_eq!(
        place(cli::run(command, b"")),
        by_variable.data().to_string_lossy()
    );
    // After the command as well as before it.
    let mut command = cli::kazpost();
    command
        .args(["doctor", "--json", "--data-dir"])
        .arg(by_option.data());
    assert_eq!(place(cli::run(command, b"")), by_option.data().to_string_lossy());
}

#[test]
fn doctor_looks_the_library_through() {
    let (_server, reader, _) = subscribed();
    let ids: Vec<String> = reader.items(&[]).iter().map(|item| text(&item["id"])).collect();
    reader.kazpost(&["mark", &ids[0], &ids[1], "--read"]);
    reader.kazpost(&["mark", &ids[0], "--saved"]);
    let found = reader.json(&["doctor", "--json"]);
    let names = [
        "articles",
        "data_dir",
        "database",
        "faults",
        "feeds",
        "integrity",
        "logs",
        "portable",
        "saved",
        "schema",
        "sqlite",
        "unread",
        "version",
    ];
    assert_eq!(keys(&found), names);
    for (name, number) in [("feeds", 1), ("articles", 5), ("unread", 3), ("saved", 1)] {
        assert_eq!(found[name], number, "{name}");
    }
    assert_eq!(found["integrity"], "ok");
    assert_eq!(text(&found["database"]), reader.database().to_string_lossy());
    assert!(found["schema"].as_u64() >= Some(1) && text(&found["sqlite"]).starts_with("3."));

    reader.tamper("PRAGMA foreign_keys = OFF; DELETE FROM feeds");
    let ran = reader.kazpost(&["doctor", "--json"]);
    assert_eq!(ran.code, Some(1), "a damaged library is a failure: {ran:?}");
    let found = ran.json();
    assert!(
        text(&found["integrity"]).contains("point to nothing"),
        "and the report says what: {found}"
    );
    assert!(ran.err.starts_with("error: "), "{ran:?}");
}

#[test]
fn a_window_that_is_not_there_is_missed_in_words() {
    // A copy, for where the program lies a window may lie beside it.
    let (reader, folder) = (Reader::new(), tempfile::tempdir().expect("a folder"));
    let copy = folder.path().join("kazpost");
    std::fs::copy(cli::kazpost().get_program(), &copy).expect("the program is copied");
    for words in [&[][..], &["open"]] {
        let mut command = std::process::Command::new(&copy);
        command.arg("--data-dir").arg(reader.data()).args(words);
        refused(&cli::run(command, b""), 1, "the window cannot be opened");
    }
}

#[cfg(unix)]
#[test]
fn a_reader_of_stdout_may_leave() {
    let (server, reader) = (Server::start(), Reader::new());
    // More than a pipe holds.
    server.set("/feed.xml", Reply::rss(stories("Courier", 1..=1500)));
    reader.add(&server.url("/feed.xml"));
    for words in [&["list"][..], &["list", "--json"]] {
        let mut command = reader.command(words);
        command.stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("kazpost starts");
        let mut first = [0; 10];
        let mut stdout = child.stdout.take().expect("it is piped");
        stdout.read_exact(&mut first).expect("something is written");
        drop(stdout);
        let ended = child.wait_with_output().expect("it ends");
        assert_eq!(
            String::from_utf8_lossy(&ended.stderr),
            "",
            "{words:?}: nobody listens, so nothing is to be said"
        );
        assert_ne!(ended.status.code(), Some(101), "{words:?}: no panic");
    }
}

#[test]
fn every_json_answer_is_one_document_on_one_line() {
    let (_server, reader, id) = subscribed();
    for words in [
        &["feeds", "list", "--json"][..],
        &["list", "--json"],
        &["doctor", "--json"],
        &["sync", "--json", "--feed", &id],
    ] {
        let ran = reader.kazpost(words);
        assert_eq!(ran.out.lines().count(), 1, "{words:?}");
        let _: Value = ran.json();
    }
}

#[test]
fn a_place_where_no_library_can_be_is_told() {
    let reader = Reader::new();
    let file = reader.keep("taken", "a file");
    for place in [file.as_str(), "/proc/nowhere"] {
        let mut command = cli::kazpost();
        command.args(["--data-dir", place, "list"]);
        refused(&cli::run(command, b""), 1, place);
    }
}
