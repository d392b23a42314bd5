//! Newsletters in a mailbox, of a real Dovecot over TLS.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use kazpost_tests::cli::{self, Ran};
use kazpost_tests::dovecot::{Dovecot, PASSWORD};
use kazpost_tests::keyring::Keyring;
use serde_json::{Value, json};

use crate::reader::{Reader, list, text};

fn fixture(name: &str) -> Vec<u8> {
    let folder = PathBuf::from("fixtures/mail");
    fs::read(folder.join(name)).expect("the mail is there")
}

/// A newsletter with the Kazakh and both Russian mails in the folder `News`.
fn newsletters(dovecot: &Dovecot) {
    for (name, fixture_name) in [
        ("1.kk", "kazakh-related.eml"),
        ("2.ru", "russian-koi8r.eml"),
        ("3.chess", "russian-windows1251.eml"),
    ] {
        dovecot.deliver("News", name, &fixture(fixture_name));
    }
}

/// The program where there is no keyring, which trusts the test's own authority as well as it trusts the system's.
fn command(reader: &Reader, dovecot: &Dovecot, words: &[&str]) -> Command {
    let mut command = reader.command(words);
    command
        .env("SSL_CERT_FILE", dovecot.authority())
        .env("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere/at/all")
        .env_remove("KAZPOST_MAIL_PASSWORD");
    command
}

/// With the password in the variable.
fn run(reader: &Reader, dovecot: &Dovecot, words: &[&str]) -> Ran {
    let mut command = command(reader, dovecot, words);
    command.env("KAZPOST_MAIL_PASSWORD", PASSWORD);
    cli::run(command, b"")
}

fn done(ran: &Ran) -> Value {
    assert_eq!(ran.code, Some(0), "{ran:?}");
    ran.json()
}

/// Why the one mailbox could not be read: code and subject.
fn why(reader: &Reader) -> (String, String) {
    let places = list(&reader.json(&["mail", "places", "--json"]));
    let failure = &places[0]["failure"];
    (text(&failure["code"]), text(&failure["subject"]))
}

/// The password is nowhere where it does not belong.
fn nowhere_kept(reader: &Reader) {
    let mut open = vec![reader.data()];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(folder).expect("it is there").flatten() {
            let path = entry.path();
            if path.is_dir() {
                open.push(path);
            } else if let Ok(bytes) = fs::read(&path) {
                let holds = bytes
                    .windows(PASSWORD.len())
                    .any(|window| window == PASSWORD.as_bytes());
                assert!(!holds, "the password lies in {}", path.display());
            }
        }
    }
}

#[test]
fn a_folder_of_a_mailbox_becomes_feeds_and_a_sync_brings_what_is_new() {
    let Some(dovecot) = Dovecot::start("mailboxes") else {
        return;
    };
    newsletters(&dovecot);
    let reader = Reader::new();
    let place = dovecot.place("News");
    let added = done(&run(&reader, &dovecot, &["mail", "add", &place, "--json"]));
    assert_eq!(added["place"], json!(place));
    assert_eq!(
        (&added["added"]["mails"], &added["added"]["unreadable"]),
        (&json!(3), &json!([]))
    );
    let mut titles: Vec<String> = reader.feeds().iter().map(|feed| text(&feed["title"])).collect();
    titles.sort();
    assert_eq!(titles, ["Chess Club", "Степной курьер"]);
    assert_eq!(
        reader.titles(),
        ["Вечер этюдов", "Цены на рынке", "Қала кеші: жаңа кітапхана"]
    );

    let report = done(&run(&reader, &dovecot, &["sync", "--json"]));
    assert_eq!(
        (&report["new"], &report["failed"]),
        (&json!(0), &json!(0)),
        "{report}"
    );
    dovecot.deliver("News", "4.en", &fixture("english-alternative.eml"));
    let report = done(&run(&reader, &dovecot, &["sync", "--json"]));
    assert_eq!(report["failed"], json!(0), "{report}");
    assert_eq!(reader.titles()[0], "Rain over the hills");
    // It was read and not touched.
    for name in dovecot.mails("News") {
        let flags = name.split_once(":2,").map_or("", |(_, flags)| flags);
        assert_eq!(flags, "", "nothing is marked: {name}");
    }
    assert_eq!(dovecot.mails("News").len(), 4);
    nowhere_kept(&reader);
    let places = list(&reader.json(&["mail", "places", "--json"]));
    assert_eq!(places.len(), 1);
    assert_eq!(
        (
            &places[0]["place"],
            &places[0]["mailbox"]["folder"],
            &places[0]["failure"]
        ),
        (&json!(place), &json!("News"), &Value::Null)
    );
}

