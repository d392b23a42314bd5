use kazpost_model::{ArticleKey, Timestamp};
use rusqlite::{Connection, OptionalExtension, Row, Transaction, named_params, params};
use serde::{Deserialize, Serialize};

use crate::actions::{self, Recorded, StateChange};
use crate::{Store, StoreError, keys};

/// A highlight, or a note on a whole article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnnotationRecord {
    /// Names it; chosen by whoever makes it.
    pub key: String,
    /// On which article.
    pub article: ArticleKey,
    /// What it says.
    pub content: Annotation,
    /// When it was made.
    pub made: i64,
}

/// What a highlight or note says; as such it stands in the log.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Annotation {
    /// Text that was highlighted; empty for a note on the whole article.
    pub quote: String,
    /// Text before it.
    pub prefix: String,
    /// Text after it.
    pub suffix: String,
    /// A name of a colour.
    pub colour: String,
    /// Text; may be empty.
    pub note: String,
}

/// The columns that make an [`AnnotationRecord`].
const COLUMNS: &str = "key, article, quote, prefix, suffix, colour, note, made";

impl Store {
    /// Makes a highlight or changes one; the article becomes a bookmark with it, so that it stays.
    pub fn annotate(
        &self,
        key: &str,
        article: &ArticleKey,
        annotation: &Annotation,
        at: Timestamp,
    ) -> Result<Recorded, StoreError> {
        self.connections.durably(|t| {
            let bytes = keys::of_article(article);
            let action = self.begin(t, None, at)?;
            let value = serde_json::to_string(annotation).unwrap_or_default();
            let thing = format!("annotation:{key}");
            let mut changed = change(t, action, bytes, &thing, Some(&value), at.seconds())?;
            if changed > 0 {
                changed += actions::mark_one(t, action, bytes, StateChange::Saved(true))?;
            }
            actions::finish(t, action, changed.min(1))
        })
    }

    /// Takes a highlight away.
    pub fn annotation_remove(&self, key: &str, at: Timestamp) -> Result<Recorded, StoreError> {
        self.connections.durably(|t| {
            let article: Option<keys::Bytes> = t
                .query_row("SELECT article FROM annotations WHERE key = ?1", [key], |row| {
                    row.get(0)
                })
                .optional()?;
            let Some(article) = article else {
                return Ok(Recorded::default());
            };
            let action = self.begin(t, None, at)?;
            let changed = change(
                t,
                action,
                article,
                &format!("annotation:{key}"),
                None,
                at.seconds(),
            )?;
            actions::finish(t, action, changed)
        })
    }

    /// The highlights of an article, in the order in which they were made.
    pub fn annotations(&self, article: &ArticleKey) -> Result<Vec<AnnotationRecord>, StoreError> {
        self.connections.read(|c| {
            c.prepare_cached(&format!(
                "SELECT {COLUMNS} FROM annotations WHERE article = ?1 ORDER BY made, rowid"
            ))?
            .query_map([keys::of_article(article)], record)?
            .collect()
        })
    }

    /// All highlights of articles that are there, the newest first, with their articles' rows.
    pub fn all_annotations(&self) -> Result<Vec<(AnnotationRecord, i64)>, StoreError> {
        self.connections
            .read(|c| listed(c, "ORDER BY made DESC, annotations.rowid DESC"))
    }

    /// Those that the reader has not met again for the longest time.
    pub fn annotations_to_review(&self, limit: u32) -> Result<Vec<(AnnotationRecord, i64)>, StoreError> {
        let order = format!("ORDER BY coalesce(reviewed, 0), made, annotations.rowid LIMIT {limit}");
        self.connections.read(|c| listed(c, &order))
    }

    /// Keeps that the reader met these again.
    pub fn annotations_reviewed(&self, names: &[String], at: Timestamp) -> Result<(), StoreError> {
        self.connections.cheaply(|t| {
            let mut update = t.prepare_cached("UPDATE annotations SET reviewed = ?2 WHERE key = ?1")?;
            for name in names {
                update.execute(params![name, at.seconds()])?;
            }
            Ok(())
        })
    }

    /// How many highlights and notes there are on articles that are there.
    pub fn annotation_count(&self) -> Result<u32, StoreError> {
        self.connections.read(|c| {
            c.prepare_cached(
                "SELECT count(*) FROM annotations
                 WHERE EXISTS (SELECT 1 FROM articles WHERE articles.key = annotations.article)",
            )?
            .query_row([], |row| row.get(0))
        })
    }
}

