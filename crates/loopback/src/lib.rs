//! Real HTTP/1.1 peers on loopback, for tests alone: a [`Server`] that answers and misbehaves as told, and Debian's
//! own [`Nginx`] over a folder. Knows no other crate of the workspace.

mod connection;
mod nginx;
mod reply;
mod server;

pub use nginx::Nginx;
pub use reply::{Behaviour, Reply};
pub use server::{Seen, Server};
