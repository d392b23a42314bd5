use kazpost_model::{FeedKey, Timestamp};
use rusqlite::types::Value;
use rusqlite::{OptionalExtension, Row, Transaction, named_params, params};

use crate::{Store, StoreError, keys, pictures};

/// A subscription as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FeedRecord {
    /// Its key.
    pub key: FeedKey,
    /// Where it is fetched from now.
    pub url: String,
    /// Where it was first found.
    pub found_at: String,
    /// What the reader sees: the own name given to it, else the feed's, else the address.
    pub title: String,
    /// The site it belongs to.
    pub site_url: Option<String>,
    /// Text.
    pub folder: Option<String>,
    /// BCP 47; may be empty.
    pub language: String,
    /// `ETag` of the last answer.
    pub etag: Option<String>,
    /// `Last-Modified` of the last answer.
    pub last_modified: Option<String>,
    /// The address that gave both.
    pub validated_url: Option<String>,
    /// Hash of the last document's bytes.
    pub body_hash: Option<Vec<u8>>,
    /// When it last answered well.
    pub synced_at: Option<Timestamp>,
    /// Not to be asked again before.
    pub next_try: Option<Timestamp>,
    /// Since when it fails.
    pub failing_since: Option<Timestamp>,
    /// How often in a row.
    pub failures: u32,
    /// Why, in the caller's own form.
    pub error: Option<String>,
    /// It answered 410.
    pub gone: bool,
    /// Which text is shown: `auto`, `feed` or `full`.
    pub content: String,
    /// A site that is followed through its front page; `url` is that.
    pub site: bool,
    /// When pictures are fetched: `usual`, `always`, `unmetered`, `saved` or `never`.
    pub pictures: String,
    /// Unread articles; filled by [`Store::feeds`], else 0.
    pub unread: u32,
    /// All its articles; filled by [`Store::feeds`], else 0.
    pub total: u32,
}

/// A subscription to be made.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewFeed {
    /// Where it is fetched from; its key follows from it.
    pub url: String,
    /// The feed's own name; empty where not known yet.
    pub title: String,
    /// The reader's own name for it.
    pub custom_title: Option<String>,
    /// The site it belongs to.
    pub site_url: Option<String>,
    /// Text.
    pub folder: Option<String>,
    /// A site that is followed through its front page at `url`; its articles have their text from their pages.
    pub site: bool,
}

/// How an attempt to fetch a feed ended that brought no document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Attempt {
    /// The host says that nothing changed.
    NotModified {
        /// Moved for good to there.
        url: Option<String>,
        /// A newer validator, where it gave one.
        etag: Option<String>,
        /// A newer validator, where it gave one.
        last_modified: Option<String>,
    },
    /// The document that is there already, once more.
    SameBytes {
        /// Moved for good to there.
        url: Option<String>,
        /// To be sent next time.
        etag: Option<String>,
        /// To be sent next time.
        last_modified: Option<String>,
        /// The address that gave both.
        validated_url: String,
    },
    /// It failed.
    Failed {
        /// Kept as it is.
        error: String,
        /// Not to be asked again before.
        next_try: Option<Timestamp>,
        /// 410.
        gone: bool,
    },
}

const COLUMNS: &str = "key, url, found_at, coalesce(nullif(custom_title, ''), nullif(feed_title, ''), url) AS title,
    site_url, folder, language, etag, last_modified, validated_url, body_hash, synced_at, next_try, failing_since,
    failures, error, gone, content, site, pictures";

/// What goes with its feed: what the reader neither bookmarked nor wrote on.
pub(crate) const UNWANTED: &str = "saved = 0 AND key NOT IN (SELECT article FROM annotations)
    AND key NOT IN (SELECT article FROM labels)";

/// In two parts, each of which has an index: this is asked at each start, of all articles and sources.
fn dropping_strays() -> String {
    format!(
        "DELETE FROM articles WHERE {UNWANTED} AND id IN (
             SELECT id FROM articles
             WHERE hidden = 0 AND feed_id IN (SELECT id FROM feeds WHERE subscribed = 0)
             UNION ALL SELECT id FROM articles
             WHERE hidden = 1 AND feed_id IN (SELECT id FROM feeds WHERE subscribed = 0))"
    )
}

