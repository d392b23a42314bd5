use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The newspaper that this app is: one small file (`publication.json`), so that another needs no code.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Publication {
    /// The wordmark.
    pub name: String,
    /// The tagline by language (`en` must be there).
    pub tagline: BTreeMap<String, String>,
    /// The home page.
    pub home_url: String,
    /// A sentence on who makes this and who does not, by language.
    pub notice: BTreeMap<String, String>,
    /// Interface languages on offer, the first is the fallback.
    pub languages: Vec<String>,
    /// Feeds subscribed to at first start. Empty where none is known to answer.
    pub feeds: Vec<PublicationFeed>,
    /// Sources to choose from, never subscribed to without a click.
    pub suggestions: Vec<PublicationFeed>,
    /// Where the newsletter's form lives; null for none.
    pub newsletter: Option<Newsletter>,
    /// Colour tokens that replace the default ones, by theme and token (`{"light": {"kok": "#0a6491"}}`).
    #[serde(default)]
    pub colours: BTreeMap<String, BTreeMap<String, String>>,
}

/// A feed named by the publication.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct PublicationFeed {
    /// Text.
    pub title: String,
    /// The feed's address.
    pub url: String,
    /// BCP 47.
    pub language: String,
    /// The folder that it goes to; null for none.
    #[serde(default)]
    pub folder: Option<String>,
}

/// The publication's newsletters.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Newsletter {
    /// Who sends them and how it is spoken with, see `docs/newsletter.md`; null where only a page is known.
    #[serde(default)]
    #[ts(type = "unknown")]
    pub provider: Option<serde_json::Value>,
    /// The page about them.
    #[serde(default)]
    pub url: Option<String>,
    /// What is done with an address.
    #[serde(default)]
    pub privacy_url: Option<String>,
    /// The reader must say yes in so many words.
    #[serde(default)]
    pub consent: bool,
    /// What there is to sign up for.
    #[serde(default)]
    pub lists: Vec<NewsletterList>,
}

/// One newsletter.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct NewsletterList {
    /// Its name.
    pub name: String,
    /// The provider's name for it, where it has one.
    #[serde(default)]
    pub id: Option<String>,
    /// What it brings, by language.
    #[serde(default)]
    pub about: BTreeMap<String, String>,
    /// How often it comes, by language.
    #[serde(default)]
    pub often: BTreeMap<String, String>,
}
