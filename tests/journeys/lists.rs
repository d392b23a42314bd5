//! Lists stand still under the reader's hand, and what they show is fresh.

use kazpost_api::{
    Change, Code, ListRequest, MarkRequest, OpenedList, PositionRequest, Row, RowsRequest, Scope, Session,
    StartRequest, Target,
};
use kazpost_core::Library;
use kazpost_tests::feeds::{Item, rss};
use kazpost_tests::{Reply, Server};

use crate::reader::{Reader, subscribe, sync};
use crate::stories;

pub fn open(library: &Library, scope: Scope) -> OpenedList {
    open_at(library, scope, None)
}

fn open_at(library: &Library, scope: Scope, at: Option<&str>) -> OpenedList {
    let request = ListRequest {
        scope,
        unread_only: false,
        filter: String::new(),
        utc_offset_minutes: 0,
        first: 2,
        at: at.map(str::to_owned),
    };
    let list = library.list_open(request).expect("the list opens");
    let ids = |rows: &[Row]| rows.iter().map(|row| row.id.clone()).collect::<Vec<_>>();
    assert_eq!(
        ids(&list.rows),
        ids(&rows(library, list.list, 0, 2)),
        "its first rows come along"
    );
    list
}

pub fn rows(library: &Library, list: u32, offset: u32, limit: u32) -> Vec<Row> {
    let request = RowsRequest { list, offset, limit };
    library.list_rows(request).expect("the rows")
}

/// The first rows of a scope as it is now.
pub fn all_rows(library: &Library, scope: Scope) -> Vec<Row> {
    let list = open(library, scope);
    rows(library, list.list, 0, 500)
}

fn mark(library: &Library, target: Target, change: Change) -> kazpost_api::Marked {
    library
        .mark(MarkRequest { target, change })
        .expect("it can be marked")
}

fn ids(rows: &[Row]) -> Vec<&str> {
    rows.iter().map(|row| row.id.as_str()).collect()
}

async fn with(stories_of: u32) -> (Server, Reader, Library) {
    let (server, reader) = (Server::start(), Reader::new());
    let library = reader.open();
    server.set("/feed.xml", Reply::rss(stories("Courier", 1..=stories_of)));
    subscribe(&library, &[server.url("/feed.xml")]);
    sync(&library).await;
    (server, reader, library)
}

#[tokio::test]
async fn an_open_list_stands_still_while_its_articles_change() {
    let (server, _reader, library) = with(6).await;
    let unread = open(&library, Scope::Unread);
    let before = rows(&library, unread.list, 0, 100);
    assert_eq!((unread.total, before.len()), (6, 6));

    let target = Target::Articles {
        ids: vec![before[2].id.clone()],
    };
    mark(&library, target, Change::Read);
    server.set("/feed.xml", Reply::rss(stories("Courier", 1..=8)));
    sync(&library).await;

    let after = rows(&library, unread.list, 0, 100);
    assert_eq!(
        ids(&after),
        ids(&before),
        "neither the read one goes nor do new ones push in"
    );
    assert!(after[2].read, "but its state is fresh");
    let fresh = open(&library, Scope::Unread);
    assert_eq!(fresh.total, 7, "opened anew it is as things are now");
    assert_ne!(fresh.list, unread.list);

    let removed = library.feeds().expect("the feeds")[0].id.clone();
    library.feed_remove(&removed).expect("it is removed");
    assert!(
        rows(&library, unread.list, 0, 100).is_empty(),
        "what is gone is left out, and that is no error"
    );
}

