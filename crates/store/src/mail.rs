use std::collections::HashMap;

use rusqlite::{OptionalExtension, Row, named_params, params};

use crate::{Store, StoreError};

/// A file as it was when it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MailFile {
    /// Where.
    pub path: String,
    /// In bytes.
    pub size: i64,
    /// When it was changed, in Unix seconds.
    pub modified: i64,
}

/// What is kept of a list of mails besides its subscription.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MailList {
    /// What it is known by.
    pub list: String,
    /// The folder or mailbox that it was last found in.
    pub folder: Option<String>,
    /// When its newest mail was written, in Unix seconds.
    pub newest: i64,
    /// One POST there ends it.
    pub one_click: Option<String>,
    /// A page that ends it.
    pub page: Option<String>,
    /// A mail there ends it, as `mailto:`.
    pub mail: Option<String>,
    /// When its sender took the one click, in Unix seconds.
    pub ended: Option<i64>,
}

/// A folder of a mailbox, and how far it was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mailbox {
    /// Where: `imaps://user@host/folder`.
    pub address: String,
    /// The numbers of its mails count for as long as this stays.
    pub validity: u32,
    /// The number of the last mail that was read; 0: none yet.
    pub last: u32,
    /// Why it could not be read last time, as JSON; empty: it could.
    pub failure: String,
}

fn read(row: &Row<'_>) -> rusqlite::Result<MailList> {
    Ok(MailList {
        list: row.get("list")?,
        folder: row.get("folder")?,
        newest: row.get("newest")?,
        one_click: row.get("one_click")?,
        page: row.get("page")?,
        mail: row.get("mail")?,
        ended: row.get("ended")?,
    })
}

impl Store {
    /// The folders that are read with a sync.
    pub fn mail_folders(&self) -> Result<Vec<String>, StoreError> {
        self.connections.read(|c| {
            c.prepare_cached("SELECT path FROM mail_folders ORDER BY path")?
                .query_map([], |row| row.get(0))?
                .collect()
        })
    }

    /// Reads a folder with every sync from now on.
    pub fn mail_folder_add(&self, path: &str) -> Result<(), StoreError> {
        self.connections.durably(|t| {
            t.execute("INSERT OR IGNORE INTO mail_folders (path) VALUES (?1)", [path])?;
            Ok(())
        })
    }

    /// Reads a folder no more; what was read stays. False where it was not read.
    pub fn mail_folder_remove(&self, path: &str) -> Result<bool, StoreError> {
        self.connections.durably(|t| {
            let removed = t.execute("DELETE FROM mail_folders WHERE path = ?1", [path])?;
            Ok(removed > 0)
        })
    }

    /// The mailboxes that are read with a sync.
    pub fn mailboxes(&self) -> Result<Vec<Mailbox>, StoreError> {
        self.connections.read(|c| {
            c.prepare_cached("SELECT address, validity, last, failure FROM mailboxes ORDER BY address")?
                .query_map([], |row| {
                    Ok(Mailbox {
                        address: row.get(0)?,
                        validity: row.get(1)?,
                        last: row.get(2)?,
                        failure: row.get(3)?,
                    })
                })?
                .collect()
        })
    }

    /// Reads a mailbox with every sync from now on.
    pub fn mailbox_add(&self, address: &str) -> Result<(), StoreError> {
        self.connections.durably(|t| {
            t.execute("INSERT OR IGNORE INTO mailboxes (address) VALUES (?1)", [address])?;
            Ok(())
        })
    }

    /// Notes how far one was read, once what was read is stored. One that was removed meanwhile stays so.
    pub fn mailbox_read(&self, address: &str, validity: u32, last: u32) -> Result<(), StoreError> {
        self.connections.cheaply(|t| {
            t.execute(
                "UPDATE mailboxes SET validity = ?2, last = ?3 WHERE address = ?1",
                params![address, validity, last],
            )?;
            Ok(())
        })
    }

    /// Notes why one could not be read, as JSON; empty: it could.
    pub fn mailbox_failed(&self, address: &str, failure: &str) -> Result<(), StoreError> {
        self.connections.cheaply(|t| {
            t.execute(
                "UPDATE mailboxes SET failure = ?2 WHERE address = ?1",
                params![address, failure],
            )?;
            Ok(())
        })
    }

    /// Reads a mailbox no more; what was read stays. False where it was not read.
    pub fn mailbox_remove(&self, address: &str) -> Result<bool, StoreError> {
        self.connections.durably(|t| {
            let removed = t.execute("DELETE FROM mailboxes WHERE address = ?1", [address])?;
            Ok(removed > 0)
        })
    }

    /// The files that were read: size and time by path.
    pub fn mail_files(&self) -> Result<HashMap<String, (i64, i64)>, StoreError> {
        self.connections.read(|c| {
            c.prepare_cached("SELECT path, size, modified FROM mail_files")?
                .query_map([], |row| Ok((row.get(0)?, (row.get(1)?, row.get(2)?))))?
                .collect()
        })
    }

    /// Notes files as read, once what they said is stored.
    pub fn mail_files_read(&self, files: &[MailFile]) -> Result<(), StoreError> {
        self.connections.cheaply(|t| {
            let mut insert = t.prepare_cached(
                "INSERT OR REPLACE INTO mail_files (path, size, modified) VALUES (?1, ?2, ?3)",
            )?;
            for file in files {
                insert.execute(params![file.path, file.size, file.modified])?;
            }
            Ok(())
        })
    }

    /// All lists that were ever read.
    pub fn mail_lists(&self) -> Result<Vec<MailList>, StoreError> {
        self.connections.read(|c| {
            c.prepare_cached("SELECT * FROM mail_lists ORDER BY list")?
                .query_map([], read)?
                .collect()
        })
    }

    /// One of them.
    pub fn mail_list(&self, list: &str) -> Result<Option<MailList>, StoreError> {
        self.connections.read(|c| {
            c.prepare_cached("SELECT * FROM mail_lists WHERE list = ?1")?
                .query_row([list], read)
                .optional()
        })
    }

    /// Keeps what a list's mail says of it, unless a newer one said it already.
    pub fn mail_list_seen(&self, list: &MailList) -> Result<(), StoreError> {
        self.connections.cheaply(|t| {
            t.prepare_cached(
                "INSERT INTO mail_lists (list, folder, newest, one_click, page, mail)
                 VALUES (:list, :folder, :newest, :one_click, :page, :mail)
                 ON CONFLICT (list) DO UPDATE SET folder = coalesce(excluded.folder, folder),
                     one_click = iif(excluded.newest >= newest, excluded.one_click, one_click),
                     page = iif(excluded.newest >= newest, excluded.page, page),
                     mail = iif(excluded.newest >= newest, excluded.mail, mail),
                     newest = max(newest, excluded.newest)",
            )?
            .execute(named_params! {
                ":list": list.list, ":folder": list.folder, ":newest": list.newest,
                ":one_click": list.one_click, ":page": list.page, ":mail": list.mail,
            })?;
            Ok(())
        })
    }

    /// Its sender took the one click.
    pub fn mail_list_ended(&self, list: &str, at: i64) -> Result<(), StoreError> {
        self.connections.durably(|t| {
            t.execute(
                "UPDATE mail_lists SET ended = ?2 WHERE list = ?1",
                params![list, at],
            )?;
            Ok(())
        })
    }
}
