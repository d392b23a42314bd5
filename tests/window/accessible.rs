use std::path::Path;

use kazpost_tests::Reply;
use kazpost_tests::webdriver::{App, journey};
use serde_json::json;
use tempfile::tempdir;

use crate::views::{PREPARED, THEMES, VIEWS, View, paper, prepare, wear};
use crate::{serve, story_feed, subscribe, told};

/// Every view in every language and on every paper against the rules of axe-core (WCAG 2.2 A and AA, and what it
/// counts as good practice). The full set runs once a view and language; the other papers change nothing but
/// colours, so that those are checked by the rules about colours.
#[test]
fn no_view_breaks_a_rule_of_accessibility() {
    journey("accessible", async |setting| {
        let axe = axe();
        let mut broken = Vec::new();
        let mut runs = 0;
        for language in ["en", "ru", "kk"] {
            let library = tempdir().expect("a folder");
            let server = serve("/feed.xml", "The Steppe Courier", 30);
            let app = setting.open(library.path()).await;
            app.ready().await;
            subscribe(&app, &server.url("/feed.xml"), "Story 1 of The Steppe Courier").await;
            prepare(&app, &server, &story_feed(&server, "The Steppe Courier", 30)).await;
            for (at, view) in PREPARED.iter().chain(VIEWS).enumerate() {
                if at == PREPARED.len() {
                    // From here on a source that fails, and says so.
                    server.set("/feed.xml", Reply::status(500));
                }
                runs += on_every_paper(&app, &axe, language, view, &mut broken).await;
            }
            app.close().await;
        }
        println!("axe-core: {runs} runs, {} violations", broken.len());
        assert!(broken.is_empty(), "{}", broken.join("\n"));
        assert_eq!(runs, 3 * (PREPARED.len() + VIEWS.len()) * THEMES.len());
    });
}

/// The states of what belongs together, which need a library of their own.
#[test]
fn nothing_told_twice_breaks_a_rule_of_accessibility() {
    journey("accessible, told", async |setting| {
        let axe = axe();
        let mut broken = Vec::new();
        let library = tempdir().expect("a folder");
        let (_server, app) = told::with_newsstand(&setting, library.path()).await;
        for language in ["en", "ru", "kk"] {
            for view in told::STATES {
                on_every_paper(&app, &axe, language, view, &mut broken).await;
            }
        }
        app.close().await;
        assert!(broken.is_empty(), "{}", broken.join("\n"));
    });
}

/// Goes to the view and looks at it on each paper; how many looks that were.
async fn on_every_paper(
    app: &App,
    axe: &str,
    language: &str,
    view: &View,
    broken: &mut Vec<String>,
) -> usize {
    wear(app, language, view.layout).await;
    for (step, shown) in view.steps {
        app.script(step).await;
        app.until(view.name, shown).await;
    }
    tokio::time::sleep(std::time::Duration::from_millis(300)).await;
    app.script(axe).await;
    for (at, theme) in THEMES.iter().enumerate() {
        let only = if at == 0 {
            "undefined"
        } else {
            "['color-contrast', 'link-in-text-block']"
        };
        for one in violations(app, theme, only).await {
            broken.push(format!("{language} {theme} {}: {one}", view.name));
        }
    }
    THEMES.len()
}

/// The script of axe-core, to be run in the page.
pub fn axe() -> String {
    let axe = Path::new(env!("CARGO_MANIFEST_DIR")).join("../ui/node_modules/axe-core/axe.min.js");
    std::fs::read_to_string(axe).expect("`npm ci` in ui/ brings axe-core")
}

/// What breaks a rule on this paper; `only`: which rules, as JavaScript, or `undefined`.
pub async fn violations(app: &App, theme: &str, only: &str) -> Vec<String> {
    paper(app, theme).await;
    let run = format!(
        "return (async () => {{
         const only = {only};
         const rules = only ? {{ runOnly: {{ type: 'rule', values: only }} }} : {{}};
         // What changes its colour gently has changed it, on a slow machine too.
         const ends = (one) => Number.isFinite(one.effect?.getComputedTiming().endTime ?? Infinity);
         const still = () => Promise.allSettled(document.getAnimations().filter(ends).map((one) => one.finished));
         return new Promise((done) => setTimeout(done, 150)).then(still)
           .then(() => window.axe.run(document, {{ ...rules, resultTypes: ['violations'] }}))
           .then((result) => result.violations.flatMap((rule) => rule.nodes.map((node) =>
             rule.id + ' at ' + node.target.join(' ') + ': ' + node.failureSummary.replaceAll('\\n', ' ')))) }})()"
    );
    app.lines(&run, vec![json!(null)]).await
}
