//! Sites that have no feed are followed through their front pages.

use kazpost_api::{AddFeedRequest, Code, FeedStatus};
use kazpost_tests::sites::{Paper, Story};
use kazpost_tests::{Reply, Server};
use serde_json::Value;

use crate::reader::{Reader, line, sync, text};

pub fn paper(stories: std::ops::Range<usize>) -> Paper {
    Paper {
        name: "HarbourPost",
        tagline: "News from the harbour",
        day: "Saturday, Feb 22, 2025",
        stories: stories.rev().map(Story::numbered).collect(),
    }
}

/// The paper as its host serves it, with its sections and the pages that are no articles.
pub fn serve(server: &Server, paper: &Paper) {
    server.set("/", Reply::html(paper.front()));
    for story in &paper.stories {
        server.set(&story.path(), Reply::html(paper.article(story)));
    }
    for path in [
        "/about-us",
        "/terms-of-use-of-this-site",
        "/privacy-policy",
        "/contact",
    ] {
        server.set(path, Reply::html(paper.about()));
    }
    for path in ["/politics", "/economy"] {
        server.set(path, Reply::html(paper.front()));
    }
}

pub fn follow(reader: &Reader, server: &Server) -> Value {
    reader.json(&["follow", &server.url("/"), "--json"])
}

pub fn asked(server: &Server, path: &str) -> usize {
    server.requests_for(path).len()
}

#[test]
fn every_article_of_a_paper_is_filed_once_and_nothing_else() {
    let (server, reader) = (Server::start(), Reader::new());
    let paper = paper(0..30);
    serve(&server, &paper);
    let followed = follow(&reader, &server);
    assert_eq!(followed["title"], "HarbourPost", "{followed}");
    let mut titles = reader.titles();
    let mut wanted: Vec<String> = paper.stories.iter().map(|story| story.title.clone()).collect();
    assert_eq!(
        followed["items"], 30,
        "twelve stand on the front page, the rest in the list beside an article: {titles:?}"
    );
    assert_eq!(titles[..3], wanted[..3], "in the order of the site: {titles:?}");
    titles.sort();
    wanted.sort();
    assert_eq!(titles, wanted);
    for path in [
        "/about-us",
        "/privacy-policy",
        "/terms-of-use-of-this-site",
        "/contact",
    ] {
        assert_eq!(asked(&server, path), 0, "{path} was asked for");
    }
    let feeds = reader.feeds();
    assert_eq!(
        (&feeds[0]["site"], &feeds[0]["error"]),
        (&Value::Bool(true), &Value::Null)
    );
    let again = follow(&reader, &server);
    assert_eq!((&again["id"], reader.feeds().len()), (&followed["id"], 1));
}

#[test]
fn nothing_of_the_page_around_an_article_comes_with_it() {
    let (server, reader) = (Server::start(), Reader::new());
    let paper = paper(0..14);
    serve(&server, &paper);
    follow(&reader, &server);
    for item in reader.items(&[]) {
        let title = text(&item["title"]);
        let story = paper
            .stories
            .iter()
            .find(|story| story.title == title)
            .expect("a story of the paper");
        let content = text(&item["content_html"]);
        for paragraph in &story.paragraphs {
            assert!(
                content.contains(paragraph.as_str()),
                "{title}: a paragraph is missing in {content}"
            );
        }
        assert!(
            !content.contains(&story.title),
            "{title}: the headline stands in the text: {content}"
        );
        let others = paper.stories.iter().filter(|other| other.title != title);
        for other in others {
            assert!(
                !content.contains(&other.title),
                "{title}: another headline stands in the text: {content}"
            );
        }
        for around in [
            "0:00",
            "Close",
            "2025",
            "Newsletter",
            "Related Articles",
            "HarbourPost",
            "Privacy",
            "×",
        ] {
            let told = content.replace(&story.title, "");
            assert!(
                !told.contains(around),
                "{title}: “{around}” stands in the text: {content}"
            );
        }
        assert_eq!(
            item["date_published"],
            Value::Null,
            "the day in the masthead is that of the visit: {item}"
        );
        let author = item["authors"][0]["name"].as_str().unwrap_or_default();
        assert!(
            author == story.byline || author.is_empty(),
            "{title}: by {author}"
        );
    }
}

