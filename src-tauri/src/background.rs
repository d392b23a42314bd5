//! Syncing: on demand, at the start and every so many minutes, with progress for the UI.

use std::sync::Mutex;
use std::time::{Duration, Instant, SystemTime};

use kazpost_api::{EditionProgress, EditionStep, Failure, Settings, SyncProgress, SyncRequest, UpdateStep};
use kazpost_core::{Entry, Library};
use tauri::{AppHandle, Emitter, Manager};

use crate::window;

/// How often the clock is looked at. A sleeping computer is caught up with that soon after it wakes.
const TICK: Duration = Duration::from_secs(20);

/// Between two steps of indexing.
const BREATH: Duration = Duration::from_millis(30);

/// The page is drawn before anything else takes the processor from it. A window that shows none is not waited for longer.
const FIRST_PAGE: Duration = Duration::from_secs(3);

/// At most ten events a second.
const PAUSE: Duration = Duration::from_millis(100);

/// Passes changes on to the UI and syncs when the settings say so, for as long as the app runs.
pub fn start(app: AppHandle, library: Library) {
    let listener = app.clone();
    library.on_change(move || tell(&listener, "library", ()));
    tauri::async_runtime::spawn(async move {
        let _ = tokio::time::timeout(FIRST_PAGE, window::drawn(&app)).await;
        index(library.clone());
        let noting = library.clone();
        let _ = tauri::async_runtime::spawn_blocking(move || begin(&noting)).await;
        let mut last = SystemTime::now();
        let mut connected = None;
        if settings(&library).await.sync_at_start {
            unasked(&app, &library).await;
        }
        loop {
            send(&app, &library).await;
            let network = library.network_state().await;
            if network.connected != connected {
                connected = network.connected;
                tell(&app, "network", network);
            }
            tidy(&library).await;
            look_for_update(&app, &library).await;
            tokio::time::sleep(TICK).await;
            let minutes = settings(&library).await.sync_minutes;
            // By the wall clock, for the other one stands still while the computer sleeps. Put back: at once.
            let passed = last.elapsed().unwrap_or(Duration::MAX);
            if minutes > 0 && passed >= Duration::from_secs(u64::from(minutes) * 60) {
                last = SystemTime::now();
                unasked(&app, &library).await;
            }
        }
    });
}

/// The log says with what the app began; and what the first article that is opened would wait for is known by then.
fn begin(library: &Library) {
    match library.sources() {
        Ok(sources) => library.log(&Entry::Opened {
            feeds: u32::try_from(sources.feeds.len()).unwrap_or(u32::MAX),
            articles: sources.all,
        }),
        Err(failure) => failed(library, "reading the sources", &failure),
    }
    if let Err(failure) = library.learn_common() {
        failed(library, "learning common words", &failure);
    }
}

/// Indexes what an update or a crash left unindexed, with a breath between the steps for whoever reads meanwhile.
fn index(library: Library) {
    std::thread::spawn(move || {
        loop {
            match library.index_step() {
                Ok(0) => return,
                Ok(_) => std::thread::sleep(BREATH),
                Err(failure) => {
                    eprintln!("error: {failure}");
                    failed(&library, "indexing", &failure);
                    return;
                }
            }
        }
    });
}

/// A sync that nobody asked for: whoever does not look is told of what it brought, if they want to be.
async fn unasked(app: &AppHandle, library: &Library) {
    let from_now = library.clone();
    let noted = tauri::async_runtime::spawn_blocking(move || from_now.notices_begin()).await;
    if let Ok(Err(failure)) = noted {
        eprintln!("error: {failure}");
    }
    sync(app, library, SyncRequest::default()).await;
    tell(app, "arrived", ());
}

/// Syncs and tells the UI how far it is; the last event is always sent.
pub async fn sync(app: &AppHandle, library: &Library, request: SyncRequest) {
    let throttle = Throttle::default();
    let ended = {
        let app = app.clone();
        library
            .sync(request, move |progress: SyncProgress| {
                if throttle.admits(progress.running) {
                    tell(&app, "sync", progress);
                }
            })
            .await
    };
    match ended {
        Ok(report) => library.log(&Entry::Synced(&report)),
        Err(failure) => {
            eprintln!("error: {failure}");
            failed(library, "sync", &failure);
            tell(app, "sync", library.sync_progress());
        }
    }
    illustrate(library.clone());
}

