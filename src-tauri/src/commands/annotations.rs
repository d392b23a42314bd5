use kazpost_api::{
    AnnotateRequest, Annotated, Bookmarks, BookmarksRequest, Failure, Highlights, LabelRequest, Marked,
    OwnMarks, RenameLabelRequest,
};
use tauri::AppHandle;

use super::saving;
use crate::blocking;

#[tauri::command]
pub async fn own_marks(app: AppHandle, request: String) -> Result<OwnMarks, Failure> {
    blocking(&app, move |library| library.own_marks(&request)).await
}

#[tauri::command]
pub async fn annotate(app: AppHandle, request: AnnotateRequest) -> Result<Annotated, Failure> {
    blocking(&app, move |library| library.annotate(request)).await
}

#[tauri::command]
pub async fn annotation_remove(app: AppHandle, request: String) -> Result<Marked, Failure> {
    blocking(&app, move |library| library.annotation_remove(&request)).await
}

#[tauri::command]
pub async fn highlights(app: AppHandle) -> Result<Highlights, Failure> {
    blocking(&app, |library| library.highlights()).await
}

#[tauri::command]
pub async fn highlights_reviewed(app: AppHandle, request: Vec<String>) -> Result<(), Failure> {
    blocking(&app, move |library| library.highlights_reviewed(&request)).await
}

/// Asks where to, writes the Markdown there and answers the path; null where the reader thought better of it.
#[tauri::command]
pub async fn highlights_export(app: AppHandle) -> Result<Option<String>, Failure> {
    let asking = app.clone();
    blocking(&app, move |library| {
        let file = saving::File {
            name: "highlights.md",
            kind: "Markdown",
            endings: &["md"],
        };
        saving::ask(&asking, file, || library.highlights_markdown())
    })
    .await
}

#[tauri::command]
pub async fn bookmarks(app: AppHandle, request: BookmarksRequest) -> Result<Bookmarks, Failure> {
    blocking(&app, move |library| library.bookmarks(request)).await
}

#[tauri::command]
pub async fn label(app: AppHandle, request: LabelRequest) -> Result<Marked, Failure> {
    blocking(&app, move |library| library.label(request)).await
}

#[tauri::command]
pub async fn label_rename(app: AppHandle, request: RenameLabelRequest) -> Result<Marked, Failure> {
    blocking(&app, move |library| library.label_rename(request)).await
}
