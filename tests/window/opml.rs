use fantoccini::Locator;
use kazpost_tests::Reply;
use kazpost_tests::feeds::escape;
use kazpost_tests::webdriver::journey;
use tempfile::tempdir;

use crate::{serve, story_feed};

/// A list from another reader brings its feeds in their folders.
#[test]
fn a_list_from_another_reader_is_imported() {
    journey("opml", async |setting| {
        let library = tempdir().expect("a folder");
        let server = serve("/a.xml", "Courier", 3);
        server.set("/b.xml", Reply::rss(story_feed(&server, "Gazette", 3)));
        let list = library.path().join("list.opml");
        let outline = |name: &str, path: &str| {
            format!(
                "<outline type=\"rss\" text=\"{name}\" xmlUrl=\"{}\"/>",
                escape(&server.url(path))
            )
        };
        let text = format!(
            "<opml version=\"2.0\"><head/><body>{}<outline text=\"Abroad\">{}</outline></body></opml>",
            outline("Courier", "/a.xml"),
            outline("Gazette", "/b.xml")
        );
        std::fs::write(&list, text).expect("the list is written");

        let app = setting.open(&library.path().join("data")).await;
        app.click("settings").await;
        app.see("import-opml").await;
        let input = app
            .client
            .find(Locator::Css("input[type=file]"))
            .await
            .expect("the file field");
        input
            .send_keys(&list.to_string_lossy())
            .await
            .expect("it takes a file");
        app.until(
            "both sources and the folder stand in the sidebar",
            "['Courier', 'Gazette', 'Abroad'].every((name) => document.body.innerText.includes(name))",
        )
        .await;
        app.shot("imported").await;
        app.close().await;
    });
}
