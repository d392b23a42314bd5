//! A site that is followed is asked as it wants to be: its robots.txt, its pauses, and never too much at once.

use std::time::Duration;

use kazpost_api::FeedStatus;
use kazpost_tests::sites::{Paper, Story};
use kazpost_tests::{Behaviour, Reply, Server};

use crate::following::{asked, follow, paper, serve};
use crate::reader::{Reader, line, sync, text};

#[test]
fn what_robots_txt_forbids_is_not_asked_for() {
    let (server, reader) = (Server::start(), Reader::new());
    let paper = paper(0..12);
    serve(&server, &paper);
    let closed = paper.stories[3].path();
    server.set(
        "/robots.txt",
        Reply::ok(
            "text/plain",
            format!("User-agent: *\nDisallow: {closed}\nDisallow: /politics\n"),
        ),
    );
    assert_eq!(follow(&reader, &server)["items"], 11);
    assert_eq!((asked(&server, &closed), asked(&server, "/politics")), (0, 0));
}

/// The rules know addresses, and a link that is open may lead to one that is not.
#[test]
fn a_redirect_leads_to_nothing_that_is_forbidden() {
    let (server, reader) = (Server::start(), Reader::new());
    let paper = paper(0..12);
    serve(&server, &paper);
    let (closed, open) = ("/closed/story", "/moved/story");
    for (story, target) in [(3, closed), (4, open)] {
        let story = &paper.stories[story];
        server.set(target, Reply::html(paper.article(story)));
        server.set(&story.path(), Reply::redirect(302, target));
    }
    server.set(
        "/robots.txt",
        Reply::ok("text/plain", "User-agent: *\nDisallow: /closed\n"),
    );
    assert_eq!(follow(&reader, &server)["items"], 11);
    assert_eq!((asked(&server, closed), asked(&server, open)), (0, 1));
}

#[test]
fn a_site_that_wants_no_programs_is_no_source() {
    let (server, reader) = (Server::start(), Reader::new());
    serve(&server, &paper(0..12));
    server.set(
        "/robots.txt",
        Reply::ok("text/plain", "User-agent: KazPost\nDisallow: /\n"),
    );
    let ran = reader.kazpost(&["follow", &server.url("/"), "--json"]);
    assert_eq!((ran.code, ran.out.as_str()), (Some(1), ""), "{ran:?}");
    assert!(
        ran.err.starts_with("error: ") && ran.err.contains("robots.txt"),
        "{ran:?}"
    );
    assert_eq!(asked(&server, "/"), 0);
    assert!(reader.feeds().is_empty());
    // A server in trouble may have meant the same.
    server.set("/robots.txt", Reply::status(500));
    assert_eq!(reader.kazpost(&["follow", &server.url("/")]).code, Some(1));
    assert_eq!(asked(&server, "/"), 0);
}

/// An article that goes on at `?page=2`; gives what stands there.
fn in_two_parts(server: &Server, paper: &Paper, story: &Story) -> String {
    let onward = format!("<head><link rel=\"next\" href=\"{}?page=2\">", story.path());
    server.set(
        &story.path(),
        Reply::html(paper.article(story).replacen("<head>", &onward, 1)),
    );
    let rest = Story::numbered(90).paragraphs;
    let second = Story {
        paragraphs: rest.clone(),
        ..story.clone()
    };
    server.set(
        &format!("{}?page=2", story.path()),
        Reply::html(paper.article(&second)),
    );
    rest[0].clone()
}

fn content_of(reader: &Reader, story: &Story) -> String {
    let items = reader.items(&[]);
    let item = items.iter().find(|item| item["title"] == story.title.as_str());
    text(&item.expect("it is filed")["content_html"])
}

#[test]
fn an_article_of_several_pages_is_whole_where_the_site_allows_it() {
    let (server, reader) = (Server::start(), Reader::new());
    let paper = paper(0..12);
    serve(&server, &paper);
    let (open, closed) = (&paper.stories[2], &paper.stories[5]);
    let there = in_two_parts(&server, &paper, open);
    let not_there = in_two_parts(&server, &paper, closed);
    let rules = format!("User-agent: *\nDisallow: {}?page=\n", closed.path());
    server.set("/robots.txt", Reply::ok("text/plain", rules));
    assert_eq!(follow(&reader, &server)["items"], 12);
    assert!(content_of(&reader, open).contains(&there));
    assert_eq!(
        asked(&server, &format!("{}?page=2", closed.path())),
        0,
        "the site forbids its second page"
    );
    let first = content_of(&reader, closed);
    assert!(
        first.contains(&closed.paragraphs[0]) && !first.contains(&not_there),
        "{first}"
    );
}

#[test]
fn the_pause_that_a_site_asks_for_is_kept_within_an_article_too() {
    let (server, reader) = (Server::start(), Reader::new());
    let paper = paper(0..1);
    let story = &paper.stories[0];
    in_two_parts(&server, &paper, story);
    server.set(
        "/",
        Reply::html(format!(
            "<title>Harbour</title><h2><a href=\"{}\">{}</a></h2>",
            story.path(),
            story.title
        )),
    );
    let rules = "User-agent: *\nCrawl-delay: 0.7\n";
    server.set("/robots.txt", Reply::ok("text/plain", rules));
    assert_eq!(follow(&reader, &server)["items"], 1);
    let requests = server.requests();
    let paths: Vec<&str> = requests.iter().map(|seen| seen.path.as_str()).collect();
    let second = format!("{}?page=2", story.path());
    assert_eq!(
        paths,
        ["/robots.txt", "/", "/sitemap.xml", &story.path(), &second]
    );
    for pair in requests[2..].windows(2) {
        let pause = pair[1].at - pair[0].at;
        assert!(
            pause.as_millis() >= 700,
            "{} followed {} after {pause:?}",
            pair[1].path,
            pair[0].path
        );
    }
}

#[test]
fn a_few_pages_are_asked_for_at_once_and_never_more_than_four() {
    let (server, reader) = (Server::start(), Reader::new());
    let paper = paper(0..24);
    serve(&server, &paper);
    for story in &paper.stories {
        let slow = Behaviour::Stall(Duration::from_millis(60));
        server.set(&story.path(), Reply::html(paper.article(story)).behaviour(slow));
    }
    assert_eq!(follow(&reader, &server)["items"], 24);
    assert_eq!(server.busiest(), 4);
}

#[tokio::test]
async fn a_site_that_wants_to_be_left_alone_is_asked_nothing_more_and_loses_no_article() {
    let (server, reader) = (Server::start(), Reader::new());
    serve(&server, &paper(0..9));
    follow(&reader, &server);
    let next = paper(0..20);
    serve(&server, &next);
    let news = &next.stories[..11];
    let library = reader.open();
    // More often than a page that fails by itself is tried.
    for _ in 0..5 {
        for story in news {
            let slow = Behaviour::Stall(Duration::from_millis(60));
            let refused = Reply::status(429).header("Retry-After", "600").behaviour(slow);
            server.set(&story.path(), refused);
        }
        server.clear();
        let report = sync(&library).await;
        assert_eq!(line(&report, "/").status, FeedStatus::Deferred, "{report:?}");
        let asked: usize = news.iter().map(|story| asked(&server, &story.path())).sum();
        assert!(
            (1..=4).contains(&asked),
            "those that were on their way and no others: {asked}"
        );
        reader.let_time_pass();
    }
    serve(&server, &next);
    let report = sync(&library).await;
    assert_eq!(line(&report, "/").new, 11, "{report:?}");
}
