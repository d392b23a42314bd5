use kazpost_model::{ArticleKey, Timestamp};
use rusqlite::{Transaction, params};

use crate::actions::{self, Recorded, StateChange, Which};
use crate::annotations::change;
use crate::{Store, StoreError, keys};

/// Names that the reader gives to articles.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LabelKind {
    /// A collection of bookmarks.
    Collection,
    /// A tag.
    Tag,
}

impl LabelKind {
    pub(crate) fn text(self) -> &'static str {
        match self {
            LabelKind::Collection => "collection",
            LabelKind::Tag => "tag",
        }
    }
}

impl Store {
    /// Puts a name on articles, or takes it off. What is put into a collection becomes a bookmark with it.
    pub fn label(
        &self,
        which: Which<'_>,
        kind: LabelKind,
        name: &str,
        on: bool,
        at: Timestamp,
    ) -> Result<Recorded, StoreError> {
        self.connections.durably(|t| {
            let articles = actions::articles(t, which)?;
            let action = self.begin(t, None, at)?;
            let mut changed = 0;
            for article in articles {
                changed += put(t, action, article, kind, name, on, at)?;
            }
            actions::finish(t, action, changed)
        })
    }

    /// Gives a name to all that have another, or takes it off them; one act.
    pub fn label_rename(
        &self,
        kind: LabelKind,
        from: &str,
        to: Option<&str>,
        at: Timestamp,
    ) -> Result<Recorded, StoreError> {
        self.connections.durably(|t| {
            let members: Vec<keys::Bytes> = t
                .prepare_cached("SELECT article FROM labels WHERE kind = ?1 AND name = ?2")?
                .query_map(params![kind.text(), from], |row| row.get(0))?
                .collect::<Result<_, _>>()?;
            let action = self.begin(t, None, at)?;
            let mut changed = 0;
            for article in members {
                changed += put(t, action, article, kind, from, false, at)?;
                if let Some(to) = to {
                    put(t, action, article, kind, to, true, at)?;
                }
            }
            actions::finish(t, action, changed)
        })
    }

    /// The names in use, each with how many articles that are there have it, by name.
    pub fn labels(&self, kind: LabelKind) -> Result<Vec<(String, u32)>, StoreError> {
        self.connections.read(|c| {
            c.prepare_cached(
                "SELECT name, count(*) FROM labels JOIN articles ON articles.key = labels.article
                 WHERE kind = ?1 GROUP BY name ORDER BY name",
            )?
            .query_map([kind.text()], |row| Ok((row.get(0)?, row.get(1)?)))?
            .collect()
        })
    }

    /// The names that an article has.
    pub fn labels_of(&self, article: &ArticleKey, kind: LabelKind) -> Result<Vec<String>, StoreError> {
        self.connections.read(|c| {
            c.prepare_cached("SELECT name FROM labels WHERE article = ?1 AND kind = ?2 ORDER BY name")?
                .query_map(params![keys::of_article(article), kind.text()], |row| row.get(0))?
                .collect()
        })
    }
}

fn put(
    t: &Transaction<'_>,
    action: i64,
    article: keys::Bytes,
    kind: LabelKind,
    name: &str,
    on: bool,
    at: Timestamp,
) -> Result<u32, StoreError> {
    let thing = format!("{}:{name}", kind.text());
    let changed = change(t, action, article, &thing, on.then_some("true"), at.seconds())?;
    if changed > 0 && on && kind == LabelKind::Collection {
        actions::mark_one(t, action, article, StateChange::Saved(true))?;
    }
    Ok(changed)
}
