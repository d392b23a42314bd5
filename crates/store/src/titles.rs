use std::cmp::Reverse;
use std::collections::BinaryHeap;

use kazpost_model::{across_into, begins_words, words_across};

use crate::{Store, StoreError};

impl Store {
    /// The newest articles in whose titles each word of `text` begins a word, across alphabets: rows, at most
    /// `limit`. Reads all titles; which are too old to be among the newest is seen before they are looked into.
    pub fn titled(&self, text: &str, limit: u32) -> Result<Vec<i64>, StoreError> {
        let words = words_across(text);
        if words.is_empty() || limit == 0 {
            return Ok(Vec::new());
        }
        self.connections.read(|c| {
            // Those that came last are the newest for the most part.
            let mut statement = c.prepare_cached(
                "SELECT id, time, title FROM articles NOT INDEXED WHERE hidden = 0 ORDER BY id DESC",
            )?;
            let mut rows = statement.query([])?;
            let mut found: BinaryHeap<Reverse<(i64, i64)>> = BinaryHeap::new();
            let mut folded = String::new();
            while let Some(row) = rows.next()? {
                let one: (i64, i64) = (row.get(1)?, row.get(0)?);
                let full = found.len() >= limit as usize;
                if full && found.peek().is_some_and(|Reverse(oldest)| one < *oldest) {
                    continue;
                }
                folded.clear();
                across_into(row.get_ref(2)?.as_str().unwrap_or_default(), &mut folded);
                if begins_words(&folded, &words) {
                    if full {
                        found.pop();
                    }
                    found.push(Reverse(one));
                }
            }
            let newest = found.into_sorted_vec();
            Ok(newest.into_iter().map(|Reverse((_, id))| id).collect())
        })
    }
}
