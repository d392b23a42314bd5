use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A query that the reader keeps among the sources.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct SavedSearch {
    /// Its key.
    pub id: String,
    /// What the reader calls it.
    pub name: String,
    /// As typed.
    pub query: String,
    /// How many unread articles it finds.
    pub unread: u32,
}

/// Keeps a query, or changes one that is kept.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct SaveSearchRequest {
    /// Which; null makes a new one.
    pub id: Option<String>,
    /// Text; empty: the query is its name.
    pub name: String,
    /// As typed.
    pub query: String,
}
