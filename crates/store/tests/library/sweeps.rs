//! Acts on many articles at once: one row of the log, and as exact as one for each would be.

use std::collections::HashMap;

use kazpost_model::ArticleKey;
use kazpost_store::{FilterEffect, FilterRecord, ListScope, StateChange, Which};

use crate::support::{Library, article_key, articles, everything, key, now};

const FEED: &str = "https://one.example/feed";
const OTHER: &str = "https://two.example/feed";

fn it(n: u32) -> ArticleKey {
    article_key(FEED, &n.to_string())
}

fn library(count: u32) -> Library {
    let library = Library::with_feeds(&[FEED, OTHER]);
    library.ingest(FEED, &articles(FEED, count));
    library
}

fn all(library: &Library, change: StateChange) -> (Option<i64>, u32) {
    let done = library
        .record(Which::Scope(&ListScope::All), change, now())
        .unwrap();
    (done.action, done.changed)
}

fn unread(library: &Library) -> u32 {
    assert_eq!(library.integrity().unwrap(), "ok");
    let counted = library.counts().unwrap().unread;
    assert_eq!(counted, library.titles(ListScope::Unread, "").len() as u32);
    assert_eq!(
        counted,
        library
            .feeds()
            .unwrap()
            .iter()
            .map(|feed| feed.unread)
            .sum::<u32>()
    );
    counted
}

#[test]
fn an_act_on_many_articles_is_one_row_of_the_log_with_their_keys() {
    let library = library(1000);
    library.mark(&[it(7)], StateChange::Read(true));
    let (action, changed) = all(&library, StateChange::Read(true));
    assert_eq!(changed, 999);
    let (rows, size): (u32, u32) = library
        .sql()
        .query_row(
            "SELECT count(*), sum(length(articles)) FROM sweeps WHERE action_id = ?1",
            [action],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )
        .unwrap();
    assert_eq!((rows, size), (1, 999 * 12));
    let single: u32 = library.one("SELECT count(*) FROM changes");
    assert_eq!(single, 1, "the one that was marked by itself");
}

#[test]
fn it_is_taken_back_but_for_what_was_marked_before_and_since() {
    let library = library(1000);
    library.mark(&[it(1)], StateChange::Read(true));
    let (swept, _) = all(&library, StateChange::Read(true));
    assert_eq!(unread(&library), 0);
    library.mark(&[it(2)], StateChange::Read(false));
    library.mark(&[it(3)], StateChange::Read(false));
    library.mark(&[it(3)], StateChange::Read(true));
    let several: Vec<ArticleKey> = (100..400).map(it).collect();
    library.mark(&several, StateChange::Read(false));
    library.mark(&several, StateChange::Read(true));
    assert_eq!(
        library.undo(swept.unwrap(), now()).unwrap(),
        1000 - 1 - 2 - 300,
        "neither the one before nor those since"
    );
    assert_eq!(unread(&library), 1000 - 1 - 1 - 300);
    let read = |n| library.row(&it(n)).expect("a row").read;
    assert_eq!(
        [1, 2, 3, 4, 150, 999].map(read),
        [true, false, true, false, true, false]
    );
    assert_eq!(library.undo(swept.unwrap(), now()).unwrap(), 0, "once");

    // The taking back is an act as well.
    let back: i64 = library.one("SELECT max(id) FROM actions");
    assert_eq!(library.undo(back, now()).unwrap(), 1000 - 1 - 2 - 300);
    assert_eq!(unread(&library), 1);
}

#[test]
fn what_is_hidden_stays_unread_and_is_counted_again_when_it_comes_back() {
    let library = library(600);
    library.ingest(OTHER, &articles(OTHER, 5));
    let rows: Vec<i64> = (0..4).map(|n| library.row_of(&it(n)).unwrap().unwrap()).collect();
    let filter = FilterRecord {
        id: "f".into(),
        name: "Some".into(),
        conditions: "[]".into(),
        effect: FilterEffect::Mute,
        expires: None,
        caught: 0,
    };
    library.filter_keep(&filter, &rows, now()).unwrap();
    assert_eq!(unread(&library), 601);
    let (swept, changed) = all(&library, StateChange::Read(true));
    assert_eq!(changed, 601);
    assert_eq!(unread(&library), 0);
    library.filter_remove("f").unwrap();
    assert_eq!(unread(&library), 4, "nobody read what nobody was shown");
    library.filter_keep(&filter, &[rows[3]], now()).unwrap();
    assert_eq!(library.undo(swept.unwrap(), now()).unwrap(), 601);
    assert_eq!(unread(&library), 604);
}

#[test]
fn an_article_that_was_swept_and_is_gone_comes_back_read() {
    let library = library(500);
    library.mark(&[it(3)], StateChange::Saved(true));
    all(&library, StateChange::Read(true));
    library.mark(&[it(9)], StateChange::Read(false));
    library.mark(&[it(3)], StateChange::Saved(false));
    library.remove_feed(&key(FEED)).unwrap();
    assert_eq!(library.counts().unwrap().articles, 0);
    library.subscribe(FEED);
    library.ingest(FEED, &articles(FEED, 501));
    assert_eq!(
        unread(&library),
        2,
        "the one marked unread, and the one never seen"
    );
    assert!(!library.row(&it(9)).unwrap().read);
    let left: u32 = library.one("SELECT count(*) FROM departed");
    assert_eq!(left, 0, "nothing is kept of what is there");
}

