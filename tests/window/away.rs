//! What is kept for reading without a network, and what becomes of it: through the window and its dialogs.

use kazpost_tests::feeds::{Item, channel, rss};
use kazpost_tests::webdriver::{App, journey};
use kazpost_tests::{Reply, Server};
use tempfile::tempdir;

use crate::{go_to, open_story, paragraphs, serve, subscribe};

/// A GIF of this size, whose one pixel that is drawn stands in its corner.
fn gif(width: u16, height: u16) -> Vec<u8> {
    let mut bytes = b"GIF89a".to_vec();
    bytes.extend(width.to_le_bytes());
    bytes.extend(height.to_le_bytes());
    bytes.extend(b"\x80\0\0\x20\x60\x90\xff\xff\xff\x2c\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0;");
    bytes
}

/// Stories with a picture before their text, of a shape that nobody guesses; the markup does not tell it.
fn illustrated(server: &Server, stories: u32) {
    let items: Vec<Item> = (1..=stories)
        .map(|number| Item {
            guid: number.to_string(),
            title: format!("Story {number} of The Album"),
            body: format!(
                "<p>It begins.</p><p><img src=\"/{number}.gif\" alt=\"A tall tower\"></p>{}",
                paragraphs(number)
            ),
            hours: number,
            ..Item::default()
        })
        .collect();
    server.set(
        "/feed.xml",
        Reply::rss(rss("The Album", &server.url("/"), &items)),
    );
    for number in 1..=stories {
        server.set(&format!("/{number}.gif"), Reply::ok("image/gif", gif(320, 800)));
    }
}

const PAINTED: &str = "[...document.querySelectorAll('[data-testid=article-body] img')]
    .some((image) => image.complete && image.naturalWidth === 320 && image.naturalHeight === 800)";

async fn choose_pictures(app: &App, when: &str) {
    app.click("settings").await;
    app.choose("fetch-pictures", when).await;
}

/// Pictures come after the refresh, their place is kept before they are there, and they stay without a network; one
/// that is not wanted shows what it is of and comes when it is asked for.
#[test]
fn pictures_are_kept_move_nothing_and_come_one_by_one_where_the_reader_wants_that() {
    journey("pictures", async |setting| {
        let library = tempdir().expect("a folder");
        let server = Server::start();
        illustrated(&server, 2);
        let app = setting.open(library.path()).await;
        app.ready().await;
        choose_pictures(&app, "never").await;
        app.shot("offline-settings").await;
        subscribe(&app, &server.url("/feed.xml"), "Story 1 of The Album").await;
        open_story(&app, "Story 1 of The Album").await;
        app.until(
            "it says what the picture is of",
            "document.querySelector('.nopic [role=img]')?.getAttribute('aria-label') === 'A tall tower'",
        )
        .await;
        assert!(server.requests_for("/1.gif").is_empty(), "nobody asked for it");
        app.shot("picture-missing").await;
        app.click("picture-fetch").await;
        app.until("it is painted", PAINTED).await;
        app.until(
            "and nothing stands in its place",
            "!document.querySelector('.nopic')",
        )
        .await;

        choose_pictures(&app, "always").await;
        app.click("sync").await;
        let began = std::time::Instant::now();
        while server.requests_for("/2.gif").is_empty() {
            assert!(began.elapsed().as_secs() < 20, "the refresh brings no pictures");
            tokio::time::sleep(std::time::Duration::from_millis(100)).await;
        }
        tokio::time::sleep(std::time::Duration::from_secs(1)).await;
        server.stop();
        app.close().await;

        let app = setting.open(library.path()).await;
        app.ready().await;
        go_to(&app, "The Album").await;
        open_story(&app, "Story 2 of The Album").await;
        let place = "const image = document.querySelector('[data-testid=article-body] img');
            const box = image.getBoundingClientRect();
            return [image.getAttribute('width'), image.getAttribute('height'), Math.round(box.height / box.width * 100)]";
        let before = app.script(place).await;
        app.until("it is painted", PAINTED).await;
        assert_eq!(before, app.script(place).await, "the page knew its shape");
        assert_eq!(before[0], "320", "{before}");
        assert_eq!(before[2], 250, "{before}");
        app.shot("picture-kept").await;
        app.close().await;
    });
}

