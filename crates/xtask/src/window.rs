//! The built app, driven as a reader would.

use std::path::PathBuf;

use crate::shell::{self, Outcome, Place, step};
use crate::system::Needs;
use crate::{app, ghost, system, ui};

const DRIVER: &str = "tauri-driver";
const DRIVER_VERSION: &str = "2.1.0";

/// Packages of the system besides those that everything needs.
pub fn needs() -> Vec<&'static Needs> {
    if cfg!(target_os = "linux") {
        vec![system::WINDOW]
    } else {
        Vec::new()
    }
}

/// Builds the app and drives it as a reader would.
pub fn test(place: &Place) -> Outcome {
    drive(place, &[], false)
}

/// Only the tests whose names hold one of these.
pub fn only(place: &Place, filter: &[&str]) -> Outcome {
    drive(place, filter, false)
}

/// Only the pictures: every view on every paper in every language and width.
pub fn screenshots(place: &Place) -> Outcome {
    drive(place, &["screenshots"], true)?;
    println!("see {}", place.target.join("screenshots").display());
    Ok(())
}

fn drive(place: &Place, filter: &[&str], every_screenshot: bool) -> Outcome {
    if !cfg!(target_os = "linux") {
        println!("SKIPPED: the window tests need WebKitWebDriver, which only Linux has");
        return Ok(());
    }
    step("Window: packages", || {
        system::install(place, &[app::needs(place), needs()].concat())
    })?;
    step("UI: build", || ui::build(place))?;
    step("Window: build", || app::build(place, false))?;
    let mut driver = PathBuf::new();
    step("Window: driver", || {
        driver = installed(place)?;
        Ok(())
    })?;
    step("Window: tests", || {
        // Its own screen and its own bus: nothing of it reaches the desktop of whoever runs it.
        let mut words = vec!["-a", "-s", "-screen 0 1600x1000x24", "dbus-run-session", "--"];
        let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".into());
        words.extend([
            cargo.as_str(),
            // As the other tests are built, so that nothing is built twice.
            "t",
            "--test",
            "window",
            "--",
        ]);
        words.extend(["--test-threads=1", "--nocapture"]);
        words.extend(filter);
        let mut run = place.command("xvfb-run", &words);
        run.env("CARGO_TARGET_DIR", &place.target)
            .env("KAZPOST_APP", place.built("debug", "kazpost-desktop"))
            .env("KAZPOST_CLI", place.built("debug", "kazpost"))
            .env("KAZPOST_DRIVER", &driver)
            .env("KAZPOST_SCREENSHOTS", place.target.join("screenshots"));
        // Where one was installed by `cargo xtask ghost`; what needs it says so, else.
        if let Some(ghost) = ghost::installed() {
            run.env("KAZPOST_GHOST", ghost);
        }
        if every_screenshot {
            run.env("KAZPOST_EVERY_SCREENSHOT", "1");
        }
        shell::run(system::with_all_tools(&mut run))
    })
}

fn installed(place: &Place) -> Outcome<PathBuf> {
    if let Some(driver) = shell::found(DRIVER) {
        return Ok(driver);
    }
    let driver = place.tools().join("bin").join(DRIVER);
    if !driver.is_file() {
        let root = place.tools();
        let root = root.to_string_lossy();
        let words = [
            "install",
            DRIVER,
            "--locked",
            "--version",
            DRIVER_VERSION,
            "--root",
            &root,
        ];
        shell::run(&mut place.cargo(&words))?;
    }
    Ok(driver)
}
