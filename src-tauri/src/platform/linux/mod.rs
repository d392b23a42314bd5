//! Linux desktops, by the session's bus and the files of freedesktop.org; no library beyond what is there anyway.

mod autostart;
mod launcher;
mod notifier;
mod painting;
mod restart;
mod tray;

use std::sync::{Arc, OnceLock};

use tauri::{AppHandle, RunEvent, Url};
use zbus::blocking::Connection;

use super::{Autostart, Listener, Own, Platform};

/// The session's bus, spoken with only when there is something to say.
#[derive(Clone, Default)]
struct Bus(Arc<OnceLock<Connection>>);

impl Bus {
    fn get(&self) -> zbus::Result<&Connection> {
        if let Some(connection) = self.0.get() {
            return Ok(connection);
        }
        let connection = Connection::session()?;
        Ok(self.0.get_or_init(|| connection))
    }
}

/// X11's class of the window and Wayland's name of the app come from this, and by them a desktop finds the entry: else
/// the window stands in the dock without icon and name.
pub fn introduce(program_id: &str) {
    glib::set_prgname(Some(program_id));
    painting::choose();
}

/// Addresses come among the words of another start.
pub fn handed(_event: &RunEvent) -> &[Url] {
    &[]
}

pub use restart::{if_another_was_just_ending, start_in_place};

pub fn open(_app: &AppHandle, own: Own, listener: Listener) -> Platform {
    let bus = Bus::default();
    Platform {
        notifier: Box::new(notifier::Notifications::new(
            bus.clone(),
            own.clone(),
            listener.clone(),
        )),
        tray: Box::new(tray::StatusItem::new(own.clone(), listener)),
        badge: Box::new(launcher::Launcher::new(bus, &own)),
        autostart: autostart::Entry::find(own).map(|entry| Box::new(entry) as Box<dyn Autostart>),
    }
}
