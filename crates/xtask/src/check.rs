//! Everything that must hold, in groups.

use std::time::Instant;

use crate::shell::{self, Outcome, Place, step};
use crate::system::Needs;
use crate::{app, bindings, scores, system, ui, window};

struct Group {
    name: &'static str,
    /// Packages of the system besides those that everything needs.
    needs: fn(&Place) -> Vec<&'static Needs>,
    run: fn(&Place) -> Outcome,
}

/// In the order in which they run: the window's code is compiled around the built UI.
const GROUPS: &[Group] = &[
    Group {
        name: "ui",
        needs: |_| Vec::new(),
        run: interface,
    },
    Group {
        name: "rust",
        needs: |_| vec![system::JOURNEYS, system::PACKAGES],
        run: rust,
    },
    Group {
        name: "window",
        needs: |_| window::needs(),
        run: window::test,
    },
    Group {
        name: "scores",
        needs: scores::needs,
        run: scores::run,
    },
];

/// Runs the groups that are named, or all.
pub fn run(place: &Place, wanted: &[String]) -> Outcome {
    if let Some(odd) = wanted
        .iter()
        .find(|name| GROUPS.iter().all(|group| group.name != **name))
    {
        return Err(format!("there is no group {odd}: ui, rust, window, scores").into());
    }
    let began = Instant::now();
    let groups: Vec<&Group> = GROUPS
        .iter()
        .filter(|group| wanted.is_empty() || wanted.iter().any(|word| word == group.name))
        .collect();
    // All at once and first, so that nobody is told half an hour later that something else is missing, too.
    step("System packages", || {
        let mut needs = app::needs(place);
        needs.extend(groups.iter().flat_map(|group| (group.needs)(place)));
        system::install(place, &needs)
    })?;
    for group in groups {
        (group.run)(place)?;
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
        tests.env_remove("KAZPOST_APP").env_remove("KAZPOST_CLI");
        shell::run(system::with_all_tools(&mut tests))
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
