//! What stands in a `.tar.zst`: files and folders with names below it, and nothing else.

use std::io::{Error, ErrorKind, Read, Result};
use std::path::{Component, Path, PathBuf};

use ruzstd::decoding::StreamingDecoder;
use tar::{Archive, EntryType};

/// All files together, unpacked. More is no package of ours.
const MOST_BYTES: u64 = 1 << 30;

/// Calls `take` with the path, the mode and the content of each file.
pub(crate) fn each_file(
    packed: &[u8],
    mut take: impl FnMut(&Path, u32, &mut dyn Read) -> Result<()>,
) -> Result<()> {
    let unpacked = StreamingDecoder::new(packed).map_err(|cause| odd(&cause.to_string()))?;
    let mut archive = Archive::new(unpacked.take(MOST_BYTES));
    for entry in archive.entries()? {
        let mut entry = entry?;
        let path = below(&entry.path()?)?;
        let mode = entry.header().mode().unwrap_or(0o644);
        match entry.header().entry_type() {
            EntryType::Regular | EntryType::Continuous => take(&path, mode, &mut entry)?,
            EntryType::Directory => {}
            _ => return Err(odd(&format!("{} is neither a file nor a folder", path.display()))),
        }
    }
    Ok(())
}

/// The path without `./`; refused where it would lead out.
fn below(path: &Path) -> Result<PathBuf> {
    let mut clean = PathBuf::new();
    for part in path.components() {
        match part {
            Component::Normal(name) => clean.push(name),
            Component::CurDir => {}
            _ => return Err(odd(&format!("{} leads out of the package", path.display()))),
        }
    }
    Ok(clean)
}

fn odd(what: &str) -> Error {
    Error::new(ErrorKind::InvalidData, what)
}
