//! The page of newsletters: what there is, what was signed up for, the way back from the mail, and mails as files.

use std::path::Path;

use kazpost_tests::webdriver::{App, journey};
use kazpost_tests::{Reply, Server};
use serde_json::json;
use tempfile::{TempDir, tempdir};

use crate::views::{paper, size, wear};

const ADDRESS: &str = "reader@example.org";
const FORM: &str = r#"<form action="/join" method="post"><input type="email" name="who">
    <input type="hidden" name="kazpost" value=""></form>"#;

/// Three newsletters, whose provider is a page with a form.
fn library(provider: &Server) -> TempDir {
    let library = tempdir().expect("a folder");
    let list = |name: &str, language: &str, en: &str, ru: &str, kk: &str| {
        json!({ "name": name, "language": language, "about": { "en": en, "ru": ru, "kk": kk },
            "often": { "en": "On weekdays at seven", "ru": "По будням в семь", "kk": "Жұмыс күндері жетіде" } })
    };
    let publication = json!({
        "name": "The Steppe Courier", "tagline": { "en": "News", "ru": "Новости", "kk": "Жаңалық" },
        "home_url": "https://courier.example/",
        "notice": {}, "languages": ["en", "ru", "kk"], "feeds": [], "suggestions": [],
        "newsletter": {
            "provider": { "kind": "form", "address": provider.url("/news") }, "consent": true,
            "privacy_url": "https://courier.example/privacy", "leave_url": "https://courier.example/leave",
            "lists": [
                list("Morning", "en", "What happened, in five minutes.", "Главное за пять минут.", "Бес минутта басты жаңалық."),
                list("Weekend", "en", "Long reads for a slow day.", "Длинные тексты для спокойного дня.", "Асықпай оқитын ұзақ мәтіндер."),
                list("Таңғы шолу", "kk", "The morning in Kazakh.", "Утро по-казахски.", "Таңертеңгі басты жаңалықтар."),
            ],
        },
    });
    std::fs::write(library.path().join("publication.json"), publication.to_string()).expect("written");
    library
}

/// The token of the sign-up that was sent as this request.
fn token(server: &Server, number: usize) -> String {
    let seen = server.requests_for("/join");
    let text = seen[number].text();
    let token = text
        .split("kazpost=")
        .nth(1)
        .expect("the field of our name is filled");
    token.split('&').next().unwrap_or_default().to_owned()
}

async fn go(app: &App) {
    app.click("open-newsletters").await;
    app.see("newsletters").await;
}

#[test]
fn several_are_signed_up_for_and_the_link_of_one_mail_confirms_that_one() {
    journey("newsletters", async |setting| {
        let provider = Server::start();
        provider.set("/news", Reply::html(FORM));
        provider.set("/join", Reply::redirect(303, "/thanks"));
        let library = library(&provider);
        let app = setting.open(library.path()).await;
        app.ready().await;
        go(&app).await;
        app.until(
            "those in the language of the interface are shown, and consent is not given beforehand",
            "document.querySelectorAll('[data-testid=newsletter-choice]').length === 2
             && document.querySelector('[data-testid=newsletter-consent]').checked === false
             && document.querySelector('[data-testid=newsletter-send]').disabled
             && document.querySelector('[data-testid=newsletter] a[href=\"https://courier.example/privacy\"]')
             && document.querySelector('[data-testid=newsletter]').innerText.includes('127.0.0.1')",
        )
        .await;
        app.shot("newsletters").await;
        app.script(
            "document.querySelectorAll('[data-testid=newsletter-choice]').forEach((one) => one.click())",
        )
        .await;
        app.type_into("newsletter-address", ADDRESS).await;
        app.click("newsletter-send").await;
        app.until(
            "consent is asked for before anything is kept",
            "document.querySelector('[data-testid=newsletter] [role=alert]')",
        )
        .await;
        app.click("newsletter-consent").await;
        app.click("newsletter-send").await;
        app.until("both have gone out", &states("'sent','sent'")).await;
        assert_eq!(provider.requests_for("/join").len(), 2, "each once");
        app.until(
            "the provider's page is where it is ended",
            "document.querySelectorAll('[data-testid=sign-up-leave]').length === 2",
        )
        .await;
        app.shot("newsletters-sent").await;

        // A link that any page may have.
        let forged = format!("kazpost://newsletter/confirmed?token={}", "0".repeat(32));
        let again = setting.start_again(library.path(), &[&forged]);
        app.until(
            "it is said that nothing was changed",
            "document.querySelector('[data-testid=toast]')?.innerText.includes('Nothing was changed')",
        )
        .await;
        assert!(again.ended_well());
        app.until("and nothing was", &states("'sent','sent'")).await;
        // The one that came with the first sign-up, while another page is open.
        app.click("source-all").await;
        let link = format!("kazpost://newsletter/confirmed?token={}", token(&provider, 0));
        let again = setting.start_again(library.path(), &[&link]);
        app.until("that one is confirmed", &states("'sent','confirmed'"))
            .await;
        assert!(again.ended_well());
        app.shot("newsletters-confirmed").await;

        app.script(
            "[...document.querySelectorAll('[data-testid=sign-ups] button')]
               .filter((one) => one.innerText === 'Forget the address').forEach((one) => one.click())",
        )
        .await;
        app.until("both are forgotten", &states("")).await;
        app.close().await;
        nowhere(library.path());
    });
}

