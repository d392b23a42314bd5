//! What the journeys, the window tests and the house rules share.

pub use kazpost_loopback::{Behaviour, Nginx, Reply, Seen, Server};
