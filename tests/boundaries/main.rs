//! The house rules as tests: who may know what.

mod commands;
mod crates;
mod sources;
mod workflows;

use std::path::{Path, PathBuf};

/// Cargo runs a test in the folder of its package; what was compiled for another checkout names that one.
fn root() -> PathBuf {
    Path::new("..").canonicalize().expect("the checkout")
}

/// Every file under a folder whose name ends so, with its text; what is built or fetched is no source.
fn files(folder: &str, endings: &[&str]) -> Vec<(String, String)> {
    let root = root();
    let mut found = Vec::new();
    let mut folders = vec![root.join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).into_iter().flatten().flatten() {
            let (path, name) = (entry.path(), entry.file_name().to_string_lossy().into_owned());
            if path.is_dir() {
                if !matches!(
                    name.as_str(),
                    "node_modules" | "dist" | "target" | "fixtures" | "fuzz"
                ) {
                    folders.push(path);
                }
            } else if endings.iter().any(|ending| name.ends_with(ending)) {
                let text = std::fs::read_to_string(&path).expect("a source file is text");
                let path = path.strip_prefix(&root).expect("it lies in the checkout");
                found.push((path.to_string_lossy().replace('\\', "/"), text));
            }
        }
    }
    found.sort();
    found
}
