//! What survives the death of the program. A process is killed, not the power: that a call returns only after
//! `fsync` is SQLite's `synchronous = FULL`.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

use kazpost_model::FeedKey;
use kazpost_store::{ListScope, StateChange, Store, Which};

use crate::support::{Library, article_key, articles, everything, fetched, key, meta, now};

const FEED: &str = "https://one.example/feed";
const OTHER: &str = "https://two.example/feed";
const VICTIM: &str = "KAZPOST_TEST_VICTIM";

/// Not a test of its own: it is started by the others as another process.
#[test]
fn victim() {
    let Ok(task) = std::env::var(VICTIM) else { return };
    let (task, path) = task.split_once(' ').expect("a task and a path");
    let store = Store::open(path.as_ref()).unwrap();
    if task == "mark" {
        let one = [article_key(FEED, "3")];
        store
            .record(Which::Articles(&one), StateChange::Saved(true), now())
            .unwrap();
        store.set_setting("theme", "dark").unwrap();
        println!("\nrecorded");
        loop {
            std::thread::park();
        }
    }
    for n in 0.. {
        let feed = format!("https://example.org/{n}");
        let new = kazpost_store::NewFeed {
            url: feed.clone(),
            ..Default::default()
        };
        store.subscribe(&[new]).unwrap();
        let documents = articles(&feed, 40);
        store
            .ingest(&key(&feed), &meta(&feed), &documents, &fetched(&feed))
            .unwrap();
        println!("\nrecorded");
    }
}

fn start(task: &str, library: &Library) -> Child {
    Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "durability::victim", "--nocapture", "--test-threads=1"])
        .env(VICTIM, format!("{task} {}", library.path.display()))
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

/// Returns when the child has said so as many times.
fn wait(child: &mut Child, times: usize) {
    let output = BufReader::new(child.stdout.take().expect("its output"));
    let said = output
        .lines()
        .map_while(Result::ok)
        .filter(|line| line == "recorded");
    assert_eq!(said.take(times).count(), times, "the child ended before its time");
}

#[test]
fn an_act_survives_the_death_of_the_program() {
    let mut library = Library::with_feeds(&[FEED]);
    library.ingest(FEED, &articles(FEED, 5));
    library.close();
    let mut child = start("mark", &library);
    wait(&mut child, 1);
    child.kill().unwrap();
    child.wait().unwrap();
    library.reopen();
    assert!(library.row(&article_key(FEED, "3")).expect("a row").saved);
    assert_eq!(library.setting("theme").unwrap().as_deref(), Some("dark"));
    assert_eq!(library.integrity().unwrap(), "ok");
}

#[test]
fn a_death_in_the_middle_leaves_no_feed_half_stored() {
    let mut library = Library::new();
    library.close();
    let mut child = start("ingest", &library);
    wait(&mut child, 20);
    child.kill().unwrap();
    child.wait().unwrap();
    library.reopen();
    assert_eq!(library.integrity().unwrap(), "ok");
    let feeds = library.feeds().unwrap();
    assert!(feeds.len() >= 20);
    let halves = feeds.iter().filter(|feed| ![0, 40].contains(&feed.total)).count();
    assert_eq!(halves, 0);
    let whole = feeds.iter().filter(|feed| feed.total == 40).count();
    assert!(whole >= 20, "what was stored is there: {whole}");
}

/// The files as they lie on the disk the moment a call has returned, the library still open.
#[test]
fn an_act_stands_in_the_files_when_the_call_returns() {
    let library = Library::with_feeds(&[FEED, OTHER]);
    library.ingest(FEED, &articles(FEED, 5));
    library.mark(&[article_key(FEED, "2")], StateChange::Read(true));
    library.ingest(OTHER, &articles(OTHER, 300));
    let all = Which::Scope(&ListScope::Feed(key(OTHER)));
    library.record(all, StateChange::Read(true), now()).unwrap();
    let copy = tempfile::tempdir().unwrap();
    let path = copy.path().join("copy.sqlite");
    std::fs::copy(&library.path, &path).unwrap();
    std::fs::copy(wal(&library), copy.path().join("copy.sqlite-wal")).unwrap();
    let copy = Store::open(&path).unwrap();
    let found = copy.article(&article_key(FEED, "2")).unwrap();
    assert!(found.expect("the article").row.read);
    let counts = copy.counts().unwrap();
    assert_eq!(
        (counts.articles, counts.unread),
        (305, 4),
        "an act on many articles too"
    );
}

#[test]
fn after_a_flush_everything_is_in_the_one_file() {
    let library = Library::with_feeds(&[FEED]);
    library.ingest(FEED, &articles(FEED, 5));
    library.flush().unwrap();
    alone(&library);
}

/// A reader who copies the file of a closed library has all of it.
#[test]
fn a_closed_library_is_one_file() {
    let mut library = Library::with_feeds(&[FEED]);
    library.ingest(FEED, &articles(FEED, 5));
    assert_eq!(library.counts().unwrap().articles, 5);
    library.close();
    assert!(!wal(&library).exists(), "the log was not taken in");
    alone(&library);
}

fn wal(library: &Library) -> std::path::PathBuf {
    library.path.with_file_name("library.sqlite-wal")
}

fn alone(library: &Library) {
    let copy = tempfile::tempdir().unwrap();
    let path = copy.path().join("copy.sqlite");
    std::fs::copy(&library.path, &path).unwrap();
    let copy = Store::open(&path).unwrap();
    assert_eq!(copy.snapshot(&everything(), None).unwrap().len(), 5);
    assert!(copy.feed(&FeedKey::of_address(FEED)).unwrap().is_some());
}
