//! Packages for Linux: one tree of files, packed for the families of distributions and for nobody in particular.

mod archive;
mod contents;
mod deb;
mod flatpak;
mod needs;
mod rpm;
mod tree;

use std::fs;
use std::path::{Path, PathBuf};

use xtask::shell::{self, Outcome, Place};

use crate::edition::Edition;
use crate::notices;
use contents::Family;
use tree::Tree;

pub use contents::ID;

/// Packs the programs that were built for release; where the packages lie.
pub fn pack(place: &Place, edition: &Edition, out: &Path) -> Outcome<Vec<PathBuf>> {
    let notices = notices::text(place)?;
    let tree = |family| tree(place, edition, family, &notices);
    fs::create_dir_all(out)?;
    let mut made = Vec::new();
    if shell::found("dpkg-deb").is_some() && shell::found("dpkg-shlibdeps").is_some() {
        made.push(deb::write(place, edition, &tree(Family::Debian)?, out)?);
    } else {
        println!("no .deb: dpkg-deb and dpkg-shlibdeps are on Debian and its kin");
    }
    made.push(rpm::write(place, edition, &tree(Family::Fedora)?, out)?);
    made.push(archive::write(edition, &tree(Family::Any)?, out)?);
    Ok(made)
}

/// The `.deb` alone.
pub fn pack_deb(place: &Place, edition: &Edition, out: &Path) -> Outcome<PathBuf> {
    fs::create_dir_all(out)?;
    let tree = tree(place, edition, Family::Debian, &notices::text(place)?)?;
    deb::write(place, edition, &tree, out)
}

/// Packs them for Flatpak, by its own tools.
pub fn pack_flatpak(place: &Place, edition: &Edition, out: &Path) -> Outcome<PathBuf> {
    let tree = tree(place, edition, Family::Any, &notices::text(place)?)?;
    flatpak::write(place, edition, &tree, out)
}

fn tree(place: &Place, edition: &Edition, family: Family, notices: &str) -> Outcome<Tree> {
    let mut tree = contents::around(&place.root, edition)?;
    contents::add_changes(&mut tree, &place.root, edition, family)?;
    contents::add_licences(&mut tree, &place.root, family, notices)?;
    contents::add_programs(&mut tree, place, family)?;
    Ok(tree)
}
