use kazpost_model::{ArticleKey, FeedKey};
use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, Row, params_from_iter};

use crate::unread::IS_UNREAD;
use crate::{Store, StoreError, keys};

/// Which articles.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ListScope {
    /// Everything.
    All,
    /// Not read.
    Unread,
    /// Bookmarked.
    Saved,
    /// One feed.
    Feed(FeedKey),
    /// The feeds of one folder.
    Folder(String),
    /// What the reader put a tag on.
    Tag(String),
    /// A collection of bookmarks.
    Collection(String),
    /// Bookmarks of no collection.
    Loose,
    /// What filters mute.
    Hidden,
    /// What a filter caught, by its name in the library.
    Caught(String),
}

/// What a list asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListQuery {
    /// Which articles.
    pub scope: ListScope,
    /// Unread ones only.
    pub unread_only: bool,
    /// Each of these words must stand in the title, standfirst, author or source. Empty: all.
    pub filter: String,
}

/// What lists show of an article.
#[derive(Clone, Debug, PartialEq)]
pub struct RowRecord {
    /// Names the row as long as the article is kept; never used again.
    pub id: i64,
    /// The article's key.
    pub key: ArticleKey,
    /// Its feed's key.
    pub feed: FeedKey,
    /// Text: the feed's name.
    pub source: String,
    /// Text.
    pub title: String,
    /// Text.
    pub standfirst: String,
    /// Text.
    pub author: String,
    /// BCP 47; may be empty.
    pub language: String,
    /// Seconds since 1970 in UTC.
    pub time: i64,
    /// Words of the body.
    pub words: u32,
    /// Absolute address of its picture.
    pub picture: Option<String>,
    /// First tag, else the feed's folder, else empty.
    pub section: String,
    /// Read.
    pub read: bool,
    /// Bookmarked.
    pub saved: bool,
    /// A filter makes it stand out.
    pub important: bool,
    /// Its words changed since the reader read them.
    pub changed: bool,
}

/// How many articles there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Subscriptions.
    pub feeds: u32,
    /// All articles.
    pub articles: u32,
    /// Unread ones.
    pub unread: u32,
    /// Bookmarked ones.
    pub saved: u32,
}

pub(crate) const ROW_COLUMNS: &str = "articles.id, articles.key, feeds.key AS feed,
    coalesce(nullif(feeds.custom_title, ''), nullif(feeds.feed_title, ''), feeds.url) AS source, articles.title,
    articles.standfirst, articles.author, articles.language, articles.time, articles.words, articles.picture,
    coalesce(nullif(articles.section, ''), feeds.folder, '') AS section,
    NOT EXISTS (SELECT 1 FROM unread WHERE unread.id = articles.id) AS read,
    articles.saved,
    articles.important, articles.changed_from IS NOT NULL AS changed";

pub(crate) fn row_record(row: &Row<'_>) -> rusqlite::Result<RowRecord> {
    Ok(RowRecord {
        id: row.get(0)?,
        key: keys::article(row.get(1)?),
        feed: keys::feed(row.get(2)?),
        source: row.get(3)?,
        title: row.get(4)?,
        standfirst: row.get(5)?,
        author: row.get(6)?,
        language: row.get(7)?,
        time: row.get(8)?,
        words: row.get(9)?,
        picture: row.get(10)?,
        section: row.get(11)?,
        read: row.get(12)?,
        saved: row.get(13)?,
        important: row.get(14)?,
        changed: row.get(15)?,
    })
}

impl Store {
    /// The members of a list, newest first: row and time of each.
    pub fn snapshot(&self, query: &ListQuery, limit: Option<u32>) -> Result<Vec<(i64, i64)>, StoreError> {
        self.connections.read(|c| match Words::of(&query.filter) {
            None => unfiltered(c, query, limit),
            Some(words) => filtered(c, query, &words, limit),
        })
    }

    /// Rows by their names, in that order; what is gone meanwhile is left out.
    pub fn rows(&self, ids: &[i64]) -> Result<Vec<RowRecord>, StoreError> {
        self.connections.read(|c| {
            let mut statement = c.prepare_cached(&format!(
                "SELECT {ROW_COLUMNS} FROM articles JOIN feeds ON feeds.id = articles.feed_id
                 WHERE articles.id = ?1"
            ))?;
            let rows = ids
                .iter()
                .map(|id| statement.query_row([id], row_record).optional());
            rows.filter_map(Result::transpose).collect()
        })
    }

