use kazpost_model::{ArticleKey, RawHtml, Timestamp};
use rusqlite::{OptionalExtension, Row, Transaction, named_params, params};

use crate::looks::{self, FirstLook};
use crate::unread::IS_UNREAD;
use crate::{
    FilterEffect, NewArticle, Packed, Store, StoreError, corrections, feeds, filters, ingest, keys, packing,
};

/// What came of asking for an article's page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Page {
    /// The article.
    Whole {
        /// As extracted.
        content: RawHtml,
        /// Base of the relative addresses in it.
        base: String,
        /// Words of it.
        words: u32,
        /// Its first picture, for lists that have none.
        picture: Option<String>,
        /// It says something else than the page that was kept before.
        reworded: bool,
        /// The filters that catch it with this text, and what each does.
        caught: Vec<(String, FilterEffect)>,
    },
    /// No more than the feed has.
    Same,
    /// Less than what was had before, which stays.
    Lost,
    /// Why there is none. What was had before stays.
    Failed(String),
}

/// How far an article's page is had.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PageState {
    /// Never asked for, or the feed has said something else since.
    Unasked,
    /// It is there.
    Whole,
    /// It has no more than the feed.
    Same,
    /// It could not be had.
    Failed,
}

/// An article whose page might be wanted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageCandidate {
    /// The article's row.
    pub id: i64,
    /// Its key.
    pub key: ArticleKey,
    /// Its feed's.
    pub feed: kazpost_model::FeedKey,
    /// Bookmarked.
    pub saved: bool,
    /// 0: not shortened, 1: so short that its page might have more, 2: plainly cut.
    pub teaser: u8,
    /// Its feed is a site that is followed: its text is that of its page already.
    pub of_site: bool,
    /// Which text the reader wants of its feed: `auto`, `feed` or `full`.
    pub wanted: String,
    /// How far its page is had.
    pub state: PageState,
    /// Why not.
    pub why: Option<String>,
    /// When it was last asked for.
    pub asked: Option<Timestamp>,
}

/// An earlier text of an article, or the present one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    /// Since when it was seen.
    pub seen_at: Option<Timestamp>,
    /// Text.
    pub title: String,
    /// As it came.
    pub content: RawHtml,
    /// Base of the relative addresses in it.
    pub base: Option<String>,
}

const CANDIDATE: &str = "articles.id, articles.key, articles.time, articles.teaser, articles.saved, feeds.key AS feed,
     feeds.content AS wanted, feeds.site, pages.why, coalesce(pages.tried, pages.at) AS at,
     CASE WHEN pages.state IS NULL OR pages.fingerprint <> articles.fingerprint THEN NULL ELSE pages.state END AS state";
const OF_ARTICLES: &str = "FROM articles JOIN feeds ON feeds.id = articles.feed_id LEFT JOIN pages ON pages.article_id = articles.id";

/// What a sync asks for, from the feeds to their articles: by time, as the order would have it, it would go through the whole
/// library. `?1`: the key of the only feed, or NULL; `?2`: what failed since then is not asked for again.
fn of_sync() -> String {
    let of_feeds = |articles: &str, which: &str| {
        format!(
            "SELECT {CANDIDATE} FROM feeds CROSS JOIN articles INDEXED BY {articles} ON articles.feed_id = feeds.id
                 LEFT JOIN pages ON pages.article_id = articles.id
             WHERE {which} AND articles.hidden = 0 AND feeds.subscribed = 1 AND feeds.site = 0
                 AND (?1 IS NULL OR feeds.key = ?1) AND (pages.state IS NULL
                     OR pages.fingerprint <> articles.fingerprint AND (pages.why IS NULL OR coalesce(pages.tried, pages.at) < ?2)
                     OR pages.state = 'failed' AND pages.at < ?2)"
        )
    };
    format!(
        "SELECT * FROM ({} UNION ALL {}) ORDER BY +time DESC, id DESC",
        of_feeds("articles_by_feed", "feeds.content = 'full'"),
        of_feeds(
            "articles_teasers",
            "feeds.content = 'auto' AND articles.teaser > 0 AND articles.teaser = 2"
        ),
    )
}

impl Store {
    /// What a sync asks for: of feeds whose pages are wanted every article, of the others those that are plainly
    /// cut; not again what failed after `patience`, and nothing that a filter hides. Newest first.
    pub fn pages_of_sync(
        &self,
        only: Option<&kazpost_model::FeedKey>,
        patience: Timestamp,
    ) -> Result<Vec<PageCandidate>, StoreError> {
        let only = only.map(keys::of_feed);
        self.connections.read(|c| {
            c.prepare_cached(&of_sync())?
                .query_map(params![only, patience.seconds()], candidate)?
                .collect()
        })
    }

