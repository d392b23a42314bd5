use rusqlite::{OptionalExtension, Row, params};

use crate::{Store, StoreError};

/// A sign-up as it is kept.
#[derive(Clone, PartialEq, Eq)]
pub struct OutboxRow {
    /// Its number.
    pub id: i64,
    /// The newsletter's name.
    pub list: String,
    /// The reader's address. Personal.
    pub address: String,
    /// `queued`, `sending`, `unsure`, `sent`, `check_inbox`, `confirmed` or `failed`.
    pub state: String,
    /// Why it is so, as a code; may be empty.
    pub reason: String,
    /// What goes with the reason; may be empty.
    pub detail: String,
    /// How often it was tried.
    pub attempts: u32,
    /// Not before then, in Unix seconds.
    pub next_try: i64,
    /// When it was written, in Unix seconds.
    pub created: i64,
    /// When its state changed last, in Unix seconds.
    pub changed: i64,
    /// Comes back with the link that confirms it; empty where none can.
    pub token: String,
}

/// A new state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutboxChange<'a> {
    /// See [`OutboxRow::state`].
    pub state: &'a str,
    /// Why.
    pub reason: &'a str,
    /// What goes with the reason.
    pub detail: &'a str,
    /// Not before then, in Unix seconds.
    pub next_try: i64,
}

const COLUMNS: &str = "id, list, address, state, reason, detail, attempts, next_try, created, changed, token";

fn read(row: &Row<'_>) -> rusqlite::Result<OutboxRow> {
    Ok(OutboxRow {
        id: row.get(0)?,
        list: row.get(1)?,
        address: row.get(2)?,
        state: row.get(3)?,
        reason: row.get(4)?,
        detail: row.get(5)?,
        attempts: row.get(6)?,
        next_try: row.get(7)?,
        created: row.get(8)?,
        changed: row.get(9)?,
        token: row.get(10)?,
    })
}

impl Store {
    /// Puts a sign-up into the outbox; durable when this returns. One that failed, or of which nobody knows, is
    /// queued anew, with a new token; any other stays as it is.
    pub fn outbox_add(
        &self,
        list: &str,
        address: &str,
        token: &str,
        at: i64,
    ) -> Result<OutboxRow, StoreError> {
        self.connections.durably(|t| {
            t.execute(
                "INSERT INTO outbox (list, address, token, state, created, changed)
                 VALUES (?1, ?2, ?4, 'queued', ?3, ?3)
                 ON CONFLICT (list, address) DO UPDATE
                 SET state = 'queued', reason = '', detail = '', attempts = 0, next_try = 0, changed = ?3, token = ?4
                 WHERE state IN ('failed', 'unsure')",
                params![list, address, at, token],
            )?;
            t.query_row(
                &format!("SELECT {COLUMNS} FROM outbox WHERE list = ?1 AND address = ?2"),
                [list, address],
                read,
            )
            .map_err(Into::into)
        })
    }

    /// All of it, the newest first.
    pub fn outbox(&self) -> Result<Vec<OutboxRow>, StoreError> {
        self.connections.read(|c| {
            c.prepare_cached(&format!("SELECT {COLUMNS} FROM outbox ORDER BY id DESC"))?
                .query_map([], read)?
                .collect()
        })
    }

    /// Takes the next one that is due for sending, and says so on disk before this returns: whoever else asks does
    /// not get it. One cut off while it was being sent since before `stale` becomes `unsure`.
    pub fn outbox_take(&self, at: i64, stale: i64) -> Result<Option<OutboxRow>, StoreError> {
        self.connections.durably(|t| {
            t.execute(
                "UPDATE outbox SET state = 'unsure', reason = 'cut_off', changed = ?1
                 WHERE state = 'sending' AND changed < ?2",
                params![at, stale],
            )?;
            t.query_row(
                &format!(
                    "UPDATE outbox SET state = 'sending', attempts = attempts + 1, changed = ?1
                     WHERE id = (SELECT id FROM outbox WHERE state = 'queued' AND next_try <= ?1 ORDER BY id LIMIT 1)
                     RETURNING {COLUMNS}"
                ),
                [at],
                read,
            )
            .optional()
            .map_err(Into::into)
        })
    }

    /// What came of one that was taken.
    pub fn outbox_set(&self, id: i64, change: &OutboxChange<'_>, at: i64) -> Result<(), StoreError> {
        self.connections.durably(|t| {
            t.execute(
                "UPDATE outbox SET state = ?2, reason = ?3, detail = ?4, next_try = ?5, changed = ?6 WHERE id = ?1",
                params![id, change.state, change.reason, change.detail, change.next_try, at],
            )?;
            Ok(())
        })
    }

    /// The link that confirms a sign-up came back with this token: its newsletter, or `None` where nothing that was
    /// sent has it. A token is good for once.
    pub fn outbox_confirm(&self, token: &str, at: i64) -> Result<Option<String>, StoreError> {
        self.connections.durably(|t| {
            t.query_row(
                "UPDATE outbox SET state = 'confirmed', reason = '', detail = '', token = '', changed = ?2
                 WHERE token = ?1 AND token <> '' AND state IN ('sending', 'unsure', 'sent', 'check_inbox')
                 RETURNING list",
                params![token, at],
                |row| row.get(0),
            )
            .optional()
            .map_err(Into::into)
        })
    }

    /// Forgets one, its address with it. With `unsent` only one that has not gone out; false where there is none.
    pub fn outbox_remove(&self, id: i64, unsent: bool) -> Result<bool, StoreError> {
        self.connections.durably(|t| {
            let removed = t.execute(
                "DELETE FROM outbox WHERE id = ?1 AND state <> 'sending'
                 AND (NOT ?2 OR state IN ('queued', 'failed'))",
                params![id, unsent],
            )?;
            Ok(removed > 0)
        })
    }
}
