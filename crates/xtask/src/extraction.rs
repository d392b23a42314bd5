//! Our extraction of articles beside others.

use std::path::PathBuf;

use crate::scores::interpreter;
use crate::shell::{self, Outcome, Place, step};

/// Those in `benches/extraction`.
const OTHERS: &[&str] = &["dom_smoothie", "legible", "rs-trafilatura", "trafilatura"];

/// Precision, recall and F1 of ours and of other extractors, over the third-party pages.
pub fn run(place: &Place) -> Outcome {
    let corpora = std::env::var_os("KAZPOST_CORPORA").map(PathBuf::from);
    let corpora = corpora
        .ok_or("KAZPOST_CORPORA names no corpora")?
        .canonicalize()?;
    let scorer = corpora.join("../score/score_extract.py");
    let python = interpreter(place)?;
    let others = place.target.join("extraction");
    step("Extraction: build ours", || {
        shell::run(&mut place.cargo(&["build", "--release", "--package", "kazpost-cli"]))
    })?;
    step("Extraction: build the others", || {
        let manifest = "benches/extraction/Cargo.toml";
        let mut build = place.cargo(&["build", "--release", "--manifest-path", manifest]);
        shell::run(build.env("CARGO_TARGET_DIR", &others))
    })?;
    let other = others
        .join("release")
        .join(format!("extraction{}", std::env::consts::EXE_SUFFIX));
    let ours = place.built("release", "kazpost");
    let commands = OTHERS
        .iter()
        .map(|name| (*name, format!("{} {name}", other.display())))
        .chain([("KazPost", ours.display().to_string())]);
    for (name, command) in commands {
        step(name, || {
            let words = [scorer.to_string_lossy(), corpora.to_string_lossy()];
            let mut score = place.command(&python, &[&words[0], &words[1]]);
            shell::run(score.env("KAZPOST_BIN", command))
        })?;
    }
    Ok(())
}
