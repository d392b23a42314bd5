use kazpost_tests::webdriver::journey;
use tempfile::tempdir;
use zbus::zvariant::{OwnedValue, Value};

use crate::desktop::Desktop;
use crate::{serve, subscribe};

type Update = (String, std::collections::HashMap<String, OwnedValue>);

/// Nothing stands beside the window until the reader wants it; then the icon says how much is unread, brings the
/// window and ends the app, and the launcher has its number.
#[test]
fn the_tray_says_what_is_unread_and_goes_when_it_is_not_wanted() {
    journey("tray", async |setting| {
        let desktop = Desktop::new();
        let mut counts = desktop.counts();
        let folder = tempdir().expect("a folder");
        let server = serve("/feed.xml", "The Steppe Courier", 3);
        let app = setting.open(folder.path()).await;
        subscribe(&app, &server.url("/feed.xml"), "Story 1 of The Steppe Courier").await;
        let unread = app
            .script("return document.querySelector('[data-testid=nav-unread]')?.innerText ?? ''")
            .await;
        app.click("settings").await;
        app.click("set-badge").await;
        let update: Update = loop {
            let message = counts.next().expect("the bus is there").expect("a signal");
            let update: Update = message.body().deserialize().expect("an update");
            if update
                .1
                .get("count-visible")
                .is_some_and(|visible| matches!(**visible, Value::Bool(true)))
            {
                break update;
            }
        };
        let Value::I64(count) = *update.1["count"] else {
            panic!("{update:?}")
        };
        assert!(count >= 3, "{update:?}, the page says {unread}");
        assert_eq!(
            update.0, "application://kz.kazpost.reader.desktop",
            "as the entry is called"
        );

        app.click("set-tray").await;
        let item = desktop.item();
        assert!(item.title().contains(&count.to_string()), "{}", item.title());
        let (width, height, bytes) = item.picture();
        assert_eq!(usize::try_from(width * height * 4), Ok(bytes.len()));
        let opacity = |x: i32, y: i32| bytes[usize::try_from((y * width + x) * 4).expect("within")];
        assert_eq!(
            opacity(width - 7, height / 2),
            0xff,
            "the lozenge of what is unread"
        );
        assert_eq!(opacity(1, 1), 0, "the letter alone, without a ground");
        app.see("set-stay").await;
        app.shot("tray-settings").await;
        item.choose("Unread");
        app.until(
            "the unread articles are shown",
            "document.body.innerText.includes('Story 2 of The Steppe Courier')",
        )
        .await;
        item.activate();
        let process = app.process();
        item.choose("Quit");
        let running = || std::path::Path::new(&format!("/proc/{process}/stat")).exists();
        let began = std::time::Instant::now();
        while running() && began.elapsed().as_secs() < 20 {
            std::thread::sleep(std::time::Duration::from_millis(50));
        }
        assert!(!running(), "it ends");
        let log = std::fs::read_to_string(folder.path().join("logs/kazpost.log")).expect("a log");
        assert!(log.contains(" ended\n"), "an end that was wanted is noted: {log}");
    });
}
