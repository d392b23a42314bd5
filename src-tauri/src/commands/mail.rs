use kazpost_api::{Failure, MailAdded, MailList, MailPlace, MailboxAdded, MailboxRequest};
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

#[tauri::command]
pub async fn mail_places(app: AppHandle) -> Result<Vec<MailPlace>, Failure> {
    blocking(&app, |library| library.mail_places()).await
}

#[tauri::command]
pub async fn mail_place_remove(app: AppHandle, request: String) -> Result<(), Failure> {
    blocking(&app, move |library| library.mail_place_remove(&request)).await
}

#[tauri::command]
pub async fn mail_take(app: AppHandle, request: Vec<u8>) -> Result<MailAdded, Failure> {
    blocking(&app, move |library| library.mail_take(&request)).await
}

#[tauri::command]
pub async fn mailbox_folders(
    library: State<'_, Library>,
    request: MailboxRequest,
) -> Result<Vec<String>, Failure> {
    library.mailbox_folders(&request).await
}

#[tauri::command]
pub async fn mailbox_add(
    library: State<'_, Library>,
    request: MailboxRequest,
) -> Result<MailboxAdded, Failure> {
    library.mailbox_add(&request).await
}