    /// The row of an article.
    pub fn row_of(&self, key: &ArticleKey) -> Result<Option<i64>, StoreError> {
        self.connections.read(|c| {
            c.prepare_cached("SELECT id FROM articles WHERE key = ?1")?
                .query_row([keys::of_article(key)], |row| row.get(0))
                .optional()
        })
    }

    /// Counts over the whole library.
    pub fn counts(&self) -> Result<Counts, StoreError> {
        self.connections.read(|c| {
            c.prepare_cached(
                "SELECT (SELECT count(*) FROM feeds INDEXED BY feeds_subscribed WHERE subscribed = 1), coalesce(sum(articles), 0),
                     coalesce(sum(unread), 0), (SELECT count(*) FROM articles INDEXED BY articles_saved WHERE saved = 1)
                 FROM tallies",
            )?
            .query_row([], |row| {
                Ok(Counts {
                    feeds: row.get(0)?,
                    articles: row.get(1)?,
                    unread: row.get(2)?,
                    saved: row.get(3)?,
                })
            })
        })
    }
}

/// A condition on `articles` and the values that it needs, in order.
pub(crate) fn condition(query: &ListScope) -> (&'static str, Option<Value>) {
    match query {
        ListScope::All => ("articles.hidden = 0", None),
        ListScope::Unread => (
            "articles.hidden = 0 AND EXISTS (SELECT 1 FROM unread
                 WHERE unread.id = articles.id)",
            None,
        ),
        ListScope::Saved => ("articles.saved = 1", None),
        ListScope::Feed(key) => (
            "articles.hidden = 0 AND articles.feed_id = (SELECT id FROM feeds WHERE key = ?1)",
            Some(Value::Blob(keys::of_feed(key).to_vec())),
        ),
        ListScope::Folder(folder) => (
            "articles.hidden = 0 AND articles.feed_id IN (SELECT id FROM feeds WHERE folder = ?1)",
            Some(Value::Text(folder.clone())),
        ),
        ListScope::Tag(name) => (
            "articles.key IN (SELECT article FROM labels WHERE kind = 'tag' AND name = ?1)",
            Some(Value::Text(name.clone())),
        ),
        ListScope::Hidden => ("articles.hidden = 1", None),
        ListScope::Caught(filter) => (
            "articles.id IN (SELECT article_id FROM caught WHERE filter = ?1)",
            Some(Value::Text(filter.clone())),
        ),
        ListScope::Loose => (
            "articles.saved = 1 AND articles.key NOT IN (SELECT article FROM labels WHERE kind = 'collection')",
            None,
        ),
        ListScope::Collection(name) => (
            "articles.key IN (SELECT article FROM labels WHERE kind = 'collection' AND name = ?1)",
            Some(Value::Text(name.clone())),
        ),
    }
}

/// The same for what is unread of a list: a condition on `unread`. `None`: by [`condition`], a row at a time.
pub(crate) fn unread(query: &ListScope) -> Option<(&'static str, Option<Value>)> {
    match query {
        ListScope::All | ListScope::Unread => Some(("unread.hidden = 0", None)),
        ListScope::Feed(key) => Some((
            "unread.hidden = 0 AND unread.feed_id = (SELECT id FROM feeds WHERE key = ?1)",
            Some(Value::Blob(keys::of_feed(key).to_vec())),
        )),
        ListScope::Folder(folder) => Some((
            "unread.hidden = 0 AND unread.feed_id IN (SELECT id FROM feeds WHERE folder = ?1)",
            Some(Value::Text(folder.clone())),
        )),
        _ => None,
    }
}

/// Where a list's members are looked up.
struct Place {
    table: &'static str,
    condition: String,
    value: Option<Value>,
}

fn place(query: &ListQuery) -> Place {
    let only_unread = query.unread_only || query.scope == ListScope::Unread;
    // All that is unread has no order of its own; among all articles it has.
    if only_unread
        && !is_all_unread(query)
        && let Some((condition, value)) = unread(&query.scope)
    {
        return Place {
            table: "unread",
            condition: condition.to_owned(),
            value,
        };
    }
    let (condition, value) = condition(&query.scope);
    let only = if query.unread_only {
        format!(" AND {IS_UNREAD}")
    } else {
        String::new()
    };
    Place {
        table: "articles",
        condition: format!("{condition}{only}"),
        value,
    }
}