#[test]
fn what_was_read_is_not_fetched_again() {
    let Some(dovecot) = Dovecot::start("mailboxes") else {
        return;
    };
    newsletters(&dovecot);
    let reader = Reader::new();
    done(&run(
        &reader,
        &dovecot,
        &["mail", "add", &dovecot.place("News"), "--json"],
    ));
    done(&run(&reader, &dovecot, &["sync", "--json"]));
    // Dovecot counts the bodies that a visit fetched.
    let visits: Vec<String> = dovecot
        .log()
        .lines()
        .filter_map(|line| line.split_once("body_count=").map(|(_, rest)| rest.to_owned()))
        .map(|rest| rest.split(' ').next().unwrap_or_default().to_owned())
        .collect();
    assert_eq!(visits, ["3", "0"], "{}", dovecot.log());
}

#[test]
fn of_the_inbox_only_what_names_a_list_is_read() {
    let Some(dovecot) = Dovecot::start("mailboxes") else {
        return;
    };
    let letter = "From: Mother <mother@home.example>\r\nSubject: Come on Sunday\r\n\
                  Message-ID: <l@home.example>\r\nDate: Mon, 02 Nov 2026 07:00:00 +0000\r\n\r\nThere will be pie.\r\n";
    dovecot.deliver("INBOX", "1.letter", letter.as_bytes());
    dovecot.deliver("INBOX", "2.list", &fixture("kazakh-related.eml"));
    let reader = Reader::new();
    let added = done(&run(
        &reader,
        &dovecot,
        &["mail", "add", &dovecot.place("INBOX"), "--json"],
    ));
    assert_eq!(added["added"]["mails"], json!(1), "{added}");
    assert_eq!(reader.feeds().len(), 1, "a letter is no newsletter");
}

#[test]
fn folders_are_listed_with_their_names_as_people_write_them() {
    let Some(dovecot) = Dovecot::start("mailboxes") else {
        return;
    };
    dovecot.deliver("News", "1", &fixture("english-alternative.eml"));
    // “Рассылка”, as a Maildir on disk has it.
    dovecot.deliver(
        "&BCAEMARBBEEESwQ7BDoEMA-",
        "1",
        &fixture("english-alternative.eml"),
    );
    let reader = Reader::new();
    let account = dovecot.place("");
    let folders = done(&run(&reader, &dovecot, &["mail", "folders", &account, "--json"]));
    assert_eq!(folders, json!(["INBOX", "News", "Рассылка"]));
    let added = done(&run(
        &reader,
        &dovecot,
        &["mail", "add", &dovecot.place("Рассылка"), "--json"],
    ));
    assert_eq!(added["added"]["mails"], json!(1), "{added}");
}

