use kazpost_api::{Failure, MailList};
use kazpost_core::Library;
use tauri::{AppHandle, State};

use crate::blocking;

#[tauri::command]
pub async fn mail_lists(app: AppHandle) -> Result<Vec<MailList>, Failure> {
    blocking(&app, |library| library.mail_lists()).await
}

#[tauri::command]
pub async fn mail_unsubscribe(library: State<'_, Library>, request: String) -> Result<(), Failure> {
    library.mail_unsubscribe(&request).await
}
