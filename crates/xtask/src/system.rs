//! What the system must bring, and how it comes there.

use crate::shell::{self, Outcome, Place};

/// Packages of the system, by family.
pub struct Needs {
    /// Debian's names.
    pub debian: &'static [&'static str],
    /// Says what to install by hand elsewhere.
    pub elsewhere: &'static str,
}

/// What building and running the app needs.
pub const RUN: &Needs = &Needs {
    debian: &[
        "build-essential",
        "pkg-config",
        "libwebkit2gtk-4.1-dev",
        "libegl-dev",
        "librsvg2-dev",
        "xdg-utils",
    ],
    elsewhere: "\
  Fedora    sudo dnf install gcc pkgconf-pkg-config webkit2gtk4.1-devel libglvnd-devel librsvg2-devel xdg-utils
  Arch      sudo pacman -S --needed base-devel webkit2gtk-4.1 libglvnd librsvg xdg-utils
  openSUSE  sudo zypper install gcc pkg-config webkit2gtk3-devel Mesa-libEGL-devel librsvg-devel xdg-utils
  macOS     xcode-select --install
  Windows   Microsoft C++ Build Tools and WebView2 (part of Windows 11)",
};

/// What the window tests need besides.
pub const WINDOW: &Needs = &Needs {
    debian: &["webkit2gtk-driver", "xvfb", "xauth", "dbus", "at-spi2-core"],
    elsewhere: "\
  Fedora    sudo dnf install webkit2gtk4.1-devel xorg-x11-server-Xvfb xorg-x11-xauth dbus-daemon
  Arch      sudo pacman -S --needed webkit2gtk-4.1 xorg-server-xvfb xorg-xauth
  openSUSE  sudo zypper install webkit2gtk-4_1-injected-bundles webkit2gtk3-minibrowser xvfb-run
  The window tests run on Linux.",
};

/// What the journeys need besides.
pub const JOURNEYS: &Needs = &Needs {
    debian: &[
        "nginx-light",
        "dbus",
        "epubcheck",
        "dovecot-imapd",
        "gnome-keyring",
    ],
    elsewhere: "  nginx, dbus, Dovecot and gnome-keyring, from your system's packages; epubcheck too, where books are to be \
                checked",
};

/// What judges the packages.
pub const PACKAGES: &Needs = &Needs {
    debian: &["appstream", "desktop-file-utils", "dpkg-dev"],
    elsewhere: "  appstream (for appstreamcli) and desktop-file-utils, from your system's packages",
};

/// What packs for Flatpak.
pub const FLATPAK: &Needs = &Needs {
    debian: &["flatpak", "flatpak-builder"],
    elsewhere: "  flatpak and flatpak-builder, from your system's packages",
};

/// What the scorers need besides.
pub const SCORES: &Needs = &Needs {
    debian: &["python3", "python3-venv"],
    elsewhere: "  Python 3.9 or newer with venv and pip",
};

/// Installs what is missing where that is possible, else says what is needed.
pub fn install(place: &Place, needs: &Needs) -> Outcome {
    if shell::found("dpkg-query").is_some() && shell::found("apt-get").is_some() {
        return install_debian(place, needs.debian);
    }
    if needs.present(place) {
        return Ok(());
    }
    Err(format!(
        "something that the system provides is missing; install it and try again:\n{}",
        needs.elsewhere
    )
    .into())
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
            // Elsewhere their tests say that they are skipped.
            "dovecot-imapd" | "gnome-keyring" => true,
            "appstream" => shell::found("appstreamcli").is_some(),
            "desktop-file-utils" => shell::found("desktop-file-validate").is_some(),
            "flatpak" | "flatpak-builder" => shell::found(package).is_some(),
            "python3" => shell::found("python3").is_some(),
            _ => true,
        })
    }
}

fn library(place: &Place, name: &str) -> bool {
    shell::succeeds(&mut place.command("pkg-config", &["--exists", name]))
}

fn install_debian(place: &Place, packages: &[&str]) -> Outcome {
    let missing: Vec<&str> = packages
        .iter()
        .copied()
        .filter(|package| !installed(place, package))
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    println!("installing {}", missing.join(" "));
    let root = shell::output(&mut place.command("id", &["-u"])).is_some_and(|id| id == "0");
    if !root && shell::found("sudo").is_none() {
        return Err(format!("as root: apt-get install {}", missing.join(" ")).into());
    }
    let apt = |arguments: &[&str]| {
        let mut words = if root { Vec::new() } else { vec!["sudo"] };
        words.extend(["env", "DEBIAN_FRONTEND=noninteractive", "apt-get"]);
        words.extend(arguments);
        shell::run(&mut place.command(words[0], &words[1..]))
    };
    apt(&["update", "--quiet"])?;
    let mut install = vec!["install", "--yes", "--quiet", "--no-install-recommends"];
    install.extend(&missing);
    apt(&install)
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
