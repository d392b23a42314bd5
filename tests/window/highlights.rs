use kazpost_tests::webdriver::{App, journey};
use tempfile::tempdir;

use crate::{open_story, serve, subscribe};

/// Selects words of a paragraph of the open article, as a pointer would.
async fn select(app: &App, paragraph: usize, from: usize, to: usize) {
    let body = format!(
        "const p = document.querySelectorAll('[data-testid=article-body] p')[{paragraph}];
         p.scrollIntoView({{ block: 'center' }});
         const range = document.createRange();
         range.setStart(p.firstChild, {from});
         range.setEnd(p.firstChild, {to});
         getSelection().removeAllRanges();
         getSelection().addRange(range);
         p.dispatchEvent(new PointerEvent('pointerup', {{ bubbles: true }}));"
    );
    app.script(&body).await;
    app.see("highlight-bar").await;
}

/// Words are highlighted and noted, seen on the bookmarks page and in the review, undone, and there again after a
/// restart.
#[test]
fn highlights_and_notes_are_made_shown_undone_and_kept() {
    journey("highlights", async |setting| {
        let library = tempdir().expect("a folder");
        let server = serve("/feed.xml", "The Steppe Courier", 4);
        let app = setting.open(library.path()).await;
        subscribe(&app, &server.url("/feed.xml"), "Story 1 of The Steppe Courier").await;
        open_story(&app, "Story 2 of The Steppe Courier").await;

        select(&app, 1, 0, 24).await;
        app.shot("highlight-bar").await;
        app.click("ink-leaf").await;
        app.until(
            "it is drawn as a range over the text",
            "CSS.highlights.get('own-leaf')?.size === 1",
        )
        .await;
        app.until("the article is a bookmark with it", BOOKMARKED).await;

        select(&app, 3, 30, 90).await;
        app.click("note").await;
        app.type_into("note-text", "Ask Aigul").await;
        app.click("note-save").await;
        app.until(
            "both are drawn",
            "[...CSS.highlights.keys()].filter(k => k.startsWith('own-')).length > 0 \
             && document.querySelectorAll('[data-testid^=passage-]').length === 2",
        )
        .await;
        app.shot("highlights-article").await;

        app.click("source-saved").await;
        app.until(
            "the bookmarks page has the words and the note",
            "document.querySelector('[data-testid=bookmarks]')?.innerText.includes('Paragraph 2 of story 2')
             && document.querySelector('[data-testid=bookmarks]').innerText.includes('Ask Aigul')",
        )
        .await;
        app.shot("bookmarks").await;
        app.click("source-highlights").await;
        app.until(
            "so has the page of highlights",
            "document.querySelectorAll('[data-testid=highlights] mark').length === 2",
        )
        .await;
        app.shot("highlights").await;

        app.script(
            "dispatchEvent(new KeyboardEvent('keydown', { key: 'z', code: 'KeyZ', ctrlKey: true, bubbles: true }))",
        )
        .await;
        app.until(
            "the note was taken back",
            "document.querySelectorAll('[data-testid=highlights] mark').length === 1",
        )
        .await;
        app.close().await;
        server.stop();

        let app = setting.open(library.path()).await;
        app.click("source-saved").await;
        open_story(&app, "Story 2 of The Steppe Courier").await;
        app.until(
            "the highlight is there again",
            "CSS.highlights.get('own-leaf')?.size === 1",
        )
        .await;
        app.close().await;
    });
}

/// A collection is made by its name, and the bookmarks page can be narrowed to it.
#[test]
fn an_article_is_put_into_a_collection_and_tagged() {
    journey("collections", async |setting| {
        let library = tempdir().expect("a folder");
        let server = serve("/feed.xml", "The Steppe Courier", 4);
        let app = setting.open(library.path()).await;
        subscribe(&app, &server.url("/feed.xml"), "Story 1 of The Steppe Courier").await;
        open_story(&app, "Story 1 of The Steppe Courier").await;
        for (key, code, name) in [("c", "KeyC", "Прочесть зимой"), ("y", "KeyY", "Су")] {
            app.script(&format!(
                "dispatchEvent(new KeyboardEvent('keydown', {{ key: '{key}', code: '{code}', bubbles: true }}))"
            ))
            .await;
            app.type_into("label-name", name).await;
            app.click("label-add").await;
            app.until(
                "it has the name",
                "document.querySelector('[data-testid=labels] [aria-pressed=true]')",
            )
            .await;
            app.script("document.querySelector('[data-testid=labels] header button').click()")
                .await;
        }
        app.click("source-tag-Су").await;
        app.until(
            "the list by tag has it alone",
            "document.querySelectorAll('[data-testid^=\"row-\"]').length === 1",
        )
        .await;
        app.click("source-saved").await;
        app.until(
            "the collection is named on the bookmarks page",
            "[...document.querySelectorAll('[data-testid=bookmarks] nav button')].some((b) => b.innerText.includes('Прочесть зимой'))",
        )
        .await;
        app.shot("collections").await;
        app.close().await;
    });
}

const BOOKMARKED: &str =
    "document.querySelector('[data-testid=bookmark]')?.getAttribute('aria-pressed') === 'true'";
