use std::collections::HashSet;

use kazpost_model::{ArticleKey, Timestamp};
use rusqlite::{Transaction, params, params_from_iter};

use crate::lists::{self, ListScope};
use crate::unread::{self, IS_UNREAD, LINE, Line, line};
use crate::{Store, StoreError, annotations, keys, stories};

/// An act on more articles than this is one row of the log with their keys, not a row for each.
const FEW: usize = 200;

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
            let action = self.begin(t, None, at)?;
            let members = members(t, which)?;
            let with = if stories {
                told_with(t, &members)?
            } else {
                Vec::new()
            };
            let changed = append(t, action, change, &members, &with)?;
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
                let keys = unchanged_since(t, action, change)?;
                if !keys.is_empty() {
                    changed += append(t, undoing, change, &Members::Keys(keys), &[])?;
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
    append(t, action, change, &Members::Keys(vec![article]), &[])
}

/// The articles meant, by key.
pub(crate) fn articles(t: &Transaction<'_>, which: Which<'_>) -> Result<Vec<keys::Bytes>, StoreError> {
    let lines = match members(t, which)? {
        Members::Scope(scope) => scoped(t, scope, "TRUE")?,
        Members::Rows(rows) => by_row(t, &rows, "TRUE")?,
        Members::Keys(keys) => {
            let rows: Vec<i64> = unread::rows_of(t, &keys)?.into_iter().map(|(id, _)| id).collect();
            by_row(t, &rows, "TRUE")?
        }
    };
    Ok(lines.into_iter().map(|line| line.key).collect())
}

/// The articles meant.
enum Members<'a> {
    Scope(&'a ListScope),
    /// By row, in rising order and each once.
    Rows(Vec<i64>),
    /// By key, likewise.
    Keys(Vec<keys::Bytes>),
}

fn members<'a>(t: &Transaction<'_>, which: Which<'a>) -> rusqlite::Result<Members<'a>> {
    let mut rows = match which {
        Which::Scope(scope) => return Ok(Members::Scope(scope)),
        Which::Rows(rows) => rows.to_vec(),
        Which::Articles(articles) => {
            let mut keys: Vec<keys::Bytes> = articles.iter().map(keys::of_article).collect();
            keys.sort_unstable();
            unread::rows_of(t, &keys)?.into_iter().map(|(id, _)| id).collect()
        }
    };
    rows.sort_unstable();
    rows.dedup();
    Ok(Members::Rows(rows))
}

/// The rows that tell the stories of the articles meant, in rising order.
fn told_with(t: &Transaction<'_>, members: &Members<'_>) -> rusqlite::Result<Vec<i64>> {
    let rows = match members {
        Members::Scope(scope) => {
            let (condition, value) = lists::condition(scope);
            return stories::told_with(t, condition, value);
        }
        Members::Rows(rows) => rows.clone(),
        Members::Keys(keys) => unread::rows_of(t, keys)?.into_iter().map(|(id, _)| id).collect(),
    };
    choose(t, rows.into_iter())?;
    stories::told_with(t, "articles.id IN (SELECT id FROM chosen)", None)
}

/// Adds to an action, and lets the state follow; how many articles changed. `with`: rows besides, in rising order.
fn append(
    t: &Transaction<'_>,
    action: i64,
    change: StateChange,
    members: &Members<'_>,
    with: &[i64],
) -> Result<u32, StoreError> {
    let everything = matches!(members, Members::Scope(ListScope::All | ListScope::Unread));
    if everything
        && change == StateChange::Read(true)
        && let Some(keys) = unread::take_all(t)?
    {
        return log(t, action, change, &keys);
    }
    let mut lines = differing(t, change, members)?;
    if !with.is_empty() {
        let known: HashSet<i64> = lines.iter().map(|line| line.id).collect();
        let with = differing(t, change, &Members::Rows(with.to_vec()))?;
        lines.extend(with.into_iter().filter(|line| !known.contains(&line.id)));
    }
    match change {
        StateChange::Read(true) => unread::take(t, &lines)?,
        StateChange::Read(false) => unread::put(t, &mut lines)?,
        StateChange::Saved(saved) => {
            let mut update = t.prepare_cached("UPDATE articles SET saved = ?2 WHERE id = ?1")?;
            for line in &lines {
                update.execute(params![line.id, saved])?;
            }
        }
    }
    let keys: Vec<u8> = lines.iter().flat_map(|line| line.key).collect();
    log(t, action, change, &keys)
}

/// Those of the articles meant that are not so yet.
fn differing(t: &Transaction<'_>, change: StateChange, members: &Members<'_>) -> rusqlite::Result<Vec<Line>> {
    let differs = match change {
        StateChange::Read(true) => IS_UNREAD.to_owned(),
        StateChange::Read(false) => format!("NOT {IS_UNREAD}"),
        StateChange::Saved(value) => format!("saved <> {}", u8::from(value)),
    };
    let many = |length: usize| length > FEW && matches!(change, StateChange::Read(_));
    match (members, change) {
        (Members::Scope(scope), StateChange::Read(true)) => match lists::unread(scope) {
            Some((condition, value)) => t
                .prepare_cached(&format!("SELECT {LINE} FROM unread WHERE {condition}"))?
                .query_map(params_from_iter(value), line)?
                .collect(),
            None => scoped(t, scope, &differs),
        },
        (Members::Scope(scope), _) => scoped(t, scope, &differs),
        (Members::Rows(rows), StateChange::Read(true)) if many(rows.len()) => {
            among_unread(t, |line| rows.binary_search(&line.id).is_ok())
        }
        (Members::Rows(rows), _) => by_row(t, rows, &differs),
        (Members::Keys(keys), StateChange::Read(true)) if many(keys.len()) => {
            among_unread(t, |line| keys.binary_search(&line.key).is_ok())
        }
        (Members::Keys(keys), StateChange::Read(false)) if many(keys.len()) => unread::read_among(t, keys),
        (Members::Keys(keys), _) => {
            let rows: Vec<i64> = unread::rows_of(t, keys)?.into_iter().map(|(id, _)| id).collect();
            by_row(t, &rows, &differs)
        }
    }
}

