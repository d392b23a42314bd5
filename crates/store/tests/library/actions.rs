use kazpost_model::ArticleKey;
use kazpost_store::{ListScope, Recorded, StateChange, Which};

use crate::support::{Library, NOW, article_key, articles, everything, key, now, seconds};

const FEED: &str = "https://one.example/feed";
const OTHER: &str = "https://two.example/feed";

fn library(count: u32) -> Library {
    let library = Library::with_feeds(&[FEED]);
    library.ingest(FEED, &articles(FEED, count));
    library
}

fn it(n: u32) -> ArticleKey {
    article_key(FEED, &n.to_string())
}

fn read(library: &Library, n: u32) -> bool {
    library.row(&it(n)).expect("a row").read
}

/// The log as it stands in the file: action, article, field, value.
fn log(library: &Library) -> Vec<(i64, Vec<u8>, String, bool)> {
    let sql = library.sql();
    let mut statement = sql
        .prepare("SELECT action_id, article, field, value FROM changes ORDER BY action_id, article, field")
        .unwrap();
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)));
    rows.unwrap().collect::<Result<_, _>>().unwrap()
}

#[test]
fn articles_are_marked_by_key_by_row_and_by_list() {
    let library = library(6);
    let by_key = library
        .record(
            Which::Articles(&[it(0), it(1), it(1)]),
            StateChange::Read(true),
            now(),
        )
        .unwrap();
    assert_eq!(by_key.changed, 2, "each once");
    let rows: Vec<i64> = [2, 3]
        .map(|n| library.row_of(&it(n)).unwrap().expect("a row"))
        .into();
    let by_row = library
        .record(Which::Rows(&rows), StateChange::Read(true), now())
        .unwrap();
    assert_eq!(by_row.changed, 2);
    assert_eq!(
        [0, 1, 2, 3, 4, 5].map(|n| read(&library, n)),
        [true, true, true, true, false, false]
    );
    let by_list = library
        .record(Which::Scope(&ListScope::Unread), StateChange::Read(true), now())
        .unwrap();
    assert_eq!(by_list.changed, 2, "only those that were not");
    assert_eq!(library.counts().unwrap().unread, 0);
    let actions = [by_key, by_row, by_list].map(|recorded| recorded.action.expect("an action"));
    assert!(actions.is_sorted());
    assert_eq!(
        library.undo(actions[2], now()).unwrap(),
        2,
        "only those that it marked"
    );
    assert_eq!(library.counts().unwrap().unread, 2);
}

#[test]
fn a_list_of_one_feed_or_folder_marks_no_other() {
    let library = Library::with_feeds(&[FEED, OTHER]);
    for feed in [FEED, OTHER] {
        library.ingest(feed, &articles(feed, 3));
    }
    library.edit_feed(&key(OTHER), None, Some("Sport"), None).unwrap();
    let mark = |scope: ListScope, change| {
        let recorded = library.record(Which::Scope(&scope), change, now()).unwrap();
        recorded.changed
    };
    assert_eq!(mark(ListScope::Feed(key(FEED)), StateChange::Read(true)), 3);
    assert_eq!(library.titles(ListScope::Unread, "").len(), 3);
    assert_eq!(
        mark(ListScope::Folder("Sport".into()), StateChange::Saved(true)),
        3
    );
    assert_eq!(mark(ListScope::Saved, StateChange::Saved(false)), 3);
    assert_eq!(mark(ListScope::All, StateChange::Read(false)), 3);
    assert_eq!(mark(ListScope::Folder("None".into()), StateChange::Read(true)), 0);
}

#[test]
fn what_changes_nothing_is_no_action() {
    let library = library(2);
    let nothing = library.record(Which::Articles(&[it(0)]), StateChange::Read(false), now());
    assert_eq!(nothing.unwrap(), Recorded::default());
    let unknown = [article_key(OTHER, "1"), ArticleKey::from_text("nonsense")];
    let nothing = library.record(Which::Articles(&unknown), StateChange::Saved(true), now());
    assert_eq!(nothing.unwrap(), Recorded::default());
    let nothing = library.record(Which::Rows(&[]), StateChange::Saved(true), now());
    assert_eq!(nothing.unwrap(), Recorded::default());
    let actions: u32 = library.one("SELECT count(*) FROM actions");
    assert_eq!(actions, 0);
}

