use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

/// KazPost from a terminal.
#[derive(Parser, Debug)]
#[command(
    name = "kazpost",
    version,
    about = "KazPost, a newspaper from the sources you choose"
)]
pub struct Arguments {
    /// Where everything lives [default: KAZPOST_DATA_DIR, else the platform's place]
    #[arg(long, global = true, value_name = "DIR")]
    pub data_dir: Option<PathBuf>,
    #[command(subcommand)]
    pub command: Option<Command>,
}

#[derive(Subcommand, Debug)]
pub enum Command {
    /// Opens the window
    Open,
    /// Fetches what is new
    Sync(Sync),
    /// Subscriptions
    #[command(subcommand)]
    Feeds(Feeds),
    /// Follows a site that has no feed through its front page
    Follow(Follow),
    /// Articles, newest first
    List(List),
    /// Articles by their words, the best first
    Search(Search),
    /// Articles about the same thing as one
    Related(Related),
    /// Stories of the last 30 days that several sources tell in nearly the same words
    Stories(Stories),
    /// People, places and organisations that today's articles speak of more than is usual
    Topics(Topics),
    /// One article
    Show(Show),
    /// Marks articles read or bookmarked
    Mark(Mark),
    /// Highlights and notes as Markdown
    Highlights(Highlights),
    /// Fetches what is new with whole texts and pictures, to be read without a network
    Edition(Edition),
    /// Writes articles as a book, a folder or a feed: what is unread or bookmarked
    Export(Export),
    /// Keeps the article of a web page as a bookmark
    Save(Save),
    /// The texts that an article had, oldest first
    History(History),
    /// Lets go of old articles: says which, and with --apply does it
    Retention(Retention),
    /// A feed document as JSON Feed 1.1, its HTML sanitised; touches no library
    Parse(Parse),
    /// HTML sanitised; touches no library
    Sanitize(Sanitize),
    /// The article of a page as JSON, its HTML sanitised; touches no library
    Extract(Extract),
    /// The publication's newsletters
    #[command(subcommand)]
    Newsletter(Newsletter),
    /// Newsletters that are read from mails
    #[command(subcommand)]
    Mail(Mail),
    /// Looks the library through
    Doctor(Doctor),
    /// Writes what a shell needs to complete this command
    Completions {
        /// Which shell
        shell: clap_complete::Shell,
    },
    /// Writes the manual pages of this command into a folder
    Manual {
        #[arg(value_name = "DIR")]
        folder: PathBuf,
    },
}

#[derive(Args, Debug)]
pub struct Highlights {
    /// As JSON, the newest first
    #[arg(long)]
    pub json: bool,
}

#[derive(Args, Debug)]
pub struct Sync {
    /// One feed only
    #[arg(long, value_name = "ID")]
    pub feed: Option<String>,
    /// Their pictures too, as the window fetches them after a sync
    #[arg(long)]
    pub pictures: bool,
    /// The report as JSON
    #[arg(long)]
    pub json: bool,
}

#[derive(Subcommand, Debug)]
pub enum Newsletter {
    /// What there is to sign up for
    List {
        #[arg(long)]
        json: bool,
    },
    /// Signs up; without network it waits until there is one
    Subscribe {
        /// Where the newsletter goes
        #[arg(value_name = "EMAIL")]
        email: String,
        /// Which [default: the first]
        #[arg(long, value_name = "NAME")]
        list: Option<String>,
        /// You consent, where the publication asks
        #[arg(long)]
        consent: bool,
        #[arg(long)]
        json: bool,
    },
    /// Your sign-ups and how far they are; sends what waited
    Status {
        #[arg(long)]
        json: bool,
    },
    /// Takes back one that has not gone out
    Withdraw {
        #[arg(value_name = "ID")]
        id: String,
        #[arg(long)]
        json: bool,
    },
}

#[derive(Subcommand, Debug)]
pub enum Mail {
    /// Reads newsletters: a mail (.eml), a folder of them, or a folder of a mailbox. Each list becomes a feed, and a
    /// sync reads folders again. The password of a mailbox is read from KAZPOST_MAIL_PASSWORD, which keeps it nowhere,
    /// else from the system's keyring
    Add {
        /// A file, a folder, or imaps://USER@SERVER/FOLDER
        #[arg(value_name = "FILE|FOLDER|MAILBOX")]
        place: PathBuf,
        /// The password of the mailbox is the first line of standard input; the system's keyring keeps it
        #[arg(long)]
        password_stdin: bool,
        #[arg(long)]
        json: bool,
    },
    /// The folders of a mailbox that can be read
    Folders {
        /// imaps://USER@SERVER
        #[arg(value_name = "MAILBOX")]
        place: String,
        /// The password is the first line of standard input
        #[arg(long)]
        password_stdin: bool,
        #[arg(long)]
        json: bool,
    },
    /// The folders and mailboxes that a sync reads
    Places {
        #[arg(long)]
        json: bool,
    },
    /// Reads a folder or mailbox no more; what was read stays, and the password goes out of the keyring
    Remove {
        /// As `mail places` writes it
        #[arg(value_name = "FOLDER|MAILBOX")]
        place: String,
        #[arg(long)]
        json: bool,
    },
    /// The newsletters that are read, and how each is left
    List {
        #[arg(long)]
        json: bool,
    },
    /// Asks a newsletter's sender to end it, with the one click of RFC 8058
    Unsubscribe {
        #[arg(value_name = "ID")]
        id: String,
        /// Does not ask first
        #[arg(long)]
        yes: bool,
        #[arg(long)]
        json: bool,
    },
}

