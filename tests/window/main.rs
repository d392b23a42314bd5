//! The built app as a reader meets it: real window, real web view, real feeds on loopback. Run by
//! `cargo xtask test window`, which builds the app and names it in `KAZPOST_APP`; skipped, aloud, without. What drives the
//! window and what stands around it (a bus, a tray) is Linux' own.
#![cfg(target_os = "linux")]

mod accessible;
mod arranging;
mod at_spi;
mod away;
mod choices;
mod cut;
mod desktop;
mod everything;
mod faults;
mod filters;
mod first_start;
mod focus;
mod following;
mod ghost;
mod handed;
mod highlights;
mod hostile;
mod mailbox;
mod marking;
mod menus;
mod narrow;
mod newsletter;
mod newsletters;
mod notices;
mod opml;
mod palette;
mod policy;
mod press;
mod print;
mod reading;
mod screenshots;
mod search;
mod second_start;
mod smoothness;
mod spoken;
mod told;
mod tray;
mod typesetting;
mod updates;
mod views;

use kazpost_tests::Reply;
use kazpost_tests::Server;
use kazpost_tests::feeds::{Item, rss};
use kazpost_tests::webdriver::App;

/// A feed of numbered stories on a server of its own.
fn serve(path: &str, title: &str, stories: u32) -> Server {
    let server = Server::start();
    server.set(path, Reply::rss(story_feed(&server, title, stories)));
    server
}

fn story_feed(server: &Server, title: &str, stories: u32) -> String {
    let items: Vec<Item> = (1..=stories)
        .map(|number| Item {
            guid: format!("{title}-{number}"),
            title: format!("Story {number} of {title}"),
            author: "Aigul Serik".into(),
            body: paragraphs(number),
            hours: number,
            ..Item::default()
        })
        .collect();
    rss(title, &server.url("/"), &items)
}

/// Long enough to scroll.
fn paragraphs(number: u32) -> String {
    (1..=40)
        .map(|paragraph| {
            format!(
                "<p>Paragraph {paragraph} of story {number}. The steppe is one line with a great deal of air above \
                 it, and whoever crosses it reads the sky for the weather and the grass for the water. What is \
                 written here is long enough to be scrolled, and says nothing beyond that.</p>"
            )
        })
        .collect()
}

/// Subscribes as a reader does, and waits until the first story stands in the list.
async fn subscribe(app: &App, address: &str, first_story: &str) {
    app.click("add-feed").await;
    app.type_into("add-feed-address", address).await;
    app.click("add-feed-submit").await;
    app.until(
        "the new feed's stories are listed",
        &format!("document.body.innerText.includes({first_story:?})"),
    )
    .await;
}

/// Opens the list of a source by its name.
async fn go_to(app: &App, source: &str) {
    let row = format!(
        "[...document.querySelectorAll('[data-testid^=\"source-feed-\"]')]
           .find((row) => row.innerText.includes({source:?}))"
    );
    app.until("the source is there", &row).await;
    app.script(&format!("({row}).click()")).await;
}

/// Opens the row with this title.
async fn open_story(app: &App, title: &str) {
    let row = format!(
        "const row = [...document.querySelectorAll('[data-testid^=\"row-\"]')]
           .find((row) => row.innerText.includes({title:?}));
         row?.click();
         return Boolean(row);"
    );
    app.until("the story is in the list", &format!("(() => {{ {row} }})()"))
        .await;
    app.until(
        "the story is open",
        &format!("document.querySelector('[data-testid=article-title]')?.innerText.includes({title:?})"),
    )
    .await;
}
