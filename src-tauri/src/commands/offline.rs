use kazpost_api::{EditionProgress, Failure, History, SavePageRequest, SavedPage};
use kazpost_core::Library;
use tauri::{AppHandle, State};

use crate::{background, blocking};

#[tauri::command]
pub async fn page_save(library: State<'_, Library>, request: SavePageRequest) -> Result<SavedPage, Failure> {
    library.page_save(request).await
}

/// Begins and comes back at once; `edition` events tell the rest.
#[tauri::command]
pub async fn edition_start(app: AppHandle, library: State<'_, Library>) -> Result<(), Failure> {
    let library = library.inner().clone();
    tauri::async_runtime::spawn(async move { background::edition(&app, &library).await });
    Ok(())
}

#[tauri::command]
pub async fn edition_cancel(library: State<'_, Library>) -> Result<(), Failure> {
    library.edition_cancel();
    Ok(())
}

#[tauri::command]
pub async fn edition_progress(library: State<'_, Library>) -> Result<EditionProgress, Failure> {
    Ok(library.edition_progress())
}

#[tauri::command]
pub async fn history(app: AppHandle, request: String) -> Result<History, Failure> {
    blocking(&app, move |library| library.history(&request)).await
}
