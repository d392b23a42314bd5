//! Putting new files into the place of the old ones: all of them, or none.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use crate::unpack::each_file;
use crate::{Genuine, Owner, Version};

mod trial;

/// Why the old version is still in place.
#[derive(Debug, thiserror::Error)]
pub enum InstallError {
    /// The package holds no program of that name, or what no package may hold.
    #[error("the package cannot be unpacked: {0}")]
    Package(String),
    /// The new program does not say that it is the version that was announced.
    #[error("the new version does not run here: {0}")]
    DoesNotRun(String),
    /// These files belong to somebody else.
    #[error("the program's files belong to somebody else")]
    NotOurs,
    /// The disk refused.
    #[error("{path}: {cause}")]
    Disk {
        /// Which file.
        path: String,
        /// Why.
        cause: io::Error,
    },
}

/// What a file is called until it takes its place.
const NEW: &str = ".kazpost-new";
/// What the old one is called until all is done.
const OLD: &str = ".kazpost-old";

/// Replaces the program that `owner` names. The new one is asked for its version first, from beside the old one; only
/// then is anything replaced. A program that runs goes on with its old files.
pub fn install(owner: &Owner, package: &Genuine, version: &Version) -> Result<(), InstallError> {
    let mut staged = Staged::default();
    match owner {
        Owner::Image(image) => staged.add(image, 0o755, &mut package.bytes())?,
        Owner::Folder(program) => stage_folder(program, package.bytes(), &mut staged)?,
        _ => return Err(InstallError::NotOurs),
    }
    let program = staged.files.last().map(|file| with_ending(file, NEW));
    trial::says(&program.unwrap_or_default(), version).map_err(InstallError::DoesNotRun)?;
    staged.take_place()
}

/// Writes every file of the package beside the one that it replaces.
fn stage_folder(program: &Path, packed: &[u8], staged: &mut Staged) -> Result<(), InstallError> {
    let layout = Layout::find(program, packed)?;
    let mut failed = None;
    let unpacked = each_file(packed, |path, mode, content| {
        let Some(target) = layout.target(path) else {
            return Ok(());
        };
        staged.add(&target, mode, content).map_err(|error| {
            failed = Some(error);
            io::Error::other("it cannot be written")
        })
    });
    if let Some(error) = failed {
        return Err(error);
    }
    unpacked.map_err(package)?;
    // Last, for it is what the reader starts.
    let index = staged.files.iter().position(|file| file == program);
    let index = index.ok_or_else(|| InstallError::Package(format!("it replaces no {}", name(program))))?;
    let program = staged.files.remove(index);
    staged.files.push(program);
    Ok(())
}

/// Where the package's folder lies on this disk: both end the same way, at the program.
struct Layout {
    /// What the package's paths begin with.
    packed: PathBuf,
    /// What stands for that on the disk.
    root: PathBuf,
    /// Whether the whole of the package was unpacked there. Else only what is there is replaced: whoever put the
    /// program alone into `~/bin` does not want the rest in `~/share`.
    whole: bool,
}

impl Layout {
    fn find(program: &Path, packed: &[u8]) -> Result<Layout, InstallError> {
        let mut inner: Option<PathBuf> = None;
        each_file(packed, |path, _, _| {
            if path.file_name() == program.file_name() {
                inner.get_or_insert_with(|| path.to_owned());
            }
            Ok(())
        })
        .map_err(package)?;
        let (mut packed, mut root) = (
            inner.ok_or_else(|| InstallError::Package(format!("it holds no {}", name(program))))?,
            program.to_owned(),
        );
        while packed.file_name().is_some() && packed.file_name() == root.file_name() {
            packed.pop();
            root.pop();
        }
        let whole = packed.components().count() <= 1;
        Ok(Layout { packed, root, whole })
    }

    fn target(&self, path: &Path) -> Option<PathBuf> {
        let target = self.root.join(path.strip_prefix(&self.packed).ok()?);
        (self.whole || target.is_file()).then_some(target)
    }
}

