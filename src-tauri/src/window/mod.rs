//! The one window: how it opens, what it may navigate to, and what other starts ask of it.

mod guard;
mod menu;
mod paper;
mod presence;
mod requests;

use std::path::Path;

use kazpost_core::Library;
use tauri::plugin::TauriPlugin;
use tauri::webview::NewWindowResponse;
use tauri::{AppHandle, Manager, WebviewUrl, WebviewWindow, WebviewWindowBuilder, Wry};
use tauri_plugin_window_state::StateFlags;

pub use menu::{chosen, set as set_menu};
pub use paper::paint;
pub use presence::{Shown, asked, show as show_presence, stays};
pub use requests::{Waiting, ask, drawn, listens, opened, second_start};

const LABEL: &str = "main";

/// Size and place are kept beside the library. Whether it is shown is not: the start decides that.
pub fn remembered(data_dir: &Path) -> TauriPlugin<Wry> {
    let directory = std::path::absolute(data_dir).unwrap_or_else(|_| data_dir.to_owned());
    tauri_plugin_window_state::Builder::default()
        // Joined to the platform's directory, which an absolute path replaces.
        .with_filename(directory.join("window.json").to_string_lossy())
        .with_state_flags(
            StateFlags::SIZE | StateFlags::POSITION | StateFlags::MAXIMIZED | StateFlags::FULLSCREEN,
        )
        .build()
}

/// Makes the window, not to be seen yet.
pub fn open(app: &AppHandle, data_dir: &Path) -> tauri::Result<WebviewWindow> {
    WebviewWindowBuilder::new(app, LABEL, WebviewUrl::App("index.html".into()))
        .inner_size(1280.0, 860.0)
        .min_inner_size(320.0, 480.0)
        .visible(false)
        .data_directory(data_dir.join("webview"))
        // Files that are dropped belong to the page (an OPML list); without this it never sees them.
        .disable_drag_drop_handler()
        .on_navigation(guard::admits)
        .on_new_window(|_, _| NewWindowResponse::Deny)
        .on_download(|_, _| false)
        .build()
}

/// Gives the window the publication's name and the colour of its paper, before it is seen: no white flash.
pub fn dress(window: &WebviewWindow, library: &Library) {
    let name = library
        .publication()
        .map_or_else(|_| "KazPost".to_owned(), |publication| publication.name);
    let theme = library
        .settings()
        .map(|settings| settings.theme)
        .unwrap_or_default();
    // A window without a name is no reason to stop.
    let _ = window.set_title(&name);
    paper::paint_window(window, &theme);
}

/// Fills the screen, or gives it back; whether it fills it now.
pub fn toggle_full_screen(app: &AppHandle) -> bool {
    let Some(window) = app.get_webview_window(LABEL) else {
        return false;
    };
    let full = !window.is_fullscreen().unwrap_or(false);
    window.set_fullscreen(full).is_ok() && full
}

/// Brings the window to the front.
fn raise(app: &AppHandle) {
    if let Some(window) = app.get_webview_window(LABEL) {
        let _ = window.unminimize();
        let _ = window.show();
        let _ = window.set_focus();
    }
}
