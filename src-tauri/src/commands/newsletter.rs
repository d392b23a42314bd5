use kazpost_api::{AddressCheck, Failure, NewsletterOffer, SignUp, SubscribeRequest};
use kazpost_core::Library;
use tauri::{AppHandle, State};

use crate::{background, blocking};

#[tauri::command]
pub async fn newsletter_offers(library: State<'_, Library>) -> Result<Vec<NewsletterOffer>, Failure> {
    Ok(library.newsletter_offers())
}

#[tauri::command]
pub async fn newsletter_check(library: State<'_, Library>, request: String) -> Result<AddressCheck, Failure> {
    Ok(library.newsletter_check(&request))
}

/// Comes back when the sign-up is safe on the disk; a `library` event tells when something came of it.
#[tauri::command]
pub async fn newsletter_subscribe(app: AppHandle, request: SubscribeRequest) -> Result<SignUp, Failure> {
    let queued = blocking(&app, move |library| library.newsletter_subscribe(&request)).await?;
    background::post(app);
    Ok(queued)
}

#[tauri::command]
pub async fn newsletter_status(app: AppHandle) -> Result<Vec<SignUp>, Failure> {
    blocking(&app, |library| library.newsletter_status()).await
}

#[tauri::command]
pub async fn newsletter_withdraw(app: AppHandle, request: String) -> Result<(), Failure> {
    blocking(&app, move |library| library.newsletter_withdraw(&request)).await
}

#[tauri::command]
pub async fn newsletter_confirm(app: AppHandle, request: String) -> Result<(), Failure> {
    blocking(&app, move |library| library.newsletter_confirm(&request)).await
}

#[tauri::command]
pub async fn newsletter_forget(app: AppHandle, request: String) -> Result<(), Failure> {
    blocking(&app, move |library| library.newsletter_forget(&request)).await
}
