//! A fault of the program leaves a report on disk before it unwinds. Nothing is sent anywhere; the next start
//! shows it to the reader, who may give it to somebody.

use std::panic::PanicHookInfo;
use std::path::{Path, PathBuf};

use crate::library::now;
use crate::log::{Entry, Log};

/// Reports that are kept.
const KEPT: usize = 5;

/// A message longer than this is no message, in characters.
const LONGEST: usize = 200;

const SEEN: &str = "seen";

/// From now on a panic of this process, on whichever thread, is written to the data folder, and then treated as it
/// would have been.
pub fn watch(data_dir: &Path) {
    let folder = folder(data_dir);
    let log = Log::new(data_dir);
    let usual = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |fault| {
        log.note(&Entry::Fault);
        let _ = write(&folder, &text(fault));
        usual(fault);
    }));
}

/// A report that lies on disk.
#[derive(Clone, Debug)]
pub(crate) struct Fault {
    /// When, seconds since 1970 in UTC.
    pub(crate) at: i64,
    /// What it says.
    pub(crate) text: String,
    /// The reader was told of it.
    pub(crate) seen: bool,
}

/// All of them, the newest first.
pub(crate) fn all(data_dir: &Path) -> Vec<Fault> {
    let files = std::fs::read_dir(folder(data_dir))
        .into_iter()
        .flatten()
        .flatten();
    let mut faults: Vec<Fault> = files
        .filter_map(|file| {
            let path = file.path();
            let at = time_of(&path)?;
            let seen = path.extension().is_some_and(|extension| extension == SEEN);
            let text = std::fs::read_to_string(&path).ok()?;
            Some(Fault { at, text, seen })
        })
        .collect();
    faults.sort_by_key(|fault| std::cmp::Reverse(fault.at));
    faults
}

fn time_of(path: &Path) -> Option<i64> {
    path.file_stem()?.to_str()?.strip_prefix("fault-")?.parse().ok()
}

/// The reader was told of those that are there.
pub(crate) fn seen(data_dir: &Path) {
    for file in std::fs::read_dir(folder(data_dir))
        .into_iter()
        .flatten()
        .flatten()
    {
        let path = file.path();
        if path.extension().is_some_and(|extension| extension == "txt") {
            let _ = std::fs::rename(&path, path.with_extension(SEEN));
        }
    }
}

/// Where they lie.
pub(crate) fn folder(data_dir: &Path) -> PathBuf {
    data_dir.join("faults")
}

fn text(fault: &PanicHookInfo<'_>) -> String {
    let payload = fault.payload();
    let written = payload.downcast_ref::<String>().map(String::as_str);
    let said = written
        .or_else(|| payload.downcast_ref::<&str>().copied())
        .unwrap_or("nothing");
    let place = fault.location().map_or_else(
        || "nowhere".to_owned(),
        // The last folders say enough; those before them are somebody's computer.
        |place| format!("{}:{}", last_folders(place.file()), place.line()),
    );
    let thread = std::thread::current();
    format!(
        "{}\nversion {}, {} {}\nthread {}\nat {place}\n{}\n",
        now().rfc3339(),
        env!("CARGO_PKG_VERSION"),
        std::env::consts::OS,
        std::env::consts::ARCH,
        thread.name().unwrap_or("without a name"),
        without_words(said)
    )
}

fn last_folders(path: &str) -> String {
    let parts: Vec<&str> = path.split(['/', '\\']).collect();
    parts[parts.len().saturating_sub(4)..].join("/")
}

/// Takes out what stands in quotes of any kind: there a message holds what it stumbled over, an article's words.
fn without_words(said: &str) -> String {
    let first = said.lines().next().unwrap_or_default();
    let quotes = [('`', '`'), ('"', '"'), ('\'', '\''), ('“', '”'), ('«', '»')];
    let cut = first
        .char_indices()
        .find(|(_, character)| quotes.iter().any(|(open, _)| open == character));
    let kept = cut.map_or(first, |(at, _)| &first[..at]);
    let kept: Vec<&str> = kept
        .split_whitespace()
        .filter(|word| !word.contains('@'))
        .collect();
    let mut kept: String = kept.join(" ").chars().take(LONGEST).collect();
    if cut.is_some() {
        kept.push('…');
    }
    kept
}

fn write(folder: &Path, text: &str) -> std::io::Result<()> {
    std::fs::create_dir_all(folder)?;
    let path = folder.join(format!("fault-{}.txt", now().seconds()));
    std::fs::write(path, text)?;
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)?
        .flatten()
        .map(|file| file.path())
        .collect();
    files.sort_by_key(|path| std::cmp::Reverse(time_of(path)));
    for old in files.iter().skip(KEPT) {
        std::fs::remove_file(old)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_message_quotes_is_not_kept() {
        assert_eq!(
            without_words("byte index 4 is not a char boundary; it is inside 'ә' of `Сегодня в Алматы`"),
            "byte index 4 is not a char boundary; it is inside…"
        );
        assert_eq!(
            without_words("no mail to aigul@example.org\nsecond line"),
            "no mail to"
        );
        assert_eq!(without_words(&"long ".repeat(100)).chars().count(), LONGEST);
    }

    #[test]
    fn only_the_last_folders_of_a_path_are_named() {
        assert_eq!(
            last_folders("/home/aigul/kazpost/crates/core/src/lib.rs"),
            "crates/core/src/lib.rs"
        );
        assert_eq!(last_folders(r"src\lib.rs"), "src/lib.rs");
    }

    #[test]
    fn a_report_is_kept_told_of_once_and_not_for_ever() {
        let data = tempfile::tempdir().expect("a folder");
        assert!(all(data.path()).is_empty());
        for second in 0..9 {
            let path = folder(data.path()).join(format!("fault-{second}.txt"));
            std::fs::create_dir_all(folder(data.path())).expect("the folder");
            std::fs::write(path, "old").expect("a report");
        }
        write(&folder(data.path()), "new").expect("it is written");
        let faults = all(data.path());
        assert_eq!(faults.len(), KEPT);
        assert_eq!(faults[0].text, "new");
        assert!(!faults[0].seen);
        seen(data.path());
        assert!(all(data.path()).iter().all(|fault| fault.seen));
    }
}
