use kazpost_api::{Code, Failure, MenuBar};
use tauri::AppHandle;

use crate::window;

/// Fills the screen, or gives it back; whether it fills it now.
#[tauri::command]
pub async fn full_screen(app: AppHandle) -> Result<bool, Failure> {
    Ok(window::toggle_full_screen(&app))
}

/// Puts up the menu bar, or takes it down.
#[tauri::command]
pub async fn menu_bar(app: AppHandle, request: MenuBar) -> Result<(), Failure> {
    window::set_menu(&app, request).map_err(|cause| Failure {
        code: Code::BadRequest,
        subject: String::new(),
        detail: String::new(),
        message: format!("the menu bar cannot be made: {cause}"),
    })
}
