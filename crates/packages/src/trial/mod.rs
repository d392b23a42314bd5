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
    elsewhere: "  Trials are made on Debian, by root.",
};

/// Installs that.
pub fn prepare(place: &xtask::shell::Place) -> Outcome {
    packages::install(place, TRIAL)
}
