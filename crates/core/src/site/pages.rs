//! The pages of a site that are read for what they list: sections and sitemaps besides the front page.

use std::collections::{HashMap, VecDeque};

use kazpost_extract::{FrontPage, Selectors, Sitemap, same_site};
use kazpost_fetch::{Answer, Body, FetchError, Kind};
use kazpost_model::Timestamp;
use kazpost_store::{SitePage, SitePageKind};
use tokio::task::JoinHandle;
use url::Url;

use super::manners::{Asked, Manners, kept};
use crate::library::now;

/// Sections that are read on a visit; those of a larger site take turns.
const MOST_SECTIONS: usize = 8;
/// Sections that are parsed while the next is asked for.
const PARSED_AT_ONCE: usize = 2;
/// Sitemaps that are read on a visit, and those that an index names.
const MOST_SITEMAPS: usize = 3;
/// A page that a condition cannot be asked of is left alone for so long, in seconds.
const INTERVAL: i64 = 600;
/// One that was not there is looked for again after this, in seconds.
const DAY: i64 = 86_400;
/// What a sitemap lists is news for so long, in seconds; and so many of a sitemap that gives no times.
const RECENT: i64 = 14 * DAY;
const MOST_LISTED: usize = 200;

/// When a page was asked for that was not asked for yet.
const NEVER: Timestamp = match Timestamp::from_seconds(0) {
    Some(first) => first,
    None => unreachable!(),
};

/// What was read.
#[derive(Default)]
pub(super) struct Read {
    /// To be kept.
    pub(super) pages: Vec<SitePage>,
    /// Of sections.
    pub(super) fronts: Vec<FrontPage>,
    /// Entries of sitemaps, each with whether its sitemap lists articles by its name.
    pub(super) listed: Vec<(kazpost_extract::SitemapEntry, bool)>,
}

pub(super) struct Reader<'a> {
    pub(super) manners: &'a Manners,
    pub(super) home: &'a Url,
    pub(super) known: HashMap<&'a str, &'a SitePage>,
    pub(super) selectors: Selectors,
}

