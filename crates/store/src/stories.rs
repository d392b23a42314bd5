use std::collections::HashMap;

use rusqlite::{Connection, OptionalExtension, Transaction, params};

use crate::search::{Field, Match, Terms, expression};
use crate::unread::{self, IS_UNREAD};
use crate::{Store, StoreError};

/// What is kept of an article to tell its story from others. What the sketch says is the core's business.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sketched<S> {
    /// The article's row.
    pub id: i64,
    /// Its feed's row.
    pub feed: i64,
    /// Seconds since 1970 in UTC.
    pub time: i64,
    /// The row of the first that tells its story, perhaps its own; `None`: not decided yet.
    pub story: Option<i64>,
    /// As it was read.
    pub sketch: S,
}

/// By how much lists are shorter where each story is shown once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Folded {
    /// The list of all.
    pub all: u32,
    /// The list of the unread.
    pub unread: u32,
    /// For each folder the list of all in it and of the unread in it, where they are shorter at all.
    pub folders: Vec<(String, u32, u32)>,
}

/// An article that says something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ToldIn {
    /// Its row.
    pub row: i64,
    /// Its feed's row.
    pub feed: i64,
    /// The row of the first that tells its story, perhaps its own.
    pub story: i64,
}

/// What stands in more articles stands everywhere.
const MOST_COUNTED: u32 = 20_000;

/// What is older than the newest by more than this gets no sketch, in seconds.
const YOUNG: i64 = 30 * 86400;

/// With the words of articles their sketches come, too.
pub(crate) fn put_all(t: &Transaction<'_>, articles: &[(i64, &Terms)]) -> rusqlite::Result<()> {
    let newest: Option<i64> = t
        .prepare_cached("SELECT max(time) FROM articles WHERE hidden = 0")?
        .query_row([], |row| row.get(0))?;
    for (id, terms) in articles.iter().filter(|(_, terms)| !terms.sketch.is_empty()) {
        let (feed, time): (i64, i64) = t
            .prepare_cached("SELECT feed_id, time FROM articles WHERE id = ?1")?
            .query_row([id], |row| Ok((row.get(0)?, row.get(1)?)))?;
        if newest.is_none_or(|newest| time <= newest - YOUNG) {
            continue;
        }
        // One row by its values: with a SELECT in it SQLite would keep a copy of each page that it changes.
        t.prepare_cached(
            "INSERT INTO sketches (article_id, feed_id, time, sketch) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT (article_id) DO UPDATE SET time = excluded.time,
                 story = iif(sketch = excluded.sketch, story, NULL), sketch = excluded.sketch",
        )?
        .execute(params![id, feed, time, terms.sketch])?;
    }
    Ok(())
}

impl Store {
    /// Where there are articles that are not decided: these and what was decided within `reach` seconds of them, at
    /// most the newest `most`, in the order of their time. Sketches, which are many, are read as they are met.
    pub fn undecided<S>(
        &self,
        reach: i64,
        most: u32,
        sketch: impl Fn(&[u8]) -> S,
    ) -> Result<Vec<Sketched<S>>, StoreError> {
        self.connections.read(|c| {
            let (from, to): (Option<i64>, Option<i64>) = c
                .prepare_cached("SELECT min(time), max(time) FROM sketches WHERE story IS NULL")?
                .query_row([], |row| Ok((row.get(0)?, row.get(1)?)))?;
            let (Some(from), Some(to)) = (from, to) else {
                return Ok(Vec::new());
            };
            let mut found: Vec<Sketched<S>> = c
                .prepare_cached(
                    "SELECT article_id, feed_id, time, story, sketch FROM sketches
                     WHERE time BETWEEN ?1 AND ?2 ORDER BY time DESC, article_id DESC LIMIT ?3",
                )?
                .query_map(params![from - reach, to + reach, most], |row| {
                    Ok(Sketched {
                        id: row.get(0)?,
                        feed: row.get(1)?,
                        time: row.get(2)?,
                        story: row.get(3)?,
                        sketch: sketch(row.get_ref(4)?.as_blob()?),
                    })
                })?
                .collect::<Result<_, _>>()?;
            found.reverse();
            Ok(found)
        })
    }

