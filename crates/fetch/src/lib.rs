//! The only crate that knows HTTP (RFC 9110 to 9113). Takes an address, gives bytes; knows no feeds.
//!
//! [`Client::get`] follows redirects itself, so that each hop can be judged: may content lead here, does the
//! password still belong here, is the move for good. Every answer is bounded in bytes and in time.

mod address;
mod body;
mod cause;
mod client;
mod error;
mod forbidden;
mod gzip;
mod headers;
mod hosts;
mod journey;
mod message;
mod network;
mod resolve;
mod send;

pub use address::{host_and_port, is_loopback, normalise_address};
pub use client::Client;
pub use error::{FetchError, Kind};
pub use message::{Answer, Body, Options, Origin, Request, Way};
pub use network::{Network, network};
pub use send::{SendError, Sending, Sent};

/// `Accept` for a feed: formats by name first, then pages that may point to one.
pub const ACCEPT_FEED: &str = "application/atom+xml, application/rss+xml, application/rdf+xml, application/feed+json, \
     application/xml;q=0.9, text/xml;q=0.9, application/json;q=0.8, text/html;q=0.7, */*;q=0.5";

/// `Accept` for a page to read.
pub const ACCEPT_PAGE: &str = "text/html, application/xhtml+xml;q=0.9, */*;q=0.5";

/// `Accept` for a picture.
pub const ACCEPT_PICTURE: &str = "image/avif, image/webp, image/png, image/jpeg, image/gif, image/*;q=0.8";
