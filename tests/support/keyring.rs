//! A session's bus of its own with a real Secret Service on it (gnome-keyring), whose files go with it.

use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use tempfile::TempDir;

/// It ends with this.
pub struct Keyring {
    _folder: TempDir,
    bus: Child,
    daemon: Child,
    address: String,
}

impl Keyring {
    /// Open and empty. `None`, aloud, where it is not installed.
    pub fn start(test: &str) -> Option<Keyring> {
        for program in ["dbus-daemon", "gnome-keyring-daemon"] {
            if !found(program) {
                crate::skipped(test, &format!("{program} (Debian: dbus, gnome-keyring)"));
                return None;
            }
        }
        let folder = tempfile::tempdir().expect("a folder for the keyring");
        let (bus, address) = bus(folder.path());
        let mut daemon = Command::new("gnome-keyring-daemon")
            .args(["--foreground", "--unlock", "--components=secrets"])
            .env("DBUS_SESSION_BUS_ADDRESS", &address)
            .env("HOME", folder.path())
            .env("XDG_DATA_HOME", folder.path().join("data"))
            .env("XDG_RUNTIME_DIR", folder.path())
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("the keyring starts");
        let mut stdin = daemon.stdin.take().expect("it is piped");
        stdin
            .write_all(b"the keyring's own")
            .expect("it takes its password");
        drop(stdin);
        let keyring = Keyring {
            _folder: folder,
            bus,
            daemon,
            address,
        };
        keyring.wait();
        Some(keyring)
    }

    /// The bus, for `DBUS_SESSION_BUS_ADDRESS`.
    pub fn address(&self) -> &str {
        &self.address
    }

    /// Until it has its name.
    fn wait(&self) {
        for _ in 0..200 {
            let asked = Command::new("dbus-send")
                .args([
                    "--print-reply",
                    "--dest=org.freedesktop.DBus",
                    "/org/freedesktop/DBus",
                ])
                .args([
                    "org.freedesktop.DBus.NameHasOwner",
                    "string:org.freedesktop.secrets",
                ])
                .env("DBUS_SESSION_BUS_ADDRESS", &self.address)
                .output()
                .expect("dbus-send runs");
            if String::from_utf8_lossy(&asked.stdout).contains("boolean true") {
                return;
            }
            std::thread::sleep(std::time::Duration::from_millis(50));
        }
        panic!("the keyring does not come");
    }
}

impl Drop for Keyring {
    fn drop(&mut self) {
        for process in [&mut self.daemon, &mut self.bus] {
            let _ = process.kill();
            let _ = process.wait();
        }
    }
}

fn bus(folder: &Path) -> (Child, String) {
    // What the bus starts keeps its sockets here: the bus of accessibility would take, and remove, those of the session.
    let mut bus = Command::new("dbus-daemon")
        .env("XDG_RUNTIME_DIR", folder)
        .args(["--session", "--nofork", "--print-address"])
        .arg(format!("--address=unix:path={}", folder.join("bus").display()))
        .stdout(Stdio::piped())
        .spawn()
        .expect("the bus starts");
    let mut address = String::new();
    let out = bus.stdout.as_mut().expect("it is piped");
    BufReader::new(out)
        .read_line(&mut address)
        .expect("it says its address");
    (bus, address.trim().to_owned())
}

fn found(program: &str) -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).any(|folder: PathBuf| folder.join(program).is_file())
}
