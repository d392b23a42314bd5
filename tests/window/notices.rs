use kazpost_api::{AddFeedRequest, Notifications, Settings};
use kazpost_core::{Library, Options};
use kazpost_tests::feeds::channel;
use kazpost_tests::webdriver::journey;
use kazpost_tests::{Reply, Server};
use tempfile::tempdir;

use crate::desktop::Desktop;

const OLD: &str = "<item><guid>1</guid><title>Old news</title></item>";

/// Started in the background, the app syncs, tells of the one article that was asked for, with the headline as
/// text, and a click on that opens it.
#[test]
fn a_notification_names_the_article_that_was_asked_for_and_a_click_opens_it() {
    journey("notifications", async |setting| {
        let desktop = Desktop::new();
        let folder = tempdir().expect("a folder");
        let server = Server::start();
        server.set("/feed.xml", Reply::rss(channel("The Steppe Courier", OLD)));
        let options = Options {
            data_dir: folder.path().to_owned(),
            starter: false,
            ..Options::default()
        };
        let library = Library::open(options).expect("a library");
        let request = AddFeedRequest {
            address: server.url("/feed.xml"),
            folder: None,
        };
        library.feed_add(request).await.expect("a source");
        let settings = Settings {
            welcomed: true,
            notifications: Notifications {
                words: "eagle".into(),
                ..Notifications::default()
            },
            ..Settings::default()
        };
        library.settings_save(settings).expect("settings");
        drop(library);
        let news = "<item><guid>2</guid><title>An eagle &lt;b&gt;&amp;amp; a crane</title>\
            <description>They were seen over the lake.</description></item>\
            <item><guid>3</guid><title>Water rises</title></item>";
        server.set(
            "/feed.xml",
            Reply::rss(channel("The Steppe Courier", &format!("{news}{OLD}"))),
        );

        let app = setting.open_with(folder.path(), &["--background"]).await;
        let shown = desktop.notification();
        assert_eq!(shown.summary, "The Steppe Courier");
        assert!(shown.body.contains("eagle"), "{shown:?}");
        assert!(!shown.body.contains("<b>"), "a headline is text: {shown:?}");
        assert_eq!(shown.actions[0], "default", "a click is told of: {shown:?}");
        assert!(
            desktop.is_quiet(),
            "one notification, and nothing of what was not asked for"
        );

        desktop.click();
        app.until(
            "the article is open",
            "document.querySelector('[data-testid=article-title]')?.innerText.includes('eagle')",
        )
        .await;
        app.shot("notified").await;
        app.close().await;
    });
}
