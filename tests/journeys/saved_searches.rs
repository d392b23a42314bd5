//! Searches that are kept among the sources, with how many unread articles each finds.

use kazpost_api::{Change, MarkRequest, SaveSearchRequest, Scope, Target};
use kazpost_core::Library;
use kazpost_tests::feeds::{Item, rss};
use kazpost_tests::{Reply, Server};

use crate::lists::all_rows;
use crate::reader::{Reader, subscribe, sync};

fn items(titles: &[&str]) -> Vec<Item> {
    (1..)
        .zip(titles)
        .map(|(number, title)| Item {
            guid: (*title).into(),
            title: (*title).into(),
            hours: number,
            ..Item::default()
        })
        .collect()
}

fn keep(library: &Library, id: Option<&str>, name: &str, query: &str) -> String {
    let request = SaveSearchRequest {
        id: id.map(str::to_owned),
        name: name.into(),
        query: query.into(),
    };
    library.search_save(request).expect("it is kept")
}

/// Name and count of each.
fn counts(library: &Library) -> Vec<(String, u32)> {
    let kept = library.searches().expect("they are counted");
    kept.into_iter().map(|one| (one.name, one.unread)).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn kept_searches_count_what_is_unread_and_outlive_the_program() {
    let (server, reader) = (Server::start(), Reader::new());
    let library = reader.open();
    let first = [
        "River rises",
        "The rivers of spring",
        "A railway",
        "Bread and river",
    ];
    server.set(
        "/feed.xml",
        Reply::rss(rss("Courier", &server.url("/"), &items(&first))),
    );
    subscribe(&library, &[server.url("/feed.xml")]);
    sync(&library).await;

    let river = keep(&library, None, "  Water \n news ", " river ");
    keep(&library, None, "", "-river");
    keep(&library, None, "Exact", "\"river rises\"");
    keep(&library, None, "Read", "is:read river");
    let named = |water: u32, without: u32, exact: u32| {
        vec![
            ("Water news".to_owned(), water),
            ("-river".to_owned(), without),
            ("Exact".to_owned(), exact),
            ("Read".to_owned(), 0),
        ]
    };
    assert_eq!(counts(&library), named(3, 1, 1));

    let rows = all_rows(&library, Scope::All);
    let rises = rows
        .iter()
        .find(|row| row.title == "River rises")
        .expect("it is there");
    let target = Target::Articles {
        ids: vec![rises.id.clone()],
    };
    let change = Change::Read;
    library
        .mark(MarkRequest { target, change })
        .expect("it is marked");
    assert_eq!(counts(&library), named(2, 1, 0), "what was read counts no more");

    let more = [&first[..], &["Another river"]].concat();
    server.set(
        "/feed.xml",
        Reply::rss(rss("Courier", &server.url("/"), &items(&more))),
    );
    sync(&library).await;
    assert_eq!(counts(&library), named(3, 1, 0), "what came counts");

    assert_eq!(
        keep(&library, None, "Rivers", "river"),
        river,
        "the same query is kept once"
    );
    keep(&library, Some(&river), "Railways", "railway");
    drop(library);
    let library = reader.open();
    assert_eq!(counts(&library)[0], ("Railways".to_owned(), 1));
    library.search_remove(&river).expect("it goes");
    assert_eq!(counts(&library).len(), 3);
    assert!(library.search_remove(&river).is_err(), "it is gone");
    let nothing = SaveSearchRequest {
        id: None,
        name: "x".into(),
        query: "  ".into(),
    };
    assert!(
        library.search_save(nothing).is_err(),
        "nothing cannot be searched for"
    );
}

/// Only as many as are ranked were looked at, so that a phrase of many articles counted short.
#[tokio::test(flavor = "multi_thread")]
async fn a_quoted_phrase_of_thousands_of_articles_is_counted_out() {
    let (server, reader) = (Server::start(), Reader::new());
    let library = reader.open();
    // Every other one has the words in another form, which the index alone does not tell apart.
    let items: Vec<Item> = (0..2600)
        .map(|number| Item {
            guid: number.to_string(),
            title: if number % 2 == 0 {
                format!("White yurt {number}")
            } else {
                format!("White yurts {number}")
            },
            hours: number / 60,
            ..Item::default()
        })
        .collect();
    server.set("/feed.xml", Reply::rss(rss("Courier", &server.url("/"), &items)));
    subscribe(&library, &[server.url("/feed.xml")]);
    sync(&library).await;
    keep(&library, None, "Yurt", "\"white yurt\"");
    keep(&library, None, "Any", "white yurt");
    let expected = vec![("Yurt".to_owned(), 1300), ("Any".to_owned(), 2600)];
    assert_eq!(counts(&library), expected);
}
