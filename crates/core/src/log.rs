//! What the app notes while it runs, for a fault report that the reader may give to somebody. Only what is listed
//! here can be noted: counts, codes and names of hosts, never words of an article nor an address of a person.

use std::fs::{File, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use kazpost_api::{Failure, SyncReport};
use url::Url;

use crate::library::now;

/// A file that has grown beyond this is put aside, in bytes.
const LARGEST: u64 = 256 << 10;

/// Files that are kept beside the one that is written.
const KEPT: u32 = 2;

/// What can be noted.
#[derive(Debug)]
pub enum Entry<'a> {
    /// The window's program began.
    Began,
    /// The library is open.
    Opened {
        /// Subscriptions.
        feeds: u32,
        /// Articles.
        articles: u32,
    },
    /// A sync ended.
    Synced(&'a SyncReport),
    /// A notification was shown, of so many articles.
    Notified(u32),
    /// Something did not succeed.
    Failed {
        /// What was done: a word of ours.
        doing: &'static str,
        /// What came of it.
        failure: &'a Failure,
    },
    /// Something outside did not succeed, said by the system.
    Refused(&'static str),
    /// The program met a fault of its own; there is a report about it.
    Fault,
    /// The program ended as it was told to.
    Ended,
}

impl Entry<'_> {
    fn text(&self) -> String {
        match self {
            Entry::Began => format!(
                "began, version {}, {} {}",
                env!("CARGO_PKG_VERSION"),
                std::env::consts::OS,
                std::env::consts::ARCH
            ),
            Entry::Opened { feeds, articles } => format!("library open, {feeds} feeds, {articles} articles"),
            Entry::Synced(report) => {
                let mut text = format!(
                    "synced {} feeds in {:.1} s: {} new, {} updated, {} failed",
                    report.feeds.len(),
                    report.seconds,
                    report.new,
                    report.updated,
                    report.failed
                );
                for failure in report.feeds.iter().filter_map(|feed| feed.failure.as_ref()) {
                    text.push_str("; ");
                    text.push_str(&about(failure));
                }
                text
            }
            Entry::Notified(articles) => format!("notified of {articles} articles"),
            Entry::Failed { doing, failure } => format!("{doing} failed: {}", about(failure)),
            Entry::Refused(what) => format!("the system refused {what}"),
            Entry::Fault => "a fault, see the report".into(),
            Entry::Ended => "ended".into(),
        }
    }
}

/// The code and the host: an address may hold a key that lets its bearer in.
fn about(failure: &Failure) -> String {
    let code = format!("{:?}", failure.code);
    let host = Url::parse(&failure.subject)
        .ok()
        .filter(|url| matches!(url.scheme(), "http" | "https"))
        .and_then(|url| url.host_str().map(str::to_owned));
    match host {
        Some(host) => format!("{code} {host}"),
        None => code,
    }
}

/// The file that is written, opened when there is something to note.
#[derive(Debug)]
pub(crate) struct Log {
    folder: PathBuf,
    file: Mutex<Option<File>>,
}

impl Log {
    pub(crate) fn new(data_dir: &Path) -> Log {
        Log {
            folder: folder(data_dir),
            file: Mutex::default(),
        }
    }

    /// A log that cannot be written is no reason to stop anything.
    pub(crate) fn note(&self, entry: &Entry<'_>) {
        let line = format!(
            "{} {}\n",
            now().rfc3339(),
            entry.text().replace(['\n', '\r'], " ")
        );
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        let full = file
            .as_ref()
            .and_then(|file| file.metadata().ok())
            .is_some_and(|facts| facts.len() >= LARGEST);
        if full {
            *file = None;
            self.rotate();
        }
        if file.is_none() {
            let _ = std::fs::create_dir_all(&self.folder);
            *file = OpenOptions::new()
                .create(true)
                .append(true)
                .open(self.path(0))
                .ok();
        }
        if let Some(file) = file.as_mut() {
            let _ = file.write_all(line.as_bytes());
        }
    }

    /// The newest lines, the oldest of them first.
    pub(crate) fn tail(&self, lines: usize) -> String {
        let mut all = String::new();
        for number in (0..=KEPT).rev() {
            all.push_str(&std::fs::read_to_string(self.path(number)).unwrap_or_default());
        }
        let from = all.lines().count().saturating_sub(lines);
        all.lines().skip(from).flat_map(|line| [line, "\n"]).collect()
    }

    fn rotate(&self) {
        for number in (0..KEPT).rev() {
            let _ = std::fs::rename(self.path(number), self.path(number + 1));
        }
    }

    fn path(&self, number: u32) -> PathBuf {
        match number {
            0 => self.folder.join("kazpost.log"),
            number => self.folder.join(format!("kazpost.{number}.log")),
        }
    }
}

/// Where it lies.
pub(crate) fn folder(data_dir: &Path) -> PathBuf {
    data_dir.join("logs")
}

#[cfg(test)]
mod tests {
    use kazpost_api::Code;

    use super::*;
    use crate::failure::failure;

    #[test]
    fn neither_keys_in_addresses_nor_people_nor_words_are_noted() {
        let failed = failure(
            Code::HttpStatus,
            "https://reader:secret@news.example/private/feed?key=hush",
            "words of an article",
            "aigul@example.org was told: words of an article",
        );
        let text = Entry::Failed {
            doing: "sync",
            failure: &failed,
        }
        .text();
        assert_eq!(text, "sync failed: HttpStatus news.example");
        let person = failure(Code::BadMailAddress, "aigul@example.org", "", "");
        assert_eq!(about(&person), "BadMailAddress");
    }

    #[test]
    fn it_rotates_and_keeps_a_bounded_past() {
        let folder = tempfile::tempdir().expect("a folder");
        let log = Log::new(folder.path());
        let written = 4 * LARGEST / 60;
        for number in 0..u32::try_from(written).expect("few") {
            log.note(&Entry::Opened {
                feeds: 500,
                articles: 1_000_000 + number,
            });
        }
        let files = std::fs::read_dir(folder.path().join("logs")).expect("the folder");
        let sizes: Vec<u64> = files
            .flatten()
            .filter_map(|file| Some(file.metadata().ok()?.len()))
            .collect();
        assert_eq!(sizes.len(), 3, "{sizes:?}");
        assert!(sizes.iter().all(|size| *size <= LARGEST + 100), "{sizes:?}");
        let tail = log.tail(2);
        assert_eq!(tail.lines().count(), 2);
        assert!(tail.contains(&(1_000_000 + written - 1).to_string()), "{tail}");
    }
}