#[tokio::test]
async fn the_next_visit_fetches_what_is_new_and_nothing_twice() {
    let (server, reader) = (Server::start(), Reader::new());
    serve(&server, &paper(0..14));
    follow(&reader, &server);
    let before = reader.items(&[]);
    // The masthead has another day, and there is one story more.
    let next = Paper {
        day: "Sunday, Feb 23, 2025",
        ..paper(0..15)
    };
    serve(&server, &next);
    server.clear();
    let library = reader.open();
    let report = sync(&library).await;
    let line = line(&report, "/");
    assert_eq!(
        (line.status, line.new, line.updated),
        (FeedStatus::Ok, 1, 0),
        "{report:?}"
    );
    let newest = &next.stories[0];
    assert_eq!(asked(&server, &newest.path()), 1);
    for story in &next.stories[1..] {
        assert_eq!(
            asked(&server, &story.path()),
            0,
            "{} was fetched again",
            story.title
        );
    }
    assert_eq!(asked(&server, "/robots.txt"), 0, "the rules are known for a day");
    assert_eq!(reader.titles()[0], newest.title, "what is new stands on top");
    assert_eq!(reader.items(&[]).len(), before.len() + 1);
}

/// They are filed a few at a time while the next come.
#[tokio::test]
async fn a_visit_that_files_many_counts_them_all() {
    let (server, reader) = (Server::start(), Reader::new());
    serve(&server, &paper(0..12));
    follow(&reader, &server);
    serve(&server, &paper(0..60));
    let report = sync(&reader.open()).await;
    let filed = u32::try_from(reader.items(&[]).len() - 12).expect("more than before");
    assert!(filed > 32, "in three portions or more: {filed}");
    assert_eq!(line(&report, "/").new, filed, "{report:?}");
}

#[tokio::test]
async fn a_front_page_that_says_that_nothing_changed_is_believed() {
    let (server, reader) = (Server::start(), Reader::new());
    let paper = paper(0..9);
    serve(&server, &paper);
    for path in ["/", "/politics", "/economy"] {
        server.set(path, Reply::html(paper.front()).etag("\"1\""));
    }
    follow(&reader, &server);
    server.clear();
    let report = sync(&reader.open()).await;
    assert_eq!(line(&report, "/").status, FeedStatus::NotModified, "{report:?}");
    for seen in server.requests() {
        assert_eq!(
            seen.header("if-none-match"),
            Some("\"1\""),
            "{} was asked for without a condition",
            seen.path
        );
    }
    assert!(server.requests().len() <= 3, "{:?}", server.requests());
}

#[test]
fn the_same_article_on_a_sister_site_is_filed_once() {
    let (one, other, reader) = (Server::start(), Server::start(), Reader::new());
    serve(&one, &paper(0..10));
    let sister = Paper {
        name: "ValleyPost",
        day: "Monday, Mar 3, 2025",
        ..paper(5..16)
    };
    serve(&other, &sister);
    assert_eq!(follow(&reader, &one)["items"], 10);
    assert_eq!(
        follow(&reader, &other)["items"],
        6,
        "five of eleven are there already"
    );
    let mut titles = reader.titles();
    assert_eq!(titles.len(), 16);
    titles.sort();
    titles.dedup();
    assert_eq!(titles.len(), 16);
}

#[tokio::test]
async fn a_page_without_articles_is_no_source_and_says_so() {
    let (server, reader) = (Server::start(), Reader::new());
    server.set(
        "/",
        Reply::html("<title>Shop</title><p>Bread.</p><a href='/cart'>Cart</a>"),
    );
    let library = reader.open();
    let request = AddFeedRequest {
        address: server.url("/"),
        folder: None,
    };
    let refused = library
        .site_follow(request)
        .await
        .expect_err("there is nothing to follow");
    assert_eq!(refused.code, Code::NoArticlesLinked, "{refused:?}");
    assert!(library.feeds().unwrap().is_empty());
}

#[tokio::test]
async fn trouble_stands_beside_the_site_and_goes_when_it_is_over() {
    let (server, reader) = (Server::start(), Reader::new());
    serve(&server, &paper(0..9));
    follow(&reader, &server);
    server.set("/", Reply::status(500));
    let library = reader.open();
    assert_eq!(line(&sync(&library).await, "/").status, FeedStatus::Error);
    let feed = &library.feeds().unwrap()[0];
    assert_eq!(
        feed.error.as_ref().map(|failure| failure.code),
        Some(Code::HttpStatus)
    );
    assert_eq!(feed.total, 9, "what was there stays");
    server.set("/", Reply::status(429).header("Retry-After", "600"));
    assert_eq!(line(&sync(&library).await, "/").status, FeedStatus::Deferred);
    server.clear();
    assert_eq!(
        line(&sync(&library).await, "/").status,
        FeedStatus::Deferred,
        "it is left alone"
    );
    assert!(server.requests().is_empty());
    reader.let_time_pass();
    serve(&server, &paper(0..10));
    let report = sync(&library).await;
    assert_eq!(
        (line(&report, "/").status, line(&report, "/").new),
        (FeedStatus::Ok, 1)
    );
    assert_eq!(library.feeds().unwrap()[0].error, None);
}

