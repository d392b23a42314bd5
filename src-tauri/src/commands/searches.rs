use kazpost_api::{Failure, SaveSearchRequest, SavedSearch};
use tauri::AppHandle;

use crate::blocking;

#[tauri::command]
pub async fn searches(app: AppHandle) -> Result<Vec<SavedSearch>, Failure> {
    blocking(&app, |library| library.searches()).await
}

#[tauri::command]
pub async fn search_save(app: AppHandle, request: SaveSearchRequest) -> Result<String, Failure> {
    blocking(&app, move |library| library.search_save(request)).await
}

#[tauri::command]
pub async fn search_remove(app: AppHandle, request: String) -> Result<(), Failure> {
    blocking(&app, move |library| library.search_remove(&request)).await
}
