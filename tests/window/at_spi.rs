//! The app as AT-SPI tells it, which is what a screen reader has: asked by the scripts beside this, with Debian's
//! `python3-pyatspi`.

use std::path::Path;
use std::process::Command;

use kazpost_tests::skipped;
use kazpost_tests::webdriver::App;

/// The system's own: that of a Python beside it knows nothing of what the system's packages bring.
const PYTHON: &str = "/usr/bin/python3";

/// Whether it can be asked; said aloud where it cannot.
pub fn can_be_asked(test: &str) -> bool {
    let python = Command::new(PYTHON).args(["-c", "import pyatspi"]).output();
    let there = python.is_ok_and(|output| output.status.success());
    if !there {
        skipped(test, "python3-pyatspi");
    }
    there
}

/// What a script of this folder says of the app.
pub fn ask(script: &str, app: &App, words: &[&str]) -> String {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("window").join(script);
    let output = Command::new(PYTHON)
        .arg(&script)
        .arg(app.process().to_string())
        .args(words)
        .output()
        .expect("Python runs");
    assert!(
        output.status.success(),
        "{} {words:?}: {}",
        script.display(),
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8_lossy(&output.stdout).into_owned()
}