#[test]
fn nothing_leads_from_a_site_to_another_host() {
    let (server, stranger, reader) = (Server::start(), Server::start(), Reader::new());
    let mut paper = paper(0..10);
    serve(&server, &paper);
    // One article moved to a host within a private network, and the front page links to another there.
    server.set(
        &paper.stories[0].path(),
        Reply::redirect(302, &stranger.url("/inside")),
    );
    stranger.set("/inside", Reply::html(paper.article(&paper.stories[0])));
    let away = Story {
        title: "What the neighbours wrote about us".into(),
        ..Story::numbered(3)
    };
    let link = format!(
        "<h2><a href=\"{}\">{}</a></h2></body>",
        stranger.url(&away.path()),
        away.title
    );
    server.set("/", Reply::html(paper.front().replace("</body>", &link)));
    assert_eq!(follow(&reader, &server)["items"], 9);
    assert!(stranger.requests().is_empty(), "{:?}", stranger.requests());
    paper.stories.clear();
}

#[test]
fn a_news_sitemap_and_a_list_in_json_ld_name_articles_that_no_link_tells() {
    let (server, reader) = (Server::start(), Reader::new());
    let paper = paper(0..8);
    serve(&server, &paper);
    let listed = Story {
        title: "Rain".into(),
        ..Story::numbered(40)
    };
    let named = Story {
        title: "Snow".into(),
        ..Story::numbered(41)
    };
    for story in [&listed, &named] {
        let page = paper
            .article(story)
            .replace("<head>", "<head><meta property=\"og:type\" content=\"article\">");
        server.set(&story.path(), Reply::html(page));
    }
    server.set(
        "/robots.txt",
        Reply::ok("text/plain", format!("Sitemap: {}\n", server.url("/news.xml"))),
    );
    let map = format!(
        "<?xml version=\"1.0\"?><urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" \
         xmlns:news=\"http://www.google.com/schemas/sitemap-news/0.9\"><url><loc>{}</loc><news:news>\
         <news:publication_date>2025-02-01T06:00:00Z</news:publication_date><news:title>Rain</news:title></news:news>\
         </url></urlset>",
        server.url(&listed.path())
    );
    server.set("/news.xml", Reply::ok("application/xml", map));
    let list = format!(
        "<script type=\"application/ld+json\">{{\"@type\":\"ItemList\",\"itemListElement\":[{{\"@type\":\"ListItem\",\
         \"position\":1,\"url\":\"{}\"}}]}}</script></head>",
        server.url(&named.path())
    );
    server.set("/", Reply::html(paper.front().replace("</head>", &list)));
    assert_eq!(follow(&reader, &server)["items"], 10);
    let items = reader.items(&[]);
    let rain = items
        .iter()
        .find(|item| item["title"] == "Rain")
        .expect("it was listed");
    assert_eq!(
        rain["date_published"], "2025-02-01T06:00:00Z",
        "the sitemap says when"
    );
}

#[test]
fn a_sitemap_that_is_named_for_its_articles_is_believed_on_the_first_visit() {
    let (server, reader) = (Server::start(), Reader::new());
    let paper = paper(0..8);
    serve(&server, &paper);
    // As Ghost and WordPress do: an index of sitemaps, and titles too short to tell of an article.
    let map = |entries: &[String], element: &str| {
        let entries: String = entries
            .iter()
            .map(|url| format!("<{element}><loc>{url}</loc><lastmod>2999-01-01</lastmod></{element}>"))
            .collect();
        Reply::ok(
            "text/xml",
            format!("<urlset>{entries}</urlset>").replace(
                "urlset",
                if element == "url" {
                    "urlset"
                } else {
                    "sitemapindex"
                },
            ),
        )
    };
    let maps = ["/sitemap-pages.xml", "/sitemap-posts.xml"].map(|path| server.url(path));
    server.set("/sitemap.xml", map(&maps, "sitemap"));
    server.set("/sitemap-pages.xml", map(&[server.url("/about-us")], "url"));
    let short = Story {
        title: "Felt 7".into(),
        ..Story::numbered(44)
    };
    let page = paper
        .article(&short)
        .replace("<head>", "<head><meta property=\"og:type\" content=\"article\">");
    server.set(&short.path(), Reply::html(page));
    server.set("/sitemap-posts.xml", map(&[server.url(&short.path())], "url"));
    assert_eq!(follow(&reader, &server)["items"], 9);
    assert_eq!(
        (asked(&server, "/about-us"), asked(&server, "/sitemap-pages.xml")),
        (0, 0)
    );
}

