use kazpost_model::{ArticleKey, FeedKey, PictureKey};
use rusqlite::{OptionalExtension, Row, Transaction, params};

use crate::{Store, StoreError, feeds, keys};

/// A picture as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PictureRecord {
    /// E.g. `image/png`, as its bytes say.
    pub media_type: String,
    /// In pixels; 0 where it was kept before sizes were.
    pub width: u32,
    /// In pixels.
    pub height: u32,
    /// The file.
    pub bytes: Vec<u8>,
}

/// A picture, and the hash that its bytes had when it was kept; `None`: it was kept before hashes were.
pub type Hashed = (PictureRecord, Option<[u8; 32]>);

/// Width and height in pixels.
pub type Size = (u32, u32);

/// An article whose pictures might be wanted after a sync.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PictureCandidate {
    /// The article's key.
    pub key: ArticleKey,
    /// Bookmarked.
    pub saved: bool,
    /// When its feed's pictures are wanted: `usual`, `always`, `unmetered`, `saved` or `never`.
    pub wanted: String,
}

const PICTURE: &str = "SELECT coalesce(files.media_type, pictures.media_type), coalesce(files.width, 0),
     coalesce(files.height, 0), coalesce(files.bytes, pictures.bytes)
     FROM pictures LEFT JOIN picture_files AS files ON files.hash = pictures.file";

fn record(row: &Row<'_>) -> rusqlite::Result<PictureRecord> {
    Ok(PictureRecord {
        media_type: row.get(0)?,
        width: row.get(1)?,
        height: row.get(2)?,
        bytes: row.get(3)?,
    })
}

impl Store {
    /// A picture that was kept.
    pub fn picture(&self, key: &PictureKey) -> Result<Option<PictureRecord>, StoreError> {
        self.connections.read(|c| {
            c.prepare_cached(&format!("{PICTURE} WHERE pictures.key = ?1"))?
                .query_row([keys::of_picture(key)], record)
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
            c.prepare_cached(&format!(
                "{PICTURE} JOIN picture_uses ON picture_uses.picture = pictures.key
                 JOIN articles ON articles.id = picture_uses.article_id
                 WHERE articles.key = ?1 AND pictures.key = ?2"
            ))?
            .query_row(params![keys::of_article(article), keys::of_picture(key)], record)
            .optional()
        })
    }

    /// Width and height of the pictures that are kept for an article, where they are known.
    pub fn picture_sizes(&self, article: &ArticleKey) -> Result<Vec<(PictureKey, Size)>, StoreError> {
        self.connections.read(|c| {
            c.prepare_cached(
                "SELECT pictures.key, files.width, files.height FROM articles
                 JOIN picture_uses ON picture_uses.article_id = articles.id
                 JOIN pictures ON pictures.key = picture_uses.picture
                 JOIN picture_files AS files ON files.hash = pictures.file WHERE articles.key = ?1",
            )?
            .query_map([keys::of_article(article)], |row| {
                Ok((keys::picture(row.get(0)?), (row.get(1)?, row.get(2)?)))
            })?
            .collect()
        })
    }

    /// Bytes that all pictures take.
    pub fn picture_bytes(&self) -> Result<u64, StoreError> {
        self.connections.read(|c| {
            c.prepare_cached(
                "SELECT coalesce((SELECT sum(length(bytes)) FROM picture_files), 0)
                     + coalesce((SELECT sum(length(bytes)) FROM pictures WHERE file IS NULL), 0)",
            )?
            .query_row([], |row| row.get::<_, i64>(0).map(i64::unsigned_abs))
        })
    }

    /// Bytes that the library takes; what was freed in its file and waits to be used again is none of them.
    pub fn library_bytes(&self) -> Result<u64, StoreError> {
        self.connections.read(|c| {
            c.query_row(
                "SELECT (page_count - freelist_count) * page_size
                 FROM pragma_page_count, pragma_freelist_count, pragma_page_size",
                [],
                |row| row.get::<_, i64>(0).map(i64::unsigned_abs),
            )
        })
    }

    /// The articles whose pictures were not asked for since they are as they are: of the newest unread ones at most
    /// `newest`, and every bookmark.
    pub fn unpictured(&self, newest: u32) -> Result<Vec<PictureCandidate>, StoreError> {
        self.connections.read(|c| {
            c.prepare_cached(
                "SELECT articles.key, articles.saved, feeds.pictures FROM articles
                 JOIN bodies ON bodies.article_id = articles.id JOIN feeds ON feeds.id = articles.feed_id
                 WHERE bodies.pictured = 0 AND articles.id IN (
                     SELECT * FROM (SELECT id FROM unread NOT INDEXED WHERE hidden = 0 ORDER BY time DESC LIMIT ?1)
                     UNION SELECT id FROM articles WHERE saved = 1)
                 ORDER BY articles.time DESC",
            )?
            .query_map([newest], |row| {
                Ok(PictureCandidate {
                    key: keys::article(row.get(0)?),
                    saved: row.get(1)?,
                    wanted: row.get(2)?,
                })
            })?
            .collect()
        })
    }

