use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::Row;

/// Asks for articles by their words. A newer one ends the one before.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct SearchRequest {
    /// As typed.
    pub query: String,
    /// How far whoever asks has come.
    #[serde(default)]
    pub stage: SearchStage,
    /// At most so many articles.
    pub limit: u32,
    /// Minutes east of UTC, for where a day begins.
    #[serde(default)]
    pub utc_offset_minutes: i32,
}

/// How far whoever searches has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum SearchStage {
    /// A key was pressed, and the next may come: the last word may go on, and the answer must be there before it.
    Key,
    /// No key came for a while: the last word may go on, and all are looked at.
    Pause,
    /// This is the query.
    #[default]
    Done,
}

/// What a search found. Never an error of the query: what was not understood is searched for as words, and `parts` says
/// so.
#[derive(Clone, Debug, Default, Serialize, TS)]
pub struct SearchAnswer {
    /// Ended for a newer one; the rest is empty.
    pub ended: bool,
    /// The query piece by piece; together they are what was typed.
    pub parts: Vec<QueryPart>,
    /// The best first.
    pub results: Vec<SearchResult>,
    /// How many there are.
    pub total: u32,
    /// There are more than `total`, which was not counted out.
    pub more: bool,
    /// Time was up before the next key: there may be older ones that no one looked at.
    pub unfinished: bool,
    /// In which forms the words were found.
    pub forms: Vec<String>,
    /// Where nothing was found and nobody types: a query that finds something.
    pub suggestion: Option<String>,
    /// What would narrow the search, counted.
    pub facets: Vec<Facet>,
    /// Articles that are not in the index yet.
    pub unindexed: u32,
}

/// A piece of a query.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct QueryPart {
    /// As typed, spaces included.
    pub text: String,
    /// Understood as an operator.
    pub operator: bool,
    /// Why it does not do what it looks like; null where it does.
    pub problem: Option<QueryProblem>,
}

/// What is amiss with a piece of a query.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum QueryProblem {
    /// No such operator: searched for as words.
    UnknownOperator,
    /// No date as 2026, 2026-10 or 2026-10-31: left out.
    BadDate,
    /// Neither unread, read nor saved: left out.
    BadState,
    /// No source has that in its name.
    NoSuchFeed,
    /// Nothing stands after the colon: left out.
    Empty,
    /// The quote does not end: it ends with the query.
    OpenQuote,
    /// OR has nothing to choose from: left out.
    LoneOr,
}

/// An article that was found.
#[derive(Clone, Debug, Serialize, TS)]
pub struct SearchResult {
    /// As in lists.
    pub row: Row,
    /// The title in pieces.
    pub title: Vec<Piece>,
    /// Where the words stand, in pieces.
    pub snippet: Vec<Piece>,
    /// How well it fits; higher is better, and comparable within one search only.
    pub score: f64,
}

/// An article about the same thing as another.
#[derive(Clone, Debug, Serialize, TS)]
pub struct RelatedArticle {
    /// As in lists.
    pub row: Row,
    /// The words that both have and few others, the weightiest first, as they stand in the other one.
    pub why: Vec<String>,
}

/// Articles of several sources that tell one story.
#[derive(Clone, Debug, Serialize)]
pub struct Story {
    /// Their keys, the first to tell it first.
    pub articles: Vec<String>,
    /// Text: the title of the first.
    pub title: String,
}

/// Somebody or something that today's articles speak of more than is usual.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Topic {
    /// Text: the name.
    pub name: String,
    /// What to search for.
    pub query: String,
    /// BCP 47 of most articles that name it.
    pub language: String,
    /// So many of today's articles speak of it; a story that several sources tell counts once.
    pub articles: u32,
    /// Today's articles.
    pub today: u32,
    /// In so many sources.
    pub sources: u32,
    /// So many older ones speak of it.
    pub before: u32,
    /// Older ones.
    pub archive: u32,
}

/// A piece of text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Piece {
    /// Text.
    pub text: String,
    /// A word that was searched for.
    pub hit: bool,
}

/// By what a search can be narrowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum FacetKind {
    /// `lang:`
    Language,
    /// `after:`
    When,
    /// `feed:`
    Feed,
    /// `is:`
    State,
}

/// One way to narrow a search.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Facet {
    /// Which.
    pub kind: FacetKind,
    /// What it is called where it has a name of its own (a source), else what it stands for: a language, `week`, `month`,
    /// `year`, `unread`, `saved`.
    pub name: String,
    /// The operator that does it, e.g. `lang:kk`.
    pub operator: String,
    /// How many articles it would leave.
    pub count: u32,
    /// It stands in the query already.
    pub active: bool,
}
