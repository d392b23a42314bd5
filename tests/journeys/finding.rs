use kazpost_api::TitlesRequest;
use kazpost_tests::feeds::{Item, rss};
use kazpost_tests::{Reply, Server};

use crate::reader::{Reader, subscribe, sync};

/// What was fetched is found by its title, whichever alphabet it was typed in.
#[tokio::test(flavor = "multi_thread")]
async fn articles_are_found_by_their_titles_in_either_alphabet() {
    let reader = Reader::new();
    let library = reader.open();
    let server = Server::start();
    let titles = [
        "Сырдария бойындағы тоғай",
        "Syganak gets a new road",
        "Қазақ киносы",
    ];
    let items: Vec<Item> = (1..)
        .zip(titles)
        .map(|(hours, title)| Item {
            guid: title.into(),
            title: title.into(),
            body: "<p>Text.</p>".into(),
            hours,
            ..Item::default()
        })
        .collect();
    server.set("/feed", Reply::rss(rss("Courier", &server.url("/"), &items)));
    subscribe(&library, &[server.url("/feed")]);
    sync(&library).await;

    let found = |text: &str| -> Vec<String> {
        let request = TitlesRequest {
            text: text.into(),
            limit: 8,
        };
        let rows = library.titles(&request).expect("the library is well");
        rows.into_iter().map(|row| row.title).collect()
    };
    assert_eq!(found("sy"), titles[..2]);
    assert_eq!(found("казак"), [titles[2]], "the letters of the other language");
    assert_eq!(found("ҚАЗ кино"), [titles[2]]);
    assert!(found("дария").is_empty(), "no middles of words");
}