#[test]
fn a_feed_read_at_once_leaves_the_others_as_they_are() {
    let library = library(2600);
    library.ingest(OTHER, &articles(OTHER, 2100));
    let feed = ListScope::Feed(key(FEED));
    let done = library
        .record(Which::Scope(&feed), StateChange::Read(true), now())
        .unwrap();
    assert_eq!(done.changed, 2600);
    assert_eq!(unread(&library), 2100);
    assert_eq!(library.undo(done.action.unwrap(), now()).unwrap(), 2600);
    assert_eq!(unread(&library), 4700);
}

/// Acts of all sizes in an order that chance chose, beside a plain map of what each article is; and the log, read from
/// its beginning, says the same.
#[test]
fn state_and_log_agree_with_a_plain_account_of_what_was_done() {
    let library = library(700);
    library.ingest(OTHER, &articles(OTHER, 300));
    let rows: Vec<i64> = library
        .snapshot(&everything(), None)
        .unwrap()
        .iter()
        .map(|m| m.0)
        .collect();
    let mut plain: HashMap<i64, [bool; 2]> = rows.iter().map(|row| (*row, [false; 2])).collect();
    // Row, field, value.
    type Change = (i64, usize, bool);
    let mut acts: Vec<(i64, Vec<Change>)> = Vec::new();
    let mut seed = 20_261_128_u64;
    let mut chance = |most: u64| {
        seed = seed
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) % most
    };
    for round in 0..90 {
        let mut changed = Vec::new();
        if round % 3 == 2 && !acts.is_empty() {
            let undone = acts[chance(acts.len() as u64) as usize].clone();
            for (row, field, value) in undone.1 {
                let since = acts
                    .iter()
                    .any(|(id, act)| *id > undone.0 && act.iter().any(|c| (c.0, c.1) == (row, field)));
                if !since && plain[&row][field] == value {
                    changed.push((row, field, !value));
                }
            }
            let said = library.undo(undone.0, now()).unwrap();
            assert_eq!(said as usize, changed.len(), "round {round}");
        } else {
            let (field, value) = (usize::from(chance(4) == 0), chance(2) == 0);
            let change = match field {
                0 => StateChange::Read(value),
                _ => StateChange::Saved(value),
            };
            let from = chance(1000) as usize;
            let to = from + chance(1000 - from as u64) as usize;
            let done = match chance(3) {
                0 => {
                    changed.extend(rows.iter().map(|row| (*row, field, value)));
                    library.record(Which::Scope(&ListScope::All), change, now())
                }
                1 => {
                    changed.extend(rows[from..to].iter().map(|row| (*row, field, value)));
                    library.record(Which::Rows(&rows[from..to]), change, now())
                }
                _ => {
                    let few = &rows[from..to.min(from + 3)];
                    changed.extend(few.iter().map(|row| (*row, field, value)));
                    library.record(Which::Rows(few), change, now())
                }
            };
            changed.retain(|(row, field, value)| plain[row][*field] != *value);
            assert_eq!(done.unwrap().changed as usize, changed.len(), "round {round}");
        }
        if !changed.is_empty() {
            acts.push((library.one("SELECT max(id) FROM actions"), changed.clone()));
        }
        for (row, field, value) in changed {
            plain.get_mut(&row).unwrap()[field] = value;
        }
    }
    assert_eq!(library.integrity().unwrap(), "ok");
    let logged = replayed(&library);
    for row in library.rows(&rows).unwrap() {
        let told = [row.read, row.saved];
        assert_eq!(told, plain[&row.id], "{}", row.title);
        assert_eq!(told, logged.get(row.key.as_str()).copied().unwrap_or_default());
    }
    let sizes: (u32, u32) = (
        library.one("SELECT count(*) FROM sweeps"),
        library.one("SELECT count(*) FROM changes"),
    );
    assert!(sizes.0 > 10 && sizes.1 > 50, "both kinds were tried: {sizes:?}");
}

/// What the log alone says: read and saved of each article, by its key.
fn replayed(library: &Library) -> HashMap<String, [bool; 2]> {
    let sql = library.sql();
    let mut statement = sql
        .prepare(
            "SELECT action_id, field, value, articles FROM sweeps
             UNION ALL SELECT action_id, field, value, article FROM changes ORDER BY 1",
        )
        .unwrap();
    let mut rows = statement.query([]).unwrap();
    let mut state: HashMap<String, [bool; 2]> = HashMap::new();
    while let Some(row) = rows.next().unwrap() {
        let field = usize::from(row.get::<_, String>(1).unwrap() == "saved");
        let keys: Vec<u8> = row.get(3).unwrap();
        for key in keys.chunks(12) {
            let name = key.iter().map(|byte| format!("{byte:02x}")).collect();
            state.entry(name).or_default()[field] = row.get(2).unwrap();
        }
    }
    state
}
