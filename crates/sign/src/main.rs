//! Signing what readers install, so that the app may replace itself with it: see `docs/updates.md`. Run by
//! `cargo xtask sign`.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use minisign::{KeyPair, SecretKey, SecretKeyBox};
use serde_json::json;

type Outcome<T = ()> = Result<T, Box<dyn std::error::Error>>;

/// What an encrypted key is opened with.
const PASSWORD: &str = "KAZPOST_SIGNING_PASSWORD";
/// What the description is called, beside the packages.
const DESCRIPTION: &str = "newest.json";
const LANGUAGES: [&str; 3] = ["en", "ru", "kk"];

const USAGE: &str = "sign keys FILE, or sign FILE [--page ADDRESS] [--notes LANGUAGE=FILE]… PACKAGE…";

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    match run(&root, &words) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("error: {failure}");
            ExitCode::FAILURE
        }
    }
}

/// Makes a pair of keys, or signs packages and writes the description of the release beside the first.
fn run(root: &Path, words: &[&str]) -> Outcome {
    match words {
        ["keys", file] => make_keys(Path::new(file)),
        [key, rest @ ..] if !rest.is_empty() => sign(root, &Wish::read(key, rest)?),
        _ => Err(format!("`sign` is told what to do: {USAGE}").into()),
    }
}

struct Wish {
    key: PathBuf,
    page: Option<String>,
    notes: BTreeMap<String, String>,
    packages: Vec<PathBuf>,
}

impl Wish {
    fn read(key: &str, words: &[&str]) -> Outcome<Wish> {
        let mut wish = Wish {
            key: key.into(),
            page: None,
            notes: BTreeMap::new(),
            packages: Vec::new(),
        };
        let mut words = words.iter();
        while let Some(word) = words.next() {
            let mut next = || {
                words
                    .next()
                    .ok_or_else(|| format!("{word} wants something: {USAGE}"))
            };
            match *word {
                "--page" => wish.page = Some((*next()?).to_owned()),
                "--notes" => {
                    let (language, file) = next()?.split_once('=').ok_or("--notes wants LANGUAGE=FILE")?;
                    if !LANGUAGES.contains(&language) {
                        return Err(format!("the app does not speak {language}").into());
                    }
                    let text = fs::read_to_string(file).map_err(|cause| format!("{file}: {cause}"))?;
                    wish.notes.insert(language.into(), text.trim().into());
                }
                word if word.starts_with('-') => {
                    return Err(format!("`sign` does not know {word}: {USAGE}").into());
                }
                package => wish.packages.push(package.into()),
            }
        }
        if wish.packages.is_empty() {
            return Err("there is nothing to sign".into());
        }
        Ok(wish)
    }
}

fn make_keys(file: &Path) -> Outcome {
    let public = with_ending(file, ".pub");
    if file.exists() || public.exists() {
        return Err(format!(
            "{} is there already; a lost key cannot be made again",
            file.display()
        )
        .into());
    }
    let password = password();
    let comment = Some("the key that signs new versions");
    let (pair, secret) = match &password {
        Some(_) => {
            let pair = KeyPair::generate_encrypted_keypair(password.clone())?;
            let secret = pair.sk.to_box(comment)?;
            (pair, secret)
        }
        None => {
            let pair = KeyPair::generate_unencrypted_keypair()?;
            let secret = pair.sk.to_box(comment)?;
            (pair, secret)
        }
    };
    write_secret(file, &secret.into_string())?;
    fs::write(&public, pair.pk.to_box()?.into_string())?;
    let guarded = if password.is_some() {
        "with your password"
    } else {
        "without a password"
    };
    println!(
        "{} is the secret key, {guarded}. Whoever has it can give every reader a program.\n{} is the public one. For \
         publication.json:\n  \"public_key\": \"{}\"",
        file.display(),
        public.display(),
        pair.pk.to_base64()
    );
    Ok(())
}

