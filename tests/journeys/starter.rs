//! The first start shows a newspaper, without a network and without asking anybody.

use kazpost_api::Scope;
use kazpost_core::{Library, Options};
use kazpost_tests::cli::{self, Ran};
use serde_json::Value;

use crate::lists::all_rows;
use crate::reader::{Reader, list, text};

/// `kazpost` as it is without the tests' own wish.
fn kazpost(reader: &Reader, words: &[&str]) -> Ran {
    let mut command = reader.command(words);
    command.env_remove("KAZPOST_NO_STARTER");
    cli::run(command, b"")
}

fn items(reader: &Reader) -> Vec<Value> {
    list(&kazpost(reader, &["list", "--json"]).json()["items"])
}

fn open(reader: &Reader) -> Library {
    let options = Options {
        data_dir: reader.data(),
        starter: true,
        ..Options::default()
    };
    Library::open(options).expect("the library opens")
}

#[test]
fn a_new_library_has_something_to_read_in_three_languages() {
    let reader = Reader::new();
    let items = items(&reader);
    assert!(items.len() >= 12, "{} articles", items.len());
    for (language, least) in [("en", 4), ("ru", 2), ("kk", 2)] {
        let count = items.iter().filter(|item| item["language"] == language).count();
        assert!(count >= least, "{count} articles in {language}");
    }
    for item in &items {
        assert!(!text(&item["title"]).is_empty(), "{item}");
        let words = text(&item["content_text"]).split_whitespace().count();
        assert!(words > 100, "{}: {words} words", item["title"]);
    }
    assert!(kazpost(&reader, &["show", &text(&items[0]["id"])]).code == Some(0));
}

#[tokio::test]
async fn russian_and_kazakh_may_break_within_words_but_only_on_the_page() {
    let reader = Reader::new();
    let library = open(&reader);
    let rows = all_rows(&library, Scope::All);
    let soft = '\u{ad}';
    for language in ["ru", "kk"] {
        let row = rows.iter().find(|row| row.language == language);
        let row = row.expect("the starter edition has one");
        let article = library.article(&row.id).expect("it opens");
        assert!(article.body.as_str().contains(soft), "{language}: {}", row.title);
        assert!(!article.body.text().contains(soft));
        assert!(!format!("{}{}{}", row.title, row.standfirst, article.lead).contains(soft));
        assert!(!kazpost(&reader, &["show", &row.id]).out.contains(soft));
    }
}

#[tokio::test]
async fn its_pictures_come_with_it() {
    let reader = Reader::new();
    let library = open(&reader);
    let mut pictures = 0;
    for row in all_rows(&library, Scope::All) {
        let article = library.article(&row.id).expect("it is there");
        let body = article.body.as_str();
        let addresses = body
            .split("picture://localhost/")
            .skip(1)
            .map(|rest| rest.split(['"', '\'', ' ']).next().unwrap_or_default().to_owned())
            .chain(
                row.picture
                    .iter()
                    .filter_map(|address| address.strip_prefix("picture://localhost/").map(str::to_owned)),
            );
        for address in addresses {
            let (article, key) = address.split_once('/').expect("article and picture");
            let picture = library.picture(article, key).await.expect("it can be had");
            assert!(picture.media_type.starts_with("image/"), "{}", picture.media_type);
            assert!(picture.bytes.len() > 100, "a picture and no stub");
            pictures += 1;
        }
    }
    assert!(pictures >= 6, "{pictures} pictures");
    for language in ["en", "ru", "kk"] {
        let lead = library
            .front_page(language)
            .expect("the page")
            .lead
            .expect("a lead");
        assert!(lead.picture.is_some(), "the lead has a picture");
        assert_eq!(lead.language, language, "it is in the language of the interface");
    }
}

#[test]
fn who_does_not_want_it_does_not_get_it() {
    let reader = Reader::new();
    // The tests' own command asks for none.
    assert!(reader.items(&[]).is_empty() && reader.feeds().is_empty());
    let other = Reader::new();
    let mut command = other.command(&["list", "--json"]);
    command.env("KAZPOST_NO_STARTER", "0");
    assert!(
        !list(&cli::run(command, b"").json()["items"]).is_empty(),
        "0 is no wish"
    );
}

#[test]
fn what_is_removed_stays_removed() {
    let reader = Reader::new();
    let feeds = list(&kazpost(&reader, &["feeds", "list", "--json"]).json());
    for feed in &feeds {
        assert_eq!(
            kazpost(&reader, &["feeds", "remove", &text(&feed["id"])]).code,
            Some(0)
        );
    }
    for _ in 0..2 {
        assert!(items(&reader).is_empty(), "the next start brings nothing back");
    }
}

#[test]
fn it_is_nobodys_subscription_elsewhere() {
    let reader = Reader::new();
    let feeds = list(&kazpost(&reader, &["feeds", "list", "--json"]).json());
    assert!(
        feeds.iter().any(|feed| text(&feed["url"]).contains(".invalid/")),
        "it is a source like any other: {feeds:?}"
    );
    let opml = kazpost(&reader, &["feeds", "export"]);
    assert!(
        !opml.out.contains(".invalid"),
        "not in the list for other readers: {opml:?}"
    );
    let report = kazpost(&reader, &["sync", "--json"]);
    assert_eq!(report.code, Some(0), "{report:?}");
    let asked = list(&report.json()["feeds"]);
    assert!(
        asked.iter().all(|feed| !text(&feed["url"]).contains(".invalid")),
        "a sync does not ask for it: {asked:?}"
    );
    for feed in list(&kazpost(&reader, &["feeds", "list", "--json"]).json()) {
        assert!(feed["error"].is_null(), "{feed}");
    }
}

#[test]
fn reading_it_is_remembered() {
    let reader = Reader::new();
    let all = items(&reader);
    let first = text(&all[0]["id"]);
    kazpost(&reader, &["mark", &first, "--read"]);
    kazpost(&reader, &["mark", &first, "--saved"]);
    let again = items(&reader);
    assert_eq!(again.len(), all.len(), "the next start brings nothing twice");
    let state = &again[0]["_kazpost"];
    assert_eq!(
        (&state["read"], &state["saved"]),
        (&true.into(), &true.into()),
        "{state}"
    );
}
