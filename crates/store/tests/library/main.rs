//! The library against real files: what is promised of it, story by story.

mod actions;
mod damage;
mod durability;
mod feeds;
mod ingest;
mod lists;
mod pictures;
mod schema;
mod settings;
mod support;
mod together;
