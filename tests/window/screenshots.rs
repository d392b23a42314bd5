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
                app.client
                    .set_window_size(width, height)
                    .await
                    .expect("the window takes the size");
                tokio::time::sleep(std::time::Duration::from_millis(700)).await;
                app.shot(&format!("front-{width}-{language}-{theme}")).await;
            }
        }
        app.close().await;
    });
}

async fn choose(app: &App, theme: &str, language: &str) {
    let save = format!(
        "const ask = window.__TAURI_INTERNALS__.invoke;
         return ask('settings').then((s) => ask('settings_save', {{ request: {{ ...s, theme: '{theme}', language: '{language}' }} }}))"
    );
    app.script(&save).await;
    app.script("location.reload()").await;
    app.until(
        "the page wears it",
        &format!("document.documentElement.dataset.theme === '{theme}'"),
    )
    .await;
}
