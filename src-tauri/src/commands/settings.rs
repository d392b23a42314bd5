use kazpost_api::{Failure, Session, Settings};
use tauri::AppHandle;

use crate::{blocking, window};

#[tauri::command]
pub async fn settings(app: AppHandle) -> Result<Settings, Failure> {
    blocking(&app, |library| library.settings()).await
}

#[tauri::command]
pub async fn settings_save(app: AppHandle, request: Settings) -> Result<(), Failure> {
    let theme = request.theme.clone();
    blocking(&app, move |library| library.settings_save(request)).await?;
    window::paint(&app, &theme);
    Ok(())
}

#[tauri::command]
pub async fn session(app: AppHandle) -> Result<Session, Failure> {
    let session = blocking(&app, |library| library.session()).await;
    window::deliver(&app);
    session
}

#[tauri::command]
pub async fn session_save(app: AppHandle, request: Session) -> Result<(), Failure> {
    blocking(&app, move |library| library.session_save(request)).await
}
