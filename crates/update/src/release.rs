use std::collections::BTreeMap;

pub use semver::Version;
use serde::Deserialize;

use crate::{Key, Refused};

/// Characters of each text that is shown; a list of changes that is longer is cut.
const LONGEST_NOTES: usize = 20_000;

/// A release as the publication describes it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Release {
    /// Its version.
    pub version: Version,
    /// The day on which it was published, `YYYY-MM-DD`.
    #[serde(default)]
    pub published: Option<String>,
    /// What is new, as text, by language.
    #[serde(default)]
    pub notes: BTreeMap<String, String>,
    /// A page where it can be had by hand.
    #[serde(default)]
    pub page: Option<String>,
    /// Its packages, by what they are for: `linux-x86_64.tar.zst`, `linux-x86_64.AppImage`.
    #[serde(default)]
    pub packages: BTreeMap<String, Package>,
}

/// A file of a release.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Package {
    /// Where it lies; relative to the description.
    pub url: String,
    /// How long it is.
    pub bytes: u64,
    /// The whole text of its `.minisig` file.
    pub signature: String,
}

/// Reads the description of the newest release, if the publication signed it.
pub fn release(key: &Key, document: &[u8], signature: &[u8]) -> Result<Release, Refused> {
    let signature = std::str::from_utf8(signature).map_err(|_| Refused::Unsigned)?;
    key.verify(document, signature)?;
    let mut release: Release =
        serde_json::from_slice(document).map_err(|cause| Refused::Unreadable(cause.to_string()))?;
    for text in release.notes.values_mut() {
        *text = plain(text);
    }
    release.published = release.published.filter(|day| is_day(day));
    Ok(release)
}

/// Text without what would move or hide other text.
fn plain(text: &str) -> String {
    let hides = |c: char| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}');
    text.replace("\r\n", "\n")
        .chars()
        .filter(|c| matches!(c, '\n' | '\t') || !(c.is_control() || hides(*c)))
        .take(LONGEST_NOTES)
        .collect()
}

fn is_day(text: &str) -> bool {
    let shape = |(index, byte): (usize, u8)| match index {
        4 | 7 => byte == b'-',
        _ => byte.is_ascii_digit(),
    };
    text.len() == 10 && text.bytes().enumerate().all(shape)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_are_text_and_nothing_in_them_hides() {
        let text = plain("One\r\ntwo\u{202e}eerht\u{7}<b>");
        assert_eq!(text, "One\ntwoeerht<b>");
        assert_eq!(plain(&"a".repeat(30_000)).len(), LONGEST_NOTES);
    }

    #[test]
    fn a_day_is_a_day() {
        assert!(is_day("2026-11-28"));
        assert!(!is_day("2026-11-28T08:00"));
        assert!(!is_day("28.11.2026"));
    }
}