fn scoped(t: &Transaction<'_>, scope: &ListScope, differs: &str) -> rusqlite::Result<Vec<Line>> {
    let (condition, value) = lists::condition(scope);
    t.prepare_cached(&format!(
        "SELECT {LINE} FROM articles WHERE {condition} AND {differs}"
    ))?
    .query_map(params_from_iter(value), line)?
    .collect()
}

fn by_row(t: &Transaction<'_>, rows: &[i64], differs: &str) -> rusqlite::Result<Vec<Line>> {
    let mut statement = t.prepare_cached(&format!(
        "SELECT {LINE} FROM articles WHERE id = ?1 AND {differs}"
    ))?;
    let mut lines = Vec::with_capacity(rows.len());
    for row in rows {
        lines.extend(statement.query_map([row], line)?.next().transpose()?);
    }
    Ok(lines)
}

fn among_unread(t: &Transaction<'_>, wanted: impl Fn(&Line) -> bool) -> rusqlite::Result<Vec<Line>> {
    let mut statement = t.prepare_cached(&format!("SELECT {LINE} FROM unread"))?;
    let lines = statement.query_map([], line)?;
    lines.filter(|line| line.as_ref().map_or(true, &wanted)).collect()
}

/// Writes down which articles an action changed; how many they are.
fn log(t: &Transaction<'_>, action: i64, change: StateChange, keys: &[u8]) -> Result<u32, StoreError> {
    let (field, value) = (change.field(), change.value());
    let changed = keys.len() / size_of::<keys::Bytes>();
    if changed > FEW {
        t.prepare_cached("INSERT INTO sweeps (action_id, field, value, articles) VALUES (?1, ?2, ?3, ?4)")?
            .execute(params![action, field, value, keys])?;
    } else {
        let mut insert = t.prepare_cached(
            "INSERT INTO changes (action_id, article, field, value) VALUES (?1, ?2, ?3, ?4)",
        )?;
        for key in keys.chunks_exact(size_of::<keys::Bytes>()) {
            insert.execute(params![action, key, field, value])?;
        }
    }
    Ok(u32::try_from(changed).unwrap_or(u32::MAX))
}

/// The articles, in rising order, that an action set to the opposite of `back` and that nobody set to anything since.
fn unchanged_since(
    t: &Transaction<'_>,
    action: i64,
    back: StateChange,
) -> rusqlite::Result<Vec<keys::Bytes>> {
    let (field, value) = (back.field(), !back.value());
    let mut keys: Vec<keys::Bytes> = t
        .prepare_cached("SELECT article FROM changes WHERE action_id = ?1 AND field = ?2 AND value = ?3")?
        .query_map(params![action, field, value], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    let mut sweeps =
        t.prepare_cached("SELECT articles FROM sweeps WHERE action_id = ?1 AND field = ?2 AND value = ?3")?;
    let mut rows = sweeps.query(params![action, field, value])?;
    while let Some(row) = rows.next()? {
        keys.extend_from_slice(row.get_ref(0)?.as_blob()?.as_chunks().0);
    }
    if keys.is_empty() {
        return Ok(keys);
    }
    keys.sort_unstable();
    let mut since: HashSet<keys::Bytes> = HashSet::new();
    if keys.len() > FEW {
        let mut later =
            t.prepare_cached("SELECT article FROM changes WHERE action_id > ?1 AND field = ?2")?;
        for article in later.query_map(params![action, field], |row| row.get(0))? {
            since.insert(article?);
        }
    } else {
        let mut later =
            t.prepare_cached("SELECT 1 FROM changes WHERE article = ?1 AND field = ?2 AND action_id > ?3")?;
        for article in &keys {
            if later.exists(params![article, field, action])? {
                since.insert(*article);
            }
        }
    }
    let mut later = t.prepare_cached("SELECT articles FROM sweeps WHERE action_id > ?1 AND field = ?2")?;
    let mut rows = later.query(params![action, field])?;
    while let Some(row) = rows.next()? {
        let later: &[keys::Bytes] = row.get_ref(0)?.as_blob()?.as_chunks().0;
        since.extend(later.iter().filter(|article| keys.binary_search(article).is_ok()));
    }
    if !since.is_empty() {
        keys.retain(|article| !since.contains(article));
    }
    Ok(keys)
}

/// Puts rows aside for the statements that follow; there may be more than a statement takes parameters.
pub(crate) fn choose(t: &Transaction<'_>, rows: impl Iterator<Item = i64>) -> rusqlite::Result<()> {
    t.execute_batch("CREATE TEMP TABLE IF NOT EXISTS chosen (id INTEGER PRIMARY KEY); DELETE FROM chosen;")?;
    let mut insert = t.prepare_cached("INSERT OR IGNORE INTO chosen (id) VALUES (?1)")?;
    for row in rows {
        insert.execute([row])?;
    }
    Ok(())
}
