//! Pages that are looked at again for some days after they were stored.

use kazpost_model::{ArticleKey, FeedKey, Timestamp};
use rusqlite::{Row, Transaction, named_params, params};

use crate::sites::{self, SiteLink};
use crate::{Store, StoreError, keys};

/// What an answer said of a page, to be asked with the next time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Validators {
    /// Sent as `If-None-Match`.
    pub etag: Option<String>,
    /// Sent as `If-Modified-Since`.
    pub last_modified: Option<String>,
    /// The address that gave both.
    pub url: Option<String>,
}

/// The first look at a page that has just been stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FirstLook {
    /// The page's address.
    pub url: String,
    /// What its answer said.
    pub validators: Validators,
    /// When the page was stored.
    pub since: Timestamp,
    /// When to look.
    pub next: Timestamp,
}

/// A look that is due.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Look {
    /// The article that the page is of.
    pub article: ArticleKey,
    /// The page's address.
    pub url: String,
    /// What its last answer said.
    pub validators: Validators,
    /// When the page was first stored.
    pub since: Timestamp,
}

/// A look that was taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Looked {
    /// The article.
    pub article: ArticleKey,
    /// What the answer said; `None`: what an earlier one said still counts.
    pub validators: Option<Validators>,
    /// When to look again; `None`: never.
    pub next: Option<Timestamp>,
}

impl Store {
    /// The looks that are due at pages of a followed site, the newest articles first.
    pub fn looks_of_site(
        &self,
        key: &FeedKey,
        at: Timestamp,
        most: usize,
    ) -> Result<Vec<(Look, SiteLink)>, StoreError> {
        let most = i64::try_from(most).unwrap_or(i64::MAX);
        self.connections.read(|c| {
            c.prepare_cached(
                "SELECT articles.key, looks.url AS page, looks.etag, looks.last_modified, looks.validated_url, looks.since,
                     site_links.*
                 FROM looks JOIN articles ON articles.id = looks.article_id JOIN feeds ON feeds.id = articles.feed_id
                     JOIN site_links ON site_links.feed_id = feeds.id AND site_links.url = looks.url
                 WHERE looks.next <= ?2 AND feeds.key = ?1 AND feeds.subscribed = 1 AND feeds.site = 1
                     AND site_links.state = 'article'
                 ORDER BY articles.time DESC, articles.id DESC LIMIT ?3",
            )?
            .query_map(params![keys::of_feed(key), at.seconds(), most], |row| {
                Ok((look(row)?, sites::link(row)?))
            })?
            .collect()
        })
    }

    /// The looks that are due at pages that stand for what feeds give only the beginning of, the newest articles
    /// first, each with its feed.
    pub fn looks_of_pages(
        &self,
        only: Option<&FeedKey>,
        at: Timestamp,
    ) -> Result<Vec<(Look, FeedKey)>, StoreError> {
        let only = only.map(keys::of_feed);
        self.connections.read(|c| {
            c.prepare_cached(
                "SELECT articles.key, looks.url AS page, looks.etag, looks.last_modified, looks.validated_url, looks.since,
                     feeds.key AS feed
                 FROM looks JOIN articles ON articles.id = looks.article_id JOIN feeds ON feeds.id = articles.feed_id
                     JOIN pages ON pages.article_id = articles.id
                 WHERE looks.next <= ?2 AND (?1 IS NULL OR feeds.key = ?1) AND feeds.subscribed = 1 AND feeds.site = 0
                     AND feeds.content <> 'feed' AND articles.hidden = 0
                     AND pages.state = 'whole' AND pages.fingerprint = articles.fingerprint
                 ORDER BY articles.time DESC, articles.id DESC",
            )?
            .query_map(params![only, at.seconds()], |row| {
                Ok((look(row)?, keys::feed(row.get("feed")?)))
            })?
            .collect()
        })
    }

    /// Keeps what looks came to.
    pub fn looked(&self, looks: &[Looked]) -> Result<(), StoreError> {
        self.connections.cheaply(|t| {
            let mut again = t.prepare_cached(
                "UPDATE looks SET next = ?2 WHERE article_id = (SELECT id FROM articles WHERE key = ?1)",
            )?;
            let mut told = t.prepare_cached(
                "UPDATE looks SET etag = ?2, last_modified = ?3, validated_url = ?4
                 WHERE article_id = (SELECT id FROM articles WHERE key = ?1)",
            )?;
            let mut never = t.prepare_cached(
                "DELETE FROM looks WHERE article_id = (SELECT id FROM articles WHERE key = ?1)",
            )?;
            for look in looks {
                let key = keys::of_article(&look.article);
                match look.next {
                    Some(next) => again.execute(params![key, next.seconds()])?,
                    None => never.execute([key])?,
                };
                if let Some(said) = &look.validators {
                    told.execute(params![key, said.etag, said.last_modified, said.url])?;
                }
            }
            Ok(())
        })
    }
}

/// Notes that the page of an article was stored. Where it is looked at already, only what the answer said is new.
pub(crate) fn begin(t: &Transaction<'_>, article: keys::Bytes, look: &FirstLook) -> rusqlite::Result<()> {
    t.prepare_cached(
        "INSERT INTO looks (article_id, url, etag, last_modified, validated_url, since, next)
         SELECT id, :url, :etag, :last_modified, :validated_url, :since, :next FROM articles WHERE key = :article
         ON CONFLICT (article_id) DO UPDATE SET url = excluded.url, etag = excluded.etag,
             last_modified = excluded.last_modified, validated_url = excluded.validated_url",
    )?
    .execute(named_params! {
        ":article": article, ":url": look.url, ":etag": look.validators.etag,
        ":last_modified": look.validators.last_modified, ":validated_url": look.validators.url,
        ":since": look.since.seconds(), ":next": look.next.seconds(),
    })?;
    Ok(())
}

fn look(row: &Row<'_>) -> rusqlite::Result<Look> {
    Ok(Look {
        article: keys::article(row.get("key")?),
        url: row.get("page")?,
        validators: Validators {
            etag: row.get("etag")?,
            last_modified: row.get("last_modified")?,
            url: row.get("validated_url")?,
        },
        since: sites::instant(row, "since")?,
    })
}
