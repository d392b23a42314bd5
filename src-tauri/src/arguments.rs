//! What the app was started with.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

const HELP: &str = "\
KazPost, a newspaper from the sources you choose

Usage: kazpost-desktop [--data-dir DIR] [WHAT]...

WHAT is an address to subscribe to (https://…, feed:…), an article (kazpost:article/KEY),
a file (an OPML list to import, a feed to subscribe to, a mail to read), or a place in the app:
kazpost:today (today's paper) or kazpost:new (what is unread).

  --data-dir DIR   keep everything in DIR (or set KAZPOST_DATA_DIR)
  --background     do not show the window until it is asked for
  --version        print the version
  --help           print this";

/// What to do.
#[derive(Debug, PartialEq)]
pub enum Wish {
    /// Open the window.
    Open(Arguments),
    /// Print this and end.
    Say(String),
}

/// How to open the window.
#[derive(Debug, Default, PartialEq)]
pub struct Arguments {
    /// Where everything lies, if it was said.
    pub data_dir: Option<PathBuf>,
    /// Without a window at first.
    pub background: bool,
    /// Breaks off once the library is open, for the test of what that leaves behind. No release knows it.
    #[cfg(debug_assertions)]
    pub panic: bool,
    /// What to show first.
    pub requests: Vec<Request>,
}

/// What another program or another start asks for.
#[derive(Clone, Debug, PartialEq)]
pub enum Request {
    /// Something that the UI shows.
    Open(Opening),
    /// A list of sources to import, a feed to ask about, or a mail to read.
    File(PathBuf),
}

/// What the page is asked for.
#[derive(Clone, Debug, PartialEq)]
pub enum Opening {
    /// Subscribe to this address.
    Feed(String),
    /// Show this article.
    Article(String),
    /// Show today's paper.
    Front,
    /// Show what is unread.
    Unread,
    /// A newsletter is confirmed, says a link with this token.
    Confirmed(String),
}

/// Reads the words after the program's name.
pub fn read(words: impl Iterator<Item = OsString>) -> Result<Wish, String> {
    let mut arguments = Arguments::default();
    let mut words = words;
    while let Some(word) = words.next() {
        let text = word.to_string_lossy();
        if text == "--help" || text == "-h" {
            return Ok(Wish::Say(HELP.into()));
        } else if text == "--version" || text == "-V" {
            return Ok(Wish::Say(format!("KazPost {}", env!("CARGO_PKG_VERSION"))));
        } else if cfg!(debug_assertions) && text == "--panic" {
            #[cfg(debug_assertions)]
            {
                arguments.panic = true;
            }
        } else if text == "--background" {
            arguments.background = true;
        } else if text == "--data-dir" {
            let directory = words.next().ok_or("--data-dir wants a directory")?;
            arguments.data_dir = Some(directory.into());
        } else if let Some(directory) = text.strip_prefix("--data-dir=") {
            arguments.data_dir = Some(directory.into());
        } else if let Some(request) = request(&text) {
            arguments.requests.push(request);
        } else if text.starts_with('-') {
            return Err(format!("there is no option {text}"));
        } else {
            return Err(format!("{text} is no address, no article and no file"));
        }
    }
    Ok(Wish::Open(arguments))
}

/// What a second start asks for; relative files lie in its own directory. Options and what makes no sense are
/// passed over: the second start has ended already and there is nobody to tell.
pub fn requests(words: &[String], directory: &Path) -> Vec<Request> {
    let mut found = Vec::new();
    let mut words = words.iter().skip(1);
    while let Some(word) = words.next() {
        if word == "--data-dir" {
            words.next();
        } else if let Some(request) = request(word) {
            found.push(match request {
                Request::File(file) => Request::File(directory.join(file)),
                other => other,
            });
        }
    }
    found
}

fn request(word: &str) -> Option<Request> {
    let lower = word.to_ascii_lowercase();
    let after = |scheme: &str| word.get(scheme.len()..).unwrap_or_default();
    let feed = |address: &str| Some(Request::Open(Opening::Feed(address.to_owned())));
    if lower.starts_with("http://") || lower.starts_with("https://") {
        feed(word)
    } else if lower.starts_with("feed://") {
        feed(&format!("http://{}", after("feed://")))
    } else if lower.starts_with("feed:") {
        feed(after("feed:"))
    } else if lower.starts_with("kazpost:") {
        // The address of a feed keeps its case.
        own(after("kazpost:").trim_start_matches('/')).map(Request::Open)
    } else if lower.starts_with("file:") {
        // As desktops hand files over.
        let file = url::Url::parse(word).ok()?.to_file_path().ok()?;
        Some(Request::File(file))
    } else if is_file(&lower) {
        Some(Request::File(PathBuf::from(word)))
    } else {
        None
    }
}

/// What stands after `kazpost:`.
fn own(path: &str) -> Option<Opening> {
    let lower = path.to_ascii_lowercase();
    match lower.trim_end_matches('/') {
        "today" => return Some(Opening::Front),
        "new" => return Some(Opening::Unread),
        _ => {}
    }
    if let Some(query) = lower
        .strip_prefix("newsletter/confirmed")
        .map(|rest| rest.trim_start_matches('/'))
    {
        // A desktop may add a slash before the query, a page more to it.
        let query = query.strip_prefix('?')?;
        let mut pairs = query.split('&').filter_map(|pair| pair.split_once('='));
        let token = pairs.find(|(name, _)| *name == "token")?.1;
        return is_token(token).then(|| Opening::Confirmed(token.to_owned()));
    }
    if let Some(key) = lower.strip_prefix("article/") {
        return is_key(key).then(|| Opening::Article(key.to_owned()));
    }
    let web = lower.starts_with("http://") || lower.starts_with("https://");
    web.then(|| Opening::Feed(path.to_owned()))
}

/// Names under which lists and feeds are kept.
fn is_file(lower: &str) -> bool {
    // A scheme that is not ours names no file, however it ends.
    let scheme = lower.split_once(':').is_some_and(|(scheme, _)| scheme.len() > 1);
    let ends = [".opml", ".xml", ".rss", ".atom", ".rdf", ".json", ".eml"];
    !scheme && !lower.starts_with('-') && ends.iter().any(|end| lower.ends_with(end))
}

/// Whether this is a key as the library makes them: 24 digits of hexadecimal.
pub fn is_key(text: &str) -> bool {
    text.len() == 24 && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

/// Whether this is a token of a sign-up: 32 digits of hexadecimal.
fn is_token(text: &str) -> bool {
    text.len() == 32 && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

/// Sets one library's app apart from another's, where the system asks for a name without a path.
pub fn instance_suffix(data_dir: &Path) -> String {
    let directory = std::path::absolute(data_dir).unwrap_or_else(|_| data_dir.to_owned());
    let digest = Sha256::digest(directory.as_os_str().as_encoded_bytes());
    let digits: String = digest.iter().take(6).map(|byte| format!("{byte:02x}")).collect();
    format!(".d{digits}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn opened(words: &[&str]) -> Arguments {
        match read(words.iter().map(OsString::from)) {
            Ok(Wish::Open(arguments)) => arguments,
            other => panic!("{words:?} gave {other:?}"),
        }
    }

    fn feed(address: &str) -> Request {
        Request::Open(Opening::Feed(address.into()))
    }

    #[test]
    fn a_data_directory_may_stand_in_one_word_or_two() {
        let there = Some(PathBuf::from("/there"));
        assert_eq!(opened(&["--data-dir", "/there"]).data_dir, there);
        assert_eq!(opened(&["--data-dir=/there"]).data_dir, there);
    }

    #[test]
    fn addresses_of_each_scheme_ask_for_a_feed() {
        let words = [
            "https://A.example/Feed",
            "feed:https://a.example/f",
            "feed://a.example/f",
        ];
        let wanted = [
            "https://A.example/Feed",
            "https://a.example/f",
            "http://a.example/f",
        ]
        .map(feed);
        assert_eq!(opened(&words).requests, wanted);
        assert_eq!(
            opened(&["kazpost:https://a.example/X"]).requests,
            [feed("https://a.example/X")]
        );
    }

    #[test]
    fn an_article_is_asked_for_by_a_whole_key_only() {
        let key = "0123456789abcdef01234567";
        let wanted = Request::Open(Opening::Article(key.into()));
        assert_eq!(opened(&[&format!("kazpost://article/{key}")]).requests, [wanted]);
        assert!(read(["kazpost:article/../../etc".into()].into_iter()).is_err());
    }

    #[test]
    fn a_newsletter_is_confirmed_by_a_whole_token_only() {
        let token = "0123456789abcdef0123456789abcdef";
        let wanted = [Request::Open(Opening::Confirmed(token.into()))];
        for word in [
            format!("kazpost://newsletter/confirmed?token={token}"),
            format!("kazpost:newsletter/confirmed?from=mail&token={token}"),
            format!("kazpost://newsletter/confirmed/?token={token}"),
        ] {
            assert_eq!(opened(&[&word]).requests, wanted, "{word}");
        }
        for word in [
            "confirmed",
            "confirmed?token=",
            "confirmed?token=1",
            "confirmed?list=Daily",
        ] {
            assert!(
                read([format!("kazpost://newsletter/{word}").into()].into_iter()).is_err(),
                "{word}"
            );
        }
    }

    #[test]
    fn the_actions_of_the_desktop_entry_name_places() {
        let places = [
            ("kazpost:today", Opening::Front),
            ("kazpost://new/", Opening::Unread),
        ];
        for (word, place) in places {
            assert_eq!(opened(&[word]).requests, [Request::Open(place)], "{word}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn files_come_as_paths_and_as_the_addresses_that_desktops_make_of_them() {
        let wanted = |path: &str| [Request::File(path.into())];
        assert_eq!(opened(&["feeds.xml"]).requests, wanted("feeds.xml"));
        assert_eq!(opened(&["letters/News.EML"]).requests, wanted("letters/News.EML"));
        assert_eq!(
            opened(&["file:///home/reader/My%20list.OPML"]).requests,
            wanted("/home/reader/My list.OPML")
        );
        assert!(read(["mailto:somebody.xml".into()].into_iter()).is_err());
    }

    #[test]
    fn a_second_start_names_files_from_where_it_stands() {
        let words = ["kazpost-desktop", "--data-dir", "d", "list.opml", "--odd"].map(String::from);
        let found = requests(&words, Path::new("/home/reader"));
        assert_eq!(found, [Request::File("/home/reader/list.opml".into())]);
    }

    #[test]
    fn the_actions_of_the_desktop_entry_and_the_manual_say_what_is_understood() {
        let entry = include_str!("../../packaging/linux/kz.kazpost.reader.desktop");
        let actions: Vec<&str> = entry
            .lines()
            .filter_map(|line| line.strip_prefix("Exec=kazpost-desktop "))
            .filter(|words| *words != "%U")
            .collect();
        assert_eq!(actions.len(), 2, "two actions do something");
        for word in actions {
            assert_eq!(opened(&[word]).requests.len(), 1, "{word}");
        }
        let manual = include_str!("../../packaging/linux/kazpost-desktop.1").replace('\\', "");
        for word in HELP.split_whitespace().filter(|word| word.starts_with("--")) {
            assert!(manual.contains(word), "the manual does not know {word}");
        }
    }

    #[test]
    fn what_makes_no_sense_is_refused_in_words() {
        assert!(read(["--odd".into()].into_iter()).is_err_and(|words| words.contains("--odd")));
        assert!(read(["javascript:alert(1)".into()].into_iter()).is_err());
    }
}
