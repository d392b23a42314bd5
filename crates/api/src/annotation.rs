use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{CaughtBy, Row, Target};

/// A highlight, or a note on a whole article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Annotation {
    /// Names it.
    pub id: String,
    /// The article's key.
    pub article: String,
    /// Text that was highlighted; empty for a note on the whole article.
    pub quote: String,
    /// Text before it (W3C Web Annotation, TextQuoteSelector).
    pub prefix: String,
    /// Text after it.
    pub suffix: String,
    /// What colour.
    pub colour: Colour,
    /// Text; may be empty.
    pub note: String,
    /// When it was made, seconds since 1970 in UTC.
    #[ts(type = "number")]
    pub made: i64,
    /// The article changed, and the quote is no longer in it.
    pub orphaned: bool,
}

/// The inks of the reader.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Colour {
    /// As bookmarks are.
    #[default]
    Ochre,
    /// Green.
    Leaf,
    /// Blue.
    Lake,
    /// Red.
    Rose,
}

/// Makes a highlight or changes one.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct AnnotateRequest {
    /// Which; null makes a new one.
    pub id: Option<String>,
    /// The article's key.
    pub article: String,
    /// As in [`Annotation`].
    pub quote: String,
    /// As in [`Annotation`].
    pub prefix: String,
    /// As in [`Annotation`].
    pub suffix: String,
    /// What colour.
    pub colour: Colour,
    /// Text; may be empty.
    pub note: String,
}

/// A highlight that is durable.
#[derive(Clone, Debug, Serialize, TS)]
pub struct Annotated {
    /// Names the change for `undo`; null where nothing changed.
    #[ts(type = "number | null")]
    pub action: Option<i64>,
    /// As it is now.
    pub annotation: Annotation,
}

/// What the reader put on an article.
#[derive(Clone, Debug, Serialize, TS)]
pub struct OwnMarks {
    /// Highlights and notes in the order in which they were made.
    pub annotations: Vec<Annotation>,
    /// Names of its collections.
    pub collections: Vec<String>,
    /// The reader's own tags.
    pub tags: Vec<String>,
    /// The filters that caught it.
    pub caught: Vec<CaughtBy>,
}

/// A name that the reader gave.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Label {
    /// Text.
    pub name: String,
    /// How many articles have it.
    pub count: u32,
}

/// What a name is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum LabelKind {
    /// A collection of bookmarks.
    Collection,
    /// A tag.
    Tag,
}

/// Puts a name on articles or takes it off.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct LabelRequest {
    /// Which articles.
    pub target: Target,
    /// What for.
    pub kind: LabelKind,
    /// Text.
    pub name: String,
    /// Put on, or taken off.
    pub on: bool,
}

/// Gives all that have a name another, or takes it off all.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct RenameLabelRequest {
    /// What for.
    pub kind: LabelKind,
    /// The name now.
    pub from: String,
    /// The new name; null takes it off.
    pub to: Option<String>,
}

/// Asks for a page of the bookmarks.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct BookmarksRequest {
    /// Which of them.
    pub part: BookmarksPart,
    /// The first wanted.
    pub offset: u32,
    /// At most 100.
    pub limit: u32,
}

/// Which bookmarks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", content = "name", rename_all = "snake_case")]
pub enum BookmarksPart {
    /// All.
    All,
    /// Those of a collection.
    Collection(String),
    /// Those of none.
    Loose,
}

/// The bookmarks with what the reader wrote on them.
#[derive(Clone, Debug, Serialize, TS)]
pub struct Bookmarks {
    /// All bookmarks.
    pub all: u32,
    /// Those of no collection.
    pub loose: u32,
    /// The collections by name.
    pub collections: Vec<Label>,
    /// How many there are in the part that was asked for.
    pub total: u32,
    /// Newest articles first.
    pub entries: Vec<Bookmark>,
}

/// One bookmark.
#[derive(Clone, Debug, Serialize, TS)]
pub struct Bookmark {
    /// The article.
    pub row: Row,
    /// Highlights and notes on it.
    pub annotations: Vec<Annotation>,
    /// Its collections.
    pub collections: Vec<String>,
}

/// A highlight with its article.
#[derive(Clone, Debug, Serialize, TS)]
pub struct Passage {
    /// The article.
    pub row: Row,
    /// The highlight or note.
    pub annotation: Annotation,
}

/// The highlights page.
#[derive(Clone, Debug, Serialize, TS)]
pub struct Highlights {
    /// Some that the reader has not met for the longest time.
    pub review: Vec<Passage>,
    /// All, the newest first.
    pub all: Vec<Passage>,
}
