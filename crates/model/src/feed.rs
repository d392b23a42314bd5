use crate::{RawHtml, Timestamp};

/// A feed document as parsed, of whatever format. Addresses are absolute where the document gave a base.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ParsedFeed {
    /// Text.
    pub title: Option<String>,
    /// Text.
    pub description: Option<String>,
    /// The site that the feed belongs to.
    pub home_page_url: Option<String>,
    /// The address that the feed gives for itself.
    pub feed_url: Option<String>,
    /// The feed's image, logo or icon.
    pub icon: Option<String>,
    /// BCP 47, as given.
    pub language: Option<String>,
    /// The feed's own authors.
    pub authors: Vec<Person>,
    /// In document order; none dropped, none merged.
    pub items: Vec<ParsedItem>,
}

/// One item of a feed as parsed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ParsedItem {
    /// The GUID or Atom id as it stands.
    pub guid: Option<String>,
    /// The alternate link or a permalink GUID, absolute.
    pub url: Option<String>,
    /// JSON Feed's `external_url`, absolute.
    pub external_url: Option<String>,
    /// Text.
    pub title: Option<String>,
    /// Text: the feed's own teaser.
    pub summary: Option<String>,
    /// The fullest markup that the item carries.
    pub content: Option<RawHtml>,
    /// The base of relative addresses inside `content` (`xml:base`, else the document's address).
    pub content_base: Option<String>,
    /// The item's own picture, absolute.
    pub image: Option<String>,
    /// When the item was first published.
    pub published: Option<Timestamp>,
    /// When the item was last changed.
    pub modified: Option<Timestamp>,
    /// In document order.
    pub authors: Vec<Person>,
    /// Text, doubles out.
    pub tags: Vec<String>,
    /// BCP 47, as given; `None` means the feed's.
    pub language: Option<String>,
    /// In document order: enclosures, then media content.
    pub enclosures: Vec<Enclosure>,
}

/// Somebody who wrote.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Person {
    /// Text, without the mail address where there is a name.
    pub name: Option<String>,
    /// Absolute.
    pub url: Option<String>,
    /// A picture of the person, absolute.
    pub avatar: Option<String>,
}

/// A file that belongs to an item.
#[derive(Clone, Debug, Default, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Enclosure {
    /// Absolute.
    pub url: String,
    /// Media type, as given.
    pub mime_type: Option<String>,
    /// Text.
    pub title: Option<String>,
    /// In bytes.
    pub size: Option<u64>,
    /// In seconds.
    pub duration: Option<f64>,
}
