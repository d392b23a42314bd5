use kazpost_sanitise::SafeHtml;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Which articles a list shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", content = "id", rename_all = "snake_case")]
pub enum Scope {
    /// Everything.
    All,
    /// What has not been read.
    Unread,
    /// What the reader bookmarked.
    Saved,
    /// One feed, by its key.
    Feed(String),
    /// One folder, by its name.
    Folder(String),
    /// What the reader put a tag on.
    Tag(String),
    /// A collection of bookmarks.
    Collection(String),
    /// What filters mute.
    Hidden,
    /// What a filter caught, by its id.
    Caught(String),
}

/// Asks for a list.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ListRequest {
    /// Which articles.
    pub scope: Scope,
    /// Within the scope, unread ones only.
    #[serde(default)]
    pub unread_only: bool,
    /// Only articles whose title, standfirst, author or source contains these letters. Empty: all.
    #[serde(default)]
    pub filter: String,
    /// Minutes east of UTC, for where one day ends and the next begins.
    #[serde(default)]
    pub utc_offset_minutes: i32,
    /// How many of its first rows come with it, at most 500: what a window shows at once need not be asked for.
    #[serde(default)]
    pub first: u32,
    /// The article that the reader is at or was at last, by key: the answer says where it stands.
    #[serde(default)]
    pub at: Option<String>,
}

/// A list as it stood when it was asked for. Its order and members stay until it is opened again, so that
/// nothing jumps under the reader's hand; the state of its rows is always fresh.
#[derive(Clone, Debug, Serialize, TS)]
pub struct OpenedList {
    /// Names the list in later requests.
    pub list: u32,
    /// How many rows.
    pub total: u32,
    /// Where each day begins: index of its first row and the day as `YYYY-MM-DD`, newest first.
    pub days: Vec<DayStart>,
    /// Where the article that was asked for last stands, if it is in the list.
    pub selected: Option<u32>,
    /// The first rows, as many as were asked for.
    pub rows: Vec<Row>,
}

/// The first row of a day.
#[derive(Clone, Debug, Serialize, TS)]
pub struct DayStart {
    /// Index into the list.
    pub index: u32,
    /// `YYYY-MM-DD` in the reader's time zone.
    pub day: String,
}

/// Asks for articles by the words of their titles, for the palette.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct TitlesRequest {
    /// Each word begins a word of the title; Cyrillic and Latin find each other.
    pub text: String,
    /// At most this many, and at most 50.
    pub limit: u32,
}

/// Asks for rows of an opened list.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct RowsRequest {
    /// From [`OpenedList`].
    pub list: u32,
    /// Index of the first row wanted.
    pub offset: u32,
    /// At most 500.
    pub limit: u32,
}

/// One row of a list.
#[derive(Clone, Debug, Serialize, TS)]
pub struct Row {
    /// The article's key.
    pub id: String,
    /// The feed's key.
    pub feed: String,
    /// Text.
    pub source: String,
    /// Text; may be empty, then the standfirst stands for it.
    pub title: String,
    /// Text: the teaser, cut to a few lines.
    pub standfirst: String,
    /// Text; may be empty.
    pub author: String,
    /// BCP 47 of the article.
    pub language: String,
    /// Seconds since 1970 in UTC: published, else first seen.
    #[ts(type = "number")]
    pub time: i64,
    /// Minutes that reading takes, at least 1.
    pub minutes: u32,
    /// An address in the app's own picture scheme, or null.
    pub picture: Option<String>,
    /// First of the item's tags or the feed's folder: the section it belongs to. May be empty.
    pub section: String,
    /// Read.
    pub read: bool,
    /// Bookmarked.
    pub saved: bool,
    /// A filter makes it stand out.
    pub important: bool,
    /// Its words changed since the reader read them.
    pub changed: bool,
    /// Others of this list that tell the same story, in the order in which they told it.
    pub also: Vec<Told>,
    /// It stands under the first to tell its story.
    pub under: bool,
}

/// Another article that tells the same story.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Told {
    /// The article's key.
    pub id: String,
    /// Text.
    pub source: String,
    /// Text; may be empty.
    pub title: String,
    /// BCP 47 of the article.
    pub language: String,
    /// As in [`Row`].
    #[ts(type = "number")]
    pub time: i64,
}

/// Asks for a list with a story of it unfolded, or folded again.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct UnfoldRequest {
    /// From [`OpenedList`].
    pub list: u32,
    /// Index of the row that others stand under, or of one of these.
    pub index: u32,
}

