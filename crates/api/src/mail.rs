use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::Failure;

/// What reading mails brought.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, TS)]
pub struct MailAdded {
    /// Mails that were read.
    pub mails: u32,
    /// Files that are none or cannot be read: paths.
    pub unreadable: Vec<String>,
    /// The lists that they are from.
    pub feeds: Vec<MailFeed>,
}

/// A list among the feeds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct MailFeed {
    /// The feed's ID.
    pub id: String,
    /// `mail:` and what the list is known by.
    pub url: String,
    /// The list's name.
    pub title: String,
    /// Articles not seen before.
    pub new: u32,
}

/// A newsletter that is read, and how it is left.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct MailList {
    /// The feed's ID.
    pub id: String,
    /// The list's name.
    pub title: String,
    /// The host that takes the one click (RFC 8058), where there is one.
    pub one_click: Option<String>,
    /// A page that ends it.
    pub page: Option<String>,
    /// A mail there ends it, as `mailto:`.
    pub mail: Option<String>,
    /// When its sender took the click, in Unix seconds.
    #[ts(type = "number | null")]
    pub ended: Option<i64>,
}

/// Names a mailbox. It holds a password, so it does not print.
#[derive(Clone, Deserialize, TS)]
pub struct MailboxRequest {
    /// The server, as `mail.example.org` or with its port.
    pub server: String,
    /// The name that the server knows the reader by, often the address.
    pub user: String,
    /// The password as typed now; null for the one that the system's keyring holds.
    pub password: Option<String>,
    /// The folder; null for the inbox.
    pub folder: Option<String>,
}

/// What adding a mailbox brought.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct MailboxAdded {
    /// Its address, by which it is removed.
    pub place: String,
    /// What was read.
    pub added: MailAdded,
    /// Why the system's keyring does not keep the password, in English; null where it does. Without it the password
    /// is forgotten when the app ends.
    pub not_kept: Option<String>,
}

/// A folder of files or of a mailbox that every sync reads for newsletters.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct MailPlace {
    /// A path, or `imaps://user@host/folder`.
    pub place: String,
    /// Which mailbox; null for a folder of files.
    pub mailbox: Option<MailboxPlace>,
    /// Why it could not be read last time.
    pub failure: Option<Failure>,
}

/// A folder of a mailbox, in its parts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct MailboxPlace {
    /// The server, with its port where that is not the usual one.
    pub server: String,
    /// The reader's name there.
    pub user: String,
    /// The folder's name.
    pub folder: String,
}
