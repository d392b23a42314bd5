//! Everything that must hold, in groups.

use std::time::Instant;

use crate::shell::{self, Outcome, Place, step};
use crate::{bindings, scores, system, ui, window};

type Group = fn(&Place) -> Outcome;

/// In the order in which they run: the window's code is compiled around the built UI.
const GROUPS: &[(&str, Group)] = &[
    ("ui", interface),
    ("rust", rust),
    ("window", window::test),
    ("scores", scores::run),
];

/// Runs the groups that are named, or all.
pub fn run(place: &Place, wanted: &[String]) -> Outcome {
    if let Some(odd) = wanted
        .iter()
        .find(|name| GROUPS.iter().all(|(group, _)| group != name))
    {
        return Err(format!("there is no group {odd}: ui, rust, window, scores").into());
    }
    let began = Instant::now();
    step("system packages", || system::install(place, system::RUN))?;
    for (_, group) in GROUPS
        .iter()
        .filter(|(name, _)| wanted.is_empty() || wanted.iter().any(|word| word == name))
    {
        group(place)?;
    }
    println!("\nall passed in {:.0} s", began.elapsed().as_secs_f64());
    Ok(())
}

fn interface(place: &Place) -> Outcome {
    step("UI: packages", || ui::fetch(place))?;
    step("UI: types are fresh", || bindings::run(place, true))?;
    for script in ["lint", "check", "test"] {
        step(&format!("UI: {script}"), || ui::script(place, script))?;
    }
    step("UI: build", || ui::build(place))
}

fn rust(place: &Place) -> Outcome {
    step("Rust: format", || {
        shell::run(&mut place.cargo(&["fmt", "--all", "--check"]))
    })?;
    step("Rust: packages for the journeys", || {
        system::install(place, system::JOURNEYS)?;
        system::install(place, system::PACKAGES)
    })?;
    step("UI: build", || ui::build(place))?;
    step("Rust: clippy", || {
        let words = [
            "clippy",
            "--workspace",
            "--all-targets",
            "--quiet",
            "--",
            "--deny",
            "warnings",
        ];
        shell::run(&mut place.cargo(&words))
    })?;
    licences(place)?;
    step("Rust: tests", || {
        // Those of the window have their own group, with a screen.
        let mut tests = place.cargo(&["t", "--quiet"]);
        // Where tools can be installed none may be missing.
        if cfg!(target_os = "linux") {
            tests.env("KAZPOST_JUDGES", "1");
        }
        shell::run(tests.env_remove("KAZPOST_APP").env_remove("KAZPOST_CLI"))
    })?;
    step("Rust: tests of the window's own code", || {
        shell::run(&mut place.cargo(&["test", "--package", "kazpost-desktop", "--lib", "--quiet"]))
    })
}

/// What `deny.toml` says of licences and sources. The advisories are left to who can fetch them.
fn licences(place: &Place) -> Outcome {
    if shell::found("cargo-deny").is_none() {
        println!(
            "\n== Rust: licences: SKIPPED, for there is no cargo-deny (`cargo install cargo-deny --locked`)"
        );
        return Ok(());
    }
    step("Rust: licences", || {
        shell::run(&mut place.cargo(&["deny", "check", "licenses", "bans", "sources"]))
    })
}
