//! The UI, fetched and built.

use std::fs;
use std::path::Path;
use std::time::SystemTime;

use crate::node::npm;
use crate::shell::{self, Outcome, Place};

/// Fetches what the UI is built from, if the lock file says so.
pub fn fetch(place: &Place) -> Outcome {
    let lock = fs::read(place.ui().join("package-lock.json"))?;
    let stamp = place.ui().join("node_modules/.fetched-lock.json");
    if fs::read(&stamp).is_ok_and(|fetched| fetched == lock) {
        return Ok(());
    }
    shell::run(&mut npm(place, &["ci", "--no-audit", "--no-fund"])?)?;
    Ok(fs::write(stamp, lock)?)
}

/// Builds the UI, if anything it is made of is newer.
pub fn build(place: &Place) -> Outcome {
    fetch(place)?;
    let built = fs::metadata(place.ui().join("dist/index.html")).and_then(|file| file.modified());
    if built.is_ok_and(|built| newest(&place.ui()).is_some_and(|source| source < built)) {
        return Ok(());
    }
    script(place, "build")
}

/// Runs a script of `ui/package.json`.
pub fn script(place: &Place, name: &str) -> Outcome {
    shell::run(&mut npm(place, &["run", "--silent", name])?)
}

fn newest(directory: &Path) -> Option<SystemTime> {
    let entries = fs::read_dir(directory).ok()?.flatten();
    entries
        .filter(|entry| !matches!(entry.file_name().to_str(), Some("node_modules" | "dist")))
        .filter_map(|entry| {
            let kind = entry.file_type().ok()?;
            if kind.is_dir() {
                newest(&entry.path())
            } else {
                entry.metadata().ok()?.modified().ok()
            }
        })
        .max()
}
