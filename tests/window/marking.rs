use fantoccini::key::Key;
use kazpost_tests::webdriver::{App, journey};
use tempfile::tempdir;

use crate::{go_to, serve, subscribe};

/// A wrong click on "mark all read" costs nothing.
#[test]
fn marking_everything_read_can_be_undone() {
    journey("marking", async |setting| {
        let library = tempdir().expect("a folder");
        let server = serve("/feed.xml", "The Steppe Courier", 12);
        let app = setting.open(library.path()).await;
        subscribe(&app, &server.url("/feed.xml"), "Story 1 of The Steppe Courier").await;
        app.click("source-all").await;
        let before = unread(&app).await;
        assert!(before >= 11, "{before} unread before");

        app.click("mark-all-read").await;
        app.see("toast").await;
        until_unread(&app, 0).await;
        app.shot("marked-read").await;
        app.click("undo").await;
        until_unread(&app, before).await;
        app.close().await;
    });
}

/// On the front page and among what was found there is no cursor: what the keys mark is the article with the focus, and
/// the right button knows it, too.
#[test]
fn the_article_with_the_focus_is_marked_by_keys_and_has_its_menu() {
    journey("focused", async |setting| {
        let library = tempdir().expect("a folder");
        let server = serve("/feed.xml", "The Steppe Courier", 80);
        let app = setting.open(library.path()).await;
        subscribe(&app, &server.url("/feed.xml"), "Story 1 of The Steppe Courier").await;
        // The list that was shown last does not know what is found below.
        go_to(&app, "KazPost").await;
        app.until(
            "the starter edition is listed",
            "!document.querySelector('[data-testid=list]').innerText.includes('Story')",
        )
        .await;
        app.click("source-front").await;
        app.see("lead").await;
        let before = unread(&app).await;
        press(&app, "j").await;
        press(&app, "m").await;
        until_unread(&app, before - 1).await;
        app.until(
            "the one with the focus is read",
            "document.activeElement.dataset.testid === 'lead' && document.activeElement.closest('.read')",
        )
        .await;
        press(&app, "s").await;
        until_saved(&app, 1).await;

        // One that was found, and is too old for the front page.
        app.script("dispatchEvent(new KeyboardEvent('keydown', { key: '/', code: 'Slash' }))")
            .await;
        app.see("query").await;
        app.script(
            "const q = document.querySelector('[data-testid=query]'); q.focus(); \
             document.execCommand('insertText', false, 'title:\"story 80\"')",
        )
        .await;
        app.until(
            "it is found",
            "document.querySelectorAll('[data-testid=hit]').length === 1",
        )
        .await;
        app.script("document.querySelector('[data-testid=hit]').focus()")
            .await;
        press(&app, "s").await;
        until_saved(&app, 2).await;
        press(&app, "m").await;
        until_unread(&app, before - 2).await;
        app.script(
            "document.activeElement.dispatchEvent(new MouseEvent('contextmenu', { bubbles: true, cancelable: true }))",
        )
        .await;
        let menu = app.see("context-menu").await.text().await.expect("words");
        assert!(
            menu.contains("Mark as unread") && menu.contains("Remove the bookmark"),
            "{menu}"
        );

        press(&app, &String::from(char::from(Key::Escape))).await;
        app.click("source-saved").await;
        until_bookmarks(&app, 2).await;
        app.script("document.querySelector('[data-testid=bookmarks] [data-story]').focus()")
            .await;
        press(&app, "s").await;
        until_bookmarks(&app, 1).await;
        until_saved(&app, 1).await;
        app.click("undo").await;
        until_bookmarks(&app, 2).await;
        app.close().await;
    });
}

/// A key, where the focus is.
async fn press(app: &App, key: &str) {
    let active = app
        .client
        .active_element()
        .await
        .expect("something has the focus");
    active.send_keys(key).await.expect("it takes keys");
}

/// On their page.
async fn until_bookmarks(app: &App, wanted: usize) {
    let told =
        format!("document.querySelectorAll('[data-testid=bookmarks] [data-story]').length === {wanted}");
    app.until("the bookmarks are on their page", &told).await;
}

async fn until_saved(app: &App, wanted: u64) {
    app.until(
        "the bookmarks are counted",
        &format!(
            "document.querySelector('[data-testid=source-saved]').innerText.match(/\\d+/)?.[0] === '{wanted}'"
        ),
    )
    .await;
}

async fn unread(app: &App) -> u64 {
    app.script(UNREAD).await["unread"].as_u64().expect("a count")
}

async fn until_unread(app: &App, wanted: u64) {
    let began = std::time::Instant::now();
    while unread(app).await != wanted {
        assert!(
            began.elapsed() < kazpost_tests::webdriver::PATIENCE,
            "the unread count never became {wanted}"
        );
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
    let shown = format!(
        "(document.querySelector('[data-testid=source-unread]').innerText.match(/\\d+/)?.[0] ?? '0') === '{wanted}'"
    );
    app.until("the sidebar shows the count", &shown).await;
}

/// What the library says, past the UI.
const UNREAD: &str = "return window.__TAURI_INTERNALS__.invoke('sources')";
