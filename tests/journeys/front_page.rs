//! The front page, from nothing to a full morning.

use std::collections::HashSet;

use kazpost_api::{Change, FrontPage, MarkRequest, Row, Scope, Target};
use kazpost_tests::{Reply, Server};

use crate::lists::all_rows;
use crate::reader::{Reader, subscribe, sync};
use crate::stories;

fn shown(page: &FrontPage) -> Vec<&Row> {
    let desks = page.desks.iter().flat_map(|desk| &desk.rows);
    let rows = page.lead.iter().chain(&page.features).chain(desks);
    rows.chain(&page.briefs).collect()
}

#[test]
fn nothing_makes_an_empty_page() {
    let page = Reader::new().open().front_page("en").expect("a page");
    assert!(page.lead.is_none() && shown(&page).is_empty() && page.headlines.is_empty());
    assert_eq!((page.total, page.unread), (0, 0));
}

#[tokio::test]
async fn one_story_is_the_lead() {
    let (server, reader) = (Server::start(), Reader::new());
    let library = reader.open();
    server.set("/feed.xml", Reply::rss(stories("Courier", 1..=1)));
    subscribe(&library, &[server.url("/feed.xml")]);
    sync(&library).await;
    let page = library.front_page("en").expect("a page");
    assert_eq!(
        page.lead.as_ref().map(|row| row.title.as_str()),
        Some("Courier 1")
    );
    assert_eq!((shown(&page).len(), page.headlines.len()), (1, 1));
}

#[tokio::test]
async fn a_full_morning_has_no_story_twice() {
    let (server, reader) = (Server::start(), Reader::new());
    let library = reader.open();
    let names = ["Alpha", "Beta", "Gamma", "Delta"];
    for name in names {
        // The first of them publishes most and has all that is newest.
        let newest = if name == names[0] { 1 } else { 20 };
        server.set(&format!("/{name}"), Reply::rss(stories(name, newest..=90)));
    }
    subscribe(&library, &names.map(|name| server.url(&format!("/{name}"))));
    sync(&library).await;

    let page = library.front_page("en").expect("a page");

    let ids: Vec<&str> = shown(&page).iter().map(|row| row.id.as_str()).collect();
    assert_eq!(
        ids.iter().collect::<HashSet<_>>().len(),
        ids.len(),
        "each story once"
    );
    assert_eq!(
        (page.total as usize, page.unread as usize),
        (ids.len(), ids.len())
    );
    assert_eq!(page.features.len(), 6);
    for name in names {
        let features = page.features.iter().filter(|row| row.source == name).count();
        assert!(features <= 2, "{name} takes {features} features");
    }
    assert!(
        page.desks
            .iter()
            .all(|desk| desk.rows.len() <= 4 && desk.total >= 3)
    );
    assert_eq!(page.headlines.len(), 50);
    let newest = all_rows(&library, Scope::All);
    let expected: Vec<&str> = newest.iter().take(50).map(|row| row.id.as_str()).collect();
    let headlines: Vec<&str> = page.headlines.iter().map(|row| row.id.as_str()).collect();
    assert_eq!(headlines, expected, "the headlines are the newest");

    let lead = page.lead.expect("a lead").id;
    let target = Target::Articles {
        ids: vec![lead.clone()],
    };
    library
        .mark(MarkRequest {
            target,
            change: Change::Read,
        })
        .expect("it is marked");
    let next = library.front_page("en").expect("a page");
    assert_eq!(
        next.lead.as_ref().map(|row| row.id.as_str()),
        Some(lead.as_str()),
        "what was read stays where it stands: the edition has an end"
    );
    assert_eq!((next.total, next.unread), (page.total, page.total - 1));
    let scope = Target::Scope { scope: Scope::All };
    library
        .mark(MarkRequest {
            target: scope,
            change: Change::Read,
        })
        .expect("all are marked");
    let read = library.front_page("en").expect("a page");
    assert!(
        read.lead.is_some() && read.unread == 0,
        "a page that was read is still a page"
    );
}