fn unfiltered(c: &Connection, query: &ListQuery, limit: Option<u32>) -> rusqlite::Result<Vec<(i64, i64)>> {
    if is_all_unread(query) {
        return all_unread(c, limit);
    }
    let Place {
        table,
        condition,
        value,
    } = place(query);
    members(
        c,
        &format!("SELECT id, time FROM {table} WHERE {condition} ORDER BY time DESC, id DESC"),
        value,
        limit,
    )
}

fn is_all_unread(query: &ListQuery) -> bool {
    query.scope == ListScope::Unread || query.unread_only && query.scope == ListScope::All
}

/// What is unread stands in the order in which it came. A few of them are found among the newest of all, where many are
/// unread; else all are put in order here.
fn all_unread(c: &Connection, limit: Option<u32>) -> rusqlite::Result<Vec<(i64, i64)>> {
    if let Some(few) = limit {
        let (articles, unread): (i64, i64) = c
            .prepare_cached("SELECT coalesce(sum(articles), 0), coalesce(sum(unread), 0) FROM tallies")?
            .query_row([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        if i64::from(few).saturating_mul(articles) < unread.saturating_mul(unread) {
            let newest = format!(
                "SELECT id, time FROM articles WHERE hidden = 0 AND {IS_UNREAD} ORDER BY time DESC, id DESC"
            );
            return members(c, &newest, None, limit);
        }
    }
    // Row after row: by its index SQLite would look each of them up.
    let mut all = members(
        c,
        "SELECT id, time FROM unread NOT INDEXED WHERE hidden = 0",
        None,
        None,
    )?;
    all.sort_unstable_by_key(|(id, time)| std::cmp::Reverse((*time, *id)));
    all.truncate(limit.map_or(usize::MAX, |limit| limit as usize));
    Ok(all)
}

fn members(
    c: &Connection,
    select: &str,
    value: Option<Value>,
    limit: Option<u32>,
) -> rusqlite::Result<Vec<(i64, i64)>> {
    let limit = limit.map_or(-1, i64::from);
    c.prepare_cached(&format!("{select} LIMIT {limit}"))?
        .query_map(params_from_iter(value), |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect()
}

fn filtered(
    c: &Connection,
    query: &ListQuery,
    words: &Words,
    limit: Option<u32>,
) -> rusqlite::Result<Vec<(i64, i64)>> {
    let Place {
        table,
        condition,
        value,
    } = place(query);
    let articles = if table == "articles" {
        ""
    } else {
        "CROSS JOIN articles ON articles.id = unread.id"
    };
    let mut statement = c.prepare_cached(&format!(
        "SELECT articles.id, articles.time, articles.title, articles.standfirst, articles.author,
             coalesce(nullif(feeds.custom_title, ''), nullif(feeds.feed_title, ''), feeds.url)
         FROM {table} {articles} JOIN feeds ON feeds.id = articles.feed_id WHERE {condition}
         ORDER BY {table}.time DESC, {table}.id DESC"
    ))?;
    let mut rows = statement.query(params_from_iter(value))?;
    let mut found = Vec::new();
    let mut text = String::new();
    while found.len() < limit.map_or(usize::MAX, |limit| limit as usize)
        && let Some(row) = rows.next()?
    {
        text.clear();
        for column in 2..6 {
            text.push_str(row.get_ref(column)?.as_str().unwrap_or_default());
            text.push('\n');
        }
        if words.all_in(&text) {
            found.push((row.get(0)?, row.get(1)?));
        }
    }
    Ok(found)
}

/// The words of a filter in lower case: SQLite's own `LIKE` knows case in ASCII alone.
struct Words(Vec<String>);

impl Words {
    fn of(filter: &str) -> Option<Words> {
        let words: Vec<String> = filter.split_whitespace().map(str::to_lowercase).collect();
        (!words.is_empty()).then_some(Words(words))
    }

    fn all_in(&self, text: &str) -> bool {
        let text = text.to_lowercase();
        self.0.iter().all(|word| text.contains(word.as_str()))
    }
}
