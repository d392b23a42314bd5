use serde::Deserialize;
use ts_rs::TS;

/// How the app shows itself beside its page, in the words of the interface.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, TS)]
pub struct Presence {
    /// The window's title.
    pub title: String,
    /// The number on the icon in dock, launcher or task bar; null for none.
    pub badge: Option<u32>,
    /// The icon in the tray; null for none.
    pub tray: Option<TrayWords>,
    /// Closing the window leaves the app in the tray, where that can be seen.
    pub stay: bool,
}

/// The words of the icon in the tray.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, TS)]
pub struct TrayWords {
    /// What stands beside the pointer.
    pub tip: String,
    /// How many articles are unread, which a mark on it tells from none; null for no mark.
    pub number: Option<u32>,
    /// “Open”.
    pub open: String,
    /// “Unread”.
    pub unread: String,
    /// “Refresh”.
    pub refresh: String,
    /// “Quit”.
    pub quit: String,
}
