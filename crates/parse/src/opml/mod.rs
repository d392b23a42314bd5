//! Lists of feeds: OPML 2.0 (<http://opml.org/spec2.opml>), as other programs write it and as they read it.

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
    /// Where the feed is: http or https.
    pub xml_url: String,
    /// The site that the feed belongs to.
    pub html_url: Option<String>,
    /// The names of the folders that it lies in, from the outermost, joined by `/`.
    pub folder: Option<String>,
}

/// What a document was instead of a list of feeds, in words for a person.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not an OPML list but {what}")]
pub struct NotOpml {
    /// E.g. `an HTML page`.
    pub what: String,
}