#[test]
fn ten_thousand_articles_are_marked_and_unmarked_in_one_act() {
    let library = library(10_000);
    library.mark(&[it(17)], StateChange::Read(true));
    let all = library
        .record(Which::Scope(&ListScope::All), StateChange::Read(true), now())
        .unwrap();
    assert_eq!(all.changed, 9_999);
    assert_eq!(library.counts().unwrap().unread, 0);
    assert_eq!(
        library.undo(all.action.expect("an action"), now()).unwrap(),
        9_999
    );
    assert_eq!(library.counts().unwrap().unread, 9_999);
    assert!(read(&library, 17), "read before and not by this act");

    let rows: Vec<i64> = library
        .snapshot(&everything(), None)
        .unwrap()
        .iter()
        .map(|m| m.0)
        .collect();
    let all = library
        .record(Which::Rows(&rows), StateChange::Saved(true), now())
        .unwrap();
    assert_eq!(all.changed, 10_000, "more than a statement takes parameters");
}

#[test]
fn taking_back_does_not_overwrite_what_came_after() {
    let library = library(3);
    let first = library.mark(&[it(0), it(1), it(2)], StateChange::Read(true));
    library.mark(&[it(1)], StateChange::Read(false));
    library.mark(&[it(2)], StateChange::Read(false));
    library.mark(&[it(2)], StateChange::Read(true));
    library.mark(&[it(0)], StateChange::Saved(true));
    assert_eq!(library.undo(first, now()).unwrap(), 1);
    assert!(
        !read(&library, 0),
        "another field's change is no reason to keep it"
    );
    assert!(!read(&library, 1));
    assert!(read(&library, 2), "marked again since");
    assert!(library.row(&it(0)).expect("a row").saved);
}

#[test]
fn an_act_is_taken_back_once_and_the_taking_back_can_be_taken_back() {
    let library = library(2);
    let act = library.mark(&[it(0), it(1)], StateChange::Saved(true));
    assert_eq!(library.undo(act, now()).unwrap(), 2);
    assert_eq!(library.undo(act, now()).unwrap(), 0, "a second time does nothing");
    assert_eq!(library.counts().unwrap().saved, 0);
    let back: i64 = library.one("SELECT max(id) FROM actions");
    let undoes: i64 = library.one(&format!("SELECT undoes FROM actions WHERE id = {back}"));
    assert_eq!(undoes, act);
    assert_eq!(library.undo(back, now()).unwrap(), 2);
    assert_eq!(library.counts().unwrap().saved, 2);
    assert_eq!(library.undo(act, now()).unwrap(), 0);
    assert_eq!(library.undo(12_345, now()).unwrap(), 0, "there is no such act");
}

#[test]
fn the_log_only_grows() {
    let library = library(3);
    let mut before = log(&library);
    let mut grew = |what: &str, by: usize| {
        let after = log(&library);
        assert_eq!(after[..before.len()], before, "{what} changed what was written");
        assert_eq!(after.len(), before.len() + by, "{what}");
        before = after;
    };
    let act = library.mark(&[it(0), it(1)], StateChange::Read(true));
    grew("marking", 2);
    library.mark(&[it(0)], StateChange::Read(false));
    grew("marking again", 1);
    library.undo(act, now()).unwrap();
    grew("taking back", 1);
    library.remove_feed(&key(FEED)).unwrap();
    grew("removing the feed", 0);
    library.subscribe(FEED);
    library.ingest(FEED, &articles(FEED, 3));
    grew("its return", 0);
}

#[test]
fn an_act_says_when_and_on_which_device() {
    let mut library = library(1);
    let moment = seconds(NOW - 77);
    library
        .record(Which::Articles(&[it(0)]), StateChange::Read(true), moment)
        .unwrap();
    let at: i64 = library.one("SELECT at FROM actions");
    assert_eq!(at, NOW - 77);
    let device: String = library.one("SELECT device FROM actions");
    assert_eq!(device.len(), 16);
    library.reopen();
    library.mark(&[it(0)], StateChange::Read(false));
    let devices: u32 = library.one("SELECT count(DISTINCT device) FROM actions");
    assert_eq!(devices, 1, "the same one after a start");
    let other = Library::new();
    let another: String = other.one("SELECT value FROM settings WHERE name = 'device'");
    assert_ne!(device, another);
}
