use std::path::PathBuf;
use std::process::Command;

use kazpost_api::{FeedReport, SyncReport, SyncRequest};
use kazpost_core::{Library, Options};
use kazpost_tests::cli::{self, Ran};
use kazpost_tests::feeds::escape;
use serde_json::Value;
use tempfile::TempDir;

/// Somebody with a library of their own, which goes with them.
pub struct Reader {
    folder: TempDir,
}

impl Reader {
    pub fn new() -> Reader {
        let folder = tempfile::tempdir().expect("a folder for the library");
        Reader { folder }
    }

    /// The library's folder.
    pub fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// The library's file.
    pub fn database(&self) -> PathBuf {
        self.data().join("library.sqlite")
    }

    /// Keeps a file beside the library; gives its path.
    pub fn keep(&self, name: &str, bytes: impl AsRef<[u8]>) -> String {
        let path = self.folder.path().join(name);
        std::fs::write(&path, bytes).expect("the file is written");
        path.to_str().expect("the path is text").to_owned()
    }

    /// The program over this library, not yet started.
    pub fn command(&self, words: &[&str]) -> Command {
        let mut command = cli::kazpost();
        command.arg("--data-dir").arg(self.data()).args(words);
        command
    }

    pub fn kazpost(&self, words: &[&str]) -> Ran {
        cli::run(self.command(words), b"")
    }

    /// With standard input.
    pub fn kazpost_fed(&self, words: &[&str], input: &[u8]) -> Ran {
        cli::run(self.command(words), input)
    }

    /// A run that succeeds and says nothing beside its document.
    pub fn json(&self, words: &[&str]) -> Value {
        let ran = self.kazpost(words);
        assert_eq!(ran.code, Some(0), "{words:?} succeeds: {ran:?}");
        assert_eq!(ran.err, "", "{words:?} has nothing to complain about");
        ran.json()
    }

    /// Subscribes through the command line; gives the feed's ID.
    pub fn add(&self, address: &str) -> String {
        text(&self.json(&["feeds", "add", address, "--json"])["id"])
    }

    /// `feeds list --json`.
    pub fn feeds(&self) -> Vec<Value> {
        list(&self.json(&["feeds", "list", "--json"]))
    }

    /// The items of `list --json` with further words.
    pub fn items(&self, words: &[&str]) -> Vec<Value> {
        list(&self.json(&[&["list", "--json"], words].concat())["items"])
    }

    /// Everything that is kept came so many days earlier.
    pub fn age(&self, days: i64) {
        let database = rusqlite::Connection::open(self.database()).expect("the library is a database");
        database
            .execute("UPDATE bodies SET first_seen = first_seen - ?1 * 86400", [days])
            .expect("it is written");
    }

    /// The titles of all articles, newest first.
    pub fn titles(&self) -> Vec<String> {
        self.items(&[]).iter().map(|item| text(&item["title"])).collect()
    }

    /// The library in this process.
    pub fn open(&self) -> Library {
        self.open_with(kazpost_fetch::Options::default())
    }

    /// As [`Reader::open`], with other bounds towards hosts.
    pub fn open_with(&self, fetch: kazpost_fetch::Options) -> Library {
        let options = Options {
            data_dir: self.data(),
            starter: false,
            fetch,
            ..Options::default()
        };
        Library::open(options).expect("the library opens")
    }

    /// A number out of the database.
    pub fn count(&self, sql: &str) -> i64 {
        let database = rusqlite::Connection::open(self.database()).expect("the database opens");
        database.query_row(sql, [], |row| row.get(0)).expect(sql)
    }

    /// The database, past everything that guards it.
    pub fn tamper(&self, sql: &str) {
        let database = rusqlite::Connection::open(self.database()).expect("the database opens");
        database.execute_batch(sql).expect(sql);
    }

    /// As if the time had come for every feed that is left alone for a while.
    pub fn let_time_pass(&self) {
        self.tamper("UPDATE feeds SET next_try = 1 WHERE next_try IS NOT NULL");
    }
}

/// Subscribes to addresses without asking them, as an import does.
pub fn subscribe(library: &Library, addresses: &[String]) {
    let imported = library
        .opml_import(opml(addresses).as_bytes())
        .expect("the list is taken");
    assert_eq!(
        imported.added as usize,
        addresses.len(),
        "all are new: {imported:?}"
    );
}

/// An OPML list of addresses.
pub fn opml(addresses: &[String]) -> String {
    let outlines: String = addresses
        .iter()
        .map(|address| format!("<outline type=\"rss\" text=\"\" xmlUrl=\"{}\"/>", escape(address)))
        .collect();
    format!("<opml version=\"2.0\"><head/><body>{outlines}</body></opml>")
}

/// Syncs everything in this process.
pub async fn sync(library: &Library) -> SyncReport {
    library
        .sync(SyncRequest::default(), |_| ())
        .await
        .expect("the library is well")
}

/// The line of a report on the feed whose address ends so.
pub fn line<'a>(report: &'a SyncReport, ending: &str) -> &'a FeedReport {
    let found = report.feeds.iter().find(|line| line.url.ends_with(ending));
    found.unwrap_or_else(|| panic!("no line on {ending} in {report:?}"))
}

/// A JSON string.
pub fn text(value: &Value) -> String {
    value
        .as_str()
        .unwrap_or_else(|| panic!("{value} is no string"))
        .to_owned()
}

/// A JSON array.
pub fn list(value: &Value) -> Vec<Value> {
    value
        .as_array()
        .unwrap_or_else(|| panic!("{value} is no array"))
        .clone()
}

/// The keys of a JSON object, sorted.
pub fn keys(value: &Value) -> Vec<&str> {
    let object = value
        .as_object()
        .unwrap_or_else(|| panic!("{value} is no object"));
    let mut keys: Vec<&str> = object.keys().map(String::as_str).collect();
    keys.sort_unstable();
    keys
}
