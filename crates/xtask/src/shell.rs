//! Commands, and where things lie.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

/// What a step gives: nothing, or why it failed.
pub type Outcome<T = ()> = Result<T, Box<dyn std::error::Error>>;

/// Where things lie.
pub struct Place {
    /// The checkout.
    pub root: PathBuf,
    /// Cargo's target directory, wherever the settings put it.
    pub target: PathBuf,
}

impl Place {
    /// From where cargo runs this program for and where it lies.
    pub fn find() -> Outcome<Place> {
        // A build folder that two checkouts share keeps the program that was built for one of them.
        let crate_folder =
            std::env::var_os("CARGO_MANIFEST_DIR").unwrap_or_else(|| env!("CARGO_MANIFEST_DIR").into());
        let root = Path::new(&crate_folder).join("../..").canonicalize()?;
        let own = std::env::current_exe()?;
        let target = own
            .ancestors()
            .nth(2)
            .ok_or("this program lies in no target directory")?
            .to_owned();
        Ok(Place { root, target })
    }

    /// `ui/`.
    pub fn ui(&self) -> PathBuf {
        self.root.join("ui")
    }

    /// Tools that are not the system's.
    pub fn tools(&self) -> PathBuf {
        self.target.join("tools")
    }

    /// A binary of the project.
    pub fn built(&self, profile: &str, name: &str) -> PathBuf {
        self.target
            .join(profile)
            .join(format!("{name}{}", std::env::consts::EXE_SUFFIX))
    }

    /// A command in the checkout.
    pub fn command(&self, program: impl AsRef<std::ffi::OsStr>, arguments: &[&str]) -> Command {
        let mut command = Command::new(program);
        command.args(arguments).current_dir(&self.root);
        command
    }

    /// The cargo that runs this, with the same target directory.
    pub fn cargo(&self, arguments: &[&str]) -> Command {
        let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let mut command = self.command(cargo, arguments);
        command.env("CARGO_TARGET_DIR", &self.target);
        command
    }
}

/// Runs a command and shows what it says.
pub fn run(command: &mut Command) -> Outcome {
    let status = command
        .status()
        .map_err(|cause| format!("{}: {cause}", shown(command)))?;
    if status.success() {
        Ok(())
    } else {
        Err(format!("{} ended with {status}", shown(command)).into())
    }
}

/// Runs a command in silence; whether it succeeded. One that cannot be started did not.
pub fn succeeds(command: &mut Command) -> bool {
    let silent = command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    silent.status().is_ok_and(|status| status.success())
}

/// What a command prints, if it succeeds.
pub fn output(command: &mut Command) -> Option<String> {
    let output = command.stderr(Stdio::null()).output().ok()?;
    output
        .status
        .success()
        .then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// Whether a program is on the path.
pub fn found(program: &str) -> Option<PathBuf> {
    let directories = std::env::var_os("PATH")?;
    let name = format!("{program}{}", std::env::consts::EXE_SUFFIX);
    std::env::split_paths(&directories)
        .map(|directory| directory.join(&name))
        .find(|file| file.is_file())
}

/// Runs a named step and says how long it took.
pub fn step(name: &str, work: impl FnOnce() -> Outcome) -> Outcome {
    println!("\n== {name}");
    let began = Instant::now();
    let outcome = work();
    let seconds = began.elapsed().as_secs_f64();
    match outcome {
        Ok(()) => {
            println!("== {name}: passed in {seconds:.1} s");
            Ok(())
        }
        Err(cause) => Err(format!("{name} FAILED after {seconds:.1} s: {cause}").into()),
    }
}

fn shown(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words
        .map(|word| word.to_string_lossy())
        .collect::<Vec<_>>()
        .join(" ")
}
