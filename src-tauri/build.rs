//! Gives the window exactly the commands that `crates/api` lists, and nothing of the shell's else; names WebKit first among the
//! libraries.

use std::path::Path;

fn main() {
    println!("cargo:rerun-if-changed=ui/dist");
    if !Path::new("ui/dist/index.html").exists() {
        println!("cargo:error=the UI is not built: run `cargo xtask ui` first (or `cargo xtask run`)");
        std::process::exit(1);
    }
    if std::env::var("CARGO_CFG_TARGET_OS").is_ok_and(|system| system == "linux") {
        // Each of the symbols that WebKit has bound as the program starts is looked for in all libraries in this order, and most of
        // them are its own: a seventh of the time of the system's loader.
        println!("cargo:rustc-link-lib=dylib=javascriptcoregtk-4.1");
        println!("cargo:rustc-link-lib=dylib=webkit2gtk-4.1");
    }
    let commands: &'static [&'static str] =
        Vec::leak(kazpost_api::COMMANDS.iter().map(|command| command.name).collect());
    let attributes =
        tauri_build::Attributes::new().app_manifest(tauri_build::AppManifest::new().commands(commands));
    if let Err(cause) = tauri_build::try_build(attributes) {
        println!("cargo:error={cause:#}");
        std::process::exit(1);
    }
}
