//! Pages that were stored are looked at again for some days: what their publisher changed becomes a version, and nothing
//! else touches what is kept.

use kazpost_api::{Change, FeedStatus, MarkRequest, Target, Wording};
use kazpost_core::Library;
use kazpost_tests::feeds::channel;
use kazpost_tests::sites::{Paper, Story};
use kazpost_tests::{Behaviour, Reply, Server};

use crate::following::{asked, follow, paper, serve};
use crate::reader::{Reader, line, list, sync, text};

/// As if the time had come for every look.
fn later(reader: &Reader) {
    reader.tamper("UPDATE looks SET next = 1");
}

/// The paper with an `ETag` on every article.
fn serve_tagged(server: &Server, paper: &Paper) {
    serve(server, paper);
    for story in &paper.stories {
        server.set(&story.path(), Reply::html(paper.article(story)).etag("\"1\""));
    }
}

/// What the publisher made of it.
fn corrected(story: &Story) -> Story {
    let mut corrected = story.clone();
    corrected.paragraphs[1] = story.paragraphs[1].replace("this week", "last week");
    assert_ne!(corrected.paragraphs, story.paragraphs);
    corrected
}

fn id_of(reader: &Reader, story: &Story) -> String {
    let items = reader.items(&[]);
    let item = items.iter().find(|item| item["title"] == story.title.as_str());
    text(&item.expect("it is filed")["id"])
}

/// The texts that an article had.
fn texts(reader: &Reader, id: &str) -> Vec<String> {
    let history = reader.json(&["history", id, "--json"]);
    let versions = list(&history["versions"]);
    versions
        .iter()
        .map(|version| text(&version["content_text"]))
        .collect()
}

fn read(library: &Library, id: &str) {
    let target = Target::Articles { ids: vec![id.into()] };
    let change = Change::Read;
    library.mark(MarkRequest { target, change }).expect("it is read");
}

/// The words that were taken out and put in since it was read.
fn difference(library: &Library, id: &str) -> (Vec<String>, Vec<String>) {
    let redline = library.redline(id).expect("it changed");
    let words = |kind| {
        let pieces = redline.paragraphs.iter().flatten();
        let pieces = pieces.filter(|piece| piece.kind == kind);
        pieces.map(|piece| piece.text.clone()).collect()
    };
    (words(Wording::Removed), words(Wording::Added))
}

#[tokio::test]
async fn a_correction_on_a_followed_site_is_shown_word_by_word() {
    let (server, reader) = (Server::start(), Reader::new());
    let paper = paper(0..9);
    serve_tagged(&server, &paper);
    follow(&reader, &server);
    let story = &paper.stories[4];
    let id = id_of(&reader, story);
    let library = reader.open();
    read(&library, &id);
    let page = paper.article(&corrected(story));
    server.set(&story.path(), Reply::html(page).etag("\"2\""));
    server.clear();
    sync(&library).await;
    assert_eq!(asked(&server, &story.path()), 0, "an hour has not passed");

    later(&reader);
    let report = sync(&library).await;
    let line = line(&report, "/");
    assert_eq!(
        (line.status, line.new, line.updated),
        (FeedStatus::Ok, 0, 1),
        "{report:?}"
    );
    for story in &paper.stories {
        let requests = server.requests_for(&story.path());
        let conditions: Vec<_> = requests.iter().map(|seen| seen.header("if-none-match")).collect();
        assert_eq!(conditions, [Some("\"1\"")], "{}", story.title);
    }
    assert_eq!(reader.items(&[]).len(), 9, "it is no second article");
    assert_eq!(id_of(&reader, story), id);
    let texts = texts(&reader, &id);
    assert_eq!(texts.len(), 2);
    assert!(texts[0].contains(&story.paragraphs[1]), "{texts:?}");
    assert!(texts[1].contains(&corrected(story).paragraphs[1]), "{texts:?}");
    assert_eq!(
        difference(&library, &id),
        (vec!["this".into()], vec!["last".into()])
    );

    server.clear();
    later(&reader);
    assert_eq!(sync(&library).await.updated, 0);
    let requests = server.requests_for(&story.path());
    assert_eq!(requests[0].header("if-none-match"), Some("\"2\""));
}

