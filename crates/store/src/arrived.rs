use rusqlite::params;

use crate::{Candidate, Store, StoreError, filters};

impl Store {
    /// The row that was made last; 0 in an empty library.
    pub fn newest_row(&self) -> Result<i64, StoreError> {
        self.connections.read(|c| {
            c.prepare_cached("SELECT coalesce(max(id), 0) FROM articles")?
                .query_row([], |row| row.get(0))
        })
    }

    /// What lists show as unread among the rows made after `row`, not older than `since` (seconds since 1970),
    /// the newest first.
    pub fn arrived(&self, row: i64, since: i64, each: &mut dyn FnMut(Candidate)) -> Result<(), StoreError> {
        self.connections.read(|c| {
            let mut statement = c.prepare_cached(
                "SELECT articles.id, feeds.key, articles.title, articles.standfirst, articles.author, bodies.tags
                 FROM articles JOIN feeds ON feeds.id = articles.feed_id
                     JOIN bodies ON bodies.article_id = articles.id
                 WHERE articles.id > ?1 AND articles.time >= ?2 AND articles.hidden = 0
                     AND EXISTS (SELECT 1 FROM unread WHERE unread.id = articles.id)
                 ORDER BY articles.time DESC, articles.id DESC",
            )?;
            let mut rows = statement.query(params![row, since])?;
            while let Some(row) = rows.next()? {
                each(filters::candidate(row)?);
            }
            Ok(())
        })
    }
}
