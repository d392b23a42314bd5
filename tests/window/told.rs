//! The same story once, what is in the news, and what may follow in a query: in the window.

use std::time::Duration;

use kazpost_tests::feeds::{Item, rss};
use kazpost_tests::webdriver::{App, Setting, journey};
use kazpost_tests::{Reply, Server};
use serde_json::{Value, json};
use tempfile::tempdir;

use crate::views::{View, paper, size, wear};

const WORDS: [&str; 6] = [
    "The ferry across the northern lake sailed again this morning after two winters in the dry dock.",
    "About forty passengers and a tractor were aboard when it left the eastern pier.",
    "The operator replaced both engines and the steering gear, and the hull was welded by a yard from the south.",
    "Farmers on the western shore had driven around the lake in the meantime, which takes half a day.",
    "The district pays a third of every ticket until the end of the year.",
    "The captain said the water was calm and the new engines were louder than he had hoped.",
];

/// Words that no two numbers have in the same order.
fn prose(number: usize) -> String {
    const MANY: [&str; 16] = [
        "wind", "harbour", "bread", "council", "winter", "bridge", "market", "sheep", "valley", "letter",
        "school", "river", "stone", "garden", "market", "road",
    ];
    let word = |at: usize| MANY[(at * at * 7 + at * (number * 5 + 3) + number * number) % MANY.len()];
    (0..60)
        .map(|at| format!("{}{} ", word(at), (at * number) % 97))
        .collect()
}

/// Four sources with a past, and this morning the ferry in three of them and Harrow in all.
fn newsstand() -> (Server, Vec<String>) {
    let server = Server::start();
    let names = [
        "Northern Gazette",
        "Caspian Courier",
        "Steppe Monitor",
        "Dala Arts",
    ];
    let feeds = names.iter().enumerate().map(|(at, name)| {
        let mut items: Vec<Item> = (0..24)
            .map(|number| Item {
                guid: format!("old-{number}"),
                title: format!("Story {number} of {name}"),
                body: format!("<p>{}</p>", prose(100 * at + number + 1)),
                hours: 40 + number as u32 * 3,
                ..Item::default()
            })
            .collect();
        let told = [
            "Lake gets its ferry back",
            "Ferry returns to the northern lake",
            "Ferry sails on the northern lake again",
        ];
        if let Some(title) = told.get(at) {
            items.push(Item {
                guid: "ferry".into(),
                title: (*title).into(),
                body: format!("<p>{} {name}.</p>", WORDS.join(" ")),
                hours: [3, 6, 5][at],
                ..Item::default()
            });
        }
        for number in 0..3 {
            items.push(Item {
                guid: format!("harrow-{number}"),
                title: format!("The council of Port Harrow meets on matter {}", at * 3 + number),
                body: format!(
                    "<p>Nobody in Port Harrow knew. {}</p>",
                    prose(900 + at * 10 + number)
                ),
                hours: 8 + number as u32,
                ..Item::default()
            });
        }
        let path = format!("/{at}.xml");
        server.set(&path, Reply::rss(rss(name, &server.url("/"), &items)));
        server.url(&path)
    });
    let feeds = feeds.collect();
    (server, feeds)
}

async fn ask(app: &App, command: &str, request: Value) -> Value {
    let script = "return window.__TAURI_INTERNALS__.invoke(arguments[0], { request: arguments[1] })";
    app.script_with(script, vec![json!(command), request]).await
}

