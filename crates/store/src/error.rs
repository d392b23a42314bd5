use std::path::PathBuf;

use rusqlite::ErrorCode;

use crate::packing;

/// Why the library could not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// Written by a newer version of the app.
    #[error(
        "The library {} was written by a newer version of KazPost (schema {found}; this one knows {known}). Install that version again, or choose another folder with --data-dir.",
        path.display()
    )]
    Newer {
        /// The file.
        path: PathBuf,
        /// Its schema.
        found: u32,
        /// The last schema known here.
        known: u32,
    },
    /// A file that is no library.
    #[error("{} is not a KazPost library.", .0.display())]
    NotALibrary(PathBuf),
    /// The SQLite that the program was built with is too old to trust.
    #[error("This program was built with SQLite {0}; 3.51.3 or newer is needed.")]
    OldSqlite(&'static str),
    /// A file or folder cannot be read or written.
    #[error("{} cannot be opened: {cause}", path.display())]
    File {
        /// Which.
        path: PathBuf,
        /// Why.
        cause: std::io::Error,
    },
    /// No space left.
    #[error("The disk is full; nothing was lost, but nothing new can be kept.")]
    DiskFull,
    /// There is no such thing in the library.
    #[error("There is no such {0} in the library.")]
    NotFound(&'static str),
    /// Another subscription has this address.
    #[error("{url} is the address of “{title}” already.")]
    Taken {
        /// The address.
        url: String,
        /// The other's name.
        title: String,
    },
    /// A text that cannot be read back.
    #[error("The text of an article is damaged in the library; all else is there.")]
    Damaged,
    /// Anything else that SQLite says.
    #[error("The library could not be read or written: {0}")]
    Sqlite(rusqlite::Error),
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> StoreError {
        match error.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => StoreError::DiskFull,
            None if packing::is_damage(&error) => StoreError::Damaged,
            _ => StoreError::Sqlite(error),
        }
    }
}
