use kazpost_api::{About, Failure};
use tauri::AppHandle;

use crate::blocking;

#[tauri::command]
pub async fn about(app: AppHandle) -> Result<About, Failure> {
    blocking(&app, |library| library.about()).await
}
