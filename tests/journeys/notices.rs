use std::fmt::Write;

use kazpost_api::{AddFeedRequest, NoticesRequest, Notifications, Settings};
use kazpost_core::Library;
use kazpost_tests::feeds::channel;
use kazpost_tests::{Reply, Server};

use crate::reader::{Reader, sync};

const NOON: NoticesRequest = NoticesRequest {
    minute: 720,
    watching: false,
};
const MIDNIGHT: NoticesRequest = NoticesRequest {
    minute: 0,
    watching: false,
};

/// Without dates: articles are as old as their arrival.
fn feed(title: &str, titles: &[&str]) -> Reply {
    let mut items = String::new();
    for title in titles {
        // Writing to a string cannot fail.
        let _ = write!(items, "<item><guid>{title}</guid><title>{title}</title></item>");
    }
    Reply::rss(channel(title, &items))
}

fn choose(library: &Library, notifications: Notifications) {
    let settings = Settings {
        notifications,
        ..library.settings().expect("settings")
    };
    library.settings_save(settings).expect("they are kept");
}

/// The titles of what is told of now, and how many there are.
fn told(library: &Library, request: NoticesRequest) -> Option<(u32, Vec<String>)> {
    let notice = library.notices(request).expect("an answer")?;
    let titles = notice.rows.into_iter().map(|row| row.title).collect();
    Some((notice.total, titles))
}

async fn subscribe(library: &Library, address: String) -> String {
    let request = AddFeedRequest {
        address,
        folder: None,
    };
    library.feed_add(request).await.expect("a source").id
}

async fn background(library: &Library) {
    library.notices_begin().expect("it begins");
    sync(library).await;
}

/// Nothing is told of that was not asked for; what was is told once, all of it together.
#[tokio::test(flavor = "multi_thread")]
async fn only_chosen_sources_and_words_are_told_of_and_once() {
    let reader = Reader::new();
    let library = reader.open();
    let server = Server::start();
    server.set("/courier", feed("Courier", &["An old steppe eagle"]));
    server.set("/herald", feed("Herald", &["Old news"]));
    subscribe(&library, server.url("/courier")).await;
    let herald = subscribe(&library, server.url("/herald")).await;

    server.set(
        "/courier",
        feed("Courier", &["An eagle again", "An old steppe eagle"]),
    );
    background(&library).await;
    assert_eq!(told(&library, NOON), None, "nothing is chosen yet");

    choose(
        &library,
        Notifications {
            words: "eagle, бүркіт".into(),
            feeds: vec![herald],
            ..Notifications::default()
        },
    );
    background(&library).await;
    assert_eq!(told(&library, NOON), None, "what was there is no news");

    server.set(
        "/courier",
        feed(
            "Courier",
            &["Water rises", "The eagle has landed", "Бүркітші келді"],
        ),
    );
    server.set("/herald", feed("Herald", &["Anything", "Everything", "Old news"]));
    background(&library).await;
    let (total, titles) = told(&library, NOON).expect("a notice");
    assert_eq!(total, 4);
    assert_eq!(titles.len(), 3, "the rest is counted");
    assert!(!titles.contains(&"Water rises".to_owned()), "{titles:?}");
    assert_eq!(told(&library, NOON), None, "it is told once");
}

/// Quiet hours keep it back, also over a restart; whoever looks at the window needs no notice.
#[tokio::test(flavor = "multi_thread")]
async fn quiet_hours_hold_it_back_until_they_are_over() {
    let reader = Reader::new();
    let library = reader.open();
    let server = Server::start();
    server.set("/feed", feed("Courier", &["One"]));
    let courier = subscribe(&library, server.url("/feed")).await;
    choose(
        &library,
        Notifications {
            feeds: vec![courier],
            quiet: true,
            ..Notifications::default()
        },
    );
    server.set("/feed", feed("Courier", &["Two", "One"]));
    background(&library).await;
    assert_eq!(told(&library, MIDNIGHT), None);
    drop(library);

    let library = reader.open();
    server.set("/feed", feed("Courier", &["Three", "Two", "One"]));
    background(&library).await;
    assert_eq!(told(&library, NOON).expect("in the morning").0, 2);

    server.set("/feed", feed("Courier", &["Four", "Three", "Two", "One"]));
    background(&library).await;
    let watching = NoticesRequest {
        watching: true,
        ..NOON
    };
    assert_eq!(told(&library, watching), None, "the reader sees it");
    assert_eq!(told(&library, NOON), None, "and is not told afterwards");
}
