//! A page of a site becomes an article: fetch → extract → what a feed's item would be → the way of all items.

use std::collections::HashSet;
use std::sync::{Arc, Mutex};

use kazpost_api::Failure;
use kazpost_extract::{Article, Selectors, Standing, same_site};
use kazpost_fetch::{Answer, Body, FetchError, Kind};
use kazpost_model::{ArticleKey, FeedKey, ParsedFeed, ParsedItem, Person, Timestamp};
use kazpost_store::{FeedMeta, Fetched, Ingested, LinkState, SettledLink, SiteLink, Validators};
use sha2::{Digest, Sha256};
use url::Url;

use super::manners::{Asked, Manners};
use crate::failure::of_store;
use crate::identity;
use crate::library::{Library, locked};
use crate::looks;
use crate::parts::joined;
use crate::prepare::prepare_as;

/// What came of fetching a link.
pub(super) struct Fetching {
    pub(super) link: SiteLink,
    pub(super) outcome: Outcome,
}

pub(super) enum Outcome {
    Article(Box<Found>),
    NoArticle,
    Failed,
    /// The site wants to be left alone.
    Throttled(FetchError),
}

pub(super) struct Found {
    pub(super) article: Article,
    pub(super) url: Url,
    /// Where the article says that it stands.
    pub(super) own: Url,
    pub(super) words: [u8; 16],
    /// To be asked with the next time.
    pub(super) validators: Validators,
    /// Why it is not whole.
    pub(super) broken: Option<FetchError>,
    /// The page, where it is wanted for the headlines on it.
    pub(super) page: Option<Body>,
}

/// Fetches one page and judges it. `keep`: the page is wanted afterwards.
pub(super) async fn fetch(
    manners: &Manners,
    home: &Url,
    link: &SiteLink,
    selectors: &Arc<Selectors>,
    keep: bool,
) -> Outcome {
    let Ok(url) = Url::parse(&link.url) else {
        return Outcome::NoArticle;
    };
    let body = match manners.page(url, Asked::default()).await {
        Ok(Answer::Body(body)) => body,
        Ok(Answer::NotModified { .. }) => return Outcome::Failed,
        Err(error) if matches!(error.kind, Kind::TooManyRequests { .. }) => return Outcome::Throttled(error),
        Err(FetchError { kind, .. }) => {
            let gone = matches!(
                kind,
                Kind::Status(400..=499)
                    | Kind::Gone
                    | Kind::AddressNotAllowed
                    | Kind::WayClosed
                    | Kind::TooLarge { .. }
            );
            return if gone { Outcome::NoArticle } else { Outcome::Failed };
        }
    };
    read(manners, home, link, selectors, body, keep).await
}

/// Judges a page and joins it with those that it goes on with.
pub(super) async fn read(
    manners: &Manners,
    home: &Url,
    link: &SiteLink,
    selectors: &Arc<Selectors>,
    body: Body,
    keep: bool,
) -> Outcome {
    let html = body
        .content_type
        .as_deref()
        .is_none_or(|kind| kind.contains("html") || kind.contains("xml"));
    // A link that leads away, or back to the front page, leads to no article of this site.
    if !html
        || !same_site(&body.url, home)
        || body.url.path() == home.path() && body.url.query() == home.query()
    {
        return Outcome::NoArticle;
    }
    let (title, named) = (link.title.clone(), link.named || selectors.links.is_some());
    let selectors = Arc::clone(selectors);
    let judged = tokio::task::spawn_blocking(move || judge(body, &title, named, &selectors, keep)).await;
    // A page that a stage stumbles over is that article's trouble alone.
    let Some(mut found) = judged.ok().flatten() else {
        return Outcome::NoArticle;
    };
    if found.article.next.is_some() {
        let joined = joined(found.article, &found.url, |url| manners.onward(url)).await;
        found.article = joined.article;
        match joined.broken {
            Some(error) if matches!(error.kind, Kind::TooManyRequests { .. }) => {
                return Outcome::Throttled(error);
            }
            Some(error) => {
                // What is not whole is asked for again whatever its first page says.
                found.validators = Validators::default();
                found.broken = Some(error);
            }
            None => {}
        }
    }
    Outcome::Article(Box::new(found))
}

fn judge(body: Body, link: &str, named: bool, selectors: &Selectors, keep: bool) -> Option<Found> {
    let read = kazpost_extract::article_page(&body.bytes, &body.url, body.content_type.as_deref(), selectors);
    let (article, standing) = read?;
    let dated = article.published.is_some() || article.byline.is_some();
    let selected = selectors.content.is_some() && !standing.longest.is_empty();
    if article.title.trim().is_empty()
        || !selected && !standing.is_article(&article.title, link, dated, named)
    {
        return None;
    }
    let words = words(&article, &standing);
    Some(Found {
        own: standing.canonical.unwrap_or_else(|| body.url.clone()),
        url: body.url.clone(),
        article,
        words,
        validators: looks::validators(&body),
        broken: None,
        page: keep.then_some(body),
    })
}

