use std::path::Path;
use std::sync::{Mutex, PoisonError};

use kazpost_api::OpenRequest;
use kazpost_core::Library;
use tauri::{AppHandle, Emitter, Manager};

use super::raise;
use crate::arguments::{self, Request};

/// What was asked before the page could listen.
#[derive(Default)]
pub struct Waiting(Mutex<Vec<OpenRequest>>);

impl Waiting {
    fn push(&self, request: OpenRequest) {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(request);
    }

    fn take(&self) -> Vec<OpenRequest> {
        std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// Another start with the same library: the first window comes to the front and does what was asked.
pub fn second_start(app: &AppHandle, words: &[String], directory: &Path) {
    raise(app);
    ask(app, arguments::requests(words, directory));
    deliver(app);
}

/// The system hands over addresses and files.
#[cfg(target_os = "macos")]
pub fn opened(app: &AppHandle, urls: &[tauri::Url]) {
    let words = urls.iter().map(|url| match url.to_file_path() {
        Ok(file) => file.to_string_lossy().into_owned(),
        Err(()) => url.to_string(),
    });
    raise(app);
    let words: Vec<String> = std::iter::once(String::new()).chain(words).collect();
    ask(app, arguments::requests(&words, Path::new("/")));
    deliver(app);
}

/// Takes requests: lists are imported, the rest is for the page.
pub fn ask(app: &AppHandle, requests: Vec<Request>) {
    // Without a library there is neither page nor list, only its refusal.
    let Some(waiting) = app.try_state::<Waiting>() else {
        return;
    };
    for request in requests {
        match request {
            Request::Open(opening) => waiting.push(opening.into()),
            Request::List(file) => import(app, &file),
        }
    }
}

/// Tells the page what waits for it. Called when it listens to them, and at each
/// later start.
pub fn deliver(app: &AppHandle) {
    let waiting = app.try_state::<Waiting>().map(|waiting| waiting.take());
    for request in waiting.unwrap_or_default() {
        let _ = app.emit("open", request);
    }
}

fn import(app: &AppHandle, file: &Path) {
    let library = app.state::<Library>().inner().clone();
    let (app, file) = (app.clone(), file.to_owned());
    tauri::async_runtime::spawn_blocking(move || {
        let bytes = std::fs::read(&file).map_err(|cause| cause.to_string());
        let imported = bytes.and_then(|bytes| library.opml_import(&bytes).map_err(|failure| failure.message));
        match imported {
            Ok(_) => drop(app.emit("library", ())),
            Err(cause) => eprintln!("error: {} cannot be imported: {cause}", file.display()),
        }
    });
}