/// The address is gone from the library, and never was in a log.
fn nowhere(library: &Path) {
    let logs = std::fs::read_dir(library.join("logs")).expect("the app has a log");
    let mut read = 0;
    for file in logs.flatten() {
        let text = std::fs::read_to_string(file.path()).expect("it is text");
        read += text.len();
        assert!(!text.contains(ADDRESS) && !text.contains("reader"), "{text}");
    }
    assert!(read > 0, "something was noted");
    let database = rusqlite::Connection::open(library.join("library.sqlite")).expect("a database");
    let left: u32 = database
        .query_row("SELECT count(*) FROM outbox", [], |row| row.get(0))
        .expect("it is counted");
    assert_eq!(left, 0);
}

fn states(wanted: &str) -> String {
    format!(
        "JSON.stringify([...document.querySelectorAll('[data-testid=sign-ups] [data-testid=sign-up-state]')]
           .map((one) => one.dataset.state)) === JSON.stringify([{wanted}])"
    )
}

#[test]
fn a_mail_is_read_by_handing_it_over_and_by_dropping_it() {
    journey("mails as files", async |setting| {
        let provider = Server::start();
        let library = library(&provider);
        let folder = tempdir().expect("a folder");
        let file = folder.path().join("letter one.eml");
        std::fs::write(&file, mail("One", "Salt lakes")).expect("written");
        let address = format!("file://{}", file.to_string_lossy().replace(' ', "%20"));
        let app = setting.open_with(library.path(), &[&address]).await;
        app.until(
            "its list is a source, and the mail its article",
            &shown("Salt lakes"),
        )
        .await;
        let dropped = serde_json::to_string(&mail("Two", "Saiga on the road")).expect("text");
        app.script(&format!(
            "const data = new DataTransfer();
             data.items.add(new File([{dropped}], 'two.EML', {{ type: 'message/rfc822' }}));
             window.dispatchEvent(new DragEvent('drop', {{ dataTransfer: data, cancelable: true, bubbles: true }}));"
        ))
        .await;
        app.until("the dropped one too", &shown("Saiga on the road"))
            .await;
        app.shot("newsletters-mail").await;
        app.script(
            "const data = new DataTransfer();
             data.items.add(new File(['no mail'], 'three.eml'));
             window.dispatchEvent(new DragEvent('drop', { dataTransfer: data, cancelable: true, bubbles: true }));",
        )
        .await;
        app.until(
            "what is none is refused",
            "document.querySelector('[data-testid=toast]')?.innerText.includes('no mail')",
        )
        .await;
        app.close().await;
    });
}

fn mail(id: &str, subject: &str) -> String {
    format!(
        "From: Steppe Post <post@steppe.example>\r\nSubject: {subject}\r\nMessage-ID: <{id}@steppe.example>\r\n\
         Date: Mon, 02 Nov 2026 07:00:00 +0000\r\nList-Id: Steppe Post <post.steppe.example>\r\n\r\nText.\r\n"
    )
}

fn shown(title: &str) -> String {
    format!(
        "document.querySelector('[role=listbox]')?.innerText.includes('{title}')
         && document.querySelector('nav').innerText.includes('Steppe Post')"
    )
}

/// For whoever looks: the page with several newsletters and a sign-up, and the dialog of a mailbox.
#[test]
fn pictures_of_the_page() {
    journey("pictures of the page of newsletters", async |setting| {
        let provider = Server::start();
        provider.set("/news", Reply::html(FORM));
        provider.set("/join", Reply::redirect(303, "/thanks"));
        let library = library(&provider);
        let app = setting.open(library.path()).await;
        app.ready().await;
        for language in ["en", "ru", "kk"] {
            wear(&app, language, "panes").await;
            size(&app, 1200, 900).await;
            go(&app).await;
            app.click("add-mailbox").await;
            app.see("mailbox-dialog").await;
            for (width, theme) in [(400, "light"), (1600, "dark")] {
                size(&app, width, 900).await;
                paper(&app, theme).await;
                app.shot(&format!("mailbox-{width}-{language}-{theme}")).await;
            }
            size(&app, 1200, 900).await;
            app.click_on("[data-testid=mailbox-dialog] .actions button:last-child")
                .await;
            for (width, theme) in [(400, "light"), (1600, "light"), (1600, "dark")] {
                size(&app, width, 1000).await;
                paper(&app, theme).await;
                app.shot(&format!("newsletters-{width}-{language}-{theme}")).await;
            }
            size(&app, 1200, 900).await;
        }
        app.close().await;
    });
}
