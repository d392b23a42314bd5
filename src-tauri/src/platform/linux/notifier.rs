//! Notifications by `org.freedesktop.Notifications`, version 1.2 of its specification.

use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use kazpost_api::NoticeWords;
use zbus::zvariant::Value;

use super::Bus;
use crate::platform::{Asked, Listener, Notifier, Own};

/// What a click on an older one asks for is forgotten.
const REMEMBERED: usize = 32;
/// The action of a click on the notification itself.
const CLICK: &str = "default";

#[zbus::proxy(
    interface = "org.freedesktop.Notifications",
    default_service = "org.freedesktop.Notifications",
    default_path = "/org/freedesktop/Notifications",
    gen_async = false
)]
trait Daemon {
    #[allow(clippy::too_many_arguments, reason = "the specification's own")]
    fn notify(
        &self,
        app_name: &str,
        replaces_id: u32,
        app_icon: &str,
        summary: &str,
        body: &str,
        actions: &[&str],
        hints: HashMap<&str, Value<'_>>,
        expire_timeout: i32,
    ) -> zbus::Result<u32>;

    fn get_capabilities(&self) -> zbus::Result<Vec<String>>;

    #[zbus(signal)]
    fn action_invoked(&self, id: u32, action_key: String);
}

type Shown = Arc<Mutex<VecDeque<(u32, Asked)>>>;

pub struct Notifications {
    bus: Bus,
    own: Own,
    listener: Listener,
    shown: Shown,
    /// Whether the daemon reads markup; asked at the first notification, when clicks are listened to as well.
    markup: OnceLock<bool>,
}

impl Notifications {
    pub fn new(bus: Bus, own: Own, listener: Listener) -> Notifications {
        Notifications {
            bus,
            own,
            listener,
            shown: Shown::default(),
            markup: OnceLock::new(),
        }
    }

    /// Waits for clicks without a clock: the thread sleeps until the bus has one.
    fn listen(&self, daemon: &DaemonProxy<'static>) -> zbus::Result<()> {
        let clicks = daemon.receive_action_invoked()?;
        let (shown, listener) = (Arc::clone(&self.shown), Arc::clone(&self.listener));
        std::thread::spawn(move || {
            for click in clicks {
                let Ok(click) = click.args() else { continue };
                let asked = shown
                    .lock()
                    .unwrap_or_else(PoisonError::into_inner)
                    .iter()
                    .find(|(id, _)| *id == click.id)
                    .map(|(_, asked)| asked.clone());
                if let (Some(asked), CLICK) = (asked, click.action_key.as_str()) {
                    listener(asked);
                }
            }
        });
        Ok(())
    }

    fn try_show(&self, words: &NoticeWords) -> zbus::Result<()> {
        let daemon = DaemonProxy::new(self.bus.get()?)?;
        let markup = match self.markup.get() {
            Some(markup) => *markup,
            None => {
                let markup = daemon.get_capabilities()?.iter().any(|can| can == "body-markup");
                self.listen(&daemon)?;
                *self.markup.get_or_init(|| markup)
            }
        };
        let body = if markup {
            escaped(&words.body)
        } else {
            words.body.clone()
        };
        let hints = HashMap::from([("desktop-entry", Value::from(self.own.program_id.as_str()))]);
        let id = daemon.notify(
            &self.own.name,
            0,
            &self.own.program_id,
            &words.title,
            &body,
            &[CLICK, &words.open],
            hints,
            // For as long as the system thinks right.
            -1,
        )?;
        let asked = words.article.clone().map_or(Asked::Unread, Asked::Article);
        let mut shown = self.shown.lock().unwrap_or_else(PoisonError::into_inner);
        shown.push_back((id, asked));
        while shown.len() > REMEMBERED {
            shown.pop_front();
        }
        Ok(())
    }
}

impl Notifier for Notifications {
    fn show(&self, words: &NoticeWords) -> Result<(), String> {
        self.try_show(words).map_err(|cause| cause.to_string())
    }
}

/// A headline is text, also where it looks like markup.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headlines_are_text() {
        assert_eq!(escaped("<b>A & B</b>"), "&lt;b&gt;A &amp; B&lt;/b&gt;");
    }
}
