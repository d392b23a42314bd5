use rusqlite::OptionalExtension;

use crate::{Store, StoreError};

impl Store {
    /// A value kept under a name; the text is the caller's.
    pub fn setting(&self, name: &str) -> Result<Option<String>, StoreError> {
        self.connections.read(|c| {
            c.prepare_cached("SELECT value FROM settings WHERE name = ?1")?
                .query_row([name], |row| row.get(0))
                .optional()
        })
    }

    /// Keeps a value; durable when this returns.
    pub fn set_setting(&self, name: &str, value: &str) -> Result<(), StoreError> {
        self.connections.durably(|t| {
            t.execute(
                "INSERT INTO settings (name, value) VALUES (?1, ?2)
                 ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                [name, value],
            )?;
            Ok(())
        })
    }
}