impl Store {
    /// All subscriptions with their counts, by address.
    pub fn feeds(&self) -> Result<Vec<FeedRecord>, StoreError> {
        self.connections.read(|c| {
            c.prepare_cached(&format!(
                "SELECT {COLUMNS}, tallies.unread, tallies.articles
                 FROM feeds JOIN tallies ON tallies.feed_id = feeds.id WHERE subscribed = 1 ORDER BY url"
            ))?
            .query_map([], |row| {
                Ok(FeedRecord {
                    unread: row.get("unread")?,
                    total: row.get("articles")?,
                    ..record(row)?
                })
            })?
            .collect()
        })
    }

    /// How many unread articles each subscription has that has some.
    pub fn unread_by_feed(&self) -> Result<Vec<(FeedKey, u32)>, StoreError> {
        self.connections.read(|c| {
            // Both in the order of the rows, side by side: to look each up in its wide row takes three times as long.
            let unread: Vec<(i64, u32)> = c
                .prepare_cached("SELECT feed_id, unread FROM tallies WHERE unread > 0 ORDER BY feed_id")?
                .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
                .collect::<Result<_, _>>()?;
            let mut found = Vec::with_capacity(unread.len());
            let mut unread = unread.into_iter().peekable();
            let mut subscribed = c.prepare_cached(
                "SELECT id, key FROM feeds INDEXED BY feeds_subscribed WHERE subscribed = 1 ORDER BY id",
            )?;
            let mut rows = subscribed.query([])?;
            while let Some(row) = rows.next()? {
                let id: i64 = row.get(0)?;
                while unread.next_if(|(feed, _)| *feed < id).is_some() {}
                if let Some((_, unread)) = unread.next_if(|(feed, _)| *feed == id) {
                    found.push((keys::feed(row.get(1)?), unread));
                }
            }
            Ok(found)
        })
    }

    /// One subscription, without counts.
    pub fn feed(&self, key: &FeedKey) -> Result<Option<FeedRecord>, StoreError> {
        self.connections.read(|c| {
            c.prepare_cached(&format!(
                "SELECT {COLUMNS} FROM feeds WHERE key = ?1 AND subscribed = 1"
            ))?
            .query_row([keys::of_feed(key)], record)
            .optional()
        })
    }

    /// The subscription that is fetched from `url`, or was first found there.
    pub fn feed_at(&self, url: &str) -> Result<Option<FeedRecord>, StoreError> {
        self.connections.read(|c| {
            c.prepare_cached(&format!(
                "SELECT {COLUMNS} FROM feeds WHERE subscribed = 1 AND (url = ?1 OR found_at = ?1)
                 ORDER BY url <> ?1 LIMIT 1"
            ))?
            .query_row([url], record)
            .optional()
        })
    }

    /// Subscribes to those that are not subscribed to yet, in one go; says for each whether it is new.
    pub fn subscribe(&self, feeds: &[NewFeed]) -> Result<Vec<bool>, StoreError> {
        self.connections.durably(|t| {
            let mut known =
                t.prepare_cached("SELECT 1 FROM feeds WHERE subscribed = 1 AND (url = ?1 OR found_at = ?1)")?;
            // One that was removed and is still there for its bookmarked articles comes back to life.
            let mut insert = t.prepare_cached(
                "INSERT INTO feeds (key, url, found_at, feed_title, custom_title, site_url, folder, site, content)
                 VALUES (:key, :url, :url, :title, :custom_title, :site_url, :folder, :site, iif(:site, 'feed', 'auto'))
                 ON CONFLICT (key) DO UPDATE SET subscribed = 1, url = excluded.url, folder = excluded.folder,
                     site = excluded.site, content = iif(excluded.site, 'feed', content),
                     custom_title = coalesce(excluded.custom_title, custom_title),
                     gone = 0, error = NULL, failing_since = NULL, failures = 0, next_try = NULL,
                     etag = NULL, last_modified = NULL, body_hash = NULL",
            )?;
            feeds
                .iter()
                .map(|feed| {
                    if known.exists([&feed.url])? {
                        return Ok(false);
                    }
                    insert.execute(named_params! {
                        ":key": keys::of_feed(&FeedKey::of_address(&feed.url)),
                        ":url": feed.url,
                        ":title": feed.title,
                        ":custom_title": feed.custom_title,
                        ":site_url": feed.site_url,
                        ":folder": feed.folder,
                        ":site": feed.site,
                    })?;
                    Ok(true)
                })
                .collect()
        })
    }

