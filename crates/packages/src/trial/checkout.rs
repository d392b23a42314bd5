//! The two commands of the README, on a system that has cargo, a linker and apt, and nothing else.

use std::fs;
use std::path::PathBuf;
use std::process::Stdio;
use std::time::{Duration, Instant};

use xtask::shell::{self, Outcome, Place, step};

use super::screen::{Screen, Shot};
use super::system::{READER, System};

const HOME: &str = "/home/reader/kazpost";
const TRUSTED: &str = "/etc/ssl/certs/ca-certificates.crt";

/// Runs `cargo xtask run` and `cargo xtask test`, or the one that is named, with what follows it.
pub fn run(place: &Place, words: &[String]) -> Outcome {
    let (first, rest) = words
        .split_first()
        .map_or((None, words), |(first, rest)| (Some(first.as_str()), rest));
    if !matches!(first, None | Some("run" | "test")) {
        return Err("`try-checkout` tries `run`, `test` or both".into());
    }
    let mut system = None;
    step("A clean system", || {
        system = Some(System::make(place, "checkout")?);
        Ok(())
    })?;
    let system = system.ok_or("no system")?;
    step("Cargo, a linker and the checkout", || furnish(place, &system))?;
    if first != Some("test") {
        step("cargo xtask run", || opened(place, &system))?;
    }
    if first != Some("run") {
        step("cargo xtask test", || {
            let mut all = vec!["cargo", "xtask", "test"];
            all.extend(rest.iter().map(String::as_str));
            let mut test = system.user(READER, &settings(""), &inside(&all));
            shell::run(test.stdin(Stdio::null()))
        })?;
    }
    step("Clearing away", || system.remove())
}

/// As the README says: Rust, `gcc libc6-dev`, and `sudo` for what the command installs.
fn furnish(place: &Place, system: &System) -> Outcome {
    system.install(&["gcc", "libc6-dev", "sudo", "ca-certificates"])?;
    fs::write(
        system.outside("/etc/sudoers.d/reader"),
        "reader ALL=(ALL) NOPASSWD: ALL\n",
    )?;
    // What this machine trusts, for it may stand behind a server of its own.
    let trusted = PathBuf::from(TRUSTED);
    if trusted.is_file() {
        system.copy(&trusted, TRUSTED)?;
    }
    let rust = shell::output(&mut place.command("rustc", &["--print", "sysroot"]));
    let rust = PathBuf::from(rust.ok_or("there is no rustc")?);
    for part in ["bin", "lib"] {
        system.copy_folder(place, &rust.join(part), &format!("/opt/rust/{part}"))?;
    }
    let archive = system.outside("/tmp/checkout.tar");
    shell::run(
        place
            .command("git", &["archive", "--output"])
            .arg(&archive)
            .arg("HEAD"),
    )?;
    fs::create_dir_all(system.outside(HOME))?;
    let unpack = [
        "tar",
        "--extract",
        "--file",
        "/tmp/checkout.tar",
        "--directory",
        HOME,
    ];
    shell::run(&mut system.root(&unpack))?;
    shell::run(&mut system.root(&["chown", "--recursive", "reader:reader", HOME]))
}

fn settings(display: &str) -> Vec<(&'static str, &str)> {
    let mut all = vec![
        ("PATH", "/opt/rust/bin:/usr/local/bin:/usr/bin:/bin"),
        ("LIBGL_ALWAYS_SOFTWARE", "1"),
        // Node trusts what it brings along and not what the system trusts.
        ("NODE_EXTRA_CA_CERTS", TRUSTED),
    ];
    if !display.is_empty() {
        all.push(("DISPLAY", display));
    }
    all
}

fn inside<'a>(words: &[&'a str]) -> Vec<&'a str> {
    let mut all = vec!["env", "--chdir=/home/reader/kazpost"];
    all.extend(words);
    all
}

/// The app opens, shows its page and ends when its window is closed.
fn opened(place: &Place, system: &System) -> Outcome {
    let shots = place.target.join("trial/shots");
    fs::create_dir_all(&shots)?;
    let screen = Screen::open(&place.target.join("trial/screen"))?;
    let mut run = system.user(
        READER,
        &settings(&screen.name()),
        &inside(&["cargo", "xtask", "run"]),
    );
    let mut run = run.stdin(Stdio::null()).spawn()?;
    let began = Instant::now();
    // It builds everything first.
    while !screen.shot()?.shows_a_page() {
        if let Some(status) = run.try_wait()? {
            return Err(format!("`cargo xtask run` ended with {status}").into());
        }
        if began.elapsed() > Duration::from_secs(3600) {
            let _ = run.kill();
            let _ = run.wait();
            return Err("no window within an hour".into());
        }
        std::thread::sleep(Duration::from_secs(2));
    }
    println!(
        "the window shows its page after {:.0} s",
        began.elapsed().as_secs_f64()
    );
    screen.until("The front page", &shots.join("checkout.png"), Shot::shows_a_page)?;
    screen.close_window()?;
    let status = run.wait()?;
    if status.success() {
        Ok(())
    } else {
        Err(format!("`cargo xtask run` ended with {status}").into())
    }
}
