use std::process::Command;

use kazpost_tests::webdriver::journey;
use tempfile::tempdir;

/// The program breaks off; what is left behind says where and not over which words, and the next start shows it.
#[test]
fn a_crash_leaves_a_report_and_the_next_start_offers_it_once() {
    journey("crash", async |setting| {
        let folder = tempdir().expect("a folder");
        let app = std::env::var_os("KAZPOST_APP").expect("an app");
        let ended = Command::new(app)
            .arg("--data-dir")
            .arg(folder.path())
            .arg("--panic")
            .status()
            .expect("it starts");
        assert!(!ended.success(), "it broke off");

        let app = setting.open(folder.path()).await;
        app.see("fault").await;
        app.shot("fault").await;
        app.click("fault-show").await;
        app.until(
            "the report is shown",
            "document.querySelector('[data-testid=report-text]')?.innerText.includes('asked to panic')",
        )
        .await;
        let text = app.text("report-text").await;
        assert!(text.contains("src-tauri/src/lib.rs"), "it says where: {text}");
        assert!(!text.contains("words of an article"), "and not over what: {text}");
        assert!(
            text.contains("a fault, see the report"),
            "the log says when: {text}"
        );
        app.shot("report").await;
        app.close().await;

        let app = setting.open(folder.path()).await;
        app.ready().await;
        app.click("settings").await;
        app.see("show-report").await;
        let again = app
            .script("return document.querySelector('[data-testid=fault]') !== null")
            .await;
        assert_eq!(again, false, "it is told of once");
        app.close().await;
    });
}
