use kazpost_tests::webdriver::{App, journey};
use serde_json::{Value, json};
use tempfile::tempdir;

use crate::views::size;
use crate::{open_story, serve, subscribe};

/// Puts the rules for paper on the page, as the web view does when it prints.
const ON_PAPER: &str = "
    window.__paper = [];
    const walk = (rules) => {
      for (const rule of rules) {
        if (!(rule instanceof CSSMediaRule)) continue;
        if (rule.media.mediaText === 'print') { rule.media.mediaText = 'all'; window.__paper.push(rule); }
        else walk(rule.cssRules);
      }
    };
    for (const sheet of document.styleSheets) walk(sheet.cssRules);
    return window.__paper.length;";

/// What can be pressed or filled in, and can be seen.
const PRESSED: &str =
    "return [...document.querySelectorAll('button, input, select, textarea, [role=status], [role=alert]')]
    .filter((one) => one.checkVisibility({ visibilityProperty: true }) && one.getClientRects().length > 0)
    .filter((one) => !one.matches('[data-story], [data-story] *'))
    .map((one) => one.outerHTML.slice(0, 120));";

/// Parts of the page that hold more than can be seen of them: on paper nobody scrolls.
const CUT: &str = "return [...document.querySelectorAll('#app, #app *')]
    .filter((one) => one.getClientRects().length > 0 && !one.closest('svg'))
    .filter((one) => getComputedStyle(one).overflowY !== 'visible' && one.scrollHeight > one.clientHeight + 1)
    .map((one) => one.outerHTML.slice(0, 120));";

/// On paper stands the article, or the front page, whole, and nothing that is pressed or moves.
#[test]
fn what_is_printed_is_whole_and_nothing_on_it_can_be_pressed() {
    journey("print", async |setting| {
        let library = tempdir().expect("a folder");
        let server = serve("/feed.xml", "The Steppe Courier", 12);
        let app = setting.open(library.path()).await;
        app.ready().await;
        // The front page of the starter edition, with the strip that offers the first choices.
        app.see("welcome").await;
        size(&app, 900, 1000).await;
        printed(&app, "front").await;
        on_screen(&app).await;
        size(&app, 1600, 1000).await;
        subscribe(&app, &server.url("/feed.xml"), "Story 1 of The Steppe Courier").await;
        open_story(&app, "Story 2 of The Steppe Courier").await;
        app.see("article-body").await;
        // A publication with colours of its own has them on the page itself (`ui/src/state/settings.svelte.ts`).
        app.script(
            "document.documentElement.style.setProperty('--ink', 'rgb(240, 240, 240)');
                 document.documentElement.style.setProperty('--paper', 'rgb(20, 20, 20)');",
        )
        .await;
        printed(&app, "article").await;
        let inks = app
            .script(
                "const shown = getComputedStyle(document.querySelector('[data-testid=article-body] p'));
                 return [shown.color, getComputedStyle(document.documentElement).backgroundColor]",
            )
            .await;
        assert_eq!(
            inks,
            json!(["rgb(0, 0, 0)", "rgb(255, 255, 255)"]),
            "black on white whatever the publication's colours"
        );
        let whole = app
            .script(
                "const last = [...document.querySelectorAll('[data-testid=article-body] p')].at(-1);
                 return last.innerText.startsWith('Paragraph 40') &&
                   last.getBoundingClientRect().bottom + scrollY <= document.scrollingElement.scrollHeight",
            )
            .await;
        assert_eq!(whole, true, "to its last paragraph");
        let beside = app
            .script("return document.body.innerText.includes('Story 5 of The Steppe Courier')")
            .await;
        assert_eq!(beside, false, "without the list that it was opened from");
        app.close().await;
    });
}

async fn printed(app: &App, name: &str) {
    let rules = app.script(ON_PAPER).await;
    assert!(
        rules.as_u64().is_some_and(|rules| rules > 0),
        "there are rules for paper"
    );
    app.shot(&format!("print-{name}")).await;
    for (what, question) in [("can be pressed", PRESSED), ("is cut off", CUT)] {
        let found = app.script(question).await;
        assert_eq!(found, Value::Array(Vec::new()), "{name}: what {what}");
    }
}

/// Takes the rules for paper off the page again.
async fn on_screen(app: &App) {
    app.script("for (const rule of window.__paper) rule.media.mediaText = 'print'")
        .await;
}
