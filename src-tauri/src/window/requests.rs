use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use kazpost_api::OpenRequest;
use kazpost_core::Library;
use tauri::{AppHandle, Emitter, Manager};
use tokio::sync::Notify;

use super::raise;
use crate::arguments::{self, Opening, Request};

/// What is asked for the page, kept until it listens.
#[derive(Default)]
pub struct Waiting {
    kept: Mutex<Kept>,
    listening: Arc<Notify>,
}

#[derive(Default)]
struct Kept {
    requests: Vec<OpenRequest>,
    listens: bool,
}

impl Waiting {
    fn kept(&self) -> MutexGuard<'_, Kept> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn push(&self, request: OpenRequest) {
        self.kept().requests.push(request);
    }

    fn take(&self) -> Vec<OpenRequest> {
        let mut kept = self.kept();
        if kept.listens {
            std::mem::take(&mut kept.requests)
        } else {
            Vec::new()
        }
    }
}

/// Another start with the same library: the first window comes to the front and does what was asked.
pub fn second_start(app: &AppHandle, words: &[String], directory: &Path) {
    raise(app);
    ask(app, arguments::requests(words, directory));
    deliver(app);
}

/// The system hands over addresses and files.
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

/// Takes requests: what is for the library goes there first, the rest is for the page.
pub fn ask(app: &AppHandle, requests: Vec<Request>) {
    // Without a library there is neither page nor list, only its refusal.
    let Some(waiting) = app.try_state::<Waiting>() else {
        return;
    };
    for request in requests {
        match request {
            Request::Open(opening) => match opening {
                Opening::Feed(address) => waiting.push(OpenRequest::Feed { address }),
                Opening::Article(id) => waiting.push(OpenRequest::Article { id }),
                Opening::Front => waiting.push(OpenRequest::Front),
                Opening::Unread => waiting.push(OpenRequest::Unread),
                Opening::Confirmed(token) => {
                    find(app, move |library| match library.newsletter_confirmed(&token) {
                        Ok(list) => OpenRequest::Confirmed { list },
                        Err(failure) => OpenRequest::Refused { failure },
                    })
                }
            },
            Request::File(file) => find(app, move |library| library.take_file(&file)),
        }
    }
}

/// The page listens from now on, and is told what waits for it.
pub fn listens(app: &AppHandle) {
    if let Some(waiting) = app.try_state::<Waiting>() {
        waiting.kept().listens = true;
        waiting.listening.notify_one();
    }
    deliver(app);
}

/// Returns once there is a page that listens.
pub async fn drawn(app: &AppHandle) {
    let listening = app
        .try_state::<Waiting>()
        .map(|waiting| Arc::clone(&waiting.listening));
    if let Some(listening) = listening {
        listening.notified().await;
    }
}

/// Tells the page what waits for it, if it listens.
pub(super) fn deliver(app: &AppHandle) {
    let waiting = app.try_state::<Waiting>().map(|waiting| waiting.take());
    for request in waiting.unwrap_or_default() {
        let _ = app.emit("open", request);
    }
}

/// Asks the library first, off the thread that draws; the page is told what it says.
fn find(app: &AppHandle, ask: impl FnOnce(&Library) -> OpenRequest + Send + 'static) {
    let library = app.state::<Library>().inner().clone();
    let app = app.clone();
    tauri::async_runtime::spawn_blocking(move || {
        app.state::<Waiting>().push(ask(&library));
        deliver(&app);
    });
}
