//! Pictures: fetched once, kept, and only those that the article shows.

use kazpost_api::{
    Change, Code, EditFeedRequest, FeedPictures, FetchPictures, MarkRequest, PictureRequest, Scope, Settings,
    Target,
};
use kazpost_core::Library;
use kazpost_tests::feeds::{Item, rss};
use kazpost_tests::{Reply, Server};

use crate::lists::all_rows;
use crate::reader::{Reader, subscribe, sync};

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0 and so on";

/// A feed whose articles have these bodies, the first the newest.
struct Illustrated {
    server: Server,
    reader: Reader,
    library: Library,
}

impl Illustrated {
    async fn new(bodies: impl Fn(&Server) -> Vec<String>) -> Illustrated {
        let (server, reader) = (Server::start(), Reader::new());
        let items: Vec<Item> = (1..)
            .zip(bodies(&server))
            .map(|(number, body)| Item {
                guid: number.to_string(),
                title: format!("Story {number}"),
                body,
                hours: number,
                ..Item::default()
            })
            .collect();
        server.set(
            "/deep/feed.xml",
            Reply::rss(rss("Courier", &server.url("/"), &items)),
        );
        let library = reader.open();
        subscribe(&library, &[server.url("/deep/feed.xml")]);
        sync(&library).await;
        server.clear();
        Illustrated {
            server,
            reader,
            library,
        }
    }

    fn article(&self, index: usize) -> String {
        all_rows(&self.library, Scope::All)[index].id.clone()
    }

    /// Article and key of each picture of an article, as the window asks for them.
    fn shown(&self, index: usize) -> Vec<(String, String)> {
        let article = self.library.article(&self.article(index)).expect("it opens");
        let pieces = article.body.as_str().split("picture://localhost/").skip(1);
        pieces
            .map(|piece| {
                let name = piece.split('"').next().unwrap_or_default();
                let (article, key) = name.split_once('/').expect("article and picture");
                (article.to_owned(), key.to_owned())
            })
            .collect()
    }

    async fn get(&self, (article, key): &(String, String)) -> Result<Vec<u8>, Code> {
        let picture = self.library.picture(article, key).await;
        picture
            .map(|picture| picture.bytes)
            .map_err(|failure| failure.code)
    }
}

#[tokio::test]
async fn a_picture_is_fetched_once_and_kept() {
    let story = Illustrated::new(|_| vec!["<p>Look: <img src=\"a.png\" alt=\"\"></p>".into()]).await;
    story.server.set("/deep/a.png", Reply::ok("image/png", PNG));
    let shown = story.shown(0);
    assert_eq!(shown.len(), 1, "the body shows it");
    assert!(
        story.server.requests().is_empty(),
        "nothing is fetched before somebody looks"
    );
    for _ in 0..3 {
        assert_eq!(story.get(&shown[0]).await.as_deref(), Ok(PNG));
    }
    assert_eq!(story.server.requests().len(), 1, "asked for once");
    let row = &all_rows(&story.library, Scope::All)[0];
    assert!(
        row.picture
            .as_ref()
            .is_some_and(|address| address.ends_with(&shown[0].1)),
        "the list shows the same: {row:?}"
    );

    story.server.stop();
    assert_eq!(
        story.get(&shown[0]).await.as_deref(),
        Ok(PNG),
        "kept: no network is needed"
    );
    let again = story.reader.open();
    let picture = again.picture(&shown[0].0, &shown[0].1).await.expect("kept");
    assert_eq!(picture.media_type, "image/png", "also after the next start");
}

#[tokio::test]
async fn what_is_no_picture_is_not_passed_on() {
    let names = ["page.png", "drawing.svg", "nothing.png", "missing.png"];
    let story = Illustrated::new(|_| vec![names.map(|name| format!("<img src=\"{name}\">")).concat()]).await;
    let page = "<!DOCTYPE html><script>alert(1)</script>";
    let drawing = "<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/>";
    for (name, reply) in [
        ("page.png", Reply::ok("image/png", page)),
        ("drawing.svg", Reply::ok("image/svg+xml", drawing)),
        ("nothing.png", Reply::ok("image/png", "")),
    ] {
        story.server.set(&format!("/deep/{name}"), reply);
    }
    let shown = story.shown(0);
    assert_eq!(shown.len(), names.len());
    for (picture, name) in shown.iter().zip(names) {
        let expected = if name == "missing.png" {
            Code::HttpStatus
        } else {
            Code::NotFound
        };
        assert_eq!(story.get(picture).await, Err(expected), "{name}");
        story.server.clear();
        assert_eq!(story.get(picture).await, Err(Code::NotFound), "{name}, once more");
        assert!(
            story.server.requests().is_empty(),
            "{name}: not asked for again at once"
        );
    }
}

