//! What is unread: a narrow table beside the articles, which can be emptied at once. What puts an
//! article in that comes, takes articles out and puts them back is here; triggers see to it that one that goes or moves does
//! so here, too, and that the tallies of its feed follow.

use std::collections::BTreeMap;

use rusqlite::{Connection, OptionalExtension, Row, Transaction, params};

use crate::keys;

/// Of a row of `articles`.
pub(crate) const IS_UNREAD: &str = "EXISTS (SELECT 1 FROM unread WHERE unread.id = articles.id)";

/// The table is made anew from here on, where more goes out of it than stays: emptying it costs next to nothing.
const MANY: usize = 2000;

/// An article as far as marking needs to know it.
#[derive(Clone, Copy)]
pub(crate) struct Line {
    pub(crate) id: i64,
    pub(crate) key: keys::Bytes,
    time: i64,
    feed: i64,
    hidden: bool,
}

/// The columns that make a [`Line`], of `articles` or of `unread`.
pub(crate) const LINE: &str = "id, key, time, feed_id, hidden";

pub(crate) fn line(row: &Row<'_>) -> rusqlite::Result<Line> {
    Ok(Line {
        id: row.get(0)?,
        key: row.get(1)?,
        time: row.get(2)?,
        feed: row.get(3)?,
        hidden: row.get(4)?,
    })
}

/// Puts in an article that has just been made; [`came`] is to follow.
pub(crate) fn comes(
    t: &Transaction<'_>,
    id: i64,
    key: keys::Bytes,
    time: i64,
    feed: i64,
) -> rusqlite::Result<()> {
    let line = Line {
        id,
        key,
        time,
        feed,
        hidden: false,
    };
    insert(t, std::iter::once(&line))
}

/// A feed has so many more articles, all of them unread when they came.
pub(crate) fn came(t: &Transaction<'_>, feed: i64, articles: u32) -> rusqlite::Result<()> {
    if articles > 0 {
        t.prepare_cached(
            "UPDATE tallies SET articles = articles + ?2, unread = unread + ?2 WHERE feed_id = ?1",
        )?
        .execute(params![feed, articles])?;
    }
    Ok(())
}

/// Takes everything that is unread and shown out of the table, if that is all that is in it: gives the keys, one after
/// the other. `None` where filters hide something, which must stay as it is.
pub(crate) fn take_all(t: &Transaction<'_>) -> rusqlite::Result<Option<Vec<u8>>> {
    let hidden = "SELECT 1 FROM articles INDEXED BY articles_hidden WHERE hidden = 1 LIMIT 1";
    if t.prepare_cached(hidden)?.exists([])? {
        return Ok(None);
    }
    let mut keys = Vec::new();
    let mut statement = t.prepare_cached("SELECT key FROM unread")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        keys.extend_from_slice(row.get_ref(0)?.as_blob()?);
    }
    t.execute("DELETE FROM unread", [])?;
    t.execute("UPDATE tallies SET unread = 0 WHERE unread <> 0", [])?;
    Ok(Some(keys))
}

/// Takes articles out that are in the table.
pub(crate) fn take(t: &Transaction<'_>, lines: &[Line]) -> rusqlite::Result<()> {
    tally(t, lines, -1)?;
    if lines.len() >= MANY {
        let all: Vec<Line> = t
            .prepare_cached(&format!("SELECT {LINE} FROM unread"))?
            .query_map([], line)?
            .collect::<Result<_, _>>()?;
        if lines.len() * 2 > all.len() {
            let mut going: Vec<i64> = lines.iter().map(|line| line.id).collect();
            going.sort_unstable();
            t.execute("DELETE FROM unread", [])?;
            return insert(
                t,
                all.iter().filter(|line| going.binary_search(&line.id).is_err()),
            );
        }
    }
    let mut delete = t.prepare_cached("DELETE FROM unread WHERE id = ?1")?;
    for line in lines {
        delete.execute([line.id])?;
    }
    Ok(())
}

/// Puts articles in that are not in the table.
pub(crate) fn put(t: &Transaction<'_>, lines: &mut [Line]) -> rusqlite::Result<()> {
    tally(t, lines, 1)?;
    lines.sort_unstable_by_key(|line| line.id);
    insert(t, lines.iter())
}

/// Takes one article out, where it is in.
pub(crate) fn take_one(t: &Transaction<'_>, id: i64) -> rusqlite::Result<()> {
    let found = t
        .prepare_cached(&format!(
            "SELECT {LINE} FROM articles WHERE id = ?1 AND {IS_UNREAD}"
        ))?
        .query_row([id], line)
        .optional()?;
    found.map_or(Ok(()), |line| take(t, &[line]))
}

