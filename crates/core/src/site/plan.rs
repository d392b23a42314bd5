//! Which links are fetched: what speaks for itself at once; what is doubtful when it appears on a page that stayed as
//! it was otherwise, or once its kind has proved to be articles. What is there on every visit is navigation.

use std::collections::{HashMap, HashSet};

use kazpost_extract::{Chance, FrontLink, pattern, promising};
use kazpost_model::Timestamp;
use kazpost_store::{LinkState, SeenLink, SiteLink};
use url::Url;

/// So many pages of a kind that are articles speak for the rest of it, if hardly one is none.
const PROOF: u32 = 3;
/// A page that could not be had is asked for so often.
const MOST_TRIES: u32 = 4;

/// What earlier visits found.
pub(super) struct Experience {
    known: HashSet<String>,
    kinds: HashMap<String, (u32, u32)>,
    first: bool,
}

impl Experience {
    pub(super) fn of(links: &[SiteLink]) -> Experience {
        let mut experience = Experience {
            known: links.iter().map(|link| link.url.clone()).collect(),
            kinds: HashMap::new(),
            first: links.is_empty(),
        };
        for link in links {
            let article = match link.state {
                LinkState::Article | LinkState::Double => true,
                LinkState::None => false,
                _ => continue,
            };
            experience.learn(&link.url, article);
        }
        experience
    }

    pub(super) fn learn(&mut self, url: &str, article: bool) {
        let Ok(url) = Url::parse(url) else { return };
        let kind = self.kinds.entry(pattern(&url)).or_default();
        kind.0 += u32::from(article);
        kind.1 += u32::from(!article);
    }

    /// Pages of its kind have proved to be articles.
    fn proved(&self, url: &Url, among_navigation: bool) -> bool {
        let pattern = pattern(url);
        let (articles, others) = self.kinds.get(&pattern).copied().unwrap_or_default();
        // Words alone are what sections and articles have in common.
        let telling = pattern.contains('#') || !among_navigation && pattern.contains('~');
        telling && articles >= PROOF && articles >= 10 * others
    }

    /// A link of a page as it is kept.
    pub(super) fn seen(&self, link: FrontLink) -> SeenLink {
        let arrived = !self.first && !self.known.contains(link.url.as_str());
        let apart = !link.among_navigation;
        let worth = link.chance == Chance::Named
            || link.chance == Chance::Likely && apart
            || link.chance == Chance::Possible && arrived && apart
            || self.proved(&link.url, link.among_navigation);
        seen(
            &link.url,
            link.title,
            worth,
            link.chance == Chance::Named,
            link.published.and_then(Timestamp::from_seconds),
        )
    }

    /// A page of a sitemap. `of_articles`: the sitemap's own name says what it lists.
    pub(super) fn listed(&self, entry: kazpost_extract::SitemapEntry, of_articles: bool) -> SeenLink {
        let worth = entry.news || promising(&entry.url) || of_articles || self.proved(&entry.url, false);
        seen(
            &entry.url,
            entry.title.unwrap_or_default(),
            worth,
            entry.news,
            entry.published.and_then(Timestamp::from_seconds),
        )
    }
}

fn seen(url: &Url, title: String, worth: bool, named: bool, published: Option<Timestamp>) -> SeenLink {
    SeenLink {
        url: url.as_str().into(),
        state: if worth {
            LinkState::Waiting
        } else {
            LinkState::Standing
        },
        title,
        named,
        published,
    }
}

/// What is to be fetched, in the order in which it stands on the site.
pub(super) fn due(links: Vec<SiteLink>) -> impl Iterator<Item = SiteLink> {
    links.into_iter().filter(|link| match link.state {
        LinkState::Waiting => true,
        LinkState::Failed => link.tries < MOST_TRIES,
        _ => false,
    })
}
