use std::cell::RefCell;
use std::ops::ControlFlow;

use kazpost_model::{ArticleKey, FeedKey, RawHtml, Timestamp};
use rusqlite::{Transaction, named_params, params};

use crate::actions::choose;
use crate::{Store, StoreError, feeds, keys, packing, unread};

/// What a filter does to what it catches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FilterEffect {
    /// Stands in no list and no count.
    Mute,
    /// Arrives as read.
    Read,
    /// Arrives as a bookmark.
    Save,
    /// Stands out in lists.
    Important,
}

impl FilterEffect {
    fn text(self) -> &'static str {
        match self {
            FilterEffect::Mute => "mute",
            FilterEffect::Read => "read",
            FilterEffect::Save => "save",
            FilterEffect::Important => "important",
        }
    }

    fn of(text: &str) -> FilterEffect {
        match text {
            "read" => FilterEffect::Read,
            "save" => FilterEffect::Save,
            "important" => FilterEffect::Important,
            _ => FilterEffect::Mute,
        }
    }
}

/// A filter as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FilterRecord {
    /// Names it.
    pub id: String,
    /// Text.
    pub name: String,
    /// In the core's own form.
    pub conditions: String,
    /// What it does.
    pub effect: FilterEffect,
    /// Until when; `None` for good.
    pub expires: Option<Timestamp>,
    /// How many articles that are there it caught; filled by [`Store::filters`].
    pub caught: u32,
}

/// What filters look at in a stored article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// Its row.
    pub row: i64,
    /// Its feed.
    pub feed: FeedKey,
    /// Text.
    pub title: String,
    /// Text.
    pub standfirst: String,
    /// Text.
    pub author: String,
    /// Text.
    pub tags: Vec<String>,
}

/// What an article holds, as received.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Markup {
    /// Text: the feed's own teaser.
    pub summary: String,
    /// What the feed gave.
    pub content: RawHtml,
    /// What its page has, where that is shown.
    pub page: Option<RawHtml>,
}

/// What is done with a stored article and the way to what it holds; it may end the going through them.
pub type OfCandidate<'a> = dyn FnMut(Candidate, &dyn Fn() -> Markup) -> ControlFlow<()> + 'a;

/// Row, feed's key, title, standfirst, author and tags, in this order.
pub(crate) fn candidate(row: &rusqlite::Row<'_>) -> rusqlite::Result<Candidate> {
    Ok(Candidate {
        row: row.get(0)?,
        feed: keys::feed(row.get(1)?),
        title: row.get(2)?,
        standfirst: row.get(3)?,
        author: row.get(4)?,
        tags: serde_json::from_str(row.get_ref(5)?.as_str().unwrap_or_default()).unwrap_or_default(),
    })
}

impl Store {
    /// All filters, the newest first.
    pub fn filters(&self) -> Result<Vec<FilterRecord>, StoreError> {
        self.connections.read(|c| {
            c.prepare_cached(
                "SELECT id, name, conditions, effect, expires,
                     (SELECT count(*) FROM caught WHERE filter = filters.id)
                 FROM filters ORDER BY made DESC, id",
            )?
            .query_map([], |row| {
                Ok(FilterRecord {
                    id: row.get(0)?,
                    name: row.get(1)?,
                    conditions: row.get(2)?,
                    effect: FilterEffect::of(&row.get::<_, String>(3)?),
                    expires: feeds::time(row.get(4)?),
                    caught: row.get(5)?,
                })
            })?
            .collect()
        })
    }

