use kazpost_api::{Code, Failure, Presence};
use tauri::{AppHandle, Manager};

use crate::platform::Platform;
use crate::{blocking, window};

/// Shows title, number and icon; whether the icon in the tray can be seen.
#[tauri::command]
pub async fn presence(app: AppHandle, request: Presence) -> Result<bool, Failure> {
    let shell = app.clone();
    blocking(&app, move |_| Ok(window::show_presence(&shell, request))).await
}

/// Whether the app starts with the session; null where the system has no place to say so.
#[tauri::command]
pub async fn autostart(app: AppHandle) -> Result<Option<bool>, Failure> {
    let shell = app.clone();
    blocking(&app, move |_| {
        let platform = shell.state::<Platform>();
        Ok(platform.autostart.as_ref().map(|autostart| autostart.is_on()))
    })
    .await
}

#[tauri::command]
pub async fn autostart_set(app: AppHandle, request: bool) -> Result<(), Failure> {
    let shell = app.clone();
    blocking(&app, move |_| {
        let platform = shell.state::<Platform>();
        let Some(autostart) = &platform.autostart else {
            return Ok(());
        };
        autostart.set(request).map_err(|cause| Failure {
            code: Code::File,
            subject: cause.clone(),
            detail: String::new(),
            message: cause,
        })
    })
    .await
}
