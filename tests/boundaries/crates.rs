use std::collections::BTreeSet;

use cargo_metadata::{DependencyKind, Metadata, MetadataCommand};

use crate::root;

/// What is heavy or dangerous, and who may hold it.
const FENCED: &[(&str, &[&str])] = &[
    ("rusqlite", &["kazpost-store"]),
    ("lz4_flex", &["kazpost-store"]),
    ("reqwest", &["kazpost-fetch"]),
    ("ammonia", &["kazpost-sanitise"]),
    ("image", &["kazpost-picture"]),
    ("async-imap", &["kazpost-mailbox"]),
    ("keyring", &["kazpost-mailbox"]),
    ("minisign-verify", &["kazpost-update"]),
];

/// Which of our crates each of ours may name. Everything flows through the core.
const ALLOWED: &[(&str, &[&str])] = &[
    ("kazpost-model", &[]),
    ("kazpost-fetch", &["kazpost-model"]),
    ("kazpost-parse", &["kazpost-model"]),
    ("kazpost-extract", &["kazpost-model"]),
    ("kazpost-newsletter", &["kazpost-model"]),
    ("kazpost-sanitise", &["kazpost-model"]),
    ("kazpost-store", &["kazpost-model"]),
    ("kazpost-language", &["kazpost-model"]),
    ("kazpost-picture", &[]),
    ("kazpost-mailbox", &[]),
    ("kazpost-update", &[]),
    ("kazpost-api", &["kazpost-model", "kazpost-sanitise"]),
    (
        "kazpost-core",
        &[
            "kazpost-api",
            "kazpost-extract",
            "kazpost-fetch",
            "kazpost-language",
            "kazpost-mailbox",
            "kazpost-model",
            "kazpost-newsletter",
            "kazpost-parse",
            "kazpost-picture",
            "kazpost-sanitise",
            "kazpost-store",
            "kazpost-update",
        ],
    ),
    ("kazpost-desktop", &["kazpost-api", "kazpost-core"]),
];

fn metadata() -> Metadata {
    MetadataCommand::new()
        .manifest_path(root().join("Cargo.toml"))
        .no_deps()
        .exec()
        .expect("cargo metadata")
}

/// What a crate's product depends on; tests may use more.
fn dependencies(metadata: &Metadata, name: &str) -> BTreeSet<String> {
    let package = metadata
        .packages
        .iter()
        .find(|package| package.name.as_str() == name);
    let package = package.unwrap_or_else(|| panic!("there is no crate {name}"));
    let dependencies = package.dependencies.iter();
    dependencies
        .filter(|found| found.kind == DependencyKind::Normal)
        .map(|found| found.name.clone())
        .collect()
}

#[test]
fn what_is_fenced_stays_with_its_one_crate() {
    let metadata = metadata();
    for package in &metadata.packages {
        let name = package.name.as_str();
        for found in dependencies(&metadata, name) {
            if let Some((_, allowed)) = FENCED.iter().find(|(fenced, _)| *fenced == found) {
                assert!(
                    allowed.contains(&name),
                    "{name} may not depend on {found}, only {allowed:?} may"
                );
            }
            assert!(
                !found.starts_with("tauri") || name == "kazpost-desktop",
                "{name} may not depend on {found}: only the window knows Tauri"
            );
        }
    }
}

#[test]
fn each_crate_names_only_those_below_it() {
    let metadata = metadata();
    for (name, allowed) in ALLOWED {
        for found in dependencies(&metadata, name)
            .iter()
            .filter(|found| found.starts_with("kazpost-"))
        {
            assert!(
                allowed.contains(&found.as_str()),
                "{name} may not depend on {found}, only on {allowed:?}"
            );
        }
    }
}
