//! `cargo xtask release`: what turns packages into a release. Each step runs anywhere, but the last, which needs the
//! forge's own program.

use std::fmt::Write;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};
use xtask::shell::{self, Outcome, Place};

use crate::edition::{self, Edition};

const BILL: &str = "cargo-cyclonedx";
const BILL_VERSION: &str = "0.5.9";
const SUMS: &str = "SHA256SUMS";

/// One of the steps.
pub fn run(place: &Place, words: &[String]) -> Outcome {
    let edition = Edition::of(place, None)?;
    let out = place.target.join("release-files");
    match words.first().map(String::as_str) {
        Some("check") => check(place, &edition),
        Some("bill") => bill(place, &edition, &out),
        Some("checksums") => checksums(&out),
        Some("draft") => draft(place, &edition, &out),
        _ => Err("a release has the steps check, bill, checksums, draft".into()),
    }
}

/// The tag is the version, and the changes speak of it.
fn check(place: &Place, edition: &Edition) -> Outcome {
    let tag = tag(edition);
    if let Ok(given) = std::env::var("GITHUB_REF_NAME")
        && given != tag
    {
        return Err(format!("the tag is {given}, and Cargo.toml has {tag}").into());
    }
    let notes = edition::section_of(&place.root, &edition.version)?;
    println!("{tag}\n\n{notes}");
    Ok(())
}

fn tag(edition: &Edition) -> String {
    format!("v{}", edition.version)
}

/// What the programs are made of, in CycloneDX, for whoever must know by a machine.
fn bill(place: &Place, edition: &Edition, out: &Path) -> Outcome {
    let tool = tool(place)?;
    fs::create_dir_all(out)?;
    for (manifest, name) in [
        ("Cargo.toml", "kazpost-desktop"),
        ("crates/cli/Cargo.toml", "kazpost"),
    ] {
        let made = format!("{name}-{}.cdx", edition.version);
        let words = [
            "cyclonedx",
            "--format",
            "json",
            "--spec-version",
            "1.5",
            "--override-filename",
            &made,
        ];
        let mut ask = place.command(&tool, &words);
        ask.args(["--manifest-path", manifest]);
        ask.env("SOURCE_DATE_EPOCH", edition.time.to_string());
        shell::run(&mut ask)?;
        // The tool writes beside every manifest of the workspace.
        let written = place.root.join(manifest).with_file_name(format!("{made}.json"));
        let told = fs::read_to_string(&written)?;
        fs::write(
            out.join(format!("{made}.json")),
            without_place(&told, &place.root),
        )?;
        for stray in strays(&place.root, &format!("{made}.json"))? {
            fs::remove_file(stray)?;
        }
    }
    Ok(())
}

/// Where the checkout lay on the machine that made it is nobody's business, and two machines make the same bill.
fn without_place(told: &str, root: &Path) -> String {
    told.replace(&format!("file://{}", root.display()), "file://")
}

fn strays(root: &Path, name: &str) -> Outcome<Vec<PathBuf>> {
    let mut found = vec![
        root.join(name),
        root.join("tests").join(name),
        root.join("benches").join(name),
    ];
    for entry in fs::read_dir(root.join("crates"))? {
        found.push(entry?.path().join(name));
    }
    Ok(found.into_iter().filter(|file| file.is_file()).collect())
}

fn tool(place: &Place) -> Outcome<PathBuf> {
    if let Some(tool) = shell::found(BILL) {
        return Ok(tool);
    }
    let tool = place
        .tools()
        .join("bin")
        .join(format!("{BILL}{}", std::env::consts::EXE_SUFFIX));
    if !tool.is_file() {
        let root = place.tools();
        let root = root.to_string_lossy();
        let words = [
            "install",
            BILL,
            "--locked",
            "--version",
            BILL_VERSION,
            "--root",
            &root,
        ];
        shell::run(&mut place.cargo(&words))?;
    }
    Ok(tool)
}

/// In the form that `sha256sum --check` reads.
fn checksums(out: &Path) -> Outcome {
    let mut sums = String::new();
    for file in files(out)? {
        let name = file
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        let _ = writeln!(sums, "{}  {name}", sum(&file)?);
    }
    print!("{sums}");
    Ok(fs::write(out.join(SUMS), sums)?)
}

fn files(out: &Path) -> Outcome<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(out).map_err(|cause| format!("{}: {cause}", out.display()))? {
        let file = entry?.path();
        if file.is_file() && !file.ends_with(SUMS) {
            found.push(file);
        }
    }
    found.sort();
    if found.is_empty() {
        return Err(format!("{} is empty", out.display()).into());
    }
    Ok(found)
}

fn sum(file: &Path) -> Outcome<String> {
    let mut file = fs::File::open(file)?;
    let (mut digest, mut part) = (Sha256::new(), vec![0; 1 << 16]);
    loop {
        let read = file.read(&mut part)?;
        if read == 0 {
            break;
        }
        digest.update(&part[..read]);
    }
    Ok(digest
        .finalize()
        .iter()
        .fold(String::new(), |text, byte| format!("{text}{byte:02x}")))
}

/// A draft, which nobody sees before somebody publishes it.
fn draft(place: &Place, edition: &Edition, out: &Path) -> Outcome {
    let files = files(out)?;
    if !out.join(SUMS).is_file() {
        return Err(format!(
            "{} has no {SUMS}: `release checksums` comes before",
            out.display()
        )
        .into());
    }
    let notes = place.target.join("notes.md");
    fs::write(&notes, edition::section_of(&place.root, &edition.version)?)?;
    let tag = tag(edition);
    let title = format!("KazPost {}", edition.version);
    let gh = shell::found("gh").ok_or_else(|| {
        format!(
            "a draft stands on the forge, and its program `gh` is not installed: the workflow of a tag makes it. What it \
             would say lies in {}, what it would hold in {}",
            notes.display(),
            out.display()
        )
    })?;
    let mut make = place.command(
        gh,
        &[
            "release",
            "create",
            &tag,
            "--draft",
            "--verify-tag",
            "--title",
            &title,
        ],
    );
    make.arg("--notes-file").arg(&notes);
    if edition.version.contains('-') {
        make.arg("--prerelease");
    }
    shell::run(make.args(files).arg(out.join(SUMS)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_are_those_that_sha256sum_checks() {
        let folder = tempfile::tempdir().expect("a folder");
        fs::write(folder.path().join("b.deb"), "abc").expect("a file");
        fs::write(folder.path().join("a.rpm"), "").expect("a file");
        checksums(folder.path()).expect("sums");
        checksums(folder.path()).expect("again, without the sums of the sums");
        let sums = fs::read_to_string(folder.path().join(SUMS)).expect("sums");
        assert_eq!(
            sums,
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  a.rpm\n\
             ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad  b.deb\n"
        );
    }

    #[test]
    fn a_bill_does_not_say_where_the_checkout_lay() {
        let told = r#"{"bom-ref":"path+file:///home/somebody/kazpost/crates/api#kazpost-api@0.1.0"}"#;
        assert_eq!(
            without_place(told, Path::new("/home/somebody/kazpost")),
            r#"{"bom-ref":"path+file:///crates/api#kazpost-api@0.1.0"}"#
        );
    }

    #[test]
    fn nothing_to_release_is_an_error() {
        let folder = tempfile::tempdir().expect("a folder");
        assert!(checksums(folder.path()).is_err());
    }
}
