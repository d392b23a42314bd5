use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{Failure, Imported, MailAdded};

/// What the reader chose. Kept in the library.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct Settings {
    /// `en`, `ru`, `kk`, or `system`.
    pub language: String,
    /// `light`, `sepia`, `dark`, `black`, `contrast`, `contrast-dark`, or by day and night: `system` (as the
    /// system says) and `sunset` (as the hour says).
    pub theme: String,
    /// The paper by day, where `theme` follows the system or the hour.
    pub day_theme: String,
    /// The paper by night.
    pub night_theme: String,
    /// Where the sun is asked for: a city's name in lower case. Empty: `night_from` and `night_to` say.
    pub night_place: String,
    /// `HH:MM`, by the reader's clock.
    pub night_from: String,
    /// `HH:MM`.
    pub night_to: String,
    /// How the articles list looks.
    pub layout: Layout,
    /// Minutes between syncs; 0: on demand only.
    pub sync_minutes: u32,
    /// Sync when the app starts.
    pub sync_at_start: bool,
    /// Body size in px, 15 to 28.
    pub text_size: u32,
    /// The face of articles: `serif` (Source Serif), `literata` or `golos`.
    pub text_font: String,
    /// Height of a line in percent of the size, 120 to 200.
    pub text_line: u32,
    /// Characters on a line, 45 to 90.
    pub text_width: u32,
    /// Sets articles to both margins.
    pub justify: bool,
    /// Feeds whose articles are set their own way, by key.
    pub text_by_feed: BTreeMap<String, TextStyle>,
    /// Shows a menu bar in the window (macOS always has one).
    pub menu_bar: bool,
    /// Shows the rail of latest headlines on the front page.
    pub headlines: bool,
    /// Shows the box to sign up for the newsletter under articles and on the front page.
    pub newsletter: bool,
    /// Shows pictures; where not, none is fetched either.
    pub pictures: bool,
    /// When they are fetched: after a sync, and what is missing when an article is opened.
    pub fetch_pictures: FetchPictures,
    /// No picture is fetched after a sync when all together take this much, in megabytes; 0: no bound.
    pub picture_megabytes: u32,
    /// Articles go when they came longer ago, in days; 0: never. What the reader bookmarked, tagged or wrote on stays.
    pub keep_days: u32,
    /// The oldest articles go when the library takes more, in megabytes; 0: never.
    pub keep_megabytes: u32,
    /// `HH:MM` by the reader's clock, when an edition is prepared every day; empty: on demand only.
    pub edition_at: String,
    /// Shows the number of unread articles in the window's title and on the icon in dock, launcher or task bar.
    pub badge: bool,
    /// Shows an icon in the tray.
    pub tray: bool,
    /// Closing the window leaves the app in the tray.
    pub stay_in_tray: bool,
    /// What the reader is notified of.
    pub notifications: crate::Notifications,
    /// A story that several sources tell is shown once, the others under the first.
    pub fold_stories: bool,
    /// Asks once a day whether there is a new version of the app, where the publication names a place for them.
    pub ask_for_updates: bool,
    /// The choices of the first start were made, or put aside.
    pub welcomed: bool,
    /// Keys that the reader gave to commands, by the command's name: each as the window writes it (`Shift+a`,
    /// `g h`). A command that is not here has its usual keys, one with an empty list has none.
    pub keys: std::collections::BTreeMap<String, Vec<String>>,
}

/// When pictures are fetched.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum FetchPictures {
    /// Whenever there is a network.
    Always,
    /// In a network whose traffic is not counted; one that the system does not tell of is taken for such.
    Unmetered,
    /// Those of bookmarks.
    Saved,
    /// When the reader asks for one.
    Never,
}

/// How the articles list looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Layout {
    /// List and article side by side.
    Panes,
    /// One line an article.
    Ledger,
}

