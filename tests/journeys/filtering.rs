use kazpost_api::{Code, Condition, ConditionField, Effect, FilterDraft, ListRequest, Scope};
use kazpost_core::Library;
use kazpost_tests::feeds::{Item, rss};
use kazpost_tests::{Reply, Server};

use crate::reader::{Reader, subscribe, sync};

fn feed(server: &Server, titles: &[&str]) -> Reply {
    let items: Vec<Item> = (1..)
        .zip(titles)
        .map(|(hours, title)| Item {
            guid: (*title).into(),
            title: (*title).into(),
            author: "Aigul Serik".into(),
            body: "<p>Text.</p>".into(),
            hours,
            ..Item::default()
        })
        .collect();
    Reply::rss(rss("Courier", &server.url("/"), &items))
}

fn draft(field: ConditionField, value: &str, effect: Effect) -> FilterDraft {
    FilterDraft {
        id: None,
        name: String::new(),
        conditions: vec![Condition {
            field,
            value: value.into(),
        }],
        effect,
        expires: None,
        apply: true,
    }
}

fn titles(library: &Library, scope: Scope) -> Vec<String> {
    let request = ListRequest {
        scope,
        unread_only: false,
        filter: String::new(),
        utc_offset_minutes: 0,
        first: 100,
    };
    let opened = library.list_open(request).expect("the list opens");
    opened.rows.into_iter().map(|row| row.title).collect()
}

/// A filter is tried, kept, catches what is there and what comes, says that it was it, and gives back what it hid.
#[tokio::test(flavor = "multi_thread")]
async fn a_filter_hides_what_is_there_and_what_comes_until_it_ends() {
    let reader = Reader::new();
    let library = reader.open();
    let server = Server::start();
    server.set(
        "/feed",
        feed(
            &server,
            &["Football: a draw", "Water rises", "Футбол қайта басталды"],
        ),
    );
    subscribe(&library, &[server.url("/feed")]);
    sync(&library).await;

    let mute = draft(ConditionField::Keyword, "football, футбол", Effect::Mute);
    let preview = library.filter_preview(&mute).expect("it can be tried");
    assert_eq!((preview.total, preview.rows.len()), (2, 2));
    assert_eq!(titles(&library, Scope::All).len(), 3, "trying it does nothing");
    let kept = library.filter_save(mute).expect("it is kept");
    assert_eq!(kept.caught, 2);
    assert_eq!(titles(&library, Scope::All), ["Water rises"]);

    server.set(
        "/feed",
        feed(&server, &["Football again", "Reeds stand", "Water rises"]),
    );
    sync(&library).await;
    assert_eq!(titles(&library, Scope::All), ["Reeds stand", "Water rises"]);
    let sources = library.sources().expect("the library is well");
    assert_eq!((sources.all, sources.unread, sources.hidden), (2, 2, 3));
    assert_eq!((sources.feeds[0].total, sources.feeds[0].unread), (2, 2));
    let listed = reader.titles();
    assert_eq!(listed, ["Reeds stand", "Water rises"], "nor on the command line");
    assert!(
        library
            .front_page()
            .expect("the library is well")
            .headlines
            .iter()
            .all(|row| !row.title.contains("Football")),
        "nor on the front page"
    );

    let search = kazpost_api::SearchRequest {
        query: "football".into(),
        typing: false,
        limit: 10,
        utc_offset_minutes: 0,
    };
    assert_eq!(
        library.search(search).expect("it is searched").total,
        0,
        "nor by a search"
    );

    assert_eq!(titles(&library, Scope::Caught(kept.id.clone())).len(), 3);
    let hidden = library
        .list_open(ListRequest {
            scope: Scope::Hidden,
            unread_only: false,
            filter: String::new(),
            utc_offset_minutes: 0,
            first: 1,
        })
        .expect("the list opens");
    let why = library
        .own_marks(&hidden.rows[0].id)
        .expect("the library is well")
        .caught;
    assert_eq!(why[0].id, kept.id, "it is said why");

    library.filter_remove(&kept.id).expect("it ends");
    assert_eq!(titles(&library, Scope::All).len(), 5);
    assert!(library.filter_remove(&kept.id).is_err(), "once");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_filter_marks_and_what_it_marked_among_the_old_can_be_taken_back() {
    let reader = Reader::new();
    let library = reader.open();
    let server = Server::start();
    server.set("/feed", feed(&server, &["Water one", "Sand two"]));
    subscribe(&library, &[server.url("/feed")]);
    sync(&library).await;
    let save = library
        .filter_save(draft(ConditionField::Pattern, r"^water\b", Effect::Save))
        .expect("it is kept");
    library
        .filter_save(draft(ConditionField::Author, "aigul", Effect::Important))
        .expect("it is kept");
    assert_eq!(titles(&library, Scope::Saved), ["Water one"]);
    assert_eq!(library.undo(save.action.expect("an act")).expect("taken back"), 1);
    assert!(titles(&library, Scope::Saved).is_empty());

    server.set("/feed", feed(&server, &["Water three", "Sand two"]));
    sync(&library).await;
    assert_eq!(
        titles(&library, Scope::Saved),
        ["Water three"],
        "what comes is marked still"
    );
    assert_eq!(titles(&library, Scope::All).len(), 3);

    let refused = library
        .filter_save(draft(ConditionField::Pattern, "(", Effect::Mute))
        .expect_err("no pattern");
    assert_eq!(refused.code, Code::BadPattern);
    let over = FilterDraft {
        expires: Some(1),
        ..draft(ConditionField::Keyword, "sand", Effect::Mute)
    };
    assert_eq!(
        library.filter_save(over).expect("it is kept").caught,
        0,
        "its time is over"
    );
    assert_eq!(titles(&library, Scope::All).len(), 3);
}
