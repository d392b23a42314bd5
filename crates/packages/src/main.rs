//! What readers install: icons, packages, and the trial of both on a system that knows nothing of the project. Called
//! by `cargo xtask`, and apart from it because of what it is built from: running the app from a checkout needs none of that.

mod bundle;
#[cfg_attr(
    not(target_os = "linux"),
    expect(dead_code, reason = "packages of Linux say more")
)]
mod edition;
mod icons;
#[cfg(target_os = "linux")]
mod linux;
mod make;
#[cfg(target_os = "linux")]
mod notices;
mod release;
#[cfg(target_os = "linux")]
mod trial;

#[cfg(target_os = "linux")]
use std::path::PathBuf;
use std::process::ExitCode;

use xtask::shell::{Outcome, Place};

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let rest = words.get(1..).unwrap_or_default();
    let outcome = Place::find().and_then(|place| match words.first().map(String::as_str) {
        Some("icons") => icons::run(&place),
        Some("package") => make::run(&place, rest),
        Some("try-package") => try_package(&place, rest),
        Some("try-checkout") => try_checkout(&place, rest),
        Some("release") => release::run(&place, rest),
        _ => Err("called by `cargo xtask`, which lists what there is".into()),
    });
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("error: {failure}");
            ExitCode::FAILURE
        }
    }
}

#[cfg(target_os = "linux")]
fn try_package(place: &Place, words: &[String]) -> Outcome {
    let (mut keep, mut given) = (false, None);
    for word in words {
        match word.as_str() {
            "--keep" => keep = true,
            file if file.ends_with(".deb") => given = Some(PathBuf::from(file).canonicalize()?),
            odd => {
                return Err(format!("`try-package` knows --keep and a .deb that is made, not {odd}").into());
            }
        }
    }
    trial::prepare(place)?;
    let deb = given.map_or_else(|| make::deb(place), Ok)?;
    trial::package::run(place, &deb, keep)
}

#[cfg(target_os = "linux")]
fn try_checkout(place: &Place, words: &[String]) -> Outcome {
    trial::prepare(place)?;
    trial::checkout::run(place, words)
}

#[cfg(not(target_os = "linux"))]
fn try_package(_place: &Place, _words: &[String]) -> Outcome {
    Err("trials are made on Debian".into())
}

#[cfg(not(target_os = "linux"))]
fn try_checkout(_place: &Place, _words: &[String]) -> Outcome {
    Err("trials are made on Debian".into())
}
