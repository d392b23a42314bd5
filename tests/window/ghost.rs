//! A real Ghost as a source and as a provider of newsletters: its feed is found and read, a reader signs up in the
//! window, the confirmation mail is caught and its link followed, and what goes wrong on the way is told for what it is.

use std::path::Path;
use std::process::Command;

use kazpost_tests::cli;
use kazpost_tests::ghost::Ghost;
use kazpost_tests::webdriver::{App, Setting, journey};
use serde_json::{Value, json};
use tempfile::{TempDir, tempdir};

use crate::{open_story, subscribe};

const TITLE: &str = "The Steppe Courier";
const STORY: &str = "The river has come back";
const ADDRESS: &str = "reader@example.org";
const SECOND: &str = "second@example.org";

#[test]
fn a_real_ghost_is_read_and_signed_up_to() {
    journey("a real Ghost", async |setting| {
        let Some(mut ghost) = Ghost::start("a real Ghost", TITLE) else {
            return;
        };
        let story = ghost.publish(STORY, &text());
        ghost.publish("The bridge is open", &text());
        feed_and_extraction(&ghost, &story);
        full_round(&setting, &ghost).await;
        doubles_and_refusals(&ghost);
        killed_between_queue_and_send(&setting, &mut ghost).await;
        too_many(&ghost);
    });
}

/// Six paragraphs, enough for an article.
fn text() -> String {
    (1..=6)
        .map(|number| {
            format!(
                "<p>In paragraph {number} the water stands as high as the old men remember it, the boats lie where \
                 the cattle stood, and along the bank people have begun to speak of fish again.</p>"
            )
        })
        .collect()
}

/// The site's address is enough: its feed is found, its articles come, and its pages yield the same article by their
/// JSON-LD and OpenGraph.
fn feed_and_extraction(ghost: &Ghost, story: &str) {
    let library = tempdir().expect("a folder");
    let added = kazpost(library.path(), &["feeds", "add", &ghost.url("/"), "--json"]);
    assert_eq!(added["url"], ghost.url("/rss/"), "{added}");
    let listed = kazpost(library.path(), &["list", "--json"]);
    let titles: Vec<&str> = listed["items"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|item| item["title"].as_str())
        .collect();
    assert!(
        titles.contains(&STORY) && titles.contains(&"The bridge is open"),
        "{titles:?}"
    );
    let again = kazpost(library.path(), &["sync", "--json"]);
    assert_eq!(
        (&again["new"], &again["failed"]),
        (&json!(0), &json!(0)),
        "{again}"
    );

    let page = ghost.visit(story);
    assert!(page.body.contains("application/ld+json") && page.body.contains("og:title"));
    let mut extracting = cli::kazpost();
    extracting.args(["extract", "--url", story, "-"]);
    let ran = cli::run(extracting, page.body.as_bytes());
    assert_eq!(ran.code, Some(0), "{ran:?}");
    let article = ran.json();
    assert_eq!(article["title"], STORY, "{article}");
    assert!(
        article.to_string().contains("Aigul Serik"),
        "the author: {article}"
    );
    assert!(
        article.to_string().contains("paragraph 6"),
        "the whole text: {article}"
    );
    let sitemap = ghost.visit(&ghost.url("/sitemap-posts.xml"));
    assert!(sitemap.body.contains(story), "the sitemap knows the page");
}

/// Signed up in the window; a member only once the link in the mail was followed.
async fn full_round(setting: &Setting, ghost: &Ghost) {
    let library = library(ghost, &ghost.newsletter());
    let app = setting.open(library.path()).await;
    subscribe(&app, &ghost.url("/"), STORY).await;
    open_story(&app, STORY).await;
    sign_up(&app, ADDRESS).await;
    app.until("Ghost has promised a mail", &state("check_inbox"))
        .await;
    app.shot("ghost-check-inbox").await;
    assert!(
        ghost.members(ADDRESS).is_empty(),
        "nobody is a member before the link"
    );

    let mail = ghost.mailbox.wait_for(ADDRESS);
    let link = mail
        .link("/members/?token=")
        .unwrap_or_else(|| panic!("no link in {}", mail.text));
    let followed = ghost.visit(&link);
    assert!((300..400).contains(&followed.status), "{followed:?}");
    assert_eq!(ghost.members(ADDRESS), [vec![ghost.newsletter()]]);

    app.click_on("[data-testid=newsletter] [data-testid=sign-up-confirm]")
        .await;
    app.until("the reader has said so", &state("confirmed")).await;
    app.close().await;
}

