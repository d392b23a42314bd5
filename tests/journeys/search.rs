//! Articles are found by their words, in three languages, whatever form and letters they are written in.

use kazpost_api::{
    AnnotateRequest, Change, Colour, FacetKind, MarkRequest, Piece, QueryProblem, Scope, SearchAnswer,
    SearchRequest, SearchStage, Target,
};
use kazpost_core::Library;
use kazpost_tests::feeds::{Item, rss};
use kazpost_tests::{Reply, Server};

use crate::lists::all_rows;
use crate::reader::{Reader, list, subscribe, sync};

const BODIES: &[(&str, &str)] = &[
    (
        "Су ерте келді",
        "<p>Өзен суының деңгейі көтерілді. Қазақстанның батысында су мол болды.</p>",
    ),
    (
        "Мосты через реку",
        "<p>В Казахстане построили новый мост. Ёлки на берегу убрали &lt;script&gt;alert(1)&lt;/script&gt;.</p>",
    ),
    (
        "A pipeline to the Caspian",
        "<p>Engineers were building a pipeline; the white yurt stood by the <em>Caspian</em> shore.</p>",
    ),
    (
        "White",
        "<p>The yurt was white, and no yurt was whiter. Pipelines are elsewhere.</p>",
    ),
];

fn items_of(reader: &Reader, words: &[&str]) -> Vec<serde_json::Value> {
    list(&reader.json(words)["items"])
}

async fn filled() -> (Server, Reader, Library) {
    let (server, reader) = (Server::start(), Reader::new());
    let library = reader.open();
    let items: Vec<Item> = BODIES
        .iter()
        .enumerate()
        .map(|(n, (title, body))| Item {
            guid: n.to_string(),
            title: (*title).into(),
            body: (*body).into(),
            hours: n as u32 + 1,
            ..Item::default()
        })
        .collect();
    server.set(
        "/feed.xml",
        Reply::rss(rss("Степной вестник", &server.url("/"), &items)),
    );
    subscribe(&library, &[server.url("/feed.xml")]);
    sync(&library).await;
    (server, reader, library)
}

fn search(library: &Library, query: &str) -> SearchAnswer {
    let request = SearchRequest {
        query: query.into(),
        stage: SearchStage::Done,
        limit: 50,
        utc_offset_minutes: 300,
    };
    library.search(request).expect("a query never fails")
}

/// What is found at each key.
fn found_at(library: &Library, typed: &str) -> Vec<String> {
    let request = SearchRequest {
        query: typed.into(),
        stage: SearchStage::Key,
        limit: 50,
        utc_offset_minutes: 300,
    };
    let found = library.search(request).expect("a query never fails");
    assert!(!found.unfinished, "of four articles");
    found.results.into_iter().map(|result| result.row.title).collect()
}

