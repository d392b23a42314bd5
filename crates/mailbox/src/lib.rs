//! A folder of a mailbox, read over IMAP (RFC 3501) and TLS from the first byte (RFC 8314), and never changed: it is
//! opened with EXAMINE, and mails are fetched with BODY.PEEK, so that not even “read” is marked. The one crate that
//! knows IMAP, and the one that knows the system's keyring, in which the password lies. It knows neither newsletters
//! nor the library: it gives bytes.
//!
//! Certificates are judged as the system judges them; there is no way to turn that off.

mod error;
mod names;
mod password;
mod place;
mod session;
mod stream;

pub use error::Error;
pub use password::{NoKeyring, Password, forget, keep, kept};
pub use place::{Account, BadPlace, Place};
pub use session::{Found, Session, folders};

/// The largest mail that is read, in bytes.
pub const LARGEST: u32 = 32 << 20;
