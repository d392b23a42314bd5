use kazpost_model::{ArticleKey, Timestamp};
use rusqlite::types::Value;
use rusqlite::{OptionalExtension, Transaction, params, params_from_iter};

use crate::lists::{ListScope, condition};
use crate::{Store, StoreError, annotations, keys, stories};

/// What the reader does to an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StateChange {
    /// Read, or not.
    Read(bool),
    /// Bookmarked, or not.
    Saved(bool),
}

/// To which articles.
#[derive(Clone, Copy, Debug)]
pub enum Which<'a> {
    /// By key.
    Articles(&'a [ArticleKey]),
    /// By row.
    Rows(&'a [i64]),
    /// All that are in it now.
    Scope(&'a ListScope),
}

/// What was recorded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Recorded {
    /// Names it for [`Store::undo`]; `None` where nothing changed.
    pub action: Option<i64>,
    /// How many articles changed.
    pub changed: u32,
}

impl StateChange {
    fn field(self) -> &'static str {
        match self {
            StateChange::Read(_) => "read",
            StateChange::Saved(_) => "saved",
        }
    }

    fn value(self) -> bool {
        match self {
            StateChange::Read(value) | StateChange::Saved(value) => value,
        }
    }
}

impl Store {
    /// Appends to the log and lets the state follow. Durable when this returns.
    pub fn record(
        &self,
        which: Which<'_>,
        change: StateChange,
        at: Timestamp,
    ) -> Result<Recorded, StoreError> {
        self.act(which, change, at, false)
    }

    /// As [`Store::record`], and the same to all others that tell the stories of these articles.
    pub fn record_stories(
        &self,
        which: Which<'_>,
        change: StateChange,
        at: Timestamp,
    ) -> Result<Recorded, StoreError> {
        self.act(which, change, at, true)
    }

    fn act(
        &self,
        which: Which<'_>,
        change: StateChange,
        at: Timestamp,
        stories: bool,
    ) -> Result<Recorded, StoreError> {
        self.connections.durably(|t| {
            let (condition, value) = members(t, which)?;
            let action = self.begin(t, None, at)?;
            let with = if stories {
                let new = i64::from(change.value());
                stories::told_with(t, condition, value.clone(), change.field(), new)?
            } else {
                Vec::new()
            };
            let mut changed = append(t, action, change, condition, value)?;
            if !with.is_empty() {
                // Those among them that were marked just now differ no more.
                choose(t, with.into_iter())?;
                let (condition, value) = CHOSEN;
                changed += append(t, action, change, condition, value)?;
            }
            finish(t, action, changed)
        })
    }

    /// Takes an action back, where the reader has not changed the same thing again since: one more action. Says
    /// how many articles it changed.
    pub fn undo(&self, action: i64, at: Timestamp) -> Result<u32, StoreError> {
        self.connections.durably(|t| {
            if !t
                .prepare_cached("SELECT 1 FROM actions WHERE id = ?1")?
                .exists([action])?
            {
                return Ok(0);
            }
            let undoing = self.begin(t, Some(action), at)?;
            let own = annotations::take_back(t, action, undoing, at.seconds())?;
            let mut changed = 0;
            for change in [
                StateChange::Read(false),
                StateChange::Read(true),
                StateChange::Saved(false),
                StateChange::Saved(true),
            ] {
                let rows: Vec<i64> = t
                    .prepare_cached(
                        "SELECT articles.id FROM changes JOIN articles ON articles.key = changes.article
                         WHERE changes.action_id = ?1 AND field = ?2 AND value = ?3
                             AND NOT EXISTS (SELECT 1 FROM changes AS later
                                 WHERE later.article = changes.article AND later.field = changes.field
                                     AND later.action_id > changes.action_id)",
                    )?
                    .query_map(params![action, change.field(), !change.value()], |row| row.get(0))?
                    .collect::<Result<_, _>>()?;
                if !rows.is_empty() {
                    choose(t, rows.into_iter())?;
                    let (condition, value) = CHOSEN;
                    changed += append(t, undoing, change, condition, value)?;
                }
            }
            // Bookmarks that came with what is taken back go with it and are no articles more.
            let changed = if own > 0 { own } else { changed };
            finish(t, undoing, changed)?;
            Ok(changed)
        })
    }

