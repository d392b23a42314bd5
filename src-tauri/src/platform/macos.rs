//! macOS: Notification Centre, the menu bar, the dock, a launch agent.

use std::path::PathBuf;
use std::process::Command;

use kazpost_api::NoticeWords;
use tauri::{AppHandle, Manager, RunEvent, Url};

use super::status_icon::StatusIcon;
use super::{Autostart, Badge, Listener, Notifier, Own, Platform};

/// The bundle says it.
pub fn introduce(_program_id: &str) {}

pub fn handed(event: &RunEvent) -> &[Url] {
    match event {
        RunEvent::Opened { urls } => urls,
        _ => &[],
    }
}

/// The system itself starts no second one.
pub fn if_another_was_just_ending(_cause: &tauri::Error) {}

/// Takes this program's place, and with it its name for the session.
pub fn start_in_place(program: &mut Command) -> std::io::Result<()> {
    use std::os::unix::process::CommandExt;
    Err(program.exec())
}

pub fn open(app: &AppHandle, own: Own, listener: Listener) -> Platform {
    let _ = notify_rust::set_application(&own.program_id);
    Platform {
        notifier: Box::new(Centre),
        tray: Box::new(StatusIcon::new(app.clone(), listener)),
        badge: Box::new(Dock(app.clone())),
        autostart: Agent::find(own).map(|agent| Box::new(agent) as Box<dyn Autostart>),
    }
}

/// A click brings the app to the front, as the system does by itself.
struct Centre;

impl Notifier for Centre {
    fn show(&self, words: &NoticeWords) -> Result<(), String> {
        let shown = notify_rust::Notification::new()
            .summary(&words.title)
            .body(&words.body)
            .show();
        shown.map(drop).map_err(|cause| cause.to_string())
    }
}

struct Dock(AppHandle);

impl Badge for Dock {
    fn set(&self, number: Option<u32>) {
        if let Some((_, window)) = self.0.webview_windows().iter().next() {
            let _ = window.set_badge_count(number.filter(|number| *number > 0).map(i64::from));
        }
    }
}

/// A file in `~/Library/LaunchAgents`.
struct Agent {
    file: PathBuf,
    own: Own,
}

impl Agent {
    fn find(own: Own) -> Option<Agent> {
        let home = PathBuf::from(std::env::var_os("HOME")?);
        let file = home
            .join("Library/LaunchAgents")
            .join(format!("{}.plist", own.identifier));
        Some(Agent { file, own })
    }

    fn text(&self) -> String {
        let program = self.own.program.to_string_lossy();
        let words = std::iter::once(program.as_ref()).chain(self.own.arguments.iter().map(String::as_str));
        let words: String = words
            .map(|word| format!("<string>{}</string>", escaped(word)))
            .collect();
        format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE plist PUBLIC \"-//Apple//DTD PLIST 1.0//EN\" \
             \"http://www.apple.com/DTDs/PropertyList-1.0.dtd\">\n<plist version=\"1.0\"><dict>\
             <key>Label</key><string>{}</string><key>ProgramArguments</key><array>{words}</array>\
             <key>RunAtLoad</key><true/></dict></plist>\n",
            escaped(&self.own.identifier)
        )
    }
}

impl Autostart for Agent {
    fn is_on(&self) -> bool {
        self.file.exists()
    }

    fn set(&self, on: bool) -> Result<(), String> {
        let done = if on {
            let folder = self.file.parent().unwrap_or(&self.file);
            std::fs::create_dir_all(folder).and_then(|()| std::fs::write(&self.file, self.text()))
        } else {
            match std::fs::remove_file(&self.file) {
                Err(cause) if cause.kind() == std::io::ErrorKind::NotFound => Ok(()),
                done => done,
            }
        };
        done.map_err(|cause| format!("{}: {cause}", self.file.display()))
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}