#[tokio::test]
async fn only_what_the_article_shows_can_be_had() {
    let bodies = ["<p>One <img src=\"a.png\"></p>", "<p>Two</p>"];
    let story = Illustrated::new(|_| bodies.map(str::to_owned).to_vec()).await;
    story.server.set("/deep/a.png", Reply::ok("image/png", PNG));
    let shown = story.shown(0)[0].clone();
    let without = story.article(1);
    let foreign = [
        (shown.0.clone(), "0123456789abcdef01234567".to_owned()),
        (shown.0.clone(), "../../etc/passwd".to_owned()),
        (shown.0.clone(), story.server.url("/deep/a.png")),
        (without, shown.1.clone()),
        ("nobody".to_owned(), shown.1.clone()),
    ];
    for picture in &foreign {
        assert_eq!(story.get(picture).await, Err(Code::NotFound), "{picture:?}");
    }
    assert!(
        story.server.requests().is_empty(),
        "nobody was asked for any of them"
    );
    assert_eq!(
        story.get(&shown).await.as_deref(),
        Ok(PNG),
        "the article's own can be had"
    );
    for picture in &foreign {
        assert_eq!(
            story.get(picture).await,
            Err(Code::NotFound),
            "{picture:?} also when the picture is kept for another article"
        );
    }
}

#[tokio::test]
async fn two_articles_share_what_both_show() {
    let body = || "<p><img src=\"a.png\"></p>".to_owned();
    let story = Illustrated::new(|_| vec![body(), body()]).await;
    story.server.set("/deep/a.png", Reply::ok("image/png", PNG));
    for index in [0, 1] {
        let shown = story.shown(index)[0].clone();
        assert_eq!(story.get(&shown).await.as_deref(), Ok(PNG), "article {index}");
    }
    assert_eq!(
        story.server.requests().len(),
        1,
        "fetched for the first, there for the second"
    );
}

#[tokio::test]
async fn content_leads_to_no_other_service_of_this_machine() {
    let private = Server::start();
    private.set("/secret.png", Reply::ok("image/png", PNG));
    let address = private.url("/secret.png");
    let story = Illustrated::new(|server| {
        let by_name = address.replace("127.0.0.1", "localhost");
        let own = server.url("/own.png");
        let way_out = server.url("/way-out.png");
        let sources = [address.as_str(), &by_name, &way_out, &own];
        vec![sources.map(|source| format!("<img src=\"{source}\">")).concat()]
    })
    .await;
    story.server.set("/own.png", Reply::ok("image/png", PNG));
    story.server.set("/way-out.png", Reply::redirect(302, &address));
    let shown = story.shown(0);
    assert_eq!(shown.len(), 4);
    for (picture, what) in shown.iter().zip(["another port", "by name", "by redirect"]) {
        assert_eq!(story.get(picture).await, Err(Code::AddressNotAllowed), "{what}");
    }
    assert!(private.requests().is_empty(), "it never heard of that");
    assert_eq!(
        story.get(&shown[3]).await.as_deref(),
        Ok(PNG),
        "the feed's own host is where the reader went"
    );
}

#[tokio::test]
async fn who_wants_no_pictures_fetches_none() {
    let story = Illustrated::new(|_| vec!["<img src=\"a.png\"><img src=\"b.png\">".into()]).await;
    for name in ["a", "b"] {
        story
            .server
            .set(&format!("/deep/{name}.png"), Reply::ok("image/png", PNG));
    }
    let shown = story.shown(0);
    assert!(story.get(&shown[0]).await.is_ok());
    story.server.clear();
    let off = Settings {
        pictures: false,
        ..Settings::default()
    };
    story.library.settings_save(off).expect("it is kept");
    assert_eq!(story.get(&shown[1]).await, Err(Code::NotFound));
    assert!(story.server.requests().is_empty(), "no request");
    assert_eq!(
        story.get(&shown[0]).await.as_deref(),
        Ok(PNG),
        "what is there needs none"
    );
    story
        .library
        .settings_save(Settings::default())
        .expect("it is kept");
    assert!(
        story.get(&shown[1]).await.is_ok(),
        "wanted again it comes at once: a wish is no failure"
    );
}

/// A PNG of this size that holds nothing else, and `more` to tell it from others.
fn png(width: u32, height: u32, more: &str) -> Vec<u8> {
    let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
    bytes.extend(width.to_be_bytes());
    bytes.extend(height.to_be_bytes());
    bytes.extend(b"\x08\x06\0\0\0");
    bytes.extend(more.as_bytes());
    bytes
}

#[tokio::test]
async fn the_page_knows_the_shape_of_a_picture_that_is_kept() {
    let story = Illustrated::new(|_| {
        vec![
            "<img src=\"a.png\" width=\"9\" height=\"9\"><img src=\"b.png\" width=\"50\" height=\"40\">"
                .into(),
        ]
    })
    .await;
    story
        .server
        .set("/deep/a.png", Reply::ok("image/png", png(640, 480, "a")));
    let shown = story.shown(0);
    story.get(&shown[0]).await.expect("it is there");
    let body = story.library.article(&shown[0].0).expect("it opens").body;
    assert!(
        body.as_str().contains("width=\"640\" height=\"480\""),
        "its own size, whatever the markup says: {body:?}"
    );
    assert!(
        body.as_str().contains("width=\"50\" height=\"40\""),
        "else what the markup says: {body:?}"
    );
}

