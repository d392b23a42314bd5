//! The only crate that knows HTTP. Returns bytes, knows no feeds.
