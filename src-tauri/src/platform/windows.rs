//! Windows: toasts, the notification area, the task bar, the `Run` key of the registry.

use std::process::Command;

use kazpost_api::NoticeWords;
use tauri::{AppHandle, Manager, RunEvent, Url};
use windows_registry::CURRENT_USER;

use super::status_icon::StatusIcon;
use super::{Autostart, Badge, Listener, Notifier, Own, Platform, command_line, number};

/// The shortcut says it.
pub fn introduce(_program_id: &str) {}

/// Addresses come among the words of another start.
pub fn handed(_event: &RunEvent) -> &[Url] {
    &[]
}

/// A name of the system's, gone with its process: none is deaf.
pub fn if_another_was_just_ending(_cause: &tauri::Error) {}

pub fn start_in_place(program: &mut Command) -> std::io::Result<()> {
    program.spawn().map(drop)
}

pub fn open(app: &AppHandle, own: Own, listener: Listener) -> Platform {
    Platform {
        notifier: Box::new(Toasts(own.clone())),
        tray: Box::new(StatusIcon::new(app.clone(), listener)),
        badge: Box::new(TaskBar(app.clone())),
        autostart: Some(Box::new(Run(own))),
    }
}

/// Toasts belong to an installed app; where it is none, the system refuses them.
struct Toasts(Own);

impl Notifier for Toasts {
    fn show(&self, words: &NoticeWords) -> Result<(), String> {
        let shown = notify_rust::Notification::new()
            .app_id(&self.0.program_id)
            .summary(&words.title)
            .body(&words.body)
            .show();
        shown.map(drop).map_err(|cause| cause.to_string())
    }
}

/// The number laid over the program's icon.
struct TaskBar(AppHandle);

impl Badge for TaskBar {
    fn set(&self, number: Option<u32>) {
        let Some((_, window)) = self.0.webview_windows().into_iter().next() else {
            return;
        };
        let _ = window.set_overlay_icon(number::picture(number));
    }
}

const RUN: &str = r"Software\Microsoft\Windows\CurrentVersion\Run";

struct Run(Own);

impl Autostart for Run {
    fn is_on(&self) -> bool {
        CURRENT_USER
            .open(RUN)
            .and_then(|key| key.get_string(&self.0.identifier))
            .is_ok()
    }

    fn set(&self, on: bool) -> Result<(), String> {
        let program = self.0.program.to_string_lossy();
        let words = std::iter::once(program.as_ref()).chain(self.0.arguments.iter().map(String::as_str));
        let done = CURRENT_USER.create(RUN).and_then(|key| {
            if on {
                key.set_string(&self.0.identifier, command_line::line(words))
            } else if self.is_on() {
                key.remove_value(&self.0.identifier)
            } else {
                Ok(())
            }
        });
        done.map_err(|cause| cause.to_string())
    }
}
