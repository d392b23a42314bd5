use std::fmt;

use keyring::{Entry, Error};

use crate::Account;

/// What all of ours is kept under in the system's keyring.
const SERVICE: &str = "KazPost";

/// A password. It prints as nothing and is written into no file of ours.
#[derive(Clone, PartialEq, Eq)]
pub struct Password(String);

/// The system has no keyring, or it stays closed; its own words.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the system's keyring does not answer: {0}")]
pub struct NoKeyring(pub String);

impl Password {
    /// Takes it as typed.
    pub fn new(text: impl Into<String>) -> Password {
        Password(text.into())
    }

    pub(crate) fn text(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Password {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Password(…)")
    }
}

/// The password of an account, out of the keyring; `None` where it holds none. Waits for the keyring, and for the
/// reader where that asks to be opened: not for a thread that must go on.
pub fn kept(account: &Account) -> Result<Option<Password>, NoKeyring> {
    match entry(account)?.get_password() {
        Ok(text) => Ok(Some(Password(text))),
        Err(Error::NoEntry) => Ok(None),
        Err(cause) => Err(said(&cause)),
    }
}

/// Keeps a password in the keyring, in place of an older one.
pub fn keep(account: &Account, password: &Password) -> Result<(), NoKeyring> {
    entry(account)?
        .set_password(password.text())
        .map_err(|cause| said(&cause))
}

/// Takes it out of the keyring.
pub fn forget(account: &Account) -> Result<(), NoKeyring> {
    match entry(account)?.delete_credential() {
        Ok(()) | Err(Error::NoEntry) => Ok(()),
        Err(cause) => Err(said(&cause)),
    }
}

fn entry(account: &Account) -> Result<Entry, NoKeyring> {
    if let Err(cause) = Entry::store_status() {
        return Err(said(cause));
    }
    Entry::new(SERVICE, &account.to_string()).map_err(|cause| said(&cause))
}

/// Some errors of the keyring hold what was kept: only their kind is told, and what the system says of itself.
fn said(cause: &Error) -> NoKeyring {
    NoKeyring(match cause {
        Error::PlatformFailure(inner) | Error::NoStorageAccess(inner) => inner.to_string(),
        Error::NoDefaultStore => "there is none".into(),
        Error::Ambiguous(_) => "it holds several passwords for this mailbox".into(),
        Error::BadEncoding(_) | Error::BadDataFormat(..) => "what it holds is no password".into(),
        _ => "it cannot keep passwords".into(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_prints_as_nothing() {
        let password = Password::new("hush");
        assert_eq!(format!("{password:?}"), "Password(…)");
        let bytes = said(&Error::BadEncoding(b"hush".to_vec()));
        assert!(!bytes.to_string().contains("hush") && !format!("{bytes:?}").contains("hush"));
    }
}
