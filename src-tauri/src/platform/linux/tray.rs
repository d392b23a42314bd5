//! The icon in the tray by `org.kde.StatusNotifierItem`.

use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use kazpost_api::TrayWords;
use ksni::blocking::{Handle, TrayMethods};
use ksni::menu::StandardItem;
use ksni::{Icon, MenuItem, OfflineReason, ToolTip};
use tauri::image::Image;

use crate::platform::icon::{is_unread, picture};
use crate::platform::{Asked, Listener, Own, Tray};

pub struct StatusItem {
    own: Own,
    listener: Listener,
    handle: Mutex<Option<Handle<Item>>>,
    /// Whether there is a tray just now; a desktop that starts anew brings it back.
    online: Arc<AtomicBool>,
}

struct Item {
    own: Own,
    listener: Listener,
    words: TrayWords,
    /// Whether the desktop has the drawing that takes the colour of its panel.
    drawn_by_the_panel: bool,
    online: Arc<AtomicBool>,
}

impl StatusItem {
    pub fn new(own: Own, listener: Listener) -> StatusItem {
        StatusItem {
            own,
            listener,
            handle: Mutex::default(),
            online: Arc::default(),
        }
    }
}

impl Tray for StatusItem {
    fn show(&self, words: &TrayWords) -> Result<(), String> {
        let mut handle = self.handle.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(shown) = handle.as_ref().filter(|handle| !handle.is_closed()) {
            shown.update(|item| item.words = words.clone());
            return Ok(());
        }
        let item = Item {
            drawn_by_the_panel: is_installed(&symbolic(&self.own.program_id, true)),
            own: self.own.clone(),
            listener: self.listener.clone(),
            words: words.clone(),
            online: Arc::clone(&self.online),
        };
        // Fails where the desktop has no tray. A sandbox allows no name of its own on the bus.
        let sandboxed = std::env::var_os("FLATPAK_ID").is_some();
        let shown = item.disable_dbus_name(sandboxed).spawn();
        *handle = Some(shown.map_err(|cause| cause.to_string())?);
        self.online.store(true, Ordering::Relaxed);
        Ok(())
    }

    fn hide(&self) {
        if let Some(handle) = self.handle.lock().unwrap_or_else(PoisonError::into_inner).take() {
            handle.shutdown().wait();
        }
    }

    fn shown(&self) -> bool {
        let handle = self.handle.lock().unwrap_or_else(PoisonError::into_inner);
        handle.as_ref().is_some_and(|handle| !handle.is_closed()) && self.online.load(Ordering::Relaxed)
    }
}

impl Item {
    fn entry(label: &str, asked: Asked) -> MenuItem<Item> {
        StandardItem {
            // A single underscore would mark a key.
            label: label.replace('_', "__"),
            activate: Box::new(move |item: &mut Item| (item.listener)(asked.clone())),
            ..StandardItem::default()
        }
        .into()
    }
}

impl ksni::Tray for Item {
    fn id(&self) -> String {
        self.own.identifier.clone()
    }

    fn title(&self) -> String {
        self.words.tip.clone()
    }

    /// Panels colour it like their own icons.
    fn icon_name(&self) -> String {
        if self.drawn_by_the_panel {
            symbolic(&self.own.program_id, is_unread(self.words.number))
        } else {
            String::new()
        }
    }

    /// For those that know no name, and where the program was not installed but unpacked or built.
    fn icon_pixmap(&self) -> Vec<Icon> {
        pixmap(&picture(self.words.number)).into_iter().collect()
    }

    fn tool_tip(&self) -> ToolTip {
        ToolTip {
            title: self.words.tip.clone(),
            ..ToolTip::default()
        }
    }

    fn activate(&mut self, _x: i32, _y: i32) {
        (self.listener)(Asked::Window);
    }

    fn menu(&self) -> Vec<MenuItem<Item>> {
        vec![
            Item::entry(&self.words.open, Asked::Window),
            Item::entry(&self.words.unread, Asked::Unread),
            Item::entry(&self.words.refresh, Asked::Refresh),
            MenuItem::Separator,
            Item::entry(&self.words.quit, Asked::Quit),
        ]
    }

    fn watcher_online(&self) {
        self.online.store(true, Ordering::Relaxed);
    }

    fn watcher_offline(&self, _reason: OfflineReason) -> bool {
        // The tray went away, the icon with it: closing the window ends the program until it is back.
        self.online.store(false, Ordering::Relaxed);
        true
    }
}

/// The name under which packages install the drawing.
fn symbolic(program_id: &str, unread: bool) -> String {
    let unread = if unread { "-unread" } else { "" };
    format!("{program_id}{unread}-symbolic")
}

/// Whether it lies where desktops look for icons.
fn is_installed(name: &str) -> bool {
    let mut places = vec![glib::user_data_dir()];
    places.extend(glib::system_data_dirs());
    lies_in(&places, name)
}

fn lies_in(places: &[PathBuf], name: &str) -> bool {
    let file = format!("icons/hicolor/symbolic/apps/{name}.svg");
    places.iter().any(|place| place.join(&file).is_file())
}

/// Opacity first, as the specification has it.
fn pixmap(picture: &Image<'_>) -> Option<Icon> {
    let argb = picture
        .rgba()
        .chunks_exact(4)
        .flat_map(|p| [p[3], p[0], p[1], p[2]]);
    Some(Icon {
        width: i32::try_from(picture.width()).ok()?,
        height: i32::try_from(picture.height()).ok()?,
        data: argb.collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A panel that is given a name of nothing shows a gap.
    #[test]
    fn a_drawing_is_named_only_where_it_lies() {
        let folder = tempfile::tempdir().expect("a folder");
        let places = [folder.path().join("own"), folder.path().join("system")];
        let name = symbolic("kz.kazpost.reader", true);
        assert!(!lies_in(&places, &name));
        let there = places[1].join("icons/hicolor/symbolic/apps");
        std::fs::create_dir_all(&there).expect("folders");
        std::fs::write(there.join("kz.kazpost.reader-unread-symbolic.svg"), "<svg/>").expect("a drawing");
        assert!(lies_in(&places, &name));
    }
}