#[derive(Subcommand, Debug)]
pub enum Feeds {
    /// Subscribes to a feed, or to the feed of a site
    Add {
        /// The address of a feed or of a site
        url: String,
        #[arg(long)]
        json: bool,
    },
    /// Lists the subscriptions
    List {
        #[arg(long)]
        json: bool,
    },
    /// Changes what a subscription does
    Set {
        #[arg(value_name = "ID")]
        id: String,
        /// Which text of its articles is shown
        #[arg(long, value_enum, required_unless_present = "pictures")]
        content: Option<Content>,
        /// When the pictures of its articles are fetched
        #[arg(long, value_enum)]
        pictures: Option<Pictures>,
    },
    /// Ends a subscription; its bookmarked articles stay
    Remove {
        #[arg(value_name = "ID")]
        id: String,
    },
    /// Subscribes to what an OPML list names
    Import {
        /// `-` for standard input
        file: PathBuf,
        #[arg(long)]
        json: bool,
    },
    /// Writes the subscriptions as OPML
    Export {
        /// Standard output where there is none
        file: Option<PathBuf>,
    },
}

#[derive(Args, Debug)]
pub struct Follow {
    /// The address of its front page
    pub url: String,
    #[arg(long)]
    pub json: bool,
}

#[derive(Args, Debug)]
pub struct List {
    /// Unread articles only
    #[arg(long)]
    pub unread: bool,
    /// Bookmarked articles only
    #[arg(long)]
    pub saved: bool,
    /// Those of one feed only
    #[arg(long, value_name = "ID")]
    pub feed: Option<String>,
    /// At most so many
    #[arg(long, value_name = "N")]
    pub limit: Option<u32>,
    /// A JSON Feed 1.1 document
    #[arg(long)]
    pub json: bool,
}

#[derive(Args, Debug)]
pub struct Search {
    /// Words, "exact words", -without, OR, title: author: feed: tag: lang: is:unread is:saved before: after:
    #[arg(value_name = "QUERY", allow_hyphen_values = true)]
    pub query: String,
    /// At most so many
    #[arg(long, value_name = "N", default_value_t = 50)]
    pub limit: u32,
    /// A JSON Feed 1.1 document, with `score` and `snippet` in `_kazpost`
    #[arg(long)]
    pub json: bool,
}

#[derive(Args, Debug)]
pub struct Related {
    #[arg(value_name = "ID")]
    pub id: String,
    /// At most so many
    #[arg(long, value_name = "N", default_value_t = 5)]
    pub limit: u32,
    /// A JSON Feed 1.1 document, with `why` in `_kazpost`
    #[arg(long)]
    pub json: bool,
}

#[derive(Args, Debug)]
pub struct Stories {
    /// `{"stories": [{"articles": [ID…], "title"}]}`
    #[arg(long)]
    pub json: bool,
}

#[derive(Args, Debug)]
pub struct Topics {
    /// `{"topics": [{"name", "query", "language", "articles", "today", "sources", "before", "archive"}]}`
    #[arg(long)]
    pub json: bool,
}

#[derive(Args, Debug)]
pub struct Show {
    #[arg(value_name = "ID")]
    pub id: String,
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
}

#[derive(ValueEnum, Clone, Copy, Debug)]
pub enum Format {
    /// For a terminal
    Text,
    /// The sanitised body
    Html,
    /// One item of a JSON Feed
    Json,
}

#[derive(Args, Debug)]
#[command(group = clap::ArgGroup::new("change").required(true))]
pub struct Mark {
    #[arg(value_name = "ID", required = true)]
    pub ids: Vec<String>,
    #[arg(long, group = "change")]
    pub read: bool,
    #[arg(long, group = "change")]
    pub unread: bool,
    /// Bookmarked
    #[arg(long, group = "change")]
    pub saved: bool,
    /// Not bookmarked
    #[arg(long, group = "change")]
    pub unsaved: bool,
}

