//! What only its own system can pack, by Tauri's bundler: `.dmg` on a Mac, `.msi` and an installer on Windows, AppImage.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use xtask::node;
use xtask::shell::{self, Outcome, Place};

use crate::edition::Edition;

/// The same line as `tauri` in Cargo.lock.
const CLI: &str = "@tauri-apps/cli@2.12.5";

/// What each system packs when nothing is named. On Linux that is none of these: see [`crate::linux`].
pub const OWN: &[&str] = if cfg!(target_os = "macos") {
    &["dmg"]
} else if cfg!(windows) {
    &["msi", "nsis"]
} else {
    &[]
};

/// What may be named.
pub const KNOWN: &[&str] = if cfg!(target_os = "macos") {
    &["dmg"]
} else if cfg!(windows) {
    &["msi", "nsis"]
} else {
    &["appimage", "flatpak"]
};

/// Packs the programs that were built for release, and puts the packages beside the others.
pub fn pack(place: &Place, edition: &Edition, bundles: &[&str], out: &Path) -> Outcome<Vec<PathBuf>> {
    let folder = place.target.join("release/bundle");
    let _ = fs::remove_dir_all(&folder);
    let besides = besides(place, edition).to_string();
    let package = format!("--package={CLI}");
    let list = bundles.join(",");
    let words = [
        "exec",
        "--yes",
        &package,
        "--",
        "tauri",
        "bundle",
        "--bundles",
        &list,
        "--config",
        &besides,
    ];
    let mut bundle = node::npm(place, &words)?;
    bundle
        .current_dir(&place.root)
        .env("CARGO_TARGET_DIR", &place.target);
    shell::run(&mut bundle)?;
    fs::create_dir_all(out)?;
    let mut made = Vec::new();
    for kind in bundles {
        for entry in fs::read_dir(folder.join(kind))? {
            let file = entry?.path();
            let end = file
                .extension()
                .unwrap_or_default()
                .to_string_lossy()
                .to_ascii_lowercase();
            if ["dmg", "msi", "exe", "appimage"].contains(&end.as_str()) {
                let there = out.join(file.file_name().unwrap_or_default());
                fs::copy(&file, &there)?;
                made.push(there);
            }
        }
    }
    if made.len() < bundles.len() {
        return Err(format!("the bundler made {made:?}, and {list} were asked for").into());
    }
    Ok(made)
}

/// The command line goes along, under the name by which it is called.
fn besides(place: &Place, edition: &Edition) -> Value {
    let command = place.built("release", "kazpost");
    let command = command.to_string_lossy();
    let of_linux = json!({ "usr/bin/kazpost": command });
    json!({
        "version": edition.version,
        "bundle": {
            "resources": if cfg!(windows) { json!({ command.as_ref(): "kazpost.exe" }) } else { json!({}) },
            "macOS": { "files": if cfg!(target_os = "macos") { json!({ "MacOS/kazpost": command }) } else { json!({}) } },
            "linux": { "appimage": { "files": if cfg!(target_os = "linux") { of_linux } else { json!({}) } } },
        }
    })
}
