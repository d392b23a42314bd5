//! What differs from system to system: one trait for each thing, and behind it a folder or file a system. What is
//! compiled on one of them alone lies here and nowhere else.

#[cfg(any(windows, test))]
mod command_line;
mod icon;
#[cfg(any(windows, test))]
mod number;

#[cfg(target_os = "linux")]
mod linux;
#[cfg(target_os = "linux")]
use linux as system;

#[cfg(target_os = "macos")]
mod macos;
#[cfg(target_os = "macos")]
use macos as system;

#[cfg(windows)]
mod windows;
#[cfg(windows)]
use windows as system;

#[cfg(any(windows, target_os = "macos"))]
mod status_icon;

use std::path::PathBuf;
use std::process::Command;
use std::sync::Arc;

use kazpost_api::{NoticeWords, TrayWords};
use tauri::{AppHandle, RunEvent, Url};

/// What the reader asks for outside the window.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Asked {
    /// This article, by key.
    #[cfg_attr(
        not(target_os = "linux"),
        expect(
            dead_code,
            reason = "other systems bring the window to the front and do not say why"
        )
    )]
    Article(String),
    /// The unread articles.
    Unread,
    /// The window.
    Window,
    /// A sync.
    Refresh,
    /// The end.
    Quit,
}

/// Whom that is told; called from any thread.
pub type Listener = Arc<dyn Fn(Asked) + Send + Sync>;

/// Notifications of the system.
pub trait Notifier: Send + Sync {
    /// Shows one; a click on it asks for its article where the system tells of clicks.
    fn show(&self, words: &NoticeWords) -> Result<(), String>;
}

/// An icon among those of programs that run without a window.
pub trait Tray: Send + Sync {
    /// Shows it, or changes it.
    fn show(&self, words: &TrayWords) -> Result<(), String>;
    /// Takes it away.
    fn hide(&self);
    /// Whether it can be seen: a window that hides itself must be found again.
    fn shown(&self) -> bool;
}

/// A number on the program's icon in dock, launcher or task bar.
pub trait Badge: Send + Sync {
    /// Shows it; `None` or 0 takes it away.
    fn set(&self, number: Option<u32>);
}

/// Starting with the session.
pub trait Autostart: Send + Sync {
    /// Whether it does.
    fn is_on(&self) -> bool;
    /// Whether it is to.
    fn set(&self, on: bool) -> Result<(), String>;
}

/// All of it.
pub struct Platform {
    pub notifier: Box<dyn Notifier>,
    pub tray: Box<dyn Tray>,
    pub badge: Box<dyn Badge>,
    /// `None` where the system gives a program no such place.
    pub autostart: Option<Box<dyn Autostart>>,
}

/// How the program is started by others than the reader.
#[derive(Clone, Debug)]
pub struct Own {
    /// Under what the system knows the program, its desktop entry and its icon: `kz.kazpost.reader`.
    pub program_id: String,
    /// Sets it apart from every other, also from one that has another library open.
    pub identifier: String,
    /// Its name for people.
    #[cfg_attr(
        not(target_os = "linux"),
        expect(dead_code, reason = "other systems read it from the program itself")
    )]
    pub name: String,
    /// The file that is started.
    pub program: PathBuf,
    /// The words after it.
    pub arguments: Vec<String>,
}

/// Tells the system which program this is, before there is a window.
pub fn introduce(program_id: &str) {
    system::introduce(program_id);
}

/// What the system hands to the running app to open. Most start it once more instead, with the address among its words.
pub fn handed(event: &RunEvent) -> &[Url] {
    system::handed(event)
}

/// Starts the program again where it met one that was just ending; returns where that was not the trouble.
pub fn if_another_was_just_ending(cause: &tauri::Error) {
    system::if_another_was_just_ending(cause);
}

/// Starts a program where this one ends: takes its place where the system can do that, and then comes back only if it
/// fails.
pub fn start_in_place(program: &mut Command) -> std::io::Result<()> {
    system::start_in_place(program)
}

/// Opens what this system offers; none of it is shown yet.
pub fn open(app: &AppHandle, own: Own, listener: Listener) -> Platform {
    system::open(app, own, listener)
}
