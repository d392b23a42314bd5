use kazpost_api::{
    BookFormat, BookRequest, BookWritten, EditionProgress, Failure, History, Holdings, PictureRequest,
    Redline, RetentionPreview, RetentionRule, SavePageRequest, SavedPage,
};
use kazpost_core::Library;
use tauri::{AppHandle, State};

use super::saving;
use crate::{background, blocking};

#[tauri::command]
pub async fn page_save(library: State<'_, Library>, request: SavePageRequest) -> Result<SavedPage, Failure> {
    library.page_save(request).await
}

/// Begins and comes back at once; `edition` events tell the rest.
#[tauri::command]
pub async fn edition_start(app: AppHandle, library: State<'_, Library>) -> Result<(), Failure> {
    let library = library.inner().clone();
    tauri::async_runtime::spawn(async move { background::edition(&app, &library).await });
    Ok(())
}

#[tauri::command]
pub async fn edition_cancel(library: State<'_, Library>) -> Result<(), Failure> {
    library.edition_cancel();
    Ok(())
}

#[tauri::command]
pub async fn edition_progress(library: State<'_, Library>) -> Result<EditionProgress, Failure> {
    Ok(library.edition_progress())
}

#[tauri::command]
pub async fn history(app: AppHandle, request: String) -> Result<History, Failure> {
    blocking(&app, move |library| library.history(&request)).await
}

#[tauri::command]
pub async fn picture_fetch(library: State<'_, Library>, request: PictureRequest) -> Result<(), Failure> {
    library.picture_fetch(request).await
}

#[tauri::command]
pub async fn holdings(library: State<'_, Library>) -> Result<Holdings, Failure> {
    library.holdings().await
}

#[tauri::command]
pub async fn redline(app: AppHandle, request: String) -> Result<Redline, Failure> {
    blocking(&app, move |library| library.redline(&request)).await
}

#[tauri::command]
pub async fn redline_seen(app: AppHandle, request: String) -> Result<(), Failure> {
    blocking(&app, move |library| library.redline_seen(&request)).await
}

#[tauri::command]
pub async fn retention_preview(app: AppHandle, request: RetentionRule) -> Result<RetentionPreview, Failure> {
    blocking(&app, move |library| library.retention_preview(request)).await
}

#[tauri::command]
pub async fn retention_apply(app: AppHandle, request: RetentionRule) -> Result<u32, Failure> {
    blocking(&app, move |library| library.retention_apply(request)).await
}

/// Asks where to and writes there; null where the reader thought better of it.
#[tauri::command]
pub async fn book_export(app: AppHandle, request: BookRequest) -> Result<Option<BookWritten>, Failure> {
    let asking = app.clone();
    blocking(&app, move |library| {
        let (name, kind, endings): (_, _, &[&str]) = match request.format {
            BookFormat::Epub => ("kazpost.epub", "EPUB", &["epub"]),
            // A folder has no ending.
            BookFormat::Markdown => ("kazpost", "Markdown", &[]),
            BookFormat::Html => ("kazpost.html", "HTML", &["html"]),
            BookFormat::Jsonfeed => ("kazpost.json", "JSON Feed", &["json"]),
        };
        let Some(path) = saving::place(&asking, saving::File { name, kind, endings })? else {
            return Ok(None);
        };
        let articles = library.book(request.format, request.saved, &path)?;
        Ok(Some(BookWritten {
            path: path.display().to_string(),
            articles: u32::try_from(articles).unwrap_or(u32::MAX),
        }))
    })
    .await
}