/// Ghost answers a double as it answered the first, and tells the rest in words.
fn doubles_and_refusals(ghost: &Ghost) {
    let other = library(ghost, &ghost.newsletter());
    let own = kazpost(
        other.path(),
        &["newsletter", "subscribe", ADDRESS, "--consent", "--json"],
    );
    assert_eq!(own["state"], "check_inbox", "{own}");
    assert_eq!(ghost.members(ADDRESS).len(), 1, "one member");
    let bad = kazpost(
        other.path(),
        &[
            "newsletter",
            "subscribe",
            "a..b@example.org",
            "--consent",
            "--json",
        ],
    );
    assert_eq!(
        (&bad["state"], &bad["reason"]),
        (&json!("failed"), &json!("address")),
        "{bad}"
    );

    let unknown = library(ghost, "A newsletter of another house");
    let own = kazpost(
        unknown.path(),
        &[
            "newsletter",
            "subscribe",
            "third@example.org",
            "--consent",
            "--json",
        ],
    );
    assert_eq!(
        (&own["state"], &own["reason"]),
        (&json!("failed"), &json!("no_newsletter")),
        "{own}"
    );
}

/// The server is down, the reader signs up, the app is killed. All of it comes back, and one mail is sent.
async fn killed_between_queue_and_send(setting: &Setting, ghost: &mut Ghost) {
    let library = library(ghost, &ghost.newsletter());
    let app = setting.open(library.path()).await;
    subscribe(&app, &ghost.url("/"), STORY).await;
    open_story(&app, STORY).await;
    ghost.stop();
    sign_up(&app, SECOND).await;
    app.until("it waits", &state("queued")).await;
    let killed = Command::new("kill")
        .args(["-KILL", &app.process().to_string()])
        .status();
    assert!(killed.is_ok_and(|status| status.success()), "the app is killed");
    drop(app);

    ghost.resume();
    rusqlite::Connection::open(library.path().join("library.sqlite"))
        .and_then(|database| database.execute_batch("UPDATE outbox SET next_try = 1"))
        .expect("its time has come");
    let app = setting.open(library.path()).await;
    app.see("newsletter").await;
    app.until("it has gone out", &state("check_inbox")).await;
    app.close().await;
    ghost.mailbox.wait_for(SECOND);
    let own = kazpost(library.path(), &["newsletter", "status", "--json"]);
    assert_eq!(own[0]["state"], "check_inbox", "{own}");
    assert_eq!(ghost.mailbox.mails_to(SECOND).len(), 1, "sent once");
}

/// Ghost counts who asks; what it refuses for that waits in the outbox.
fn too_many(ghost: &Ghost) {
    let library = library(ghost, &ghost.newsletter());
    for number in 0..20 {
        let address = format!("reader-{number}@example.org");
        let own = kazpost(
            library.path(),
            &["newsletter", "subscribe", &address, "--consent", "--json"],
        );
        if own["state"] == "queued" {
            assert_eq!(own["reason"], "busy", "{own}");
            assert!(own["next_try"].as_i64() > own["created"].as_i64(), "{own}");
            assert!(ghost.mailbox.mails_to(&address).is_empty());
            return;
        }
        assert_eq!(own["state"], "check_inbox", "{own}");
    }
    panic!("Ghost never asked for patience");
}

/// A library whose publication's newsletter is this Ghost's.
fn library(ghost: &Ghost, newsletter: &str) -> TempDir {
    let library = tempdir().expect("a folder");
    let publication = json!({
        "name": TITLE, "tagline": { "en": "News" }, "home_url": "https://courier.example/",
        "notice": {}, "languages": ["en"], "feeds": [], "suggestions": [],
        "newsletter": {
            "provider": { "kind": "ghost", "address": ghost.url("/") }, "consent": true,
            "lists": [{ "name": "Morning", "id": newsletter }],
        },
    });
    let file = library.path().join("publication.json");
    std::fs::write(file, publication.to_string()).expect("the file is written");
    library
}

async fn sign_up(app: &App, address: &str) {
    app.see("newsletter").await;
    app.script("document.querySelector('[data-testid=newsletter]').scrollIntoView({ block: 'center' });")
        .await;
    app.type_into("newsletter-address", address).await;
    app.click("newsletter-consent").await;
    app.click("newsletter-send").await;
}

fn state(state: &str) -> String {
    format!("document.querySelector('[data-testid=sign-up-state]')?.dataset.state === '{state}'")
}

/// The command line over a library; what it answers.
fn kazpost(library: &Path, words: &[&str]) -> Value {
    let mut command = cli::kazpost();
    command.arg("--data-dir").arg(library).args(words);
    let ran = cli::run(command, b"");
    assert_eq!(ran.code, Some(0), "{words:?}: {ran:?}");
    ran.json()
}