#[tokio::test]
async fn a_run_of_rows_is_marked_and_taken_back() {
    let (_server, _reader, library) = with(10).await;
    let list = open(&library, Scope::All);
    let target = |from, to| Target::Rows {
        list: list.list,
        from,
        to,
    };
    let read = || -> Vec<bool> {
        all_rows(&library, Scope::All)
            .iter()
            .map(|row| row.read)
            .collect()
    };
    let one = Target::Articles {
        ids: vec![all_rows(&library, Scope::All)[4].id.clone()],
    };
    mark(&library, one, Change::Read);

    let marked = mark(&library, target(2, 6), Change::Read);

    assert_eq!(marked.changed, 3, "one of the four was read already");
    assert_eq!(
        read(),
        [false, false, true, true, true, true, false, false, false, false]
    );
    let action = marked.action.expect("it can be taken back");
    assert_eq!(library.undo(action).expect("it is taken back"), 3);
    assert_eq!(
        read(),
        [
            false, false, false, false, true, false, false, false, false, false
        ]
    );
    assert_eq!(library.undo(action).expect("no error"), 0, "twice is no more");

    let nothing = mark(&library, target(4, 5), Change::Read);
    assert_eq!(
        (nothing.action, nothing.changed),
        (None, 0),
        "nothing to take back"
    );
    let beyond = mark(&library, target(8, 900), Change::Saved);
    assert_eq!(beyond.changed, 2, "a run ends where the list ends");
    let scope = Target::Scope { scope: Scope::Unread };
    let all = mark(&library, scope, Change::Read);
    assert_eq!(all.changed, 9);
    library
        .undo(all.action.expect("it can be taken back"))
        .expect("it is");
    assert_eq!(library.sources().expect("the sources").unread, 9);
}

#[tokio::test]
async fn what_the_reader_changed_since_is_not_taken_back() {
    let (_server, _reader, library) = with(3).await;
    let list = open(&library, Scope::All);
    let all = Target::Rows {
        list: list.list,
        from: 0,
        to: 3,
    };
    let action = mark(&library, all, Change::Read).action.expect("an action");
    let first = all_rows(&library, Scope::All)[0].id.clone();
    let only = || Target::Articles {
        ids: vec![first.clone()],
    };
    mark(&library, only(), Change::Unread);
    mark(&library, only(), Change::Read);
    assert_eq!(library.undo(action).expect("the others"), 2);
    assert!(all_rows(&library, Scope::All)[0].read, "the later wish counts");
}

#[tokio::test]
async fn letters_find_articles_in_every_script() {
    let (server, reader) = (Server::start(), Reader::new());
    let library = reader.open();
    let item = |guid: &str, title: &str, author: &str, body: &str| Item {
        guid: guid.into(),
        title: title.into(),
        author: author.into(),
        body: body.into(),
        ..Item::default()
    };
    let items = [
        item(
            "1",
            "Ғарыш айлағынан зымыран ұшты",
            "Әсел Қасым",
            "<p>Байқоңыр.</p>",
        ),
        item(
            "2",
            "Ракета стартовала с Байконура",
            "Иван Ёлкин",
            "<p>Утром.</p>",
        ),
        item(
            "3",
            "Rocket leaves Baikonur",
            "Jane Doe",
            "<p>At 50% less cost_of fuel.</p>",
        ),
    ];
    server.set(
        "/feed.xml",
        Reply::rss(rss("Ғылым", "https://example.org/", &items)),
    );
    subscribe(&library, &[server.url("/feed.xml")]);
    sync(&library).await;
    let found = |filter: &str| -> Vec<char> {
        let request = ListRequest {
            scope: Scope::All,
            unread_only: false,
            filter: filter.into(),
            utc_offset_minutes: 0,
            first: 2,
            at: None,
        };
        let list = library.list_open(request).expect("the list");
        let rows = rows(&library, list.list, 0, 100);
        assert_eq!(list.total as usize, rows.len());
        let mut found: Vec<char> = rows.iter().filter_map(|row| row.title.chars().next()).collect();
        found.sort_unstable();
        found
    };
    for (filter, expected) in [
        ("ғарыш", vec!['Ғ']),
        ("ҒАРЫШ", vec!['Ғ']),
        ("әсел", vec!['Ғ']),
        ("БАЙҚОҢЫР", vec!['Ғ']),
        ("ракета байконура", vec!['Р']),
        ("байконура ракета", vec!['Р']),
        ("ёлкин", vec!['Р']),
        ("baikonur", vec!['R']),
        ("ғылым", vec!['R', 'Р', 'Ғ']),
        ("50%", vec!['R']),
        ("cost_of", vec!['R']),
        ("%", vec!['R']),
        ("'; --", vec![]),
        ("ракета baikonur", vec![]),
        ("  ", vec!['R', 'Р', 'Ғ']),
    ] {
        assert_eq!(found(filter), expected, "{filter:?}");
    }
}

