use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::Row;

/// What the reader is notified of. Nothing, until a source or a word is chosen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct Notifications {
    /// Sources all of whose new articles are told of, by key.
    pub feeds: Vec<String>,
    /// Words or phrases, commas between them, looked for as filters do: in title and first lines.
    pub words: String,
    /// Nothing is shown during the quiet hours; what came meanwhile is told of when they are over.
    pub quiet: bool,
    /// `HH:MM`, by the reader's clock.
    pub quiet_from: String,
    /// `HH:MM`.
    pub quiet_to: String,
}

impl Default for Notifications {
    fn default() -> Notifications {
        Notifications {
            feeds: Vec::new(),
            words: String::new(),
            quiet: false,
            quiet_from: "22:00".into(),
            quiet_to: "07:00".into(),
        }
    }
}

/// Asks what there is to notify of.
#[derive(Clone, Copy, Debug, Deserialize, TS)]
pub struct NoticesRequest {
    /// Minutes since midnight by the reader's clock.
    pub minute: u32,
    /// The reader looks at the window: what arrived is seen there.
    pub watching: bool,
}

/// What one notification is about.
#[derive(Clone, Debug, Serialize, TS)]
pub struct Notice {
    /// How many articles.
    pub total: u32,
    /// The first few of them, the newest first.
    pub rows: Vec<Row>,
}

/// A notification in the words of the interface.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct NoticeWords {
    /// Text.
    pub title: String,
    /// Text.
    pub body: String,
    /// What a click does.
    pub open: String,
    /// The article that it opens, by key; null: the unread ones.
    pub article: Option<String>,
}
