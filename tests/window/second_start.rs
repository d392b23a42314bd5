use kazpost_tests::webdriver::{App, journey};
use tempfile::tempdir;

/// Two windows over one library would fight over it: the second start hands over to the first and ends.
#[test]
fn a_second_start_hands_its_address_to_the_first_window() {
    journey("second start", async |setting| {
        let library = tempdir().expect("a folder");
        let app = setting.open(library.path()).await;
        app.ready().await;
        assert!(
            setting
                .start_again(library.path(), &["feed:https://example.org/news.xml"])
                .ended_well(),
            "it ends well"
        );
        asked_for(&app, "https://example.org/news.xml").await;
        app.close().await;
    });
}

/// An address on the command line is asked about as soon as there is a window; nothing is subscribed to unasked.
#[test]
fn an_address_at_the_start_is_asked_about() {
    journey("start with an address", async |setting| {
        let library = tempdir().expect("a folder");
        let app = setting
            .open_with(library.path(), &["feed:https://example.org/news.xml"])
            .await;
        asked_for(&app, "https://example.org/news.xml").await;
        app.close().await;
    });
}

async fn asked_for(app: &App, address: &str) {
    let shown = format!("document.querySelector('[data-testid=add-feed-address]')?.value === '{address}'");
    app.until("the dialog asks whether to subscribe", &shown).await;
}
