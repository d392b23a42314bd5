//! The library on disk: one SQLite database, the only crate that knows SQL.
//!
//! Markup goes in and comes out as [`kazpost_model::RawHtml`], so a row is never trusted. There is one writer and
//! a pool of read-only connections beside it (WAL); what the reader did is durable when a call returns
//! (`synchronous = FULL`), what was fetched is durable after [`Store::flush`] and never leaves a feed half stored.
//! Every function blocks.

mod actions;
mod annotations;
mod arrangement;
mod arrived;
mod articles;
mod connections;
mod corrections;
mod error;
mod feeds;
mod filters;
mod ingest;
mod keys;
mod labels;
mod lists;
mod looks;
mod mail;
mod migrations;
mod outbox;
mod packing;
mod pages;
mod pictures;
mod retention;
mod search;
mod settings;
mod sites;
mod stories;
mod titles;
mod unread;

use std::path::{Path, PathBuf};

pub use actions::{Recorded, StateChange, Which};
pub use annotations::{Annotation, AnnotationRecord};
pub use articles::ArticleRecord;
pub use error::StoreError;
pub use feeds::{Attempt, FeedRecord, NewFeed};
pub use filters::{Candidate, FilterEffect, FilterRecord, Markup, OfCandidate};
pub use ingest::{Arrival, FeedMeta, Fetched, Ingested, NewArticle};
pub use labels::LabelKind;
pub use lists::{Counts, ListQuery, ListScope, RowRecord};
pub use looks::{FirstLook, Look, Looked, Validators};
pub use mail::{MailFile, MailList, Mailbox};
pub use outbox::{OutboxChange, OutboxRow};
pub use packing::Packed;
pub use pages::{Page, PageCandidate, PageState, Version};
pub use pictures::{Hashed, PictureCandidate, PictureRecord, Size};
pub use retention::{Keep, Surplus};
pub use search::{Clause, Field, Found, Hit, Match, SearchFilters, SearchQuery, Terms};
pub use sites::{LinkState, SeenLink, SettledLink, SiteLink, SitePage, SitePageKind};
pub use stories::{Folded, Sketched, ToldIn};

use connections::Connections;

/// An open library. Shared by reference; every method may be called from any thread.
pub struct Store {
    connections: Connections,
    path: PathBuf,
    device: String,
    pending: search::Pending,
    searching: search::Running,
}

impl Store {
    /// Opens the library at `path` and makes it where there is none; brings an older one up to date after
    /// keeping a copy beside it (`<name>.before-<schema>`). Fails on a newer one and leaves it as it is.
    pub fn open(path: &Path) -> Result<Store, StoreError> {
        let connections = Connections::open(path)?;
        let device = connections.read(|c| {
            c.query_row("SELECT value FROM settings WHERE name = 'device'", [], |row| {
                row.get(0)
            })
        })?;
        let store = Store {
            connections,
            path: path.to_owned(),
            device,
            pending: search::Pending::default(),
            searching: search::Running::default(),
        };
        store.drop_strays()?;
        Ok(store)
    }

    /// The database file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The number of the last migration.
    pub fn schema_version(&self) -> u32 {
        migrations::LATEST
    }

    /// SQLite's version, e.g. `3.54.1`.
    pub fn sqlite_version(&self) -> &'static str {
        rusqlite::version()
    }

    /// `ok`, or what `PRAGMA integrity_check`, `PRAGMA foreign_key_check`, a count of what is unread and unpacking all
    /// texts found, a line each.
    pub fn integrity(&self) -> Result<String, StoreError> {
        self.connections.read(|c| {
            let mut found: Vec<String> = c
                .prepare("PRAGMA integrity_check")?
                .query_map([], |row| row.get(0))?
                .collect::<Result<_, _>>()?;
            found.retain(|line| line != "ok");
            let strays: u32 = c.query_row("SELECT count(*) FROM pragma_foreign_key_check", [], |row| {
                row.get(0)
            })?;
            if strays > 0 {
                found.push(format!("{strays} rows point to nothing"));
            }
            let wrong = unread::wrong(c)?;
            if wrong > 0 {
                found.push(format!("{wrong} counts are not those of what is there"));
            }
            // In a file that is broken anyway they could not all be read.
            let damaged = if found.is_empty() {
                packing::damaged_texts(c)?
            } else {
                0
            };
            if damaged > 0 {
                found.push(format!("damaged texts: {damaged}"));
            }
            Ok(if found.is_empty() {
                "ok".into()
            } else {
                found.join("\n")
            })
        })
    }

    /// Returns when everything written so far is indexed and on the disk for good.
    pub fn flush(&self) -> Result<(), StoreError> {
        self.index_stored()?;
        self.connections.write(|c| {
            // Readers may hold the end of the log back; then it is synced with the next flush or act.
            c.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(()))
        })
    }
}
