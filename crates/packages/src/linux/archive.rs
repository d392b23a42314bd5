use std::fs::File;
use std::path::{Path, PathBuf};

use tar::{Builder, EntryType, Header};
use xtask::shell::Outcome;

use super::tree::Tree;
use crate::edition::Edition;

/// As small as zstd makes it before unpacking needs more memory than a small machine has.
const LEVEL: i32 = 19;

/// One folder with everything in it, to be unpacked anywhere.
pub fn write(edition: &Edition, tree: &Tree, out: &Path) -> Outcome<PathBuf> {
    let name = format!("kazpost-{}-linux-{}", edition.version, std::env::consts::ARCH);
    let file = out.join(format!("{name}.tar.zst"));
    let mut archive = Builder::new(zstd::Encoder::new(File::create(&file)?, LEVEL)?);
    for (path, kept) in tree.files() {
        let mut header = Header::new_gnu();
        header.set_entry_type(EntryType::Regular);
        header.set_size(kept.bytes.len() as u64);
        header.set_mode(kept.mode().into());
        header.set_mtime(edition.time);
        header.set_uid(0);
        header.set_gid(0);
        archive.append_data(&mut header, format!("{name}/{path}"), kept.bytes.as_slice())?;
    }
    archive.into_inner()?.finish()?;
    Ok(file)
}
