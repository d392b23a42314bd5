use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::Failure;

/// Asks for a sync. One that runs already goes on; the request joins it.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
pub struct SyncRequest {
    /// One feed by key; null: all.
    #[serde(default)]
    pub feed: Option<String>,
}

/// Event `sync`: how far it is. Sent at most ten times a second, and always at the end.
#[derive(Clone, Debug, Serialize, TS)]
pub struct SyncProgress {
    /// True until the last one.
    pub running: bool,
    /// Feeds done.
    pub done: u32,
    /// Feeds in this sync.
    pub total: u32,
    /// New articles so far.
    pub new: u32,
    /// Changed articles so far.
    pub updated: u32,
    /// Feeds that failed so far.
    pub failed: u32,
    /// No feed answered and each failed for want of a network.
    pub offline: bool,
    /// The reader stopped it.
    pub cancelled: bool,
}

/// What a sync did.
#[derive(Clone, Debug, Serialize, TS)]
pub struct SyncReport {
    /// A line for each feed.
    pub feeds: Vec<FeedReport>,
    /// New articles.
    pub new: u32,
    /// Changed articles.
    pub updated: u32,
    /// Feeds with status `error`.
    pub failed: u32,
    /// How long it took.
    pub seconds: f64,
}

/// What the sync of one feed did.
#[derive(Clone, Debug, Serialize, TS)]
pub struct FeedReport {
    /// Its key.
    pub id: String,
    /// Its address.
    pub url: String,
    /// How it went.
    pub status: FeedStatus,
    /// New articles.
    pub new: u32,
    /// Changed articles.
    pub updated: u32,
    /// Why it failed, in words; null where it did not.
    pub error: Option<String>,
    /// The same for the window.
    #[serde(skip)]
    pub failure: Option<Failure>,
}

/// How the sync of one feed went.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum FeedStatus {
    /// Fetched and stored.
    Ok,
    /// Nothing new (304, or the same bytes).
    NotModified,
    /// Left alone: the server said, now or before, when to come back, or it is backed off from.
    Deferred,
    /// 410: it is asked no more.
    Gone,
    /// Failed.
    Error,
}
