use kazpost_tests::webdriver::journey;
use tempfile::tempdir;

/// Language and theme change at once, and stay.
#[test]
fn language_and_theme_change_at_once_and_stay() {
    journey("choices", async |setting| {
        let library = tempdir().expect("a folder");
        let app = setting.open(library.path()).await;
        app.click("settings").await;
        for (language, word) in [
            ("kk", "Баптаулар"),
            ("ru", "Настройки"),
            ("en", "Settings"),
            ("kk", "Баптаулар"),
        ] {
            app.choose("language", language).await;
            app.until(
                "the page is in the language",
                &format!("document.documentElement.lang === '{language}'"),
            )
            .await;
            app.until(
                "its words are too",
                &format!("document.body.innerText.includes('{word}')"),
            )
            .await;
        }
        for theme in ["sepia", "dark"] {
            app.choose("theme", theme).await;
            app.until(
                "the page wears it",
                &format!("document.documentElement.dataset.theme === '{theme}'"),
            )
            .await;
        }
        app.shot("settings-kk-dark").await;
        app.close().await;

        let app = setting.open(library.path()).await;
        app.see("source-front").await;
        app.until(
            "both were kept",
            "document.documentElement.lang === 'kk' && document.documentElement.dataset.theme === 'dark'",
        )
        .await;
        app.close().await;
    });
}
