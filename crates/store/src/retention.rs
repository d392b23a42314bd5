use rusqlite::{Connection, params};

use crate::{Store, StoreError, feeds, pictures};

/// What may be let go of: all that is older, and of the rest as much as is too much.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Keep {
    /// What was first seen before goes, in seconds since 1970; `None`: age does not count.
    pub since: Option<i64>,
    /// The library is to take no more, in bytes; `None`: its size does not count.
    pub bytes: Option<u64>,
}

/// What would go.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Surplus {
    /// Rows, the oldest first.
    pub articles: Vec<i64>,
    /// What they take, about.
    pub bytes: u64,
    /// When the newest of them was first seen.
    pub newest: Option<i64>,
}

/// Articles that are let go in one transaction.
const AT_ONCE: usize = 500;

/// What an article takes: its texts, and its share of pictures that others show too.
const SIZE: &str = "octet_length(bodies.content) + coalesce(length(bodies.packed), 0)
     + coalesce(octet_length(bodies.summary), 0) + 1000
     + coalesce((SELECT octet_length(content) + coalesce(length(packed), 0) FROM pages WHERE pages.article_id = articles.id), 0)
     + coalesce((SELECT sum(octet_length(content) + coalesce(length(packed), 0)) FROM versions WHERE versions.article_id = articles.id), 0)
     + coalesce((SELECT sum(coalesce((SELECT length(bytes) FROM picture_files WHERE hash = pictures.file),
             length(pictures.bytes)) / (SELECT count(*) FROM picture_uses AS others WHERE others.picture = pictures.key))
         FROM picture_uses JOIN pictures ON pictures.key = picture_uses.picture
         WHERE picture_uses.article_id = articles.id), 0)";

impl Store {
    /// What a rule lets go. Never what the reader bookmarked, tagged, highlighted or wrote on.
    pub fn surplus(&self, keep: &Keep) -> Result<Surplus, StoreError> {
        let taken = match keep.bytes {
            Some(_) => self.library_bytes()?,
            None => 0,
        };
        self.connections.read(|c| surplus(c, keep, taken))
    }

    /// Lets articles go, for good: a feed that brings them again does not bring them back. Says how many went.
    pub fn let_go(&self, articles: &[i64]) -> Result<u32, StoreError> {
        let mut gone = 0;
        for portion in articles.chunks(AT_ONCE) {
            gone += self.connections.cheaply(|t| {
                let mut gone = 0;
                for id in portion {
                    // Bookmarked since it was looked at, it stays.
                    let loose = format!("id = ?1 AND {}", feeds::UNWANTED);
                    t.prepare_cached(&format!(
                        "INSERT OR IGNORE INTO let_go SELECT key FROM articles WHERE {loose}"
                    ))?
                    .execute([id])?;
                    gone += t
                        .prepare_cached(&format!("DELETE FROM articles WHERE {loose}"))?
                        .execute([id])?;
                }
                pictures::drop_unused(t)?;
                Ok(gone)
            })?;
        }
        self.give_back()?;
        Ok(u32::try_from(gone).unwrap_or(u32::MAX))
    }

    /// Gives the disk back what is free in the file, where that is much.
    fn give_back(&self) -> Result<(), StoreError> {
        self.connections.write(|c| {
            let (free, all): (i64, i64) = c.query_row(
                "SELECT freelist_count * page_size, page_count * page_size
                 FROM pragma_freelist_count, pragma_page_count, pragma_page_size",
                [],
                |row| Ok((row.get(0)?, row.get(1)?)),
            )?;
            if free > 20_000_000 && free * 4 > all {
                c.execute_batch("VACUUM")?;
            }
            Ok(())
        })
    }
}

fn surplus(c: &Connection, keep: &Keep, taken: u64) -> rusqlite::Result<Surplus> {
    let mut surplus = Surplus::default();
    let over = keep.bytes.map_or(0, |most| taken.saturating_sub(most));
    // Age alone asks for the old ones only.
    let until = if over > 0 {
        i64::MAX
    } else {
        keep.since.unwrap_or(i64::MIN)
    };
    let mut statement = c.prepare_cached(&format!(
        "SELECT articles.id, bodies.first_seen, {SIZE} FROM bodies JOIN articles ON articles.id = bodies.article_id
         WHERE bodies.first_seen < ?1 AND {} ORDER BY bodies.first_seen, articles.id",
        feeds::UNWANTED
    ))?;
    let mut rows = statement.query(params![until])?;
    while let Some(row) = rows.next()? {
        let seen: i64 = row.get(1)?;
        let old = keep.since.is_some_and(|since| seen < since);
        if !old && surplus.bytes >= over {
            break;
        }
        surplus.articles.push(row.get(0)?);
        surplus.bytes += row.get::<_, i64>(2)?.unsigned_abs();
        surplus.newest = Some(seen);
    }
    Ok(surplus)
}