fn sign(root: &Path, wish: &Wish) -> Outcome {
    let key = secret_key(&wish.key)?;
    let version = env!("CARGO_PKG_VERSION");
    let mut packages = serde_json::Map::new();
    for package in &wish.packages {
        let bytes = fs::read(package).map_err(|cause| format!("{}: {cause}", package.display()))?;
        let name = package
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        if !name.contains(version) {
            return Err(format!("{name} is not of version {version}").into());
        }
        let signature = signed(&key, &bytes, &format!("file:{name}\tversion:{version}"))?;
        fs::write(with_ending(package, ".minisig"), &signature)?;
        let Some(target) = target(&name) else {
            println!("{name}: signed; its readers get new versions where they got it");
            continue;
        };
        println!("{name}: signed, for {target}");
        let about = json!({ "url": name, "bytes": bytes.len(), "signature": signature });
        if packages.insert(target.clone(), about).is_some() {
            return Err(format!("two packages are for {target}").into());
        }
    }
    let mut notes = wish.notes.clone();
    if let (false, Some(changes)) = (notes.contains_key("en"), changes(root, version)) {
        notes.insert("en".into(), changes);
    }
    let day = last_change(root);
    let description = json!({
        "version": version, "published": day, "page": wish.page, "notes": notes, "packages": packages,
    });
    let folder = wish.packages[0].parent().unwrap_or(Path::new("."));
    let file = folder.join(DESCRIPTION);
    let text = serde_json::to_string_pretty(&description)? + "\n";
    let signature = signed(
        &key,
        text.as_bytes(),
        &format!("file:{DESCRIPTION}\tversion:{version}"),
    )?;
    fs::write(&file, text)?;
    fs::write(with_ending(&file, ".minisig"), signature)?;
    println!(
        "{} describes version {version}; languages: {}",
        file.display(),
        languages(&notes)
    );
    Ok(())
}

/// The day of the last commit; none outside a checkout.
fn last_change(root: &Path) -> Option<String> {
    let mut git = Command::new("git");
    let output = git
        .args(["log", "-1", "--format=%cs"])
        .current_dir(root)
        .output()
        .ok()?;
    let day = String::from_utf8(output.stdout).ok()?.trim().to_owned();
    (output.status.success() && !day.is_empty()).then_some(day)
}

fn languages(notes: &BTreeMap<String, String>) -> String {
    let all: Vec<&str> = notes.keys().map(String::as_str).collect();
    if all.is_empty() {
        "none".into()
    } else {
        all.join(", ")
    }
}

fn signed(key: &SecretKey, bytes: &[u8], comment: &str) -> Outcome<String> {
    Ok(minisign::sign(None, key, bytes, Some(comment), None)?.into_string())
}

/// Opens a key; with its password, where it has one.
fn secret_key(file: &Path) -> Outcome<SecretKey> {
    let text = fs::read_to_string(file).map_err(|cause| format!("{}: {cause}", file.display()))?;
    let held = SecretKeyBox::from_string(&text)?;
    let opened = match password() {
        Some(password) => held.into_secret_key(Some(password)),
        None => held.into_unencrypted_secret_key(),
    };
    opened.map_err(|cause| {
        format!(
            "{} cannot be opened ({cause}); {PASSWORD} holds its password",
            file.display()
        )
        .into()
    })
}

fn password() -> Option<String> {
    std::env::var(PASSWORD).ok().filter(|text| !text.is_empty())
}

#[cfg(unix)]
fn write_secret(file: &Path, text: &str) -> Outcome {
    use std::io::Write;
    use std::os::unix::fs::OpenOptionsExt;
    let mut file = fs::OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(file)?;
    Ok(file.write_all(text.as_bytes())?)
}

#[cfg(not(unix))]
fn write_secret(file: &Path, text: &str) -> Outcome {
    Ok(fs::write(file, text)?)
}

fn with_ending(file: &Path, ending: &str) -> PathBuf {
    let mut name = file.file_name().unwrap_or_default().to_owned();
    name.push(ending);
    file.with_file_name(name)
}

