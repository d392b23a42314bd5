//! What a publisher changed after the reader had read it.

use kazpost_model::ArticleKey;
use rusqlite::{OptionalExtension, Transaction, params};

use crate::pages::{self, Version};
use crate::{NewArticle, Store, StoreError, keys, packing};

impl Store {
    /// The text that the reader read, where it is another now and the difference was not seen.
    pub fn version_read(&self, key: &ArticleKey) -> Result<Option<Version>, StoreError> {
        self.connections.read(|c| {
            c.prepare_cached(
                "SELECT versions.seen_at, versions.title, versions.content, versions.packed, versions.content_base
                 FROM versions JOIN articles ON articles.changed_from = versions.id WHERE articles.key = ?1",
            )?
            .query_row([keys::of_article(key)], pages::version)
            .optional()
        })
    }

    /// The reader has seen how an article changed.
    pub fn correction_seen(&self, key: &ArticleKey) -> Result<(), StoreError> {
        self.connections.cheaply(|t| {
            t.execute(
                "UPDATE articles SET changed_from = NULL WHERE key = ?1",
                [keys::of_article(key)],
            )?;
            Ok(())
        })
    }
}

/// Notes that an article that was read says something else now. The oldest text that was read is what counts.
pub(crate) fn note(t: &Transaction<'_>, article: i64, version: i64) -> rusqlite::Result<()> {
    t.prepare_cached(
        "UPDATE articles SET changed_from = coalesce(changed_from, ?2) WHERE id = ?1
             AND NOT EXISTS (SELECT 1 FROM unread WHERE unread.id = articles.id)",
    )?
    .execute(params![article, version])?;
    Ok(())
}

/// Keeps the text as it is shown now, where `new` says something else; gives its version.
pub(crate) fn keep_version(
    t: &Transaction<'_>,
    id: i64,
    new: &NewArticle,
) -> Result<Option<i64>, StoreError> {
    let stood = t
        .prepare_cached(
            "SELECT articles.title, bodies.summary, bodies.content, bodies.packed
             FROM bodies JOIN articles ON articles.id = bodies.article_id WHERE articles.id = ?1",
        )?
        .query_row([id], |row| {
            let content = packing::readable(row, 2, 3)?;
            Ok((
                row.get::<_, String>(0)?,
                row.get::<_, Option<String>>(1)?,
                content,
            ))
        })
        .optional()?;
    // What cannot be read any more is no version to go back to.
    let Some((title, summary, Some(content))) = stood else {
        return Ok(None);
    };
    let summary = summary.unwrap_or_default();
    if title == new.title
        && summary == new.summary.as_deref().unwrap_or_default()
        && content == new.content.markup()?
    {
        return Ok(None);
    }
    t.prepare_cached(
        "INSERT INTO versions (article_id, seen_at, title, content, packed, content_base)
         SELECT ?1, coalesce(pages.at, bodies.seen_at, bodies.first_seen), articles.title,
             CASE WHEN pages.at IS NOT NULL THEN pages.content
                  WHEN bodies.packed IS NULL AND trim(bodies.content) = '' THEN coalesce(bodies.summary, '')
                  ELSE bodies.content END,
             CASE WHEN pages.at IS NOT NULL THEN pages.packed ELSE bodies.packed END,
             CASE WHEN pages.at IS NOT NULL THEN pages.content_base ELSE bodies.content_base END
         FROM bodies JOIN articles ON articles.id = bodies.article_id
             JOIN feeds ON feeds.id = articles.feed_id
             LEFT JOIN pages ON pages.article_id = articles.id AND pages.state = 'whole'
                 AND feeds.content <> 'feed'
         WHERE articles.id = ?1",
    )?
    .execute([id])?;
    Ok(Some(t.last_insert_rowid()))
}