#[test]
fn a_wrong_password_is_said_and_not_tried_again_by_itself() {
    let Some(dovecot) = Dovecot::start("mailboxes") else {
        return;
    };
    newsletters(&dovecot);
    let reader = Reader::new();
    let place = dovecot.place("News");
    let add = |password: &[u8]| {
        let words = ["mail", "add", &place, "--password-stdin", "--json"];
        cli::run(command(&reader, &dovecot, &words), password)
    };
    let refused = add(b"battery staple\n");
    assert_eq!(refused.code, Some(1), "{refused:?}");
    assert!(refused.err.contains("password"), "{refused:?}");
    assert!(
        !refused.err.contains("battery staple"),
        "it is not repeated: {refused:?}"
    );
    assert!(
        reader
            .json(&["mail", "places", "--json"])
            .as_array()
            .is_some_and(Vec::is_empty)
    );

    let right = add(format!("{PASSWORD}\n").as_bytes());
    assert_eq!(right.code, Some(0), "{right:?}");
    assert!(
        right.err.contains("keyring does not answer"),
        "it is not kept, and that is said: {right:?}"
    );
    nowhere_kept(&reader);
    // The password is changed elsewhere: one try, and no more until the reader says something.
    let synced = |password: Option<&str>| {
        let mut command = command(&reader, &dovecot, &["sync", "--json"]);
        if let Some(password) = password {
            command.env("KAZPOST_MAIL_PASSWORD", password);
        }
        cli::run(command, b"").json()
    };
    let report = synced(None);
    assert_eq!(report["failed"], json!(2), "nobody knows the password: {report}");
    assert_eq!(why(&reader).0, "mail_password_needed", "{report}");
    assert_eq!(reader.titles().len(), 3, "what was read stays");
    let report = synced(Some("out of date"));
    assert_eq!(why(&reader).0, "mail_password", "{report}");
    let tries = |dovecot: &Dovecot| dovecot.log().matches("auth failed").count();
    let before = tries(&dovecot);
    assert!(before > 0, "{}", dovecot.log());
    assert_eq!(synced(None)["failed"], json!(2));
    assert_eq!(tries(&dovecot), before, "it is not tried again by itself");
    assert_eq!(synced(Some(PASSWORD))["failed"], json!(0));
}

#[test]
fn a_certificate_that_the_system_does_not_trust_ends_it_before_any_password() {
    let Some(dovecot) = Dovecot::start("mailboxes") else {
        return;
    };
    newsletters(&dovecot);
    let reader = Reader::new();
    let place = dovecot.place("News");
    let mut unknown = command(&reader, &dovecot, &["mail", "add", &place]);
    unknown
        .env_remove("SSL_CERT_FILE")
        .env("KAZPOST_MAIL_PASSWORD", PASSWORD);
    let ran = cli::run(unknown, b"");
    assert_eq!(ran.code, Some(1), "{ran:?}");
    assert!(ran.err.contains("certificate"), "{ran:?}");

    let Some(other) = Dovecot::named("mailboxes", "mail.example.org") else {
        return;
    };
    let ran = run(&reader, &other, &["mail", "add", &other.place("INBOX")]);
    assert_eq!(ran.code, Some(1), "a certificate of another host: {ran:?}");
    assert!(ran.err.contains("certificate"), "{ran:?}");
    for server in [&dovecot, &other] {
        assert!(
            !server.log().contains("Login"),
            "nobody logged in: {}",
            server.log()
        );
    }
    assert!(
        reader
            .json(&["mail", "places", "--json"])
            .as_array()
            .is_some_and(Vec::is_empty)
    );
}

#[test]
fn a_folder_that_is_gone_is_said_and_what_was_read_stays() {
    let Some(dovecot) = Dovecot::start("mailboxes") else {
        return;
    };
    newsletters(&dovecot);
    let reader = Reader::new();
    let nowhere = run(&reader, &dovecot, &["mail", "add", &dovecot.place("Nowhere")]);
    assert_eq!(nowhere.code, Some(1), "{nowhere:?}");
    assert!(nowhere.err.contains("folder"), "{nowhere:?}");
    done(&run(
        &reader,
        &dovecot,
        &["mail", "add", &dovecot.place("News"), "--json"],
    ));
    dovecot.remove("News");
    let report = run(&reader, &dovecot, &["sync", "--json"]).json();
    assert_eq!(report["failed"], json!(2), "{report}");
    assert!(text(&report["feeds"][0]["error"]).contains("News"), "{report}");
    assert_eq!(reader.titles().len(), 3);
    assert_eq!(why(&reader), ("mail_folder".into(), "News".into()));
}