fn page(number: u32) -> String {
    let sentence =
        "The council met for the third time and agreed on a plan that nobody had expected a year ago. ";
    format!(
        "<html><head><title>Report {number}</title></head><body><article><h1>Report {number}</h1><p>{}</p>
         <p><img src=\"/{number}.gif\" alt=\"A chart\"></p><p>{} It ends here.</p></article></body></html>",
        sentence.repeat(4),
        sentence.repeat(4)
    )
}

/// An edition is prepared, says what is missing and why, is tried again and is whole; a page is saved; then the
/// network goes and everything can be read.
#[test]
fn an_edition_says_what_is_missing_and_is_tried_again() {
    journey("edition", async |setting| {
        let library = tempdir().expect("a folder");
        let server = Server::start();
        let items: String = (1..=2)
            .map(|number| {
                format!(
                    "<item><guid>{number}</guid><title>Report {number}</title><link>{}</link>
                     <description>The council met and […]</description></item>",
                    server.url(&format!("/report-{number}"))
                )
            })
            .collect();
        server.set("/feed.xml", Reply::rss(channel("The Record", &items)));
        for number in 1..=3 {
            server.set(&format!("/report-{number}"), Reply::html(page(number)));
        }
        for number in [1, 3] {
            server.set(&format!("/{number}.gif"), Reply::ok("image/gif", gif(320, 800)));
        }
        let app = setting.open(library.path()).await;
        app.ready().await;
        subscribe(&app, &server.url("/feed.xml"), "Report 1").await;

        app.click("open-palette").await;
        app.type_into("palette-text", "Save a page").await;
        app.until(
            "the command is offered",
            "document.querySelector('[data-testid=palette]')?.innerText.includes('Save a page')",
        )
        .await;
        app.see("palette-text")
            .await
            .send_keys("\u{e007}")
            .await
            .expect("it takes keys");
        app.type_into("save-page-address", &server.url("/nothing-here"))
            .await;
        app.click("save-page-submit").await;
        app.until(
            "it says why not",
            "document.querySelector('[data-testid=save-page-message]')?.innerText.includes('404')",
        )
        .await;
        app.shot("save-page").await;
        app.type_into("save-page-address", &server.url("/report-3")).await;
        app.click("save-page-submit").await;
        app.until(
            "it is a bookmark",
            "document.querySelector('[data-testid=bookmarks]')?.innerText.includes('Report 3')",
        )
        .await;

        app.click("prepare").await;
        app.click("edition-start").await;
        let status = |words: &str| {
            format!("document.querySelector('[data-testid=edition-status]')?.innerText.includes({words:?})")
        };
        // The starter edition's articles are part of it.
        app.until(
            "one picture is missing",
            "document.querySelector('[data-testid=edition] details')?.innerText.includes('1')",
        )
        .await;
        app.script("document.querySelector('[data-testid=edition] details').open = true")
            .await;
        app.until(
            "which and why",
            "document.querySelector('[data-testid=edition] details').innerText.includes('/2.gif')
             && document.querySelector('[data-testid=edition] details').innerText.includes('404')",
        )
        .await;
        app.shot("edition-missing").await;
        server.set("/2.gif", Reply::ok("image/gif", gif(320, 800)));
        app.click("edition-start").await;
        app.until(
            "now it is whole",
            "document.querySelector('[data-testid=edition-status]')?.innerText.startsWith('Kept')
             && !document.querySelector('[data-testid=edition] details')",
        )
        .await;
        app.until("it says so", &status("Kept: ")).await;
        app.click("edition-export").await;
        app.see("export-format").await;
        app.choose("export-format", "html").await;
        app.shot("export").await;
        app.script("document.querySelector('[data-testid=export]').dispatchEvent(new Event('cancel', { cancelable: true }))")
            .await;
        server.stop();
        go_to(&app, "The Record").await;
        open_story(&app, "Report 2").await;
        app.until(
            "the whole report is there, and its picture",
            &format!("document.querySelector('[data-testid=article-body]').innerText.includes('It ends here') && {PAINTED}"),
        )
        .await;
        app.until(
            "it says that it is kept",
            "document.querySelector('[data-testid=offline]').dataset.kept === 'complete'",
        )
        .await;
        app.close().await;
    });
}

