use fantoccini::key::Key;
use kazpost_tests::webdriver::{App, journey};
use tempfile::tempdir;

use crate::views::size;
use crate::{open_story, serve, subscribe};

/// Presses a key where the focus is.
async fn key(app: &App, key: Key) {
    let active = app
        .client
        .active_element()
        .await
        .expect("something has the focus");
    active
        .send_keys(&String::from(char::from(key)))
        .await
        .expect("it takes keys");
}

/// Opens something by the keyboard, sees it, closes it with Escape: the focus is back at what opened it.
async fn opens_and_gives_back(app: &App, opener: &str, shown: &str) {
    app.find(opener).await;
    app.script(&format!("document.querySelector({opener:?}).focus()"))
        .await;
    key(app, Key::Enter).await;
    app.until(shown, &format!("document.querySelector({shown:?})"))
        .await;
    app.until(
        &format!("{shown} has the focus"),
        &format!(
            "document.querySelector({shown:?}).contains(document.activeElement) || \
             document.activeElement.closest('dialog[open], [popover], [role=menu], [role=dialog]')"
        ),
    )
    .await;
    key(app, Key::Escape).await;
    app.until(
        &format!("{shown} is closed"),
        &format!("!document.querySelector({shown:?})"),
    )
    .await;
    app.until(
        &format!("the focus is back at {opener}"),
        &format!("document.activeElement === document.querySelector({opener:?})"),
    )
    .await;
}

/// Whatever opens over the page gives the focus back, and what goes from the page leaves it to its neighbour.
#[test]
fn the_focus_is_never_lost() {
    journey("focus", async |setting| {
        let library = tempdir().expect("a folder");
        let server = serve("/feed.xml", "The Steppe Courier", 12);
        let app = setting.open(library.path()).await;
        size(&app, 1400, 900).await;
        subscribe(&app, &server.url("/feed.xml"), "Story 1 of The Steppe Courier").await;

        for (opener, shown) in [
            ("[data-testid=add-feed]", "[data-testid=add-feed-dialog]"),
            ("[data-testid=prepare]", "dialog[data-testid=edition]"),
            ("[data-testid=open-palette]", "[data-testid=palette]"),
            (".list [aria-haspopup=menu]", ".list [role=menu]"),
        ] {
            opens_and_gives_back(&app, opener, shown).await;
        }

        open_story(&app, "Story 3 of The Steppe Courier").await;
        opens_and_gives_back(&app, "[data-testid=reading-options]", "[data-testid=justify]").await;

        // All is marked read; the undo is reached by the keyboard, used, and gone.
        app.script("document.querySelector('[data-testid=list]').focus()")
            .await;
        app.script(
            "document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key: 'A', code: 'KeyA', \
             shiftKey: true, bubbles: true }))",
        )
        .await;
        app.see("undo").await;
        app.script("document.querySelector('[data-testid=undo]').focus()")
            .await;
        key(&app, Key::Enter).await;
        app.until(
            "the focus is back in the list, and what was undone is said",
            "document.activeElement === document.querySelector('[data-testid=list]')",
        )
        .await;

        app.click("settings").await;
        for (opener, shown) in [
            ("[data-testid^=edit-feed-]", "dialog[data-testid=edit-feed]"),
            ("[data-testid^=remove-feed-]", "dialog[open]"),
            (
                "[data-testid=new-filter]",
                "dialog[open] [data-testid=filter-save]",
            ),
            (
                "[data-testid=show-report]",
                "dialog[open] [data-testid=report-text]",
            ),
            ("[data-testid=show-licences]", "dialog[data-testid=licences]"),
        ] {
            opens_and_gives_back(&app, opener, shown).await;
        }

        // Two filters; the row of one goes with its button.
        for word in ["river", "bread"] {
            app.script(&format!(
                "return window.__TAURI_INTERNALS__.invoke('filter_save', {{ request: {{ id: null, name: '{word}', \
                 conditions: [{{ field: 'keyword', value: '{word}' }}], effect: 'important', expires: null, \
                 apply: false }} }})"
            ))
            .await;
        }
        app.click("source-all").await;
        app.click("settings").await;
        app.until(
            "both filters are listed",
            "document.querySelectorAll('[data-testid=filter-remove]').length === 2",
        )
        .await;
        app.script("document.querySelector('[data-testid=filter-remove]').focus()")
            .await;
        key(&app, Key::Enter).await;
        app.until(
            "its row is gone",
            "document.querySelectorAll('[data-testid=filter-remove]').length === 1",
        )
        .await;
        app.until(
            "the focus is at its neighbour",
            "document.activeElement.closest('[data-testid=filters] li')",
        )
        .await;

        // The drawer of a narrow window.
        size(&app, 700, 900).await;
        opens_and_gives_back(&app, "[data-testid=menu]", ".side.drawer").await;

        size(&app, 1400, 900).await;
        // Above and below no row there is nothing to mark: its choices are read out all the same.
        app.click("source-unread").await;
        app.until(
            "the unread articles are listed, and none is chosen",
            "document.querySelector('[data-testid=source-unread][aria-current]') \
             && document.querySelector('.list [role=option]')",
        )
        .await;
        app.script("document.querySelector('.list [aria-haspopup=menu]').focus()")
            .await;
        key(&app, Key::Enter).await;
        app.until(
            "a menu of which nothing can be done takes the focus",
            "document.activeElement?.matches('.list [role=menuitem][aria-disabled=true]') \
             && !document.querySelector('.list [role=menuitem]:not([aria-disabled=true])')",
        )
        .await;
        key(&app, Key::Escape).await;
        app.until(
            "it hears the keys",
            "!document.querySelector('.list [role=menu]') \
             && document.activeElement?.matches('.list [aria-haspopup=menu]')",
        )
        .await;
        app.close().await;
    });
}
