use kazpost_api::{Failure, Start, StartRequest, SyncProgress};
use kazpost_core::Library;
use tauri::{AppHandle, State};

use crate::{blocking, window};

#[tauri::command]
pub async fn start(app: AppHandle, request: StartRequest) -> Result<Start, Failure> {
    blocking(&app, move |library| library.start(request)).await
}

/// The page listens to events now: it gets those that waited for it, and learns how far a sync is.
#[tauri::command]
pub async fn ready(app: AppHandle, library: State<'_, Library>) -> Result<SyncProgress, Failure> {
    window::listens(&app);
    Ok(library.sync_progress())
}
