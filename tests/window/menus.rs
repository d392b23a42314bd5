use fantoccini::Locator;
use fantoccini::actions::{InputSource, MouseActions, PointerAction};
use kazpost_tests::webdriver::{App, journey};
use serde_json::Value;
use tempfile::tempdir;

use crate::{at_spi, serve, subscribe};

/// The menu bar comes and goes with its setting, speaks the language of the interface, and what is chosen in it is
/// done in the page. Read and chosen by AT-SPI.
#[test]
fn the_menu_bar_is_there_when_it_is_wanted_and_does_what_it_says() {
    journey("menu bar", async |setting| {
        if !at_spi::can_be_asked("menu bar") {
            return;
        }
        let library = tempdir().expect("a folder");
        let server = serve("/feed.xml", "The Steppe Courier", 3);
        let app = setting.open(library.path()).await;
        subscribe(&app, &server.url("/feed.xml"), "Story 1 of The Steppe Courier").await;
        let height = async || app.script("return innerHeight").await.as_u64().expect("a height");
        let before = height().await;
        app.click("settings").await;
        app.click("set-menu-bar").await;
        app.until(
            "the page makes room for it",
            &format!("innerHeight < {before} - 10"),
        )
        .await;
        let menus: Value = serde_json::from_str(&menu(&app, &[])).expect("JSON");
        assert_eq!(menus["Paper"][0], "Add a source", "{menus}");
        menu(&app, &["Unread"]);
        app.until(
            "the unread articles are listed",
            "document.querySelector('[data-testid=list]') &&
             document.querySelector('[data-testid=source-unread][aria-current]')",
        )
        .await;
        menu(&app, &["Settings"]);
        app.choose("language", "kk").await;
        app.until("the page speaks Kazakh", "document.documentElement.lang === 'kk'")
            .await;
        let menus = menu(&app, &[]);
        assert!(menus.contains("Дереккөз қосу"), "the menus too: {menus}");
        app.click("set-menu-bar").await;
        app.until(
            "its room is the page's again",
            &format!("innerHeight === {before}"),
        )
        .await;
        app.close().await;
    });
}

/// What `menu.py` says.
fn menu(app: &App, words: &[&str]) -> String {
    at_spi::ask("menu.py", app, words)
}

/// The right button on an article brings its menu, which keys walk through and Escape leaves to where one was.
#[test]
fn the_right_button_brings_the_menu_of_an_article_and_of_a_source() {
    journey("context menu", async |setting| {
        let library = tempdir().expect("a folder");
        let server = serve("/feed.xml", "The Steppe Courier", 5);
        let app = setting.open(library.path()).await;
        subscribe(&app, &server.url("/feed.xml"), "Story 1 of The Steppe Courier").await;
        press_right(&app, "[role=option]").await;
        let menu = app.see("context-menu").await;
        let words = menu.text().await.expect("words");
        assert!(
            words.contains("Mark as read") && words.contains("Bookmark"),
            "{words}"
        );
        let focused = async || {
            app.script("return document.activeElement?.innerText ?? ''")
                .await
                .as_str()
                .map(str::to_owned)
                .unwrap_or_default()
        };
        let first = focused().await;
        let body = app.client.find(Locator::Css("body")).await.expect("a body");
        let down = String::from(char::from(fantoccini::key::Key::Down));
        let element = app.client.active_element().await.expect("the first entry");
        element.send_keys(&down).await.expect("a key");
        assert_ne!(focused().await, first, "the arrow goes on");
        let element = app.client.active_element().await.expect("the second entry");
        element
            .send_keys(&String::from(char::from(fantoccini::key::Key::Enter)))
            .await
            .expect("a key");
        app.until(
            "the article is read, and the menu is gone",
            "!document.querySelector('[data-testid=context-menu]') &&
             document.querySelector('[role=option]')?.innerText &&
             !document.querySelector('[role=option]').querySelector('.lozenge')",
        )
        .await;
        press_right(&app, "[data-testid^=source-feed]").await;
        let words = app.see("context-menu").await.text().await.expect("words");
        assert!(
            words.contains("Refresh this source") || words.contains("Edit"),
            "{words}"
        );
        app.shot("context-menu-source").await;
        let element = app.client.active_element().await.expect("the first entry");
        element
            .send_keys(&String::from(char::from(fantoccini::key::Key::Escape)))
            .await
            .expect("a key");
        app.until(
            "Escape closes it",
            "!document.querySelector('[data-testid=context-menu]')",
        )
        .await;
        drop(body);
        app.close().await;
    });
}

async fn press_right(app: &App, selector: &str) {
    let element = app.find(selector).await;
    let press = MouseActions::new("mouse".into())
        .then(PointerAction::MoveToElement {
            element,
            duration: None,
            x: 12.0,
            y: 0.0,
        })
        .then(PointerAction::Down { button: 2 })
        .then(PointerAction::Up { button: 2 });
    app.client
        .perform_actions(press)
        .await
        .expect("the button is pressed");
    app.client.release_actions().await.expect("and let go");
}
