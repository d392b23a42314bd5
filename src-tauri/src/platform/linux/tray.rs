//! The icon in the tray by `org.kde.StatusNotifierItem`.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use kazpost_api::TrayWords;
use ksni::blocking::{Handle, TrayMethods};
use ksni::menu::StandardItem;
use ksni::{Icon, MenuItem, OfflineReason, ToolTip};

use crate::platform::icon::{Picture, with_number};
use crate::platform::{Asked, Listener, Own, Tray};

pub struct StatusItem {
    own: Own,
    icon: Option<Picture>,
    listener: Listener,
    handle: Mutex<Option<Handle<Item>>>,
    /// Whether there is a tray just now; a desktop that starts anew brings it back.
    online: Arc<AtomicBool>,
}

struct Item {
    own: Own,
    icon: Option<Picture>,
    listener: Listener,
    words: TrayWords,
    online: Arc<AtomicBool>,
}

impl StatusItem {
    pub fn new(own: Own, icon: Option<Picture>, listener: Listener) -> StatusItem {
        StatusItem {
            own,
            icon,
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
            own: self.own.clone(),
            icon: self.icon.clone(),
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

    fn icon_pixmap(&self) -> Vec<Icon> {
        let plain = self.icon.as_ref();
        let drawn = plain.map(|plain| with_number(plain, self.words.number.unwrap_or(0)));
        drawn.and_then(pixmap).into_iter().collect()
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

/// Opacity first, as the specification has it.
fn pixmap(picture: Picture) -> Option<Icon> {
    let side = i32::try_from(picture.side).ok()?;
    let argb = picture
        .rgba
        .chunks_exact(4)
        .flat_map(|p| [p[3], p[0], p[1], p[2]]);
    Some(Icon {
        width: side,
        height: side,
        data: argb.collect(),
    })
}