    /// Keeps what was decided: of each article the first that tells its story, or itself. With `as_read` an article that joins a story that was read is read.
    pub fn decided(&self, stories: &[(i64, i64)], as_read: bool) -> Result<(), StoreError> {
        self.connections.cheaply(|t| {
            for &(id, story) in stories {
                if t.prepare_cached("UPDATE sketches SET story = ?2 WHERE article_id = ?1 AND story IS NULL")?
                    .execute([id, story])?
                    == 0
                    || id == story
                {
                    continue;
                }
                if as_read && was_read(t, story)? {
                    unread::take_one(t, id)?;
                }
                t.prepare_cached("UPDATE articles SET story = ?2 WHERE id IN (?1, ?2)")?
                    .execute([id, story])?;
            }
            t.execute(
                &format!(
                    "DELETE FROM sketches
                     WHERE time <= (SELECT max(time) FROM articles WHERE hidden = 0) - {YOUNG}"
                ),
                [],
            )?;
            Ok(())
        })
    }

    /// Which story each article tells that others tell too, by row.
    pub fn told(&self) -> Result<HashMap<i64, i64>, StoreError> {
        self.connections.read(|c| {
            c.prepare_cached(&format!("SELECT id, story FROM {TOLD}"))?
                .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
                .collect()
        })
    }

    /// As [`Store::told`], of these articles alone.
    pub fn told_of(&self, rows: &[i64]) -> Result<HashMap<i64, i64>, StoreError> {
        self.connections.read(|c| {
            let mut statement =
                c.prepare_cached("SELECT id, story FROM articles WHERE id = ?1 AND story IS NOT NULL")?;
            let told = rows.iter().map(|row| {
                statement
                    .query_row([row], |row| Ok((row.get(0)?, row.get(1)?)))
                    .optional()
            });
            told.filter_map(Result::transpose).collect()
        })
    }

    /// Articles that lists show with these keys one after the other: those of `since` or newer from the row `from` on,
    /// and how many others there are. No more than [`MOST_COUNTED`] are counted.
    pub fn told_since(
        &self,
        phrase: &[&str],
        from: i64,
        since: i64,
    ) -> Result<(Vec<ToldIn>, u32), StoreError> {
        let wanted = Match {
            field: Field::Any,
            words: phrase.iter().map(|key| vec![(*key).to_owned()]).collect(),
            open: None,
        };
        let Some(text) = expression(&[vec![wanted]], &[]) else {
            return Ok((Vec::new(), 0));
        };
        self.connections.read(|c| {
            let told: Vec<ToldIn> = c
                .prepare_cached(
                    "SELECT articles.id, articles.feed_id, coalesce(articles.story, articles.id)
                     FROM search CROSS JOIN articles ON articles.id = search.rowid
                     WHERE search MATCH ?1 AND search.rowid >= ?2 AND articles.time >= ?3 AND articles.hidden = 0",
                )?
                .query_map(params![text, from, since], |row| {
                    Ok(ToldIn {
                        row: row.get(0)?,
                        feed: row.get(1)?,
                        story: row.get(2)?,
                    })
                })?
                .collect::<Result<_, _>>()?;
            let all: u32 = if let [key] = phrase {
                c.prepare_cached("SELECT doc FROM vocabulary WHERE term = ?1")?
                    .query_row([key], |row| row.get(0))
                    .optional()?
                    .unwrap_or_default()
            } else {
                c.prepare_cached(&format!(
                    "SELECT count(*) FROM (SELECT 1 FROM search WHERE search MATCH ?1 LIMIT {MOST_COUNTED})"
                ))?
                .query_row([&text], |row| row.get(0))?
            };
            let here = u32::try_from(told.len()).unwrap_or(u32::MAX);
            Ok((told, all.saturating_sub(here)))
        })
    }