    /// Keeps a filter with what it catches among the articles that are there; what it hid before and catches no
    /// more comes back.
    pub fn filter_keep(
        &self,
        filter: &FilterRecord,
        caught: &[i64],
        at: Timestamp,
    ) -> Result<(), StoreError> {
        self.connections.durably(|t| {
            let affected = members(t, &filter.id)?;
            t.execute(
                "INSERT INTO filters (id, name, conditions, effect, expires, made)
                 VALUES (:id, :name, :conditions, :effect, :expires, :made)
                 ON CONFLICT (id) DO UPDATE SET name = excluded.name, conditions = excluded.conditions,
                     effect = excluded.effect, expires = excluded.expires",
                named_params! {
                    ":id": filter.id, ":name": filter.name, ":conditions": filter.conditions,
                    ":effect": filter.effect.text(), ":expires": filter.expires.map(Timestamp::seconds),
                    ":made": at.seconds(),
                },
            )?;
            t.execute("DELETE FROM caught WHERE filter = ?1", [&filter.id])?;
            let mut insert =
                t.prepare_cached("INSERT OR IGNORE INTO caught (article_id, filter) VALUES (?1, ?2)")?;
            for row in caught {
                insert.execute(params![row, filter.id])?;
            }
            follow(t, affected.into_iter().chain(caught.iter().copied()))
        })
    }

    /// Ends a filter; what it alone had hidden comes back.
    pub fn filter_remove(&self, id: &str) -> Result<(), StoreError> {
        self.connections.durably(|t| {
            let affected = members(t, id)?;
            t.execute("DELETE FROM caught WHERE filter = ?1", [id])?;
            t.execute("DELETE FROM filters WHERE id = ?1", [id])?;
            follow(t, affected.into_iter())
        })
    }

    /// Lets filters whose time is over go of what they caught; says whether there were any.
    pub fn filters_expire(&self, now: Timestamp) -> Result<bool, StoreError> {
        self.connections.cheaply(|t| {
            let affected: Vec<i64> = t
                .prepare_cached(
                    "SELECT article_id FROM caught JOIN filters ON filters.id = filter WHERE expires <= ?1",
                )?
                .query_map([now.seconds()], |row| row.get(0))?
                .collect::<Result<_, _>>()?;
            if affected.is_empty() {
                return Ok(false);
            }
            t.execute(
                "DELETE FROM caught WHERE filter IN (SELECT id FROM filters WHERE expires <= ?1)",
                [now.seconds()],
            )?;
            follow(t, affected.into_iter())?;
            Ok(true)
        })
    }

    /// Hands each stored article to `each`, newest first, with the way to what it holds: that is read from the disk
    /// only where it is asked for. `each` may end it.
    pub fn candidates(&self, each: &mut OfCandidate<'_>) -> Result<(), StoreError> {
        self.connections.read(|c| {
            let mut statement = c.prepare_cached(
                "SELECT articles.id, feeds.key, articles.title, articles.standfirst, articles.author, bodies.tags,
                     bodies.summary, bodies.content, bodies.packed, pages.content, pages.packed
                 FROM articles JOIN feeds ON feeds.id = articles.feed_id
                     JOIN bodies ON bodies.article_id = articles.id
                     LEFT JOIN pages ON pages.article_id = articles.id AND pages.state = 'whole'
                         AND feeds.content <> 'feed'
                 ORDER BY articles.time DESC, articles.id DESC",
            )?;
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                let failed = RefCell::new(None);
                let read = || {
                    markup(row).unwrap_or_else(|cause| {
                        *failed.borrow_mut() = Some(cause);
                        Markup::default()
                    })
                };
                let on = each(candidate(row)?, &read);
                if let Some(cause) = failed.into_inner() {
                    return Err(cause);
                }
                if on.is_break() {
                    break;
                }
            }
            Ok(())
        })
    }

    /// The filters that caught an article: name them and what they do.
    pub fn caught_by(&self, article: &ArticleKey) -> Result<Vec<(String, String, FilterEffect)>, StoreError> {
        self.connections.read(|c| {
            c.prepare_cached(
                "SELECT filters.id, filters.name, filters.effect FROM caught
                     JOIN filters ON filters.id = caught.filter JOIN articles ON articles.id = caught.article_id
                 WHERE articles.key = ?1 ORDER BY filters.made, filters.id",
            )?
            .query_map([keys::of_article(article)], |row| {
                Ok((row.get(0)?, row.get(1)?, FilterEffect::of(&row.get::<_, String>(2)?)))
            })?
            .collect()
        })
    }

    /// How many articles are hidden.
    pub fn hidden_count(&self) -> Result<u32, StoreError> {
        self.connections.read(|c| {
            c.prepare_cached("SELECT count(*) FROM articles INDEXED BY articles_hidden WHERE hidden = 1")?
                .query_row([], |row| row.get(0))
        })
    }
}

