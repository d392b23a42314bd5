//! The binary `kazpost-desktop`.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

fn main() -> std::process::ExitCode {
    kazpost_desktop::run()
}
