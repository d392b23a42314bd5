use std::path::Path;
use std::time::{Duration, Instant};

use kazpost_api::Settings;
use kazpost_core::{Library, Options};
use kazpost_tests::Server;
use kazpost_tests::updates::{PACKAGE, Publisher, installed, package};
use kazpost_tests::webdriver::{App, PATIENCE, journey};
use tempfile::tempdir;

use crate::accessible::{axe, violations};
use crate::views::THEMES;

const STRIP_SEEN: &str = "return document.querySelector('[data-testid=update-strip]')
    .checkVisibility({ visibilityProperty: true })";

/// A library of the starter edition whose reader has chosen a paper and a language.
fn library(data_dir: &Path, theme: &str, language: &str) {
    let options = Options {
        data_dir: data_dir.to_owned(),
        starter: true,
        ..Options::default()
    };
    let library = Library::open(options).expect("a library");
    let settings = Settings {
        theme: theme.into(),
        language: language.into(),
        welcomed: true,
        sync_at_start: false,
        ..Settings::default()
    };
    library.settings_save(settings).expect("settings");
}

/// The new version: it notes that it was started, and is the app under test from there on.
fn new_program(app: &Path, notes: &Path) -> Vec<u8> {
    let (app, notes) = (app.display(), notes.display());
    format!(
        "#!/bin/sh\nif [ \"$1\" = --version ]; then echo \"KazPost 0.2.0\"; exit; fi\n\
         echo \"0.2.0 was started: $*\" >> '{notes}'\nexec '{app}' \"$@\"\n"
    )
    .into_bytes()
}

/// An installed app finds a new version, tells of it in a line, and is really replaced by it when the reader says so;
/// what is opened then is the new one, over the same library.
#[test]
fn an_installed_app_is_replaced_by_the_new_version_and_that_one_runs() {
    journey("update", async |setting| {
        let folder = tempdir().expect("a folder");
        let (data, notes) = (folder.path().join("data"), folder.path().join("notes"));
        let (server, publisher) = (Server::start(), Publisher::default());
        publisher.publish(&server, &data);
        library(&data, "light", "en");
        let old = std::fs::read(setting.app()).expect("the app");
        let program = installed(&folder.path().join("kazpost-0.1.0"), "kazpost-desktop", &old);
        let new = new_program(setting.app(), &notes);
        publisher.offer(
            &server,
            "0.2.0",
            &package(&[("kazpost-0.2.0/usr/bin/kazpost-desktop", &new)]),
        );

        let app = setting.with_app(&program).open(&data).await;
        app.see("update-strip").await;
        let dialogs = app
            .script("return document.querySelectorAll('dialog[open], [role=dialog]').length")
            .await;
        assert_eq!(dialogs, 0, "nothing opens by itself");
        app.shot("update-strip").await;
        app.script("document.querySelector('[data-story]').click()").await;
        app.see("article-title").await;
        let seen = app.script(STRIP_SEEN).await;
        assert_eq!(seen, false, "it does not stand over what is read");
        app.script("document.querySelector('[data-testid=back]').click()")
            .await;

        app.click("update-look").await;
        app.see("update-release").await;
        let elements = app
            .script("return document.querySelector('[data-testid=update-notes]').children.length")
            .await;
        assert_eq!(elements, 0, "what came from the network is text");
        assert!(app.text("update-notes").await.contains("<b>listened</b>"));
        assert!(
            !server.requests().iter().any(|seen| seen.path == PACKAGE),
            "it asks before it downloads"
        );
        app.shot("update-offered").await;
        app.script(&axe()).await;
        for theme in THEMES {
            let broken = violations(&app, theme, "undefined").await;
            assert!(broken.is_empty(), "{theme}: {}", broken.join("\n"));
        }

        app.click("update-install").await;
        app.see("update-restart").await;
        app.shot("update-installed").await;
        assert_eq!(
            std::fs::read(&program).expect("the program"),
            new,
            "it is replaced"
        );
        let process = app.process();
        assert_eq!(running_file(process), program, "and the old one still runs");
        assert!(!notes.exists());

        // A click of the driver's would wait for an answer, and whoever is to give it has ended by then.
        app.script("setTimeout(() => document.querySelector('[data-testid=update-restart]').click(), 100)")
            .await;
        let began = Instant::now();
        let log = || std::fs::read_to_string(data.join("logs/kazpost.log")).unwrap_or_default();
        while log().matches(" began, ").count() < 2 {
            assert!(
                began.elapsed() < PATIENCE,
                "the new version does not open: {}",
                log()
            );
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        let notes = std::fs::read_to_string(&notes).expect("the new version was started");
        assert_eq!(notes.lines().count(), 1, "{notes}");
        assert!(
            notes.contains(&*data.to_string_lossy()),
            "with the same words: {notes}"
        );
        assert_eq!(running_file(process), setting.app(), "it is the new one");
        let ended = std::process::Command::new("kill")
            .arg(process.to_string())
            .status();
        assert!(ended.is_ok_and(|status| status.success()));
    });
}

/// The file that a process runs; a file that was removed meanwhile is marked by the system.
fn running_file(process: u32) -> std::path::PathBuf {
    let file = std::fs::read_link(format!("/proc/{process}/exe")).expect("it runs");
    let text = file.to_string_lossy().into_owned();
    text.strip_suffix(" (deleted)").unwrap_or(&text).into()
}

/// The line keeps to the front page: an article that is open is left in peace. Put aside, it stays away.
#[test]
fn the_line_about_a_new_version_leaves_the_reader_in_peace() {
    journey("update put aside", async |setting| {
        for (theme, language, width) in [("dark", "ru", 400), ("light", "kk", 1600)] {
            let folder = tempdir().expect("a folder");
            let data = folder.path().join("data");
            let (server, publisher) = (Server::start(), Publisher::default());
            publisher.publish(&server, &data);
            library(&data, theme, language);
            let old = std::fs::read(setting.app()).expect("the app");
            let program = installed(folder.path(), "kazpost-desktop", &old);
            publisher.offer(
                &server,
                "0.2.0",
                &package(&[("k/usr/bin/kazpost-desktop", b"no program")]),
            );
            let app = setting.with_app(&program).open(&data).await;
            app.client.set_window_size(width, 900).await.expect("a size");
            app.see("update-strip").await;
            app.shot(&format!("update-strip-{width}-{language}-{theme}"))
                .await;
            app.click("update-look").await;
            app.see("update-release").await;
            app.shot(&format!("update-offered-{width}-{language}-{theme}"))
                .await;
            app.click("update-install").await;
            app.see("update-failed").await;
            app.shot(&format!("update-failed-{width}-{language}-{theme}"))
                .await;
            assert_eq!(
                std::fs::read(&program).expect("the program").len(),
                old.len(),
                "the old one stays"
            );
            app.click("update-skip").await;
            quiet(&app).await;
            app.close().await;
            let app = setting.with_app(&program).open(&data).await;
            app.ready().await;
            quiet(&app).await;
            app.close().await;
        }
    });
}

async fn quiet(app: &App) {
    tokio::time::sleep(Duration::from_millis(500)).await;
    let told = app
        .script("return document.querySelector('[data-testid=update-strip]') !== null")
        .await;
    assert_eq!(told, false, "it was put aside");
}
