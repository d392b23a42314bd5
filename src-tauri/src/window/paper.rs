use tauri::window::Color;
use tauri::{AppHandle, Manager, Theme, WebviewWindow};

use super::LABEL;

/// Paints what lies under the page in the theme's paper.
pub fn paint(app: &AppHandle, theme: &str) {
    if let Some(window) = app.get_webview_window(LABEL) {
        paint_window(&window, theme);
    }
}

/// As [`paint`], for a window just made.
pub fn paint_window(window: &WebviewWindow, theme: &str) {
    let dark = window.theme().is_ok_and(|theme| theme == Theme::Dark);
    // A window that keeps the system's colour is no reason to stop.
    let _ = window.set_background_color(Some(paper(theme, dark)));
}

/// The token `paper` of `ui/src/styles`; it must be known before the page is there.
fn paper(theme: &str, dark: bool) -> Color {
    match theme {
        "light" => Color(0xfb, 0xfc, 0xfb, 0xff),
        "sepia" => Color(0xf4, 0xea, 0xd8, 0xff),
        "dark" => Color(0x14, 0x19, 0x1e, 0xff),
        "black" | "contrast-dark" => Color(0, 0, 0, 0xff),
        "contrast" => Color(0xff, 0xff, 0xff, 0xff),
        _ if dark => paper("dark", true),
        _ => paper("light", false),
    }
}
