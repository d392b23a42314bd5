use kazpost_tests::webdriver::{App, journey};
use serde_json::Value;
use tempfile::tempdir;

use crate::{at_spi, open_story, serve, subscribe};

/// What a screen reader has of the main ways through the paper: AT-SPI, as Orca reads it.
#[test]
fn a_screen_reader_finds_its_way() {
    journey("spoken", async |setting| {
        if !at_spi::can_be_asked("spoken") {
            return;
        }
        let library = tempdir().expect("a folder");
        let server = serve("/feed.xml", "The Steppe Courier", 30);
        let app = setting.open(library.path()).await;
        subscribe(&app, &server.url("/feed.xml"), "Story 1 of The Steppe Courier").await;
        open_story(&app, "Story 3 of The Steppe Courier").await;
        app.until(
            "its body is there",
            "document.querySelector('[data-testid=article-body]')",
        )
        .await;

        let spoken = Spoken(tree(&app));
        // Landmarks, by role and name.
        spoken.one("landmark", |one| one["attributes"]["xml-roles"] == "navigation");
        spoken.one("landmark", |one| one["attributes"]["xml-roles"] == "main");
        // The list: named, and each row with its place in the whole although few are drawn.
        let list = spoken.one("list box", |one| one["name"] == "The Steppe Courier");
        let rows: Vec<&Value> = all(&list)
            .into_iter()
            .filter(|one| one["role"] == "list item")
            .collect();
        let total = rows.first().map(|row| row["attributes"]["setsize"].clone());
        assert_eq!(total, Some("30".into()), "{rows:?}");
        for (at, row) in rows.iter().enumerate() {
            assert_eq!(row["attributes"]["posinset"], (at + 1).to_string().as_str());
            let name = row["name"].as_str().unwrap_or_default();
            assert!(name.contains(&format!("Story {} of", at + 1)), "{name}");
        }
        let selected: Vec<_> = rows.iter().filter(|row| has(row, "selected")).collect();
        assert_eq!(selected.len(), 1, "the open article's row");
        // The article: its heading of the first level, and buttons that say what they are and how they stand.
        let title = spoken.one("heading", |one| one["name"] == "Story 3 of The Steppe Courier");
        assert_eq!(title["attributes"]["level"], "1");
        assert!(!has(&spoken.named("toggle button", "Bookmark"), "pressed"));
        app.click("bookmark").await;
        app.until(
            "it is bookmarked",
            "document.querySelector('[data-testid=bookmark][aria-pressed=true]')",
        )
        .await;
        let spoken = Spoken(tree(&app));
        assert!(has(
            &spoken.named("toggle button", "Remove the bookmark"),
            "pressed"
        ));
        for one in all(&spoken.0) {
            let role = one["role"].as_str().unwrap_or_default();
            if [
                "push button",
                "toggle button",
                "link",
                "entry",
                "check box",
                "combo box",
            ]
            .contains(&role)
            {
                assert!(
                    !one["name"].as_str().unwrap_or_default().trim().is_empty(),
                    "without a name: {one}"
                );
            }
        }
        app.close().await;
    });
}

struct Spoken(Value);

impl Spoken {
    fn one(&self, role: &str, wanted: impl Fn(&Value) -> bool) -> Value {
        let found = all(&self.0).into_iter().filter(|one| one["role"] == role);
        let names: Vec<String> = found
            .clone()
            .map(|one| format!("{} {}", one["name"], one["attributes"]))
            .collect();
        let mut fitting = found.filter(|one| wanted(one));
        match fitting.next() {
            Some(one) => one.clone(),
            None => panic!("no such {role} among {names:#?}"),
        }
    }

    fn named(&self, role: &str, name: &str) -> Value {
        self.one(role, |one| one["name"] == name)
    }
}

fn all(one: &Value) -> Vec<&Value> {
    let mut found = vec![one];
    let mut at = 0;
    while at < found.len() {
        let children = found[at]["children"].as_array();
        found.extend(children.into_iter().flatten());
        at += 1;
    }
    found
}

fn has(one: &Value, state: &str) -> bool {
    one["states"]
        .as_array()
        .is_some_and(|states| states.iter().any(|own| own == state))
}

fn tree(app: &App) -> Value {
    serde_json::from_str(&at_spi::ask("spoken.py", app, &[])).expect("JSON")
}
