use kazpost_tests::webdriver::journey;
use tempfile::tempdir;

use crate::{serve, subscribe};

/// A filter is tried before it is kept; what it hides can be seen, with the reason, and comes back.
#[test]
fn a_filter_is_previewed_hides_and_says_why() {
    journey("filters", async |setting| {
        let library = tempdir().expect("a folder");
        let server = serve("/feed.xml", "The Steppe Courier", 12);
        let app = setting.open(library.path()).await;
        subscribe(&app, &server.url("/feed.xml"), "Story 1 of The Steppe Courier").await;
        app.click("settings").await;
        app.click("new-filter").await;
        app.choose("condition-field-0", "pattern").await;
        app.type_into("condition-value-0", "(").await;
        app.until(
            "what is no pattern is refused in words",
            "document.querySelector('[data-testid=filter] [role=alert]')?.innerText.includes('regular expression')",
        )
        .await;
        app.type_into("condition-value-0", "^story 1[0-9]? of").await;
        app.until(
            "it says what it would catch",
            "document.querySelector('[data-testid=filter-preview] h3')?.innerText.includes('4 stored')",
        )
        .await;
        app.shot("filter").await;
        app.click("filter-save").await;
        app.click("show-hidden").await;
        app.until(
            "the hidden ones are listed",
            "document.querySelectorAll('[data-testid^=\"row-\"]').length === 4",
        )
        .await;
        app.click_on("[data-testid^='row-']").await;
        app.until(
            "it is said why",
            "document.querySelector('[data-testid=caught]')?.innerText.includes('Hidden by the filter')",
        )
        .await;
        app.shot("hidden").await;
        app.until(
            "the counts leave them out",
            "document.querySelector('[data-feed]:not([data-feed=\"\"]) + *, [data-testid=source-unread] .n').innerText !== ''
             && [...document.querySelectorAll('[data-feed]')].some((row) => row.innerText.includes('Courier') && row.innerText.includes('8'))",
        )
        .await;
        app.click("settings").await;
        app.click("filter-remove").await;
        app.until(
            "they are back",
            "[...document.querySelectorAll('[data-feed]')].some((row) => row.innerText.includes('Courier') && row.innerText.includes('11'))",
        )
        .await;
        app.close().await;
    });
}