/// Fetches the pictures of what a sync brought. Nobody waits for them.
fn illustrate(library: Library) {
    tauri::async_runtime::spawn(async move {
        if let Err(failure) = library.pictures_after_sync().await {
            eprintln!("error: {failure}");
        }
    });
}

/// Prepares an edition and tells the UI how far it is; the last event is always sent.
pub async fn edition(app: &AppHandle, library: &Library) {
    let throttle = Throttle::default();
    let ended = {
        let app = app.clone();
        library
            .edition_prepare(move |progress: EditionProgress| {
                if throttle.admits(progress.step != EditionStep::Idle) {
                    tell(&app, "edition", progress);
                }
            })
            .await
    };
    if let Err(failure) = ended {
        eprintln!("error: {failure}");
        failed(library, "edition", &failure);
    }
}

/// Asks once a day for a new version, and tells the UI what came of it.
async fn look_for_update(app: &AppHandle, library: &Library) {
    match library.update_daily().await {
        None => {}
        Some(Ok(state)) => tell(app, "update", state),
        Some(Err(failure)) => failed(library, "asking for updates", &failure),
    }
}

/// Fetches a new version, puts it in place and tells the UI how far it is; the last event is always sent.
pub async fn update(app: &AppHandle, library: &Library, version: &str) {
    let throttle = Throttle::default();
    let ended = {
        let (app, of_steps) = (app.clone(), library.clone());
        library
            .update_install(version, move |step| {
                let running = matches!(step, UpdateStep::Downloading { .. });
                if throttle.admits(running)
                    && let Ok(state) = of_steps.update_state()
                {
                    tell(&app, "update", state);
                }
            })
            .await
    };
    if let Err(failure) = ended {
        eprintln!("error: {failure}");
        failed(library, "updating", &failure);
    }
}

/// Lets go of old articles where the reader has a rule for that.
async fn tidy(library: &Library) {
    let library = library.clone();
    let tidied = tauri::async_runtime::spawn_blocking(move || library.retention_daily()).await;
    if let Ok(Err(failure)) = tidied {
        eprintln!("error: {failure}");
    }
}

fn failed(library: &Library, doing: &'static str, failure: &Failure) {
    library.log(&Entry::Failed { doing, failure });
}

/// Sends at once what waits in the outbox.
pub fn post(app: AppHandle) {
    let library = app.state::<Library>().inner().clone();
    tauri::async_runtime::spawn(async move { send(&app, &library).await });
}

async fn send(app: &AppHandle, library: &Library) {
    match library.newsletter_send().await {
        Ok(done) if done.is_empty() => {}
        Ok(_) => tell(app, "library", ()),
        // Its words hold no address of a person.
        Err(failure) => {
            eprintln!("error: {failure}");
            failed(library, "newsletter", &failure);
        }
    }
}

async fn settings(library: &Library) -> Settings {
    let library = library.clone();
    let read = tauri::async_runtime::spawn_blocking(move || library.settings()).await;
    read.ok().and_then(Result::ok).unwrap_or_default()
}

/// Sends an event to the window. It fails only when the app is ending, and then nobody listens.
fn tell<T: serde::Serialize + Clone>(app: &AppHandle, name: &str, what: T) {
    let _ = app.emit(name, what);
}

#[derive(Default)]
struct Throttle(Mutex<Option<Instant>>);

impl Throttle {
    fn admits(&self, running: bool) -> bool {
        let mut last = self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let due = last.is_none_or(|last| last.elapsed() >= PAUSE);
        if due || !running {
            *last = Some(Instant::now());
        }
        due || !running
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn progress_is_throttled_and_the_end_is_not() {
        let throttle = Throttle::default();
        assert!(throttle.admits(true), "the first tells that it began");
        assert!(!throttle.admits(true), "the next comes too soon");
        assert!(throttle.admits(false), "the last must arrive");
    }
}
