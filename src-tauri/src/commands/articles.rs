use kazpost_api::{
    Article, Failure, FrontPage, ListRequest, MarkRequest, Marked, OpenedList, PositionRequest,
    RelatedArticle, Row, RowsRequest, SearchAnswer, SearchRequest, TitlesRequest, Topic, UnfoldRequest,
    Unfolded,
};
use tauri::AppHandle;

use crate::blocking;

#[tauri::command]
pub async fn front_page(app: AppHandle, request: String) -> Result<FrontPage, Failure> {
    blocking(&app, move |library| library.front_page(&request)).await
}

#[tauri::command]
pub async fn list_open(app: AppHandle, request: ListRequest) -> Result<OpenedList, Failure> {
    blocking(&app, move |library| library.list_open(request)).await
}

#[tauri::command]
pub async fn list_rows(app: AppHandle, request: RowsRequest) -> Result<Vec<Row>, Failure> {
    blocking(&app, move |library| library.list_rows(request)).await
}

#[tauri::command]
pub async fn list_unfold(app: AppHandle, request: UnfoldRequest) -> Result<Unfolded, Failure> {
    blocking(&app, move |library| library.list_unfold(&request)).await
}

#[tauri::command]
pub async fn titles(app: AppHandle, request: TitlesRequest) -> Result<Vec<Row>, Failure> {
    blocking(&app, move |library| library.titles(&request)).await
}

#[tauri::command]
pub async fn article(app: AppHandle, request: String) -> Result<Article, Failure> {
    blocking(&app, move |library| library.article(&request)).await
}

#[tauri::command]
pub async fn related(app: AppHandle, request: String) -> Result<Vec<RelatedArticle>, Failure> {
    blocking(&app, move |library| library.related(&request)).await
}

#[tauri::command]
pub async fn topics(app: AppHandle) -> Result<Vec<Topic>, Failure> {
    blocking(&app, |library| library.topics()).await
}

#[tauri::command]
pub async fn position_save(app: AppHandle, request: PositionRequest) -> Result<(), Failure> {
    blocking(&app, move |library| library.position_save(request)).await
}

#[tauri::command]
pub async fn mark(app: AppHandle, request: MarkRequest) -> Result<Marked, Failure> {
    blocking(&app, move |library| library.mark(request)).await
}

#[tauri::command]
pub async fn undo(app: AppHandle, request: i64) -> Result<u32, Failure> {
    blocking(&app, move |library| library.undo(request)).await
}

#[tauri::command]
pub async fn search(app: AppHandle, request: SearchRequest) -> Result<SearchAnswer, Failure> {
    blocking(&app, move |library| library.search(request)).await
}
