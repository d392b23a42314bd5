use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// How far something is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Count {
    /// Had.
    pub done: u32,
    /// Of these.
    pub total: u32,
}

/// What could not be had.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Missing {
    /// The page or the picture.
    pub url: String,
    /// One line of English.
    pub why: String,
}

/// What an edition holds, looked up in the library after the work.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
pub struct EditionReport {
    /// Articles whose whole text is kept.
    pub articles: Count,
    /// Pictures that are kept.
    pub pictures: Count,
    /// What is missing, and why.
    pub failed: Vec<Missing>,
    /// How long it took.
    pub seconds: f64,
}

/// What preparing an edition is doing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum EditionStep {
    /// Nothing.
    #[default]
    Idle,
    /// Asking the sources.
    Sync,
    /// Fetching whole articles.
    Texts,
    /// Fetching pictures.
    Pictures,
    /// Looking what is kept.
    Check,
}

/// How far preparing an edition is.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
pub struct EditionProgress {
    /// What is being done.
    pub step: EditionStep,
    /// How far that is.
    pub count: Count,
    /// The reader stopped it.
    pub cancelled: bool,
    /// What came of it; null before the end.
    pub report: Option<EditionReport>,
}

/// A text of an article.
#[derive(Clone, Debug, Serialize, TS)]
pub struct ArticleVersion {
    /// Since when it was seen, RFC 3339.
    pub seen_at: String,
    /// Text.
    pub title: String,
    /// The body as text.
    pub content_text: String,
}

/// The texts of an article.
#[derive(Clone, Debug, Serialize, TS)]
pub struct History {
    /// Oldest first; the last is the present one.
    pub versions: Vec<ArticleVersion>,
}

/// Names a picture of an article.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct PictureRequest {
    /// The article's key.
    pub article: String,
    /// The picture's key.
    pub picture: String,
}

/// What the disk and the network are like, for the settings.
#[derive(Clone, Copy, Debug, Serialize, TS)]
pub struct Holdings {
    /// Bytes that pictures take.
    #[ts(type = "number")]
    pub picture_bytes: u64,
    /// Bytes that the library takes, its pictures among them.
    #[ts(type = "number")]
    pub library_bytes: u64,
    /// Whether the system counts this network's traffic; null where it does not say.
    pub metered: Option<bool>,
}

/// What happened to words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Wording {
    /// Nothing.
    Same,
    /// They are new.
    Added,
    /// They are gone.
    Removed,
}

/// Some words of a text that changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Words {
    /// What happened to them.
    pub kind: Wording,
    /// Text.
    pub text: String,
}

/// How an article changed since the reader read it.
#[derive(Clone, Debug, Serialize, TS)]
pub struct Redline {
    /// When the present text came, seconds since 1970 in UTC.
    #[ts(type = "number")]
    pub seen_at: i64,
    /// The headline.
    pub title: Vec<Words>,
    /// The text by paragraphs.
    pub paragraphs: Vec<Vec<Words>>,
}

/// Which articles are let go of. 0 in both: none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RetentionRule {
    /// Those that came longer ago; 0: age does not count.
    pub days: u32,
    /// The oldest, until the library takes no more, in megabytes; 0: its size does not count.
    pub megabytes: u32,
}

/// What a rule would let go.
#[derive(Clone, Debug, Serialize, TS)]
pub struct RetentionPreview {
    /// How many articles.
    pub articles: u32,
    /// What they take, about.
    #[ts(type = "number")]
    pub bytes: u64,
    /// When the newest of them came, seconds since 1970 in UTC.
    #[ts(type = "number | null")]
    pub newest: Option<i64>,
    /// The newest of them.
    pub rows: Vec<crate::Row>,
}

/// As what articles are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum BookFormat {
    /// EPUB 3.
    Epub,
    /// A folder, a file for each article.
    Markdown,
    /// One page.
    Html,
    /// JSON Feed 1.1.
    Jsonfeed,
}

/// Asks for articles to take along.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, TS)]
pub struct BookRequest {
    /// As what.
    pub format: BookFormat,
    /// Bookmarks alone; else what is unread or bookmarked.
    pub saved: bool,
}

/// Articles that were written.
#[derive(Clone, Debug, Serialize, TS)]
pub struct BookWritten {
    /// The file or folder.
    pub path: String,
    /// How many.
    pub articles: u32,
}

/// Event `network`: what the system says of it, when that changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
pub struct NetworkState {
    /// There is one; null where the system does not say.
    pub connected: Option<bool>,
}
