use kazpost_model::{ArticleKey, Enclosure, Person, RawHtml, Timestamp};
use rusqlite::types::ValueRef;
use rusqlite::{Connection, OptionalExtension, Row, params};

use crate::lists::{ROW_COLUMNS, RowRecord, row_record};
use crate::{Store, StoreError, feeds, ingest, keys, packing};

/// An article whole, as it is kept.
#[derive(Clone, Debug, PartialEq)]
pub struct ArticleRecord {
    /// What lists show of it.
    pub row: RowRecord,
    /// As the feed gave it.
    pub guid: Option<String>,
    /// Where it was published.
    pub url: Option<String>,
    /// JSON Feed's `external_url`.
    pub external_url: Option<String>,
    /// Text: the feed's own teaser.
    pub summary: Option<String>,
    /// All of them.
    pub authors: Vec<Person>,
    /// Text.
    pub tags: Vec<String>,
    /// As received.
    pub content: RawHtml,
    /// `content` is empty because it cannot be read back.
    pub damaged: bool,
    /// `page` is missing because it cannot be read back.
    pub page_damaged: bool,
    /// Base of the relative addresses in it.
    pub content_base: Option<String>,
    /// The article as its page has it, and the base of the relative addresses in it: to be shown instead.
    pub page: Option<(RawHtml, Option<String>)>,
    /// The item's own picture.
    pub image: Option<String>,
    /// Files.
    pub enclosures: Vec<Enclosure>,
    /// When it was published.
    pub published: Option<Timestamp>,
    /// When it was changed.
    pub modified: Option<Timestamp>,
    /// Which text the reader wants of its feed: `auto`, `feed` or `full`.
    pub wanted: String,
    /// When its feed's pictures are fetched: `usual`, `always`, `unmetered`, `saved` or `never`.
    pub pictures: String,
    /// The feed's address.
    pub feed_url: String,
    /// The feed's site.
    pub site_url: Option<String>,
    /// Changed at its source after it was first stored.
    pub updated: bool,
    /// How far the reader got, 0 to 1.
    pub position: f64,
}

impl ArticleRecord {
    /// Whether the reader wants its page whatever the feed gives.
    pub fn wants_page(&self) -> bool {
        self.wanted == "full"
    }
}

impl Store {
    /// One article.
    pub fn article(&self, key: &ArticleKey) -> Result<Option<ArticleRecord>, StoreError> {
        self.connections.read(|c| {
            let id: Option<i64> = c
                .prepare_cached("SELECT id FROM articles WHERE key = ?1")?
                .query_row([keys::of_article(key)], |row| row.get(0))
                .optional()?;
            id.map_or(Ok(None), |id| whole(c, id))
        })
    }

    /// One article of a list.
    pub fn article_of_row(&self, id: i64) -> Result<Option<ArticleRecord>, StoreError> {
        self.connections.read(|c| whole(c, id))
    }

    /// Lets the next sync bring anew what is damaged of an article: its page is one that could not be had, and of its feed,
    /// which is read whole again, the article is taken in without being called changed.
    pub fn have_anew(&self, article: &ArticleRecord) -> Result<(), StoreError> {
        let id = article.row.id;
        self.connections.cheaply(|t| {
            if article.page_damaged {
                t.execute(
                    "UPDATE pages SET state = 'failed', content = '', packed = NULL, content_base = NULL,
                         why = 'What was kept of it was damaged.', at = 0
                     WHERE article_id = ?1",
                    [id],
                )?;
            }
            if article.damaged {
                t.execute(
                    "UPDATE articles SET fingerprint = ?2 WHERE id = ?1",
                    params![id, ingest::UNKNOWN],
                )?;
                t.execute(
                    "UPDATE feeds SET etag = NULL, last_modified = NULL, validated_url = NULL, body_hash = NULL
                     WHERE id = (SELECT feed_id FROM articles WHERE id = ?1)",
                    [id],
                )?;
            }
            Ok(())
        })
    }

    /// Keeps how far the reader got, 0 to 1.
    pub fn set_position(&self, key: &ArticleKey, position: f64) -> Result<(), StoreError> {
        self.connections.cheaply(|t| {
            t.execute(
                "UPDATE articles SET position = ?2 WHERE key = ?1",
                params![keys::of_article(key), position],
            )?;
            Ok(())
        })
    }
}

pub(crate) fn whole(c: &Connection, id: i64) -> rusqlite::Result<Option<ArticleRecord>> {
    c.prepare_cached(&format!(
        "SELECT {ROW_COLUMNS}, articles.updated, articles.position, feeds.url AS feed_url, feeds.site_url, feeds.content AS wanted, feeds.pictures,
             bodies.guid, bodies.url, bodies.external_url, bodies.summary, bodies.content, bodies.packed, bodies.content_base,
             bodies.image, bodies.authors, bodies.tags, bodies.enclosures, bodies.published, bodies.modified,
             pages.content AS page, pages.packed AS page_packed, pages.content_base AS page_base
         FROM articles JOIN feeds ON feeds.id = articles.feed_id JOIN bodies ON bodies.article_id = articles.id
             LEFT JOIN pages ON pages.article_id = articles.id AND pages.state = 'whole' AND feeds.content <> 'feed'
         WHERE articles.id = ?1"
    ))?
    .query_row([id], |row| {
        // One text does not keep whoever goes through many from the others.
        let content = packing::readable(row, "content", "packed")?;
        let page = packing::readable(row, "page", "page_packed")?;
        Ok(ArticleRecord {
            row: row_record(row)?,
            guid: row.get("guid")?,
            url: row.get("url")?,
            external_url: row.get("external_url")?,
            summary: row.get("summary")?,
            authors: list(row, "authors")?,
            tags: list(row, "tags")?,
            damaged: content.is_none(),
            page_damaged: page.is_none() && row.get_ref("page")? != ValueRef::Null,
            content: content.unwrap_or_default(),
            content_base: row.get("content_base")?,
            page: page
                .map(|page| Ok::<_, rusqlite::Error>((page, row.get("page_base")?)))
                .transpose()?,
            image: row.get("image")?,
            enclosures: list(row, "enclosures")?,
            published: feeds::time(row.get("published")?),
            modified: feeds::time(row.get("modified")?),
            wanted: row.get("wanted")?,
            pictures: row.get("pictures")?,
            feed_url: row.get("feed_url")?,
            site_url: row.get("site_url")?,
            updated: row.get("updated")?,
            position: row.get("position")?,
        })
    })
    .optional()
}

/// A column of JSON; one that is none (a library from elsewhere) is an empty list.
fn list<T: serde::de::DeserializeOwned>(row: &Row<'_>, column: &str) -> rusqlite::Result<Vec<T>> {
    let text: String = row.get(column)?;
    Ok(serde_json::from_str(&text).unwrap_or_default())
}
