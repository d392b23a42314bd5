use kazpost_api::Failure;
use tauri::AppHandle;

use crate::window;

/// Fills the screen, or gives it back; whether it fills it now.
#[tauri::command]
pub async fn full_screen(app: AppHandle) -> Result<bool, Failure> {
    Ok(window::toggle_full_screen(&app))
}
