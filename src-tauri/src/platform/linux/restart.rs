use std::os::unix::process::CommandExt;
use std::process::Command;
use std::time::Duration;

/// Takes this program's place, and with it its name on the session's bus.
pub fn start_in_place(program: &mut Command) -> std::io::Result<()> {
    Err(program.exec())
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
    if attempts >= MOST || !was_ending(&cause.to_string()) {
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

fn again(attempt: u32) {
    if let Ok(own) = std::env::current_exe() {
        // Comes back only if it fails, and then there is nothing better to do than to go on.
        let _ = Command::new(own)
            .args(std::env::args_os().skip(1))
            .env(ATTEMPTS, attempt.to_string())
            .exec();
    }
}

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
