use std::fs;
use std::path::{Path, PathBuf};

use xtask::shell::{self, Outcome, Place};

use super::contents::MAINTAINER;
use super::needs;
use super::tree::{Tree, permit};
use crate::edition::Edition;

/// Lays the tree out and has dpkg pack it.
pub fn write(place: &Place, edition: &Edition, tree: &Tree, out: &Path) -> Outcome<PathBuf> {
    let stage = place.target.join("package/deb");
    let _ = fs::remove_dir_all(&stage);
    tree.lay(&stage)?;
    // By this folder dpkg's tools know the root of a package.
    let about = stage.join("DEBIAN");
    fs::create_dir_all(&about)?;
    let own = place.root.join("packaging/linux");
    let architecture = shell::output(&mut place.command("dpkg", &["--print-architecture"]));
    let architecture = architecture.ok_or("there is no dpkg")?;
    let control = fs::read_to_string(own.join("control"))?
        .replace("@VERSION@", &edition.system())
        .replace("@ARCHITECTURE@", &architecture)
        .replace("@MAINTAINER@", MAINTAINER)
        .replace("@SIZE@", &tree.kilobytes().to_string())
        .replace("@DEPENDS@", &needs::debian(place, &stage)?.join(", "));
    fs::write(about.join("control"), control)?;
    fs::copy(own.join("postrm"), about.join("postrm"))?;
    permit(&about.join("postrm"), 0o755)?;
    let file = out.join(format!("kazpost_{}_{architecture}.deb", edition.system()));
    let mut pack = place.command("dpkg-deb", &["--root-owner-group", "-Zxz", "--build"]);
    pack.env("SOURCE_DATE_EPOCH", edition.time.to_string());
    shell::run(pack.arg(&stage).arg(&file))?;
    Ok(file)
}
