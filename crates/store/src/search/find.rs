use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use kazpost_model::FeedKey;
use rusqlite::types::Value;
use rusqlite::{Connection, InterruptHandle, OptionalExtension, params_from_iter};

use super::expression::{Clause, Field, Match, expression};
use super::opening::{Closed, closed};
use super::weight;
use crate::unread::IS_UNREAD;
use crate::{Store, StoreError, keys};

/// What a search asks for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SearchQuery {
    /// All of these.
    pub with: Vec<Clause>,
    /// None of these.
    pub without: Vec<Clause>,
    /// And this.
    pub filters: SearchFilters,
    /// Where words stand in very many articles, it ends soon after that time with what it found until then.
    pub patience: Option<Duration>,
}

/// What must be so of an article besides its words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SearchFilters {
    /// It must be in one of each of these.
    pub feeds: Vec<Vec<FeedKey>>,
    /// And in none of these.
    pub not_feeds: Vec<FeedKey>,
    /// Read or not.
    pub read: Option<bool>,
    /// Bookmarked or not.
    pub saved: Option<bool>,
    /// Not older, in seconds.
    pub after: Option<i64>,
    /// Older, in seconds.
    pub before: Option<i64>,
    /// In one of these languages (subtags); empty: in any.
    pub languages: Vec<String>,
    /// In none of these.
    pub not_languages: Vec<String>,
}

/// An article that was found.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// Its row.
    pub id: i64,
    /// Seconds since 1970 in UTC.
    pub time: i64,
    /// Its feed.
    pub feed: FeedKey,
    /// BCP 47; may be empty.
    pub language: String,
    /// Read.
    pub read: bool,
    /// Bookmarked.
    pub saved: bool,
    /// The story that it tells with others.
    pub story: Option<i64>,
    /// How well its words fit, higher is better; 0 where no words were asked for. Comparable within one search.
    pub score: f64,
}

/// What a search found.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Found {
    /// The articles, in no order.
    pub hits: Vec<Hit>,
    /// There are more, older ones.
    pub more: bool,
    /// Time was up before all were looked at: there may be more, older ones.
    pub unfinished: bool,
    /// Of a word that somebody types the stem was looked for: what has no word that begins as typed does not fit.
    pub by_stem: bool,
}

/// The search that runs and may be ended for a newer one.
#[derive(Default)]
pub(crate) struct Running(Mutex<(u64, Option<InterruptHandle>)>);

impl Running {
    fn begin(&self, handle: InterruptHandle) -> u64 {
        let mut running = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(older) = running.1.replace(handle) {
            older.interrupt();
        }
        running.0 += 1;
        running.0
    }

    fn end(&self, name: u64) {
        let mut running = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if running.0 == name {
            running.1 = None;
        }
    }
}

/// Where time is short, so many rows are looked at in one go, the newest first: within one, FTS5 does not look up.
const STRETCH: i64 = 20_000;

/// Of older articles so many are found whose title fits: each lies somewhere else on the disk.
const TITLES: u32 = 300;

impl Store {
    /// Finds articles: the newest `limit` of those that fit, and where there are more, some hundred older ones whose
    /// title fits.
    pub fn search(&self, query: &SearchQuery, limit: u32) -> Result<Found, StoreError> {
        self.connections.read(|c| find(c, query, limit, Times::of(query)))
    }

    /// As [`Store::search`], and the search ends that was asked for before in this way; `None` where this one was
    /// ended by the next.
    pub fn search_instead(&self, query: &SearchQuery, limit: u32) -> Result<Option<Found>, StoreError> {
        let found = self.connections.read(|c| {
            let name = self.searching.begin(c.get_interrupt_handle());
            let found = find(c, query, limit, Times::of(query));
            self.searching.end(name);
            match found {
                Err(error)
                    if error.sqlite_error_code() == Some(rusqlite::ErrorCode::OperationInterrupted) =>
                {
                    Ok(None)
                }
                found => found.map(Some),
            }
        })?;
        Ok(found)
    }