#[tokio::test]
async fn what_is_no_article_any_more_leaves_the_one_that_is_filed() {
    let (server, reader) = (Server::start(), Reader::new());
    let paper = paper(0..9);
    serve_tagged(&server, &paper);
    follow(&reader, &server);
    let story = &paper.stories[2];
    let id = id_of(&reader, story);
    let before = texts(&reader, &id);
    let wall = Story {
        paragraphs: vec![
            story.paragraphs[0].clone(),
            "Log in to read on, or become a subscriber: the first month costs nothing.".into(),
        ],
        ..story.clone()
    };
    let sorry = "We are very sorry, but this page cannot be shown at the moment. Our technicians know of it and \
                 will have mended the machine in a few minutes.";
    let error = Story {
        paragraphs: vec![
            sorry.into(),
            sorry.replace("few", "some"),
            sorry.replace("page", "text"),
        ],
        ..story.clone()
    };
    let replies = [
        ("not modified", Reply::html(paper.article(story)).etag("\"1\"")),
        ("not there", Reply::status(404)),
        ("gone", Reply::status(410)),
        ("in trouble", Reply::status(500)),
        ("cut off", Reply::html("x").behaviour(Behaviour::HangUp)),
        ("led to the front page", Reply::redirect(302, "/")),
        ("empty", Reply::html("")),
        ("about", Reply::html(paper.about())),
        ("a wall", Reply::html(paper.article(&wall))),
        ("an error that looks like it", Reply::html(paper.article(&error))),
    ];
    let library = reader.open();
    for (what, reply) in replies {
        server.set(&story.path(), reply);
        server.clear();
        later(&reader);
        let report = sync(&library).await;
        assert_eq!((report.updated, report.failed), (0, 0), "{what}: {report:?}");
        assert!(asked(&server, &story.path()) > 0, "{what}");
        assert_eq!(texts(&reader, &id), before, "{what}");
        let filed = "SELECT count(*) FROM site_links WHERE state = 'article' AND article IS NOT NULL";
        assert_eq!(reader.count(filed), 9, "{what}");
    }
    // It comes back, and with another word.
    let page = paper.article(&corrected(story));
    server.set(&story.path(), Reply::html(page));
    later(&reader);
    assert_eq!(sync(&library).await.updated, 1);
    assert_eq!(texts(&reader, &id).len(), 2);
}

#[tokio::test]
async fn white_space_and_other_links_around_it_are_no_correction() {
    let (server, reader) = (Server::start(), Reader::new());
    let paper = paper(0..9);
    serve(&server, &paper);
    follow(&reader, &server);
    let story = &paper.stories[1];
    let id = id_of(&reader, story);
    read(&reader.open(), &id);
    let others: String = paper.stories[3..6]
        .iter()
        .map(|other| format!("<li><a href=\"{}\">{}</a></li>", other.path(), other.title))
        .collect();
    let page = paper
        .article(story)
        .replace("<p>", "<p>\n   ")
        .replace(
            "</div>\n<div class=\"nl\">",
            &format!("<p><b>See also</b></p><ul>{others}</ul></div>\n<div class=\"nl\">"),
        )
        .replace(" about ", "\n<i>about</i> ");
    server.set(&story.path(), Reply::html(page));
    server.clear();
    later(&reader);
    let report = sync(&reader.open()).await;
    assert_eq!(asked(&server, &story.path()), 1);
    assert_eq!(report.updated, 0, "{report:?}");
    assert_eq!(texts(&reader, &id).len(), 1);
}

#[tokio::test]
async fn an_article_that_gives_another_address_for_itself_stays_one() {
    let (server, reader) = (Server::start(), Reader::new());
    let paper = paper(0..9);
    serve(&server, &paper);
    follow(&reader, &server);
    let story = &paper.stories[3];
    let id = id_of(&reader, story);
    let moved = "<head><link rel=\"canonical\" href=\"/2025/the-same-under-another-address\">";
    let page = paper.article(&corrected(story)).replacen("<head>", moved, 1);
    server.set(&story.path(), Reply::html(page));
    later(&reader);
    let report = sync(&reader.open()).await;
    assert_eq!((report.new, report.updated), (0, 1), "{report:?}");
    assert_eq!(reader.items(&[]).len(), 9);
    assert_eq!(id_of(&reader, story), id);
    assert_eq!(texts(&reader, &id).len(), 2);
}

