use kazpost_tests::sites::{Paper, Story};
use kazpost_tests::webdriver::journey;
use kazpost_tests::{Reply, Server};
use tempfile::tempdir;

/// Somebody types the address of a site that has no feed.
#[test]
fn a_site_without_a_feed_is_offered_to_be_followed() {
    journey("following", async |setting| {
        let (server, library) = (Server::start(), tempdir().expect("a folder"));
        let paper = Paper {
            name: "HarbourPost",
            tagline: "News from the harbour",
            day: "Saturday, Feb 22, 2025",
            stories: (0..9).rev().map(Story::numbered).collect(),
        };
        server.set("/", Reply::html(paper.front()));
        for story in &paper.stories {
            server.set(&story.path(), Reply::html(paper.article(story)));
        }
        let app = setting.open(library.path()).await;
        app.click("add-feed").await;
        app.type_into("add-feed-address", &server.url("/")).await;
        app.click("add-feed-submit").await;
        app.see("follow-site").await;
        app.shot("follow-offer").await;
        app.click("follow-site").await;
        let first = &paper.stories[0].title;
        app.until(
            "its articles are listed",
            &format!("document.body.innerText.includes({first:?})"),
        )
        .await;
        app.close().await;
    });
}