    /// How many articles a search finds in all; with `fold` a story that several tell is one.
    pub fn count_found(&self, query: &SearchQuery, fold: bool) -> Result<u32, StoreError> {
        let counted = if fold {
            "count(*) - count(articles.story) + count(DISTINCT articles.story)"
        } else {
            "count(*)"
        };
        let (selection, values) = selection(query, counted);
        self.connections.read(|c| {
            c.prepare_cached(&selection)?
                .query_row(params_from_iter(values), |row| row.get(0))
        })
    }

    /// All articles that a search finds, by row, and the story of each that others tell too.
    pub fn rows_found(&self, query: &SearchQuery) -> Result<Vec<(i64, Option<i64>)>, StoreError> {
        let (selection, values) = selection(query, "articles.id, articles.story");
        self.connections.read(|c| {
            c.prepare_cached(&selection)?
                .query_map(params_from_iter(values), |row| Ok((row.get(0)?, row.get(1)?)))?
                .collect()
        })
    }

    /// Words of the index that begin so, and in how many articles each stands.
    pub fn vocabulary(&self, beginning: &str) -> Result<Vec<(String, u32)>, StoreError> {
        let mut end = beginning.to_owned();
        end.push(char::MAX);
        self.connections.read(|c| {
            c.prepare_cached("SELECT term, doc FROM vocabulary WHERE term >= ?1 AND term < ?2")?
                .query_map([beginning, &end], |row| Ok((row.get(0)?, row.get(1)?)))?
                .collect()
        })
    }

    /// In how many articles each of these keys stands.
    pub fn frequencies(&self, keys: &[&str]) -> Result<Vec<u32>, StoreError> {
        self.connections.read(|c| {
            let mut statement = c.prepare_cached("SELECT doc FROM vocabulary WHERE term = ?1")?;
            keys.iter()
                .map(|key| {
                    let mut rows = statement.query([key])?;
                    rows.next()?.map_or(Ok(0), |row| row.get(0))
                })
                .collect()
        })
    }
}

impl Store {
    /// For each of these keys the articles in which it stands, by row, the newest first and no more than `most`.
    pub fn standing(&self, keys: &[&str], most: u32) -> Result<Vec<Vec<i64>>, StoreError> {
        self.connections.read(|c| {
            let mut statement = c.prepare_cached(
                "SELECT rowid FROM search WHERE search MATCH ?1 ORDER BY rowid DESC LIMIT ?2",
            )?;
            keys.iter()
                .map(|key| {
                    let wanted = Match {
                        field: Field::Any,
                        words: vec![vec![(*key).to_owned()]],
                        open: None,
                    };
                    let text = expression(&[vec![wanted]], &[]);
                    statement.query_map((text, most), |row| row.get(0))?.collect()
                })
                .collect()
        })
    }

    /// Those of these rows that lists show, and how many words each has.
    pub fn shown(&self, rows: &[i64]) -> Result<Vec<(i64, u32)>, StoreError> {
        self.connections.read(|c| {
            let mut statement = c.prepare_cached(
                "SELECT id, words FROM articles WHERE id = ?1 AND (hidden = 0 OR saved = 1)",
            )?;
            let shown = rows.iter().map(|row| {
                statement
                    .query_row([row], |row| Ok((row.get(0)?, row.get(1)?)))
                    .optional()
            });
            shown.filter_map(Result::transpose).collect()
        })
    }
}

/// `what` of all articles that a search finds.
fn selection(query: &SearchQuery, what: &str) -> (String, Vec<Value>) {
    let (conditions, mut values) = conditions(&query.filters);
    let (words, of_words) = match expression(&query.with, &query.without) {
        Some(words) => (
            Some(words),
            "search CROSS JOIN articles ON articles.id = search.rowid",
        ),
        None => (expression(&query.without, &[]), "articles"),
    };
    let matching = if query.with.is_empty() {
        "(?1 IS NULL OR articles.id NOT IN (SELECT rowid FROM search WHERE search MATCH ?1))"
    } else {
        "search MATCH ?1"
    };
    values.insert(0, words.map_or(Value::Null, Value::Text));
    let selection = format!(
        "SELECT {what} FROM {of_words} CROSS JOIN feeds ON feeds.id = articles.feed_id WHERE {matching}{conditions}"
    );
    (selection, values)
}

