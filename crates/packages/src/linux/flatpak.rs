use std::fs;
use std::path::{Path, PathBuf};

use xtask::shell::{self, Outcome, Place};

use super::contents::ID;
use super::tree::Tree;
use crate::edition::Edition;

const SHELF: &str = "https://dl.flathub.org/repo/flathub.flatpakrepo";

/// Packs the tree into one file that `flatpak install` takes. Needs flatpak-builder, and the net for the runtime.
pub fn write(place: &Place, edition: &Edition, tree: &Tree, out: &Path) -> Outcome<PathBuf> {
    let stage = place.target.join("package/flatpak");
    let _ = fs::remove_dir_all(&stage);
    tree.lay(&stage)?;
    let mut know = place.command(
        "flatpak",
        &["remote-add", "--user", "--if-not-exists", "flathub", SHELF],
    );
    shell::run(&mut know)?;
    let work = place.target.join("package/flatpak-work");
    let (build, shelf) = (work.join("build"), work.join("shelf"));
    let manifest = place.root.join(format!("packaging/flatpak/{ID}.json"));
    let mut pack = place.command(
        "flatpak-builder",
        &["--user", "--force-clean", "--install-deps-from=flathub"],
    );
    pack.arg(format!("--state-dir={}", work.join("state").display()))
        .arg(format!("--repo={}", shelf.display()));
    shell::run(pack.arg(&build).arg(manifest))?;
    let name = format!(
        "kazpost-{}-linux-{}.flatpak",
        edition.version,
        std::env::consts::ARCH
    );
    let file = out.join(name);
    fs::create_dir_all(out)?;
    let mut bundle = place.command("flatpak", &["build-bundle"]);
    shell::run(bundle.arg(&shelf).arg(&file).arg(ID))?;
    Ok(file)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::Value;

    /// It packs what the other packages hold, under the one name, and asks for no more than the app uses: not the home,
    /// not the whole bus.
    #[test]
    fn the_manifest_names_the_app_and_opens_no_more_than_it_needs() {
        let root = Path::new("../..");
        let file = root.join(format!("packaging/flatpak/{ID}.json"));
        let manifest: Value = serde_json::from_slice(&fs::read(&file).expect("the manifest")).expect("JSON");
        assert_eq!(manifest["id"], ID);
        assert_eq!(manifest["command"], "kazpost-desktop");
        let source = manifest["modules"][0]["sources"][0]["path"]
            .as_str()
            .expect("a source");
        assert!(source.ends_with("target/package/flatpak/usr"), "{source}");
        let asked = manifest["finish-args"]
            .as_array()
            .expect("a list")
            .iter()
            .filter_map(Value::as_str);
        for word in asked {
            for forbidden in ["--filesystem", "=session-bus", "=system-bus", "--device=all"] {
                assert!(!word.contains(forbidden), "{word}");
            }
        }
    }
}