/// A list with a story unfolded or folded: another list, all else as it was in the one that it came from.
#[derive(Clone, Debug, Serialize, TS)]
pub struct Unfolded {
    /// Names the list in later requests.
    pub list: u32,
    /// How many rows.
    pub total: u32,
    /// As in [`OpenedList`].
    pub days: Vec<DayStart>,
    /// Index of the row that the others stand under.
    pub index: u32,
    /// How many stand under it.
    pub under: u32,
    /// Whether these are rows now.
    pub open: bool,
}

/// How much of an article can be read without a network.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Offline {
    /// All of it, with its pictures.
    Complete,
    /// Its text; pictures are missing.
    Text,
    /// How it begins.
    Teaser,
}

/// An article to read.
#[derive(Clone, Debug, Serialize, TS)]
pub struct Article {
    /// How much of it is kept.
    pub offline: Offline,
    /// Why its page could not be had, in English; null where it was not asked for or is there.
    pub page_failure: Option<String>,
    /// What its row in a list says.
    pub row: Row,
    /// `ltr` or `rtl`.
    pub direction: String,
    /// Text: all authors.
    pub byline: String,
    /// Text: the standfirst where it is not merely the body's beginning, else empty.
    pub lead: String,
    /// The body, sanitised for the window.
    #[ts(type = "SafeHtml")]
    pub body: SafeHtml,
    /// The author's footnote ("* … is the director of …") taken off the body's end, sanitised; null if none.
    #[ts(type = "SafeHtml | null")]
    pub footnote: Option<SafeHtml>,
    /// Where it was published, http(s); null where the feed gave none.
    pub url: Option<String>,
    /// The site of its source; null where the feed gave none.
    pub site_url: Option<String>,
    /// Audio and other files that belong to it.
    pub enclosures: Vec<Attachment>,
    /// Changed at its source after it was first stored.
    pub updated: bool,
    /// How far the reader got last time, 0 to 1.
    pub position: f64,
    /// Text.
    pub tags: Vec<String>,
}

/// A file that belongs to an article.
#[derive(Clone, Debug, Serialize, TS)]
pub struct Attachment {
    /// http(s).
    pub url: String,
    /// Media type; may be empty.
    pub mime_type: String,
    /// Text; may be empty.
    pub title: String,
    /// In bytes.
    #[ts(type = "number | null")]
    pub size: Option<u64>,
    /// In seconds.
    pub duration: Option<f64>,
}

/// What the reader does to articles.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Change {
    /// Has read it.
    Read,
    /// Wants it unread.
    Unread,
    /// Bookmarks it.
    Saved,
    /// Takes the bookmark away.
    Unsaved,
}

/// Which articles a change is for.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Target {
    /// These, by key.
    Articles {
        /// Keys.
        ids: Vec<String>,
    },
    /// A run of an opened list: from `from` up to, not including, `to`.
    Rows {
        /// From [`OpenedList`].
        list: u32,
        /// First index.
        from: u32,
        /// One past the last.
        to: u32,
    },
    /// Everything in a scope, now.
    Scope {
        /// Which.
        scope: Scope,
    },
}

/// Asks for a change.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct MarkRequest {
    /// Which articles.
    pub target: Target,
    /// What to do.
    pub change: Change,
}

/// A change that is durable.
#[derive(Clone, Debug, Serialize, TS)]
pub struct Marked {
    /// Names the change for `undo`; null where nothing changed.
    #[ts(type = "number | null")]
    pub action: Option<i64>,
    /// How many articles it changed.
    pub changed: u32,
}

/// The front page, laid out by stated rules from what is new (see `core::edition`).
#[derive(Clone, Debug, Serialize, TS)]
pub struct FrontPage {
    /// The first story, null where the library is empty.
    pub lead: Option<Row>,
    /// Up to six stories under it.
    pub features: Vec<Row>,
    /// Named desks with up to four stories each.
    pub desks: Vec<Desk>,
    /// Short items for "In brief".
    pub briefs: Vec<Row>,
    /// The latest headlines of all sources, up to fifty.
    pub headlines: Vec<Row>,
    /// Articles on this page.
    pub total: u32,
    /// Of these unread.
    pub unread: u32,
}

/// A desk of the front page.
#[derive(Clone, Debug, Serialize, TS)]
pub struct Desk {
    /// Text: a section or a source.
    pub name: String,
    /// How many new articles it has in all.
    pub total: u32,
    /// The first few.
    pub rows: Vec<Row>,
}

/// Where the reader is in an article.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct PositionRequest {
    /// The article's key.
    pub id: String,
    /// 0 at the top, 1 at the end.
    pub position: f64,
}
