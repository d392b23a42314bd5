use std::path::{Path, PathBuf};

use rpm::{BuildConfig, CompressionType, Dependency, FileMode, FileOptions, PackageBuilder};
use xtask::shell::{Outcome, Place};

use super::needs;
use super::tree::Tree;
use crate::edition::Edition;

const SUMMARY: &str = "A newspaper from the sources you choose";
const TOLD: &str = "\
KazPost fetches what your sources publish, sets it as a front page and keeps it, so that it can be read without a
connection. It reads RSS, Atom and JSON Feed, finds the feed of a site by itself and follows sites that have none.

It has nothing to do with Kazpost JSC, the postal operator of Kazakhstan.";

/// At the last removal, not at an update.
const GONE: &str = r#"if [ "$1" = 0 ]; then
    echo "KazPost is gone. What its readers kept stays in ~/.local/share/kazpost of each; delete that folder to remove it too."
fi"#;

/// Packs the tree, laid out at `stage`.
pub fn write(place: &Place, edition: &Edition, tree: &Tree, out: &Path) -> Outcome<PathBuf> {
    let stage = place.target.join("package/rpm");
    let _ = std::fs::remove_dir_all(&stage);
    tree.lay(&stage)?;
    let architecture = std::env::consts::ARCH;
    let time = u32::try_from(edition.time)?;
    let settings = BuildConfig::default()
        .compression(CompressionType::Zstd)
        .source_date(time);
    let mut package = PackageBuilder::new(
        "kazpost",
        &edition.system(),
        "MIT OR Apache-2.0",
        architecture,
        SUMMARY,
    );
    package
        .using_config(settings)
        .release("1")
        .url("https://kazpost.com/")
        .description(TOLD)
        .vendor("The KazPost contributors")
        .build_host("localhost")
        .post_uninstall_script(GONE);
    for name in needs::rpm(place, &stage)? {
        package.requires(Dependency::any(name));
    }
    for name in needs::BESIDES {
        package.requires(Dependency::any(*name));
    }
    for (path, file) in tree.files() {
        let options = FileOptions::new(format!("/{path}")).mode(FileMode::regular(file.mode()));
        let options = if path.contains("/licenses/") {
            options.license()
        } else if path.contains("/doc/") || path.contains("/man/") {
            options.doc()
        } else {
            options
        };
        package.with_file_contents(file.bytes.clone(), options)?;
    }
    for folder in ["/usr/share/doc/kazpost", "/usr/share/licenses/kazpost"] {
        package.with_dir_entry(FileOptions::dir(folder).mode(FileMode::dir(0o755)))?;
    }
    let file = out.join(format!("kazpost-{}-1.{architecture}.rpm", edition.system()));
    package.build()?.write_file(&file)?;
    Ok(file)
}