/// What the app asks for under; none for packages that a package manager replaces.
fn target(name: &str) -> Option<String> {
    let kind = [".tar.zst", ".AppImage"]
        .into_iter()
        .find(|ending| name.ends_with(ending))?;
    let processors = [
        ("x86_64", "x86_64"),
        ("amd64", "x86_64"),
        ("aarch64", "aarch64"),
        ("arm64", "aarch64"),
    ];
    let (_, processor) = processors.into_iter().find(|(word, _)| name.contains(word))?;
    Some(format!("linux-{processor}{kind}"))
}

/// What CHANGELOG.md says of a version, as text: a line for each change.
fn changes(root: &Path, version: &str) -> Option<String> {
    let log = fs::read_to_string(root.join("CHANGELOG.md")).ok()?;
    let text = section(&log, version);
    (!text.is_empty()).then_some(text)
}

fn section(log: &str, version: &str) -> String {
    let named = |line: &&str| {
        line.strip_prefix("## ")
            .is_some_and(|title| title.split_whitespace().next() == Some(version))
    };
    let mut text = String::new();
    let lines = log.lines().skip_while(|line| !named(line)).skip(1);
    for line in lines.take_while(|line| !line.starts_with("## ")) {
        match line.strip_prefix("- ") {
            Some(first) => text = format!("{text}\n• {first}"),
            None if line.trim().is_empty() => text.push('\n'),
            None if text.ends_with('\n') || text.is_empty() => text.push_str(line.trim()),
            // A change that goes on.
            None => text = format!("{text} {}", line.trim()),
        }
    }
    text.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_of_package_is_for_one_kind_of_computer() {
        assert_eq!(
            target("kazpost-0.2.0-x86_64.tar.zst").as_deref(),
            Some("linux-x86_64.tar.zst")
        );
        assert_eq!(
            target("KazPost_0.2.0_amd64.AppImage").as_deref(),
            Some("linux-x86_64.AppImage")
        );
        assert_eq!(
            target("kazpost-0.2.0-linux-aarch64.tar.zst").as_deref(),
            Some("linux-aarch64.tar.zst")
        );
        assert_eq!(target("kazpost_0.2.0_amd64.deb"), None);
    }

    #[test]
    fn the_changes_of_a_version_are_a_line_each() {
        let log = "# Changes\n\n## 0.3.0\n\n- Other\n\n## 0.2.0 (2026-12-01)\n\nMore.\n\n- One\n  goes on.\n- Two\n\n## 0.1.0\n- Old\n";
        assert_eq!(section(log, "0.2.0"), "More.\n\n• One goes on.\n• Two");
        assert_eq!(section(log, "0.4.0"), "");
    }

    #[test]
    fn what_is_signed_can_be_verified_and_is_described() {
        let folder = tempfile::tempdir().expect("a folder");
        let folder = folder.path();
        let (key, version) = (folder.join("key"), env!("CARGO_PKG_VERSION"));
        make_keys(&key).expect("keys");
        assert!(make_keys(&key).is_err(), "a key is never written over");
        let package = folder.join(format!("kazpost-{version}-linux-x86_64.tar.zst"));
        fs::write(&package, "packed").expect("a package");
        let (key, package) = (key.display().to_string(), package.display().to_string());
        run(folder, &[&key, "--page", "https://courier.example/app", &package]).expect("it is signed");
        let public = minisign::PublicKey::from_file(format!("{key}.pub")).expect("a public key");
        for file in [package.clone(), folder.join(DESCRIPTION).display().to_string()] {
            let signature =
                minisign::SignatureBox::from_file(format!("{file}.minisig")).expect("a signature");
            let bytes = std::io::Cursor::new(fs::read(&file).expect("the file"));
            minisign::verify(&public, &signature, bytes, true, false, false).expect("it fits");
        }
        let text = fs::read_to_string(folder.join(DESCRIPTION)).expect("a description");
        let description: serde_json::Value = serde_json::from_str(&text).expect("JSON");
        assert_eq!(description["version"], version);
        assert_eq!(description["packages"]["linux-x86_64.tar.zst"]["bytes"], 6);
        assert!(run(folder, &[&key, "other-9.9.9.deb"]).is_err());
    }
}
