//! Newsletters from a mailbox, added in the window: a real Dovecot, and a real keyring on a bus of its own.

use kazpost_tests::dovecot::{Dovecot, PASSWORD, USER};
use kazpost_tests::keyring::Keyring;
use kazpost_tests::webdriver::{App, journey};
use tempfile::tempdir;

const MAIL: &str = "From: Steppe Post <post@steppe.example>\r\nSubject: Salt lakes\r\nMessage-ID: <1@steppe.example>\r\n\
    Date: Mon, 02 Nov 2026 07:00:00 +0000\r\nList-Id: Steppe Post <post.steppe.example>\r\n\r\nText.\r\n";

#[test]
fn a_mailbox_is_added_read_and_left_alone() {
    journey("mailbox", async |setting| {
        let (Some(dovecot), Some(keyring)) = (Dovecot::start("mailbox"), Keyring::start("mailbox")) else {
            return;
        };
        dovecot.deliver("News", "1", MAIL.as_bytes());
        let setting = setting
            .with("SSL_CERT_FILE", dovecot.authority().to_string_lossy())
            .with("DBUS_SESSION_BUS_ADDRESS", keyring.address());
        let library = tempdir().expect("a folder");
        let app = setting.open(library.path()).await;
        app.ready().await;
        app.click("add-feed").await;
        app.click("add-from-mailbox").await;
        app.type_into("mailbox-server", &format!("127.0.0.1:{}", dovecot.port()))
            .await;
        app.type_into("mailbox-user", USER).await;
        app.type_into("mailbox-password", "not it").await;
        app.click("mailbox-go").await;
        app.until(
            "the server's own words are told",
            "document.querySelector('[data-testid=mailbox-message]').innerText.includes('Authentication failed')",
        )
        .await;
        app.shot("mailbox-refused").await;
        app.find("[data-testid=mailbox-password]")
            .await
            .clear()
            .await
            .expect("it is emptied");
        app.type_into("mailbox-password", PASSWORD).await;
        app.click("mailbox-go").await;
        app.until(
            "the folders are named, the one of newsletters is proposed",
            "document.querySelector('[data-testid=mailbox-folder]')?.value === 'News'",
        )
        .await;
        app.shot("mailbox-folders").await;
        app.click("mailbox-go").await;
        app.until(
            "its newsletter is a source",
            "!document.querySelector('[data-testid=mailbox-dialog]')
             && document.querySelector('nav').innerText.includes('Steppe Post')",
        )
        .await;
        app.click("open-newsletters").await;
        app.until(
            "the page names what is read",
            "document.querySelector('[data-testid=mail-place]')?.innerText.includes('News')",
        )
        .await;
        app.shot("mailbox-read").await;
        app.close().await;

        // The next start knows the password from the keyring alone.
        dovecot.deliver(
            "News",
            "2",
            MAIL.replace("1@", "2@").replace("Salt lakes", "Saiga").as_bytes(),
        );
        let app = setting.open(library.path()).await;
        refresh(&app).await;
        // A list that is open stays as it is, so it is opened when the mail has come.
        app.until(
            "the new mail is counted",
            "[...document.querySelectorAll('[data-testid^=source-feed]')]
                .find((row) => row.innerText.includes('Steppe Post'))?.innerText.includes('2')",
        )
        .await;
        app.script("[...document.querySelectorAll('[data-testid^=source-feed]')].find((row) => row.innerText.includes('Steppe Post')).click()")
            .await;
        app.until(
            "the new mail is an article",
            "document.querySelector('[role=listbox]')?.innerText.includes('Saiga')",
        )
        .await;
        for name in dovecot.mails("News") {
            let flags = name.split_once(":2,").map_or("", |(_, flags)| flags);
            assert_eq!(flags, "", "nothing is marked: {name}");
        }
        app.click("open-newsletters").await;
        app.click("mail-place-remove").await;
        app.until(
            "it is read no more",
            "!document.querySelector('[data-testid=mail-place]')",
        )
        .await;
        app.close().await;
        let logs = std::fs::read_dir(library.path().join("logs")).expect("the app has a log");
        for file in logs.flatten() {
            let text = std::fs::read_to_string(file.path()).expect("it is text");
            assert!(!text.contains(USER) && !text.contains("battery"), "{text}");
        }
    });
}

async fn refresh(app: &App) {
    app.ready().await;
    app.script("document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'r', code: 'KeyR', bubbles: true }))")
        .await;
}
