use kazpost_api::{About, Failure, Publication};
use tauri::AppHandle;

use crate::blocking;

#[tauri::command]
pub async fn publication(app: AppHandle) -> Result<Publication, Failure> {
    blocking(&app, |library| library.publication()).await
}

#[tauri::command]
pub async fn about(app: AppHandle) -> Result<About, Failure> {
    blocking(&app, |library| library.about()).await
}
