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

pub use kazpost_loopback::{Behaviour, Nginx, Reply, Seen, Server};
