//! The network is cut: an edition is prepared, its server stops, and the app is started again in a network namespace
//! that has no route to anywhere. Linux alone, and where the kernel lets us make a namespace.

use std::net::{Ipv4Addr, TcpListener};
use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use kazpost_tests::sites::{Paper, Story};
use kazpost_tests::webdriver::journey;
use kazpost_tests::{Reply, Server, cli};
use serde_json::Value;

use crate::open_story;

/// The library and the port of the server that was, for the half of the test that runs in the namespace.
const LIBRARY: &str = "KAZPOST_CUT_LIBRARY";
const PORT: &str = "KAZPOST_CUT_PORT";

const PICTURE: &[u8] = include_bytes!("../../publication/starter/pictures/noon.png");

fn kazpost(library: &Path, words: &[&str]) -> Value {
    let mut command = cli::kazpost();
    command.arg("--data-dir").arg(library).args(words);
    let ran = cli::run(command, b"");
    assert_eq!(ran.code, Some(0), "{words:?}: {ran:?}");
    ran.json()
}

#[test]
fn an_edition_is_read_whole_where_there_is_no_network() {
    if std::env::var_os("KAZPOST_APP").is_none() {
        eprintln!("SKIPPED cut: KAZPOST_APP names no app; run `cargo xtask test window`");
        return;
    }
    let Some(alone) = alone() else {
        eprintln!("SKIPPED cut: no network namespace can be made here");
        return;
    };
    let (server, library) = (Server::start(), tempfile::tempdir().expect("a folder"));
    let stories = (0..12)
        .rev()
        .map(|number| Story {
            picture: format!("/pictures/{number}.png"),
            ..Story::numbered(number)
        })
        .collect();
    let paper = Paper {
        name: "HarbourPost",
        tagline: "News from the harbour",
        day: "Saturday, Feb 22, 2025",
        stories,
    };
    server.set("/", Reply::html(paper.front()));
    for story in &paper.stories {
        server.set(&story.path(), Reply::html(paper.article(story)));
        // Each is another file to us.
        server.set(&story.picture, Reply::ok("image/png", PICTURE));
    }
    let followed = kazpost(library.path(), &["follow", &server.url("/"), "--json"]);
    assert_eq!(followed["items"], 12, "{followed}");
    let edition = kazpost(library.path(), &["edition", "--json"]);
    assert_eq!(edition["articles"]["done"], 12, "{edition}");
    assert_eq!(edition["pictures"]["total"], 12, "{edition}");
    assert_eq!(edition["pictures"]["done"], 12, "{edition}");
    // By default the app asks its sources at the start, as the reader wants it to: here it is to be shown that reading
    // asks nobody.
    without_syncs(library.path());
    let port = server.port();
    server.stop();

    let own = std::env::current_exe().expect("this very test");
    let inside = Command::new("unshare")
        .args(alone)
        .args(["sh", "-c", "ip link set lo up && exec \"$0\" \"$@\""])
        .arg(own)
        .args(["--exact", "cut::within_the_namespace", "--ignored", "--nocapture"])
        .env(LIBRARY, library.path())
        .env(PORT, port.to_string())
        .status();
    assert!(inside.expect("the namespace is made").success(), "see above");
}

/// How `unshare` makes a namespace without a network here: root's way, or the one that is left to everybody else.
fn alone() -> Option<&'static [&'static str]> {
    const WAYS: &[&[&str]] = &[&["--net"], &["--user", "--map-root-user", "--net"]];
    let works = |way: &&[&str]| {
        let tried = Command::new("unshare")
            .args(*way)
            .args(["ip", "link", "set", "lo", "up"])
            .output();
        tried.is_ok_and(|tried| tried.status.success())
    };
    WAYS.iter().copied().find(works)
}

fn without_syncs(library: &Path) {
    let options = kazpost_core::Options {
        data_dir: library.to_owned(),
        starter: false,
        ..kazpost_core::Options::default()
    };
    let library = kazpost_core::Library::open(options).expect("the library opens");
    let settings = kazpost_api::Settings {
        sync_at_start: false,
        sync_minutes: 0,
        ..library.settings().expect("settings")
    };
    library.settings_save(settings).expect("they are kept");
}

/// The half that runs without a network.
#[test]
#[ignore = "run by the test above, in a namespace of its own"]
fn within_the_namespace() {
    let (Some(library), Some(port)) = (std::env::var_os(LIBRARY), std::env::var(PORT).ok()) else {
        return;
    };
    let routes = std::fs::read_to_string("/proc/net/route").expect("the table of routes");
    assert_eq!(routes.lines().count(), 1, "there is a route: {routes}");
    // Whoever knocked at the old address would be heard.
    let port: u16 = port.parse().expect("a number");
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).expect("nobody is there");
    let knocked = Arc::new(AtomicUsize::new(0));
    let heard = Arc::clone(&knocked);
    std::thread::spawn(move || {
        for _ in listener.incoming() {
            heard.fetch_add(1, Ordering::SeqCst);
        }
    });
    let before = unreachable();
    journey("cut", async |setting| {
        let library = Path::new(&library);
        let items = kazpost(library, &["list", "--json"]);
        let items = items["items"].as_array().expect("a list").clone();
        assert_eq!(items.len(), 12);
        let app = setting.open(library).await;
        app.ready().await;
        app.click("source-all").await;
        for item in &items {
            let title = item["title"].as_str().expect("a title");
            open_story(&app, title).await;
            let end = item["content_text"].as_str().expect("a text");
            let end: String = end.split_whitespace().rev().take(3).collect::<Vec<_>>().join(" ");
            let last = end.split(' ').next().unwrap_or_default();
            app.until(
                "the whole text is there",
                &format!(
                    "document.querySelector('[data-testid=article-body]')?.innerText.includes({last:?})"
                ),
            )
            .await;
            app.script(
                "for (const i of document.querySelectorAll('[data-testid=article] img')) i.scrollIntoView()",
            )
            .await;
            app.until(
                "every picture is painted",
                "(() => { const all = [...document.querySelectorAll('[data-testid=article] img')]; \
                 return all.length > 0 && all.every((i) => i.complete && i.naturalWidth > 0); })()",
            )
            .await;
        }
        app.shot("cut").await;
        app.close().await;
    });
    assert_eq!(knocked.load(Ordering::SeqCst), 0, "the old address was asked");
    assert_eq!(unreachable(), before, "somebody looked for a way out");
}

/// How often this namespace had no route for what was to be sent.
fn unreachable() -> u64 {
    let counters = std::fs::read_to_string("/proc/net/snmp").expect("counters");
    let mut lines = counters.lines().filter(|line| line.starts_with("Ip:"));
    let (names, values) = (lines.next().unwrap_or_default(), lines.next().unwrap_or_default());
    let place = names.split_whitespace().position(|name| name == "OutNoRoutes");
    let value = place.and_then(|place| values.split_whitespace().nth(place));
    value.and_then(|value| value.parse().ok()).expect("a counter")
}
