use kazpost_tests::webdriver::{App, journey};
use tempfile::tempdir;

/// Pictures of the starter newspaper for whoever looks at the change; they prove nothing by themselves.
#[test]
fn screenshots() {
    journey("screenshots", async |setting| {
        let library = tempdir().expect("a folder");
        let app = setting.open(library.path()).await;
        app.ready().await;
        for (theme, language) in [("light", "en"), ("dark", "ru"), ("sepia", "kk")] {
            choose(&app, theme, language).await;
            for (width, height) in [(1600, 1000), (900, 800), (400, 800)] {
                size(&app, width, height).await;
                app.shot(&format!("front-{width}-{language}-{theme}")).await;
            }
        }
        for (theme, language) in [("light", "en"), ("dark", "kk")] {
            choose(&app, theme, language).await;
            for (width, height) in [(1600, 1000), (900, 800), (400, 800)] {
                size(&app, width, height).await;
                let name = |view: &str| format!("{view}-{width}-{language}-{theme}");
                app.script(GO_TO_LIST).await;
                settle().await;
                app.shot(&name("list")).await;
                app.script("document.querySelectorAll('[data-testid^=\"row-\"]')[3]?.click()")
                    .await;
                settle().await;
                app.shot(&name("article")).await;
                app.script("document.querySelector('#sheet')?.scrollTo(0, 900)")
                    .await;
                settle().await;
                app.shot(&name("article-below")).await;
                app.script("document.querySelector('[data-testid=back]')?.click()")
                    .await;
                app.script(GO_TO_SETTINGS).await;
                settle().await;
                app.shot(&name("settings")).await;
            }
        }
        app.close().await;
    });
}

const GO_TO_LIST: &str = "
    document.querySelector('[data-testid=menu]')?.click();
    setTimeout(() => document.querySelector('[data-testid=source-all]')?.click(), 300)";

const GO_TO_SETTINGS: &str = "
    document.querySelector('[data-testid=menu]')?.click();
    setTimeout(() => document.querySelector('[data-testid=settings]')?.click(), 300)";

async fn size(app: &App, width: u32, height: u32) {
    app.client
        .set_window_size(width, height)
        .await
        .expect("the window takes the size");
    settle().await;
}

/// Until what moves has moved. A picture taken too early is a poor picture, not a failed test.
async fn settle() {
    tokio::time::sleep(std::time::Duration::from_millis(900)).await;
}

async fn choose(app: &App, theme: &str, language: &str) {
    let save = format!(
        "const ask = window.__TAURI_INTERNALS__.invoke;
         return ask('start', {{ request: {{}} }}).then(({{ settings }}) => ask('settings_save', {{ request: {{ ...settings, theme: '{theme}', language: '{language}' }} }}))"
    );
    app.script(&save).await;
    app.script("location.reload()").await;
    app.until(
        "the page wears it",
        &format!("document.documentElement.dataset.theme === '{theme}'"),
    )
    .await;
}
