use crate::files;

/// No file grows beyond what one can hold in mind.
const LONGEST: usize = 600;

#[test]
fn no_file_is_too_long() {
    for folder in ["crates", "src-tauri", "tests", "ui/src"] {
        for (path, text) in files(folder, &[".rs", ".ts", ".svelte", ".css"]) {
            let lines = text.lines().count();
            assert!(
                lines <= LONGEST || path.ends_with("generated.ts"),
                "{path} has {lines} lines, {LONGEST} at most"
            );
        }
    }
}

#[test]
fn only_the_store_speaks_sql() {
    let verbs = [
        "\"SELECT ",
        "\"INSERT ",
        "\"UPDATE ",
        "\"DELETE FROM ",
        "\"CREATE TABLE ",
        "\"PRAGMA ",
    ];
    for (path, text) in files("crates", &[".rs"])
        .into_iter()
        .chain(files("src-tauri", &[".rs"]))
    {
        if path.starts_with("crates/store/") {
            continue;
        }
        for verb in verbs {
            assert!(
                !text.contains(verb),
                "{path} contains {verb}…: SQL belongs to crates/store"
            );
        }
    }
}

#[test]
fn only_the_api_folder_of_the_ui_knows_tauri() {
    for (path, text) in files("ui/src", &[".ts", ".svelte"]) {
        let knows = text.contains("@tauri-apps/");
        assert!(
            !knows || path.starts_with("ui/src/api/"),
            "{path} imports @tauri-apps: use call() of ui/src/api"
        );
    }
}

#[test]
fn one_place_of_the_ui_takes_html() {
    let sinks = [
        "{@html",
        ".innerHTML",
        ".outerHTML",
        "insertAdjacentHTML",
        "document.write",
    ];
    let mut found = Vec::new();
    for (path, text) in files("ui/src", &[".ts", ".svelte"]) {
        if !path.contains("/preview/") && !path.ends_with(".test.ts") {
            found.extend(
                sinks
                    .iter()
                    .filter(|sink| text.contains(**sink))
                    .map(|sink| format!("{path} {sink}")),
            );
        }
    }
    assert_eq!(
        found,
        ["ui/src/parts/SafeHtml.svelte {@html"],
        "one door, and no other"
    );
}

/// Where one system may be known from another: the window's folder, what a system tells of its network, and the tools
/// of who builds.
const PLATFORMS: &[&str] = &[
    "src-tauri/src/platform/",
    "crates/fetch/src/network/",
    "crates/core/src/aside/priority.rs",
    "crates/packages/",
    "crates/xtask/",
    "crates/sign/",
];

/// What was never compiled on some system is small and lies in few places.
#[test]
fn only_the_platform_folders_know_one_system_from_another() {
    for (path, text) in files("src-tauri", &[".rs"])
        .into_iter()
        .chain(files("crates", &[".rs"]))
    {
        let knows = [
            "#[cfg(target_os",
            "#[cfg(windows",
            "#[cfg(not(target_os",
            "#[cfg(not(windows",
        ];
        let line = text.lines().map(str::trim).find(|line| {
            let own =
                knows.iter().any(|word| line.starts_with(word)) || line.starts_with("#[cfg(any(windows");
            // A test may leave out a system.
            own && !text
                .split("mod tests")
                .nth(1)
                .is_some_and(|tests| tests.contains(line))
        });
        let allowed = PLATFORMS.iter().any(|folder| path.starts_with(folder));
        assert!(
            allowed || path.contains("/tests/") || line.is_none(),
            "{path}: {line:?} belongs to {PLATFORMS:?}"
        );
    }
}

#[test]
fn nothing_unsafe_and_nothing_unfinished() {
    for folder in ["crates", "src-tauri"] {
        for (path, text) in files(folder, &[".rs"]) {
            for word in ["todo!(", "unimplemented!(", "unsafe {"] {
                assert!(!text.contains(word), "{path} contains {word}");
            }
        }
    }
}