/// What an article is known by wherever it stands: its headline and its longest paragraph.
fn words(article: &Article, standing: &Standing) -> [u8; 16] {
    let title: String = article.title.chars().filter(|c| c.is_alphanumeric()).collect();
    let hash = Sha256::digest(format!("{}\n{}", title.to_lowercase(), standing.longest));
    identity::half(&hash)
}

/// How a visit's articles are filed.
pub(super) struct Cabinet {
    pub(super) library: Library,
    pub(super) feed: FeedKey,
    pub(super) title: Option<String>,
    pub(super) language: Option<String>,
    pub(super) home: Url,
    pub(super) fetched: Fetched,
    /// What was filed on this visit.
    pub(super) words: Mutex<HashSet<[u8; 16]>>,
}

impl Cabinet {
    /// Files what came of a few links: all of it or nothing.
    pub(super) fn file(&self, fetchings: Vec<Fetching>) -> Result<Ingested, Failure> {
        let mut settled = Vec::with_capacity(fetchings.len());
        let mut items = Vec::new();
        let mut of_items = Vec::new();
        for fetching in fetchings {
            let Fetching { link, outcome } = fetching;
            let mut line = SettledLink {
                url: link.url.clone(),
                state: LinkState::None,
                article: None,
                words: None,
                undated: Timestamp::from_seconds(link.first_seen.seconds() - place(&link)),
                look: None,
            };
            match outcome {
                Outcome::NoArticle => {}
                Outcome::Failed => line.state = LinkState::Failed,
                // The page is not to blame: it waits as before.
                Outcome::Throttled(_) => continue,
                Outcome::Article(found) => {
                    line.words = Some(found.words);
                    let known = self
                        .library
                        .store()
                        .site_article_of_words(&found.words)
                        .map_err(of_store)?;
                    if known.is_some() || !locked(&self.words).insert(found.words) {
                        line.state = LinkState::Double;
                        line.article = known;
                        line.undated = None;
                    } else {
                        line.state = LinkState::Article;
                        line.look = looks::first(&link.url, found.validators.clone());
                        of_items.push(settled.len());
                        items.push(item(*found, &link));
                    }
                }
            }
            settled.push(line);
        }
        let keys: Vec<ArticleKey> = identity::keys(&self.feed, &items);
        for (place, key) in of_items.into_iter().zip(&keys) {
            settled[place].article = Some(key.clone());
        }
        let stored = self.store(items, keys)?;
        self.library
            .store()
            .site_settle(&self.feed, &settled)
            .map_err(of_store)?;
        Ok(stored)
    }

    /// Keeps what the front page said of the site.
    pub(super) fn close(&self) -> Result<(), Failure> {
        self.store(Vec::new(), Vec::new()).map(drop)
    }

    /// Stores items under these keys.
    pub(super) fn store(&self, items: Vec<ParsedItem>, keys: Vec<ArticleKey>) -> Result<Ingested, Failure> {
        let parsed = ParsedFeed {
            title: self.title.clone(),
            home_page_url: Some(self.home.as_str().into()),
            language: self.language.clone(),
            items,
            ..ParsedFeed::default()
        };
        let store = self.library.store();
        let prepared = prepare_as(store, &self.feed, parsed, keys, self.home.as_str()).map_err(of_store)?;
        let meta: &FeedMeta = &prepared.meta;
        store
            .ingest(&self.feed, meta, &prepared.articles, &self.fetched)
            .map_err(of_store)
    }
}

/// Where a link stands on the site: what is not in its list comes after.
pub(super) fn place(link: &SiteLink) -> i64 {
    i64::from(link.place.unwrap_or(1_000))
}

pub(super) fn item(found: Found, link: &SiteLink) -> ParsedItem {
    let Found {
        article, url, own, ..
    } = found;
    let published = article.published.as_deref().and_then(kazpost_extract::seconds_of);
    ParsedItem {
        url: Some(own.into()),
        title: Some(article.title),
        summary: article.excerpt,
        content: Some(article.content),
        content_base: Some(url.into()),
        image: article.image,
        published: published.and_then(Timestamp::from_seconds).or(link.published),
        authors: article
            .byline
            .map(|name| Person {
                name: Some(name),
                ..Person::default()
            })
            .into_iter()
            .collect(),
        language: article.language,
        ..ParsedItem::default()
    }
}
