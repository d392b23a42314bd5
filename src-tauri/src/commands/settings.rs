use kazpost_api::{Failure, Session, Settings};
use tauri::AppHandle;

use crate::{blocking, window};

#[tauri::command]
pub async fn settings_save(app: AppHandle, request: Settings) -> Result<(), Failure> {
    let theme = request.theme.clone();
    blocking(&app, move |library| library.settings_save(request)).await?;
    window::paint(&app, &theme);
    Ok(())
}

#[tauri::command]
pub async fn session_save(app: AppHandle, request: Session) -> Result<(), Failure> {
    blocking(&app, move |library| library.session_save(request)).await
}