    /// What an edition is made of: unread and bookmarked articles that no filter hides, newest first.
    pub fn pages_of_edition(&self) -> Result<Vec<PageCandidate>, StoreError> {
        self.connections.read(|c| {
            c.prepare_cached(&format!(
                "SELECT {CANDIDATE} {OF_ARTICLES} WHERE (articles.saved = 1 OR {IS_UNREAD}) AND articles.hidden = 0
                 ORDER BY articles.time DESC, articles.id DESC"
            ))?
            .query_map([], candidate)?
            .collect()
        })
    }

    /// One article.
    pub fn page_of(&self, key: &ArticleKey) -> Result<Option<PageCandidate>, StoreError> {
        self.connections.read(|c| {
            c.prepare_cached(&format!(
                "SELECT {CANDIDATE} {OF_ARTICLES} WHERE articles.key = ?1"
            ))?
            .query_row([keys::of_article(key)], candidate)
            .optional()
        })
    }

    /// Keeps what came of asking for a page. An earlier page that differs becomes a version of the article. `look`: when
    /// a page that is there is looked at again.
    pub fn put_page(
        &self,
        key: &ArticleKey,
        page: &Page,
        look: Option<&FirstLook>,
        at: Timestamp,
    ) -> Result<(), StoreError> {
        self.connections.cheaply(|t| {
            let Some(id) = t
                .prepare_cached("SELECT id FROM articles WHERE key = ?1")?
                .query_row([keys::of_article(key)], |row| row.get::<_, i64>(0))
                .optional()?
            else {
                return Ok(());
            };
            match page {
                Page::Whole {
                    content,
                    base,
                    words,
                    picture,
                    reworded,
                    caught,
                } => {
                    if kept(t, id)?.is_some_and(|kept| kept != *content) {
                        t.execute(
                            "INSERT INTO versions (article_id, seen_at, title, content, packed, content_base)
                             SELECT ?1, pages.at, articles.title, pages.content, pages.packed, pages.content_base
                             FROM pages JOIN articles ON articles.id = pages.article_id
                             WHERE pages.article_id = ?1",
                            [id],
                        )?;
                        if *reworded {
                            corrections::note(t, id, t.last_insert_rowid())?;
                        }
                    }
                    let content = Packed::from(content.clone());
                    upsert(t, id, "whole", &content, Some(base), at)?;
                    t.execute(
                        "UPDATE articles SET words = ?2, picture = coalesce(picture, ?3) WHERE id = ?1",
                        params![id, words, picture],
                    )?;
                    t.execute("UPDATE bodies SET pictured = 0 WHERE article_id = ?1", [id])?;
                    filters::grown(t, id, caught)?;
                    if let Some(look) = look {
                        looks::begin(t, keys::of_article(key), look)?;
                    }
                }
                Page::Lost => {
                    t.execute(
                        "UPDATE pages SET why = NULL, tried = NULL, fingerprint = (SELECT fingerprint FROM articles WHERE id = ?1)
                         WHERE article_id = ?1",
                        [id],
                    )?;
                }
                Page::Same => upsert(t, id, "same", &Packed::from(RawHtml::default()), None, at)?,
                Page::Failed(why) => {
                    t.execute(
                        "INSERT INTO pages (article_id, fingerprint, state, content, why, at)
                         SELECT id, fingerprint, 'failed', '', ?2, ?3 FROM articles WHERE id = ?1
                         ON CONFLICT (article_id) DO UPDATE SET why = excluded.why,
                             at = CASE state WHEN 'whole' THEN pages.at ELSE excluded.at END,
                             tried = CASE state WHEN 'whole' THEN excluded.at END,
                             fingerprint = CASE state WHEN 'whole' THEN pages.fingerprint ELSE excluded.fingerprint END,
                             state = CASE state WHEN 'whole' THEN 'whole' ELSE 'failed' END",
                        params![id, why, at.seconds()],
                    )?;
                }
            }
            Ok(())
        })
    }

    /// Keeps an article that came from no feed, under a row for its site that is no subscription.
    pub fn keep_page(
        &self,
        site: &crate::NewFeed,
        article: &NewArticle,
        at: Timestamp,
    ) -> Result<(), StoreError> {
        self.connections.cheaply(|t| {
            let key = keys::of_feed(&kazpost_model::FeedKey::of_address(&site.url));
            t.execute(
                "INSERT INTO feeds (key, url, found_at, feed_title, site_url, subscribed, content)
                 VALUES (:key, :url, :url, :title, :site_url, 0, 'feed')
                 ON CONFLICT (key) DO UPDATE SET feed_title = excluded.feed_title",
                named_params! { ":key": key, ":url": site.url, ":title": site.title, ":site_url": site.site_url },
            )?;
            let feed = t.query_row("SELECT id FROM feeds WHERE key = ?1", [key], |row| row.get(0))?;
            ingest::keep(t, feed, article, at)?;
            Ok(())
        })
    }

