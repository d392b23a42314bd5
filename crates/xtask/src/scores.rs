//! What others' test data say of us.

use std::path::{Path, PathBuf};

use crate::node::python_environment;
use crate::shell::{self, Outcome, Place, step};
use crate::system::{self, Needs};
use crate::{app, ui};

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
    // The program that the window's tests had built: it checks its sums as well, and a release would take longer to
    // build than it saves here.
    step("Scores: build", || {
        ui::build(place)?;
        app::build(place, false)
    })?;
    let run_scorer = |script: &str, over: &Path, floors: &[&str]| {
        let (script, over) = (scorers.join(script), over.to_string_lossy().into_owned());
        let mut words = vec![script.to_string_lossy().into_owned(), over];
        words.extend(floors.iter().map(|&word| word.to_owned()));
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let mut run = place.command(&python, &words);
        shell::run(run.env("KAZPOST_BIN", place.built("debug", "kazpost")))
    };
    let score = |script: &str, over: &Path, least: &str| run_scorer(script, over, &["--min", least]);
    step("Scores: parse", || score("score_parse.py", &corpora, "0.99"))?;
    step("Scores: sanitize", || {
        score("score_sanitize.py", &corpora.join("xss.jsonl"), "0.999")
    })?;
    step("Scores: extract", || {
        let floors = [
            "--min",
            "0.96",
            "--min-trafilatura",
            "0.94",
            "--min-readability",
            "0.98",
        ];
        run_scorer("score_extract.py", &corpora, &floors)
    })
}

/// Packages of the system besides those that everything needs.
pub fn needs(place: &Place) -> Vec<&'static Needs> {
    if std::env::var_os("KAZPOST_CORPORA").is_none() || made(place).is_some() {
        Vec::new()
    } else {
        vec![system::PYTHON]
    }
}

/// A Python that has html5lib.
pub fn interpreter(place: &Place) -> Outcome<PathBuf> {
    if let Some(python) = made(place) {
        return Ok(python);
    }
    system::install(place, &[system::PYTHON])?;
    python_environment(place, &home(place), "html5lib==1.1")?;
    Ok(own(place))
}

/// The one that is there already, if there is one.
fn made(place: &Place) -> Option<PathBuf> {
    let knows = |python: &PathBuf| shell::succeeds(&mut place.command(python, &["-c", "import html5lib"]));
    [PathBuf::from("python3"), own(place)].into_iter().find(knows)
}

fn own(place: &Place) -> PathBuf {
    home(place).join("bin/python")
}

fn home(place: &Place) -> PathBuf {
    place.tools().join("python")
}
