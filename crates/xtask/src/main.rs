//! `cargo xtask`.

use std::process::ExitCode;

use xtask::shell::{self, Outcome, Place};
use xtask::{app, bindings, check, extraction, ghost, system, ui, window, workflows};

const HELP: &str = "\
cargo xtask <what>

  run [--release] [-- ARGS]   install what is missing, build everything, open the app
  test [GROUP]...             everything that must hold; groups: ui rust window scores
  ui                          build the UI into ui/dist
  bindings [--check]          write ui/src/api/generated.ts (or say whether it is stale)
  screenshots                 take the window tests' pictures into target/screenshots
  sign keys FILE              a pair of keys for signing new versions of the app
  sign FILE [...] PACKAGE...  sign packages and describe the release (docs/updates.md)
  bench                       cargo bench
  icons                       draw the icon in all its sizes into icons/
  package [--version V] [appimage | flatpak]
                              what this system installs, into target/package (release build: minutes)
  release check | bill | checksums | draft
                              a step of a release, as the workflow takes them one by one
  try-package [--keep] [DEB]  the .deb in a clean Debian: installed, opened, upgraded, removed (root; 5 min)
  try-checkout [run | test [GROUP]...]
                              `run` and `test` from a bare checkout in a clean Debian (root; an hour)
  ghost                       a real Ghost, read and signed up to in the window (installs it: 5 min, 640 MB, once)
  extraction                  our extraction of articles beside others, over the corpora
  workflows                   the workflows, looked through by zizmor and actionlint
  help                        this

KAZPOST_CORPORA names the folder of third-party test data; what needs it is skipped, and said so, without.";

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let rest = words.get(1..).unwrap_or_default();
    let outcome = Place::find().and_then(|place| match words.first().map(String::as_str) {
        Some("run") => app::run(&place, rest),
        Some("test") => check::run(&place, rest),
        Some("ui") => system::install(&place, &app::needs(&place)).and_then(|()| ui::build(&place)),
        Some("bindings") => bindings::run(&place, rest.iter().any(|word| word == "--check")),
        Some("screenshots") => window::screenshots(&place),
        Some("ghost") => ghost::run(&place),
        Some("extraction") => extraction::run(&place),
        Some("sign") => sign(&place, rest),
        Some("bench") => bench(&place, rest),
        Some("workflows") => workflows::run(&place),
        Some("icons" | "package" | "release" | "try-package" | "try-checkout") => packages(&place, &words),
        None | Some("help" | "--help" | "-h") => {
            println!("{HELP}");
            Ok(())
        }
        Some(other) => Err(format!("there is no `{other}`; `cargo xtask help` lists what there is").into()),
    });
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("error: {failure}");
            ExitCode::FAILURE
        }
    }
}

fn bench(place: &Place, rest: &[String]) -> Outcome {
    let mut bench = place.cargo(&["bench", "--workspace", "--exclude", "kazpost-desktop"]);
    shell::run(bench.args(rest))
}

/// A program of its own: what it is built from, nothing else here needs.
fn sign(place: &Place, rest: &[String]) -> Outcome {
    let mut sign = place.cargo(&["run", "--quiet", "--package", "kazpost-sign", "--"]);
    // Files are named from where one stands.
    shell::run(sign.args(rest).current_dir(std::env::current_dir()?))
}

/// What readers install is made by a program of its own: it is built from much that running the app does not need.
fn packages(place: &Place, words: &[String]) -> Outcome {
    let mut run = place.cargo(&["run", "--quiet", "--package", "kazpost-packages", "--"]);
    shell::run(run.args(words))
}
