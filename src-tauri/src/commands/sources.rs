use std::path::PathBuf;

use kazpost_api::{AddFeedRequest, AddedFeed, Code, EditFeedRequest, Failure, Imported, Sources};
use kazpost_core::Library;
use tauri::{AppHandle, State};
use tauri_plugin_dialog::DialogExt;

use crate::blocking;

#[tauri::command]
pub async fn sources(app: AppHandle) -> Result<Sources, Failure> {
    blocking(&app, |library| library.sources()).await
}

#[tauri::command]
pub async fn feed_add(library: State<'_, Library>, request: AddFeedRequest) -> Result<AddedFeed, Failure> {
    library.feed_add(request).await
}

#[tauri::command]
pub async fn feed_edit(app: AppHandle, request: EditFeedRequest) -> Result<(), Failure> {
    blocking(&app, move |library| library.feed_edit(request)).await
}

#[tauri::command]
pub async fn feed_remove(app: AppHandle, request: String) -> Result<u32, Failure> {
    blocking(&app, move |library| library.feed_remove(&request)).await
}

#[tauri::command]
pub async fn opml_import(app: AppHandle, request: Vec<u8>) -> Result<Imported, Failure> {
    blocking(&app, move |library| library.opml_import(&request)).await
}

/// Asks where to, writes the list there and answers the path; null where the reader thought better of it.
#[tauri::command]
pub async fn opml_export(app: AppHandle) -> Result<Option<String>, Failure> {
    let asking = app.clone();
    blocking(&app, move |library| {
        let chosen = asking
            .dialog()
            .file()
            .set_file_name("kazpost.opml")
            .add_filter("OPML", &["opml", "xml"])
            .blocking_save_file();
        let Some(file) = chosen else { return Ok(None) };
        let path = file
            .into_path()
            .map_err(|cause| refused(PathBuf::new(), &cause))?;
        let text = library.opml_export_text()?;
        std::fs::write(&path, text).map_err(|cause| refused(path.clone(), &cause))?;
        Ok(Some(path.display().to_string()))
    })
    .await
}

fn refused(path: PathBuf, cause: &dyn std::error::Error) -> Failure {
    let subject = path.display().to_string();
    Failure {
        code: Code::File,
        message: format!("{subject} cannot be written: {cause}"),
        subject,
        detail: String::new(),
    }
}
