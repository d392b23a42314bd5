//! Who may replace the program's files.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Who owns the program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Owner {
    /// The reader: an AppImage, one file.
    Image(PathBuf),
    /// The reader: a folder, by the program in it.
    Folder(PathBuf),
    /// A package manager, which brings new versions itself.
    System {
        /// Its name.
        by: &'static str,
        /// What it calls the package; empty where it does not say.
        package: String,
    },
    /// Somebody else: the folder cannot be written to.
    Another(PathBuf),
    /// Nobody can tell on this system: new versions come as they came.
    Unknown,
}

/// How the system's package managers are asked whose file this is; the last word of the first line, up to a colon
/// where there is one, is the package.
const MANAGERS: &[(&str, &str, &[&str])] = &[
    ("dpkg", "dpkg-query", &["-S"]),
    ("RPM", "rpm", &["-qf", "--queryformat", "%{NAME}\\n"]),
    ("pacman", "pacman", &["-Qoq"]),
    ("apk", "apk", &["info", "-q", "--who-owns"]),
];

/// Folders that belong to a package manager as a whole.
const STORES: &[(&str, &str)] = &[("Nix", "/nix/store"), ("Guix", "/gnu/store")];

/// Who owns this program. Asks the package managers that are there, so it takes a moment.
pub fn owner(program: &Path) -> Owner {
    if !cfg!(target_os = "linux") {
        return Owner::Unknown;
    }
    let set = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty());
    let system = |by, package| Owner::System { by, package };
    if let Some(id) = set("FLATPAK_ID") {
        return system("Flatpak", id.to_string_lossy().into_owned());
    }
    if Path::new("/.flatpak-info").exists() {
        return system("Flatpak", String::new());
    }
    if let Some(name) = set("SNAP_NAME") {
        return system("Snap", name.to_string_lossy().into_owned());
    }
    if let Some(image) = set("APPIMAGE").map(PathBuf::from) {
        return if writable(&image) {
            Owner::Image(image)
        } else {
            another(&image)
        };
    }
    of_file(program, &std::env::var_os("PATH").unwrap_or_default())
}

fn of_file(program: &Path, search: &OsStr) -> Owner {
    // A link in /usr/local/bin leads to the file that counts.
    let program = program.canonicalize().unwrap_or_else(|_| program.to_owned());
    if let Some((by, _)) = STORES.iter().find(|(_, folder)| program.starts_with(folder)) {
        return Owner::System {
            by,
            package: String::new(),
        };
    }
    for (by, asked, words) in MANAGERS {
        if let Some(package) = found(asked, search).and_then(|asked| answer(&asked, words, &program)) {
            return Owner::System { by, package };
        }
    }
    if writable(&program) {
        Owner::Folder(program)
    } else {
        another(&program)
    }
}

fn another(program: &Path) -> Owner {
    Owner::Another(program.parent().unwrap_or(program).to_owned())
}

fn found(name: &str, search: &OsStr) -> Option<PathBuf> {
    std::env::split_paths(search)
        .map(|folder| folder.join(name))
        .find(|file| file.is_file())
}

fn answer(asked: &Path, words: &[&str], program: &Path) -> Option<String> {
    let output = Command::new(asked)
        .args(words)
        .arg(program)
        .env("LC_ALL", "C")
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .output()
        .ok()
        .filter(|output| output.status.success())?;
    let text = String::from_utf8_lossy(&output.stdout);
    let line = text.lines().next()?.trim();
    // `package:amd64: /usr/bin/program` of dpkg, a bare name of the others.
    let name = line.split([':', ' ']).next()?;
    (!name.is_empty()).then(|| name.to_owned())
}

/// Whether a file beside it can be made, which is what replacing it takes.
fn writable(program: &Path) -> bool {
    let Some(folder) = program.parent() else {
        return false;
    };
    let probe = folder.join(format!(".kazpost-{}", std::process::id()));
    let made = std::fs::OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(&probe);
    let _ = std::fs::remove_file(&probe);
    made.is_ok()
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    #[test]
    fn what_dpkg_installed_is_dpkgs() {
        if found("dpkg-query", OsStr::new("/usr/bin")).is_none() {
            return eprintln!("SKIPPED: there is no dpkg here");
        }
        let owner = of_file(Path::new("/usr/bin/env"), OsStr::new("/usr/bin"));
        let package = "coreutils".into();
        assert_eq!(owner, Owner::System { by: "dpkg", package });
    }

    #[test]
    fn what_rpm_says_is_heard_and_what_it_does_not_know_is_the_readers() {
        let folder = tempfile::tempdir().expect("a folder");
        let program = folder.path().join("kazpost-desktop");
        std::fs::write(&program, "").expect("a program");
        let program = program.canonicalize().expect("it is there");
        let manager = folder.path().join("rpm");
        let tell = |script: &str| {
            std::fs::write(&manager, script).expect("a manager");
            std::fs::set_permissions(&manager, PermissionsExt::from_mode(0o755)).expect("it runs");
        };
        let path = folder.path().as_os_str();
        tell("#!/bin/sh\n[ \"$4\" = \"$(dirname \"$0\")/kazpost-desktop\" ] && echo kazpost\n");
        let package = "kazpost".into();
        assert_eq!(of_file(&program, path), Owner::System { by: "RPM", package });
        tell("#!/bin/sh\necho \"file $4 is not owned by any package\"\nexit 1\n");
        assert_eq!(of_file(&program, path), Owner::Folder(program.clone()));
    }

    #[test]
    fn a_store_is_left_alone_and_so_is_a_folder_that_cannot_be_written_to() {
        let nix = Path::new("/nix/store/abc-kazpost/bin/kazpost-desktop");
        let nobody = OsStr::new("");
        assert!(matches!(of_file(nix, nobody), Owner::System { by: "Nix", .. }));
        // Not even root writes here.
        assert_eq!(
            of_file(Path::new("/proc/self/exe/none"), nobody),
            Owner::Another("/proc/self/exe".into())
        );
        assert_eq!(
            of_file(Path::new("/proc/version"), nobody),
            Owner::Another("/proc".into())
        );
    }
}
