use kazpost_tests::webdriver::journey;
use tempfile::tempdir;

use crate::views::{THEMES, VIEWS, paper, size, wear};

/// Every view on every paper in every language and width, for whoever looks; `cargo xtask screenshots` asks for it.
#[test]
fn screenshots_of_everything() {
    journey("screenshots of everything", async |setting| {
        if std::env::var_os("KAZPOST_EVERY_SCREENSHOT").is_none() {
            eprintln!("SKIPPED screenshots of everything: `cargo xtask screenshots` takes them");
            return;
        }
        let only = std::env::var("KAZPOST_SCREENSHOTS_OF").unwrap_or_default();
        let library = tempdir().expect("a folder");
        let app = setting.open(library.path()).await;
        app.ready().await;
        let mut taken = 0;
        for language in ["en", "ru", "kk"] {
            for view in VIEWS.iter().filter(|view| view.name.contains(&only)) {
                size(&app, 1200, 900).await;
                wear(&app, language, view.layout).await;
                for (step, shown) in view.steps {
                    app.script(step).await;
                    app.until(view.name, shown).await;
                }
                settle(300).await;
                for (width, height) in [(1600, 1000), (900, 800), (400, 800)] {
                    size(&app, width, height).await;
                    for theme in THEMES {
                        paper(&app, theme).await;
                        settle(120).await;
                        let name = view.name.replace(' ', "-");
                        app.shot(&format!("{name}-{width}-{language}-{theme}")).await;
                        taken += 1;
                    }
                }
            }
        }
        println!("{taken} pictures");
        app.close().await;
    });
}

/// Until what moves has moved. A picture taken too early is a poor picture, not a failed test.
async fn settle(milliseconds: u64) {
    tokio::time::sleep(std::time::Duration::from_millis(milliseconds)).await;
}
