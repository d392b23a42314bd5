use std::io::{ErrorKind, Read};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use crate::Version;

const STEP: Duration = Duration::from_millis(50);
/// Steps until a program that says nothing is given up.
const MOST_STEPS: u32 = 400;
/// What it may say.
const LONGEST: u64 = 4096;

/// Runs a program with `--version`; whether it says this one. A package for another processor or a newer system is
/// found out here, and not by the reader.
pub(crate) fn says(program: &Path, version: &Version) -> Result<(), String> {
    let mut running = start(program).map_err(|cause| cause.to_string())?;
    let ended = wait(&mut running);
    let mut text = String::new();
    if let Some(out) = running.stdout.take().filter(|_| ended) {
        let _ = out.take(LONGEST).read_to_string(&mut text);
    }
    let wanted = version.to_string();
    if text.split_whitespace().any(|word| word == wanted) {
        return Ok(());
    }
    Err(format!("it says “{}” and not {wanted}", text.trim()))
}

fn start(program: &Path) -> std::io::Result<Child> {
    let mut command = Command::new(program);
    command
        .arg("--version")
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null());
    for _ in 0..20 {
        match command.spawn() {
            // Another thread that starts a program holds the file open for a moment.
            Err(cause) if cause.kind() == ErrorKind::ExecutableFileBusy => std::thread::sleep(STEP),
            started => return started,
        }
    }
    command.spawn()
}

/// Whether it ended well, within its time.
fn wait(running: &mut Child) -> bool {
    for _ in 0..MOST_STEPS {
        match running.try_wait() {
            Ok(Some(status)) => return status.success(),
            Ok(None) => std::thread::sleep(STEP),
            Err(_) => break,
        }
    }
    let _ = running.kill();
    let _ = running.wait();
    false
}