    /// A new action in the log, to be filled and then [`finish`]ed.
    pub(crate) fn begin(
        &self,
        t: &Transaction<'_>,
        undoes: Option<i64>,
        at: Timestamp,
    ) -> Result<i64, StoreError> {
        t.execute(
            "INSERT INTO actions (at, device, undoes) VALUES (?1, ?2, ?3)",
            params![at.seconds(), self.device, undoes],
        )?;
        Ok(t.last_insert_rowid())
    }
}

/// What an action did; one that did nothing is none.
pub(crate) fn finish(t: &Transaction<'_>, action: i64, changed: u32) -> Result<Recorded, StoreError> {
    if changed == 0 {
        t.execute("DELETE FROM actions WHERE id = ?1", [action])?;
        return Ok(Recorded::default());
    }
    Ok(Recorded {
        action: Some(action),
        changed,
    })
}

/// Marks one article as part of an action.
pub(crate) fn mark_one(
    t: &Transaction<'_>,
    action: i64,
    article: keys::Bytes,
    change: StateChange,
) -> Result<u32, StoreError> {
    let condition = "articles.key = ?1";
    append(t, action, change, condition, Some(Value::Blob(article.to_vec())))
}

/// The articles meant, by key.
pub(crate) fn articles(t: &Transaction<'_>, which: Which<'_>) -> Result<Vec<keys::Bytes>, StoreError> {
    let (condition, value) = members(t, which)?;
    let mut statement = t.prepare_cached(&format!("SELECT key FROM articles WHERE {condition}"))?;
    let keys = statement.query_map(params_from_iter(value), |row| row.get(0))?;
    Ok(keys.collect::<Result<_, _>>()?)
}

/// The articles meant, as a condition on `articles`.
fn members(t: &Transaction<'_>, which: Which<'_>) -> rusqlite::Result<(&'static str, Option<Value>)> {
    match which {
        Which::Scope(scope) => return Ok(condition(scope)),
        Which::Rows(rows) => choose(t, rows.iter().copied())?,
        Which::Articles(articles) => {
            let mut row = t.prepare_cached("SELECT id FROM articles WHERE key = ?1")?;
            let mut rows = Vec::with_capacity(articles.len());
            for key in articles {
                rows.extend(
                    row.query_row([keys::of_article(key)], |row| row.get::<_, i64>(0))
                        .optional()?,
                );
            }
            choose(t, rows.into_iter())?;
        }
    }
    Ok(CHOSEN)
}

/// Adds to an action, and lets the state follow; how many articles changed.
fn append(
    t: &Transaction<'_>,
    action: i64,
    change: StateChange,
    condition: &str,
    value: Option<Value>,
) -> Result<u32, StoreError> {
    let field = change.field();
    let new = i64::from(change.value());
    let differing = format!("{condition} AND articles.{field} <> {new}");
    let changed = t.execute(
        &format!(
            "INSERT INTO changes (action_id, article, field, value)
             SELECT {action}, key, '{field}', {new} FROM articles WHERE {differing}"
        ),
        params_from_iter(value.clone()),
    )?;
    if changed > 0 {
        t.execute(
            &format!("UPDATE articles SET {field} = {new} WHERE {differing}"),
            params_from_iter(value),
        )?;
    }
    Ok(u32::try_from(changed).unwrap_or(u32::MAX))
}

const CHOSEN: (&str, Option<Value>) = ("articles.id IN (SELECT id FROM chosen)", None);

/// Puts rows aside for the statements that follow; there may be more than a statement takes parameters.
pub(crate) fn choose(t: &Transaction<'_>, rows: impl Iterator<Item = i64>) -> rusqlite::Result<()> {
    t.execute_batch("CREATE TEMP TABLE IF NOT EXISTS chosen (id INTEGER PRIMARY KEY); DELETE FROM chosen;")?;
    let mut insert = t.prepare_cached("INSERT OR IGNORE INTO chosen (id) VALUES (?1)")?;
    for row in rows {
        insert.execute([row])?;
    }
    Ok(())
}
