use kazpost_api::{Failure, Filter, FilterDraft, FilterPreview, FilterSaved};
use tauri::AppHandle;

use crate::blocking;

#[tauri::command]
pub async fn filters(app: AppHandle) -> Result<Vec<Filter>, Failure> {
    blocking(&app, |library| library.filters()).await
}

#[tauri::command]
pub async fn filter_preview(app: AppHandle, request: FilterDraft) -> Result<FilterPreview, Failure> {
    blocking(&app, move |library| library.filter_preview(&request)).await
}

#[tauri::command]
pub async fn filter_save(app: AppHandle, request: FilterDraft) -> Result<FilterSaved, Failure> {
    blocking(&app, move |library| library.filter_save(request)).await
}

#[tauri::command]
pub async fn filter_remove(app: AppHandle, request: String) -> Result<(), Failure> {
    blocking(&app, move |library| library.filter_remove(&request)).await
}
