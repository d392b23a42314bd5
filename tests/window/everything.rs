use kazpost_tests::webdriver::{App, journey};
use tempfile::tempdir;

use crate::press;
use crate::views::{THEMES, VIEWS, View, paper, size, wear};

/// Every view on every paper in every language and width, for whoever looks; `cargo xtask screenshots` asks for it.
/// `KAZPOST_SCREENSHOTS_OF` (part of a view's name), `_ON` (papers) and `_IN` (languages) ask for fewer.
#[test]
fn screenshots_of_everything() {
    journey("screenshots of everything", async |setting| {
        if std::env::var_os("KAZPOST_EVERY_SCREENSHOT").is_none() {
            eprintln!("SKIPPED screenshots of everything: `cargo xtask screenshots` takes them");
            return;
        }
        let chosen = |name: &str| std::env::var(name).unwrap_or_default();
        let only = chosen("KAZPOST_SCREENSHOTS_OF");
        let papers = chosen("KAZPOST_SCREENSHOTS_ON");
        let languages = chosen("KAZPOST_SCREENSHOTS_IN");
        let wanted = |list: &str, name: &str| list.is_empty() || list.split(',').any(|one| one == name);
        let mut taken = 0;
        for language in ["en", "ru", "kk"] {
            if !wanted(&languages, language) {
                continue;
            }
            let folder = tempdir().expect("a folder");
            let server = press::open(language);
            press::library(&server, folder.path(), language).await;
            let app = setting.open(folder.path()).await;
            app.ready().await;
            app.script(press::WITHOUT_STARTER).await;
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
                    again(&app, view).await;
                    for theme in THEMES.iter().filter(|theme| wanted(&papers, theme)) {
                        paper(&app, theme).await;
                        settle(120).await;
                        let name = view.name.replace(' ', "-");
                        app.shot(&format!("{name}-{width}-{language}-{theme}")).await;
                        taken += 1;
                    }
                }
            }
            app.close().await;
        }
        println!("{taken} pictures");
    });
}

/// What closes when the window changes its size is opened once more.
async fn again(app: &App, view: &View) {
    let Some((step, shown)) = view.steps.last() else {
        return;
    };
    let there = app.script(&format!("return Boolean({shown})")).await;
    if there.as_bool() == Some(false) {
        app.script(step).await;
        settle(300).await;
    }
}

/// Until what moves has moved. A picture taken too early is a poor picture, not a failed test.
async fn settle(milliseconds: u64) {
    tokio::time::sleep(std::time::Duration::from_millis(milliseconds)).await;
}
