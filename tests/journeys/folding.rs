//! The same story from many sources is shown once, and can be had apart again.

use kazpost_api::{
    Change, EditFeedRequest, ListRequest, MarkRequest, OpenedList, Row, RowsRequest, Scope, SearchRequest,
    Target, UnfoldRequest,
};
use kazpost_core::Library;
use kazpost_tests::feeds::{Item, rss};
use kazpost_tests::{Reply, Server};

use crate::reader::{Reader, subscribe, sync};

const FERRY: &str = "The ferry across the northern lake sailed again this morning after two winters in the dry dock. \
    About forty passengers and a tractor were aboard when it left the eastern pier. The operator replaced both engines \
    and the steering gear, and the hull was welded by a yard from the south. Farmers on the western shore had driven \
    around the lake in the meantime, which takes half a day.";

fn item(guid: &str, title: &str, body: &str, hours: u32) -> Item {
    Item {
        guid: guid.into(),
        title: title.into(),
        body: format!("<p>{body}</p>"),
        hours,
        ..Item::default()
    }
}

fn own(name: &str, hours: u32) -> Item {
    let body =
        format!("{name} writes of {name} and of nothing else that anybody would have read elsewhere today.");
    item("own", &format!("What {name} has"), &body, hours)
}

fn serve(server: &Server, name: &str, items: &[Item]) -> String {
    let path = format!("/{name}.xml");
    server.set(&path, Reply::rss(rss(name, &server.url("/"), items)));
    server.url(&path)
}

/// Three sources with the ferry, told first by the second of them, and a story of its own in each.
async fn three() -> (Server, Reader, Library) {
    let (server, reader) = (Server::start(), Reader::new());
    let library = reader.open();
    let wire = format!("{FERRY} Steppe Wire.");
    let cut = FERRY.split_inclusive(". ").take(3).collect::<String>();
    let feeds = [
        serve(
            &server,
            "Alpha",
            &[item("f", "Lake gets its ferry back", &wire, 2), own("Alpha", 1)],
        ),
        serve(
            &server,
            "Beta",
            &[
                item("f", "Ferry returns to the northern lake", FERRY, 7),
                own("Beta", 3),
            ],
        ),
        serve(
            &server,
            "Gamma",
            &[
                item("f", "Ferry returns to the northern lake", &cut, 4),
                own("Gamma", 9),
            ],
        ),
    ];
    subscribe(&library, &feeds);
    sync(&library).await;
    (server, reader, library)
}

fn open(library: &Library, scope: Scope) -> OpenedList {
    let request = ListRequest {
        scope,
        unread_only: false,
        filter: String::new(),
        utc_offset_minutes: 0,
        first: 100,
        at: None,
    };
    library.list_open(request).expect("the list opens")
}

fn rows(library: &Library, list: u32) -> Vec<Row> {
    let request = RowsRequest {
        list,
        offset: 0,
        limit: 100,
    };
    library.list_rows(request).expect("the rows")
}

fn titles(rows: &[Row]) -> Vec<&str> {
    rows.iter().map(|row| row.title.as_str()).collect()
}

fn also(row: &Row) -> Vec<&str> {
    row.also.iter().map(|told| told.source.as_str()).collect()
}

fn fold(library: &Library, fold_stories: bool) {
    let settings = library.settings().expect("the settings");
    let settings = kazpost_api::Settings {
        fold_stories,
        ..settings
    };
    library.settings_save(settings).expect("they are kept");
}

const FOLDED: [&str; 4] = [
    "What Alpha has",
    "What Beta has",
    "Ferry returns to the northern lake",
    "What Gamma has",
];