    /// By how much the lists are shorter where each story is shown once.
    pub fn folded(&self) -> Result<Folded, StoreError> {
        self.connections.read(folded)
    }
}

/// Whether one of those that tell a story was read.
fn was_read(t: &Transaction<'_>, story: i64) -> rusqlite::Result<bool> {
    t.prepare_cached(&format!(
        "SELECT 1 FROM articles WHERE (id = ?1 OR story = ?1 AND hidden = 0) AND NOT {IS_UNREAD}"
    ))?
    .exists([story])
}

const TOLD: &str = "articles INDEXED BY articles_by_story WHERE story IS NOT NULL AND hidden = 0";

fn folded(c: &Connection) -> rusqlite::Result<Folded> {
    let mut told = c.prepare_cached(&format!(
        "SELECT story, feed_id, NOT {IS_UNREAD} FROM {TOLD} ORDER BY story"
    ))?;
    let mut rows = told.query([])?;
    let mut story = None;
    let mut of_story: Vec<(i64, bool)> = Vec::new();
    let mut sum = Sum::default();
    let mut folders: Option<HashMap<i64, String>> = None;
    while let Some(row) = rows.next()? {
        if folders.is_none() {
            let mut named = c.prepare_cached("SELECT id, folder FROM feeds WHERE folder IS NOT NULL")?;
            let named = named.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
            folders = Some(named.collect::<Result<_, _>>()?);
        }
        let this = Some(row.get::<_, i64>(0)?);
        if this != story {
            sum.add(&of_story, folders.as_ref());
            of_story.clear();
            story = this;
        }
        of_story.push((row.get(1)?, row.get(2)?));
    }
    sum.add(&of_story, folders.as_ref());
    let mut folders: Vec<_> = sum
        .folders
        .into_iter()
        .map(|(name, (all, unread))| (name, all, unread))
        .collect();
    folders.sort();
    Ok(Folded {
        all: sum.all,
        unread: sum.unread,
        folders,
    })
}

#[derive(Default)]
struct Sum {
    all: u32,
    unread: u32,
    folders: HashMap<String, (u32, u32)>,
}

impl Sum {
    /// Takes in one story: feed and read of each that tells it.
    fn add(&mut self, told: &[(i64, bool)], folders: Option<&HashMap<i64, String>>) {
        if told.len() < 2 {
            return;
        }
        let beyond_one = |count: usize| u32::try_from(count.saturating_sub(1)).unwrap_or(u32::MAX);
        let unread = told.iter().filter(|(_, read)| !read);
        self.all += beyond_one(told.len());
        self.unread += beyond_one(unread.count());
        let mut names: HashMap<&str, (usize, usize)> = HashMap::new();
        for (feed, read) in told {
            if let Some(name) = folders.and_then(|folders| folders.get(feed)) {
                let counts = names.entry(name).or_default();
                counts.0 += 1;
                counts.1 += usize::from(!read);
            }
        }
        for (name, (all, unread)) in names.into_iter().filter(|(_, (all, _))| *all > 1) {
            let counts = self.folders.entry(name.to_owned()).or_default();
            counts.0 += beyond_one(all);
            counts.1 += beyond_one(unread);
        }
    }
}

/// The articles that tell what those of a condition tell, these among them, in rising order.
pub(crate) fn told_with(
    t: &Transaction<'_>,
    condition: &str,
    value: Option<rusqlite::types::Value>,
) -> rusqlite::Result<Vec<i64>> {
    t.prepare_cached(&format!(
        "SELECT others.id FROM articles AS others INDEXED BY articles_by_story
         WHERE others.story IS NOT NULL AND others.hidden = 0 AND others.story IN
             (SELECT articles.story FROM articles WHERE {condition} AND articles.story IS NOT NULL)
         ORDER BY others.id"
    ))?
    .query_map(rusqlite::params_from_iter(value), |row| row.get(0))?
    .collect()
}
