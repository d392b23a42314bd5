//! Bytes of a feed document → [`ParsedFeed`]; bytes of an OPML list ↔ its feeds. Pure: no clock, no disk, no network.
//!
//! It reads what is there, well-formed or not: a tokenizer of its own
//! (docs/decisions/0002), then RSS 0.9x–2.0
//! (<https://www.rssboard.org/rss-specification>), RSS 1.0 (<https://web.resource.org/rss/1.0/spec>), Atom 0.3 and 1.0
//! (RFC 4287), JSON Feed (<https://www.jsonfeed.org/version/1.1/>). It knows nothing of subscriptions, and cleans no
//! HTML: `content` leaves it as [`kazpost_model::RawHtml`].

mod address;
mod atom;
mod base64;
mod date;
mod draft;
mod encoding;
mod extension;
mod json;
mod kind;
pub mod opml;
mod rdf;
mod reader;
mod rss;
mod text;
mod tokens;
mod xml;

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

impl NotAFeed {
    fn but(what: impl Into<String>) -> NotAFeed {
        NotAFeed { what: what.into() }
    }
}

/// Reads RSS 0.9x–2.0, RSS 1.0, Atom and JSON Feed. A feed that is broken in the middle gives what can be read.
pub fn feed(document: Document<'_>) -> Result<ParsedFeed, NotAFeed> {
    if let Some(what) = kind::of_bytes(document.bytes) {
        return Err(NotAFeed::but(what));
    }
    let text = encoding::text(document.bytes, document.content_type);
    if text
        .trim_start_matches('\u{feff}')
        .trim_start()
        .starts_with(['{', '['])
    {
        return json::read(&text, document.url);
    }
    xml::read(&text, document.url)
}
