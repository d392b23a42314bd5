use kazpost_model::{ArticleKey, FeedKey, Timestamp};
use rusqlite::{OptionalExtension, Row, named_params, params};

use crate::looks::{self, FirstLook};
use crate::{Store, StoreError, feeds, keys};

/// What a page of a site is read for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SitePageKind {
    /// What the site asks of programs.
    Robots,
    /// Links.
    Section,
    /// Its own list of pages.
    Sitemap,
}

/// A page of a followed site that is read for what it lists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SitePage {
    /// Its address.
    pub url: String,
    /// What for.
    pub kind: SitePageKind,
    /// To be sent next time.
    pub etag: Option<String>,
    /// To be sent next time.
    pub last_modified: Option<String>,
    /// Of robots.txt the text; `None`: it could not be had.
    pub body: Option<String>,
    /// When it was last asked for.
    pub asked: Timestamp,
}

/// What became of a link.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkState {
    /// To be fetched.
    Waiting,
    /// Perhaps navigation.
    Standing,
    /// Its article is filed.
    Article,
    /// Its article was there already, under another address.
    Double,
    /// There is no article.
    None,
    /// To be tried again.
    Failed,
}

/// A link that was seen on a site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SiteLink {
    /// Its address.
    pub url: String,
    /// What became of it.
    pub state: LinkState,
    /// Its words; may be empty.
    pub title: String,
    /// The site itself says that it is an article.
    pub named: bool,
    /// When, as the site lists it.
    pub published: Option<Timestamp>,
    /// When it was first seen.
    pub first_seen: Timestamp,
    /// On how many visits it was seen.
    pub visits: u32,
    /// How often fetching it failed.
    pub tries: u32,
    /// Where it stands in the site's list of headlines.
    pub place: Option<u32>,
}

/// A link as a visit sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeenLink {
    /// Its address.
    pub url: String,
    /// Its state; one that became something already stays that.
    pub state: LinkState,
    /// Its words; may be empty.
    pub title: String,
    /// The site itself says that it is an article.
    pub named: bool,
    /// When, as the site lists it.
    pub published: Option<Timestamp>,
}

/// What came of fetching a link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SettledLink {
    /// Its address.
    pub url: String,
    /// What became of it.
    pub state: LinkState,
    /// The article, where there is one.
    pub article: Option<ArticleKey>,
    /// Hash of its words.
    pub words: Option<[u8; 16]>,
    /// An article without a date stands where this puts it.
    pub undated: Option<Timestamp>,
    /// When its page is looked at again.
    pub look: Option<FirstLook>,
}

impl Store {
    /// The pages of a site that are read for what they list.
    pub fn site_pages(&self, key: &FeedKey) -> Result<Vec<SitePage>, StoreError> {
        self.connections.read(|c| {
            c.prepare_cached(
                "SELECT site_pages.* FROM site_pages JOIN feeds ON feeds.id = feed_id WHERE feeds.key = ?1",
            )?
            .query_map([keys::of_feed(key)], page)?
            .collect()
        })
    }

    /// Every link that was seen on a site, in the order of its list of headlines, then by age.
    pub fn site_links(&self, key: &FeedKey) -> Result<Vec<SiteLink>, StoreError> {
        self.connections.read(|c| {
            c.prepare_cached(
                "SELECT site_links.* FROM site_links JOIN feeds ON feeds.id = feed_id WHERE feeds.key = ?1
                 ORDER BY site_links.place IS NULL, site_links.place, site_links.first_seen DESC, site_links.url",
            )?
            .query_map([keys::of_feed(key)], link)?
            .collect()
        })
    }

    /// Keeps what a visit saw. `headlines` is the site's list in its order; `None`: as it was.
    pub fn site_seen(
        &self,
        key: &FeedKey,
        pages: &[SitePage],
        links: &[SeenLink],
        headlines: Option<&[String]>,
        at: Timestamp,
    ) -> Result<(), StoreError> {
        self.connections.cheaply(|t| {
            let id = feeds::id(t, key)?;
            let mut keep = t.prepare_cached(
                "INSERT OR REPLACE INTO site_pages (feed_id, url, kind, etag, last_modified, body, asked)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            )?;
            for page in pages {
                let kind = match page.kind {
                    SitePageKind::Robots => "robots",
                    SitePageKind::Section => "section",
                    SitePageKind::Sitemap => "sitemap",
                };
                keep.execute(params![
                    id,
                    page.url,
                    kind,
                    page.etag,
                    page.last_modified,
                    page.body,
                    page.asked.seconds()
                ])?;
            }
            let mut see = t.prepare_cached(
                "INSERT INTO site_links (feed_id, url, state, title, named, published, first_seen, last_seen)
                 VALUES (:id, :url, :state, :title, :named, :published, :at, :at)
                 ON CONFLICT (feed_id, url) DO UPDATE SET
                     visits = visits + (last_seen < excluded.last_seen), last_seen = excluded.last_seen,
                     title = CASE excluded.title WHEN '' THEN title ELSE excluded.title END,
                     named = max(named, excluded.named), published = coalesce(excluded.published, published),
                     state = CASE WHEN state = 'standing' THEN excluded.state ELSE state END",
            )?;
            for link in links {
                see.execute(named_params! {
                    ":id": id, ":url": link.url, ":state": name(link.state), ":title": link.title,
                    ":named": link.named, ":published": link.published.map(Timestamp::seconds),
                    ":at": at.seconds(),
                })?;
            }
            if let Some(headlines) = headlines {
                t.execute(
                    "UPDATE site_links SET place = NULL WHERE feed_id = ?1 AND place IS NOT NULL",
                    [id],
                )?;
                let mut put =
                    t.prepare_cached("UPDATE site_links SET place = ?3 WHERE feed_id = ?1 AND url = ?2")?;
                for (place, url) in (0_i64..).zip(headlines) {
                    put.execute(params![id, url, place])?;
                }
            }
            Ok(())
        })
    }

    /// Keeps what became of links.
    pub fn site_settle(&self, key: &FeedKey, settled: &[SettledLink]) -> Result<(), StoreError> {
        self.connections.cheaply(|t| {
            let id = feeds::id(t, key)?;
            let mut settle = t.prepare_cached(
                "UPDATE site_links SET state = :state, article = :article, words = :words,
                     tries = tries + (:state = 'failed')
                 WHERE feed_id = :id AND url = :url",
            )?;
            // Without a date of its own an article stands where the site has it, whenever it was fetched.
            let mut stand = t.prepare_cached(
                "UPDATE bodies SET first_seen = min(first_seen, ?2)
                 WHERE published IS NULL AND modified IS NULL
                     AND article_id = (SELECT id FROM articles WHERE key = ?1)",
            )?;
            let mut list = t.prepare_cached(
                "UPDATE articles SET time = min(time, ?2) WHERE key = ?1 AND EXISTS (
                     SELECT 1 FROM bodies WHERE article_id = articles.id AND published IS NULL AND modified IS NULL)",
            )?;
            for link in settled {
                let article = link.article.as_ref().map(keys::of_article);
                settle.execute(named_params! {
                    ":id": id, ":url": link.url, ":state": name(link.state), ":article": article,
                    ":words": link.words,
                })?;
                if let (Some(article), Some(look)) = (article, &link.look) {
                    looks::begin(t, article, look)?;
                }
                if let (Some(article), Some(time)) = (article, link.undated) {
                    stand.execute(params![article, time.seconds()])?;
                    list.execute(params![article, time.seconds()])?;
                }
            }
            Ok(())
        })
    }