#[test]
fn a_folder_with_new_numbers_is_read_anew_and_nothing_is_doubled() {
    let Some(dovecot) = Dovecot::start("mailboxes") else {
        return;
    };
    newsletters(&dovecot);
    let reader = Reader::new();
    done(&run(
        &reader,
        &dovecot,
        &["mail", "add", &dovecot.place("News"), "--json"],
    ));
    let validity = reader.count("SELECT validity FROM mailboxes");
    // The server was restored from a copy, say: the same mails and one more, and their numbers begin again.
    dovecot.remove("News");
    dovecot.deliver("News", "0.en", &fixture("english-alternative.eml"));
    newsletters(&dovecot);
    let report = done(&run(&reader, &dovecot, &["sync", "--json"]));
    assert_eq!(report["failed"], json!(0), "{report}");
    assert_ne!(
        reader.count("SELECT validity FROM mailboxes"),
        validity,
        "the numbers are others"
    );
    assert_eq!(
        reader.titles().len(),
        4,
        "one more, none twice: {:?}",
        reader.titles()
    );
    assert_eq!(reader.titles()[0], "Rain over the hills");
}

#[test]
fn a_mailbox_that_was_removed_is_not_asked_and_its_articles_stay() {
    let Some(dovecot) = Dovecot::start("mailboxes") else {
        return;
    };
    newsletters(&dovecot);
    let reader = Reader::new();
    let place = dovecot.place("News");
    done(&run(&reader, &dovecot, &["mail", "add", &place, "--json"]));
    let visits = dovecot.log().matches("Login: ").count();
    let removed = run(&reader, &dovecot, &["mail", "remove", &place, "--json"]);
    assert_eq!(done(&removed)["removed"], json!(true));
    assert_eq!(
        done(&run(&reader, &dovecot, &["sync", "--json"]))["failed"],
        json!(0)
    );
    assert_eq!(
        dovecot.log().matches("Login: ").count(),
        visits,
        "nobody came again"
    );
    assert_eq!(reader.titles().len(), 3);
    let again = run(&reader, &dovecot, &["mail", "remove", &place]);
    assert_eq!(again.code, Some(1), "{again:?}");
}

#[test]
fn the_password_lies_in_the_systems_keyring_and_goes_with_the_mailbox() {
    let (Some(dovecot), Some(keyring)) = (Dovecot::start("mailboxes"), Keyring::start("mailboxes")) else {
        return;
    };
    newsletters(&dovecot);
    let reader = Reader::new();
    let place = dovecot.place("News");
    let run = |words: &[&str], input: &[u8]| {
        let mut command = command(&reader, &dovecot, words);
        command.env("DBUS_SESSION_BUS_ADDRESS", keyring.address());
        cli::run(command, input)
    };
    let needed = run(&["mail", "add", &place], b"");
    assert_eq!(needed.code, Some(1), "{needed:?}");
    assert!(needed.err.contains("hint:"), "what to do is said: {needed:?}");
    let password = format!("{PASSWORD}\n");
    let added = run(
        &["mail", "add", &place, "--password-stdin", "--json"],
        password.as_bytes(),
    );
    assert_eq!(done(&added)["not_kept"], Value::Null, "{added:?}");
    dovecot.deliver("News", "4.en", &fixture("english-alternative.eml"));
    let report = done(&run(&["sync", "--json"], b""));
    assert_eq!(
        (&report["failed"], &report["new"]),
        (&json!(0), &json!(1)),
        "{report}"
    );
    assert_eq!(
        reader.titles().len(),
        4,
        "the keyring gave the password: {report}"
    );
    nowhere_kept(&reader);
    done(&run(&["mail", "remove", &place, "--json"], b""));
    let forgotten = run(&["mail", "folders", &dovecot.place("")], b"");
    assert_eq!(
        forgotten.code,
        Some(1),
        "the password is gone from the keyring: {forgotten:?}"
    );
}

#[test]
fn an_address_with_a_password_or_without_tls_is_refused_unrepeated() {
    let reader = Reader::new();
    let with = reader.kazpost(&["mail", "add", "imaps://me:hush@mail.example.org/News"]);
    assert_eq!(with.code, Some(1));
    assert!(
        !with.err.contains("hush") && with.err.contains("password"),
        "{with:?}"
    );
    let open = reader.kazpost(&["mail", "add", "imap://me@mail.example.org/News"]);
    assert_eq!(open.code, Some(1));
    assert!(open.err.contains("names no mailbox"), "{open:?}");
}
