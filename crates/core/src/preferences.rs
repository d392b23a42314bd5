use kazpost_api::{Code, Failure, Notifications, Session, Settings, TextStyle};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::failure::{failure, of_store};
use crate::library::Library;

const SETTINGS: &str = "settings";
const SESSION: &str = "session";

/// Characters of the words that the reader is notified of.
const MOST_WORDS: usize = 2000;

impl Library {
    /// What the reader chose; what is not there or not understood is as at first.
    pub fn settings(&self) -> Result<Settings, Failure> {
        self.kept(SETTINGS)
    }

    /// Keeps what the reader chose, within its limits.
    pub fn settings_save(&self, settings: Settings) -> Result<(), Failure> {
        let text_by_feed = settings.text_by_feed.into_iter();
        let settings = Settings {
            text_size: settings.text_size.clamp(15, 28),
            text_line: settings.text_line.clamp(120, 200),
            text_width: settings.text_width.clamp(45, 90),
            text_by_feed: text_by_feed
                .map(|(feed, style)| (feed, within_limits(style)))
                .collect(),
            // A day at the most, and never so often that hosts mind.
            sync_minutes: match settings.sync_minutes {
                0 => 0,
                minutes => minutes.clamp(5, 1440),
            },
            edition_at: Some(settings.edition_at)
                .filter(|time| is_time(time))
                .unwrap_or_default(),
            notifications: Notifications {
                words: settings.notifications.words.chars().take(MOST_WORDS).collect(),
                ..settings.notifications
            },
            ..settings
        };
        self.keep(SETTINGS, &settings)
    }

    /// Where the reader was.
    pub fn session(&self) -> Result<Session, Failure> {
        self.kept(SESSION)
    }

    /// Keeps where the reader is.
    pub fn session_save(&self, session: Session) -> Result<(), Failure> {
        self.keep(SESSION, &session)
    }

    pub(crate) fn kept<T: DeserializeOwned + Default>(&self, name: &str) -> Result<T, Failure> {
        let text = self.store().setting(name).map_err(of_store)?;
        Ok(text
            .and_then(|text| serde_json::from_str(&text).ok())
            .unwrap_or_default())
    }

    pub(crate) fn keep<T: Serialize>(&self, name: &str, value: &T) -> Result<(), Failure> {
        let text = serde_json::to_string(value).map_err(|cause| {
            failure(
                Code::BadRequest,
                name,
                "",
                format!("The {name} cannot be kept: {cause}."),
            )
        })?;
        self.store().set_setting(name, &text).map_err(of_store)
    }
}

/// `HH:MM`.
fn is_time(text: &str) -> bool {
    let number = |part: &str, below: u32| {
        part.len() == 2
            && part.bytes().all(|b| b.is_ascii_digit())
            && part.parse::<u32>().is_ok_and(|n| n < below)
    };
    text.split_once(':')
        .is_some_and(|(hours, minutes)| number(hours, 24) && number(minutes, 60))
}

fn within_limits(style: TextStyle) -> TextStyle {
    TextStyle {
        size: style.size.clamp(15, 28),
        line: style.line.clamp(120, 200),
        width: style.width.clamp(45, 90),
        ..style
    }
}
