//! New versions of the program itself: what the publication signed (minisign, with the file hashed first), who owns
//! the program's files, and putting the new ones into the place of the old. Takes bytes; knows no network, no library
//! and no clock.
//!
//! [`Genuine`] is made where a signature was verified and nowhere else, and only that can be installed.

mod genuine;
mod install;
mod owner;
mod release;
mod unpack;

pub use genuine::{Genuine, Key};
pub use install::{InstallError, install};
pub use owner::{Owner, owner};
pub use release::{Package, Release, Version, release};

/// Why something was not accepted. Whatever it was, nothing was changed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// The publication's own key cannot be read.
    #[error("the publication's public key is none")]
    BadKey,
    /// There is no signature, or what is there is none.
    #[error("it is not signed")]
    Unsigned,
    /// Another key signed it, or something else was signed.
    #[error("the signature is not of the publication's key, or not for this file")]
    NotGenuine,
    /// It has not the length that was signed.
    #[error("it has {found} bytes and not {signed}")]
    Length {
        /// What came.
        found: u64,
        /// What was announced.
        signed: u64,
    },
    /// It is signed, but no description of a release.
    #[error("it is no description of a release: {0}")]
    Unreadable(String),
}
