use std::fs;

use crate::root;

fn workflows() -> Vec<(String, String)> {
    let folder = root().join(".github/workflows");
    let entries = fs::read_dir(folder).expect("the workflows").flatten();
    let found: Vec<_> = entries
        .map(|entry| {
            let text = fs::read_to_string(entry.path()).expect("text");
            (entry.file_name().to_string_lossy().into_owned(), text)
        })
        .collect();
    assert!(found.len() >= 2, "{found:?}");
    found
}

/// A tag can be moved to other code; a commit cannot.
#[test]
fn every_action_is_named_by_its_commit() {
    for (name, text) in workflows() {
        let used = text.lines().filter_map(|line| line.split_once("uses: "));
        for (_, action) in used.filter(|(_, action)| !action.starts_with("./")) {
            let (commit, comment) = action
                .split_once('@')
                .and_then(|(_, rest)| rest.split_once(" # "))
                .unwrap_or_else(|| panic!("{name}: {action} names no commit and version"));
            let hexadecimal = commit.bytes().all(|byte| byte.is_ascii_hexdigit());
            assert!(commit.len() == 40 && hexadecimal, "{name}: {action}");
            assert!(comment.starts_with('v'), "{name}: {action}");
        }
    }
}

/// Nothing may write but where a job says so, and only the draft does.
#[test]
fn permissions_are_given_job_by_job() {
    for (name, text) in workflows() {
        assert!(
            text.contains("\npermissions: {}\n"),
            "{name} gives every job what the repository has"
        );
        let writes: Vec<&str> = text
            .lines()
            .map(str::trim)
            .filter(|line| line.ends_with(": write"))
            .collect();
        if name == "release.yml" {
            assert_eq!(
                writes,
                ["contents: write", "id-token: write", "attestations: write"]
            );
        } else {
            assert!(writes.is_empty(), "{name}: {writes:?}");
        }
        let checkouts = text.matches("actions/checkout@").count();
        assert_eq!(
            checkouts,
            text.matches("persist-credentials: false").count(),
            "{name} leaves a key in the checkout"
        );
    }
}

/// What runs only on the forge is found out there, at the worst moment.
#[test]
fn every_step_is_a_command_that_also_runs_here() {
    let known = fs::read_to_string(root().join("crates/xtask/src/main.rs")).expect("xtask");
    for (name, text) in workflows() {
        let runs: Vec<&str> = text
            .lines()
            .filter_map(|line| line.split_once("run: ").map(|(_, command)| command))
            .collect();
        assert!(!runs.is_empty() || name != "release.yml");
        for command in runs {
            let word = command
                .strip_prefix("cargo xtask ")
                .and_then(|rest| rest.split_whitespace().next())
                .unwrap_or_else(|| panic!("{name}: {command}"));
            assert!(
                known.contains(&format!("\"{word}\"")),
                "{name}: xtask knows no {word}"
            );
        }
    }
}