#[tokio::test]
async fn an_article_of_several_pages_is_compared_whole() {
    let (server, reader) = (Server::start(), Reader::new());
    let paper = paper(0..9);
    serve(&server, &paper);
    let story = &paper.stories[5];
    let second = format!("{}?page=2", story.path());
    let onward = format!("<head><link rel=\"next\" href=\"{second}\">");
    let first = Reply::html(paper.article(story).replacen("<head>", &onward, 1));
    server.set(&story.path(), first.clone().etag("\"1\""));
    let rest = Story {
        paragraphs: Story::numbered(90).paragraphs,
        ..story.clone()
    };
    server.set(&second, Reply::html(paper.article(&rest)));
    follow(&reader, &server);
    let id = id_of(&reader, story);
    let before = texts(&reader, &id);
    assert!(before[0].contains(&rest.paragraphs[1]), "{before:?}");

    // The first page is another now, and the second cannot be had: nobody knows what the article says.
    server.set(&story.path(), first.clone().etag("\"2\""));
    server.set(&second, Reply::status(500));
    let library = reader.open();
    later(&reader);
    assert_eq!(sync(&library).await.updated, 0);
    assert_eq!(texts(&reader, &id), before);

    server.set(&second, Reply::html(paper.article(&corrected(&rest))));
    later(&reader);
    assert_eq!(sync(&library).await.updated, 1);
    let after = texts(&reader, &id);
    assert_eq!(after.len(), 2);
    assert!(
        after[1].contains(&story.paragraphs[0]) && after[1].contains(&corrected(&rest).paragraphs[1]),
        "{after:?}"
    );
}

#[tokio::test]
async fn a_page_is_looked_at_for_three_days_and_a_few_at_a_time() {
    let (server, reader) = (Server::start(), Reader::new());
    let paper = paper(0..50);
    serve_tagged(&server, &paper);
    assert_eq!(follow(&reader, &server)["items"], 50);
    let looks = || -> usize {
        paper
            .stories
            .iter()
            .map(|story| asked(&server, &story.path()))
            .sum()
    };
    let library = reader.open();
    later(&reader);
    for expected in [40, 10, 0] {
        server.clear();
        sync(&library).await;
        assert_eq!(looks(), expected);
    }
    let oldest = reader.count("SELECT min(next - since) FROM looks");
    assert!(
        (3_000..=3_600).contains(&oldest),
        "an hour after it was stored: {oldest}"
    );

    reader.tamper("UPDATE looks SET since = since - 3 * 86400, next = 1");
    sync(&library).await;
    sync(&library).await;
    assert_eq!(reader.count("SELECT count(*) FROM looks"), 0, "never again");
}

#[tokio::test]
async fn a_site_that_wants_to_be_left_alone_is_not_looked_at_further() {
    let (server, reader) = (Server::start(), Reader::new());
    let paper = paper(0..24);
    serve(&server, &paper);
    follow(&reader, &server);
    let refused = Reply::status(429).header("Retry-After", "600");
    let slow = Behaviour::Stall(std::time::Duration::from_millis(60));
    for story in &paper.stories {
        server.set(&story.path(), refused.clone().behaviour(slow));
    }
    server.clear();
    later(&reader);
    let report = sync(&reader.open()).await;
    assert_eq!(line(&report, "/").status, FeedStatus::Deferred, "{report:?}");
    let looks: usize = paper
        .stories
        .iter()
        .map(|story| asked(&server, &story.path()))
        .sum();
    assert!((1..=4).contains(&looks), "{looks}");
    assert_eq!(
        reader.count("SELECT count(*) FROM looks WHERE next = 1"),
        24,
        "they are due as before"
    );
}

#[test]
fn a_text_that_ends_as_a_teaser_does_is_not_fetched_past_the_manners_of_its_site() {
    let (server, reader) = (Server::start(), Reader::new());
    let mut paper = paper(0..9);
    paper.stories[0].paragraphs.push("And so it goes on…".into());
    serve(&server, &paper);
    follow(&reader, &server);
    let edition = reader.json(&["edition", "--json"]);
    assert_eq!(
        asked(&server, &paper.stories[0].path()),
        1,
        "its page is what is kept of it"
    );
    assert_eq!(edition["articles"]["done"], 9, "{edition}");
}

/// The page of an article whose feed gives only how it begins.
fn page(day: &str, more: &str) -> String {
    let sentence =
        "The council met for the third time and agreed on a plan that nobody had expected a year ago. ";
    format!(
        "<html><head><title>The plan</title></head><body><article><h1>The plan</h1><p>It was agreed on {day} that the \
         harbour gets a new pier. {}</p><p>{}</p>{more}</article></body></html>",
        sentence.repeat(3),
        sentence.replace("third", "fourth").repeat(4),
    )
}

