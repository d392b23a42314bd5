use kazpost_api::{Failure, UpdateState};
use kazpost_core::Library;
use tauri::{AppHandle, State};

use crate::{background, blocking, restart};

#[tauri::command]
pub async fn update_state(app: AppHandle) -> Result<UpdateState, Failure> {
    blocking(&app, |library| library.update_state()).await
}

#[tauri::command]
pub async fn update_check(library: State<'_, Library>) -> Result<UpdateState, Failure> {
    library.update_check().await
}

/// Begins and comes back at once; `update` events tell the rest.
#[tauri::command]
pub async fn update_install(
    app: AppHandle,
    library: State<'_, Library>,
    request: String,
) -> Result<(), Failure> {
    let library = library.inner().clone();
    tauri::async_runtime::spawn(async move { background::update(&app, &library, &request).await });
    Ok(())
}

#[tauri::command]
pub async fn update_cancel(library: State<'_, Library>) -> Result<(), Failure> {
    library.update_cancel();
    Ok(())
}

#[tauri::command]
pub async fn update_dismiss(app: AppHandle, request: String) -> Result<(), Failure> {
    blocking(&app, move |library| library.update_dismiss(&request)).await
}

/// Ends the app and opens the version that lies there now.
#[tauri::command]
pub async fn update_restart(app: AppHandle) -> Result<(), Failure> {
    restart::now(&app);
    Ok(())
}
