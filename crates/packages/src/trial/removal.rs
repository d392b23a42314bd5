//! Taking a whole system away again. What is deleted here as root holds folders called `root`, `home` and `usr`, so
//! nothing goes before it is certain that every one of them lies in the trial's own folder and nowhere else.

use std::fs;
use std::os::unix::ffi::OsStringExt;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use xtask::shell::Outcome;

/// Lies at the root of what may be removed.
pub const MARK: &str = ".kazpost-trial";

/// Removes a system that the trial made. Refuses where anything is mounted in it, for then a folder below may be
/// another's, and where something lies on another disk.
pub fn remove(tree: &Path) -> Outcome {
    let is_link = fs::symlink_metadata(tree)?.file_type().is_symlink();
    if is_link || !tree.join(MARK).is_file() {
        return Err(format!("{} is not removed: no trial made it", tree.display()).into());
    }
    let tree = tree.canonicalize()?;
    unmounted(&tree)?;
    let disk = fs::metadata(&tree)?.dev();
    one_disk(&tree, disk)?;
    // The mark goes last: what was cut off can be removed the next time.
    for entry in fs::read_dir(&tree)? {
        let entry = entry?;
        if entry.file_name() != MARK {
            take(&entry.path(), disk)?;
        }
    }
    fs::remove_file(tree.join(MARK))?;
    Ok(fs::remove_dir(&tree)?)
}

fn one_disk(folder: &Path, disk: u64) -> Outcome {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let about = fs::symlink_metadata(&path)?;
        if about.dev() != disk {
            return Err(format!("nothing is removed: {} lies on another disk", path.display()).into());
        }
        if about.is_dir() {
            one_disk(&path, disk)?;
        }
    }
    Ok(())
}

/// Links are removed and never followed; before each folder it is asked again what is mounted.
fn take(path: &Path, disk: u64) -> Outcome {
    let about = fs::symlink_metadata(path)?;
    if about.dev() != disk {
        return Err(format!("{} lies on another disk", path.display()).into());
    }
    if !about.is_dir() {
        return Ok(fs::remove_file(path)?);
    }
    unmounted(path)?;
    for entry in fs::read_dir(path)? {
        take(&entry?.path(), disk)?;
    }
    Ok(fs::remove_dir(path)?)
}

/// Fails where something is mounted at this folder or below it.
pub fn unmounted(folder: &Path) -> Outcome {
    let all = fs::read("/proc/self/mountinfo").map_err(|cause| format!("/proc/self/mountinfo: {cause}"))?;
    match places(&all).into_iter().find(|place| place.starts_with(folder)) {
        Some(place) => Err(format!(
            "nothing is removed: something is mounted at {}; unmount it first",
            place.display()
        )
        .into()),
        None => Ok(()),
    }
}

/// Where something is mounted: the fifth field, with space, tab, line end and backslash as octal numbers.
fn places(mountinfo: &[u8]) -> Vec<PathBuf> {
    let lines = mountinfo.split(|byte| *byte == b'\n');
    let fields = lines.filter_map(|line| line.split(|byte| *byte == b' ').nth(4));
    fields
        .map(|field| PathBuf::from(std::ffi::OsString::from_vec(plain(field))))
        .collect()
}

fn plain(field: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut rest = field;
    while let Some((first, after)) = rest.split_first() {
        let digits = after.get(..3).and_then(|digits| std::str::from_utf8(digits).ok());
        match digits.and_then(|digits| u8::from_str_radix(digits, 8).ok()) {
            Some(byte) if *first == b'\\' => {
                out.push(byte);
                rest = &after[3..];
            }
            _ => {
                out.push(*first);
                rest = after;
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::process::Command;

    fn system() -> (tempfile::TempDir, PathBuf) {
        let folder = tempfile::tempdir().expect("a folder");
        let tree = folder.path().join("system");
        fs::create_dir_all(tree.join("root/.cargo/bin")).expect("folders");
        fs::write(tree.join(MARK), "").expect("the mark");
        fs::write(tree.join("root/file"), "x").expect("a file");
        (folder, tree)
    }

    #[test]
    fn a_system_goes_and_what_its_links_lead_to_stays() {
        let (folder, tree) = system();
        let precious = folder.path().join("precious");
        fs::create_dir(&precious).expect("a folder");
        fs::write(precious.join("work"), "of years").expect("a file");
        std::os::unix::fs::symlink(&precious, tree.join("root/link")).expect("a link");
        remove(&tree).expect("it goes");
        assert!(!tree.exists());
        assert!(precious.join("work").exists(), "a link was followed");
    }

    #[test]
    fn what_no_trial_made_is_not_removed() {
        let (folder, tree) = system();
        fs::remove_file(tree.join(MARK)).expect("the mark goes");
        assert!(remove(&tree).is_err());
        fs::write(tree.join(MARK), "").expect("the mark");
        let link = folder.path().join("link");
        std::os::unix::fs::symlink(&tree, &link).expect("a link");
        assert!(remove(&link).is_err(), "a link is not the system");
        assert!(tree.join("root/file").exists());
    }

    /// Folders of whoever ran the trial, bound into the system, were once emptied with it. A bound folder has the same
    /// disk, so only the table of mounts tells it apart.
    #[test]
    fn nothing_is_removed_while_something_is_mounted_below() {
        const INSIDE: &str = "KAZPOST_OWN_MOUNTS";
        if std::env::var_os(INSIDE).is_none() {
            // Again in a space of mounts of its own, where one may mount what nobody else sees.
            let name = "trial::removal::tests::nothing_is_removed_while_something_is_mounted_below";
            let mut again = Command::new("unshare");
            again.args(["--user", "--map-root-user", "--mount", "--propagation", "private"]);
            again.arg(std::env::current_exe().expect("this program"));
            let probe = Command::new("unshare")
                .args(["--user", "--map-root-user", "--mount", "true"])
                .status();
            if !probe.is_ok_and(|status| status.success()) {
                eprintln!("SKIPPED: this system gives no space of mounts of one's own");
                return;
            }
            let told = again
                .args(["--exact", name])
                .env(INSIDE, "1")
                .output()
                .expect("it runs");
            let said = String::from_utf8_lossy(&told.stdout);
            assert!(told.status.success() && said.contains("1 passed"), "{said}");
            return;
        }
        let (folder, tree) = system();
        let precious = folder.path().join("precious");
        fs::create_dir(&precious).expect("a folder");
        fs::write(precious.join("work"), "of years").expect("a file");
        let bound = tree.join("root/.cargo/bin");
        let mount = Command::new("mount")
            .arg("--bind")
            .args([&precious, &bound])
            .status();
        assert!(mount.expect("mount").success());
        let refused = remove(&tree).expect_err("it is refused").to_string();
        assert!(refused.contains("root/.cargo/bin"), "{refused}");
        assert!(precious.join("work").exists(), "the original was emptied");
        assert!(
            tree.join("root/file").exists(),
            "something was removed before the refusal"
        );
        assert!(
            Command::new("umount")
                .arg(&bound)
                .status()
                .expect("umount")
                .success()
        );
        remove(&tree).expect("now it goes");
        assert!(precious.join("work").exists());
    }

    #[test]
    fn places_with_odd_names_are_read_as_they_are() {
        let table = b"36 35 98:0 / /mnt/two\\040words rw - ext4 /dev/sda rw\n37 35 98:0 / /mnt/back\\134slash rw - x y z\n";
        let wanted = ["/mnt/two words", "/mnt/back\\slash"].map(PathBuf::from);
        assert_eq!(places(table), wanted);
    }
}
