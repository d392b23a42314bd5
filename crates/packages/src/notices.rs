//! Whose work the programs hold, with the texts of the licences: most licences ask that they come along.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs;
use std::path::Path;

use serde_json::Value;
use xtask::shell::{self, Outcome, Place};

/// What stands in the UI's bundle.
const OF_THE_UI: &[&str] = &[
    "@fontsource-variable/golos-text",
    "@fontsource-variable/literata",
    "@fontsource-variable/source-serif-4",
    "@tauri-apps/api",
    "svelte",
];

/// Somebody's work.
struct Work {
    name: String,
    licence: String,
    texts: Vec<String>,
}

/// All of it, as one text.
pub fn text(place: &Place) -> Outcome<String> {
    let mut works = crates(place)?;
    for name in OF_THE_UI {
        works.push(of_npm(&place.ui().join("node_modules").join(name))?);
    }
    Ok(told(&works))
}

fn crates(place: &Place) -> Outcome<Vec<Work>> {
    let host = shell::output(&mut place.command("rustc", &["--print", "host-tuple"]));
    let host = host.ok_or("rustc does not say for which system it builds")?;
    let words = [
        "metadata",
        "--format-version=1",
        "--locked",
        "--filter-platform",
        &host,
    ];
    let told = shell::output(&mut place.cargo(&words)).ok_or("`cargo metadata` failed")?;
    let all: Value = serde_json::from_str(&told)?;
    let packages: BTreeMap<&str, &Value> = list(&all["packages"])
        .filter_map(|package| Some((package["id"].as_str()?, package)))
        .collect();
    let nodes: BTreeMap<&str, &Value> = list(&all["resolve"]["nodes"])
        .filter_map(|node| Some((node["id"].as_str()?, node)))
        .collect();
    let roots = packages.iter().filter(|(_, package)| {
        ["kazpost-desktop", "kazpost-cli"]
            .map(Some)
            .contains(&package["name"].as_str())
    });
    let mut open: Vec<&str> = roots.map(|(id, _)| *id).collect();
    let mut found = BTreeSet::new();
    while let Some(id) = open.pop() {
        if found.insert(id)
            && let Some(node) = nodes.get(id)
        {
            let linked = list(&node["deps"])
                .filter(|found| list(&found["dep_kinds"]).any(|kind| kind["kind"].is_null()));
            open.extend(linked.filter_map(|found| found["pkg"].as_str()));
        }
    }
    let others = found.iter().filter_map(|id| packages.get(id));
    let others = others.filter(|package| !package["source"].is_null());
    others.map(|package| of_crate(package)).collect()
}

fn of_crate(package: &Value) -> Outcome<Work> {
    let word = |name: &str| package[name].as_str().unwrap_or_default().to_owned();
    let manifest = word("manifest_path");
    let folder = Path::new(&manifest).parent().ok_or("a crate without a folder")?;
    Ok(Work {
        name: format!("{} {}", word("name"), word("version")),
        licence: if word("license").is_empty() {
            "see its text".into()
        } else {
            word("license")
        },
        texts: texts(folder)?,
    })
}

fn of_npm(folder: &Path) -> Outcome<Work> {
    let manifest = fs::read(folder.join("package.json"));
    let manifest = manifest.map_err(|cause| format!("{}: {cause}", folder.display()))?;
    let manifest: Value = serde_json::from_slice(&manifest)?;
    let word = |name: &str| manifest[name].as_str().unwrap_or_default().to_owned();
    Ok(Work {
        name: format!("{} {}", word("name"), word("version")),
        licence: word("license"),
        texts: texts(folder)?,
    })
}

/// The files of a folder that are named as licences and notices are.
fn texts(folder: &Path) -> Outcome<Vec<String>> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(folder).map_err(|cause| format!("{}: {cause}", folder.display()))? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().to_ascii_uppercase();
        let named = [
            "LICENSE",
            "LICENCE",
            "COPYING",
            "COPYRIGHT",
            "NOTICE",
            "UNLICENSE",
        ];
        let code = [".RS", ".JS", ".TOML", ".HTML"]
            .iter()
            .any(|end| name.ends_with(end));
        if named.iter().any(|start| name.starts_with(start)) && !code && entry.path().is_file() {
            let text = fs::read(entry.path())?;
            found.insert(
                name,
                String::from_utf8_lossy(&text)
                    .replace("\r\n", "\n")
                    .trim()
                    .to_owned(),
            );
        }
    }
    Ok(found.into_values().collect())
}

/// A list, and each text once with those whose it is.
fn told(works: &[Work]) -> String {
    let mut told = String::from("KazPost holds work of others, each under its own licence.\n\n");
    let mut by_text: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for work in works {
        let _ = writeln!(told, "{}  {}", work.name, work.licence);
        for text in &work.texts {
            by_text.entry(text).or_default().insert(&work.name);
        }
    }
    let line = "-".repeat(78);
    for (text, whose) in by_text {
        let whose: Vec<&str> = whose.into_iter().collect();
        let _ = writeln!(told, "\n{line}\n{}\n\n{text}", whose.join(", "));
    }
    told
}

fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_that_many_share_stands_there_once() {
        let work = |name: &str, texts: &[&str]| Work {
            name: name.into(),
            licence: "MIT".into(),
            texts: texts.iter().map(|&text| text.to_owned()).collect(),
        };
        let told = told(&[
            work("one 1.0", &["Do as you like."]),
            work("two 2.0", &["Do as you like.", "Mind the gap."]),
        ]);
        assert_eq!(told.matches("Do as you like.").count(), 1);
        assert!(told.contains("one 1.0, two 2.0\n\nDo as you like."), "{told}");
        assert!(told.contains("two 2.0  MIT"), "{told}");
    }
}
