use kazpost_api::{Code, Failure, Notice, NoticeWords, NoticesRequest};
use kazpost_core::Entry;
use tauri::{AppHandle, Manager};

use crate::blocking;
use crate::platform::Platform;

#[tauri::command]
pub async fn notices(app: AppHandle, request: NoticesRequest) -> Result<Option<Notice>, Failure> {
    blocking(&app, move |library| library.notices(request)).await
}

/// Shows a notification of the system.
#[tauri::command]
pub async fn notify(app: AppHandle, request: NoticeWords) -> Result<(), Failure> {
    let shell = app.clone();
    blocking(&app, move |library| {
        let platform = shell.state::<Platform>();
        platform.notifier.show(&request).map_err(|cause| {
            library.log(&Entry::Refused("a notification"));
            Failure {
                code: Code::BadRequest,
                subject: String::new(),
                detail: String::new(),
                message: format!("the system shows no notification: {cause}"),
            }
        })
    })
    .await
}
