use std::path::{Path, PathBuf};

use crate::node::python_environment;
use crate::shell::{self, Outcome, Place, step};
use crate::system;

/// Scores the product over the third-party corpora, if they are there.
pub fn run(place: &Place) -> Outcome {
    let Some(corpora) = std::env::var_os("KAZPOST_CORPORA").map(PathBuf::from) else {
        println!("\n== Scores: SKIPPED, for KAZPOST_CORPORA names no corpora");
        return Ok(());
    };
    let corpora = corpora
        .canonicalize()
        .map_err(|cause| format!("{}: {cause}", corpora.display()))?;
    let scorers = corpora.join("../score");
    let mut python = PathBuf::new();
    step("Scores: packages", || {
        python = interpreter(place)?;
        Ok(())
    })?;
    step("Scores: build", || {
        shell::run(&mut place.cargo(&["build", "--release", "--package", "kazpost-cli"]))
    })?;
    let score = |script: &str, over: &Path, least: &str| {
        let (script, over) = (scorers.join(script), over.to_string_lossy());
        let mut run = place.command(&python, &[&script.to_string_lossy(), &over, "--min", least]);
        shell::run(run.env("KAZPOST_BIN", place.built("release", "kazpost")))
    };
    step("Scores: parse", || score("score_parse.py", &corpora, "0.99"))?;
    step("Scores: sanitize", || {
        score("score_sanitize.py", &corpora.join("xss.jsonl"), "0.999")
    })
}

/// A Python that has html5lib.
fn interpreter(place: &Place) -> Outcome<PathBuf> {
    let knows = |python: &Path| shell::succeeds(&mut place.command(python, &["-c", "import html5lib"]));
    let system = PathBuf::from("python3");
    if knows(&system) {
        return Ok(system);
    }
    let home = place.tools().join("python");
    let own = home.join("bin/python");
    if !knows(&own) {
        system::install(place, system::SCORES)?;
        python_environment(place, &home, "html5lib==1.1")?;
    }
    Ok(own)
}
