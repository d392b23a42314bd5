use kazpost_model::{across_into, begins_words, words_across};

use crate::{Store, StoreError};

impl Store {
    /// The newest articles in whose titles each word of `text` begins a word, across alphabets: rows, at most
    /// `limit`.
    pub fn titled(&self, text: &str, limit: u32) -> Result<Vec<i64>, StoreError> {
        let words = words_across(text);
        self.connections.read(|c| {
            let mut statement = c.prepare_cached(
                "SELECT id, title FROM articles INDEXED BY articles_by_title WHERE hidden = 0 ORDER BY time DESC",
            )?;
            let mut rows = statement.query([])?;
            let mut found = Vec::new();
            let mut folded = String::new();
            while found.len() < limit as usize
                && !words.is_empty()
                && let Some(row) = rows.next()?
            {
                folded.clear();
                across_into(row.get_ref(1)?.as_str().unwrap_or_default(), &mut folded);
                if begins_words(&folded, &words) {
                    found.push(row.get(0)?);
                }
            }
            Ok(found)
        })
    }
}
