//! A desktop of the test's own on the session's bus: it shows notifications, has a tray and counts on icons.

use std::collections::HashMap;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Duration;

use zbus::blocking::{Connection, MessageIterator, Proxy, connection};
use zbus::zvariant::{OwnedValue, Value};

const PATIENCE: Duration = Duration::from_secs(30);

/// A notification as a desktop gets it.
#[derive(Debug)]
pub struct Shown {
    pub summary: String,
    pub body: String,
    pub actions: Vec<String>,
}

struct Notifications(Sender<Shown>);

#[zbus::interface(name = "org.freedesktop.Notifications")]
impl Notifications {
    #[allow(clippy::too_many_arguments, reason = "the specification's own")]
    fn notify(
        &self,
        _app_name: String,
        _replaces_id: u32,
        _app_icon: String,
        summary: String,
        body: String,
        actions: Vec<String>,
        _hints: HashMap<String, OwnedValue>,
        _expire_timeout: i32,
    ) -> u32 {
        let _ = self.0.send(Shown {
            summary,
            body,
            actions,
        });
        7
    }

    fn get_capabilities(&self) -> Vec<String> {
        vec!["body".into(), "body-markup".into(), "actions".into()]
    }
}

struct Watcher(Sender<String>);

#[zbus::interface(name = "org.kde.StatusNotifierWatcher")]
impl Watcher {
    fn register_status_notifier_item(&self, service: String) {
        let _ = self.0.send(service);
    }

    fn register_status_notifier_host(&self, _service: String) {}

    #[zbus(property)]
    fn is_status_notifier_host_registered(&self) -> bool {
        true
    }

    #[zbus(property)]
    fn protocol_version(&self) -> i32 {
        0
    }

    #[zbus(property)]
    fn registered_status_notifier_items(&self) -> Vec<String> {
        Vec::new()
    }
}

/// Gone when it is dropped, and its names with it.
pub struct Desktop {
    bus: Connection,
    notifications: Receiver<Shown>,
    items: Receiver<String>,
}

impl Desktop {
    pub fn new() -> Desktop {
        let (show, notifications) = channel();
        let (register, items) = channel();
        let bus = connection::Builder::session()
            .and_then(|bus| bus.serve_at("/org/freedesktop/Notifications", Notifications(show)))
            .and_then(|bus| bus.serve_at("/StatusNotifierWatcher", Watcher(register)))
            .and_then(|bus| bus.name("org.freedesktop.Notifications"))
            .and_then(|bus| bus.name("org.kde.StatusNotifierWatcher"))
            .and_then(connection::Builder::build)
            .expect("the session has a bus, and nobody else shows notifications on it");
        Desktop {
            bus,
            notifications,
            items,
        }
    }

    /// The next notification.
    pub fn notification(&self) -> Shown {
        self.notifications.recv_timeout(PATIENCE).expect("a notification")
    }

    /// Whether none comes within a moment.
    pub fn is_quiet(&self) -> bool {
        self.notifications.recv_timeout(Duration::from_secs(3)).is_err()
    }

    /// Clicks on the notification.
    pub fn click(&self) {
        let clicked = self.bus.emit_signal(
            None::<&str>,
            "/org/freedesktop/Notifications",
            "org.freedesktop.Notifications",
            "ActionInvoked",
            &(7_u32, "default"),
        );
        clicked.expect("it is clicked");
    }

    /// The next icon that comes into the tray.
    pub fn item(&self) -> Item {
        Item {
            bus: self.bus.clone(),
            service: self.items.recv_timeout(PATIENCE).expect("an icon in the tray"),
        }
    }

    /// What programs say to launchers from now on.
    pub fn counts(&self) -> MessageIterator {
        let rule = "type='signal',interface='com.canonical.Unity.LauncherEntry'";
        MessageIterator::for_match_rule(rule, &self.bus, None).expect("it listens")
    }
}

/// An icon in the tray.
pub struct Item {
    bus: Connection,
    service: String,
}

impl Item {
    fn proxy(&self, path: &'static str, interface: &'static str) -> Proxy<'_> {
        Proxy::new(&self.bus, self.service.as_str(), path, interface).expect("it is there")
    }

    pub fn title(&self) -> String {
        let title = self
            .proxy("/StatusNotifierItem", "org.kde.StatusNotifierItem")
            .get_property("Title");
        title.expect("it has a title")
    }

    /// Width, height and bytes of the icon.
    pub fn picture(&self) -> (i32, i32, Vec<u8>) {
        let pictures: Vec<(i32, i32, Vec<u8>)> = self
            .proxy("/StatusNotifierItem", "org.kde.StatusNotifierItem")
            .get_property("IconPixmap")
            .expect("it has pictures");
        pictures.into_iter().next().expect("one at least")
    }

    /// A click on it.
    pub fn activate(&self) {
        self.proxy("/StatusNotifierItem", "org.kde.StatusNotifierItem")
            .call_method("Activate", &(0_i32, 0_i32))
            .expect("it can be clicked");
    }

    /// Chooses the entry of its menu with this label.
    pub fn choose(&self, label: &str) {
        let menu = self.proxy("/MenuBar", "com.canonical.dbusmenu");
        let wanted: Vec<&str> = vec!["label"];
        type Entry = (i32, HashMap<String, OwnedValue>, Vec<OwnedValue>);
        let (_, root): (u32, Entry) = menu.call("GetLayout", &(0_i32, -1_i32, wanted)).expect("a menu");
        let entries = root.2.iter().filter_map(|entry| {
            let Ok(Value::Structure(entry)) = entry.try_clone().map(Value::from) else {
                return None;
            };
            let [Value::I32(id), Value::Dict(properties), _] = entry.fields() else {
                return None;
            };
            let label: Option<String> = properties.get(&"label").ok().flatten();
            Some((*id, label?))
        });
        let found = entries.into_iter().find(|(_, own)| own == label);
        let (id, _) = found.unwrap_or_else(|| panic!("no entry {label}: {:?}", root.2));
        menu.call_method("Event", &(id, "clicked", Value::from(0_i32), 0_u32))
            .expect("it can be chosen");
    }
}