    /// Changes what the reader may change; `None` leaves it, an empty text takes it away.
    pub fn edit_feed(
        &self,
        key: &FeedKey,
        title: Option<&str>,
        folder: Option<&str>,
        url: Option<&str>,
    ) -> Result<(), StoreError> {
        self.connections.durably(|t| {
            let id = id(t, key)?;
            if let Some(title) = title {
                t.execute(
                    "UPDATE feeds SET custom_title = nullif(?2, '') WHERE id = ?1",
                    params![id, title],
                )?;
            }
            if let Some(folder) = folder {
                t.execute(
                    "UPDATE feeds SET folder = nullif(?2, '') WHERE id = ?1",
                    params![id, folder],
                )?;
            }
            if let Some(url) = url {
                let other = t
                    .prepare_cached(
                        "SELECT coalesce(nullif(custom_title, ''), nullif(feed_title, ''), url) FROM feeds
                         WHERE subscribed = 1 AND id <> ?1 AND (url = ?2 OR found_at = ?2)",
                    )?
                    .query_row(params![id, url], |row| row.get(0))
                    .optional()?;
                if let Some(title) = other {
                    return Err(StoreError::Taken {
                        url: url.to_owned(),
                        title,
                    });
                }
                t.execute(
                    "UPDATE feeds SET url = ?2, etag = NULL, last_modified = NULL, validated_url = NULL,
                         body_hash = NULL, next_try = NULL, gone = 0, failures = 0, failing_since = NULL,
                         error = NULL
                     WHERE id = ?1",
                    params![id, url],
                )?;
            }
            Ok(())
        })
    }

    /// Ends a subscription. Its articles go, save those that are bookmarked; says how many stayed.
    pub fn remove_feed(&self, key: &FeedKey) -> Result<u32, StoreError> {
        self.connections.durably(|t| {
            let id = id(t, key)?;
            t.execute(
                &format!("DELETE FROM articles WHERE feed_id = ?1 AND {UNWANTED}"),
                [id],
            )?;
            let kept = t.query_row("SELECT count(*) FROM articles WHERE feed_id = ?1", [id], |r| {
                r.get(0)
            })?;
            if kept == 0 {
                t.execute("DELETE FROM feeds WHERE id = ?1", [id])?;
            } else {
                t.execute("UPDATE feeds SET subscribed = 0, site = 0 WHERE id = ?1", [id])?;
                // Followed again, it is read from the beginning.
                t.execute("DELETE FROM site_links WHERE feed_id = ?1", [id])?;
                t.execute("DELETE FROM site_pages WHERE feed_id = ?1", [id])?;
            }
            pictures::drop_unused(t)?;
            Ok(kept)
        })
    }

    /// Lets go of articles that outlived their feed for a bookmark and have none any more. Not at once when the
    /// bookmark goes, so that it can be undone.
    pub(crate) fn drop_strays(&self) -> Result<(), StoreError> {
        self.connections.cheaply(|t| {
            let strays = t.execute(&dropping_strays(), [])?;
            if strays > 0 {
                t.execute(
                    "DELETE FROM feeds
                     WHERE subscribed = 0 AND NOT EXISTS (SELECT 1 FROM articles WHERE feed_id = feeds.id)",
                    [],
                )?;
                pictures::drop_unused(t)?;
            }
            Ok(())
        })
    }

