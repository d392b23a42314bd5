use kazpost_tests::feeds::escape;
use kazpost_tests::webdriver::journey;
use tempfile::tempdir;

use crate::serve;

/// What the desktop entry claims to open is opened: files come as addresses, from the first start on.
#[test]
fn files_and_places_that_the_desktop_hands_over_are_obeyed() {
    journey("handed over", async |setting| {
        let library = tempdir().expect("a folder");
        let data = library.path().join("data");
        let server = serve("/a.xml", "Courier", 3);
        let list = library.path().join("my list.opml");
        let text = format!(
            "<opml version=\"2.0\"><head/><body><outline type=\"rss\" text=\"Courier\" xmlUrl=\"{}\"/></body></opml>",
            escape(&server.url("/a.xml"))
        );
        std::fs::write(&list, text).expect("the list is written");
        let feed = library.path().join("download.rss");
        let text = "<rss version=\"2.0\" xmlns:atom=\"http://www.w3.org/2005/Atom\"><channel><title>Gazette</title>\
                    <atom:link rel=\"self\" href=\"https://example.org/gazette.xml\"/></channel></rss>";
        std::fs::write(&feed, text).expect("the feed is written");

        let address = format!("file://{}", list.to_string_lossy().replace(' ', "%20"));
        let app = setting.open_with(&data, &[&address]).await;
        app.until(
            "the source of the list stands in the sidebar and the window says so",
            "document.body.innerText.includes('Courier') && document.querySelector('[data-testid=toast]')",
        )
        .await;
        app.shot("handed-list").await;

        assert!(
            setting.start_again(&data, &["kazpost:new"]).ended_well(),
            "it ends well"
        );
        app.until(
            "the unread are listed",
            "document.querySelector('[data-testid=list]')",
        )
        .await;
        assert!(
            setting.start_again(&data, &["kazpost:today"]).ended_well(),
            "it ends well"
        );
        app.until(
            "today's paper is back",
            "!document.querySelector('[data-testid=list]')",
        )
        .await;

        assert!(
            setting
                .start_again(&data, &[&feed.to_string_lossy()])
                .ended_well(),
            "it ends well"
        );
        app.until(
            "the dialog asks about the feed's own address",
            "document.querySelector('[data-testid=add-feed-address]')?.value === 'https://example.org/gazette.xml'",
        )
        .await;
        app.shot("handed-feed").await;
        app.close().await;
    });
}
