//! Syncing: many feeds are fetched at once, bounded in number; two workers parse, sanitise and store what comes,
//! a transaction per feed. What fails is kept beside its feed and stops nobody.

mod backoff;
mod feed;
mod gather;
mod progress;
mod run;
mod work;

pub(crate) use progress::Refreshing;
pub(crate) use work::{Answered, store_parsed};

/// The largest feed document, in bytes after unpacking.
pub(crate) const MAX_BYTES: u64 = 32 << 20;
