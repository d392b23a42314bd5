use std::time::{Duration, Instant};

use kazpost_tests::webdriver::journey;
use tempfile::tempdir;

/// A newspaper is there at once, though nothing was ever fetched.
#[test]
fn the_first_start_shows_a_newspaper_without_a_network() {
    journey("first start", async |setting| {
        let library = tempdir().expect("a folder");
        let began = Instant::now();
        let app = setting.open(library.path()).await;
        app.see("source-front").await;
        app.until(
            "the front page has headlines",
            "document.querySelectorAll('[data-story]').length > 3",
        )
        .await;
        let took = began.elapsed();
        app.shot("first-start").await;
        app.click("source-all").await;
        app.until(
            "the list has rows",
            "document.querySelectorAll('[data-testid^=\"row-\"]').length > 3",
        )
        .await;
        app.close().await;
        assert!(took < Duration::from_secs(10), "the front page took {took:?}");
    });
}

/// The three choices are offered over the starter edition; put aside, they do not come back.
#[test]
fn the_three_choices_are_offered_and_can_be_put_aside() {
    journey("welcome", async |setting| {
        let library = tempdir().expect("a folder");
        let app = setting.open(library.path()).await;
        app.click("welcome-choose").await;
        app.see("open-paper").await;
        app.shot("first-run").await;
        app.until(
            "nothing is chosen beforehand",
            "document.querySelectorAll('main input[type=checkbox]').length >= 5
             && !document.querySelector('main input[type=checkbox]:checked')",
        )
        .await;
        app.click("open-paper").await;
        app.see("source-front").await;
        app.until(
            "it is offered no more",
            "!document.querySelector('[data-testid=welcome]')",
        )
        .await;
        app.close().await;

        let app = setting.open(library.path()).await;
        app.see("source-front").await;
        app.until(
            "nor after a restart",
            "document.querySelectorAll('[data-story]').length > 3 && !document.querySelector('[data-testid=welcome]')",
        )
        .await;
        app.close().await;
    });
}

/// What the reader looked at last is what the next start shows.
#[test]
fn a_second_start_finds_the_library_as_it_was() {
    journey("second start", async |setting| {
        let library = tempdir().expect("a folder");
        let app = setting.open(library.path()).await;
        app.click("source-all").await;
        app.until(
            "the list has rows",
            "document.querySelectorAll('[data-testid^=\"row-\"]').length > 3",
        )
        .await;
        app.close().await;
        let app = setting.open(library.path()).await;
        app.until(
            "the list is open again, for that is where the reader was",
            "document.querySelectorAll('[data-testid^=\"row-\"]').length > 3",
        )
        .await;
        app.close().await;
    });
}
