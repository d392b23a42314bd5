use kazpost_model::FeedKey;
use rusqlite::params;

use crate::{Store, StoreError, keys};

impl Store {
    /// The folders that were made or put in order, in that order; feeds may name others.
    pub fn folders(&self) -> Result<Vec<String>, StoreError> {
        self.connections.read(|c| {
            c.prepare_cached("SELECT name FROM folders ORDER BY place, name")?
                .query_map([], |row| row.get(0))?
                .collect()
        })
    }

    /// Where feeds stand that were put somewhere.
    pub fn places(&self) -> Result<Vec<(FeedKey, i64)>, StoreError> {
        self.connections.read(|c| {
            c.prepare_cached("SELECT key, place FROM feeds WHERE place IS NOT NULL AND subscribed = 1")?
                .query_map([], |row| Ok((keys::feed(row.get(0)?), row.get(1)?)))?
                .collect()
        })
    }

    /// Puts folders and feeds in order, all at once; each feed into its folder. Feeds not named stay as they are.
    pub fn arrange(&self, folders: &[String], feeds: &[(FeedKey, Option<String>)]) -> Result<(), StoreError> {
        self.connections.durably(|t| {
            t.execute("DELETE FROM folders", [])?;
            let mut folder =
                t.prepare_cached("INSERT OR IGNORE INTO folders (name, place) VALUES (?1, ?2)")?;
            for (place, name) in (0_i64..).zip(folders) {
                folder.execute(params![name, place])?;
            }
            let mut feed = t.prepare_cached(
                "UPDATE feeds SET place = ?2, folder = ?3 WHERE key = ?1 AND subscribed = 1",
            )?;
            for (place, (key, folder)) in (0_i64..).zip(feeds) {
                feed.execute(params![keys::of_feed(key), place, folder])?;
            }
            Ok(())
        })
    }
}