#[tokio::test(flavor = "multi_thread")]
async fn a_story_stands_once_where_it_was_first_told_and_names_the_others() {
    let (_server, reader, library) = three().await;
    let all = open(&library, Scope::All);
    assert_eq!(titles(&all.rows), FOLDED);
    assert_eq!(all.total, 4);
    assert_eq!(all.rows[2].source, "Beta");
    assert_eq!(also(&all.rows[2]), ["Gamma", "Alpha"], "as they told it");
    assert!(all.rows.iter().all(|row| !row.under));

    let sources = library.sources().expect("the sources");
    assert_eq!((sources.all, sources.unread), (4, 4), "as the lists say");
    let own = sources
        .feeds
        .iter()
        .map(|feed| (feed.total, feed.unread))
        .collect::<Vec<_>>();
    assert_eq!(own, [(2, 2); 3], "of a source each article counts");
    let alpha = Scope::Feed(sources.feeds[0].id.clone());
    assert_eq!(
        open(&library, alpha).total,
        2,
        "in its own list each article stands"
    );

    let page = library.front_page("en").expect("a page");
    let lead = page.lead.iter().chain(&page.features).chain(&page.briefs);
    let lead = lead.chain(page.desks.iter().flat_map(|desk| &desk.rows));
    assert_eq!(lead.filter(|row| row.title.contains("erry")).count(), 1);
    assert_eq!(page.headlines.len(), 4);

    fold(&library, false);
    let all = open(&library, Scope::All);
    assert_eq!((all.total, library.sources().expect("the sources").all), (6, 6));
    assert!(all.rows.iter().all(|row| row.also.is_empty()));
    drop(library);
    assert_eq!(
        reader.titles().len(),
        6,
        "the command line lists every article, whatever is chosen"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn it_unfolds_in_place_and_folds_again() {
    let (_server, _reader, library) = three().await;
    let all = open(&library, Scope::All);
    let unfolded = library
        .list_unfold(&UnfoldRequest {
            list: all.list,
            index: 2,
        })
        .expect("it unfolds");
    assert_eq!(
        (unfolded.total, unfolded.index, unfolded.under, unfolded.open),
        (6, 2, 2, true)
    );
    let shown = rows(&library, unfolded.list);
    assert_eq!(
        titles(&shown)[2..],
        [
            "Ferry returns to the northern lake",
            "Ferry returns to the northern lake",
            "Lake gets its ferry back",
            "What Gamma has"
        ]
    );
    let under: Vec<bool> = shown.iter().map(|row| row.under).collect();
    assert_eq!(under, [false, false, false, true, true, false]);
    assert_eq!(also(&shown[4]), ["Beta", "Gamma"]);
    assert_eq!(
        titles(&rows(&library, all.list)),
        FOLDED,
        "the list before stays what it was"
    );
    // From a row under it, too.
    let folded = library
        .list_unfold(&UnfoldRequest {
            list: unfolded.list,
            index: 4,
        })
        .expect("it folds");
    assert_eq!((folded.total, folded.index, folded.open), (4, 2, false));
    assert_eq!(titles(&rows(&library, folded.list)), FOLDED);
    let days = |days: &[kazpost_api::DayStart]| days.iter().map(|day| day.index).collect::<Vec<_>>();
    assert_eq!(days(&folded.days), days(&all.days));
    let alone = UnfoldRequest {
        list: all.list,
        index: 0,
    };
    assert_eq!(library.list_unfold(&alone).expect("nothing").under, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn reading_it_reads_all_of_it_in_one_act() {
    let (_server, reader, library) = three().await;
    let all = open(&library, Scope::All);
    let told = |library: &Library| -> Vec<bool> {
        fold(library, false);
        let rows = open(library, Scope::All).rows;
        fold(library, true);
        let ferry = rows.iter().filter(|row| row.title.contains("erry"));
        ferry.map(|row| row.read).collect()
    };
    let one = |row: &Row, change| MarkRequest {
        target: Target::Articles {
            ids: vec![row.id.clone()],
        },
        change,
    };
    let marked = library
        .mark(one(&all.rows[2], Change::Read))
        .expect("it is marked");
    assert_eq!(marked.changed, 3);
    assert_eq!(told(&library), [true; 3]);
    let counts = library.sources().expect("the sources");
    assert_eq!((counts.all, counts.unread), (4, 3));
    assert_eq!(open(&library, Scope::Unread).total, 3);
    let changed = library
        .undo(marked.action.expect("an act"))
        .expect("it is taken back");
    assert_eq!(
        (changed, told(&library)),
        (3, vec![false; 3]),
        "one act, taken back as one"
    );

    let saved = library
        .mark(one(&all.rows[2], Change::Saved))
        .expect("it is bookmarked");
    assert_eq!(saved.changed, 1, "a bookmark is one article's");
    assert_eq!(open(&library, Scope::Saved).total, 1);

    let rows = Target::Rows {
        list: all.list,
        from: 1,
        to: 3,
    };
    let request = MarkRequest {
        target: rows,
        change: Change::Read,
    };
    assert_eq!(
        library.mark(request).expect("they are marked").changed,
        4,
        "two rows"
    );
    assert_eq!(told(&library), [true; 3]);

    let id = all.rows[2].id.clone();
    drop(library);
    assert_eq!(reader.kazpost(&["mark", &id, "--unread"]).code, Some(0));
    let library = reader.open();
    assert_eq!(
        told(&library).iter().filter(|read| !**read).count(),
        1,
        "the command line marks what it names"
    );
    fold(&library, false);
    let marked = library
        .mark(one(&all.rows[2], Change::Read))
        .expect("it is marked");
    assert_eq!(
        marked.changed, 1,
        "where stories are not folded an article is an article"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn what_comes_later_joins_the_story_and_is_read_where_that_was() {
    let (server, _reader, library) = three().await;
    let all = open(&library, Scope::All);
    let read = |index: usize| {
        let target = Target::Articles {
            ids: vec![all.rows[index].id.clone()],
        };
        let change = Change::Read;
        library
            .mark(MarkRequest { target, change })
            .expect("it is marked");
    };
    read(2);
    let late = serve(
        &server,
        "Delta",
        &[
            item("f", "The ferry is back on the northern lake", FERRY, 1),
            own("Delta", 12),
        ],
    );
    subscribe(&library, &[late]);
    sync(&library).await;
    let all = open(&library, Scope::All);
    assert_eq!((all.total, also(&all.rows[2]).len()), (5, 3));
    assert_eq!(also(&all.rows[2])[2], "Delta");
    assert_eq!(
        open(&library, Scope::Unread).total,
        4,
        "a story that was read is no news"
    );
    assert_eq!(library.sources().expect("the sources").unread, 4);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_counts_of_folders_are_those_of_their_lists() {
    let (_server, _reader, library) = three().await;
    let feeds = library.feeds().expect("the feeds");
    for (feed, folder) in feeds.iter().zip(["North", "North", ""]) {
        let request = EditFeedRequest {
            id: feed.id.clone(),
            title: None,
            folder: Some(folder.into()),
            address: None,
            content: None,
            pictures: None,
        };
        library.feed_edit(request).expect("it is put there");
    }
    let sources = library.sources().expect("the sources");
    let folded = &sources.folded;
    assert_eq!((folded.len(), folded[0].name.as_str()), (1, "North"));
    let of = |library: &Library| open(library, Scope::Folder("North".into()));
    let list = of(&library);
    assert_eq!(list.total, 4 - folded[0].all);
    assert_eq!(list.total, 3);
    let ferry = list
        .rows
        .iter()
        .find(|row| !row.also.is_empty())
        .expect("the story");
    assert_eq!(also(ferry), ["Alpha"], "what stands in this folder");
    let target = Target::Articles {
        ids: vec![ferry.id.clone()],
    };
    let change = Change::Read;
    library
        .mark(MarkRequest { target, change })
        .expect("it is marked");
    let sources = library.sources().expect("the sources");
    assert_eq!(sources.folded[0].unread, 0);
    assert_eq!(sources.unread, open(&library, Scope::Unread).total);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_search_shows_it_once_and_a_kept_search_counts_it_once() {
    let (_server, _reader, library) = three().await;
    let request = |query: &str| SearchRequest {
        query: query.into(),
        stage: kazpost_api::SearchStage::Done,
        limit: 50,
        utc_offset_minutes: 0,
    };
    let answer = library.search(request("ferry")).expect("an answer");
    assert_eq!((answer.total, answer.results.len()), (1, 1));
    assert_eq!(answer.results[0].row.also.len(), 2);
    for query in ["ferry", "\"northern lake\""] {
        let save = kazpost_api::SaveSearchRequest {
            id: None,
            name: String::new(),
            query: query.into(),
        };
        library.search_save(save).expect("it is kept");
    }
    let counted = |library: &Library| -> Vec<u32> {
        let kept = library.searches().expect("the searches");
        kept.iter().map(|kept| kept.unread).collect()
    };
    assert_eq!(counted(&library), [1, 1]);
    fold(&library, false);
    assert_eq!(counted(&library), [3, 3]);
    let answer = library.search(request("ferry")).expect("an answer");
    assert_eq!((answer.total, answer.results.len()), (3, 3));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_library_from_before_is_looked_through() {
    let (_server, reader, library) = three().await;
    drop(library);
    reader.tamper(
        "DROP TABLE looks; UPDATE articles SET story = NULL; DELETE FROM sketches; DROP TABLE sketches; DROP INDEX articles_by_story;
         ALTER TABLE articles DROP COLUMN story; CREATE INDEX articles_by_title ON articles (time, title); DROP INDEX feeds_subscribed; DROP INDEX feeds_removed;
         CREATE TRIGGER article_comes AFTER INSERT ON articles BEGIN SELECT 1; END;
         CREATE TRIGGER body_comes AFTER INSERT ON bodies BEGIN SELECT 1; END; PRAGMA user_version = 14;
         DROP TRIGGER body_changes; ALTER TABLE bodies DROP COLUMN packed; ALTER TABLE pages DROP COLUMN packed; ALTER TABLE pages DROP COLUMN tried;
         ALTER TABLE versions DROP COLUMN packed; CREATE TRIGGER body_changes AFTER UPDATE OF content ON bodies BEGIN SELECT 1; END",
    );
    let library = reader.open();
    assert_eq!(open(&library, Scope::All).total, 6, "nothing is known yet");
    while library.index_step().expect("a step") > 0 {}
    assert_eq!(open(&library, Scope::All).total, 4);
}
