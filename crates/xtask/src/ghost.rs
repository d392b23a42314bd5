//! A real Ghost for the tests, in a cache outside the checkout: it takes minutes to install and 640 MB.

use std::fs;
use std::path::PathBuf;

use crate::shell::{self, Outcome, Place, step};
use crate::{node, window};

const VERSION: &str = "5.130.4";

/// Makes the package one that installs without its workshop.
const STRIP: &str = "const fs = require('fs'), p = JSON.parse(fs.readFileSync('package.json'));
for (const name of ['devDependencies', 'resolutions', 'scripts']) delete p[name];
fs.writeFileSync('package.json', JSON.stringify(p, null, 2));";

/// Installs it where it is not there yet and runs the tests that need it.
pub fn run(place: &Place) -> Outcome {
    step("Ghost: install", || install(place))?;
    window::only(place, &["ghost"])
}

/// Where it lies, if it does. `KAZPOST_GHOST_CACHE` names another folder than the usual one.
pub fn installed() -> Option<PathBuf> {
    let place = cache()?.join(VERSION);
    place.join("index.js").is_file().then_some(place)
}

fn cache() -> Option<PathBuf> {
    let named = |name: &str| {
        std::env::var_os(name)
            .filter(|value| !value.is_empty())
            .map(PathBuf::from)
    };
    named("KAZPOST_GHOST_CACHE").or_else(|| {
        let caches = named("XDG_CACHE_HOME").or_else(|| Some(named("HOME")?.join(".cache")))?;
        Some(caches.join("kazpost/ghost"))
    })
}

fn install(place: &Place) -> Outcome {
    if installed().is_some() {
        return Ok(());
    }
    let cache = cache().ok_or("there is no home folder; name one in KAZPOST_GHOST_CACHE")?;
    // Under another name until it is whole: what was cut off is no Ghost.
    let part = cache.join(format!("{VERSION}.part-{}", std::process::id()));
    let _ = fs::remove_dir_all(&part);
    fs::create_dir_all(&part)?;
    let done = fill(place, &part).and_then(|()| Ok(fs::rename(&part, cache.join(VERSION))?));
    if done.is_err() {
        let _ = fs::remove_dir_all(&part);
    }
    done
}

fn fill(place: &Place, part: &std::path::Path) -> Outcome {
    let npm = |words: &[&str]| -> Outcome {
        let mut command = node::npm(place, words)?;
        shell::run(command.current_dir(part))
    };
    let package = format!("ghost@{VERSION}");
    npm(&["pack", "--silent", &package])?;
    let archive = format!("ghost-{VERSION}.tgz");
    shell::run(
        place
            .command("tar", &["xzf", &archive, "--strip-components=1"])
            .current_dir(part),
    )?;
    fs::remove_file(part.join(&archive))?;
    let _ = fs::remove_file(part.join("yarn.lock"));
    shell::run(place.command("node", &["-e", STRIP]).current_dir(part))?;
    npm(&[
        "install",
        "--omit=dev",
        "--legacy-peer-deps",
        "--no-audit",
        "--no-fund",
    ])
}