    /// Notes that an article's pictures were asked for.
    pub fn set_pictured(&self, article: &ArticleKey) -> Result<(), StoreError> {
        self.connections.cheaply(|t| {
            t.prepare_cached(
                "UPDATE bodies SET pictured = 1 WHERE article_id = (SELECT id FROM articles WHERE key = ?1)",
            )?
            .execute([keys::of_article(article)])?;
            Ok(())
        })
    }

    /// When the pictures of a subscription's articles are fetched.
    pub fn set_feed_pictures(&self, key: &FeedKey, pictures: &str) -> Result<(), StoreError> {
        self.connections.durably(|t| {
            let id = feeds::id(t, key)?;
            t.execute(
                "UPDATE feeds SET pictures = ?2 WHERE id = ?1",
                params![id, pictures],
            )?;
            // Asked anew: what was not wanted may be now.
            t.execute(
                "UPDATE bodies SET pictured = 0
                 WHERE article_id IN (SELECT id FROM articles WHERE feed_id = ?1 AND (saved = 1 OR EXISTS (
                     SELECT 1 FROM unread WHERE unread.id = articles.id)))",
                [id],
            )?;
            Ok(())
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

    /// A picture that was kept, to be held against its hash.
    pub fn picture_and_hash(&self, key: &PictureKey) -> Result<Option<Hashed>, StoreError> {
        self.connections.read(|c| {
            c.prepare_cached(
                "SELECT coalesce(files.media_type, pictures.media_type), coalesce(files.width, 0),
                     coalesce(files.height, 0), coalesce(files.bytes, pictures.bytes), pictures.file
                 FROM pictures LEFT JOIN picture_files AS files ON files.hash = pictures.file WHERE pictures.key = ?1",
            )?
            .query_row([keys::of_picture(key)], |row| Ok((record(row)?, row.get(4)?)))
            .optional()
        })
    }

    /// Lets go of a picture whose bytes are not what they were, and of all others that have the same, so that they are
    /// fetched again.
    pub fn forget_picture(&self, key: &PictureKey) -> Result<(), StoreError> {
        self.connections.cheaply(|t| {
            let key = keys::of_picture(key);
            t.execute(
                "UPDATE bodies SET pictured = 0 WHERE article_id IN (
                     SELECT article_id FROM picture_uses WHERE picture IN (SELECT key FROM pictures
                         WHERE key = ?1 OR file = (SELECT file FROM pictures WHERE key = ?1)))",
                [key],
            )?;
            let file: Option<Option<[u8; 32]>> = t
                .query_row("SELECT file FROM pictures WHERE key = ?1", [key], |row| {
                    row.get(0)
                })
                .optional()?;
            t.execute("DELETE FROM pictures WHERE key = ?1", [key])?;
            if let Some(Some(file)) = file {
                t.execute("DELETE FROM pictures WHERE file = ?1", [file])?;
                t.execute("DELETE FROM picture_files WHERE hash = ?1", [file])?;
            }
            Ok(())
        })
    }

    /// Keeps a picture for as long as an article that shows it is kept, once for all who have these bytes: `hash` is
    /// theirs.
    pub fn put_picture(
        &self,
        article: &ArticleKey,
        key: &PictureKey,
        picture: &PictureRecord,
        hash: &[u8; 32],
    ) -> Result<(), StoreError> {
        self.connections.cheaply(|t| {
            let article = t
                .prepare_cached("SELECT id FROM articles WHERE key = ?1")?
                .query_row([keys::of_article(article)], |row| row.get::<_, i64>(0))
                .optional()?;
            // It went while the picture came.
            let Some(article) = article else { return Ok(()) };
            let PictureRecord {
                media_type,
                width,
                height,
                bytes,
            } = picture;
            t.execute(
                "INSERT OR IGNORE INTO picture_files (hash, media_type, width, height, bytes)
                 VALUES (?1, ?2, ?3, ?4, ?5)",
                params![hash, media_type, width, height, bytes],
            )?;
            t.execute(
                "INSERT OR IGNORE INTO pictures (key, media_type, bytes, file) VALUES (?1, ?2, x'', ?3)",
                params![keys::of_picture(key), media_type, hash],
            )?;
            t.execute(
                "INSERT OR IGNORE INTO picture_uses (article_id, picture) VALUES (?1, ?2)",
                params![article, keys::of_picture(key)],
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
    t.execute(
        "DELETE FROM picture_files WHERE NOT EXISTS (SELECT 1 FROM pictures WHERE file = picture_files.hash)",
        [],
    )?;
    Ok(())
}
