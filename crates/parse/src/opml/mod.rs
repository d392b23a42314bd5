//! Lists of feeds: OPML 2.0 (<http://opml.org/spec2.opml>), as other programs write it and as they read it.

mod folders;
mod read;
mod write;

pub use read::read;
pub use write::write;

/// A list of feeds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Opml {
    /// Text.
    pub title: Option<String>,
    /// In document order; none dropped, none merged.
    pub feeds: Vec<OpmlFeed>,
    /// How many outlines claim to be feeds and have no address that can be fetched.
    pub invalid: u32,
}

/// A feed of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OpmlFeed {
    /// Text.
    pub title: Option<String>,
    /// Where the feed is, or the front page of a site that is followed without one: http or https.
    pub xml_url: String,
    /// The site that the feed belongs to.
    pub html_url: Option<String>,
    /// The names of the folders that it lies in, from the outermost, joined by `/`.
    pub folder: Option<String>,
    /// There is no feed: the site is followed through its front page. In the list it is a link and no feed, so that
    /// other programs do not fetch a page for a feed; that it is followed stands in an attribute of our own.
    pub followed: bool,
}

/// The attribute of a link that is a followed site, and the namespace that OPML 2.0 asks it to have.
const FOLLOWED: &str = "kazpost:follow";
const NAMESPACE: &str = "xmlns:kazpost=\"urn:kazpost:opml\"";

/// What a document was instead of a list of feeds, in words for a person.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not an OPML list but {what}")]
pub struct NotOpml {
    /// E.g. `an HTML page`.
    pub what: String,
}
