use kazpost_api::{Change, Failure, MarkRequest, Marked, Target};
use kazpost_model::ArticleKey;
use kazpost_store::{Recorded, StateChange, StoreError, Which};

use crate::failure::{not_found, of_store};
use crate::library::{Library, now};
use crate::lists;

impl Library {
    /// Does to articles what the reader asks; durable when it returns. Where each story is shown once, what is read is
    /// the story: all that tell it are read, or unread, in one act. An article that is not there is an error
    /// where it is named, and nothing is done then.
    pub fn mark(&self, request: MarkRequest) -> Result<Marked, Failure> {
        let change = change(request.change);
        let stories = matches!(change, StateChange::Read(_)) && self.folds_stories()?;
        self.with_target(request.target, |which| {
            if stories {
                self.store().record_stories(which, change, now())
            } else {
                self.store().record(which, change, now())
            }
        })
    }

    /// As [`Library::mark`], and nothing to others that tell the same story.
    pub fn mark_alone(&self, request: MarkRequest) -> Result<Marked, Failure> {
        let change = change(request.change);
        self.with_target(request.target, |which| self.store().record(which, change, now()))
    }

    /// Does something to the articles of a target.
    pub(crate) fn with_target(
        &self,
        target: Target,
        act: impl FnOnce(Which<'_>) -> Result<Recorded, StoreError>,
    ) -> Result<Marked, Failure> {
        let recorded = match target {
            Target::Articles { ids } => {
                let keys: Vec<ArticleKey> = ids.into_iter().map(ArticleKey::from_text).collect();
                for key in &keys {
                    if self.store().row_of(key).map_err(of_store)?.is_none() {
                        return Err(not_found("article", key.as_str()));
                    }
                }
                act(Which::Articles(&keys))
            }
            Target::Rows { list, from, to } => {
                let rows = self.members(list, from, to)?;
                act(Which::Rows(&rows))
            }
            Target::Scope { scope } => {
                let scope = lists::scope(&scope);
                act(Which::Scope(&scope))
            }
        };
        let recorded = recorded.map_err(of_store)?;
        Ok(Marked {
            action: recorded.action,
            changed: recorded.changed,
        })
    }

    /// Takes an action back; says how many articles that changed.
    pub fn undo(&self, action: i64) -> Result<u32, Failure> {
        self.store().undo(action, now()).map_err(of_store)
    }
}

fn change(asked: Change) -> StateChange {
    match asked {
        Change::Read => StateChange::Read(true),
        Change::Unread => StateChange::Read(false),
        Change::Saved => StateChange::Saved(true),
        Change::Unsaved => StateChange::Saved(false),
    }
}
