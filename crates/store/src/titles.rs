use std::cmp::Reverse;
use std::collections::BinaryHeap;

use kazpost_model::{across_into, begins_words, words_across};
use rusqlite::Connection;

use crate::{Store, StoreError};

/// So many of the newest articles are looked into by their time, each in its place; then all, as they lie in the file.
const NEWEST: usize = 2000;

impl Store {
    /// The newest articles in whose titles each word of `text` begins a word, across alphabets: rows, at most
    /// `limit`. What stands in many titles is found among the newest; for a rare word all are read.
    pub fn titled(&self, text: &str, limit: u32) -> Result<Vec<i64>, StoreError> {
        let mut wanted = Wanted {
            words: words_across(text),
            folded: String::new(),
        };
        let limit = limit as usize;
        if wanted.words.is_empty() || limit == 0 {
            return Ok(Vec::new());
        }
        self.connections
            .read(|c| match among_newest(c, &mut wanted, limit)? {
                Some(found) => Ok(found),
                None => among_all(c, &mut wanted, limit),
            })
    }
}

struct Wanted {
    words: Vec<String>,
    folded: String,
}

impl Wanted {
    fn is_in(&mut self, title: &str) -> bool {
        self.folded.clear();
        across_into(title, &mut self.folded);
        begins_words(&self.folded, &self.words)
    }
}

/// `None` where that may not be all.
fn among_newest(c: &Connection, wanted: &mut Wanted, limit: usize) -> rusqlite::Result<Option<Vec<i64>>> {
    let mut statement = c.prepare_cached(
        "SELECT id, title FROM articles INDEXED BY articles_by_time WHERE hidden = 0 ORDER BY time DESC, id DESC",
    )?;
    let mut rows = statement.query([])?;
    let mut found = Vec::new();
    for _ in 0..NEWEST {
        let Some(row) = rows.next()? else {
            return Ok(Some(found));
        };
        if wanted.is_in(row.get_ref(1)?.as_str().unwrap_or_default()) {
            found.push(row.get(0)?);
            if found.len() == limit {
                return Ok(Some(found));
            }
        }
    }
    Ok(None)
}

/// Which are too old to be among the newest that were found is seen before they are looked into.
fn among_all(c: &Connection, wanted: &mut Wanted, limit: usize) -> rusqlite::Result<Vec<i64>> {
    let mut statement = c.prepare_cached(
        "SELECT id, time, title FROM articles NOT INDEXED WHERE hidden = 0 ORDER BY id DESC",
    )?;
    let mut rows = statement.query([])?;
    let mut found: BinaryHeap<Reverse<(i64, i64)>> = BinaryHeap::new();
    while let Some(row) = rows.next()? {
        let one: (i64, i64) = (row.get(1)?, row.get(0)?);
        let full = found.len() >= limit;
        if full && found.peek().is_some_and(|Reverse(oldest)| one < *oldest) {
            continue;
        }
        if wanted.is_in(row.get_ref(2)?.as_str().unwrap_or_default()) {
            if full {
                found.pop();
            }
            found.push(Reverse(one));
        }
    }
    let newest = found.into_sorted_vec();
    Ok(newest.into_iter().map(|Reverse((_, id))| id).collect())
}
