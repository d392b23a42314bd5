//! The library against real files: what is promised of it, story by story.
#![allow(clippy::unwrap_used, reason = "a step that fails fails the test")]

mod actions;
mod annotations;
mod arrangement;
mod damage;
mod durability;
mod feeds;
mod filters;
mod ingest;
mod lists;
mod outbox;
mod packing;
mod pages;
mod pictures;
mod schema;
mod search;
mod settings;
mod support;
mod sweeps;
mod titles;
mod together;