fn markup(row: &rusqlite::Row<'_>) -> rusqlite::Result<Markup> {
    Ok(Markup {
        summary: row.get::<_, Option<String>>(6)?.unwrap_or_default(),
        content: packing::readable(row, 7, 8)?.unwrap_or_default(),
        page: packing::readable(row, 9, 10)?,
    })
}

fn members(t: &Transaction<'_>, filter: &str) -> rusqlite::Result<Vec<i64>> {
    t.prepare_cached("SELECT article_id FROM caught WHERE filter = ?1")?
        .query_map([filter], |row| row.get(0))?
        .collect()
}

/// What filters caught of an article that arrives.
pub(crate) fn arrived(
    t: &Transaction<'_>,
    row: i64,
    caught: &[(String, FilterEffect)],
    new: bool,
) -> Result<(), StoreError> {
    if !new {
        t.prepare_cached("DELETE FROM caught WHERE article_id = ?1")?
            .execute([row])?;
    }
    for (filter, effect) in caught {
        // A filter that ended since the document was read catches nothing.
        t.prepare_cached(
            "INSERT OR IGNORE INTO caught (article_id, filter) SELECT ?1, id FROM filters WHERE id = ?2",
        )?
        .execute(params![row, filter])?;
        if new {
            mark(t, row, *effect)?;
        }
    }
    if !new || !caught.is_empty() {
        t.prepare_cached(&format!("UPDATE articles SET {STATE} WHERE id = ?1"))?
            .execute([row])?;
    }
    Ok(())
}

/// What filters catch of an article now that its whole text has come: what they catch only by that is treated as
/// what arrives.
pub(crate) fn grown(
    t: &Transaction<'_>,
    row: i64,
    caught: &[(String, FilterEffect)],
) -> Result<(), StoreError> {
    let before: Vec<String> = t
        .prepare_cached("SELECT filter FROM caught WHERE article_id = ?1")?
        .query_map([row], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    arrived(t, row, caught, false)?;
    for (_, effect) in caught.iter().filter(|(filter, _)| !before.contains(filter)) {
        mark(t, row, *effect)?;
    }
    Ok(())
}

/// What a filter does to an article once, where it is not what its state follows.
fn mark(t: &Transaction<'_>, row: i64, effect: FilterEffect) -> Result<(), StoreError> {
    match effect {
        FilterEffect::Read => unread::take_one(t, row)?,
        FilterEffect::Save => {
            t.prepare_cached("UPDATE articles SET saved = 1 WHERE id = ?1")?
                .execute([row])?;
        }
        FilterEffect::Mute | FilterEffect::Important => {}
    }
    Ok(())
}

const STATE: &str = "hidden = EXISTS (SELECT 1 FROM caught JOIN filters ON filters.id = caught.filter
        WHERE caught.article_id = articles.id AND effect = 'mute'),
    important = EXISTS (SELECT 1 FROM caught JOIN filters ON filters.id = caught.filter
        WHERE caught.article_id = articles.id AND effect = 'important')";

/// Lets the state of articles follow from what caught them.
fn follow(t: &Transaction<'_>, rows: impl Iterator<Item = i64>) -> Result<(), StoreError> {
    choose(t, rows)?;
    t.execute(
        &format!("UPDATE articles SET {STATE} WHERE id IN (SELECT id FROM chosen)"),
        [],
    )?;
    Ok(())
}
