use std::sync::atomic::{AtomicBool, Ordering};

use tauri::{AppHandle, Manager};

use crate::platform;

/// Whether the program is to be started again when it has ended.
#[derive(Default)]
pub struct Wanted(AtomicBool);

/// Ends the app as the reader would, and starts what lies in its place now, with the same words.
pub fn now(app: &AppHandle) {
    app.state::<Wanted>().0.store(true, Ordering::Relaxed);
    app.exit(0);
}

/// Called when all else has ended.
pub fn if_wanted(app: &AppHandle) {
    let wanted = app.try_state::<Wanted>();
    if !wanted.is_some_and(|wanted| wanted.0.load(Ordering::Relaxed)) {
        return;
    }
    let Some(program) = crate::program() else { return };
    let mut anew = std::process::Command::new(program);
    let cause = platform::start_in_place(anew.args(std::env::args_os().skip(1)));
    if let Err(cause) = cause {
        eprintln!("error: the new version cannot be started: {cause}");
    }
}
