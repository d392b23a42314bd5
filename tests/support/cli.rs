//! The command line under test: the real binary, in processes of its own.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::OnceLock;

use serde_json::Value;

/// What a run of the program left behind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ran {
    /// The exit code; `None` where a signal ended it.
    pub code: Option<i32>,
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
}

impl Ran {
    /// Standard output as the one JSON document that it has to be.
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.out)
            .unwrap_or_else(|cause| panic!("stdout is not one JSON document: {cause}\n{self:?}"))
    }
}

impl From<Output> for Ran {
    fn from(output: Output) -> Ran {
        Ran {
            code: output.status.code(),
            out: String::from_utf8(output.stdout).expect("stdout is UTF-8"),
            err: String::from_utf8(output.stderr).expect("stderr is UTF-8"),
        }
    }
}

/// `kazpost`, not yet started, over nobody's library and without the starter edition.
pub fn kazpost() -> Command {
    static PROGRAM: OnceLock<PathBuf> = OnceLock::new();
    let mut command = Command::new(PROGRAM.get_or_init(program));
    command
        .env("KAZPOST_NO_STARTER", "1")
        .env_remove("KAZPOST_DATA_DIR")
        .stdin(Stdio::null());
    command
}

/// Runs it to its end, with this on its standard input.
pub fn run(mut command: Command, input: &[u8]) -> Ran {
    command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut child = command.spawn().expect("kazpost starts");
    let mut stdin = child.stdin.take().expect("it is piped");
    let output = std::thread::scope(|scope| {
        // A program that does not read what it gets closes the pipe; that is its affair.
        scope.spawn(move || {
            let _ = stdin.write_all(input);
        });
        child.wait_with_output()
    });
    output.expect("kazpost ends").into()
}

/// `KAZPOST_CLI`, else what cargo builds now: `cargo test` builds a program only for the tests of its own package.
fn program() -> PathBuf {
    if let Some(path) = std::env::var_os("KAZPOST_CLI") {
        return path.into();
    }
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| env!("CARGO").into());
    let mut build = Command::new(cargo);
    // The set of crates that `cargo t` builds, so that nothing is built twice with other features.
    let folder = std::env::var_os("CARGO_MANIFEST_DIR").unwrap_or_else(|| env!("CARGO_MANIFEST_DIR").into());
    build.current_dir(folder).args([
        "build",
        "--workspace",
        "--exclude",
        "kazpost-desktop",
        "--bin",
        "kazpost",
        "--message-format",
        "json-render-diagnostics",
    ]);
    if let Some(target) = target_folder() {
        build.arg("--target-dir").arg(target);
    }
    if !cfg!(debug_assertions) {
        build.arg("--release");
    }
    let output = build.stderr(Stdio::inherit()).output().expect("cargo starts");
    assert!(output.status.success(), "kazpost cannot be built");
    let told = String::from_utf8_lossy(&output.stdout);
    let built = told
        .lines()
        .filter_map(|line| serde_json::from_str::<Value>(line).ok())
        .filter(|message| message["target"]["name"] == "kazpost")
        .find_map(|message| message["executable"].as_str().map(PathBuf::from));
    built.expect("cargo names the program that it built")
}

/// The folder in which this very test was built.
fn target_folder() -> Option<PathBuf> {
    let own = std::env::current_exe().ok()?;
    let marked = |folder: &&Path| folder.join(".rustc_info.json").exists();
    own.ancestors().find(marked).map(Path::to_owned)
}