    /// Keeps how an attempt without a document ended.
    pub fn attempted(&self, key: &FeedKey, at: Timestamp, attempt: &Attempt) -> Result<(), StoreError> {
        self.connections.cheaply(|t| {
            match attempt {
                Attempt::NotModified {
                    url,
                    etag,
                    last_modified,
                } => {
                    moved(t, key, url.as_deref())?;
                    t.prepare_cached(
                        "UPDATE feeds SET etag = coalesce(:etag, etag),
                             last_modified = coalesce(:last_modified, last_modified), synced_at = :at,
                             attempted_at = :at, next_try = NULL, failing_since = NULL, failures = 0,
                             error = NULL, gone = 0
                         WHERE key = :key",
                    )?
                    .execute(named_params! {
                        ":key": keys::of_feed(key), ":at": at.seconds(), ":etag": etag,
                        ":last_modified": last_modified,
                    })?
                }
                Attempt::SameBytes {
                    url,
                    etag,
                    last_modified,
                    validated_url,
                } => {
                    moved(t, key, url.as_deref())?;
                    t.prepare_cached(
                        "UPDATE feeds SET etag = :etag,
                             last_modified = :last_modified, validated_url = :validated_url, synced_at = :at,
                             attempted_at = :at, next_try = NULL, failing_since = NULL, failures = 0,
                             error = NULL, gone = 0
                         WHERE key = :key",
                    )?
                    .execute(named_params! {
                        ":key": keys::of_feed(key), ":at": at.seconds(), ":etag": etag,
                        ":last_modified": last_modified, ":validated_url": validated_url,
                    })?
                }
                Attempt::Failed { error, next_try, gone } => t
                    .prepare_cached(
                        "UPDATE feeds SET attempted_at = :at, next_try = :next_try, error = :error, gone = :gone,
                             failing_since = coalesce(failing_since, :at), failures = failures + 1
                         WHERE key = :key",
                    )?
                    .execute(named_params! {
                        ":key": keys::of_feed(key), ":at": at.seconds(), ":error": error,
                        ":next_try": next_try.map(Timestamp::seconds), ":gone": gone,
                    })?,
            };
            Ok(())
        })
    }
}

/// Notes that a feed moved for good to `url`, if it did. In a statement of its own: each that could set the address
/// writes a page of the index of addresses, moved or not.
pub(crate) fn moved(t: &Transaction<'_>, key: &FeedKey, url: Option<&str>) -> rusqlite::Result<()> {
    let free = url.map(|url| free(t, key, url)).transpose()?.flatten();
    if let Some(url) = free {
        t.prepare_cached("UPDATE feeds SET url = ?2 WHERE key = ?1")?
            .execute(params![keys::of_feed(key), url])?;
    }
    Ok(())
}

/// `url`, unless another subscription is fetched from there already: two of one address would be doubles.
fn free(t: &Transaction<'_>, key: &FeedKey, url: &str) -> rusqlite::Result<Option<String>> {
    let taken = t
        .prepare_cached("SELECT 1 FROM feeds WHERE url = ?1 AND key <> ?2 AND subscribed = 1")?
        .exists(params![url, keys::of_feed(key)])?;
    Ok((!taken).then(|| url.to_owned()))
}

pub(crate) fn id(t: &Transaction<'_>, key: &FeedKey) -> Result<i64, StoreError> {
    t.prepare_cached("SELECT id FROM feeds WHERE key = ?1 AND subscribed = 1")?
        .query_row([keys::of_feed(key)], |row| row.get(0))
        .optional()?
        .ok_or(StoreError::NotFound("feed"))
}

/// In the order of [`COLUMNS`]: looking each up by its name would take longer than reading it.
fn record(row: &Row<'_>) -> rusqlite::Result<FeedRecord> {
    let mut columns = 0;
    let mut next = || {
        columns += 1;
        columns - 1
    };
    Ok(FeedRecord {
        key: keys::feed(row.get(next())?),
        url: row.get(next())?,
        found_at: row.get(next())?,
        title: row.get(next())?,
        site_url: row.get(next())?,
        folder: row.get(next())?,
        language: row.get(next())?,
        etag: row.get(next())?,
        last_modified: row.get(next())?,
        validated_url: row.get(next())?,
        body_hash: row.get(next())?,
        synced_at: time(row.get(next())?),
        next_try: time(row.get(next())?),
        failing_since: time(row.get(next())?),
        failures: row.get(next())?,
        error: row.get(next())?,
        gone: row.get(next())?,
        content: row.get(next())?,
        site: row.get(next())?,
        pictures: row.get(next())?,
        unread: 0,
        total: 0,
    })
}

pub(crate) fn time(value: Value) -> Option<Timestamp> {
    match value {
        Value::Integer(seconds) => Timestamp::from_seconds(seconds),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::dropping_strays;
    use crate::connections::plan;

    /// The start would take the longer the more sources and articles there are.
    #[test]
    fn a_start_goes_through_neither_sources_nor_articles() {
        let plan = plan(&dropping_strays());
        let whole = |step: &&String| step.starts_with("SCAN ") && !step.ends_with("INDEX feeds_removed");
        assert_eq!(plan.iter().find(whole), None, "{plan:#?}");
        assert!(
            plan.iter().any(|step| step.contains("feeds_removed")),
            "{plan:#?}"
        );
    }
}