impl Reader<'_> {
    /// Reads sections: the ones found now and those of earlier visits.
    pub(super) async fn sections(&self, found: &[Url], read: &mut Read) -> Result<(), FetchError> {
        let mut sections: Vec<Url> = found.to_vec();
        let earlier = self
            .known
            .values()
            .filter(|page| page.kind == SitePageKind::Section);
        for url in earlier.filter_map(|page| Url::parse(&page.url).ok()) {
            if !sections.contains(&url) {
                sections.push(url);
            }
        }
        // Those that were not read for the longest come first, so that a site of many sections is read in turns.
        let last = |url: &Url| {
            self.known
                .get(url.as_str())
                .map_or(0, |page| page.asked.seconds())
        };
        sections.sort_by_key(last);
        for url in sections.iter().skip(MOST_SECTIONS) {
            let unread = !self.known.contains_key(url.as_str());
            read.pages
                .extend(unread.then(|| kept(url, SitePageKind::Section, None, NEVER)));
        }
        let mut parsing = VecDeque::new();
        for url in sections.into_iter().take(MOST_SECTIONS) {
            let Some(body) = self.ask(&url, SitePageKind::Section, read).await? else {
                continue;
            };
            if parsing.len() >= PARSED_AT_ONCE {
                take_front(&mut parsing, read).await;
            }
            let selectors = self.selectors.clone();
            parsing.push_back(tokio::task::spawn_blocking(move || {
                kazpost_extract::front_page(&body.bytes, &body.url, body.content_type.as_deref(), &selectors)
            }));
        }
        while !parsing.is_empty() {
            take_front(&mut parsing, read).await;
        }
        Ok(())
    }

    /// Reads the sitemaps that the site names, else the one at the usual place.
    pub(super) async fn sitemaps(&self, read: &mut Read) -> Result<(), FetchError> {
        let named = self
            .manners
            .sitemaps()
            .iter()
            .filter_map(|said| self.home.join(said).ok());
        let mut maps: Vec<Url> = named.filter(|url| same_site(url, self.home)).collect();
        if maps.is_empty() {
            maps.extend(self.home.join("/sitemap.xml"));
        }
        maps.sort_by_key(|url| !is_of_news(url));
        for url in maps.into_iter().take(MOST_SITEMAPS) {
            let Some(map) = self.sitemap(&url, read).await? else {
                continue;
            };
            let mut inner = map.sitemaps.clone();
            take(map, &url, read);
            inner.retain(|(url, _)| same_site(url, self.home) && !is_of_others(url));
            inner.sort_by_key(|(url, changed)| {
                (
                    !is_of_news(url),
                    !is_of_articles(url),
                    std::cmp::Reverse(*changed),
                )
            });
            for (url, _) in inner.into_iter().take(MOST_SITEMAPS) {
                if let Some(map) = self.sitemap(&url, read).await? {
                    take(map, &url, read);
                }
            }
        }
        Ok(())
    }

    async fn sitemap(&self, url: &Url, read: &mut Read) -> Result<Option<Sitemap>, FetchError> {
        let Some(body) = self.ask(url, SitePageKind::Sitemap, read).await? else {
            return Ok(None);
        };
        let read = tokio::task::spawn_blocking(move || kazpost_extract::sitemap(&body.bytes, &body.url));
        Ok(read.await.ok().flatten())
    }

    /// The page, unless it is not due, not allowed or as it was. An error is the site's wish to be left alone.
    async fn ask(&self, url: &Url, kind: SitePageKind, read: &mut Read) -> Result<Option<Body>, FetchError> {
        let known = self.known.get(url.as_str());
        if !self.manners.allows(url) || read.pages.iter().any(|page| page.url == url.as_str()) {
            return Ok(None);
        }
        if known.is_some_and(|page| now().seconds() < due(page)) {
            return Ok(None);
        }
        let asked = Asked {
            etag: known.and_then(|page| page.etag.clone()),
            last_modified: known.and_then(|page| page.last_modified.clone()),
            validated_url: None,
        };
        match self.manners.page(url.clone(), asked).await {
            Ok(Answer::Body(body)) if same_site(&body.url, self.home) => {
                read.pages.push(kept(url, kind, Some(&body), now()));
                Ok(Some(body))
            }
            Ok(Answer::NotModified { .. }) => {
                let page = known.map(|page| SitePage {
                    asked: now(),
                    ..(*page).clone()
                });
                read.pages.extend(page);
                Ok(None)
            }
            Err(error) if matches!(error.kind, Kind::TooManyRequests { .. }) => Err(error),
            // Looked for again in a day.
            Ok(Answer::Body(_)) | Err(_) => {
                let later = Timestamp::from_seconds(now().seconds() + DAY).unwrap_or_else(now);
                read.pages.push(kept(url, kind, None, later));
                Ok(None)
            }
        }
    }
}

/// Waits for the section that was asked for first of those that are being parsed.
async fn take_front(parsing: &mut VecDeque<JoinHandle<Option<FrontPage>>>, read: &mut Read) {
    if let Some(first) = parsing.pop_front()
        && let Ok(Some(front)) = first.await
    {
        read.fronts.push(front);
    }
}

/// When a page is asked for again, in seconds: at once where it can be asked whether it changed.
fn due(page: &SitePage) -> i64 {
    let conditional = page.etag.is_some() || page.last_modified.is_some();
    page.asked.seconds() + if conditional { 0 } else { INTERVAL }
}

fn take(map: Sitemap, url: &Url, read: &mut Read) {
    let of_articles = is_of_articles(url) || is_of_news(url);
    let since = now().seconds() - RECENT;
    let recent = map.entries.into_iter().filter(|entry| {
        let time = entry.published.or(entry.modified);
        entry.news || time.is_some_and(|time| time >= since)
    });
    read.listed
        .extend(recent.take(MOST_LISTED).map(|entry| (entry, of_articles)));
}

fn is_of_news(url: &Url) -> bool {
    url.path().to_lowercase().contains("news")
}

fn is_of_articles(url: &Url) -> bool {
    let path = url.path().to_lowercase();
    ["post", "article", "stories", "story"]
        .iter()
        .any(|word| path.contains(word))
}

/// Lists of what is no article.
fn is_of_others(url: &Url) -> bool {
    let path = url.path().to_lowercase();
    let words = [
        "page", "tag", "author", "categor", "image", "video", "user", "product", "taxonom",
    ];
    words.iter().any(|word| path.contains(word)) && !is_of_articles(url)
}
