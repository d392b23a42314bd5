//! The app, built and opened.

use crate::shell::{self, Outcome, Place};
use crate::system::Needs;
use crate::{node, system, ui};

/// Packages of the system that whatever is built here needs.
pub fn needs(place: &Place) -> Vec<&'static Needs> {
    [vec![system::RUN], node::needs(place)].concat()
}

/// Builds everything and opens the app.
pub fn run(place: &Place, words: &[String]) -> Outcome {
    let (own, handed) = match words.iter().position(|word| word == "--") {
        Some(index) => (&words[..index], &words[index + 1..]),
        None => (words, &[] as &[String]),
    };
    let release = own.iter().any(|word| word == "--release");
    if let Some(odd) = own.iter().find(|word| *word != "--release") {
        return Err(format!("`run` does not know {odd}; what is for the app comes after --").into());
    }
    system::install(place, &needs(place))?;
    ui::build(place)?;
    build(place, release)?;
    let profile = if release { "release" } else { "debug" };
    let app = place.built(profile, "kazpost-desktop");
    shell::run(place.command(app, &[]).args(handed))
}

/// Builds the window with the UI in it, and the command line beside it.
pub fn build(place: &Place, release: bool) -> Outcome {
    let mut build = place.cargo(&[
        "build",
        "--package",
        "kazpost-desktop",
        "--package",
        "kazpost-cli",
        "--bins",
    ]);
    if release {
        build.arg("--release");
    }
    shell::run(&mut build)
}
