//! What the journeys, the window tests and the house rules share.

pub mod cli;
#[cfg(unix)]
pub mod dovecot;
pub mod feeds;
pub mod ghost;
#[cfg(unix)]
pub mod keyring;
pub mod sites;
pub mod smtp;
pub mod updates;
pub mod webdriver;

/// Says aloud that `test` is skipped for want of a program, or a part of it is; where all that the tests need can be
/// installed (`KAZPOST_ALL_TOOLS`, set by `cargo xtask test`), what is missing is a failure.
///
/// # Panics
/// There.
pub fn skipped(test: &str, missing: &str) {
    assert!(
        std::env::var_os("KAZPOST_ALL_TOOLS").is_none(),
        "{test}: {missing} is not installed"
    );
    eprintln!("SKIPPED {test}: {missing} is not installed");
}

pub use kazpost_loopback::{Behaviour, Nginx, Reply, Seen, Server};
