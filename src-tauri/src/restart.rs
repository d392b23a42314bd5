use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use tauri::{AppHandle, Manager};

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
    if wanted.is_some_and(|wanted| wanted.0.load(Ordering::Relaxed)) {
        start_anew();
    }
}

#[cfg(unix)]
fn start_anew() {
    use std::os::unix::process::CommandExt;
    if let Some(program) = crate::program() {
        // Takes this one's place, and with it its name on the session's bus; comes back only if it fails.
        let cause = std::process::Command::new(program)
            .args(std::env::args_os().skip(1))
            .exec();
        eprintln!("error: the new version cannot be started: {cause}");
    }
}

#[cfg(not(unix))]
fn start_anew() {
    if let Some(program) = crate::program() {
        let _ = std::process::Command::new(program)
            .args(std::env::args_os().skip(1))
            .spawn();
    }
}

/// Counts the attempts, from one start of the program to the next.
const ATTEMPTS: &str = "KAZPOST_START_ATTEMPTS";
const MOST: u32 = 20;
const PAUSE: Duration = Duration::from_millis(150);

/// Starts the program again where it met another with the same library that was ending at that moment: still
/// known to the session's bus, but deaf. Whoever closes the window and opens it at once means the latter.
/// Returns where that was not the trouble.
pub fn if_another_was_just_ending(cause: &tauri::Error) {
    let attempts = attempts(std::env::var(ATTEMPTS).ok().as_deref());
    if !cfg!(target_os = "linux") || attempts >= MOST || !was_ending(&cause.to_string()) {
        return;
    }
    std::thread::sleep(PAUSE);
    again(attempts + 1);
}

fn was_ending(cause: &str) -> bool {
    cause.contains("single-instance") && cause.contains("org.freedesktop.DBus.Error")
}

fn attempts(text: Option<&str>) -> u32 {
    text.and_then(|text| text.parse().ok()).unwrap_or(0)
}

#[cfg(target_os = "linux")]
fn again(attempt: u32) {
    use std::os::unix::process::CommandExt;
    if let Ok(own) = std::env::current_exe() {
        // Comes back only if it fails, and then there is nothing better to do than to go on.
        let _ = std::process::Command::new(own)
            .args(std::env::args_os().skip(1))
            .env(ATTEMPTS, attempt.to_string())
            .exec();
    }
}

#[cfg(not(target_os = "linux"))]
fn again(_attempt: u32) {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_deaf_instance_is_a_reason_to_start_again() {
        assert!(was_ending(
            "failed to initialize plugin `single-instance`: failed to forward arguments to the running instance: \
             org.freedesktop.DBus.Error.NoReply: Message recipient disconnected from message bus without replying"
        ));
        assert!(!was_ending("failed to initialize plugin `dialog`: no display"));
    }

    #[test]
    fn the_count_survives_nonsense() {
        assert_eq!(attempts(Some("3")), 3);
        assert_eq!(attempts(Some("many")), 0);
        assert_eq!(attempts(None), 0);
    }
}