#[tokio::test]
async fn the_same_picture_at_two_addresses_is_kept_once() {
    let story =
        Illustrated::new(|_| vec!["<img src=\"a.png\"><img src=\"b.png\"><img src=\"c.png\">".into()]).await;
    let large = png(10, 10, &"x".repeat(50_000));
    for (name, bytes) in [
        ("a", large.clone()),
        ("b", large.clone()),
        ("c", png(10, 10, "c")),
    ] {
        story
            .server
            .set(&format!("/deep/{name}.png"), Reply::ok("image/png", bytes));
    }
    for picture in story.shown(0) {
        story.get(&picture).await.expect("it is there");
    }
    let held = story.library.holdings().await.expect("the library answers");
    assert!(
        held.picture_bytes < 51_000 && held.picture_bytes > 50_000,
        "{held:?}"
    );
    assert!(held.library_bytes > held.picture_bytes, "{held:?}");
}

#[tokio::test]
async fn a_picture_that_would_fill_the_memory_is_none() {
    let story = Illustrated::new(|_| vec!["<img src=\"a.png\">".into()]).await;
    story
        .server
        .set("/deep/a.png", Reply::ok("image/png", png(60_000, 60_000, "")));
    assert_eq!(story.get(&story.shown(0)[0]).await, Err(Code::NotFound));
}

/// A paper with a bookmarked story and one that is not, each with a picture.
async fn two_stories() -> Illustrated {
    let story = Illustrated::new(|_| {
        ["a", "b"]
            .map(|name| format!("<img src=\"{name}.png\">"))
            .to_vec()
    })
    .await;
    for name in ["a", "b"] {
        story.server.set(
            &format!("/deep/{name}.png"),
            Reply::ok("image/png", png(4, 4, name)),
        );
    }
    let mark = MarkRequest {
        target: Target::Articles {
            ids: vec![story.article(1)],
        },
        change: Change::Saved,
    };
    story.library.mark(mark).expect("it is bookmarked");
    story
}

fn choose(library: &Library, fetch_pictures: FetchPictures) {
    let settings = Settings {
        fetch_pictures,
        ..Settings::default()
    };
    library.settings_save(settings).expect("it is kept");
}

#[tokio::test]
async fn after_a_sync_those_come_that_the_reader_wants() {
    let story = two_stories().await;
    choose(&story.library, FetchPictures::Never);
    assert_eq!(story.library.pictures_after_sync().await, Ok(0));
    assert_eq!(
        story.get(&story.shown(1)[0]).await,
        Err(Code::NotFound),
        "nor when it is opened"
    );
    assert!(story.server.requests().is_empty());

    choose(&story.library, FetchPictures::Saved);
    assert_eq!(story.library.pictures_after_sync().await, Ok(1));
    assert_eq!(
        story.server.requests_for("/deep/b.png").len(),
        1,
        "the bookmark's"
    );
    assert!(story.server.requests_for("/deep/a.png").is_empty());

    choose(&story.library, FetchPictures::Always);
    assert_eq!(story.library.pictures_after_sync().await, Ok(1));
    story.server.clear();
    assert_eq!(story.library.pictures_after_sync().await, Ok(0));
    assert!(story.server.requests().is_empty(), "everything is there");
}

#[tokio::test]
async fn a_source_may_have_its_own_choice_and_the_reader_may_ask_for_one_picture() {
    let story = two_stories().await;
    let feed = story.library.feeds().expect("feeds")[0].id.clone();
    let never = EditFeedRequest {
        id: feed,
        title: None,
        folder: None,
        address: None,
        content: None,
        pictures: Some(FeedPictures::Never),
    };
    story.library.feed_edit(never).expect("it is kept");
    assert_eq!(
        story.library.feeds().expect("feeds")[0].pictures,
        Some(FetchPictures::Never)
    );
    choose(&story.library, FetchPictures::Always);
    assert_eq!(story.library.pictures_after_sync().await, Ok(0));
    let (article, picture) = story.shown(0)[0].clone();
    let request = PictureRequest { article, picture };
    story
        .library
        .picture_fetch(request)
        .await
        .expect("it is asked for");
    assert_eq!(story.server.requests().len(), 1);
    assert!(story.get(&story.shown(0)[0]).await.is_ok(), "and is kept");
}

#[tokio::test]
async fn the_share_of_the_disk_is_kept_to() {
    let bodies = || {
        (0..12)
            .map(|n| format!("<img src=\"{n}.png\">"))
            .collect::<Vec<_>>()
    };
    let story = Illustrated::new(|_| bodies()).await;
    for n in 0..12 {
        let bytes = png(4, 4, &format!("{n}{}", "x".repeat(400_000)));
        story
            .server
            .set(&format!("/deep/{n}.png"), Reply::ok("image/png", bytes));
    }
    let settings = Settings {
        picture_megabytes: 1,
        ..Settings::default()
    };
    story.library.settings_save(settings).expect("it is kept");
    let brought = story.library.pictures_after_sync().await.expect("it ends");
    assert!(
        (3..=8).contains(&brought),
        "those under way are finished: {brought}"
    );
    assert!(
        story.get(&story.shown(11)[0]).await.is_ok(),
        "one that is looked at comes all the same"
    );
}
