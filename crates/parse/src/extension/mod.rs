//! Modules that both RSS and Atom carry. Each fills what the feed's own elements leave empty.

pub(crate) mod dublin_core;
pub(crate) mod itunes;
pub(crate) mod media;
