//! What the system must bring, and how it comes there.

mod needs;

pub use needs::{FLATPAK, JOURNEYS, Needs, PACKAGES, PYTHON, RUN, WINDOW};

use std::process::Command;

use crate::shell::{self, Outcome, Place};

type Names = &'static [&'static str];
type Family = (&'static str, &'static str, fn(&Needs) -> Names);

/// Families of systems without apt: the name, the command, and which of the names are theirs.
const FAMILIES: [Family; 3] = [
    ("Fedora", "sudo dnf install", |needs| needs.fedora),
    ("Arch", "sudo pacman -S --needed", |needs| needs.arch),
    ("openSUSE", "sudo zypper install", |needs| needs.opensuse),
];

/// Whether packages are installed here by us.
pub fn installs() -> bool {
    shell::found("dpkg-query").is_some() && shell::found("apt-get").is_some()
}

/// Where tools can be installed none may be missing: tests that would be skipped for want of one fail.
pub fn with_all_tools(tests: &mut Command) -> &mut Command {
    if installs() {
        tests.env("KAZPOST_ALL_TOOLS", "1");
    }
    tests
}

/// Installs what is missing of all this, where that is possible.
///
/// # Errors
/// Names everything that is missing where it is not.
pub fn install(place: &Place, all: &[&Needs]) -> Outcome {
    if installs() {
        return install_debian(place, all);
    }
    let missing: Vec<&Needs> = all
        .iter()
        .copied()
        .filter(|needs| !needs.present(place))
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    Err(elsewhere(&missing).into())
}

fn elsewhere(missing: &[&Needs]) -> String {
    let lines = FAMILIES.map(|(name, command, of)| {
        let packages = together(missing, of).join(" ");
        format!("  {name:<9} {command} {packages}")
    });
    format!(
        "something that the system provides is missing; install it and try again:\n{}",
        lines.join("\n")
    )
}

/// Every name once, in their order.
fn together(all: &[&Needs], of: fn(&Needs) -> Names) -> Vec<&'static str> {
    let mut names = Vec::new();
    for name in all.iter().flat_map(|needs| of(needs)) {
        if !names.contains(name) {
            names.push(*name);
        }
    }
    names
}

impl Needs {
    /// Elsewhere than on Debian: by what the packages bring, as far as that can be told.
    fn present(&self, place: &Place) -> bool {
        if !cfg!(target_os = "linux") {
            return true;
        }
        self.debian.iter().all(|package| match *package {
            "libwebkit2gtk-4.1-dev" => library(place, "webkit2gtk-4.1"),
            "libegl-dev" => library(place, "egl"),
            "librsvg2-dev" => library(place, "librsvg-2.0"),
            "build-essential" => shell::found("cc").is_some(),
            "pkg-config" => shell::found("pkg-config").is_some(),
            "webkit2gtk-driver" => shell::found("WebKitWebDriver").is_some(),
            "xvfb" => shell::found("xvfb-run").is_some(),
            "dbus" => shell::found("dbus-run-session").is_some(),
            "nginx-light" => shell::found("nginx").is_some(),
            "appstream" => shell::found("appstreamcli").is_some(),
            "desktop-file-utils" => shell::found("desktop-file-validate").is_some(),
            "flatpak" | "flatpak-builder" => shell::found(package).is_some(),
            "python3" => shell::found("python3").is_some(),
            // Without the others their tests say that they are skipped.
            _ => true,
        })
    }
}

fn library(place: &Place, name: &str) -> bool {
    shell::succeeds(&mut place.command("pkg-config", &["--exists", name]))
}

fn install_debian(place: &Place, all: &[&Needs]) -> Outcome {
    let missing: Vec<&str> = together(all, |needs| needs.debian)
        .into_iter()
        .filter(|package| !installed(place, package))
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    let by_hand = format!("as root: apt-get install {}", missing.join(" "));
    let root = shell::output(&mut place.command("id", &["-u"])).is_some_and(|id| id == "0");
    if !root && shell::found("sudo").is_none() {
        return Err(by_hand.into());
    }
    println!("installing {}", missing.join(" "));
    let apt = |arguments: &[&str]| {
        let mut words = if root { Vec::new() } else { vec!["sudo"] };
        words.extend(["env", "DEBIAN_FRONTEND=noninteractive", "apt-get"]);
        words.extend(arguments);
        shell::run(&mut place.command(words[0], &words[1..]))
    };
    let mut install = vec!["install", "--yes", "--quiet", "--no-install-recommends"];
    install.extend(&missing);
    apt(&["update", "--quiet"])
        .and_then(|()| apt(&install))
        .map_err(|cause| format!("{cause}; {by_hand}").into())
}

fn installed(place: &Place, package: &str) -> bool {
    // A fuller nginx does as well.
    let names = if package == "nginx-light" {
        vec!["nginx-light", "nginx"]
    } else {
        vec![package]
    };
    names.iter().any(|name| {
        let mut query = place.command(
            "dpkg-query",
            &["--show", "--showformat=${db:Status-Status}", name],
        );
        shell::output(&mut query).is_some_and(|status| status == "installed")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_family_is_told_all_that_is_missing_and_nothing_twice() {
        let told = elsewhere(&[RUN, WINDOW, JOURNEYS]);
        for (name, command, of) in FAMILIES {
            let line = told.lines().find(|line| line.contains(name)).expect(name);
            let (_, packages) = line.split_once(command).expect(command);
            let packages: Vec<&str> = packages.split_whitespace().collect();
            for package in [RUN, WINDOW, JOURNEYS].iter().flat_map(|needs| of(needs)) {
                let times = packages.iter().filter(|told| *told == package).count();
                assert_eq!(times, 1, "{package} in {line}");
            }
        }
    }
}
