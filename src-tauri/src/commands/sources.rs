use kazpost_api::{
    AddFeedRequest, AddedFeed, Arrangement, Counts, EditFeedRequest, Failure, Imported, Sources,
};
use kazpost_core::Library;
use tauri::{AppHandle, State};

use super::saving;
use crate::blocking;

#[tauri::command]
pub async fn sources(app: AppHandle) -> Result<Sources, Failure> {
    blocking(&app, |library| library.sources()).await
}

#[tauri::command]
pub async fn counts(app: AppHandle) -> Result<Counts, Failure> {
    blocking(&app, |library| library.counts()).await
}

#[tauri::command]
pub async fn feed_add(library: State<'_, Library>, request: AddFeedRequest) -> Result<AddedFeed, Failure> {
    library.feed_add(request).await
}

#[tauri::command]
pub async fn site_follow(library: State<'_, Library>, request: AddFeedRequest) -> Result<AddedFeed, Failure> {
    library.site_follow(request).await
}

#[tauri::command]
pub async fn feed_edit(app: AppHandle, request: EditFeedRequest) -> Result<(), Failure> {
    blocking(&app, move |library| library.feed_edit(request)).await
}

#[tauri::command]
pub async fn sources_arrange(app: AppHandle, request: Arrangement) -> Result<(), Failure> {
    blocking(&app, move |library| library.sources_arrange(request)).await
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
        let file = saving::File {
            name: "kazpost.opml",
            kind: "OPML",
            endings: &["opml", "xml"],
        };
        saving::ask(&asking, file, || library.opml_export_text())
    })
    .await
}