/// Files that lie beside those that they replace. What has not taken its place when this is dropped is removed.
#[derive(Default)]
struct Staged {
    files: Vec<PathBuf>,
}

impl Staged {
    fn add(&mut self, target: &Path, mode: u32, content: &mut dyn Read) -> Result<(), InstallError> {
        let disk = |cause| disk(target, cause);
        if let Some(folder) = target.parent() {
            fs::create_dir_all(folder).map_err(disk)?;
        }
        if target.is_dir() {
            return Err(disk(io::ErrorKind::IsADirectory.into()));
        }
        let new = with_ending(target, NEW);
        // One that was broken off.
        let _ = fs::remove_file(&new);
        self.files.push(target.to_owned());
        let mut file = OpenOptions::new()
            .write(true)
            .create_new(true)
            .open(&new)
            .map_err(disk)?;
        io::copy(content, &mut file).map_err(disk)?;
        permit(&file, mode).map_err(disk)?;
        file.sync_all().map_err(disk)
    }

    /// Each new file for its old one; where one cannot be, all old ones come back.
    fn take_place(mut self) -> Result<(), InstallError> {
        let files = std::mem::take(&mut self.files);
        let mut placed: Vec<(&Path, bool)> = Vec::new();
        for file in &files {
            match replace(file) {
                Ok(had_old) => placed.push((file, had_old)),
                Err(cause) => {
                    for (file, had_old) in placed.into_iter().rev() {
                        take_back(file, had_old);
                    }
                    self.files = files.clone();
                    return Err(disk(file, cause));
                }
            }
        }
        for (file, _) in placed {
            // Where a running program cannot be removed it stays until the next time.
            let _ = fs::remove_file(with_ending(file, OLD));
        }
        Ok(())
    }
}

impl Drop for Staged {
    fn drop(&mut self) {
        for file in &self.files {
            let _ = fs::remove_file(with_ending(file, NEW));
        }
    }
}

/// Whether there was an old one.
fn replace(file: &Path) -> io::Result<bool> {
    let (new, old) = (with_ending(file, NEW), with_ending(file, OLD));
    let _ = fs::remove_file(&old);
    // A second name for the old file, so that there is one at every moment; where the disk knows no second names, or
    // no file may be replaced while it runs, it is moved aside.
    let kept = match fs::hard_link(file, &old) {
        Ok(()) if cfg!(unix) => true,
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => false,
        _ => {
            let _ = fs::remove_file(&old);
            fs::rename(file, &old)?;
            true
        }
    };
    if let Err(cause) = fs::rename(&new, file) {
        if kept {
            let _ = fs::rename(&old, file);
            // Two names of one file stay two when one is renamed to the other.
            let _ = fs::remove_file(&old);
        }
        return Err(cause);
    }
    Ok(kept)
}

fn take_back(file: &Path, had_old: bool) {
    let _ = if had_old {
        fs::rename(with_ending(file, OLD), file)
    } else {
        fs::remove_file(file)
    };
}

#[cfg(unix)]
fn permit(file: &File, mode: u32) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    // What may be run may be run by all; nothing is left open to others, or run as somebody else.
    let mode = if mode & 0o111 == 0 { 0o644 } else { 0o755 };
    file.set_permissions(fs::Permissions::from_mode(mode))
}

#[cfg(not(unix))]
fn permit(_file: &File, _mode: u32) -> io::Result<()> {
    Ok(())
}

fn with_ending(file: &Path, ending: &str) -> PathBuf {
    let mut name = file.file_name().unwrap_or_default().to_owned();
    name.push(ending);
    file.with_file_name(name)
}

fn name(program: &Path) -> String {
    program
        .file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}

fn package(cause: io::Error) -> InstallError {
    InstallError::Package(cause.to_string())
}

fn disk(path: &Path, cause: io::Error) -> InstallError {
    InstallError::Disk {
        path: path.display().to_string(),
        cause,
    }
}
