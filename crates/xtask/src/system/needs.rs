//! Which packages of the system what is done here needs, by family of systems.

/// Packages of the system, each by the name that its family has for it.
pub struct Needs {
    /// Debian's, and Ubuntu's.
    pub debian: &'static [&'static str],
    /// Fedora's.
    pub fedora: &'static [&'static str],
    /// Arch's.
    pub arch: &'static [&'static str],
    /// openSUSE's.
    pub opensuse: &'static [&'static str],
}

/// What building and running the app needs. macOS and Windows: see the README.
pub const RUN: &Needs = &Needs {
    debian: &[
        "build-essential",
        "pkg-config",
        "libwebkit2gtk-4.1-dev",
        "libegl-dev",
        "librsvg2-dev",
        "xdg-utils",
    ],
    fedora: &[
        "gcc",
        "pkgconf-pkg-config",
        "webkit2gtk4.1-devel",
        "libglvnd-devel",
        "librsvg2-devel",
        "xdg-utils",
    ],
    arch: &["base-devel", "webkit2gtk-4.1", "libglvnd", "librsvg", "xdg-utils"],
    opensuse: &[
        "gcc",
        "pkg-config",
        "webkit2gtk3-devel",
        "Mesa-libEGL-devel",
        "librsvg-devel",
        "xdg-utils",
    ],
};

/// What the window tests need besides.
pub const WINDOW: &Needs = &Needs {
    debian: &[
        "webkit2gtk-driver",
        "xvfb",
        "xauth",
        "dbus",
        "at-spi2-core",
        "python3-pyatspi",
        "iproute2",
    ],
    fedora: &[
        "webkit2gtk4.1-devel",
        "xorg-x11-server-Xvfb",
        "xorg-x11-xauth",
        "dbus-daemon",
        "at-spi2-core",
        "python3-pyatspi",
        "iproute",
    ],
    arch: &[
        "webkit2gtk-4.1",
        "xorg-server-xvfb",
        "xorg-xauth",
        "dbus",
        "at-spi2-core",
        "python-atspi",
        "iproute2",
    ],
    opensuse: &[
        "webkit2gtk-4_1-injected-bundles",
        "webkit2gtk3-minibrowser",
        "xvfb-run",
        "at-spi2-core",
        "python3-atspi",
        "iproute2",
    ],
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
    fedora: &["nginx", "dbus-daemon", "dovecot", "gnome-keyring"],
    arch: &["nginx", "dbus", "epubcheck", "dovecot", "gnome-keyring"],
    opensuse: &["nginx", "dbus-1", "dovecot", "gnome-keyring"],
};

/// What judges the packages.
pub const PACKAGES: &Needs = &Needs {
    debian: &["appstream", "desktop-file-utils", "dpkg-dev"],
    fedora: &["appstream", "desktop-file-utils"],
    arch: &["appstream", "desktop-file-utils"],
    opensuse: &["AppStream", "desktop-file-utils"],
};

/// What packs for Flatpak.
pub const FLATPAK: &Needs = &Needs {
    debian: &["flatpak", "flatpak-builder"],
    fedora: &["flatpak", "flatpak-builder"],
    arch: &["flatpak", "flatpak-builder"],
    opensuse: &["flatpak", "flatpak-builder"],
};

/// Python with environments, for the scorers and for a Node where the system's is too old.
pub const PYTHON: &Needs = &Needs {
    debian: &["python3", "python3-venv"],
    fedora: &["python3", "python3-pip"],
    arch: &["python", "python-pip"],
    opensuse: &["python3", "python3-pip"],
};
