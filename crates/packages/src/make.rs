//! `cargo xtask package`: what the system it runs on installs.

use std::fs;
use std::path::{Path, PathBuf};

use xtask::shell::{Outcome, Place};
use xtask::{app, system, ui};

use crate::bundle;
use crate::edition::Edition;

/// A reader waits for it on a slow line.
const MOST: u64 = 25_000_000;

/// What was asked for.
#[derive(Default)]
struct Wish {
    version: Option<String>,
    bundles: Vec<String>,
}

/// Builds for release and packs: `[--version V]`, and the bundles of Tauri that are named, else those of the system.
pub fn run(place: &Place, words: &[String]) -> Outcome {
    let wish = wish(words)?;
    let edition = Edition::of(place, wish.version.as_deref())?;
    let out = place.target.join("package");
    build(place)?;
    let mut made = Vec::new();
    #[cfg(target_os = "linux")]
    if wish.bundles.is_empty() {
        system::install(place, &[system::PACKAGES])?;
        made = crate::linux::pack(place, &edition, &out)?;
    } else if wish.bundles.iter().any(|name| name == "flatpak") {
        system::install(place, &[system::FLATPAK])?;
        made.push(crate::linux::pack_flatpak(place, &edition, &out)?);
    }
    let named = wish.bundles.iter().map(String::as_str);
    let named: Vec<&str> = named.filter(|name| *name != "flatpak").collect();
    let bundles = if wish.bundles.is_empty() {
        bundle::OWN
    } else {
        &named
    };
    if !bundles.is_empty() {
        made.extend(bundle::pack(place, &edition, bundles, &out)?);
    }
    weigh(&made)
}

/// The `.deb` alone, for its trial.
#[cfg(target_os = "linux")]
pub fn deb(place: &Place) -> Outcome<PathBuf> {
    build(place)?;
    system::install(place, &[system::PACKAGES])?;
    crate::linux::pack_deb(place, &Edition::of(place, None)?, &place.target.join("package"))
}

fn build(place: &Place) -> Outcome {
    system::install(place, &app::needs(place))?;
    ui::build(place)?;
    app::build(place, true)
}

fn wish(words: &[String]) -> Outcome<Wish> {
    let mut wish = Wish::default();
    let mut words = words.iter();
    while let Some(word) = words.next() {
        match word.as_str() {
            "--version" => wish.version = Some(words.next().ok_or("--version wants a version")?.clone()),
            name if bundle::KNOWN.contains(&name) => wish.bundles.push(name.to_owned()),
            odd => {
                return Err(format!(
                    "`package` does not know {odd}; it knows {}",
                    bundle::KNOWN.join(" ")
                )
                .into());
            }
        }
    }
    Ok(wish)
}

/// Says how large each is, and fails where one is too large.
fn weigh(made: &[PathBuf]) -> Outcome {
    let mut heavy = Vec::new();
    for file in made {
        let bytes = fs::metadata(file)?.len();
        #[allow(clippy::cast_precision_loss, reason = "megabytes")]
        let megabytes = bytes as f64 / 1e6;
        println!("{megabytes:6.1} MB  {}", file.display());
        if bytes > MOST {
            heavy.push(name(file));
        }
    }
    if heavy.is_empty() {
        Ok(())
    } else {
        Err(format!("more than {} MB: {}", MOST / 1_000_000, heavy.join(", ")).into())
    }
}

fn name(file: &Path) -> String {
    file.file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_known_is_refused_and_not_passed_over() {
        let words = |words: &[&str]| words.iter().map(|&word| word.to_owned()).collect::<Vec<_>>();
        let wish_of = |given: &[&str]| wish(&words(given));
        assert!(wish_of(&["--versoin", "1.0.0"]).is_err());
        assert!(wish_of(&["--version"]).is_err());
        let found = wish_of(&["--version", "1.0.0", "appimage"]).expect("known");
        assert_eq!(
            (found.version.as_deref(), found.bundles),
            (Some("1.0.0"), words(&["appimage"]))
        );
    }

    #[test]
    fn a_package_that_is_too_large_is_an_error() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("large.deb");
        fs::File::create(&file)
            .expect("a file")
            .set_len(MOST + 1)
            .expect("a size");
        assert!(
            weigh(std::slice::from_ref(&file)).is_err_and(|cause| cause.to_string().contains("large.deb"))
        );
        fs::File::create(&file)
            .expect("a file")
            .set_len(MOST)
            .expect("a size");
        assert!(weigh(&[file]).is_ok());
    }
}