impl Default for Settings {
    fn default() -> Settings {
        Settings {
            language: "system".into(),
            theme: "system".into(),
            layout: Layout::Panes,
            sync_minutes: 30,
            sync_at_start: true,
            day_theme: "light".into(),
            night_theme: "dark".into(),
            night_place: String::new(),
            night_from: "20:00".into(),
            night_to: "07:00".into(),
            text_size: 19,
            text_font: "serif".into(),
            text_line: 158,
            text_width: 68,
            justify: false,
            text_by_feed: BTreeMap::new(),
            menu_bar: false,
            headlines: true,
            newsletter: true,
            pictures: true,
            fetch_pictures: FetchPictures::Unmetered,
            picture_megabytes: 2_000,
            keep_days: 0,
            keep_megabytes: 0,
            edition_at: String::new(),
            badge: false,
            tray: false,
            stay_in_tray: false,
            notifications: crate::Notifications::default(),
            fold_stories: true,
            ask_for_updates: true,
            welcomed: false,
            keys: std::collections::BTreeMap::new(),
        }
    }
}

/// How the articles of one feed are set.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TextStyle {
    /// As [`Settings::text_font`].
    pub font: String,
    /// As [`Settings::text_size`].
    pub size: u32,
    /// As [`Settings::text_line`].
    pub line: u32,
    /// As [`Settings::text_width`].
    pub width: u32,
    /// As [`Settings::justify`].
    pub justify: bool,
}

/// Where the reader was; restored at the next start.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct Session {
    /// `front`, `list` or `settings`.
    pub view: String,
    /// Which list.
    pub scope: Option<crate::Scope>,
    /// The article that is open, by key.
    pub article: Option<String>,
    /// Unread ones only.
    pub unread_only: bool,
    /// Folders of the sidebar that are closed.
    pub closed_folders: Vec<String>,
}

/// The window's menu bar, in the words of the interface and with the reader's own keys.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct MenuBar {
    /// Whether there is one; macOS shows it in any case.
    pub shown: bool,
    /// From left to right.
    pub menus: Vec<Menu>,
}

/// A menu of the bar.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct Menu {
    /// Its title.
    pub title: String,
    /// From top to bottom.
    pub entries: Vec<MenuEntry>,
}

/// A line of a menu.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct MenuEntry {
    /// What the event `command` says when it is chosen. `quit` and `role:copy` (`cut`, `paste`, `select_all`,
    /// `minimise`) are the system's; empty: a line between two.
    pub command: String,
    /// Its words.
    pub text: String,
    /// `CmdOrCtrl+K`, or empty.
    pub keys: String,
}

/// Facts for the About page.
#[derive(Clone, Debug, Serialize, TS)]
pub struct About {
    /// The app's version.
    pub version: String,
    /// SQLite's version.
    pub sqlite: String,
    /// Where everything lies.
    pub data_dir: String,
    /// It lies beside the program, which can be carried about.
    pub portable: bool,
    /// Where the log lies.
    pub logs: String,
    /// Where reports of faults lie.
    pub faults: String,
}

/// What `kazpost doctor` prints.
#[derive(Clone, Debug, Serialize, TS)]
pub struct Doctor {
    /// The app's version.
    pub version: String,
    /// SQLite's version.
    pub sqlite: String,
    /// Where everything lies.
    pub data_dir: String,
    /// The database file.
    pub database: String,
    /// Number of the last migration.
    pub schema: u32,
    /// `ok`, or what `PRAGMA integrity_check` and the foreign keys say.
    pub integrity: String,
    /// Subscriptions.
    pub feeds: u32,
    /// Articles.
    pub articles: u32,
    /// Unread ones.
    pub unread: u32,
    /// Bookmarked ones.
    pub saved: u32,
    /// It lies beside the program, which can be carried about.
    pub portable: bool,
    /// Where the log lies.
    pub logs: String,
    /// Where reports of faults lie.
    pub faults: String,
}

/// Event `open`: another start, a link or a dropped file asks the window for something.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum OpenRequest {
    /// Subscribe to this address (after asking).
    Feed {
        /// As given.
        address: String,
    },
    /// Show this article.
    Article {
        /// Its key.
        id: String,
    },
    /// Show today's paper.
    Front,
    /// Show what is unread, the newest first.
    Unread,
    /// A link says that a newsletter is confirmed.
    Confirmed {
        /// The newsletter; null where the link has the token of none, so that nothing was changed.
        list: Option<String>,
    },
    /// A mail was handed over and read.
    Mail {
        /// What it brought.
        added: MailAdded,
    },
    /// A list of sources was handed over and taken in.
    Imported {
        /// What came of it.
        imported: Imported,
    },
    /// What was handed over cannot be taken.
    Refused {
        /// Why.
        failure: Failure,
    },
}