#[test]
fn a_publication_may_say_how_its_site_is_read_and_need_not() {
    let (server, reader) = (Server::start(), Reader::new());
    let paper = paper(0..12);
    serve(&server, &paper);
    // Odd enough that no general rule could do: headlines without links, and a text in a cell of a table.
    let odd = "<html><head><title>Today</title></head><body><b class=\"when\">2025-01-05</b><i class=\"head\">The odd \
               one</i><table><tr><td class=\"body\">Few words.</td><td class=\"ad\">Buy felt.</td></tr></table></body></html>";
    server.set("/n/7", Reply::html(odd));
    server.set(
        "/",
        Reply::html(paper.front().replace(
            "</body>",
            "<div class=\"mine\"><a href=\"/n/7\">x</a></div></body>",
        )),
    );
    std::fs::create_dir_all(reader.data()).unwrap();
    let own = include_str!("../../publication/publication.json").replacen(
        "\"newsletter\":",
        &format!(
            "\"sites\": [{{\"url\": \"{}\", \"links\": \".mine\", \"title\": \".head\", \"content\": \".body\", \
             \"published\": \".when\"}}], \"newsletter\":",
            server.url("/")
        ),
        1,
    );
    std::fs::write(reader.data().join("publication.json"), own).unwrap();
    assert_eq!(
        follow(&reader, &server)["items"],
        1,
        "no other links are followed"
    );
    let item = &reader.items(&[])[0];
    assert_eq!(
        (&item["title"], &item["date_published"]),
        (&"The odd one".into(), &"2025-01-05T00:00:00Z".into())
    );
    let content = text(&item["content_html"]);
    assert!(
        content.contains("Few words.") && !content.contains("felt"),
        "{content}"
    );
    // Selectors that find nothing leave the general way.
    let stale = Reader::new();
    std::fs::create_dir_all(stale.data()).unwrap();
    let outdated = include_str!("../../publication/publication.json").replacen(
        "\"newsletter\":",
        &format!(
            "\"sites\": [{{\"url\": \"{}\", \"links\": \".gone\", \"content\": \".gone\", \"title\": \":::\"}}], \"newsletter\":",
            server.url("/")
        ),
        1,
    );
    std::fs::write(stale.data().join("publication.json"), outdated).unwrap();
    assert_eq!(follow(&stale, &server)["items"], 12);
}

#[tokio::test]
async fn the_headlines_of_the_front_page_are_the_sites_own_where_the_publication_is_followed() {
    let (server, reader) = (Server::start(), Reader::new());
    // Dates that would put them in another order.
    let mut paper = paper(0..11);
    paper.stories.swap(0, 7);
    serve(&server, &paper);
    std::fs::create_dir_all(reader.data()).unwrap();
    let own =
        include_str!("../../publication/publication.json").replace("https://kazpost.com/", &server.url("/"));
    std::fs::write(reader.data().join("publication.json"), own).unwrap();
    follow(&reader, &server);
    let library = reader.open();
    let headlines: Vec<String> = library
        .front_page("en")
        .unwrap()
        .headlines
        .into_iter()
        .map(|row| row.title)
        .collect();
    let wanted: Vec<String> = paper.stories.iter().map(|story| story.title.clone()).collect();
    assert_eq!(headlines, wanted);
}

#[test]
fn a_followed_site_leaves_in_opml_and_comes_back() {
    let (server, reader, other) = (Server::start(), Reader::new(), Reader::new());
    serve(&server, &paper(0..9));
    follow(&reader, &server);
    let list = reader.kazpost(&["feeds", "export"]).out;
    assert!(!list.contains("xmlUrl"), "it is no feed to others: {list}");
    let file = other.keep("list.opml", list);
    let imported = other.json(&["feeds", "import", &file, "--json"]);
    assert_eq!(imported["added"], 1, "{imported}");
    assert_eq!(other.json(&["sync", "--json"])["new"], 9);
    assert_eq!(other.feeds()[0]["site"], true);
}

#[test]
fn ending_it_and_following_again_begins_anew() {
    let (server, reader) = (Server::start(), Reader::new());
    serve(&server, &paper(0..9));
    let id = text(&follow(&reader, &server)["id"]);
    let saved = text(&reader.items(&[])[0]["id"]);
    assert_eq!(reader.kazpost(&["mark", &saved, "--saved"]).code, Some(0));
    assert_eq!(reader.kazpost(&["feeds", "remove", &id]).code, Some(0));
    assert_eq!(reader.items(&[]).len(), 1, "the bookmark stays");
    assert_eq!(follow(&reader, &server)["items"], 9);
}
