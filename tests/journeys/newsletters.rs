//! A reader signs up for the newsletter, on the train too; the provider answers as its documentation says.

use std::process::Stdio;
use std::time::{Duration, Instant};

use kazpost_api::SubscribeRequest;
use kazpost_tests::ghost::Ghost;
use kazpost_tests::{Behaviour, Reply, Server};
use serde_json::{Value, json};

use crate::reader::{Reader, list, text};

pub const ADDRESS: &str = "somebody@example.org";

/// A library whose publication has a newsletter of this provider's.
pub fn reader(provider: &Value, consent: bool) -> Reader {
    let reader = Reader::new();
    let publication = json!({
        "name": "The Courier", "tagline": { "en": "News" }, "home_url": "https://courier.example/",
        "notice": {}, "languages": ["en"], "feeds": [], "suggestions": [],
        "newsletter": {
            "provider": provider, "privacy_url": "https://courier.example/privacy", "consent": consent,
            "lists": [
                { "name": "Daily", "id": "u-1", "about": { "en": "What happened" }, "often": { "en": "Every morning" } },
                { "name": "Weekly", "id": "u-2" },
            ],
        },
    });
    std::fs::create_dir_all(reader.data()).expect("the folder is made");
    let file = reader.data().join("publication.json");
    std::fs::write(file, publication.to_string()).expect("the file is written");
    reader
}

fn listmonk(server: &Server) -> Reader {
    reader(&json!({ "kind": "listmonk", "address": server.url("/") }), false)
}

const SUBSCRIPTION: &str = "/api/public/subscription";

