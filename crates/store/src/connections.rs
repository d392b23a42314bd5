use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode, OpenFlags, Transaction, TransactionBehavior};

use crate::search::PLACES_OF_WORDS;
use crate::{StoreError, migrations};

/// Older versions have a fault in WAL that can lose a commit.
const OLDEST_SQLITE: i32 = 3_051_003;

/// More than this are not kept open while idle.
const IDLE_READERS: usize = 4;

/// How long one process waits for another that writes to the same library.
const PATIENCE: Duration = Duration::from_secs(30);

const PAGE_SIZE: i64 = 8 << 10;

/// What the writer keeps of the file in memory, in bytes, the length of the log, in pages, at which it is taken into the
/// file, how many bytes of articles may wait to be stored, and how many of articles are best stored and of words best indexed in
/// one go: at least so much, by so large a share of the file more, and at most so much.
const CACHE: Measure = Measure {
    least: 6 << 20,
    share: 80,
    most: 38 << 20,
};
const LOG: Measure = Measure {
    least: 2000,
    share: 32,
    most: 18_000,
};
const ROOM: Measure = Measure {
    least: 3 << 20,
    share: 256,
    most: 8 << 20,
};
const PORTION: Measure = Measure {
    least: 4 << 20,
    share: 128,
    most: 14 << 20,
};
const WORDS: Measure = Measure {
    least: 1 << 20,
    share: 256,
    most: 4 << 20,
};

struct Measure {
    least: i64,
    share: i64,
    most: i64,
}

impl Measure {
    const fn of(&self, size: i64) -> i64 {
        let more = self.least + size / self.share;
        if more < self.most { more } else { self.most }
    }
}

/// One writer, and readers as they are needed.
pub(crate) struct Connections {
    readers: Mutex<Vec<Connection>>,
    /// Below the readers, so that it is closed last: only then is the log taken into the file and removed.
    writer: Mutex<Connection>,
    /// How many wait for the writer.
    wanted: AtomicUsize,
    path: PathBuf,
    room: AtomicUsize,
    portion: AtomicUsize,
    words: AtomicUsize,
}

/// In bytes.
struct Portions {
    room: usize,
    articles: usize,
    words: usize,
}

impl Connections {
    pub(crate) fn open(path: &Path) -> Result<Connections, StoreError> {
        if rusqlite::version_number() < OLDEST_SQLITE {
            return Err(StoreError::OldSqlite(rusqlite::version()));
        }
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder).map_err(|cause| StoreError::File {
                path: folder.to_owned(),
                cause,
            })?;
        }
        let mut writer = Connection::open(path)?;
        writer.busy_timeout(PATIENCE)?;
        migrations::check(&writer, path)?;
        write_ahead(&writer)?;
        writer.execute_batch(
            "PRAGMA synchronous = FULL;
             PRAGMA foreign_keys = ON;
             PRAGMA trusted_schema = OFF;
             PRAGMA temp_store = MEMORY;
             PRAGMA journal_size_limit = 33554432;",
        )?;
        steady(&writer)?;
        migrations::run(&mut writer, path)?;
        let portions = fit(&writer)?;
        writer.set_prepared_statement_cache_capacity(64);
        Ok(Connections {
            writer: Mutex::new(writer),
            wanted: AtomicUsize::new(0),
            readers: Mutex::new(Vec::new()),
            path: path.to_owned(),
            room: AtomicUsize::new(portions.room),
            portion: AtomicUsize::new(portions.articles),
            words: AtomicUsize::new(portions.words),
        })
    }

    /// Runs `work` on a read-only connection.
    pub(crate) fn read<T>(
        &self,
        work: impl FnOnce(&Connection) -> rusqlite::Result<T>,
    ) -> Result<T, StoreError> {
        let idle = locked(&self.readers).pop();
        let connection = match idle {
            Some(connection) => connection,
            None => self.reader()?,
        };
        let answer = work(&connection);
        let mut idle = locked(&self.readers);
        if idle.len() < IDLE_READERS {
            idle.push(connection);
        }
        Ok(answer?)
    }

    fn reader(&self) -> Result<Connection, StoreError> {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(&self.path, flags)?;
        connection.busy_timeout(PATIENCE)?;
        // A page of a list lies on some 350 pages of the file: twice SQLite's own measure, so that they are there the next time.
        connection.execute_batch(
            "PRAGMA trusted_schema = OFF; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -4000;",
        )?;
        steady(&connection)?;
        connection.execute_batch(PLACES_OF_WORDS)?;
        connection.execute_batch("PRAGMA query_only = ON;")?;
        connection.set_prepared_statement_cache_capacity(32);
        Ok(connection)
    }

    /// Runs `work` on the writer, outside a transaction.
    pub(crate) fn write<T>(
        &self,
        work: impl FnOnce(&Connection) -> rusqlite::Result<T>,
    ) -> Result<T, StoreError> {
        Ok(work(&self.writer())?)
    }

    /// Makes room by how large the library has become.
    pub(crate) fn fit(&self) -> Result<(), StoreError> {
        let portions = self.write(fit)?;
        self.room.store(portions.room, Ordering::Relaxed);
        self.portion.store(portions.articles, Ordering::Relaxed);
        self.words.store(portions.words, Ordering::Relaxed);
        Ok(())
    }

    fn writer(&self) -> MutexGuard<'_, Connection> {
        self.wanted.fetch_add(1, Ordering::Relaxed);
        let writer = locked(&self.writer);
        self.wanted.fetch_sub(1, Ordering::Relaxed);
        writer
    }

    /// Whether somebody waits for the writer.
    pub(crate) fn is_wanted(&self) -> bool {
        self.wanted.load(Ordering::Relaxed) > 0
    }

    /// See [`ROOM`].
    pub(crate) fn room(&self) -> usize {
        self.room.load(Ordering::Relaxed)
    }

    /// See [`PORTION`].
    pub(crate) fn portion(&self) -> usize {
        self.portion.load(Ordering::Relaxed)
    }

    /// See [`WORDS`].
    pub(crate) fn words(&self) -> usize {
        self.words.load(Ordering::Relaxed)
    }

    /// An act of the reader: when this returns, it is on the disk.
    pub(crate) fn durably<T>(
        &self,
        work: impl FnOnce(&Transaction<'_>) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        transaction(&mut self.writer(), work)
    }

    /// Something that can be fetched again: whole or not at all, but perhaps lost with the power.
    pub(crate) fn cheaply<T>(
        &self,
        work: impl FnOnce(&Transaction<'_>) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let mut writer = self.writer();
        writer.execute_batch("PRAGMA synchronous = NORMAL")?;
        let answer = transaction(&mut writer, work);
        writer.execute_batch("PRAGMA synchronous = FULL")?;
        answer
    }
}

/// The larger a library is, the more pages of its indexes does a transaction change, for what comes falls anywhere among
/// them. They are to stay in memory until it ends, and to be taken into the file together. In a small library waiting for
/// that is what costs, since the disk would have nothing to do meanwhile. And each portion of words is a segment of the index,
/// to be merged with others the more often, the more of them there are.
fn fit(writer: &Connection) -> rusqlite::Result<Portions> {
    let pages: i64 = writer.query_row("PRAGMA page_count", [], |row| row.get(0))?;
    let size = pages * PAGE_SIZE;
    let bytes = |measure: Measure| usize::try_from(measure.of(size)).unwrap_or_default();
    writer.execute_batch(&format!(
        "PRAGMA cache_size = -{}; PRAGMA wal_autocheckpoint = {};",
        CACHE.of(size) >> 10,
        LOG.of(pages)
    ))?;
    Ok(Portions {
        room: bytes(ROOM),
        articles: bytes(PORTION),
        words: bytes(WORDS),
    })
}

/// A statement is planned once and not anew for each value that could tell SQLite of a narrower index: none of ours
/// depends on it, and one that is run for each article of a sync would be planned for each.
fn steady(connection: &Connection) -> rusqlite::Result<()> {
    connection
        .set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)
        .map(drop)
}

