//! Syncing: many feeds are fetched at once, bounded in number; two workers parse and sanitise what comes, a third thread
//! stores it, a feed whole or not at all. What fails is kept beside its feed and stops nobody.

mod backoff;
pub(crate) mod feed;
mod gather;
mod progress;
mod run;
pub(crate) mod work;
mod writing;

pub(crate) use progress::Refreshing;
pub(crate) use work::{Answered, store_parsed};

/// The largest feed document, in bytes after unpacking.
pub(crate) const MAX_BYTES: u64 = 32 << 20;
