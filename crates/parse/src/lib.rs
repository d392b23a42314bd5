//! Bytes of a feed document → [`ParsedFeed`]. Pure: no clock, no disk, no network.

use kazpost_model::ParsedFeed;

/// A document as it came from the network.
#[derive(Clone, Copy, Debug)]
pub struct Document<'a> {
    /// The body, decompressed, in whatever encoding.
    pub bytes: &'a [u8],
    /// Where it came from, after redirects: the base of relative addresses under `xml:base`.
    pub url: Option<&'a str>,
    /// The `Content-Type` header's value; its charset ranks as RFC 7303 says.
    pub content_type: Option<&'a str>,
}

/// What a document was instead of a feed, in words for a person ("an HTML page", "nothing: 0 bytes").
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a feed but {what}")]
pub struct NotAFeed {
    /// E.g. `an HTML page`.
    pub what: String,
}

/// Reads RSS 0.9x–2.0, RSS 1.0, Atom and JSON Feed.
pub fn feed(document: Document<'_>) -> Result<ParsedFeed, NotAFeed> {
    let _ = document;
    Err(NotAFeed {
        what: "unread".into(),
    })
}