    /// The texts of an article, oldest first; the last is the present one.
    pub fn versions(&self, key: &ArticleKey) -> Result<Vec<Version>, StoreError> {
        self.connections.read(|c| {
            let earlier = c
                .prepare_cached(
                    "SELECT versions.seen_at, versions.title, versions.content, versions.packed, versions.content_base
                     FROM versions JOIN articles ON articles.id = versions.article_id
                     WHERE articles.key = ?1 ORDER BY versions.id",
                )?
                .query_map([keys::of_article(key)], version)?
                .collect::<Result<Vec<_>, _>>()?;
            let present = c
                .prepare_cached(
                    "SELECT coalesce(CASE WHEN pages.state = 'whole' AND feeds.content <> 'feed' THEN pages.at END,
                         bodies.seen_at, bodies.first_seen) AS seen_at, articles.title,
                         CASE WHEN pages.state = 'whole' AND feeds.content <> 'feed' THEN pages.content
                              WHEN bodies.packed IS NULL AND trim(bodies.content) = '' THEN coalesce(bodies.summary, '')
                              ELSE bodies.content END AS content,
                         CASE WHEN pages.state = 'whole' AND feeds.content <> 'feed' THEN pages.packed
                              ELSE bodies.packed END AS packed,
                         CASE WHEN pages.state = 'whole' AND feeds.content <> 'feed' THEN pages.content_base
                              ELSE bodies.content_base END AS content_base
                     FROM articles JOIN feeds ON feeds.id = articles.feed_id JOIN bodies ON bodies.article_id = articles.id
                         LEFT JOIN pages ON pages.article_id = articles.id
                     WHERE articles.key = ?1",
                )?
                .query_row([keys::of_article(key)], version)
                .optional()?;
            Ok(earlier.into_iter().chain(present).collect())
        })
    }

    /// Which text of a subscription is shown: `auto`, `feed` or `full`.
    pub fn set_feed_content(&self, key: &kazpost_model::FeedKey, content: &str) -> Result<(), StoreError> {
        self.connections.durably(|t| {
            let id = feeds::id(t, key)?;
            t.execute(
                "UPDATE feeds SET content = ?2 WHERE id = ?1",
                params![id, content],
            )?;
            Ok(())
        })
    }
}

fn upsert(
    t: &Transaction<'_>,
    id: i64,
    state: &str,
    content: &Packed,
    base: Option<&String>,
    at: Timestamp,
) -> rusqlite::Result<()> {
    t.execute(
        "INSERT OR REPLACE INTO pages (article_id, fingerprint, state, content, packed, content_base, at)
         SELECT id, fingerprint, ?2, ?3, ?4, ?5, ?6 FROM articles WHERE id = ?1",
        params![id, state, content.content(), content.packed(), base, at.seconds()],
    )?;
    Ok(())
}

/// The page of an article as it is kept.
fn kept(t: &Transaction<'_>, id: i64) -> rusqlite::Result<Option<RawHtml>> {
    t.prepare_cached("SELECT content, packed FROM pages WHERE article_id = ?1 AND state = 'whole'")?
        .query_row([id], |row| packing::readable(row, 0, 1))
        .optional()
        .map(Option::flatten)
}

fn candidate(row: &Row<'_>) -> rusqlite::Result<PageCandidate> {
    let state: Option<String> = row.get("state")?;
    Ok(PageCandidate {
        id: row.get("id")?,
        key: keys::article(row.get("key")?),
        feed: keys::feed(row.get("feed")?),
        saved: row.get("saved")?,
        teaser: row.get("teaser")?,
        of_site: row.get("site")?,
        wanted: row.get("wanted")?,
        state: match state.as_deref() {
            Some("whole") => PageState::Whole,
            Some("same") => PageState::Same,
            Some("failed") => PageState::Failed,
            _ => PageState::Unasked,
        },
        why: row.get("why")?,
        asked: feeds::time(row.get("at")?),
    })
}

pub(crate) fn version(row: &Row<'_>) -> rusqlite::Result<Version> {
    Ok(Version {
        seen_at: feeds::time(row.get("seen_at")?),
        title: row.get("title")?,
        content: packing::markup(row, "content", "packed")?,
        base: row.get("content_base")?,
    })
}

#[cfg(test)]
mod tests {
    use super::of_sync;
    use crate::connections::plan;

    /// A sync without news would take the longer the more articles there are.
    #[test]
    fn a_sync_does_not_go_through_all_articles() {
        let plan = plan(&of_sync());
        let of_articles = |step: &&String| step.contains(" articles ");
        assert_eq!(plan.iter().filter(of_articles).count(), 2, "{plan:#?}");
        assert!(
            plan.iter()
                .filter(of_articles)
                .all(|step| step.starts_with("SEARCH ")),
            "{plan:#?}"
        );
    }
}