#[derive(Args, Debug)]
pub struct Parse {
    /// Standard input where there is none
    #[arg(conflicts_with = "batch")]
    pub file: Option<PathBuf>,
    /// Where the document came from: the base of its relative addresses
    #[arg(long, value_name = "U", conflicts_with = "batch")]
    pub url: Option<String>,
    /// The Content-Type header it came with
    #[arg(long, value_name = "T", conflicts_with = "batch")]
    pub content_type: Option<String>,
    /// JSON, which it is anyway
    #[arg(long)]
    pub json: bool,
    /// Reads {"file", "url", "content_type"} a line and writes a document or {"error"} a line
    #[arg(long)]
    pub batch: bool,
}

#[derive(Args, Debug)]
pub struct Sanitize {
    /// Standard input where there is none
    #[arg(conflicts_with = "batch")]
    pub file: Option<PathBuf>,
    /// The base of relative addresses
    #[arg(long, value_name = "U", conflicts_with = "batch")]
    pub url: Option<String>,
    /// Reads {"id", "html", "url"} a line and writes {"id", "html"} a line
    #[arg(long)]
    pub batch: bool,
}

/// Which text of a subscription's articles is shown.
#[derive(ValueEnum, Clone, Copy, Debug)]
pub enum Content {
    /// The page's, where the feed gives a teaser
    Auto,
    /// What the feed gives
    Feed,
    /// The page's
    Full,
}

/// When the pictures of a subscription's articles are fetched.
#[derive(ValueEnum, Clone, Copy, Debug)]
pub enum Pictures {
    /// As the settings say
    Usual,
    /// Whenever there is a network
    Always,
    /// In networks whose traffic is not counted
    Unmetered,
    /// Those of bookmarks
    Saved,
    /// When you ask for one
    Never,
}

#[derive(Args, Debug)]
pub struct Edition {
    /// What is kept and what failed, as JSON
    #[arg(long)]
    pub json: bool,
}

#[derive(Args, Debug)]
pub struct Export {
    #[arg(long, value_enum)]
    pub format: BookFormat,
    /// Bookmarked articles only
    #[arg(long)]
    pub saved: bool,
    /// The file, or for Markdown the folder; a file that is there is replaced
    #[arg(long, value_name = "PATH")]
    pub out: PathBuf,
}

/// As what articles are written.
#[derive(ValueEnum, Clone, Copy, Debug)]
pub enum BookFormat {
    /// EPUB 3 with the pictures that are kept
    Epub,
    /// A folder with a file for each article and the pictures that are kept
    Markdown,
    /// One page with the pictures that are kept in it
    Html,
    /// A JSON Feed 1.1 document
    Jsonfeed,
}

#[derive(Args, Debug)]
pub struct Save {
    /// The address of the page
    pub url: String,
    #[arg(long)]
    pub json: bool,
}

#[derive(Args, Debug)]
pub struct Retention {
    /// Articles that came longer ago [default: as the settings say]
    #[arg(long, value_name = "N")]
    pub days: Option<u32>,
    /// The oldest, until the library takes no more [default: as the settings say]
    #[arg(long, value_name = "N")]
    pub megabytes: Option<u32>,
    /// Lets them go; without it they are only named
    #[arg(long)]
    pub apply: bool,
    #[arg(long)]
    pub json: bool,
}

#[derive(Args, Debug)]
pub struct History {
    #[arg(value_name = "ID")]
    pub id: String,
    #[arg(long)]
    pub json: bool,
}

#[derive(Args, Debug)]
pub struct Extract {
    /// Standard input where there is none
    #[arg(conflicts_with = "batch")]
    pub file: Option<PathBuf>,
    /// Where the page came from: the base of relative addresses
    #[arg(long, value_name = "U", conflicts_with = "batch")]
    pub url: Option<String>,
    /// JSON, which it is anyway
    #[arg(long)]
    pub json: bool,
    /// Reads {"id", "url", "html" or "file"} a line and writes {"id", …} or {"id", "error"} a line
    #[arg(long)]
    pub batch: bool,
}

#[derive(Args, Debug)]
pub struct Doctor {
    #[arg(long)]
    pub json: bool,
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_arguments_are_well_formed() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn a_query_may_begin_with_a_hyphen_and_options_stay_options() {
        for words in [["-word", "--limit", "3"], ["--limit", "3", "-word"]] {
            let read = Arguments::try_parse_from([&["kazpost", "search"], &words[..]].concat());
            let Some(Command::Search(search)) = read.expect("understood").command else {
                panic!("another command");
            };
            assert_eq!((search.query.as_str(), search.limit), ("-word", 3));
        }
    }

    #[test]
    fn marking_takes_one_change_and_at_least_one_article() {
        let read = |words: &[&str]| Arguments::try_parse_from([&["kazpost", "mark"], words].concat());
        assert!(read(&["a", "b", "--read"]).is_ok());
        assert!(read(&["a"]).is_err());
        assert!(read(&["--read"]).is_err());
        assert!(read(&["a", "--read", "--saved"]).is_err());
    }
}
