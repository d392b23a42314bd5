//! What is done to the project: running, testing, generating. Plain Rust, so that it works wherever cargo does.
//! `cargo xtask help` lists it.

pub mod app;
pub mod bindings;
pub mod check;
pub mod extraction;
pub mod ghost;
pub mod node;
pub mod scores;
pub mod shell;
pub mod system;
pub mod ui;
pub mod window;
pub mod workflows;
