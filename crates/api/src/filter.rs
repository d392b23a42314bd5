use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::Row;

/// What a condition looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ConditionField {
    /// Words of the title, the first lines and the whole text; several, apart by commas: one of them.
    Keyword,
    /// The author's name.
    Author,
    /// The feed, by its key.
    Feed,
    /// One of the article's own tags, whole.
    Tag,
    /// A regular expression on the title, the first lines or the whole text.
    Pattern,
}

/// One condition of a filter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Condition {
    /// What it looks at.
    pub field: ConditionField,
    /// What has to be there. Text.
    pub value: String,
}

/// What a filter does to what it catches.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Effect {
    /// Hides it.
    Mute,
    /// Marks it read.
    Read,
    /// Bookmarks it.
    Save,
    /// Makes it stand out.
    Important,
}

/// A filter: what mutes or marks articles as they arrive.
#[derive(Clone, Debug, Serialize, TS)]
pub struct Filter {
    /// Names it.
    pub id: String,
    /// Text; may be empty.
    pub name: String,
    /// All of them have to hold.
    pub conditions: Vec<Condition>,
    /// What it does.
    pub effect: Effect,
    /// Until when, seconds since 1970 in UTC; null for good.
    #[ts(type = "number | null")]
    pub expires: Option<i64>,
    /// In force; false where its time is over.
    pub active: bool,
    /// How many articles it caught.
    pub caught: u32,
}

/// A filter to be tried or kept.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct FilterDraft {
    /// Which; null makes a new one.
    pub id: Option<String>,
    /// Text; may be empty.
    pub name: String,
    /// All of them have to hold.
    pub conditions: Vec<Condition>,
    /// What it does.
    pub effect: Effect,
    /// Until when, seconds since 1970 in UTC; null for good.
    #[ts(type = "number | null")]
    pub expires: Option<i64>,
    /// Marks what is there already as well. What is muted or important is so in any case.
    pub apply: bool,
}

/// What a filter would catch.
#[derive(Clone, Debug, Serialize, TS)]
pub struct FilterPreview {
    /// How many articles.
    pub total: u32,
    /// The newest of them.
    pub rows: Vec<Row>,
}

/// A filter that is kept.
#[derive(Clone, Debug, Serialize, TS)]
pub struct FilterSaved {
    /// Names it.
    pub id: String,
    /// How many articles it caught among those that are there.
    pub caught: u32,
    /// Names what it marked, for `undo`; null where it marked nothing.
    #[ts(type = "number | null")]
    pub action: Option<i64>,
}

/// A filter that caught an article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct CaughtBy {
    /// The filter.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What it does.
    pub effect: Effect,
}
