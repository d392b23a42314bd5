use kazpost_api::{
    AnnotateRequest, BookmarksPart, BookmarksRequest, Colour, LabelKind, LabelRequest, Target,
};
use kazpost_core::Library;
use kazpost_tests::feeds::{Item, rss};
use kazpost_tests::{Reply, Server};
use serde_json::Value;

use crate::reader::{Reader, list, subscribe, sync, text};

fn page(server: &Server, body: &str) -> Reply {
    let item = Item {
        guid: "one".into(),
        title: "The *delta* fills".into(),
        body: body.into(),
        hours: 1,
        ..Item::default()
    };
    Reply::rss(rss("Steppe", &server.url("/"), &[item]))
}

fn mark(article: &str, quote: &str, note: &str, colour: Colour) -> AnnotateRequest {
    AnnotateRequest {
        id: None,
        article: article.into(),
        quote: quote.into(),
        prefix: String::new(),
        suffix: String::new(),
        colour,
        note: note.into(),
    }
}

fn only_article(library: &Library) -> String {
    let request = kazpost_api::TitlesRequest {
        text: "delta".into(),
        limit: 1,
    };
    library.titles(&request).expect("the library is well")[0]
        .id
        .clone()
}

/// Highlights and notes are kept, found on the bookmarks page, survive an edited article where their words do, are
/// called orphaned where they do not, and leave as Markdown that stays text.
#[tokio::test(flavor = "multi_thread")]
async fn highlights_survive_an_edited_article_and_leave_as_markdown() {
    let reader = Reader::new();
    let library = reader.open();
    let server = Server::start();
    server.set(
        "/feed",
        page(
            &server,
            "<p>Water came <b>early</b> this year.</p><p>The reeds\nstand.</p>",
        ),
    );
    subscribe(&library, &[server.url("/feed")]);
    sync(&library).await;
    let id = only_article(&library);

    library
        .annotate(mark(&id, "came early this", "1. Compare", Colour::Leaf))
        .expect("it is kept");
    let second = library
        .annotate(mark(&id, "The reeds stand.", "", Colour::Ochre))
        .expect("it is kept");
    library
        .label(LabelRequest {
            target: Target::Articles {
                ids: vec![id.clone()],
            },
            kind: LabelKind::Collection,
            name: "  Read in   winter ".into(),
            on: true,
        })
        .expect("it is kept");

    let request = |part| BookmarksRequest {
        part,
        offset: 0,
        limit: 50,
    };
    let page_of = |part| library.bookmarks(request(part)).expect("the library is well");
    let all = page_of(BookmarksPart::All);
    assert_eq!((all.all, all.loose, all.total), (1, 0, 1));
    assert_eq!(
        all.collections[0].name, "Read in winter",
        "white space is none of a name"
    );
    assert_eq!(all.entries[0].annotations.len(), 2);
    assert_eq!(
        page_of(BookmarksPart::Collection("Read in winter".into())).total,
        1
    );
    assert_eq!(page_of(BookmarksPart::Loose).total, 0);

    server.set(
        "/feed",
        page(
            &server,
            "<p>New: water came <i>early</i> this spring.</p><p>Gone.</p>",
        ),
    );
    sync(&library).await;
    let marks = library.own_marks(&id).expect("the library is well");
    assert_eq!(
        marks
            .annotations
            .iter()
            .map(|one| one.orphaned)
            .collect::<Vec<_>>(),
        [false, true],
        "the words of the first are still there"
    );

    let markdown = reader.kazpost(&["highlights"]).out;
    assert!(markdown.starts_with("## The \\*delta\\* fills\n"), "{markdown}");
    assert!(
        markdown.contains("> came early this\n\n1\\. Compare\n"),
        "{markdown}"
    );
    assert!(markdown.contains("> The reeds stand.\n"), "{markdown}");
    let listed: Vec<Value> = list(&reader.json(&["highlights", "--json"]));
    assert_eq!(listed.len(), 2);
    assert_eq!(text(&listed[0]["row"]["title"]), "The *delta* fills");

    let action = second.action.expect("an act");
    library.annotation_remove(&second.annotation.id).expect("it goes");
    assert_eq!(library.undo(action).expect("no harm"), 0, "it was removed since");
    assert_eq!(library.sources().expect("the library is well").highlights, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_highlight_on_nothing_and_a_nameless_collection_are_refused() {
    let reader = Reader::new();
    let library = reader.open();
    let server = Server::start();
    server.set("/feed", page(&server, "<p>Text.</p>"));
    subscribe(&library, &[server.url("/feed")]);
    sync(&library).await;
    let id = only_article(&library);
    assert!(
        library
            .annotate(mark("no such article", "x", "", Colour::Ochre))
            .is_err()
    );
    assert!(library.annotate(mark(&id, " ", "  ", Colour::Ochre)).is_err());
    let nameless = LabelRequest {
        target: Target::Articles { ids: vec![id] },
        kind: LabelKind::Tag,
        name: "  ".into(),
        on: true,
    };
    assert!(library.label(nameless).is_err());
    assert_eq!(library.sources().expect("the library is well").saved, 0);
}