fn teaser(server: &Server, beginning: &str) {
    let item = format!(
        "<item><guid>1</guid><title>The plan</title><link>{}</link><description>{beginning}</description></item>",
        server.url("/plan")
    );
    server.set("/feed.xml", Reply::rss(channel("Courier", &item)));
}

#[tokio::test]
async fn a_correction_of_a_page_that_stands_for_a_teaser_is_shown_too() {
    let (server, reader) = (Server::start(), Reader::new());
    teaser(&server, "It was agreed […]");
    server.set(
        "/plan",
        Reply::html(page("Monday", "")).last_modified("Mon, 03 Mar 2025 08:00:00 GMT"),
    );
    reader.add(&server.url("/feed.xml"));
    let library = reader.open();
    sync(&library).await;
    let id = text(&reader.items(&[])[0]["id"]);
    read(&library, &id);
    let before = texts(&reader, &id);
    assert!(before[0].contains("agreed on Monday"), "{before:?}");

    let wall = "<html><head><title>The plan</title></head><body><article><h1>The plan</h1><p>It was agreed on Monday that \
                the harbour gets a new pier. The council met for the third time and agreed on a plan that nobody had \
                expected a year ago.</p><p>Subscribe to read the rest.</p></article></body></html>";
    let related = "<h2>More</h2><ul><li><a href=/a>Another story of that day</a></li><li><a href=/b>A third</a></li></ul>";
    let replies = [
        (
            "not modified",
            Reply::html(page("Monday", "")).last_modified("Mon, 03 Mar 2025 08:00:00 GMT"),
        ),
        ("not there", Reply::status(404)),
        ("in trouble", Reply::status(503)),
        ("no article", Reply::html("<p>Hello.</p>")),
        ("a wall", Reply::html(wall)),
        ("other links", Reply::html(page("Monday", related))),
    ];
    for (what, reply) in replies {
        server.set("/plan", reply);
        server.clear();
        later(&reader);
        sync(&library).await;
        let requests = server.requests_for("/plan");
        assert_eq!(requests.len(), 1, "{what}");
        assert_eq!(
            requests[0].header("if-modified-since"),
            Some("Mon, 03 Mar 2025 08:00:00 GMT"),
            "{what}"
        );
        assert_eq!(texts(&reader, &id), before, "{what}");
        assert!(library.redline(&id).is_err(), "{what}");
    }
    server.set("/plan", Reply::html(page("Tuesday", "")));
    later(&reader);
    sync(&library).await;
    assert_eq!(texts(&reader, &id).len(), 2);
    assert_eq!(
        difference(&library, &id),
        (vec!["Monday".into()], vec!["Tuesday".into()])
    );

    // The feed says something else, and the page is behind a wall now: what is kept of it is more.
    server.set("/plan", Reply::html(wall));
    teaser(&server, "It was agreed on Tuesday […]");
    server.clear();
    sync(&library).await;
    sync(&library).await;
    assert_eq!(
        asked(&server, "/plan"),
        1,
        "and it is not asked for again each time"
    );
    let last = texts(&reader, &id).pop().expect("it has a text");
    assert!(
        last.contains("agreed on Tuesday") && last.contains("fourth time"),
        "{last}"
    );
}

#[tokio::test]
async fn a_feed_of_many_teasers_is_looked_at_in_turns() {
    let (server, reader) = (Server::start(), Reader::new());
    let paths: Vec<String> = (1..=25).map(|number| format!("/plan-{number}")).collect();
    let items: String = paths
        .iter()
        .map(|path| {
            let url = server.url(path);
            format!("<item><guid>{path}</guid><title>{path}</title><link>{url}</link><description>It […]</description></item>")
        })
        .collect();
    server.set("/feed.xml", Reply::rss(channel("Courier", &items)));
    for path in &paths {
        server.set(path, Reply::html(page("Monday", "")).etag("\"1\""));
    }
    reader.add(&server.url("/feed.xml"));
    let library = reader.open();
    sync(&library).await;
    later(&reader);
    for expected in [20, 5, 0] {
        server.clear();
        sync(&library).await;
        let looks: usize = paths.iter().map(|path| asked(&server, path)).sum();
        assert_eq!(looks, expected);
    }
}
