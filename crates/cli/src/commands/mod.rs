//! A file per command, each a call or two into the core.

pub mod doctor;
pub mod edition;
pub mod export;
pub mod extract;
pub mod feeds;
pub mod follow;
pub mod highlights;
pub mod history;
pub mod list;
pub mod mail;
pub mod mark;
pub mod newsletter;
pub mod open;
pub mod pages;
pub mod parse;
pub mod related;
pub mod retention;
pub mod sanitize;
pub mod save;
pub mod search;
pub mod show;
pub mod stories;
pub mod sync;
pub mod topics;
