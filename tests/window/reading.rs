use kazpost_tests::webdriver::journey;
use tempfile::tempdir;

use crate::{open_story, serve, subscribe};

/// Subscribe, read, bookmark; then everything again without the server that it came from.
#[test]
fn what_was_bookmarked_is_read_again_offline_where_it_was_left() {
    journey("reading", async |setting| {
        let library = tempdir().expect("a folder");
        let server = serve("/feed.xml", "The Steppe Courier", 12);
        let app = setting.open(library.path()).await;
        subscribe(&app, &server.url("/feed.xml"), "Story 1 of The Steppe Courier").await;

        open_story(&app, "Story 3 of The Steppe Courier").await;
        app.until(
            "its body is shown",
            "document.querySelector('[data-testid=article-body]')?.innerText.includes('Paragraph 40 of story 3')",
        )
        .await;
        app.click("bookmark").await;
        app.until("it is bookmarked", BOOKMARKED).await;
        app.script(
            "const s = document.querySelector('#sheet'); s.scrollTop = (s.scrollHeight - s.clientHeight) / 2",
        )
        .await;
        app.until(
            "it is scrolled",
            "document.querySelector('#sheet').scrollTop > 300",
        )
        .await;
        app.shot("reading").await;
        // The position is saved a moment after the reader stops.
        tokio::time::sleep(std::time::Duration::from_millis(1500)).await;
        app.close().await;
        server.stop();

        let app = setting.open(library.path()).await;
        app.click("source-saved").await;
        open_story(&app, "Story 3 of The Steppe Courier").await;
        app.until("the bookmark is still set", BOOKMARKED).await;
        app.until(
            "the reader is where they were",
            "(() => { const s = document.querySelector('#sheet'); \
              const at = s.scrollTop / (s.scrollHeight - s.clientHeight); return at > 0.4 && at < 0.6; })()",
        )
        .await;
        app.shot("reading-offline").await;
        app.close().await;
    });
}

const BOOKMARKED: &str =
    "document.querySelector('[data-testid=bookmark]')?.getAttribute('aria-pressed') === 'true'";