/// A source gets its own choice of text and pictures; what changed after it was read is told; old articles are shown
/// before they go; and the edition ends.
#[test]
fn a_source_has_its_own_choice_and_what_changed_or_grew_old_is_told() {
    journey("corrections", async |setting| {
        let library = tempdir().expect("a folder");
        let server = serve("/feed.xml", "The Steppe Courier", 3);
        let app = setting.open(library.path()).await;
        app.ready().await;
        subscribe(&app, &server.url("/feed.xml"), "Story 1 of The Steppe Courier").await;
        open_story(&app, "Story 2 of The Steppe Courier").await;

        app.click("settings").await;
        let edit = "[...document.querySelectorAll('[data-testid^=edit-feed-]')]
               .find((button) => button.closest('tr, li, div').innerText.includes('Courier'))";
        app.until("the source is in the table", &format!("Boolean({edit})"))
            .await;
        app.script(&format!("{edit}.click()")).await;
        app.choose("edit-feed-pictures", "never").await;
        app.choose("edit-feed-content", "feed").await;
        app.shot("edit-feed").await;
        app.click("edit-feed-submit").await;
        app.until("it is kept", "!document.querySelector('[data-testid=edit-feed]')")
            .await;
        let chosen = rusqlite::Connection::open(library.path().join("library.sqlite"))
            .and_then(|database| {
                database.query_row(
                    "SELECT content || ' ' || pictures FROM feeds WHERE feed_title = 'The Steppe Courier'",
                    [],
                    |row| row.get::<_, String>(0),
                )
            })
            .expect("the library is a database");
        assert_eq!(chosen, "feed never");

        let corrected = crate::story_feed(&server, "The Steppe Courier", 3).replace(
            "reads the sky for the weather",
            "reads the clouds for the weather",
        );
        server.set("/feed.xml", Reply::rss(corrected));
        // While one runs, the button ends it.
        app.until(
            "no refresh runs",
            "!document.querySelector('[data-testid=sync].turning')",
        )
        .await;
        app.click("sync").await;
        go_to(&app, "Courier").await;
        app.until(
            "the list says what changed, and of what was read alone",
            "document.querySelectorAll('[data-testid=changed]').length === 1",
        )
        .await;
        open_story(&app, "Story 2 of The Steppe Courier").await;
        app.click("redline-toggle").await;
        app.until(
            "word by word",
            "document.querySelector('[data-testid=redline] del')?.innerText.includes('sky')
             && document.querySelector('[data-testid=redline] ins')?.innerText.includes('clouds')",
        )
        .await;
        app.shot("redline").await;
        open_story(&app, "Story 1 of The Steppe Courier").await;
        go_to(&app, "Courier").await;
        app.until(
            "what was seen is told no more",
            "!document.querySelector('[data-testid=changed]')",
        )
        .await;

        rusqlite::Connection::open(library.path().join("library.sqlite"))
            .and_then(|database| {
                database.execute_batch("UPDATE bodies SET first_seen = first_seen - 100 * 86400")
            })
            .expect("they grow old");
        app.click("settings").await;
        app.choose("keep-days", "30").await;
        app.until(
            "what would go is shown",
            "document.querySelector('[data-testid=surplus]')?.innerText.includes('articles')",
        )
        .await;
        app.shot("surplus").await;
        app.click("surplus-remove").await;
        app.until(
            "then it goes",
            "Boolean(document.querySelector('[data-testid=surplus-none]'))",
        )
        .await;
        app.close().await;
    });
}

/// A text that the disk lost is named, and the way to where it was published is offered.
#[test]
fn a_damaged_text_is_read_where_it_was_published() {
    journey("damaged", async |setting| {
        let library = tempdir().expect("a folder");
        let server = serve("/feed.xml", "The Steppe Courier", 3);
        let app = setting.open(library.path()).await;
        app.ready().await;
        subscribe(&app, &server.url("/feed.xml"), "Story 1 of The Steppe Courier").await;
        rusqlite::Connection::open(library.path().join("library.sqlite"))
            .and_then(|database| {
                database.execute(
                    "UPDATE bodies SET packed = x'ffffff7f00', url = 'https://example.org/three'
                     WHERE guid = 'The Steppe Courier-3'",
                    [],
                )
            })
            .expect("it is damaged");
        app.script(
            "[...document.querySelectorAll('[data-testid^=\"row-\"]')]
               .find((row) => row.innerText.includes('Story 3')).click()",
        )
        .await;
        app.until(
            "the window says so, and where else the article is",
            "document.body.innerText.includes('damaged in the library')
             && Boolean(document.querySelector('[data-testid=original]'))",
        )
        .await;
        app.shot("damaged").await;
        open_story(&app, "Story 2 of The Steppe Courier").await;
        app.close().await;
    });
}