/// Until when is looked.
#[derive(Clone, Copy)]
struct Times {
    /// Where something was found: weighing it looks through the same articles twice more.
    found: Instant,
    /// Where nothing was, and for what is not weighed.
    last: Instant,
}

impl Times {
    fn of(query: &SearchQuery) -> Option<Times> {
        let now = Instant::now();
        query.patience.map(|patience| Times {
            found: now + patience / 3,
            last: now + patience,
        })
    }

    fn unweighed(self) -> Times {
        Times {
            found: self.last,
            ..self
        }
    }
}

fn find(c: &Connection, query: &SearchQuery, limit: u32, times: Option<Times>) -> rusqlite::Result<Found> {
    let (conditions, values) = conditions(&query.filters);
    let Closed {
        clauses: with,
        by_stem,
    } = closed(c, &query.with)?;
    let Some(words) = expression(&with, &query.without) else {
        let without = expression(&query.without, &[]);
        return listed(c, without, &conditions, values, limit);
    };
    let costly = weight::is_costly(c, &with)?;
    let wanted = limit.saturating_add(1);
    let times = times.filter(|_| costly);
    let look = |words: &str, before: Option<i64>, wanted: u32, times: Option<Times>| match times {
        Some(times) => newest(c, words, &conditions, &values, before, wanted, times),
        None => {
            let all = Stretch {
                from: 0,
                before: before.unwrap_or(i64::MAX),
            };
            let hits = matching(c, words, &conditions, &values, &all, wanted, costly)?;
            Ok((hits, false))
        }
    };
    let (mut hits, mut unfinished) = look(&words, None, wanted, times)?;
    let more = unfinished || hits.len() > limit as usize;
    hits.truncate(limit as usize);
    if costly {
        weight::by_place(c, &with, &mut hits)?;
    }
    if more && !unfinished {
        let mut titles = with.clone();
        let in_title = |wanted: &mut Match| {
            if wanted.field == Field::Any {
                wanted.field = Field::Title;
            }
        };
        titles.iter_mut().flatten().for_each(in_title);
        if let Some(words) = expression(&titles, &query.without) {
            let before = hits.iter().map(|hit| hit.id).min().unwrap_or(i64::MAX);
            let (mut older, cut) = look(&words, Some(before), TITLES, times.map(Times::unweighed))?;
            unfinished = cut;
            if costly {
                older
                    .iter_mut()
                    .for_each(|hit| hit.score = weight::in_title(&with));
            }
            hits.append(&mut older);
        }
    }
    Ok(Found {
        hits,
        more,
        unfinished,
        by_stem,
    })
}

/// Rows from one on and before another.
struct Stretch {
    from: i64,
    before: i64,
}

/// The newest `limit` of those that fit (`before` a row, if said), not weighed, stretch by stretch; whether time was up
/// before the last.
fn newest(
    c: &Connection,
    words: &str,
    conditions: &str,
    values: &[Value],
    before: Option<i64>,
    limit: u32,
    times: Times,
) -> rusqlite::Result<(Vec<Hit>, bool)> {
    let mut before = match before {
        Some(before) => before,
        None => c
            .query_row("SELECT max(id) FROM articles", [], |row| {
                row.get::<_, Option<i64>>(0)
            })?
            .map_or(0, |last| last + 1),
    };
    let mut hits = Vec::new();
    while before > 0 && hits.len() < limit as usize {
        let until = if hits.is_empty() { times.last } else { times.found };
        if Instant::now() >= until {
            return Ok((hits, true));
        }
        let from = (before - STRETCH).max(0);
        let stretch = Stretch { from, before };
        let rest = limit.saturating_sub(u32::try_from(hits.len()).unwrap_or(u32::MAX));
        hits.append(&mut matching(c, words, conditions, values, &stretch, rest, true)?);
        before = from;
    }
    Ok((hits, false))
}

