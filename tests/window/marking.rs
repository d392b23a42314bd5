use kazpost_tests::webdriver::{App, journey};
use tempfile::tempdir;

use crate::{serve, subscribe};

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
