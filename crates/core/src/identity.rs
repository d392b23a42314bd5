use std::collections::{HashMap, HashSet};

use kazpost_model::{ArticleKey, FeedKey, ParsedItem};
use sha2::{Digest, Sha256};
use twox_hash::XxHash3_128;

/// The key of each item of a document, in its order: by GUID, else link, else a hash of what it says.
///
/// A GUID that stands at items with different links identifies nothing (some feeds give all their items the same
/// one); there GUID and link together do.
pub(crate) fn keys(feed: &FeedKey, items: &[ParsedItem]) -> Vec<ArticleKey> {
    let mut links: HashMap<&str, HashSet<Option<&str>>> = HashMap::new();
    for item in items {
        if let Some(guid) = guid(item) {
            links.entry(guid).or_default().insert(item.url.as_deref());
        }
    }
    let ambiguous = |guid: &str| links.get(guid).is_some_and(|links| links.len() > 1);
    items
        .iter()
        .map(|item| {
            let identity = match (guid(item), &item.url) {
                (Some(guid), Some(url)) if ambiguous(guid) => format!("{guid}\n{url}"),
                (Some(guid), _) => guid.to_owned(),
                (None, Some(url)) => url.clone(),
                (None, None) => hex(&digest(item)),
            };
            ArticleKey::of_identity(feed, &identity)
        })
        .collect()
}

/// What tells whether the bytes of a document are those of the last time. As [`fingerprint`], it need not withstand an enemy:
/// whoever publishes a feed could only keep a change of its own from being seen. A hash from an older version of KazPost is never
/// the same, so that the document is read once more.
pub(crate) fn of_bytes(bytes: &[u8]) -> Vec<u8> {
    XxHash3_128::oneshot(bytes).to_le_bytes().into()
}

/// Changes whenever what the feed says of the item does. Kept in libraries.
pub(crate) fn fingerprint(item: &ParsedItem) -> [u8; 16] {
    let mut hash = XxHash3_128::new();
    said(item, |bytes| hash.write(bytes));
    hash.finish_128().to_le_bytes()
}

/// Whether `known`, from a library that was made when fingerprints were the first half of a SHA-256, is that of the item.
pub(crate) fn was(item: &ParsedItem, known: [u8; 16]) -> bool {
    let mut sha = Sha256::new();
    said(item, |bytes| sha.update(bytes));
    half(&sha.finalize()) == known
}

/// Gives `add` all that a feed says of an item.
fn said(item: &ParsedItem, mut add: impl FnMut(&[u8])) {
    let mut text = |text: Option<&str>| {
        // The length parts neighbours, and nothing from an empty text.
        add(&text.map_or(u64::MAX, |text| text.len() as u64).to_le_bytes());
        add(text.unwrap_or_default().as_bytes());
    };
    text(item.guid.as_deref());
    text(item.url.as_deref());
    text(item.external_url.as_deref());
    text(item.title.as_deref());
    text(item.summary.as_deref());
    text(item.content.as_ref().map(kazpost_model::RawHtml::untrusted));
    text(item.image.as_deref());
    text(item.language.as_deref());
    for author in &item.authors {
        text(author.name.as_deref());
        text(author.url.as_deref());
    }
    for tag in &item.tags {
        text(Some(tag));
    }
    for enclosure in &item.enclosures {
        text(Some(&enclosure.url));
        text(enclosure.title.as_deref());
    }
    let published = item.published.map_or(0, kazpost_model::Timestamp::seconds);
    add(&published.to_le_bytes());
}

/// What an item without a GUID and a link is known by. Its date is no part of it: some feeds make one up for each
/// answer.
fn digest(item: &ParsedItem) -> [u8; 16] {
    let mut sha = Sha256::new();
    match &item.title {
        Some(title) => sha.update(title),
        None => sha.update(
            item.content
                .as_ref()
                .map_or("", kazpost_model::RawHtml::untrusted),
        ),
    }
    for enclosure in &item.enclosures {
        sha.update(&enclosure.url);
    }
    half(&sha.finalize())
}

pub(crate) fn half(hash: &[u8]) -> [u8; 16] {
    let mut half = [0; 16];
    half.copy_from_slice(&hash[..16]);
    half
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

fn guid(item: &ParsedItem) -> Option<&str> {
    item.guid
        .as_deref()
        .map(str::trim)
        .filter(|guid| !guid.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn item(guid: Option<&str>, url: Option<&str>, title: &str) -> ParsedItem {
        ParsedItem {
            guid: guid.map(Into::into),
            url: url.map(Into::into),
            title: Some(title.into()),
            ..ParsedItem::default()
        }
    }

    fn distinct(items: &[ParsedItem]) -> usize {
        let feed = FeedKey::of_address("https://example.org/feed");
        keys(&feed, items).into_iter().collect::<HashSet<_>>().len()
    }

    #[test]
    fn the_guid_comes_first_then_the_link_then_the_words() {
        assert_eq!(
            distinct(&[item(Some("1"), Some("/a"), "x"), item(Some("1"), Some("/a"), "y")]),
            1
        );
        assert_eq!(
            distinct(&[item(None, Some("/a"), "x"), item(None, Some("/a"), "y")]),
            1
        );
        assert_eq!(
            distinct(&[
                item(None, None, "x"),
                item(None, None, "y"),
                item(None, None, "x")
            ]),
            2
        );
        assert_eq!(
            distinct(&[item(Some(" "), Some("/a"), "x"), item(None, Some("/b"), "x")]),
            2
        );
    }

    #[test]
    fn one_guid_for_everything_identifies_nothing() {
        assert_eq!(
            distinct(&[
                item(Some("site"), Some("/a"), "x"),
                item(Some("site"), Some("/b"), "y")
            ]),
            2
        );
    }

    #[test]
    fn an_article_from_an_older_version_is_known_again() {
        let before = [
            0xb0, 0xa3, 0xb1, 0xb0, 0x51, 0x0e, 0xb2, 0x1e, 0xc7, 0xbf, 0x09, 0x5a, 0xb0, 0xd8, 0x9a, 0x62,
        ];
        assert!(was(
            &item(Some("1"), Some("https://example.org/1"), "Қар"),
            before
        ));
        assert!(!was(
            &item(Some("1"), Some("https://example.org/1"), "Жаңбыр"),
            before
        ));
    }

    /// Libraries hold both.
    #[test]
    fn the_same_words_have_the_same_hash_for_ever() {
        let fingerprint = fingerprint(&item(Some("1"), Some("https://example.org/1"), "Қар"));
        assert_eq!(hex(&fingerprint), "1bfa28dd6aa53f45cfb8fef24de76d8a");
        assert_eq!(
            hex(&of_bytes("Қар".repeat(100).as_bytes())),
            "25c8f755c9b39deca420d2f57f1007d5"
        );
    }

    #[test]
    fn a_changed_word_is_another_fingerprint_and_the_same_article() {
        let (before, after) = (item(Some("1"), None, "x"), item(Some("1"), None, "y"));
        assert_ne!(fingerprint(&before), fingerprint(&after));
        assert_eq!(distinct(&[before, after]), 1);
    }
}
