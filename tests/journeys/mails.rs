//! Newsletters as reading: a folder of mails becomes feeds, and one click leaves a list.

use std::fs;
use std::path::PathBuf;

use kazpost_tests::{Reply, Server};
use serde_json::{Value, json};

use crate::reader::{Reader, list, text};

fn fixture(name: &str) -> Vec<u8> {
    let folder = PathBuf::from("fixtures/mail");
    fs::read(folder.join(name)).expect("the mail is there")
}

/// A folder with the Kazakh and both Russian mails.
fn folder(reader: &Reader) -> PathBuf {
    let folder = reader.data().parent().expect("it has one").join("mails");
    fs::create_dir_all(folder.join("2026")).expect("a folder");
    for (name, place) in [
        ("kazakh-related.eml", "kk.eml"),
        ("russian-koi8r.eml", "2026/ru.EML"),
        ("russian-windows1251.eml", "chess.eml"),
    ] {
        fs::write(folder.join(place), fixture(name)).expect("the mail is written");
    }
    fs::write(folder.join("notes.txt"), "no mail").expect("written");
    folder
}

fn add(reader: &Reader, path: &std::path::Path) -> Value {
    reader.json(&["mail", "add", path.to_str().expect("text"), "--json"])
}

#[test]
fn a_folder_of_mails_becomes_a_feed_for_each_list_and_a_sync_reads_it_again() {
    let reader = Reader::new();
    let folder = folder(&reader);
    let added = add(&reader, &folder);
    assert_eq!((&added["mails"], &added["unreadable"]), (&json!(3), &json!([])));
    let named = |feeds: &[Value]| {
        let mut named: Vec<_> = feeds
            .iter()
            .map(|feed| (text(&feed["url"]), text(&feed["title"])))
            .collect();
        named.sort();
        named
    };
    let both = [
        ("mail:club@chess.example".to_owned(), "Chess Club".to_owned()),
        (
            "mail:morning.courier.example".to_owned(),
            "Степной курьер".to_owned(),
        ),
    ];
    assert_eq!(named(&list(&added["feeds"])), both);
    assert_eq!(named(&reader.feeds()), both);
    assert_eq!(
        reader.titles(),
        ["Вечер этюдов", "Цены на рынке", "Қала кеші: жаңа кітапхана"]
    );

    let report = reader.json(&["sync", "--json"]);
    assert_eq!(
        (&report["new"], &report["failed"]),
        (&json!(0), &json!(0)),
        "{report}"
    );
    fs::write(folder.join("en.eml"), fixture("english-alternative.eml")).expect("written");
    let report = reader.json(&["sync", "--json"]);
    assert_eq!(report["failed"], json!(0), "{report}");
    assert_eq!(reader.titles()[0], "Rain over the hills");
    assert_eq!(reader.feeds().len(), 3);
    // The same once more is nothing new, and none of it is a web address to be passed on.
    assert!(
        list(&add(&reader, &folder)["feeds"])
            .iter()
            .all(|feed| feed["new"] == json!(0))
    );
    assert!(!reader.kazpost(&["feeds", "export"]).out.contains("mail:"));
}

#[test]
fn a_mail_is_shown_clean_and_its_own_picture_is_kept_without_a_network() {
    let reader = Reader::new();
    add(&reader, &folder(&reader));
    let kazakh = reader
        .items(&[])
        .into_iter()
        .find(|item| text(&item["title"]).starts_with("Қала"));
    let id = text(&kazakh.expect("it is there")["id"]);
    let shown = reader.kazpost(&["show", &id, "--format", "html"]).out;
    assert!(shown.contains("Әуезов көшесінде"), "{shown}");
    assert!(
        shown.contains("https://mail.kazpost.invalid/"),
        "its own picture: {shown}"
    );
    for gone in [
        "track.courier.example",
        "alert(1)",
        "onclick",
        "cid:",
        "Алдын ала",
    ] {
        assert!(!shown.contains(gone), "{gone} is gone: {shown}");
    }
    let kept = reader.count("SELECT count(*) FROM pictures JOIN picture_uses ON picture = key");
    assert_eq!(kept, 1);
}

