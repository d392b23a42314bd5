//! The number on the launcher's icon: the signal `com.canonical.Unity.LauncherEntry.Update`, which Plasma, Ubuntu's
//! dock, Dash to Dock and others listen to.

use std::collections::HashMap;
use std::sync::Mutex;

use zbus::zvariant::Value;

use super::Bus;
use crate::platform::{Badge, Own};

pub struct Launcher {
    bus: Bus,
    entry: String,
    last: Mutex<u32>,
}

impl Launcher {
    pub fn new(bus: Bus, own: &Own) -> Launcher {
        Launcher {
            bus,
            entry: format!("application://{}.desktop", own.program_id),
            last: Mutex::default(),
        }
    }
}

impl Badge for Launcher {
    fn set(&self, number: Option<u32>) {
        let number = number.unwrap_or(0);
        let mut last = self
            .last
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        if *last == number {
            return;
        }
        *last = number;
        let update = HashMap::from([
            ("count", Value::from(i64::from(number))),
            ("count-visible", Value::from(number > 0)),
        ]);
        // Nobody has to listen, and nobody has to be told that nobody does.
        if let Ok(bus) = self.bus.get() {
            let _ = bus.emit_signal(
                None::<&str>,
                "/kz/kazpost/reader",
                "com.canonical.Unity.LauncherEntry",
                "Update",
                &(self.entry.as_str(), update),
            );
        }
    }
}
