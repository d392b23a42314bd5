use std::collections::BTreeSet;

use kazpost_api::COMMANDS;
use serde_json::Value;

use crate::root;

fn listed() -> BTreeSet<String> {
    COMMANDS.iter().map(|command| command.name.to_owned()).collect()
}

fn read(path: &str) -> String {
    std::fs::read_to_string(root().join(path)).unwrap_or_else(|cause| panic!("{path}: {cause}"))
}

#[test]
fn the_window_is_granted_exactly_the_commands_of_the_api() {
    let capability: Value = serde_json::from_str(&read("capabilities/main.json")).expect("JSON");
    let permissions = capability["permissions"].as_array().expect("a list");
    let permissions: BTreeSet<&str> = permissions.iter().filter_map(Value::as_str).collect();
    let (own, others): (BTreeSet<&str>, BTreeSet<&str>) = permissions
        .iter()
        .partition(|permission| permission.starts_with("allow-"));
    let own: BTreeSet<String> = own
        .iter()
        .map(|name| name["allow-".len()..].replace('-', "_"))
        .collect();
    assert_eq!(
        own,
        listed(),
        "capabilities/main.json and crates/api/src/commands.rs differ"
    );
    let listening = BTreeSet::from(["core:event:allow-listen", "core:event:allow-unlisten"]);
    assert_eq!(
        others, listening,
        "the window needs nothing of Tauri but to listen"
    );
    let files = std::fs::read_dir(root().join("capabilities"))
        .expect("the folder")
        .count();
    assert_eq!(files, 1, "another capability file would grant more");
}

#[test]
fn the_window_registers_exactly_the_commands_of_the_api() {
    let text = read("src-tauri/src/commands/mod.rs");
    let (_, registered) = text.split_once("generate_handler![").expect("the list");
    let (registered, _) = registered.split_once(']').expect("its end");
    let names = registered
        .split(',')
        .map(str::trim)
        .filter(|name| !name.is_empty());
    let registered: BTreeSet<String> = names
        .map(|name| name.rsplit("::").next().unwrap_or(name).to_owned())
        .collect();
    assert_eq!(
        registered,
        listed(),
        "src-tauri/src/commands and crates/api/src/commands.rs differ"
    );
}

#[test]
fn the_types_of_the_ui_are_fresh() {
    let present = read("ui/src/api/generated.ts");
    assert!(
        present == kazpost_api::typescript(),
        "run `cargo xtask bindings` and commit what it wrote"
    );
}

#[test]
fn the_policy_of_the_window_has_no_holes() {
    let settings: Value = serde_json::from_str(&read("tauri.conf.json")).expect("JSON");
    let security = &settings["app"]["security"];
    let policy = security["csp"].as_str().expect("a policy");
    for wanted in [
        "default-src 'none'",
        "script-src 'self';",
        "style-src 'self';",
        "require-trusted-types-for 'script'",
    ] {
        assert!(policy.contains(wanted), "the policy lacks {wanted}");
    }
    for hole in ["unsafe", "*", "http:;", "https:"] {
        assert!(!policy.contains(hole), "the policy must not contain {hole}");
    }
    assert_eq!(settings["app"]["withGlobalTauri"], false);
    assert_eq!(security["freezePrototype"], true);
}