pub async fn with_newsstand(setting: &Setting, data: &std::path::Path) -> (Server, App) {
    let (server, feeds) = newsstand();
    let app = setting.open(data).await;
    app.ready().await;
    app.script(crate::press::WITHOUT_STARTER).await;
    for feed in feeds {
        ask(&app, "feed_add", json!({ "address": feed, "folder": null })).await;
    }
    ask(&app, "sync_start", json!({ "feed": null })).await;
    // The sync runs on behind its answer.
    for _ in 0..200 {
        let progress = ask(&app, "ready", Value::Null).await;
        if progress["running"] == false {
            break;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    wear(&app, "en", "panes").await;
    (server, app)
}

/// States of the window that these stories go through, and the way to each.
pub const STATES: &[View] = &[
    View {
        name: "a story unfolded on the front page, and the news",
        layout: "panes",
        steps: &[
            (
                "document.querySelector('[data-testid=source-front]').click()",
                "document.querySelector('main [data-testid=also]') && document.querySelector('[data-testid=topic]')",
            ),
            (
                "document.querySelector('main [data-testid=also]').click()",
                "document.querySelector('[data-testid=also-told]')",
            ),
        ],
    },
    View {
        name: "a story unfolded in the list",
        layout: "panes",
        steps: UNFOLDED,
    },
    View {
        name: "a story unfolded in the ledger",
        layout: "ledger",
        steps: UNFOLDED,
    },
    View {
        name: "a story unfolded in a search",
        layout: "panes",
        steps: &[
            SEARCH,
            (
                "const q = document.querySelector('[data-testid=query]'); q.focus();
                 getSelection().selectAllChildren(q); document.execCommand('insertText', false, 'northern lake')",
                "document.querySelectorAll('[data-testid=hit]').length === 1 && document.querySelector('[data-testid=also]')",
            ),
            (
                "document.querySelector('[data-testid=also]').click()",
                "document.querySelector('[data-testid=also-told]')",
            ),
        ],
    },
    View {
        name: "what may follow in a query",
        layout: "panes",
        steps: &[
            SEARCH,
            (
                "const q = document.querySelector('[data-testid=query]'); q.focus();
                 getSelection().selectAllChildren(q); document.execCommand('insertText', false, 'feed:');
                 q.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowDown', bubbles: true, cancelable: true }))",
                "document.querySelector('[data-testid=completion][aria-selected=true]')",
            ),
        ],
    },
];

const UNFOLDED: &[(&str, &str)] = &[
    (
        "document.querySelector('[data-testid=source-all]').click()",
        // The list that was asked for and not the one before, which may be the same one.
        "document.querySelector('[data-testid=list][aria-busy=false] [role=option] [data-testid=also]')",
    ),
    (
        "document.querySelector('[role=option] [data-testid=also]').click()",
        "document.querySelectorAll('[role=option] .under').length === 2",
    ),
];

const SEARCH: (&str, &str) = (
    "document.querySelector('[data-testid=open-search]').click()",
    "document.activeElement?.dataset.testid === 'query'",
);

/// Pictures of them, for whoever looks at the change.
#[test]
fn told_pictures() {
    journey("told pictures", async |setting| {
        let library = tempdir().expect("a folder");
        let (_server, app) = with_newsstand(&setting, library.path()).await;
        for (language, theme) in [("en", "light"), ("ru", "dark"), ("kk", "light")] {
            for (at, view) in STATES.iter().enumerate() {
                size(&app, 1600, 1000).await;
                wear(&app, language, view.layout).await;
                for (step, shown) in view.steps {
                    app.script(step).await;
                    app.until(view.name, shown).await;
                }
                paper(&app, theme).await;
                for width in [1600, 400] {
                    size(&app, width, 1000).await;
                    app.shot(&format!("told-{at}-{language}-{theme}-{width}")).await;
                }
            }
        }
        app.close().await;
    });
}

async fn press(app: &App, key: &str, code: &str) {
    let script = "const target = document.activeElement ?? document.body; target.dispatchEvent(
        new KeyboardEvent('keydown', { key: arguments[0], code: arguments[1], bubbles: true, cancelable: true }))";
    app.script_with(script, vec![json!(key), json!(code)]).await;
}

const ROWS: &str =
    "[...document.querySelectorAll('[role=option]')].filter((row) => /erry/.test(row.innerText)).length";

#[test]
fn a_story_stands_once_and_unfolds_in_place() {
    journey("told", async |setting| {
        let library = tempdir().expect("a folder");
        let (_server, app) = with_newsstand(&setting, library.path()).await;

        // The front page, by the keys.
        app.click("source-front").await;
        app.until(
            "the story names the others",
            "document.querySelectorAll('main [data-testid=also]').length === 1",
        )
        .await;
        let named = "document.querySelector('main [data-testid=also]').innerText";
        app.until(
            "in the order in which they told it",
            &format!("{named} === 'Also in: Steppe Monitor, Northern Gazette'"),
        )
        .await;
        app.script("document.querySelector('main [data-testid=also]').closest('[data-told]').querySelector('[data-story]').focus()")
            .await;
        press(&app, "e", "KeyE").await;
        app.until(
            "they are shown",
            "document.querySelectorAll('main [data-testid=also-told]').length === 2",
        )
        .await;
        app.shot("told-front").await;
        press(&app, "e", "KeyE").await;
        app.until(
            "and put away",
            "document.querySelectorAll('main [data-testid=also-told]').length === 0",
        )
        .await;

        // The list, by the keys and by the pointer.
        app.click("source-all").await;
        app.until("one row tells it", &format!("{ROWS} === 1")).await;
        let total = "Number(document.querySelector('header.tool .n')?.innerText)";
        app.until("and counts once", &format!("{total} === 4 * 27 + 1"))
            .await;
        app.script("[...document.querySelectorAll('[role=option]')].find((row) => /erry/.test(row.innerText)).click()")
            .await;
        app.until(
            "it is open",
            "document.querySelector('[data-testid=article-body]')",
        )
        .await;
        app.script("document.querySelector('[data-testid=list]').focus()")
            .await;
        press(&app, "e", "KeyE").await;
        app.until("three rows tell it", &format!("{ROWS} === 3")).await;
        app.until(
            "all of them read",
            "[...document.querySelectorAll('[role=option]')].filter((row) => /erry/.test(row.innerText))
               .every((row) => !row.querySelector('.lozenge'))",
        )
        .await;
        app.until(
            "two are set in",
            "document.querySelectorAll('.panes.under').length === 2",
        )
        .await;
        app.shot("told-list").await;
        press(&app, "ArrowDown", "ArrowDown").await;
        app.until(
            "the next row is the next that told it",
            "document.querySelector('[data-testid=article-title]')?.innerText === 'Ferry sails on the northern lake again'",
        )
        .await;
        app.script("document.querySelector('[role=option] [data-testid=also]').click()")
            .await;
        app.until("one row again", &format!("{ROWS} === 1")).await;

        // The search.
        app.script("document.querySelector('[data-testid=open-search]').click()")
            .await;
        type_query(&app, "northern lake ferry").await;
        app.until(
            "one hit",
            "document.querySelectorAll('[data-testid=hit]').length === 1",
        )
        .await;
        app.click("also").await;
        app.until(
            "with two under it",
            "document.querySelectorAll('[data-testid=also-told]').length === 2",
        )
        .await;
        app.shot("told-search").await;

        // Turned off, all are there.
        app.click("settings").await;
        app.click("set-fold").await;
        app.click("source-all").await;
        app.until("three rows", &format!("{ROWS} === 3")).await;
        app.until("each counts", &format!("{total} === 4 * 27 + 3")).await;
        app.close().await;
    });
}

async fn type_query(app: &App, text: &str) {
    let script = "const q = document.querySelector('[data-testid=query]'); q.focus();
        getSelection().selectAllChildren(q); document.execCommand('insertText', false, arguments[0])";
    app.script_with(script, vec![json!(text)]).await;
}

#[test]
fn what_is_in_the_news_opens_a_search_for_it() {
    journey("in the news", async |setting| {
        let library = tempdir().expect("a folder");
        let (_server, app) = with_newsstand(&setting, library.path()).await;
        app.click("source-front").await;
        app.until(
            "the name is there",
            "[...document.querySelectorAll('[data-testid=topic]')].map((one) => one.querySelector('span').innerText)
               .join() === 'Port Harrow'",
        )
        .await;
        for (width, theme) in [(1600, "light"), (1600, "dark"), (400, "light")] {
            size(&app, width, 1000).await;
            paper(&app, theme).await;
            app.shot(&format!("in-the-news-{width}-{theme}")).await;
        }
        size(&app, 1600, 1000).await;
        app.click("topic").await;
        app.until(
            "it is searched for",
            "document.querySelectorAll('[data-testid=hit]').length === 12",
        )
        .await;
        app.close().await;
    });
}

#[test]
fn the_query_proposes_what_may_follow() {
    journey("completion", async |setting| {
        let library = tempdir().expect("a folder");
        let (_server, app) = with_newsstand(&setting, library.path()).await;
        app.click("open-search").await;
        let query = "document.querySelector('[data-testid=query]')";
        let options =
            "[...document.querySelectorAll('[data-testid=completion] b')].map((one) => one.innerText).join()";
        type_query(&app, "matter fe").await;
        app.until("the operator", &format!("{options} === 'feed:'")).await;
        app.until(
            "the field says so",
            &format!("{query}.getAttribute('aria-expanded') === 'true' && {query}.getAttribute('role') === 'combobox'"),
        )
        .await;
        press(&app, "ArrowDown", "ArrowDown").await;
        app.until(
            "the keys are at it",
            &format!("document.getElementById({query}.getAttribute('aria-activedescendant'))?.getAttribute('aria-selected') === 'true'"),
        )
        .await;
        press(&app, "Enter", "Enter").await;
        app.until(
            "it stands there",
            &format!("{query}.textContent === 'matter feed:'"),
        )
        .await;
        app.until(
            "the sources follow",
            &format!("{options}.split(',').length === 4"),
        )
        .await;
        for (width, theme) in [(1600, "light"), (1600, "dark"), (400, "light")] {
            size(&app, width, 900).await;
            paper(&app, theme).await;
            app.shot(&format!("completion-{width}-{theme}")).await;
        }
        app.script("document.execCommand('insertText', false, 'cas')")
            .await;
        app.until("the one", &format!("{options} === 'Caspian Courier'"))
            .await;
        press(&app, "ArrowDown", "ArrowDown").await;
        press(&app, "Tab", "Tab").await;
        app.until(
            "quoted, for it has a space",
            &format!("{query}.textContent.trim() === 'matter feed:\"Caspian Courier\"'"),
        )
        .await;
        app.until(
            "and it finds",
            "document.querySelectorAll('[data-testid=hit]').length === 3",
        )
        .await;
        type_query(&app, "is:").await;
        app.until("states", &format!("{options} === 'unread,read,saved'"))
            .await;
        press(&app, "Escape", "Escape").await;
        app.until(
            "Escape closes them and nothing else",
            &format!("!document.querySelector('[data-testid=completions]') && {query}.textContent === 'is:'"),
        )
        .await;
        app.close().await;
    });
}
