use serde::Serialize;
use ts_rs::TS;

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
