use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{Failure, FetchPictures};

/// The sources with their counts.
#[derive(Clone, Debug, Serialize, TS)]
pub struct Sources {
    /// Rows of the list of all: articles, or where each story is shown once, what is told.
    pub all: u32,
    /// Of these the unread.
    pub unread: u32,
    /// Folders whose lists are shorter than their sources have articles, for a story is shown once.
    pub folded: Vec<FoldedFolder>,
    /// Bookmarked ones.
    pub saved: u32,
    /// Articles that filters hide.
    pub hidden: u32,
    /// Highlights and notes.
    pub highlights: u32,
    /// The reader's own tags by name.
    pub tags: Vec<crate::Label>,
    /// Folders in the reader's order; one may be empty.
    pub folders: Vec<String>,
    /// Subscriptions, in the reader's order: those outside folders first, then folder by folder.
    pub feeds: Vec<Feed>,
    /// When a sync last ended, seconds since 1970 in UTC.
    #[ts(type = "number | null")]
    pub synced_at: Option<i64>,
}

/// What of [`Sources`] changes when articles are marked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Counts {
    /// As in [`Sources`].
    pub all: u32,
    /// As in [`Sources`].
    pub unread: u32,
    /// As in [`Sources`].
    pub folded: Vec<FoldedFolder>,
    /// Bookmarked ones.
    pub saved: u32,
    /// How many unread articles each subscription has that has some.
    pub feeds: Vec<FeedUnread>,
}

/// How many unread articles a subscription has.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct FeedUnread {
    /// Its key.
    pub id: String,
    /// Not 0.
    pub unread: u32,
}

/// By how much the lists of a folder are shorter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct FoldedFolder {
    /// The folder.
    pub name: String,
    /// The list of all in it.
    pub all: u32,
    /// The list of the unread in it.
    pub unread: u32,
}

/// A subscription.
#[derive(Clone, Debug, Serialize, TS)]
pub struct Feed {
    /// Its key.
    pub id: String,
    /// Where it is fetched from now (after permanent redirects).
    pub url: String,
    /// Text.
    pub title: String,
    /// The site it belongs to.
    pub site_url: Option<String>,
    /// Text; null outside any folder.
    pub folder: Option<String>,
    /// Which text of its articles is shown.
    pub content: FeedContent,
    /// It has no feed: `url` is a front page, and its articles are read from their pages.
    pub site: bool,
    /// When their pictures are fetched; null: as the settings say.
    pub pictures: Option<FetchPictures>,
    /// Unread articles.
    pub unread: u32,
    /// All its articles.
    pub total: u32,
    /// Why the last sync of it failed; null where it did not.
    pub error: Option<Failure>,
    /// Since when it fails, seconds since 1970 in UTC.
    #[ts(type = "number | null")]
    pub failing_since: Option<i64>,
    /// When it is tried again at the earliest, seconds since 1970 in UTC.
    #[ts(type = "number | null")]
    pub next_try: Option<i64>,
    /// When it last answered, seconds since 1970 in UTC.
    #[ts(type = "number | null")]
    pub synced_at: Option<i64>,
}

/// Puts folders and sources in order, all at once. Folders are made, renamed and removed by it as well.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Arrangement {
    /// Names of folders in their order.
    pub folders: Vec<String>,
    /// Sources in their order.
    pub feeds: Vec<ArrangedFeed>,
}

/// Where a source belongs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ArrangedFeed {
    /// Its key.
    pub id: String,
    /// Its folder; null for none.
    pub folder: Option<String>,
}

/// A feed just subscribed to.
#[derive(Clone, Debug, Serialize, TS)]
pub struct AddedFeed {
    /// Its key.
    pub id: String,
    /// Where it is fetched from.
    pub url: String,
    /// Text.
    pub title: String,
    /// How many articles it brought.
    pub items: u32,
    /// It was there before.
    pub already: bool,
}

/// Asks to subscribe.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct AddFeedRequest {
    /// The address of a feed or of a site, as people type it (`https://` may be missing).
    pub address: String,
    /// Text; null for none.
    #[serde(default)]
    pub folder: Option<String>,
}

/// Changes what the reader may change of a subscription. A field left out stays as it is.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct EditFeedRequest {
    /// Its key.
    pub id: String,
    /// The reader's own name for it; empty: the feed's own again.
    #[serde(default)]
    #[ts(optional)]
    pub title: Option<String>,
    /// A folder; empty: none.
    #[serde(default)]
    #[ts(optional)]
    pub folder: Option<String>,
    /// A new address, fetched from the next sync on.
    #[serde(default)]
    #[ts(optional)]
    pub address: Option<String>,
    /// Which text of its articles is shown.
    #[serde(default)]
    #[ts(optional)]
    pub content: Option<FeedContent>,
    /// When the pictures of its articles are fetched.
    #[serde(default)]
    #[ts(optional)]
    pub pictures: Option<FeedPictures>,
}

/// When the pictures of a feed's articles are fetched.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum FeedPictures {
    /// As the settings say.
    Usual,
    /// As [`FetchPictures::Always`].
    Always,
    /// As [`FetchPictures::Unmetered`].
    Unmetered,
    /// As [`FetchPictures::Saved`].
    Saved,
    /// As [`FetchPictures::Never`].
    Never,
}

/// Which text of a feed's articles is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum FeedContent {
    /// The page's, where the feed gives a teaser.
    Auto,
    /// What the feed gives.
    Feed,
    /// The page's.
    Full,
}

/// Asks to keep a page as a bookmark.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct SavePageRequest {
    /// Its address, as people type it.
    pub address: String,
}

/// A page that is kept.
#[derive(Clone, Debug, Serialize, TS)]
pub struct SavedPage {
    /// The article's key.
    pub id: String,
    /// Where it was found.
    pub url: String,
    /// Text.
    pub title: String,
}

/// What an OPML list brought.
#[derive(Clone, Debug, Serialize, TS)]
pub struct Imported {
    /// New subscriptions.
    pub added: u32,
    /// Those that were there before.
    pub already: u32,
    /// Outlines whose address is none.
    pub invalid: u32,
}