    /// Keeps the words of articles that were corrected, by the addresses of their links.
    pub fn site_reworded(&self, key: &FeedKey, words: &[(String, [u8; 16])]) -> Result<(), StoreError> {
        if words.is_empty() {
            return Ok(());
        }
        self.connections.cheaply(|t| {
            let id = feeds::id(t, key)?;
            let mut keep =
                t.prepare_cached("UPDATE site_links SET words = ?3 WHERE feed_id = ?1 AND url = ?2")?;
            for (url, words) in words {
                keep.execute(params![id, url, words])?;
            }
            Ok(())
        })
    }

    /// The article of these words that is filed already, from whatever site that is followed.
    pub fn site_article_of_words(&self, words: &[u8; 16]) -> Result<Option<ArticleKey>, StoreError> {
        self.connections.read(|c| {
            let found: Option<keys::Bytes> = c
                .prepare_cached(
                    "SELECT article FROM site_links
                     WHERE words = ?1 AND state = 'article' AND article IN (SELECT key FROM articles) LIMIT 1",
                )?
                .query_row([words], |row| row.get(0))
                .optional()?;
            Ok(found.map(keys::article))
        })
    }

    /// The rows of a site's list of headlines, in its order.
    pub fn site_headlines(&self, key: &FeedKey, limit: u32) -> Result<Vec<i64>, StoreError> {
        self.connections.read(|c| {
            c.prepare_cached(
                "SELECT articles.id FROM site_links JOIN feeds ON feeds.id = site_links.feed_id
                     JOIN articles ON articles.key = site_links.article
                 WHERE feeds.key = ?1 AND feeds.subscribed = 1 AND site_links.place IS NOT NULL
                     AND articles.hidden = 0
                 ORDER BY site_links.place LIMIT ?2",
            )?
            .query_map(params![keys::of_feed(key), limit], |row| row.get(0))?
            .collect()
        })
    }
}

fn name(state: LinkState) -> &'static str {
    match state {
        LinkState::Waiting => "waiting",
        LinkState::Standing => "standing",
        LinkState::Article => "article",
        LinkState::Double => "double",
        LinkState::None => "none",
        LinkState::Failed => "failed",
    }
}

fn page(row: &Row<'_>) -> rusqlite::Result<SitePage> {
    let kind: String = row.get("kind")?;
    Ok(SitePage {
        url: row.get("url")?,
        kind: match kind.as_str() {
            "robots" => SitePageKind::Robots,
            "sitemap" => SitePageKind::Sitemap,
            _ => SitePageKind::Section,
        },
        etag: row.get("etag")?,
        last_modified: row.get("last_modified")?,
        body: row.get("body")?,
        asked: instant(row, "asked")?,
    })
}

pub(crate) fn link(row: &Row<'_>) -> rusqlite::Result<SiteLink> {
    let state: String = row.get("state")?;
    Ok(SiteLink {
        url: row.get("url")?,
        state: match state.as_str() {
            "waiting" => LinkState::Waiting,
            "standing" => LinkState::Standing,
            "article" => LinkState::Article,
            "double" => LinkState::Double,
            "none" => LinkState::None,
            _ => LinkState::Failed,
        },
        title: row.get("title")?,
        named: row.get("named")?,
        published: feeds::time(row.get("published")?),
        first_seen: instant(row, "first_seen")?,
        visits: row.get("visits")?,
        tries: row.get("tries")?,
        place: row.get("place")?,
    })
}

/// A time that no clock shows is taken for the beginning of all times.
pub(crate) fn instant(row: &Row<'_>, column: &str) -> rusqlite::Result<Timestamp> {
    const FIRST: Timestamp = match Timestamp::from_seconds(0) {
        Some(first) => first,
        None => unreachable!(),
    };
    Ok(feeds::time(row.get(column)?).unwrap_or(FIRST))
}
