//! Pictures: fetched once, kept, and only those that the article shows.

use kazpost_api::{Code, Scope, Settings};
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
