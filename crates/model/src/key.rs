use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// Names a subscription: a hash of the address that it was first found at. It outlives redirects.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct FeedKey(String);

/// Names an article wherever it leaves the store: a hash of its feed and its identity there.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ArticleKey(String);

/// Names a picture: a hash of its absolute address.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PictureKey(String);

impl FeedKey {
    /// The key of the feed subscribed to under `address` (absolute).
    pub fn of_address(address: &str) -> FeedKey {
        FeedKey(hash(&[b"feed", address.as_bytes()]))
    }
}

impl ArticleKey {
    /// `identity` is the GUID, else the link, else a hash of the content, as the feed gave it.
    pub fn of_identity(feed: &FeedKey, identity: &str) -> ArticleKey {
        ArticleKey(hash(&[b"article", feed.0.as_bytes(), identity.as_bytes()]))
    }
}

impl PictureKey {
    /// The key of the picture at `address` (absolute).
    pub fn of_address(address: &str) -> PictureKey {
        PictureKey(hash(&[b"picture", address.as_bytes()]))
    }
}

macro_rules! key {
    ($name:ident) => {
        impl $name {
            /// A key as it was given out before. Anything is taken; what names nothing is not found.
            pub fn from_text(text: impl Into<String>) -> $name {
                $name(text.into())
            }

            /// The key as text: 24 lower-case hexadecimal digits.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

key!(FeedKey);
key!(ArticleKey);
key!(PictureKey);

/// The first 96 bits of SHA-256 over the parts, each preceded by its length (so that no two lists run together).
fn hash(parts: &[&[u8]]) -> String {
    let mut sha = Sha256::new();
    for part in parts {
        sha.update((part.len() as u64).to_le_bytes());
        sha.update(part);
    }
    sha.finalize()[..12]
        .iter()
        .fold(String::with_capacity(24), |mut text, byte| {
            use std::fmt::Write;
            let _ = write!(text, "{byte:02x}");
            text
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_stable_and_tell_feed_from_article() {
        let feed = FeedKey::of_address("https://example.org/feed");
        assert_eq!(feed.as_str().len(), 24);
        assert_eq!(feed, FeedKey::of_address("https://example.org/feed"));
        let article = ArticleKey::of_identity(&feed, "1");
        assert_ne!(article.as_str(), ArticleKey::of_identity(&feed, "2").as_str());
        assert_ne!(article.as_str(), feed.as_str());
    }
}