/// Two that make the same library at once are told that it is locked whatever their patience, for SQLite sees
/// that each waits for the other.
fn write_ahead(writer: &Connection) -> rusqlite::Result<()> {
    let since = Instant::now();
    loop {
        let answer = writer.execute_batch(&format!(
            "PRAGMA page_size = {PAGE_SIZE}; PRAGMA journal_mode = WAL;"
        ));
        let busy = |error: &rusqlite::Error| error.sqlite_error_code() == Some(ErrorCode::DatabaseBusy);
        if !answer.as_ref().is_err_and(busy) || since.elapsed() > PATIENCE {
            return answer;
        }
        std::thread::sleep(Duration::from_millis(10));
    }
}

fn transaction<T>(
    writer: &mut Connection,
    work: impl FnOnce(&Transaction<'_>) -> Result<T, StoreError>,
) -> Result<T, StoreError> {
    let transaction = writer.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let answer = work(&transaction)?;
    transaction.commit()?;
    Ok(answer)
}

/// A panic in another thread rolled its transaction back, so what is behind the lock is whole.
fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The steps in which SQLite goes about `sql` in a library that is new; what it asks for is NULL.
#[cfg(test)]
pub(crate) fn plan(sql: &str) -> Vec<String> {
    let folder = tempfile::tempdir().expect("a folder");
    let connections = Connections::open(&folder.path().join("library.sqlite")).expect("a library");
    let steps = connections.read(|c| {
        let mut statement = c.prepare(&format!("EXPLAIN QUERY PLAN {sql}"))?;
        statement.raw_query().mapped(|row| row.get(3)).collect()
    });
    steps.expect("a plan")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_measure_grows_with_the_file_up_to_a_limit() {
        let measure = Measure {
            least: 5,
            share: 100,
            most: 16,
        };
        for (size, wanted) in [
            (0, 5),
            (99, 5),
            (100, 6),
            (1_000, 15),
            (1_100, 16),
            (1_000_000, 16),
        ] {
            assert_eq!(measure.of(size), wanted, "{size}");
        }
    }

    #[test]
    fn what_is_stored_and_indexed_in_one_go_is_larger_in_a_larger_library() {
        let folder = tempfile::tempdir().expect("a folder");
        let connections = Connections::open(&folder.path().join("library.sqlite")).expect("a library");
        let before = (connections.portion(), connections.words(), connections.room());
        connections
            .write(|c| {
                c.execute_batch(
                    "CREATE TABLE filler (bytes BLOB); INSERT INTO filler VALUES (zeroblob(4000000));",
                )
            })
            .expect("filled");
        connections.fit().expect("fitted");
        let after = (connections.portion(), connections.words(), connections.room());
        assert!(after.0 > before.0 + 30_000, "{before:?} {after:?}");
        assert!(after.1 > before.1 + 15_000, "{before:?} {after:?}");
        assert!(after.2 > before.2 + 15_000, "{before:?} {after:?}");
    }
}
