//! The binary `kazpost-desktop`.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

/// Parsing and sanitising allocate a great deal on several threads; a tenth faster than the system's.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    kazpost_desktop::run()
}
