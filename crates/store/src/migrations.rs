use std::path::{Path, PathBuf};

use rusqlite::{Connection, TransactionBehavior};

use crate::StoreError;

/// A step's number is its place in the list and, once done, the file's `user_version`. Released steps never
/// change (`tests/library/schema.rs`).
pub(crate) const STEPS: &[&str] = &[
    include_str!("../migrations/0001_library.sql"),
    include_str!("../migrations/0002_titles.sql"),
    include_str!("../migrations/0003_annotations.sql"),
    include_str!("../migrations/0004_search.sql"),
    include_str!("../migrations/0005_pages.sql"),
    include_str!("../migrations/0006_arrangement.sql"),
    include_str!("../migrations/0007_filters.sql"),
    include_str!("../migrations/0008_outbox.sql"),
    include_str!("../migrations/0009_sites.sql"),
    include_str!("../migrations/0010_mail.sql"),
    include_str!("../migrations/0011_picture_files.sql"),
    include_str!("../migrations/0012_corrections.sql"),
    include_str!("../migrations/0013_unread.sql"),
    include_str!("../migrations/0014_mailboxes.sql"),
    include_str!("../migrations/0015_stories.sql"),
    include_str!("../migrations/0016_looks.sql"),
    include_str!("../migrations/0017_lighter_sync.sql"),
    include_str!("../migrations/0018_unread_by_row.sql"),
    include_str!("../migrations/0019_packed.sql"),
    include_str!("../migrations/0020_feeds_removed.sql"),
    include_str!("../migrations/0021_pages_tried.sql"),
];

/// The schema that this program writes.
pub(crate) const LATEST: u32 = STEPS.len() as u32;

/// Marks the file as a library of this app (`PRAGMA application_id`): "KzPt".
const APPLICATION: i32 = 0x4b7a_5074;

/// Refuses what is not ours to change, before anything is written.
pub(crate) fn check(connection: &Connection, path: &Path) -> Result<(), StoreError> {
    let foreign = || StoreError::NotALibrary(path.to_owned());
    // Before the mark is looked at: another process may be making the library at this moment.
    let tables = connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| {
        row.get::<_, u32>(0)
    });
    let tables = tables.map_err(|error| match error.sqlite_error_code() {
        Some(rusqlite::ErrorCode::NotADatabase) => foreign(),
        _ => error.into(),
    })?;
    let application: i32 = connection.pragma_query_value(None, "application_id", |row| row.get(0))?;
    if application != APPLICATION && (application != 0 || tables > 0) {
        return Err(foreign());
    }
    let found = version(connection)?;
    if found > LATEST {
        return Err(StoreError::Newer {
            path: path.to_owned(),
            found,
            known: LATEST,
        });
    }
    Ok(())
}

/// Takes the steps that are missing, all of them or none.
pub(crate) fn run(connection: &mut Connection, path: &Path) -> Result<(), StoreError> {
    run_steps(connection, path, STEPS)
}

fn run_steps(connection: &mut Connection, path: &Path, steps: &[&str]) -> Result<(), StoreError> {
    let found = version(connection)?;
    if found as usize >= steps.len() {
        return Ok(());
    }
    if found > 0 {
        keep_copy(connection, path, found)?;
    }
    // Immediate, and the version read again: another process may be doing the same.
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let found = version(&transaction)?;
    for step in steps.iter().skip(found as usize) {
        transaction.execute_batch(step)?;
    }
    transaction.pragma_update(None, "application_id", APPLICATION)?;
    transaction.pragma_update(None, "user_version", steps.len() as u32)?;
    transaction.commit()?;
    Ok(())
}

/// The library as it was, beside the library.
fn keep_copy(connection: &Connection, path: &Path, version: u32) -> Result<(), StoreError> {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(format!(".before-{version}"));
    let copy: PathBuf = path.with_file_name(name);
    match std::fs::remove_file(&copy) {
        Err(cause) if cause.kind() != std::io::ErrorKind::NotFound => {
            return Err(StoreError::File { path: copy, cause });
        }
        _ => {}
    }
    connection.execute("VACUUM INTO ?1", [copy.to_string_lossy()])?;
    Ok(())
}

fn version(connection: &Connection) -> rusqlite::Result<u32> {
    connection.pragma_query_value(None, "user_version", |row| row.get(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn library() -> (tempfile::TempDir, PathBuf, Connection) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("library.sqlite");
        let mut connection = Connection::open(&path).unwrap();
        run_steps(
            &mut connection,
            &path,
            &["CREATE TABLE a (x TEXT) STRICT; INSERT INTO a VALUES ('kept');"],
        )
        .unwrap();
        (folder, path, connection)
    }

    #[test]
    fn a_failing_step_leaves_the_library_as_it_was() {
        let (_folder, path, mut connection) = library();
        let steps = ["", "DROP TABLE a;", "CREATE TABLE b (x NONSENSE) STRICT;"];
        assert!(run_steps(&mut connection, &path, &steps).is_err());
        assert_eq!(version(&connection).unwrap(), 1);
        let kept: String = connection
            .query_row("SELECT x FROM a", [], |row| row.get(0))
            .unwrap();
        assert_eq!(kept, "kept");
    }

    #[test]
    fn a_copy_is_kept_before_the_first_step_of_a_newer_version() {
        let (_folder, path, mut connection) = library();
        run_steps(&mut connection, &path, &["", "DROP TABLE a;"]).unwrap();
        assert_eq!(version(&connection).unwrap(), 2);
        let copy = Connection::open(path.with_file_name("library.sqlite.before-1")).unwrap();
        let kept: String = copy.query_row("SELECT x FROM a", [], |row| row.get(0)).unwrap();
        assert_eq!(kept, "kept");
    }

    #[test]
    fn a_newer_library_is_refused_in_words_that_say_what_to_do() {
        let (_folder, path, connection) = library();
        connection
            .pragma_update(None, "user_version", LATEST + 1)
            .unwrap();
        let refused = check(&connection, &path).unwrap_err();
        assert!(
            refused.to_string().contains("newer version of KazPost"),
            "{refused}"
        );
    }

    #[test]
    fn a_database_of_another_program_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("other.sqlite");
        let connection = Connection::open(&path).unwrap();
        connection.execute_batch("CREATE TABLE theirs (x)").unwrap();
        assert!(matches!(
            check(&connection, &path),
            Err(StoreError::NotALibrary(_))
        ));
        let text = folder.path().join("text");
        std::fs::write(
            &text,
            "not a database at all, but long enough to be looked at ".repeat(20),
        )
        .unwrap();
        let connection = Connection::open(&text).unwrap();
        assert!(matches!(
            check(&connection, &text),
            Err(StoreError::NotALibrary(_))
        ));
    }
}