fn listed(c: &Connection, order: &str) -> rusqlite::Result<Vec<(AnnotationRecord, i64)>> {
    let columns = COLUMNS.replace("key,", "annotations.key,");
    c.prepare_cached(&format!(
        "SELECT {columns}, articles.id AS row_id FROM annotations JOIN articles ON articles.key = annotations.article
         {order}"
    ))?
    .query_map([], |row| Ok((record(row)?, row.get("row_id")?)))?
    .collect()
}

fn record(row: &Row<'_>) -> rusqlite::Result<AnnotationRecord> {
    Ok(AnnotationRecord {
        key: row.get("key")?,
        article: keys::article(row.get("article")?),
        content: Annotation {
            quote: row.get("quote")?,
            prefix: row.get("prefix")?,
            suffix: row.get("suffix")?,
            colour: row.get("colour")?,
            note: row.get("note")?,
        },
        made: row.get("made")?,
    })
}

/// One line in the log and the state after it; 0 where it was so already.
pub(crate) fn change(
    t: &Transaction<'_>,
    action: i64,
    article: keys::Bytes,
    thing: &str,
    value: Option<&str>,
    at: i64,
) -> Result<u32, StoreError> {
    let before: Option<Option<String>> = t
        .prepare_cached(
            "SELECT value FROM own_changes WHERE article = ?1 AND thing = ?2 ORDER BY action_id DESC LIMIT 1",
        )?
        .query_row(params![article, thing], |row| row.get(0))
        .optional()?;
    if before.flatten().as_deref() == value {
        return Ok(0);
    }
    t.prepare_cached("INSERT INTO own_changes (action_id, article, thing, value) VALUES (?1, ?2, ?3, ?4)")?
        .execute(params![action, article, thing, value])?;
    let Some((kind, name)) = thing.split_once(':') else {
        return Ok(1);
    };
    match (kind, value) {
        ("annotation", None) => {
            t.prepare_cached("DELETE FROM annotations WHERE key = ?1")?
                .execute([name])?;
        }
        ("annotation", Some(value)) => {
            let content: Annotation = serde_json::from_str(value).unwrap_or_default();
            t.prepare_cached(
                "INSERT INTO annotations (key, article, quote, prefix, suffix, colour, note, made)
                 VALUES (:key, :article, :quote, :prefix, :suffix, :colour, :note,
                     coalesce((SELECT min(at) FROM actions JOIN own_changes ON action_id = id
                               WHERE article = :article AND thing = 'annotation:' || :key), :at))
                 ON CONFLICT (key) DO UPDATE SET quote = excluded.quote, prefix = excluded.prefix,
                     suffix = excluded.suffix, colour = excluded.colour, note = excluded.note",
            )?
            .execute(named_params! {
                ":key": name, ":article": article, ":quote": content.quote, ":prefix": content.prefix,
                ":suffix": content.suffix, ":colour": content.colour, ":note": content.note, ":at": at,
            })?;
        }
        (kind, None) => {
            t.prepare_cached("DELETE FROM labels WHERE kind = ?1 AND name = ?2 AND article = ?3")?
                .execute(params![kind, name, article])?;
        }
        (kind, Some(_)) => {
            t.prepare_cached("INSERT OR IGNORE INTO labels (kind, name, article) VALUES (?1, ?2, ?3)")?
                .execute(params![kind, name, article])?;
        }
    }
    Ok(1)
}

/// A thing that an act changed: on which article, what, and its value before.
type Changed = (keys::Bytes, String, Option<String>);

/// Takes back what an action did here, where nothing was done to the same thing since.
pub(crate) fn take_back(t: &Transaction<'_>, undone: i64, action: i64, at: i64) -> Result<u32, StoreError> {
    let before: Vec<Changed> = t
        .prepare_cached(
            "SELECT article, thing,
                 (SELECT earlier.value FROM own_changes AS earlier
                  WHERE earlier.article = own_changes.article AND earlier.thing = own_changes.thing
                      AND earlier.action_id < ?1
                  ORDER BY earlier.action_id DESC LIMIT 1)
             FROM own_changes
             WHERE action_id = ?1 AND NOT EXISTS (SELECT 1 FROM own_changes AS later
                 WHERE later.article = own_changes.article AND later.thing = own_changes.thing
                     AND later.action_id > ?1)",
        )?
        .query_map([undone], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
        .collect::<Result<_, _>>()?;
    let mut changed = 0;
    for (article, thing, value) in before {
        changed += change(t, action, article, &thing, value.as_deref(), at)?;
    }
    Ok(changed)
}
