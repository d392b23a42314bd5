//! Bundles the pictures of the starter edition: `publication/starter/pictures/*.png` becomes a table of names and
//! bytes, so that a picture added there needs no line of code.

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    // Asked for when it runs: a build folder that two checkouts share keeps this program from one for the other.
    let crate_folder =
        env::var_os("CARGO_MANIFEST_DIR").ok_or_else(|| io::Error::other("cargo names no folder"))?;
    let folder = Path::new(&crate_folder).join("../../publication/starter/pictures");
    println!("cargo::rerun-if-changed={}", folder.display());
    let mut pictures: Vec<PathBuf> = fs::read_dir(&folder)?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<io::Result<_>>()?;
    pictures.retain(|path| path.extension().is_some_and(|extension| extension == "png"));
    pictures.sort();
    let mut table = String::from("&[\n");
    for path in &pictures {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        writeln!(
            table,
            "({name:?}, include_bytes!({:?}).as_slice()),",
            path.display().to_string()
        )
        .map_err(io::Error::other)?;
    }
    table.push(']');
    let out = env::var_os("OUT_DIR").ok_or_else(|| io::Error::other("cargo gives no OUT_DIR"))?;
    fs::write(Path::new(&out).join("pictures.rs"), table)
}
