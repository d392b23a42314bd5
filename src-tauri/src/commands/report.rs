use kazpost_api::{Failure, Fault, Report};
use tauri::AppHandle;

use super::saving;
use crate::blocking;

#[tauri::command]
pub async fn report(app: AppHandle) -> Result<Report, Failure> {
    blocking(&app, |library| library.report()).await
}

/// Asks where to and writes it there: the reader has seen it and gives it to whom they choose.
#[tauri::command]
pub async fn report_save(app: AppHandle) -> Result<Option<String>, Failure> {
    let asking = app.clone();
    blocking(&app, move |library| {
        let file = saving::File {
            name: "kazpost-report.txt",
            kind: "TXT",
            endings: &["txt"],
        };
        saving::ask(&asking, file, || library.report().map(|report| report.text))
    })
    .await
}

#[tauri::command]
pub async fn fault(app: AppHandle) -> Result<Option<Fault>, Failure> {
    blocking(&app, |library| Ok(library.fault())).await
}

#[tauri::command]
pub async fn faults_seen(app: AppHandle) -> Result<(), Failure> {
    blocking(&app, |library| {
        library.faults_seen();
        Ok(())
    })
    .await
}