#[tokio::test]
async fn the_article_that_was_open_is_found_again() {
    let (_server, reader, library) = with(5).await;
    let read = all_rows(&library, Scope::All);
    let [third, fourth] = [read[2].id.clone(), read[3].id.clone()];
    let selected = |library: &Library, scope| open_at(library, scope, Some(&third)).selected;
    assert_eq!(selected(&library, Scope::All), Some(2));
    library
        .article(&fourth)
        .expect("another is fetched, ahead of its being read");
    assert_eq!(selected(&library, Scope::All), Some(2));
    assert_eq!(open(&library, Scope::All).selected, None, "not asked for");
    mark(
        &library,
        Target::Articles {
            ids: vec![third.clone()],
        },
        Change::Read,
    );
    assert_eq!(selected(&library, Scope::Unread), None, "not in this list");
    let session = Session {
        view: "list".into(),
        scope: Some(Scope::All),
        article: Some(third.clone()),
        unread_only: true,
        closed_folders: vec!["Қала".into()],
    };
    library.session_save(session).expect("it is kept");
    drop(library);
    let library = reader.open();
    let session = library.session().expect("it is kept");
    assert_eq!((session.view.as_str(), session.unread_only), ("list", true));
    assert_eq!(session.closed_folders, ["Қала"]);
    let started = |library: &Library| {
        let start = library.start(StartRequest {
            utc_offset_minutes: 0,
            language: String::new(),
            first: 2,
        });
        start
            .expect("the library is well")
            .list
            .expect("the view was a list")
    };
    assert_eq!(started(&library).selected, None, "it is none of the unread ones");
    let all = Session {
        unread_only: false,
        ..session
    };
    library.session_save(all).expect("it is kept");
    assert_eq!(started(&library).selected, Some(2), "also after the next start");
}

#[tokio::test]
async fn a_request_for_rows_has_an_end() {
    let (_server, _reader, library) = with(620).await;
    let list = open(&library, Scope::All);
    assert_eq!(list.total, 620);
    assert_eq!(
        rows(&library, list.list, 0, u32::MAX).len(),
        500,
        "at most 500 at a time"
    );
    assert_eq!(rows(&library, list.list, 500, 500).len(), 120);
    assert_eq!(rows(&library, list.list, 619, 5).len(), 1);
    assert!(rows(&library, list.list, 620, 5).is_empty());
    assert!(rows(&library, list.list, u32::MAX, u32::MAX).is_empty());
    let first = rows(&library, list.list, 0, 500);
    assert!(
        first.windows(2).all(|pair| pair[0].time >= pair[1].time),
        "newest first"
    );
    assert_eq!(list.days.first().map(|day| day.index), Some(0));
    assert!(
        list.days
            .windows(2)
            .all(|pair| pair[0].index < pair[1].index && pair[0].day > pair[1].day),
        "the days fall: {:?}",
        list.days
    );
    let unknown = RowsRequest {
        list: 4_000_000,
        offset: 0,
        limit: 1,
    };
    assert_eq!(
        library.list_rows(unknown).expect_err("no such list").code,
        Code::NotFound
    );
}

#[tokio::test]
async fn the_place_in_an_article_is_kept() {
    let (_server, reader, library) = with(2).await;
    let id = all_rows(&library, Scope::All)[0].id.clone();
    let position = |library: &Library| library.article(&id).expect("it opens").position;
    assert_eq!(position(&library), 0.0);
    for (given, kept) in [(0.4, 0.4), (7.0, 1.0), (-1.0, 0.0), (f64::NAN, 0.0), (0.75, 0.75)] {
        let request = PositionRequest {
            id: id.clone(),
            position: given,
        };
        library.position_save(request).expect("it is kept");
        assert_eq!(position(&library), kept, "{given}");
    }
    drop(library);
    assert_eq!(position(&reader.open()), 0.75, "also after the next start");
    let gone = PositionRequest {
        id: "gone".into(),
        position: 0.5,
    };
    assert!(
        reader.open().position_save(gone).is_ok(),
        "an article that went meanwhile is no error"
    );
}