/// The newest `limit` of those that fit within a stretch, with bm25 unless that is `costly`.
fn matching(
    c: &Connection,
    words: &str,
    conditions: &str,
    values: &[Value],
    stretch: &Stretch,
    limit: u32,
    costly: bool,
) -> rusqlite::Result<Vec<Hit>> {
    let mut all = vec![Value::Text(words.to_owned())];
    all.extend(values.iter().cloned());
    all.push(Value::Integer(stretch.from));
    all.push(Value::Integer(stretch.before));
    let before = all.len();
    let from = before - 1;
    let score = if costly {
        "0.0".to_owned()
    } else {
        format!("-bm25(search, {})", weight::WEIGHTS)
    };
    // Rows are numbered as they came, so the newest are found without sorting the rest.
    c.prepare_cached(&format!(
        "SELECT articles.id, articles.time, feeds.key, articles.language, NOT {IS_UNREAD}, articles.saved,
             articles.story, {score}
         FROM search CROSS JOIN articles ON articles.id = search.rowid
             CROSS JOIN feeds ON feeds.id = articles.feed_id
         WHERE search MATCH ?1{conditions} AND search.rowid >= ?{from} AND search.rowid < ?{before}
         ORDER BY search.rowid DESC LIMIT {limit}"
    ))?
    .query_map(params_from_iter(all), hit)?
    .collect()
}

/// Where no words are asked for.
fn listed(
    c: &Connection,
    without: Option<String>,
    conditions: &str,
    values: Vec<Value>,
    limit: u32,
) -> rusqlite::Result<Found> {
    let mut all = vec![without.map_or(Value::Null, Value::Text)];
    all.extend(values);
    let mut hits: Vec<Hit> = c
        .prepare_cached(&format!(
            "SELECT articles.id, articles.time, feeds.key, articles.language, NOT {IS_UNREAD}, articles.saved,
                 articles.story, 0.0
             FROM articles CROSS JOIN feeds ON feeds.id = articles.feed_id
             WHERE (?1 IS NULL OR articles.id NOT IN (SELECT rowid FROM search WHERE search MATCH ?1)){conditions}
             ORDER BY articles.time DESC, articles.id DESC LIMIT {}",
            limit.saturating_add(1)
        ))?
        .query_map(params_from_iter(all), hit)?
        .collect::<Result<_, _>>()?;
    let more = hits.len() > limit as usize;
    hits.truncate(limit as usize);
    Ok(Found {
        hits,
        more,
        unfinished: false,
        by_stem: false,
    })
}

fn hit(row: &rusqlite::Row<'_>) -> rusqlite::Result<Hit> {
    Ok(Hit {
        id: row.get(0)?,
        time: row.get(1)?,
        feed: keys::feed(row.get(2)?),
        language: row.get(3)?,
        read: row.get(4)?,
        saved: row.get(5)?,
        story: row.get(6)?,
        score: row.get(7)?,
    })
}

