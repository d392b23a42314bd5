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
