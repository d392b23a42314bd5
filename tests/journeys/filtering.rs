use kazpost_api::{Code, Condition, ConditionField, Effect, FilterDraft, ListRequest, Scope};
use kazpost_core::Library;
use kazpost_tests::feeds::{Item, channel, rss};
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
        at: None,
    };
    let opened = library.list_open(request).expect("the list opens");
    opened.rows.into_iter().map(|row| row.title).collect()
}

fn long_feed(server: &Server, stories: &[(&str, &str)]) -> Reply {
    let items: Vec<Item> = (1..)
        .zip(stories)
        .map(|(hours, (title, last))| Item {
            guid: (*title).into(),
            title: (*title).into(),
            body: format!(
                "{}<p>{last}</p>",
                "<p>The river is told of at length here.</p>".repeat(30)
            ),
            hours,
            ..Item::default()
        })
        .collect();
    Reply::rss(rss("Courier", &server.url("/"), &items))
}

/// What stands in the last paragraph only is found by the preview, by the filter that is kept and, in what comes
/// later, on arrival: by the same rule.
#[tokio::test(flavor = "multi_thread")]
async fn a_filter_reads_the_whole_text_when_it_is_tried_and_when_articles_come() {
    let reader = Reader::new();
    let library = reader.open();
    let server = Server::start();
    server.set(
        "/feed",
        long_feed(
            &server,
            &[
                ("One", "At the end of it the <b>lot</b>tery was drawn."),
                ("Two", "A lot of sand and a battery."),
                ("Three", "Nothing."),
            ],
        ),
    );
    subscribe(&library, &[server.url("/feed")]);
    sync(&library).await;
    let mute = draft(ConditionField::Keyword, "lottery", Effect::Mute);
    assert_eq!(library.filter_preview(&mute).expect("it can be tried").total, 1);
    let pattern = draft(ConditionField::Pattern, r"sand and a \w+", Effect::Important);
    assert_eq!(
        library.filter_preview(&pattern).expect("it can be tried").total,
        1
    );
    assert_eq!(library.filter_save(mute).expect("it is kept").caught, 1);
    assert_eq!(titles(&library, Scope::All), ["Two", "Three"]);

    server.set(
        "/feed",
        long_feed(
            &server,
            &[
                ("Four", "The Lottery again."),
                ("Five", "Nothing."),
                ("One", "Nothing any more."),
            ],
        ),
    );
    sync(&library).await;
    assert_eq!(
        titles(&library, Scope::All),
        ["Five", "Two", "Three", "One"],
        "what comes is read whole, and what says it no longer comes back"
    );
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
            .front_page("en")
            .expect("the library is well")
            .headlines
            .iter()
            .all(|row| !row.title.contains("Football")),
        "nor on the front page"
    );

    let search = kazpost_api::SearchRequest {
        query: "football".into(),
        stage: kazpost_api::SearchStage::Done,
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
            at: None,
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

/// A feed that cuts its articles: the filter decides once the page has come, and a later change of the feed's own
/// lines does not let it forget the page.
#[tokio::test(flavor = "multi_thread")]
async fn a_filter_reads_the_page_of_a_cut_article() {
    let reader = Reader::new();
    let library = reader.open();
    let server = Server::start();
    let page = |number: u32, last: &str| {
        let sentence =
            "The council met for the third time and agreed on a plan that nobody had expected a year ago. ";
        let told = sentence.repeat(4);
        Reply::html(format!(
            "<html><head><title>Story {number} of the day</title></head><body><article><h1>Story {number} of the \
             day</h1><p>{told}</p><p>{told}</p><p>{told}{last}</p></article></body></html>"
        ))
    };
    server.set("/story-1", page(1, "Then the lottery was drawn."));
    server.set("/story-2", page(2, "Then all went home."));
    let feed = |cut: &str| {
        let item = |number: u32| {
            format!(
                "<item><guid>{number}</guid><title>Story {number} of the day</title><link>{}</link>\
                 <description>{cut}</description></item>",
                server.url(&format!("/story-{number}"))
            )
        };
        Reply::rss(channel("Courier", &(item(1) + &item(2))))
    };
    server.set("/feed", feed("The council met and […]"));
    library
        .filter_save(draft(ConditionField::Keyword, "lottery", Effect::Mute))
        .expect("it is kept");
    subscribe(&library, &[server.url("/feed")]);
    sync(&library).await;
    assert_eq!(titles(&library, Scope::All), ["Story 2 of the day"]);
    let preview = draft(ConditionField::Keyword, "lottery", Effect::Mute);
    assert_eq!(
        library.filter_preview(&preview).expect("it can be tried").total,
        1
    );

    server.set("/feed", feed("The council met again and […]"));
    sync(&library).await;
    assert_eq!(titles(&library, Scope::All), ["Story 2 of the day"]);
}