/// Conditions on `articles` and `feeds`, and their values from the second on.
fn conditions(filters: &SearchFilters) -> (String, Vec<Value>) {
    // What filters hide is found no more than listed, unless it is a bookmark.
    let mut text = String::from(" AND (articles.hidden = 0 OR articles.saved = 1)");
    let mut values = Vec::new();
    let mut place = |value: Value| {
        values.push(value);
        format!("?{}", values.len() + 1)
    };
    let key = |feed: &FeedKey| Value::Blob(keys::of_feed(feed).to_vec());
    for any in &filters.feeds {
        let places: Vec<String> = any.iter().map(|feed| place(key(feed))).collect();
        text.push_str(&format!(" AND feeds.key IN ({})", places.join(", ")));
    }
    if !filters.not_feeds.is_empty() {
        let places: Vec<String> = filters.not_feeds.iter().map(|feed| place(key(feed))).collect();
        text.push_str(&format!(" AND feeds.key NOT IN ({})", places.join(", ")));
    }
    if let Some(read) = filters.read {
        text.push_str(if read { " AND NOT " } else { " AND " });
        text.push_str(IS_UNREAD);
    }
    if let Some(saved) = filters.saved {
        text.push_str(if saved {
            " AND articles.saved = 1"
        } else {
            " AND articles.saved = 0"
        });
    }
    if let Some(after) = filters.after {
        text.push_str(&format!(" AND articles.time >= {}", place(Value::Integer(after))));
    }
    if let Some(before) = filters.before {
        text.push_str(&format!(" AND articles.time < {}", place(Value::Integer(before))));
    }
    let mut language = |tag: &String| {
        let whole = place(Value::Text(tag.clone()));
        let longer = place(Value::Text(format!("{tag}-*")));
        format!("articles.language = {whole} OR articles.language GLOB {longer}")
    };
    if !filters.languages.is_empty() {
        let any: Vec<String> = filters.languages.iter().map(&mut language).collect();
        text.push_str(&format!(" AND ({})", any.join(" OR ")));
    }
    if !filters.not_languages.is_empty() {
        let any: Vec<String> = filters.not_languages.iter().map(&mut language).collect();
        text.push_str(&format!(" AND NOT ({})", any.join(" OR ")));
    }
    (text, values)
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::migrations;

    /// A library of 21,000 articles that all have a word, the first of them in its title too.
    #[test]
    fn of_a_word_of_everywhere_the_newest_are_found_and_older_titles() {
        let mut c = Connection::open_in_memory().expect("SQLite");
        migrations::run(&mut c, Path::new("none")).expect("a library");
        c.execute_batch(
            "INSERT INTO feeds (key, url, found_at) VALUES (zeroblob(12), 'https://one.example/', 'https://one.example/');
             INSERT INTO articles (key, feed_id, time, words, title, standfirst, author, language, section, fingerprint)
                 WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < 21000)
                 SELECT CAST(printf('%012d', n) AS BLOB), 1, n, 1, '', '', '', 'en', '', zeroblob(16) FROM n;
             INSERT INTO search (rowid, title, standfirst, author, tags, notes, body)
                 SELECT id, iif(id IN (1, 20995), 'harbour', ''), '', '', '', '', 'harbour' FROM articles;",
        )
        .expect("articles");
        let word = Match {
            field: Field::Any,
            words: vec![vec!["harbour".into()]],
            open: None,
        };
        let query = SearchQuery {
            with: vec![vec![word]],
            ..SearchQuery::default()
        };
        let now = Instant::now();
        let late = now + Duration::from_secs(600);
        let times = |until| Times {
            found: until,
            last: until,
        };
        let hasty = find(&c, &query, 10, Some(times(now))).expect("found");
        assert_eq!((hasty.hits.len(), hasty.more, hasty.unfinished), (0, true, true));
        let in_time = find(&c, &query, 10, Some(times(late))).expect("found");
        let mut found = find(&c, &query, 10, None).expect("found");
        assert_eq!(found, in_time);
        assert!(found.more);
        assert_eq!(found.hits.len(), 11);
        found
            .hits
            .sort_by(|a, b| b.score.total_cmp(&a.score).then(b.id.cmp(&a.id)));
        let best: Vec<(i64, f64)> = found.hits.iter().map(|hit| (hit.id, hit.score)).take(3).collect();
        assert_eq!(best, [(20_995, 8.0), (1, 8.0), (21_000, 1.0)]);

        // Where nothing was found there is more time.
        let found = times(now).found;
        let (some, unfinished) =
            newest(&c, "harbour", "", &[], None, 30_000, Times { found, last: late }).expect("found");
        assert!(unfinished && some.len() == 20_000, "{}", some.len());

        // Two stretches are looked at, and no article at their border is left out or found twice.
        let (all, unfinished) = newest(&c, "harbour", "", &[], None, 30_000, times(late)).expect("found");
        let ids: Vec<i64> = all.iter().map(|hit| hit.id).collect();
        assert!(!unfinished && ids == (1..=21_000).rev().collect::<Vec<i64>>());
    }
}
