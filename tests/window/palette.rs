use kazpost_tests::webdriver::{App, journey};
use tempfile::tempdir;

use crate::{serve, subscribe};

/// A key press as the page sees it.
async fn press(app: &App, key: &str, code: &str, ctrl: bool) {
    let body = format!(
        "(document.activeElement ?? document.body).dispatchEvent(new KeyboardEvent('keydown', \
         {{ key: '{key}', code: '{code}', ctrlKey: {ctrl}, bubbles: true, cancelable: true }}))"
    );
    app.script(&body).await;
}

/// Everything can be reached by typing what it is called, in either alphabet.
#[test]
fn the_palette_finds_commands_sources_and_articles() {
    journey("palette", async |setting| {
        let library = tempdir().expect("a folder");
        let server = serve("/feed.xml", "Сырдария хабаршысы", 6);
        let app = setting.open(library.path()).await;
        subscribe(&app, &server.url("/feed.xml"), "Story 1 of Сырдария хабаршысы").await;

        press(&app, "k", "KeyK", true).await;
        app.type_into("palette-text", "syr").await;
        app.until(
            "source and articles are found across alphabets",
            "document.querySelectorAll('[data-testid=palette] [role=group]').length === 2
             && document.querySelectorAll('[data-testid=palette] [data-entry^=article-]').length === 6",
        )
        .await;
        app.until(
            "it says what else it found",
            "document.querySelector('[data-testid=palette] [role=status]').innerText.includes('сыр')",
        )
        .await;
        app.until(
            "all of it can be seen",
            "document.querySelector('[data-testid=palette] [role=listbox]').clientHeight > 250",
        )
        .await;
        app.shot("palette").await;
        app.type_into("palette-text", "story 4").await;
        app.until(
            "one article is left",
            "document.querySelectorAll('[data-testid=palette] [role=option]').length === 1",
        )
        .await;
        press(&app, "Enter", "Enter", false).await;
        app.until(
            "it is open, and the palette gone",
            "document.querySelector('[data-testid=article-title]')?.innerText.includes('Story 4')
             && !document.querySelector('[data-testid=palette]')",
        )
        .await;

        press(&app, "k", "KeyK", true).await;
        app.type_into("palette-text", "sett").await;
        press(&app, "Enter", "Enter", false).await;
        app.see("language").await;
        app.close().await;
    });
}

/// A key is changed, what it meant before is named, and both are still so after the next start.
#[test]
fn keys_can_be_changed_and_a_conflict_is_named() {
    journey("keys", async |setting| {
        let library = tempdir().expect("a folder");
        let app = setting.open(library.path()).await;
        app.ready().await;
        app.click("settings").await;
        app.click("key-sync").await;
        press(&app, "a", "KeyA", false).await;
        app.until(
            "the conflict is named",
            "document.querySelector('[data-testid=key-settings] [role=alert]')?.innerText.includes('Add a source')",
        )
        .await;
        app.shot("keys").await;
        app.click("key-take").await;
        app.until(
            "the key is the other command's now",
            "document.querySelector('[data-testid=key-sync]').innerText.includes('A')
             && document.querySelector('[data-testid=key-add]').innerText.includes('none')",
        )
        .await;
        app.close().await;

        let app = setting.open(library.path()).await;
        app.click("settings").await;
        app.until(
            "it was kept",
            "document.querySelector('[data-testid=key-sync]')?.innerText.includes('A')",
        )
        .await;
        app.click("keys-reset").await;
        app.until(
            "the usual keys are back",
            "document.querySelector('[data-testid=key-sync]').innerText.includes('R')
             && document.querySelector('[data-testid=key-add]').innerText.includes('A')",
        )
        .await;
        app.close().await;
    });
}
