use kazpost_model::{ArticleKey, PictureKey};
use rusqlite::{OptionalExtension, Transaction, params};

use crate::{Store, StoreError, keys};

/// A picture as it was fetched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PictureRecord {
    /// E.g. `image/png`, as its bytes say.
    pub media_type: String,
    /// The file.
    pub bytes: Vec<u8>,
}

impl Store {
    /// A picture that was kept.
    pub fn picture(&self, key: &PictureKey) -> Result<Option<PictureRecord>, StoreError> {
        self.connections.read(|c| {
            c.prepare_cached("SELECT media_type, bytes FROM pictures WHERE key = ?1")?
                .query_row([keys::of_picture(key)], |row| {
                    Ok(PictureRecord {
                        media_type: row.get(0)?,
                        bytes: row.get(1)?,
                    })
                })
                .optional()
        })
    }

    /// A picture that was kept for this very article.
    pub fn picture_of(
        &self,
        article: &ArticleKey,
        key: &PictureKey,
    ) -> Result<Option<PictureRecord>, StoreError> {
        self.connections.read(|c| {
            c.prepare_cached(
                "SELECT media_type, bytes FROM pictures
                 JOIN picture_uses ON picture_uses.picture = pictures.key
                 JOIN articles ON articles.id = picture_uses.article_id
                 WHERE articles.key = ?1 AND pictures.key = ?2",
            )?
            .query_row(params![keys::of_article(article), keys::of_picture(key)], |row| {
                Ok(PictureRecord {
                    media_type: row.get(0)?,
                    bytes: row.get(1)?,
                })
            })
            .optional()
        })
    }

    /// Whether a picture is kept for this very article.
    pub fn has_picture(&self, article: &ArticleKey, key: &PictureKey) -> Result<bool, StoreError> {
        self.connections.read(|c| {
            c.prepare_cached(
                "SELECT 1 FROM picture_uses JOIN articles ON articles.id = picture_uses.article_id
                 WHERE articles.key = ?1 AND picture_uses.picture = ?2",
            )?
            .exists(params![keys::of_article(article), keys::of_picture(key)])
        })
    }

    /// Keeps a picture for as long as an article that shows it is kept.
    pub fn put_picture(
        &self,
        article: &ArticleKey,
        key: &PictureKey,
        picture: &PictureRecord,
    ) -> Result<(), StoreError> {
        self.connections.cheaply(|t| {
            t.execute(
                "INSERT OR IGNORE INTO pictures (key, media_type, bytes)
                 SELECT ?2, ?3, ?4 FROM articles WHERE key = ?1",
                params![
                    keys::of_article(article),
                    keys::of_picture(key),
                    picture.media_type,
                    picture.bytes
                ],
            )?;
            t.execute(
                "INSERT OR IGNORE INTO picture_uses (article_id, picture)
                 SELECT id, ?2 FROM articles WHERE key = ?1",
                params![keys::of_article(article), keys::of_picture(key)],
            )?;
            Ok(())
        })
    }

    /// Notes that a kept picture is shown by this article too.
    pub fn use_picture(&self, article: &ArticleKey, key: &PictureKey) -> Result<(), StoreError> {
        let (article, picture) = (keys::of_article(article), keys::of_picture(key));
        let known = self.connections.read(|c| {
            c.prepare_cached(
                "SELECT 1 FROM picture_uses JOIN articles ON articles.id = article_id
                 WHERE articles.key = ?1 AND picture_uses.picture = ?2",
            )?
            .exists(params![article, picture])
        })?;
        if known {
            return Ok(());
        }
        self.connections.cheaply(|t| {
            t.execute(
                "INSERT OR IGNORE INTO picture_uses (article_id, picture)
                 SELECT articles.id, pictures.key FROM articles, pictures
                 WHERE articles.key = ?1 AND pictures.key = ?2",
                params![article, picture],
            )?;
            Ok(())
        })
    }
}

/// Lets go of the pictures that no article shows any more.
pub(crate) fn drop_unused(t: &Transaction<'_>) -> rusqlite::Result<()> {
    t.execute(
        "DELETE FROM pictures WHERE NOT EXISTS (SELECT 1 FROM picture_uses WHERE picture = pictures.key)",
        [],
    )?;
    Ok(())
}
