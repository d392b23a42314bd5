//! The workflows, looked through by the tools made for it.

use crate::node::python_environment;
use crate::shell::{self, Outcome, Place};

const ZIZMOR: &str = "zizmor==1.32.0";
const FOLDER: &str = ".github/workflows";

/// Runs zizmor, which comes from PyPI, and actionlint, where it is installed.
pub fn run(place: &Place) -> Outcome {
    let home = place.tools().join("zizmor");
    let programs = home.join(if cfg!(windows) { "Scripts" } else { "bin" });
    let zizmor = programs.join(format!("zizmor{}", std::env::consts::EXE_SUFFIX));
    if !zizmor.is_file() {
        python_environment(place, &home, ZIZMOR)?;
    }
    shell::run(&mut place.command(zizmor, &["--offline", "--min-severity=medium", FOLDER]))?;
    let Some(actionlint) = shell::found("actionlint") else {
        println!("actionlint: SKIPPED, for it is not installed");
        return Ok(());
    };
    let mut lint = place.command(actionlint, &[]);
    for entry in std::fs::read_dir(place.root.join(FOLDER))? {
        lint.arg(entry?.path());
    }
    shell::run(&mut lint)
}
