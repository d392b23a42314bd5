use kazpost_api::{Failure, SyncRequest};
use kazpost_core::Library;
use tauri::{AppHandle, State};

use crate::background;

/// Begins and comes back at once; `sync` events tell the rest.
#[tauri::command]
pub async fn sync_start(
    app: AppHandle,
    library: State<'_, Library>,
    request: SyncRequest,
) -> Result<(), Failure> {
    let library = library.inner().clone();
    tauri::async_runtime::spawn(async move { background::sync(&app, &library, request).await });
    Ok(())
}

#[tauri::command]
pub async fn sync_cancel(library: State<'_, Library>) -> Result<(), Failure> {
    library.sync_cancel();
    Ok(())
}
