//! JSON Feed 1.1 (<https://www.jsonfeed.org/version/1.1/>), the form in which the command line gives feeds and
//! articles. Absent fields are left out.

use kazpost_sanitise::SafeHtml;
use serde::Serialize;

/// The value of `version`.
pub const VERSION: &str = "https://jsonfeed.org/version/1.1";

/// A feed document.
#[derive(Clone, Debug, Default, Serialize)]
#[allow(missing_docs, reason = "the fields are JSON Feed's own")]
pub struct JsonFeed {
    pub version: &'static str,
    pub title: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub home_page_url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub feed_url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub icon: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub authors: Vec<Author>,
    pub items: Vec<Item>,
}

/// An item.
#[derive(Clone, Debug, Default, Serialize)]
#[allow(missing_docs, reason = "the fields are JSON Feed's own")]
pub struct Item {
    pub id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub external_url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub content_html: Option<SafeHtml>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub content_text: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub summary: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub image: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date_published: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date_modified: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub authors: Vec<Author>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub attachments: Vec<Attachment>,
    #[serde(rename = "_kazpost", skip_serializing_if = "Option::is_none")]
    pub kazpost: Option<State>,
}

/// An author.
#[derive(Clone, Debug, Default, Serialize)]
#[allow(missing_docs, reason = "the fields are JSON Feed's own")]
pub struct Author {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub avatar: Option<String>,
}

/// A file that belongs to an item.
#[derive(Clone, Debug, Default, Serialize)]
#[allow(missing_docs, reason = "the fields are JSON Feed's own")]
pub struct Attachment {
    pub url: String,
    pub mime_type: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub size_in_bytes: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub duration_in_seconds: Option<f64>,
}

/// What this reader knows of an item beyond JSON Feed.
#[derive(Clone, Debug, Default, Serialize)]
pub struct State {
    /// The feed's key.
    pub feed: String,
    /// As the feed gave it; null where it gave none.
    pub guid: Option<String>,
    /// Read.
    pub read: bool,
    /// Bookmarked.
    pub saved: bool,
    /// Changed at its source after it was first stored.
    pub updated: bool,
    /// How well it fits a search; higher is better.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub score: Option<f64>,
    /// Where the words of a search stand in it: text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub snippet: Option<String>,
    /// The words that it shares with the article asked about.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub why: Vec<String>,
}