fn titles(library: &Library, query: &str) -> Vec<String> {
    let found = search(library, query);
    found.results.into_iter().map(|result| result.row.title).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn words_are_found_in_any_form_and_any_letters() {
    let (_server, _reader, library) = filled().await;
    for (query, title) in [
        ("судың", "Су ерте келді"),
        ("Казакстан", "Су ерте келді"),
        ("Qazaqstanda", "Су ерте келді"),
        ("мостов", "Мосты через реку"),
        ("елка", "Мосты через реку"),
        ("Kazakhstan", "Мосты через реку"),
        ("engineer build", "A pipeline to the Caspian"),
        ("\"white yurt\"", "A pipeline to the Caspian"),
        ("title:white", "White"),
        ("yurt -caspian", "White"),
        ("lang:kk", "Су ерте келді"),
    ] {
        assert_eq!(titles(&library, query), [title], "{query}");
    }
    assert_eq!(
        titles(&library, "pipeline"),
        ["A pipeline to the Caspian", "White"],
        "a title counts more than a body"
    );
    assert_eq!(titles(&library, "мосты OR caspian").len(), 2);
    assert_eq!(titles(&library, "feed:вестник").len(), BODIES.len());
    assert_eq!(
        search(&library, "feed:nowhere").parts[0].problem,
        Some(QueryProblem::NoSuchFeed)
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn results_show_where_the_words_stand_as_text() {
    let (_server, _reader, library) = filled().await;
    let found = search(&library, "су");
    let hits = |pieces: &[Piece]| -> Vec<String> {
        let hits = pieces.iter().filter(|piece| piece.hit);
        hits.map(|piece| piece.text.clone()).collect()
    };
    assert_eq!(hits(&found.results[0].title), ["Су"]);
    assert_eq!(hits(&found.results[0].snippet), ["суының", "су"]);
    assert_eq!(found.forms, ["су", "суының"]);
    let evil = search(&library, "script");
    assert_eq!(hits(&evil.results[0].snippet), ["script", "script"]);
    let facet = found
        .facets
        .iter()
        .find(|facet| facet.kind == FacetKind::Language)
        .expect("languages are counted");
    assert_eq!((facet.operator.as_str(), facet.count), ("lang:kk", 1));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_reader_did_and_wrote_is_found() {
    let (_server, _reader, library) = filled().await;
    let id = search(&library, "caspian").results[0].row.id.clone();
    assert!(titles(&library, "is:saved").is_empty());
    library
        .mark(MarkRequest {
            target: Target::Articles {
                ids: vec![id.clone()],
            },
            change: Change::Saved,
        })
        .expect("marked");
    assert_eq!(titles(&library, "is:saved pipeline").len(), 1);
    library
        .annotate(AnnotateRequest {
            id: None,
            article: id,
            quote: String::new(),
            prefix: String::new(),
            suffix: String::new(),
            colour: Colour::Ochre,
            note: "compare with Baku".into(),
        })
        .expect("noted");
    assert_eq!(titles(&library, "Baku"), ["A pipeline to the Caspian"]);
}

/// No key on the way to a word or a phrase empties the list: the index keeps `pipelin` of `pipeline`, and a phrase is
/// looked for in its very form.
#[tokio::test(flavor = "multi_thread")]
async fn what_is_being_typed_is_found_at_every_key() {
    let (_server, _reader, library) = filled().await;
    for (word, title) in [
        ("engineers", "A pipeline to the Caspian"),
        ("elsewhere", "White"),
        ("Казахстане", "Мосты через реку"),
        // A letter or two of a second word.
        ("Caspian engineers", "A pipeline to the Caspian"),
        ("\"white yurt stood", "A pipeline to the Caspian"),
        ("\"pipelines are elsewhere", "White"),
        ("\"новый мост", "Мосты через реку"),
    ] {
        for (end, _) in word.char_indices().skip(4) {
            let found = found_at(&library, &word[..end]);
            assert!(found.iter().any(|found| found == title), "{}", &word[..end]);
        }
        assert_eq!(found_at(&library, word), [title], "{word}");
    }
    let either = titles(&library, "\"новый мост\" OR whiter");
    assert_eq!(either.len(), 2, "{either:?}");
    assert!(found_at(&library, "engineerx").is_empty());
    // Somebody who is done typing means what stands there.
    assert!(titles(&library, "Caspian eq").is_empty());
    assert!(found_at(&library, "\"white yurts").is_empty());
    assert!(found_at(&library, "\"yurt white").is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_found_asks_what_was_meant() {
    let (_server, _reader, library) = filled().await;
    assert_eq!(
        search(&library, "pipleine").suggestion.as_deref(),
        Some("pipeline")
    );
    assert_eq!(search(&library, "xyzzyx").suggestion, None);
    for query in ["", "\"", "title:", "after:soon", "((((", "NEAR(", "-", "* OR"] {
        let found = search(&library, query);
        let parts: String = found.parts.iter().map(|part| part.text.as_str()).collect();
        assert_eq!(parts, query);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_library_that_was_never_indexed_is_indexed_in_steps() {
    let (_server, reader, library) = filled().await;
    drop(library);
    // As after the migration.
    reader.tamper("DELETE FROM search; INSERT INTO unindexed SELECT id FROM articles;");
    let library = reader.open();
    assert_eq!(
        all_rows(&library, Scope::All).len(),
        BODIES.len(),
        "the list does not wait"
    );
    while library.index_step().expect("indexed") > 0 {}
    assert_eq!(titles(&library, "caspian").len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_command_line_gives_score_and_snippet_and_takes_no_hit_for_no_failure() {
    let (_server, reader, library) = filled().await;
    drop(library);
    let found = items_of(&reader, &["search", "pipeline", "--json"]);
    assert_eq!(found.len(), 2);
    let of = |n: usize| found[n]["_kazpost"].clone();
    assert!(of(0)["score"].as_f64() > of(1)["score"].as_f64());
    assert!(
        of(0)["snippet"]
            .as_str()
            .is_some_and(|text| text.contains("pipeline"))
    );
    assert_eq!(
        items_of(&reader, &["search", "pipeline", "--limit", "1", "--json"]).len(),
        1
    );
    assert!(items_of(&reader, &["search", "xyzzyx", "--json"]).is_empty());
    let nothing = reader.kazpost(&["search", "pipleine"]);
    assert_eq!((nothing.code, nothing.out.as_str()), (Some(0), ""));
    assert!(nothing.err.contains("pipeline"), "{}", nothing.err);
}

#[tokio::test(flavor = "multi_thread")]
async fn related_articles_share_words_and_say_which() {
    let (server, reader) = (Server::start(), Reader::new());
    let library = reader.open();
    let stories = [
        (
            "Caspian pipeline opens",
            "The pipeline from Turkmenistan crosses the Caspian, and its gas is paid for.",
        ),
        (
            "Who pays for the gas of Turkmenistan",
            "A pipeline under the Caspian carries it; the price is secret.",
        ),
        (
            "Wild apples in bloom",
            "The orchards above the city bloom in April, and the city smells of apples.",
        ),
        (
            "Wild tulips",
            "Tulips bloom in April on the steppe, before the heat.",
        ),
    ];
    let mut items: Vec<Item> = stories
        .iter()
        .enumerate()
        .map(|(n, (title, body))| Item {
            guid: n.to_string(),
            title: (*title).into(),
            body: format!("<p>{body}</p>"),
            hours: n as u32 + 1,
            ..Item::default()
        })
        .collect();
    items.extend((0..40).map(|n| Item {
        guid: format!("other {n}"),
        title: format!("The day of the {n}th"),
        body: "<p>And the rest of it was for the most part of the same kind.</p>".into(),
        hours: 10 + n,
        ..Item::default()
    }));
    server.set("/feed.xml", Reply::rss(rss("Courier", &server.url("/"), &items)));
    subscribe(&library, &[server.url("/feed.xml")]);
    sync(&library).await;
    let id = search(&library, "title:\"caspian pipeline\"").results[0]
        .row
        .id
        .clone();
    drop(library);
    let related = items_of(&reader, &["related", &id, "--json"]);
    let titles: Vec<&str> = related.iter().filter_map(|item| item["title"].as_str()).collect();
    assert_eq!(titles, ["Who pays for the gas of Turkmenistan"]);
    let why = related[0]["_kazpost"]["why"].to_string();
    for word in ["Turkmenistan", "Caspian", "pipeline"] {
        assert!(why.contains(word), "{why}");
    }
    assert_eq!(reader.kazpost(&["related", "nothing", "--json"]).code, Some(1));
}
