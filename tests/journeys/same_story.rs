//! The same story from many sources is known as one.

use kazpost_tests::feeds::{Item, rss};
use kazpost_tests::{Reply, Server};

use crate::reader::{Reader, subscribe, sync};

const TEXT: &str = "The ferry across the northern lake sailed again this morning after two winters in the dry dock. \
    About forty passengers and a tractor were aboard when it left the eastern pier. The operator replaced both engines \
    and the steering gear, and the hull was welded by a yard from the south.";

#[tokio::test(flavor = "multi_thread")]
async fn what_two_sources_tell_in_the_same_words_is_one_story() {
    let (server, reader) = (Server::start(), Reader::new());
    let library = reader.open();
    let feed = |name: &str, title: &str, body: &str, hours: u32| {
        let items = [
            Item {
                guid: "story".into(),
                title: title.into(),
                body: format!("<p>{body}</p>"),
                hours,
                ..Item::default()
            },
            Item {
                guid: "other".into(),
                title: format!("What else {name} says"),
                body: format!("<p>{name} has this to say of itself and of nobody else at all.</p>"),
                hours: 20,
                ..Item::default()
            },
        ];
        server.set(
            &format!("/{name}.xml"),
            Reply::rss(rss(name, &server.url("/"), &items)),
        );
        server.url(&format!("/{name}.xml"))
    };
    let copied = format!("Steppe Wire. {TEXT} <b>Photo: archive.</b>");
    let feeds = [
        feed("Later", "Northern lake gets its ferry back", &copied, 2),
        feed("First", "Ferry returns to the northern lake", TEXT, 5),
    ];
    subscribe(&library, &feeds);
    sync(&library).await;
    drop(library);
    let told = reader.kazpost(&["stories", "--json"]);
    assert_eq!(told.code, Some(0), "{}", told.err);
    let told: serde_json::Value = serde_json::from_str(&told.out).expect("JSON");
    let stories = told["stories"].as_array().expect("stories");
    assert_eq!(stories.len(), 1, "{told}");
    assert_eq!(stories[0]["title"], "Ferry returns to the northern lake");
    let articles = stories[0]["articles"].as_array().expect("articles");
    assert_eq!(articles.len(), 2, "{told}");
    let first = articles[0].as_str().expect("a key");
    let shown = reader.kazpost(&["show", first, "--format", "text"]).out;
    assert!(shown.contains("Ferry returns"), "{shown}");
}

#[test]
fn an_empty_library_tells_no_stories() {
    let reader = Reader::new();
    drop(reader.open());
    let told = reader.kazpost(&["stories", "--json"]);
    let told: serde_json::Value = serde_json::from_str(&told.out).expect("JSON");
    assert_eq!(told, serde_json::json!({ "stories": [] }));
}