fn promised() -> Reply {
    Reply::ok("application/json", r#"{"data":{"has_optin":true}}"#)
}

fn subscribe(reader: &Reader) -> Value {
    reader.json(&["newsletter", "subscribe", ADDRESS, "--json"])
}

fn status(reader: &Reader) -> Vec<Value> {
    list(&reader.json(&["newsletter", "status", "--json"]))
}

fn let_time_pass(reader: &Reader) {
    reader.tamper("UPDATE outbox SET next_try = 1, changed = changed - 1000");
}

#[test]
fn what_is_on_offer_says_who_gets_the_address() {
    let server = Server::start();
    let offers = list(&listmonk(&server).json(&["newsletter", "list", "--json"]));
    assert_eq!(offers.len(), 2);
    assert_eq!(
        (text(&offers[0]["name"]), text(&offers[0]["provider"])),
        ("Daily".into(), "listmonk".into())
    );
    assert_eq!(text(&offers[0]["host"]), "127.0.0.1");
    assert_eq!(text(&offers[0]["privacy_url"]), "https://courier.example/privacy");
    let none = Reader::new();
    assert_eq!(none.json(&["newsletter", "list", "--json"]), json!([]));
    let ran = none.kazpost(&["newsletter", "subscribe", ADDRESS]);
    assert_eq!(ran.code, Some(1), "{ran:?}");
}

#[test]
fn a_sign_up_goes_out_once_and_says_what_the_provider_promised() {
    let server = Server::start();
    server.set(SUBSCRIPTION, promised());
    let reader = listmonk(&server);
    let own = subscribe(&reader);
    assert_eq!(
        (text(&own["state"]), text(&own["list"])),
        ("check_inbox".into(), "Daily".into())
    );
    let seen = server.requests_for(SUBSCRIPTION);
    let said: Value = serde_json::from_str(&seen[0].text()).expect("JSON was sent");
    assert_eq!(
        said,
        json!({ "email": ADDRESS, "name": "", "list_uuids": ["u-1"] })
    );
    assert_eq!(
        text(&subscribe(&reader)["id"]),
        text(&own["id"]),
        "asking again asks nobody"
    );
    assert_eq!(status(&reader).len(), 1);
    assert_eq!(server.requests_for(SUBSCRIPTION).len(), 1);
    let ran = reader.kazpost(&["newsletter", "withdraw", &text(&own["id"])]);
    assert_eq!(ran.code, Some(1), "it has gone out: {ran:?}");
    assert!(!ran.err.contains(ADDRESS), "no address in words for a log");
}

#[test]
fn without_network_it_waits_in_the_outbox_and_can_be_taken_back() {
    let server = Server::start();
    server.set(SUBSCRIPTION, promised());
    let reader = listmonk(&server);
    server.stop();
    let own = subscribe(&reader);
    assert_eq!(
        (text(&own["state"]), text(&own["reason"])),
        ("queued".into(), "offline".into())
    );
    let second = reader.json(&[
        "newsletter",
        "subscribe",
        "other@example.org",
        "--list",
        "Weekly",
        "--json",
    ]);
    let withdrawn = reader.json(&["newsletter", "withdraw", &text(&second["id"]), "--json"]);
    assert_eq!(withdrawn["withdrawn"], true);
    server.restart();
    let_time_pass(&reader);
    let now = status(&reader);
    assert_eq!((now.len(), text(&now[0]["state"])), (1, "check_inbox".into()));
    assert_eq!(
        server.requests_for(SUBSCRIPTION).len(),
        1,
        "what was taken back was not sent"
    );
}

#[test]
fn a_busy_provider_is_left_alone_for_as_long_as_it_asks() {
    let server = Server::start();
    let busy = Reply::status(429).header("Retry-After", "3600");
    server.set_each(SUBSCRIPTION, vec![busy, Reply::status(503), promised()]);
    let reader = listmonk(&server);
    let own = subscribe(&reader);
    assert_eq!(
        (text(&own["state"]), text(&own["reason"])),
        ("queued".into(), "busy".into())
    );
    let wait = own["next_try"].as_i64().expect("a time") - own["created"].as_i64().expect("a time");
    assert!((3590..=3700).contains(&wait), "{wait}");
    status(&reader);
    assert_eq!(server.requests_for(SUBSCRIPTION).len(), 1, "not before its time");
    let_time_pass(&reader);
    assert_eq!(text(&status(&reader)[0]["reason"]), "busy");
    let_time_pass(&reader);
    assert_eq!(text(&status(&reader)[0]["state"]), "check_inbox");
}

#[test]
fn what_was_cut_off_is_not_sent_twice_by_itself() {
    let server = Server::start();
    server.set_each(
        SUBSCRIPTION,
        vec![Reply::status(200).behaviour(Behaviour::HangUp), promised()],
    );
    let reader = listmonk(&server);
    assert_eq!(text(&subscribe(&reader)["state"]), "unsure");
    let_time_pass(&reader);
    assert_eq!(text(&status(&reader)[0]["state"]), "unsure");
    assert_eq!(server.requests_for(SUBSCRIPTION).len(), 1);
    assert_eq!(
        text(&subscribe(&reader)["state"]),
        "check_inbox",
        "the reader asked for it again"
    );
}

#[test]
fn killed_between_queue_and_answer_nothing_is_lost_and_nothing_is_doubled() {
    let server = Server::start();
    server.set(
        SUBSCRIPTION,
        promised().behaviour(Behaviour::Stall(Duration::from_secs(60))),
    );
    let reader = listmonk(&server);
    let mut sending = reader
        .command(&["newsletter", "subscribe", ADDRESS])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("it starts");
    let began = Instant::now();
    while server.requests_for(SUBSCRIPTION).is_empty() {
        assert!(began.elapsed() < Duration::from_secs(30), "it is sent");
        std::thread::sleep(Duration::from_millis(5));
    }
    sending.kill().expect("it is killed");
    sending.wait().expect("it ends");
    let now = status(&reader);
    assert_eq!(
        text(&now[0]["state"]),
        "sending",
        "it was said before it was done"
    );
    let_time_pass(&reader);
    assert_eq!(text(&status(&reader)[0]["state"]), "unsure");
    assert_eq!(server.requests_for(SUBSCRIPTION).len(), 1);
}

/// Each sign-up of a page asks for the outbox to be sent; the second is not to overtake the first.
#[tokio::test]
async fn what_is_sent_at_once_goes_out_one_after_the_other() {
    let server = Server::start();
    server.set(
        SUBSCRIPTION,
        promised().behaviour(Behaviour::Stall(Duration::from_millis(800))),
    );
    let library = listmonk(&server).open();
    for name in ["Daily", "Weekly"] {
        let request = SubscribeRequest {
            address: ADDRESS.into(),
            list: Some(name.into()),
            consent: false,
        };
        library.newsletter_subscribe(&request).expect("it is kept");
    }
    let first = async {
        let began = Instant::now();
        while server.requests_for(SUBSCRIPTION).is_empty() {
            assert!(began.elapsed() < Duration::from_secs(30), "it is sent");
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        tokio::time::sleep(Duration::from_millis(300)).await;
        server.requests_for(SUBSCRIPTION).len()
    };
    let (one, other, before_the_first_answer) =
        tokio::join!(library.newsletter_send(), library.newsletter_send(), first);
    assert_eq!(before_the_first_answer, 1);
    assert_eq!(one.expect("sent").len() + other.expect("sent").len(), 2);
    let order: Vec<String> = server
        .requests_for(SUBSCRIPTION)
        .iter()
        .map(|seen| seen.text())
        .collect();
    assert!(order[0].contains("u-1") && order[1].contains("u-2"), "{order:?}");
}

#[test]
fn consent_and_a_true_address_come_first() {
    let server = Server::start();
    server.set(SUBSCRIPTION, promised());
    let reader = reader(&json!({ "kind": "listmonk", "address": server.url("/") }), true);
    assert_eq!(
        reader.kazpost(&["newsletter", "subscribe", ADDRESS]).code,
        Some(1)
    );
    let ran = reader.kazpost(&["newsletter", "subscribe", "nobody", "--consent"]);
    assert_eq!(ran.code, Some(1), "{ran:?}");
    assert!(server.requests().is_empty(), "nobody was told");
    let own = reader.json(&["newsletter", "subscribe", ADDRESS, "--consent", "--json"]);
    assert_eq!(text(&own["state"]), "check_inbox");
}

#[test]
fn an_address_is_sent_over_no_open_wire() {
    let reader = reader(
        &json!({ "kind": "listmonk", "address": "http://lists.example/" }),
        false,
    );
    assert_eq!(reader.json(&["newsletter", "list", "--json"]), json!([]));
    let with_secret = json!({ "kind": "listmonk", "address": "https://lists.example/", "password": "x" });
    let reader = self::reader(&with_secret, false);
    assert_eq!(reader.json(&["newsletter", "list", "--json"]), json!([]));
}

#[test]
fn ghost_takes_its_token_first_and_a_page_its_own_form() {
    let server = Server::start();
    server.set("/members/api/integrity-token/", Reply::ok("text/plain", "t0ken"));
    server.set(
        "/members/api/send-magic-link/",
        Reply::ok("text/plain", "Created."),
    );
    let ghost = reader(&json!({ "kind": "ghost", "address": server.url("/") }), false);
    assert_eq!(text(&subscribe(&ghost)["state"]), "check_inbox");
    let seen = server.requests_for("/members/api/send-magic-link/");
    let said: Value = serde_json::from_str(&seen[0].text()).expect("JSON was sent");
    assert_eq!(
        (text(&said["integrityToken"]), text(&said["email"])),
        ("t0ken".into(), ADDRESS.into())
    );

    let form = r#"<form action="/join" method="post"><input type="hidden" name="token" value="abc">
        <input type="email" name="who"><input name="website" value=""></form>"#;
    server.set("/news", Reply::html(form));
    server.set("/join", Reply::redirect(303, "/thanks"));
    let page = reader(&json!({ "kind": "form", "address": server.url("/news") }), false);
    assert_eq!(text(&subscribe(&page)["state"]), "sent");
    let seen = server.requests_for("/join");
    assert_eq!(seen[0].text(), "token=abc&who=somebody%40example.org&website=");
    assert_eq!(
        seen[0].header("content-type"),
        Some("application/x-www-form-urlencoded")
    );
}

#[test]
fn a_page_sends_the_address_to_no_other_machine_of_the_house() {
    let (page, victim) = (Server::start(), Server::start());
    let form = format!(
        r#"<form action="{}" method="post"><input type="email" name="who"></form>"#,
        victim.url("/admin")
    );
    page.set("/news", Reply::html(form));
    let reader = reader(&json!({ "kind": "form", "address": page.url("/news") }), false);
    subscribe(&reader);
    assert!(victim.requests().is_empty(), "{:?}", victim.requests());
}

/// A field that is named for us takes the token along; whoever brings it back has followed the link in the mail.
#[test]
fn the_token_of_a_sign_up_confirms_it_and_no_other_word_does() {
    let server = Server::start();
    let form = r#"<form action="/join" method="post"><input type="email" name="who">
        <input type="hidden" name="kazpost" value=""></form>"#;
    server.set("/news", Reply::html(form));
    server.set("/join", Reply::redirect(303, "/thanks"));
    let reader = reader(&json!({ "kind": "form", "address": server.url("/news") }), false);
    assert_eq!(text(&subscribe(&reader)["state"]), "sent");
    let sent = server.requests_for("/join")[0].text();
    let token = sent.split_once("kazpost=").expect("the field is filled").1;
    assert_eq!(token.len(), 32, "{sent}");
    let library = reader.open();
    let forged = "0".repeat(32);
    assert_eq!(library.newsletter_confirmed(&forged), Ok(None));
    assert_eq!(library.newsletter_confirmed(""), Ok(None));
    assert_eq!(text(&status(&reader)[0]["state"]), "sent", "nothing was changed");
    assert_eq!(library.newsletter_confirmed(token), Ok(Some("Daily".into())));
    assert_eq!(text(&status(&reader)[0]["state"]), "confirmed");
    assert_eq!(
        library.newsletter_confirmed(token),
        Ok(None),
        "it is good for once"
    );
    let id = text(&status(&reader)[0]["id"]);
    library.newsletter_forget(&id).expect("it is forgotten");
    assert_eq!(
        reader.count("SELECT count(*) FROM outbox"),
        0,
        "the address with it"
    );
}

/// Ghost leads whoever follows the link in its mail back to the page that was asked for, with the token.
#[test]
fn a_real_ghost_carries_the_token_back() {
    let Some(ghost) = Ghost::start("a real Ghost", "The Courier") else {
        return;
    };
    let reader = reader(&json!({ "kind": "ghost", "address": ghost.url("/") }), false);
    let file = reader.data().join("publication.json");
    let publication = std::fs::read_to_string(&file).expect("it is there");
    let mut publication: Value = serde_json::from_str(&publication).expect("JSON");
    publication["newsletter"]["back_url"] = json!(ghost.url("/welcome/"));
    publication["newsletter"]["lists"][0]["id"] = json!(ghost.newsletter());
    std::fs::write(file, publication.to_string()).expect("written");
    assert_eq!(text(&subscribe(&reader)["state"]), "check_inbox");
    let link = ghost.mailbox.wait_for(ADDRESS).link("/members/?token=");
    let followed = ghost.visit(&link.expect("the mail has the link"));
    let place = followed.headers.iter().find(|(name, _)| name == "location");
    let (_, place) = place.unwrap_or_else(|| panic!("it leads on: {followed:?}"));
    assert!(place.starts_with(&ghost.url("/welcome/")), "{place}");
    let token = place.split_once("kazpost=").expect("the token came back").1;
    let token = token.split('&').next().unwrap_or_default();
    assert_eq!(
        reader.open().newsletter_confirmed(token),
        Ok(Some("Daily".into()))
    );
    assert_eq!(text(&status(&reader)[0]["state"]), "confirmed");
}
