use kazpost_tests::Reply;
use kazpost_tests::webdriver::journey;
use tempfile::tempdir;

use crate::{open_story, serve, subscribe};

const SUBSCRIPTION: &str = "/api/public/subscription";

/// Signed up at the end of an article while the provider cannot be reached; the outbox outlives the app, and the
/// sign-up goes out once.
#[test]
fn a_sign_up_made_offline_goes_out_later_and_once() {
    journey("newsletter", async |setting| {
        let library = tempdir().expect("a folder");
        let feed = serve("/feed.xml", "The Steppe Courier", 3);
        let provider = serve("/unused", "Unused", 1);
        provider.set(
            SUBSCRIPTION,
            Reply::ok("application/json", r#"{"data":{"has_optin":true}}"#),
        );
        let publication = format!(
            r#"{{"name": "The Courier", "tagline": {{"en": "News"}}, "home_url": "https://courier.example/",
                "notice": {{}}, "languages": ["en"], "feeds": [], "suggestions": [],
                "newsletter": {{"provider": {{"kind": "listmonk", "address": "{}"}}, "consent": true,
                  "lists": [{{"name": "Morning", "id": "u-1", "about": {{"en": "What happened, in five minutes."}}}}]}}}}"#,
            provider.url("/")
        );
        std::fs::write(library.path().join("publication.json"), publication).expect("the file is written");
        provider.stop();

        let app = setting.open(library.path()).await;
        subscribe(&app, &feed.url("/feed.xml"), "Story 1 of The Steppe Courier").await;
        open_story(&app, "Story 2 of The Steppe Courier").await;
        app.see("newsletter").await;
        app.script("document.querySelector('[data-testid=newsletter]').scrollIntoView({ block: 'center' });")
            .await;
        app.type_into("newsletter-address", "reader@gmial.com").await;
        app.click("newsletter-send").await;
        app.until(
            "a slip is seen, and consent is asked for before anything is kept",
            "document.querySelector('[data-testid=newsletter]').innerText.includes('reader@gmail.com')
             && document.querySelector('[data-testid=newsletter] [role=alert]') !== null",
        )
        .await;
        app.shot("newsletter-form").await;
        app.click("newsletter-consent").await;
        app.click("newsletter-send").await;
        app.until("it waits", &state("queued")).await;
        app.shot("newsletter-queued").await;
        app.close().await;

        provider.restart();
        rusqlite::Connection::open(library.path().join("library.sqlite"))
            .and_then(|database| database.execute_batch("UPDATE outbox SET next_try = 1"))
            .expect("its time has come");
        let app = setting.open(library.path()).await;
        app.see("newsletter").await;
        app.until("it has gone out", &state("check_inbox")).await;
        assert_eq!(provider.requests_for(SUBSCRIPTION).len(), 1);
        app.click("settings").await;
        app.until(
            "the settings name the address and can forget it",
            "document.querySelector('main').innerText.includes('reader@gmial.com')",
        )
        .await;
        app.shot("newsletter-settings").await;
        app.close().await;
    });
}

fn state(state: &str) -> String {
    format!("document.querySelector('[data-testid=sign-up-state]')?.dataset.state === '{state}'")
}