#[test]
fn a_list_that_was_removed_comes_back_only_when_it_is_asked_for() {
    let reader = Reader::new();
    let folder = folder(&reader);
    let added = list(&add(&reader, &folder)["feeds"]);
    let chess = added
        .iter()
        .find(|feed| feed["title"] == "Chess Club")
        .expect("it is there");
    assert_eq!(
        reader.kazpost(&["feeds", "remove", &text(&chess["id"])]).code,
        Some(0)
    );
    let again = String::from_utf8(fixture("russian-windows1251.eml")).expect("ASCII");
    fs::write(folder.join("next.eml"), again.replace("ru-3@", "ru-5@")).expect("written");
    reader.json(&["sync", "--json"]);
    assert_eq!(reader.feeds().len(), 1);
    add(&reader, &folder);
    assert_eq!(reader.feeds().len(), 2);
}

#[test]
fn a_folder_that_is_away_is_said_and_what_was_read_stays() {
    let reader = Reader::new();
    let folder = folder(&reader);
    add(&reader, &folder);
    fs::rename(&folder, folder.with_extension("away")).expect("renamed");
    let ran = reader.kazpost(&["sync", "--json"]).json();
    assert_eq!(ran["failed"], json!(2), "{ran}");
    assert_eq!(reader.titles().len(), 3);
    fs::rename(folder.with_extension("away"), &folder).expect("renamed");
    assert_eq!(reader.json(&["sync", "--json"])["failed"], json!(0));
}

#[test]
fn what_is_no_mail_is_refused() {
    let reader = Reader::new();
    let page = reader.keep("page.eml", "<html><p>a page");
    let ran = reader.kazpost(&["mail", "add", &page]);
    assert_eq!(ran.code, Some(1));
    assert!(ran.err.contains("no mail"), "{ran:?}");
    assert!(reader.feeds().is_empty());
}

/// A list whose one click goes to the server.
fn clicking(reader: &Reader, server: &Server) -> String {
    let mail = format!(
        "From: News <n@list.example>\r\nSubject: One\r\nDate: Mon, 02 Nov 2026 07:00:00 +0000\r\n\
         List-Id: <n.list.example>\r\nList-Unsubscribe: <{}>\r\n\
         List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n\r\nText\r\n",
        server.url("/leave?r=1")
    );
    let file = reader.keep("one.eml", mail);
    text(&reader.json(&["mail", "add", &file, "--json"])["feeds"][0]["id"])
}

#[test]
fn one_click_leaves_a_list_after_a_question_and_is_what_the_standard_says() {
    let (server, reader) = (Server::start(), Reader::new());
    let id = clicking(&reader, &server);
    server.set("/leave?r=1", Reply::ok("text/plain", "bye"));
    let run = |words: &[&str], input: &[u8]| {
        let mut command = reader.command(words);
        command.env("KAZPOST_TEST_LOOPBACK", "1");
        kazpost_tests::cli::run(command, input)
    };
    let refused = run(&["mail", "unsubscribe", &id], b"n\n");
    assert_eq!(refused.code, Some(1));
    assert!(server.requests().is_empty(), "nothing goes out without a yes");
    let done = run(&["mail", "unsubscribe", &id], b"y\n");
    assert_eq!(done.code, Some(0), "{done:?}");
    let seen = server.requests();
    assert_eq!(seen.len(), 1);
    assert_eq!(
        (seen[0].method.as_str(), seen[0].text().as_str()),
        ("POST", "List-Unsubscribe=One-Click")
    );
    let kept = &list(&reader.json(&["mail", "list", "--json"]))[0];
    assert!(kept["ended"].is_number(), "{kept}");
}

#[test]
fn a_click_goes_nowhere_unencrypted_and_a_refusal_is_no_goodbye() {
    let (server, reader) = (Server::start(), Reader::new());
    let id = clicking(&reader, &server);
    // As a reader has it: plain http, and an address on this computer.
    let ran = reader.kazpost(&["mail", "unsubscribe", &id, "--yes"]);
    assert_eq!(ran.code, Some(1), "{ran:?}");
    assert!(server.requests().is_empty());
    server.set("/leave?r=1", Reply::redirect(302, "/sure"));
    let mut command = reader.command(&["mail", "unsubscribe", &id, "--yes"]);
    command.env("KAZPOST_TEST_LOOPBACK", "1");
    assert_eq!(kazpost_tests::cli::run(command, b"").code, Some(1));
    assert!(list(&reader.json(&["mail", "list", "--json"]))[0]["ended"].is_null());
}
