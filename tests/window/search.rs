use kazpost_tests::webdriver::journey;
use tempfile::tempdir;

use crate::{serve, subscribe};

/// The search page finds as one types, shows where the words stand, narrows, explains, and leads to the article; there
/// the words are found again.
#[test]
fn articles_are_found_by_their_words_and_words_within_the_article() {
    journey("search", async |setting| {
        let library = tempdir().expect("a folder");
        let server = serve("/feed.xml", "The Steppe Courier", 12);
        let app = setting.open(library.path()).await;
        subscribe(&app, &server.url("/feed.xml"), "Story 1 of The Steppe Courier").await;

        app.click("open-search").await;
        app.until(
            "the caret is in the query",
            "document.activeElement?.dataset.testid === 'query'",
        )
        .await;
        app.shot("search-start").await;
        type_query(&app, "paragraph title:story").await;
        app.until(
            "what was typed is found",
            "document.querySelectorAll('[data-testid=hit]').length === 12 \
             && document.querySelectorAll('[data-testid=hit] mark').length >= 24",
        )
        .await;
        app.until(
            "the operator is set apart",
            "document.querySelector('[data-testid=query] .operator')?.textContent.trim() === 'title:story'",
        )
        .await;
        app.until(
            "the query is what was typed",
            "document.querySelector('[data-testid=query]').textContent === 'paragraph title:story'",
        )
        .await;
        for width in [400, 900, 1600] {
            app.client
                .set_window_size(width, 900)
                .await
                .expect("the window takes the size");
            tokio::time::sleep(std::time::Duration::from_millis(500)).await;
            app.shot(&format!("search-found-{width}")).await;
        }

        type_query(&app, "paragrpah").await;
        app.until(
            "another word is proposed",
            "document.querySelector('[data-testid=suggestion]')?.textContent.startsWith('paragraph')",
        )
        .await;
        app.shot("search-nothing").await;
        app.click("suggestion").await;
        app.until(
            "it finds",
            "document.querySelectorAll('[data-testid=hit]').length >= 12",
        )
        .await;

        type_query(&app, "colour:red").await;
        app.until(
            "what is no operator is said",
            "document.querySelectorAll('[data-testid=query-problem]').length === 1",
        )
        .await;

        type_query(&app, "title:\"story 3\"").await;
        app.until(
            "one is found",
            "document.querySelectorAll('[data-testid=hit]').length === 1",
        )
        .await;
        app.click("hit").await;
        app.until(
            "its body is shown",
            "document.querySelector('[data-testid=article-body]')?.innerText.includes('Paragraph 40 of story 3')",
        )
        .await;
        app.script(
            "document.dispatchEvent(new KeyboardEvent('keydown', \
             {key: 'f', code: 'KeyF', ctrlKey: true, bubbles: true, cancelable: true}))",
        )
        .await;
        app.until(
            "the field for finding is there",
            "document.activeElement?.dataset.testid === 'find-text'",
        )
        .await;
        app.script(
            "const f = document.querySelector('[data-testid=find-text]'); f.value = 'paragraph 3'; \
             f.dispatchEvent(new InputEvent('input', {bubbles: true}))",
        )
        .await;
        app.until(
            "the places are counted",
            "document.querySelector('[data-testid=find-count]')?.textContent === '1 of 11'",
        )
        .await;
        app.click("find-next").await;
        app.until(
            "the next is looked at",
            "document.querySelector('[data-testid=find-count]')?.textContent === '2 of 11' \
             && CSS.highlights.get('find').size === 10 && CSS.highlights.get('find-now').size === 1",
        )
        .await;
        app.shot("find-in-article").await;
        app.close().await;
    });
}

/// As a keyboard does: the browser itself puts the text in.
async fn type_query(app: &kazpost_tests::webdriver::App, text: &str) {
    let text = serde_json::to_string(text).expect("text");
    app.script(&format!(
        "const q = document.querySelector('[data-testid=query]'); q.focus(); \
         getSelection().selectAllChildren(q); document.execCommand('insertText', false, {text})"
    ))
    .await;
}
