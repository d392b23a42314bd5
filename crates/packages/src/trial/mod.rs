//! Trials on a clean system: the package as a stranger installs it, the checkout as a stranger builds it.

pub mod checkout;
pub mod package;
mod removal;
mod screen;
mod system;

use xtask::shell::Outcome;
use xtask::system::{self as packages, Needs};

/// What a trial needs of this machine.
pub const TRIAL: &Needs = &Needs {
    debian: &["debootstrap", "openbox", "sqlite3", "xdotool", "xvfb"],
    fedora: &[],
    arch: &[],
    opensuse: &[],
};

/// Installs that.
pub fn prepare(place: &xtask::shell::Place) -> Outcome {
    if !packages::installs() {
        return Err("trials are made on Debian, by root".into());
    }
    packages::install(place, &[TRIAL])
}
