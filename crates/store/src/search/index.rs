use std::sync::{Mutex, MutexGuard, PoisonError};

use rusqlite::{Transaction, params};

use crate::articles::ArticleRecord;
use crate::{Store, StoreError, stories};

/// The words of an article as keys, parted by spaces.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Terms {
    /// Of its title.
    pub title: String,
    /// Of its standfirst, where that is not how the body begins.
    pub standfirst: String,
    /// Of its authors.
    pub author: String,
    /// Of its tags, the reader's own among them.
    pub tags: String,
    /// Of what the reader wrote on it.
    pub notes: String,
    /// Of its body.
    pub body: String,
    /// What its story is told by; empty where that is not known.
    pub sketch: Vec<u8>,
}

impl Terms {
    pub(crate) fn bytes(&self) -> usize {
        self.title.len() + self.standfirst.len() + self.author.len() + self.tags.len() + self.body.len()
    }
}

/// An article's row, its fingerprint and its words.
type Row = (i64, [u8; 16], Terms);

/// Articles stored and not yet indexed, whose words are known: the index takes thousands at once in a fraction of the
/// time that it needs for a feed at a time. Lost with the process; `unindexed` still names them then.
#[derive(Default)]
pub(crate) struct Pending(Mutex<Waiting>);

#[derive(Default)]
struct Waiting {
    rows: Vec<Row>,
    bytes: usize,
}

impl Pending {
    fn lock(&self) -> MutexGuard<'_, Waiting> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Gives how many bytes of words wait now.
    pub(crate) fn add(&self, rows: impl Iterator<Item = Row>) -> usize {
        let mut waiting = self.lock();
        for row in rows {
            waiting.bytes += row.2.bytes();
            waiting.rows.push(row);
        }
        waiting.bytes
    }

    fn take(&self) -> Vec<Row> {
        std::mem::take(&mut *self.lock()).rows
    }
}

impl Store {
    /// Takes into the index what was stored since the last time.
    pub fn index_stored(&self) -> Result<(), StoreError> {
        let rows = self.pending.take();
        if rows.is_empty() {
            return Ok(());
        }
        self.connections.cheaply(|t| Ok(put_stored(t, &rows)?))?;
        self.connections.fit()
    }

    /// As [`Store::index_stored`], in a transaction that stores, once there are words enough.
    pub(crate) fn index_if_enough(&self, t: &Transaction<'_>, bytes: usize) -> Result<(), StoreError> {
        if bytes >= self.connections.words() {
            put_stored(t, &self.pending.take())?;
        }
        Ok(())
    }

    /// How many articles the index does not hold as they are now.
    pub fn unindexed(&self) -> Result<u32, StoreError> {
        self.connections
            .read(|c| c.query_row("SELECT count(*) FROM unindexed", [], |row| row.get(0)))
    }

    /// The newest of the articles that the index does not hold as they are now.
    pub fn next_unindexed(&self, limit: u32) -> Result<Vec<ArticleRecord>, StoreError> {
        self.connections.read(|c| {
            let ids: Vec<i64> = c
                .prepare_cached("SELECT article_id FROM unindexed ORDER BY article_id DESC LIMIT ?1")?
                .query_map([limit], |row| row.get(0))?
                .collect::<Result<_, _>>()?;
            ids.into_iter()
                .filter_map(|id| crate::articles::whole(c, id).transpose())
                .collect()
        })
    }

    /// Indexes articles of which the library says in `unindexed` that they are not.
    pub fn index(&self, articles: &[(i64, Terms)]) -> Result<(), StoreError> {
        self.connections.cheaply(|t| {
            let mut put = Vec::with_capacity(articles.len());
            for (id, terms) in articles {
                let named = t
                    .prepare_cached("DELETE FROM unindexed WHERE article_id = ?1")?
                    .execute([id])?;
                if named > 0 {
                    put.push((*id, terms));
                }
            }
            Ok(put_all(t, &put)?)
        })
    }
}

fn put_stored(t: &Transaction<'_>, rows: &[Row]) -> rusqlite::Result<()> {
    let mut put = Vec::with_capacity(rows.len());
    for (id, fingerprint, terms) in rows {
        // Another process may have stored a newer form of it; that one knows its words.
        let same = t
            .prepare_cached(
                "DELETE FROM unindexed WHERE article_id = ?1
                     AND (SELECT fingerprint FROM articles WHERE id = ?1) = ?2",
            )?
            .execute(params![id, fingerprint])?;
        if same > 0 {
            put.push((*id, terms));
        }
    }
    put_all(t, &put)
}

/// All words first: FTS5 writes what it holds in memory to the file before each statement that SQLite could have to take
/// back by itself, as that of a sketch is, and would write a small segment, to be merged later, for each article.
fn put_all(t: &Transaction<'_>, articles: &[(i64, &Terms)]) -> rusqlite::Result<()> {
    for (id, terms) in articles {
        put(t, *id, terms)?;
    }
    stories::put_all(t, articles)
}

fn put(t: &Transaction<'_>, id: i64, terms: &Terms) -> rusqlite::Result<()> {
    t.prepare_cached(
        "INSERT OR REPLACE INTO search (rowid, title, standfirst, author, tags, notes, body)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    )?
    .execute(params![
        id,
        terms.title,
        terms.standfirst,
        terms.author,
        terms.tags,
        terms.notes,
        terms.body
    ])?;
    Ok(())
}
