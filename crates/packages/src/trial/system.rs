use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use xtask::shell::{self, Outcome, Place};

use super::removal::{self, MARK};

const RELEASE: &str = "bookworm";
/// Who tries it.
pub const READER: &str = "reader";

/// A clean Debian in a folder. Nothing is ever mounted in it from outside: each command has a space of mounts of its own,
/// which ends with it, and what is needed is copied.
pub struct System {
    root: PathBuf,
}

impl System {
    /// Takes away what an earlier trial left and lays out a new one.
    pub fn make(place: &Place, name: &str) -> Outcome<System> {
        let user = shell::output(&mut place.command("id", &["-u"]));
        if user.as_deref() != Some("0") {
            return Err("a system is made and entered by root alone".into());
        }
        let folder = place.target.join("trial");
        fs::create_dir_all(&folder)?;
        let base = folder.join(format!("{RELEASE}.tar"));
        let root = folder.join(name);
        if root.exists() {
            removal::remove(&root)?;
        }
        fs::create_dir(&root)?;
        fs::write(
            root.join(MARK),
            "Made by the trial of the package, and removed by the next.\n",
        )?;
        if base.is_file() {
            let mut unpack = place.command("tar", &["--extract", "--numeric-owner", "--file"]);
            shell::run(unpack.arg(&base).arg("--directory").arg(&root))?;
        } else {
            bootstrap(place, &root)?;
            let part = folder.join("part.tar");
            let mut pack = place.command(
                "tar",
                &["--create", "--numeric-owner", "--one-file-system", "--file"],
            );
            shell::run(pack.arg(&part).arg("--directory").arg(&root).arg("."))?;
            fs::rename(part, base)?;
        }
        let system = System { root };
        system.settle()?;
        Ok(system)
    }

    /// Where a path of the system lies outside.
    pub fn outside(&self, path: &str) -> PathBuf {
        self.root.join(path.trim_start_matches('/'))
    }

    /// A command as root of the system.
    pub fn root(&self, words: &[&str]) -> Command {
        let mut command = Command::new("unshare");
        command
            .args([
                "--mount",
                "--pid",
                "--fork",
                "--kill-child",
                "--mount-proc",
                "--wd=/",
            ])
            .arg(format!("--root={}", self.root.display()))
            .args([
                "env",
                "-i",
                "HOME=/root",
                "LANG=C.UTF-8",
                "DEBIAN_FRONTEND=noninteractive",
            ])
            .arg("PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin")
            .args(words);
        command
    }

    /// A command as an ordinary user.
    pub fn user(&self, user: &str, settings: &[(&str, &str)], words: &[&str]) -> Command {
        let mut all: Vec<String> = [
            "setpriv",
            "--reuid",
            user,
            "--regid",
            user,
            "--init-groups",
            "--reset-env",
        ]
        .map(str::to_owned)
        .into();
        all.extend(["env".to_owned(), format!("--chdir=/home/{user}")]);
        all.extend(settings.iter().map(|(name, value)| format!("{name}={value}")));
        all.extend(words.iter().map(|&word| word.to_owned()));
        self.root(&all.iter().map(String::as_str).collect::<Vec<_>>())
    }

    /// Makes an ordinary user.
    pub fn add_user(&self, user: &str) -> Outcome {
        shell::run(&mut self.root(&["useradd", "--create-home", "--shell", "/bin/bash", user]))
    }

    /// Puts a file of this machine into it.
    pub fn copy(&self, from: &Path, to: &str) -> Outcome {
        let there = self.outside(to);
        fs::create_dir_all(there.parent().unwrap_or(&self.root))?;
        fs::copy(from, &there).map_err(|cause| format!("{}: {cause}", from.display()))?;
        Ok(())
    }

    /// Puts a folder of this machine into it, as a copy.
    pub fn copy_folder(&self, place: &Place, from: &Path, to: &str) -> Outcome {
        let there = self.outside(to);
        fs::create_dir_all(there.parent().unwrap_or(&self.root))?;
        shell::run(
            place
                .command("cp", &["--archive", "--reflink=auto"])
                .arg(from)
                .arg(&there),
        )
    }

    /// Installs packages of the distribution, or files of the system.
    pub fn install(&self, packages: &[&str]) -> Outcome {
        let mut words = vec![
            "apt-get",
            "install",
            "--yes",
            "--quiet",
            "--no-install-recommends",
        ];
        words.extend(packages);
        shell::run(&mut self.root(&words))
    }

    /// Takes it away.
    pub fn remove(self) -> Outcome {
        removal::remove(&self.root)
    }

    /// The network as this machine has it, so that apt finds its servers.
    fn settle(&self) -> Outcome {
        for file in ["/etc/resolv.conf", "/etc/hosts"] {
            if Path::new(file).is_file() {
                self.copy(Path::new(file), file)?;
            }
        }
        shell::run(&mut self.root(&["chmod", "1777", "/dev/shm", "/tmp"]))?;
        shell::run(&mut self.root(&["apt-get", "update", "--quiet"]))?;
        self.add_user(READER)
    }
}

/// From where this machine itself has its packages, whichever that is.
fn bootstrap(place: &Place, root: &Path) -> Outcome {
    let words = [
        "indextargets",
        "--format",
        "$(REPO_URI) $(CODENAME) $(COMPONENT)",
        "Created-By: Packages",
    ];
    let told = shell::output(&mut place.command("apt-get", &words)).ok_or("apt-get names no servers")?;
    let own = format!(" {RELEASE} main");
    let server = told.lines().find_map(|line| line.strip_suffix(own.as_str()));
    let server = server.ok_or_else(|| format!("apt knows no server of {RELEASE}"))?;
    let mut make = place.command("debootstrap", &["--variant=minbase", RELEASE]);
    shell::run(make.arg(root).arg(server))?;
    // The updates for security too, as a reader's system has them.
    let lists = told
        .lines()
        .filter_map(|line| line.strip_suffix(" main")?.split_once(' '))
        .filter(|(_, suite)| suite.starts_with(RELEASE));
    let lists: String = lists
        .map(|(server, suite)| format!("deb {server} {suite} main\n"))
        .collect();
    Ok(fs::write(root.join("etc/apt/sources.list"), lists)?)
}
