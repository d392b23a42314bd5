//! Mails on the disk.

use std::fs::{self, File, Metadata};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use kazpost_api::{Code, Failure};
use kazpost_store::MailFile;

use crate::failure::failure;

/// The largest mail that is read, in bytes.
const MOST: u64 = 32 << 20;

/// Folders within folders are looked into so far.
const DEEPEST: u32 = 6;

/// The path as text.
pub(super) fn name(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}

/// The file itself, or the mails in the folder: `.eml`, and all files where a Maildir keeps mails.
pub(super) fn below(path: &Path) -> Result<Vec<MailFile>, Failure> {
    let about = fs::metadata(path).map_err(|cause| unreadable(path, &cause))?;
    if !about.is_dir() {
        return Ok(vec![described(path, &about)]);
    }
    let mut found = Vec::new();
    let mut open: Vec<(PathBuf, u32)> = vec![(path.to_owned(), 0)];
    while let Some((folder, depth)) = open.pop() {
        let entries = match fs::read_dir(&folder) {
            Ok(entries) => entries,
            // One that is closed within does not hide the others.
            Err(_) if depth > 0 => continue,
            Err(cause) => return Err(unreadable(&folder, &cause)),
        };
        for entry in entries.flatten() {
            // Links are not followed: one may lead back here.
            let Ok(about) = entry.metadata() else { continue };
            let path = entry.path();
            if about.is_dir() && depth < DEEPEST {
                open.push((path, depth + 1));
            } else if about.is_file() && is_mail(&path) {
                found.push(described(&path, &about));
            }
        }
    }
    found.sort_by(|one, other| one.path.cmp(&other.path));
    Ok(found)
}

fn is_mail(path: &Path) -> bool {
    let ends = path
        .extension()
        .is_some_and(|extension| extension.eq_ignore_ascii_case("eml"));
    let folder = path.parent().and_then(Path::file_name);
    ends || folder.is_some_and(|folder| folder == "cur" || folder == "new")
}

fn described(path: &Path, about: &Metadata) -> MailFile {
    let modified = about.modified().ok();
    let since = modified.and_then(|time| time.duration_since(UNIX_EPOCH).ok());
    MailFile {
        path: name(path),
        size: i64::try_from(about.len()).unwrap_or(i64::MAX),
        modified: since.map_or(0, |since| i64::try_from(since.as_secs()).unwrap_or(0)),
    }
}

/// What is in it; `None` where it cannot be read or is too large.
pub(super) fn bytes(file: &MailFile) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    let open = File::open(&file.path).ok()?;
    open.take(MOST + 1).read_to_end(&mut bytes).ok()?;
    (bytes.len() as u64 <= MOST).then_some(bytes)
}

pub(super) fn unreadable(path: &Path, cause: &io::Error) -> Failure {
    let name = name(path);
    let message = format!("{name} cannot be read: {cause}");
    failure(Code::File, name, "", message)
}
