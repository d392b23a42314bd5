//! Old articles go by a rule of the reader's, and what goes is shown before.

use kazpost_api::{AnnotateRequest, Change, Colour, MarkRequest, RetentionRule, Scope, Settings, Target};
use kazpost_core::Library;
use kazpost_tests::{Reply, Server};

use crate::lists::all_rows;
use crate::reader::{Reader, subscribe, sync};
use crate::stories;

const OLD: RetentionRule = RetentionRule {
    days: 30,
    megabytes: 0,
};

/// A paper of six stories that came 40 days ago; the second is bookmarked, the third has a note.
async fn old_paper() -> (Server, Reader, Library) {
    let (server, reader) = (Server::start(), Reader::new());
    let library = reader.open();
    server.set("/feed.xml", Reply::rss(stories("Courier", 1..=6)));
    subscribe(&library, &[server.url("/feed.xml")]);
    sync(&library).await;
    let ids: Vec<String> = all_rows(&library, Scope::All)
        .into_iter()
        .map(|row| row.id)
        .collect();
    let mark = MarkRequest {
        target: Target::Articles {
            ids: vec![ids[1].clone()],
        },
        change: Change::Saved,
    };
    library.mark(mark).expect("it is bookmarked");
    let note = AnnotateRequest {
        id: None,
        article: ids[2].clone(),
        quote: String::new(),
        prefix: String::new(),
        suffix: String::new(),
        colour: Colour::Ochre,
        note: "Mine".into(),
    };
    library.annotate(note).expect("it is written");
    let unsaved = MarkRequest {
        target: Target::Articles {
            ids: vec![ids[2].clone()],
        },
        change: Change::Unsaved,
    };
    library.mark(unsaved).expect("a note is enough");
    reader.age(40);
    (server, reader, library)
}

fn titles(library: &Library) -> Vec<String> {
    all_rows(library, Scope::All)
        .into_iter()
        .map(|row| row.title)
        .collect()
}

#[tokio::test]
async fn what_goes_is_shown_before_and_what_the_reader_kept_stays() {
    let (_server, _reader, library) = old_paper().await;
    let preview = library.retention_preview(OLD).expect("a preview");
    assert_eq!(preview.articles, 4);
    assert_eq!(preview.rows.len(), 4);
    assert!(preview.bytes > 0 && preview.newest.is_some(), "{preview:?}");
    assert_eq!(titles(&library).len(), 6, "a preview lets nothing go");

    assert_eq!(library.retention_apply(OLD), Ok(4));
    assert_eq!(titles(&library), ["Courier 2", "Courier 3"]);
    assert_eq!(library.retention_preview(OLD).expect("a preview").articles, 0);
}

#[tokio::test]
async fn what_went_does_not_come_back_with_its_feed() {
    let (server, _reader, library) = old_paper().await;
    library.retention_apply(OLD).expect("they go");
    server.set("/feed.xml", Reply::rss(stories("Courier", 0..=6)));
    sync(&library).await;
    assert_eq!(
        titles(&library),
        ["Courier 0", "Courier 2", "Courier 3"],
        "only what is new"
    );
}

#[tokio::test]
async fn it_is_off_until_the_reader_wants_it_and_then_once_a_day() {
    let (_server, _reader, library) = old_paper().await;
    assert_eq!(library.retention_daily(), Ok(0));
    let settings = Settings {
        keep_days: 30,
        ..Settings::default()
    };
    library.settings_save(settings).expect("it is kept");
    assert_eq!(library.retention_daily(), Ok(4));
    assert_eq!(library.retention_daily(), Ok(0));
}

/// Markup of that many bytes that no packing shortens, with few words for the index.
fn unpackable(bytes: u32) -> String {
    let mut state = 1_u32;
    let mut letter = |_| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        char::from(b'a' + u8::try_from(state >> 24).unwrap_or_default() % 26)
    };
    let noise: String = (0..bytes).map(&mut letter).collect();
    format!("&lt;p class=\"{noise}\"&gt;The ferry sails.&lt;/p&gt;")
}

#[tokio::test]
async fn a_share_of_the_disk_takes_the_oldest_first() {
    let (server, reader) = (Server::start(), Reader::new());
    let library = reader.open();
    let long = unpackable(300_000);
    let items: String = (1..=12)
        .map(|n| {
            format!("<item><guid>{n}</guid><title>Story {n}</title><description>{long}</description></item>")
        })
        .collect();
    server.set(
        "/feed.xml",
        Reply::rss(kazpost_tests::feeds::channel("Courier", &items)),
    );
    subscribe(&library, &[server.url("/feed.xml")]);
    sync(&library).await;
    let rule = RetentionRule {
        days: 0,
        megabytes: 3,
    };
    let preview = library.retention_preview(rule).expect("a preview");
    assert!((1..12).contains(&preview.articles), "{}", preview.articles);
    let gone = library.retention_apply(rule).expect("they go");
    assert_eq!(gone, preview.articles);
    let held = library.holdings().await.expect("it answers");
    assert!(held.library_bytes < 4_500_000, "{held:?}");
    drop(reader);
}

#[tokio::test]
async fn the_command_line_says_what_would_go() {
    let (_server, reader, library) = old_paper().await;
    drop(library);
    let told = reader.json(&["retention", "--days", "30", "--json"]);
    assert_eq!(
        (told["articles"].as_u64(), told["removed"].as_u64()),
        (Some(4), Some(0)),
        "{told}"
    );
    let told = reader.json(&["retention", "--days", "30", "--apply", "--json"]);
    assert_eq!(told["removed"], 4, "{told}");
    assert_eq!(reader.items(&[]).len(), 2);
}