/// Articles by their keys, in rising order, that are not unread. For many keys: reads the narrow indexes from end to
/// end and no row.
pub(crate) fn read_among(t: &Transaction<'_>, keys: &[keys::Bytes]) -> rusqlite::Result<Vec<Line>> {
    let mut known: Vec<(i64, keys::Bytes)> = rows_of(t, keys)?;
    let unread: Vec<i64> = t
        .prepare_cached("SELECT id FROM unread ORDER BY id")?
        .query_map([], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    known.retain(|(id, _)| unread.binary_search(id).is_err());
    known.sort_unstable();
    let mut found = Vec::with_capacity(known.len());
    for (hidden, index) in [(false, "articles_by_feed"), (true, "articles_hidden")] {
        let mut statement = t.prepare_cached(&format!(
            "SELECT id, time, feed_id FROM articles INDEXED BY {index} WHERE hidden = {}",
            u8::from(hidden)
        ))?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let id: i64 = row.get(0)?;
            if let Ok(place) = known.binary_search_by_key(&id, |(id, _)| *id) {
                found.push(Line {
                    id,
                    key: known[place].1,
                    time: row.get(1)?,
                    feed: row.get(2)?,
                    hidden,
                });
            }
        }
    }
    Ok(found)
}

/// The rows of those keys, in rising order, whose articles are there.
pub(crate) fn rows_of(
    t: &Transaction<'_>,
    keys: &[keys::Bytes],
) -> rusqlite::Result<Vec<(i64, keys::Bytes)>> {
    let mut found = Vec::with_capacity(keys.len());
    if keys.len() < MANY {
        let mut statement = t.prepare_cached("SELECT id FROM articles WHERE key = ?1")?;
        for key in keys {
            let id = statement.query_row([key], |row| row.get(0)).optional()?;
            found.extend(id.map(|id| (id, *key)));
        }
        return Ok(found);
    }
    let mut statement = t.prepare_cached("SELECT key, id FROM articles ORDER BY key")?;
    let mut rows = statement.query([])?;
    let mut wanted = keys.iter().peekable();
    while let Some(row) = rows.next()? {
        let key = row.get_ref(0)?.as_blob()?;
        while wanted.next_if(|wanted| wanted.as_slice() < key).is_some() {}
        match wanted.peek() {
            Some(wanted) if wanted.as_slice() == key => found.push((row.get(1)?, **wanted)),
            Some(_) => {}
            None => break,
        }
    }
    Ok(found)
}

fn insert<'a>(t: &Transaction<'_>, lines: impl Iterator<Item = &'a Line>) -> rusqlite::Result<()> {
    let mut insert =
        t.prepare_cached("INSERT INTO unread (id, time, feed_id, hidden, key) VALUES (?1, ?2, ?3, ?4, ?5)")?;
    for line in lines {
        insert.execute(params![line.id, line.time, line.feed, line.hidden, line.key])?;
    }
    Ok(())
}

/// The tallies of the feeds follow.
fn tally(t: &Transaction<'_>, lines: &[Line], sign: i64) -> rusqlite::Result<()> {
    let mut feeds: BTreeMap<i64, i64> = BTreeMap::new();
    for line in lines.iter().filter(|line| !line.hidden) {
        *feeds.entry(line.feed).or_default() += sign;
    }
    let mut update = t.prepare_cached("UPDATE tallies SET unread = unread + ?2 WHERE feed_id = ?1")?;
    for (feed, more) in feeds {
        update.execute(params![feed, more])?;
    }
    Ok(())
}

/// How many feeds have other tallies than what they hold comes to, and how many unread articles are no articles.
pub(crate) fn wrong(c: &Connection) -> rusqlite::Result<u32> {
    c.query_row(
        "SELECT (SELECT count(*) FROM feeds LEFT JOIN tallies ON tallies.feed_id = feeds.id
             WHERE tallies.articles IS NOT (SELECT count(*) FROM articles WHERE articles.feed_id = feeds.id AND hidden = 0)
                 OR tallies.unread IS NOT (SELECT count(*) FROM unread WHERE unread.feed_id = feeds.id AND hidden = 0))
             + (SELECT count(*) FROM unread WHERE NOT EXISTS (SELECT 1 FROM articles
                 WHERE articles.id = unread.id AND articles.time = unread.time AND articles.hidden = unread.hidden
                     AND articles.feed_id = unread.feed_id AND articles.key = unread.key))",
        [],
        |row| row.get(0),
    )
}
