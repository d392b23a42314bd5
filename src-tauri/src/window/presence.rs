use std::sync::{Mutex, PoisonError};

use kazpost_api::Presence;
use kazpost_core::Library;
use tauri::{AppHandle, Emitter, Manager};

use super::{LABEL, raise, requests};
use crate::arguments::{Opening, Request};
use crate::background;
use crate::platform::{Asked, Platform};

/// How the app shows itself now.
#[derive(Default)]
pub struct Shown(Mutex<State>);

#[derive(Default)]
struct State {
    presence: Presence,
    leaving: bool,
}

/// Changes title, number and icon to what is wanted; whether the icon in the tray can be seen.
pub fn show(app: &AppHandle, wanted: Presence) -> bool {
    let platform = app.state::<Platform>();
    let before = {
        let shown = app.state::<Shown>();
        let mut state = shown.0.lock().unwrap_or_else(PoisonError::into_inner);
        std::mem::replace(&mut state.presence, wanted.clone())
    };
    if before.title != wanted.title
        && let Some(window) = app.get_webview_window(LABEL)
    {
        let _ = window.set_title(&wanted.title);
    }
    if before.badge != wanted.badge {
        platform.badge.set(wanted.badge);
    }
    match &wanted.tray {
        Some(words) if before.tray.as_ref() != Some(words) || !platform.tray.shown() => {
            // A desktop without a tray is no fault: the window then closes as windows do.
            let _ = platform.tray.show(words);
        }
        None if before.tray.is_some() => platform.tray.hide(),
        _ => (),
    }
    platform.tray.shown()
}

/// Whether closing the window leaves the app in the tray.
pub fn stays(app: &AppHandle) -> bool {
    let (Some(shown), Some(platform)) = (app.try_state::<Shown>(), app.try_state::<Platform>()) else {
        return false;
    };
    let state = shown.0.lock().unwrap_or_else(PoisonError::into_inner);
    state.presence.stay && !state.leaving && platform.tray.shown()
}

/// Ends the app as closing its window does.
pub fn quit(app: &AppHandle) {
    if let Some(shown) = app.try_state::<Shown>() {
        shown.0.lock().unwrap_or_else(PoisonError::into_inner).leaving = true;
    }
    if let Some(window) = app.get_webview_window(LABEL) {
        let _ = window.close();
    }
}

/// Does what was asked for in a notification or in the tray.
pub fn asked(app: &AppHandle, asked: Asked) {
    match asked {
        Asked::Article(id) => {
            raise(app);
            requests::ask(app, vec![Request::Open(Opening::Article(id))]);
            requests::deliver(app);
        }
        Asked::Unread => {
            raise(app);
            let _ = app.emit("command", "unread");
        }
        Asked::Window => raise(app),
        Asked::Refresh => {
            let library = app.state::<Library>().inner().clone();
            let app = app.clone();
            tauri::async_runtime::spawn(async move {
                background::sync(&app, &library, kazpost_api::SyncRequest::default()).await;
            });
        }
        Asked::Quit => quit(app),
    }
}
