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
    /// What is known of sites that are followed without a feed. The first that is followed gives the list of latest
    /// headlines.
    #[serde(default)]
    pub sites: Vec<PublicationSite>,
    /// Where the newsletter's form lives; null for none.
    pub newsletter: Option<Newsletter>,
    /// Where new versions of the app are announced; null for nowhere, and then nothing is asked. See `docs/updates.md`.
    #[serde(default)]
    pub updates: Option<PublicationUpdates>,
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
    /// It is no feed but a site, followed through its front page at `url`.
    #[serde(default)]
    pub site: bool,
}

/// How the articles of a site are found and read, as CSS selectors. What is missing or finds nothing is done by the
/// general rules.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct PublicationSite {
    /// Any address of the site, such as its front page.
    pub url: String,
    /// Pages that are read for links besides the front page.
    #[serde(default)]
    pub sections: Vec<String>,
    /// Links that lead to articles, or what they stand in; no others are followed.
    #[serde(default)]
    pub links: Option<String>,
    /// What the list of the latest headlines stands in, on the front page or on any article's.
    #[serde(default)]
    pub headlines: Option<String>,
    /// The headline of an article.
    #[serde(default)]
    pub title: Option<String>,
    /// Its body.
    #[serde(default)]
    pub content: Option<String>,
    /// Who wrote it.
    #[serde(default)]
    pub byline: Option<String>,
    /// When it was published: `datetime`, `content` or the text of an element, in ISO 8601.
    #[serde(default)]
    pub published: Option<String>,
    /// What is no part of any article.
    #[serde(default)]
    pub remove: Option<String>,
}

/// Where new versions of the app are announced.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct PublicationUpdates {
    /// The description of the newest release, a file that `cargo xtask sign` makes; https, or on this computer. Its
    /// signature lies beside it, with `.minisig` after its name.
    pub address: String,
    /// The public key that all of it is signed with: the second line of a `.pub` file of minisign.
    pub public_key: String,
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
    /// A page of the publication's to which the link that confirms leads. It gets `?kazpost=TOKEN` and hands that on as
    /// `kazpost://newsletter/confirmed?token=TOKEN`, see `docs/newsletter.md`.
    #[serde(default)]
    pub back_url: Option<String>,
    /// The page on which they are ended, where the provider's own is not known or not the one.
    #[serde(default)]
    pub leave_url: Option<String>,
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
    /// The language that it is written in, as BCP 47.
    #[serde(default)]
    pub language: Option<String>,
    /// What its mails say in `List-Id`, between the angle brackets: a reader who gets them here can end it here.
    #[serde(default)]
    pub mail: Option<String>,
}
