use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::Path;

use flate2::{Compression, GzBuilder};
use xtask::shell::Outcome;

/// What a package puts on a system, by its place below the root, `usr/bin/kazpost`.
#[derive(Default)]
pub struct Tree(BTreeMap<String, File>);

pub struct File {
    pub bytes: Vec<u8>,
    pub program: bool,
}

impl File {
    pub fn mode(&self) -> u16 {
        if self.program { 0o755 } else { 0o644 }
    }
}

impl Tree {
    pub fn add(&mut self, path: impl Into<String>, bytes: impl Into<Vec<u8>>) {
        let file = File {
            bytes: bytes.into(),
            program: false,
        };
        self.0.insert(path.into(), file);
    }

    pub fn add_program(&mut self, path: impl Into<String>, file: &Path) -> Outcome {
        let bytes = fs::read(file).map_err(|cause| format!("{}: {cause}", file.display()))?;
        self.0.insert(path.into(), File { bytes, program: true });
        Ok(())
    }

    /// Packed, without the hour of packing in it.
    pub fn add_packed(&mut self, path: impl Into<String>, bytes: &[u8]) -> Outcome {
        let mut packer = GzBuilder::new().write(Vec::new(), Compression::best());
        packer.write_all(bytes)?;
        self.add(path.into() + ".gz", packer.finish()?);
        Ok(())
    }

    pub fn files(&self) -> impl Iterator<Item = (&str, &File)> {
        self.0.iter().map(|(path, file)| (path.as_str(), file))
    }

    #[cfg(test)]
    pub fn text(&self, path: &str) -> String {
        let file = self.0.get(path).unwrap_or_else(|| panic!("there is no {path}"));
        String::from_utf8(file.bytes.clone()).expect("text")
    }

    /// As dpkg counts: whole kilobytes, each file for itself.
    pub fn kilobytes(&self) -> u64 {
        self.0
            .values()
            .map(|file| (file.bytes.len() as u64).div_ceil(1024))
            .sum()
    }

    /// Lays it out below a folder.
    pub fn lay(&self, folder: &Path) -> Outcome {
        for (path, file) in &self.0 {
            let there = folder.join(path);
            fs::create_dir_all(there.parent().unwrap_or(folder))?;
            fs::write(&there, &file.bytes)?;
            permit(&there, file.mode())?;
        }
        Ok(())
    }
}

/// Sets who may do what with a file.
#[cfg(unix)]
pub fn permit(file: &Path, mode: u16) -> Outcome {
    use std::os::unix::fs::PermissionsExt;
    Ok(fs::set_permissions(
        file,
        fs::Permissions::from_mode(mode.into()),
    )?)
}

/// Other systems have no such bits.
#[cfg(not(unix))]
pub fn permit(_file: &Path, _mode: u16) -> Outcome {
    Ok(())
}
