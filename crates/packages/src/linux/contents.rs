use std::fmt::Write;
use std::fs;
use std::path::Path;

use xtask::shell::{self, Outcome, Place};

use super::tree::Tree;
use crate::edition::{Edition, changes};
use crate::icons;

/// Under what desktops know the program: the names of its entry, icon and description.
pub const ID: &str = "kz.kazpost.reader";

/// The project has no address for mail, and names none that would be another's.
pub const MAINTAINER: &str = "The KazPost contributors <contributors@kazpost.invalid>";

/// How long a line may be there.
const WIDTH: usize = 80;

/// Where a shell looks for completions, and the shell.
const COMPLETIONS: &[(&str, &str)] = &[
    ("bash", "usr/share/bash-completion/completions/kazpost"),
    ("fish", "usr/share/fish/vendor_completions.d/kazpost.fish"),
];

/// What differs from one family of systems to the next.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Family {
    Debian,
    Fedora,
    Any,
}

/// Everything that is installed, but the programs.
pub fn around(root: &Path, edition: &Edition) -> Outcome<Tree> {
    let mut tree = Tree::default();
    let own = root.join("packaging/linux");
    let read = |name: &str| {
        let file = own.join(name);
        fs::read_to_string(&file).map_err(|cause| format!("{}: {cause}", file.display()))
    };
    let entry = format!("{ID}.desktop");
    tree.add(format!("usr/share/applications/{entry}"), read(&entry)?);
    let metainfo = format!("{ID}.metainfo.xml");
    let text = read(&metainfo)?
        .replace("@VERSION@", &edition.version)
        .replace("@DATE@", &edition.date()?);
    tree.add(format!("usr/share/metainfo/{metainfo}"), text);
    let icons = root.join("icons");
    for size in icons::SIZES {
        let picture = fs::read(icons.join(format!("{size}x{size}.png")))?;
        tree.add(
            format!("usr/share/icons/hicolor/{size}x{size}/apps/{ID}.png"),
            picture,
        );
    }
    let drawn = fs::read(icons.join("icon.svg"))?;
    tree.add(format!("usr/share/icons/hicolor/scalable/apps/{ID}.svg"), drawn);
    for (drawing, name) in [("symbolic.svg", ""), ("symbolic-unread.svg", "-unread")] {
        tree.add(
            format!("usr/share/icons/hicolor/symbolic/apps/{ID}{name}-symbolic.svg"),
            fs::read(icons.join(drawing))?,
        );
    }
    tree.add_packed(
        "usr/share/man/man1/kazpost-desktop.1",
        read("kazpost-desktop.1")?.as_bytes(),
    )?;
    Ok(tree)
}

/// What changed, told as each family wants it.
pub fn add_changes(tree: &mut Tree, root: &Path, edition: &Edition, family: Family) -> Outcome {
    let told = changes(root, &edition.version)?;
    let told = if family == Family::Debian {
        of_debian(edition, &told)?
    } else {
        told
    };
    tree.add_packed("usr/share/doc/kazpost/changelog", told.as_bytes())
}

/// As `dpkg-parsechangelog` reads it: it is found under this name only in this form.
fn of_debian(edition: &Edition, told: &str) -> Outcome<String> {
    let mut text = format!("kazpost ({}) stable; urgency=medium\n", edition.system());
    let mut column = 0;
    for line in told.lines() {
        let words = if let Some(words) = line.strip_prefix("- ") {
            text.push_str("\n\n  *");
            column = 3;
            words
        } else {
            line
        };
        for word in words.split_whitespace() {
            let width = word.chars().count() + 1;
            if column == 0 || column + width > WIDTH {
                text.push_str("\n   ");
                column = 3;
            }
            let _ = write!(text, " {word}");
            column += width;
        }
    }
    let hour = edition.hour()?;
    let _ = write!(text, "\n\n -- {MAINTAINER}  {hour}\n");
    Ok(text)
}

/// The licences, told as each family wants it.
pub fn add_licences(tree: &mut Tree, root: &Path, family: Family, notices: &str) -> Outcome {
    let mit = fs::read_to_string(root.join("LICENSE-MIT"))?;
    let apache = fs::read_to_string(root.join("LICENSE-APACHE"))?;
    tree.add_packed("usr/share/doc/kazpost/third-party.txt", notices.as_bytes())?;
    if family == Family::Debian {
        let copyright = fs::read_to_string(root.join("packaging/linux/copyright"))?;
        tree.add(
            "usr/share/doc/kazpost/copyright",
            copyright.replace("@MIT@", &indented(&mit)),
        );
    } else {
        let folder = if family == Family::Fedora {
            "usr/share/licenses/kazpost"
        } else {
            "usr/share/doc/kazpost"
        };
        tree.add(format!("{folder}/LICENSE-MIT"), mit);
        tree.add(format!("{folder}/LICENSE-APACHE"), apache);
    }
    Ok(())
}

/// The programs, and what the command line says of itself.
pub fn add_programs(tree: &mut Tree, place: &Place, family: Family) -> Outcome {
    let command = place.built("release", "kazpost");
    tree.add_program(
        "usr/bin/kazpost-desktop",
        &place.built("release", "kazpost-desktop"),
    )?;
    tree.add_program("usr/bin/kazpost", &command)?;
    let pages = place.target.join("package/manual");
    let _ = fs::remove_dir_all(&pages);
    shell::run(place.command(&command, &["manual"]).arg(&pages))?;
    for page in fs::read_dir(&pages)? {
        let page = page?;
        let name = page.file_name().to_string_lossy().into_owned();
        tree.add_packed(format!("usr/share/man/man1/{name}"), &fs::read(page.path())?)?;
    }
    let zsh = if family == Family::Debian {
        "usr/share/zsh/vendor-completions/_kazpost"
    } else {
        "usr/share/zsh/site-functions/_kazpost"
    };
    for (shell, path) in COMPLETIONS.iter().chain([&("zsh", zsh)]) {
        let script = shell::output(&mut place.command(&command, &["completions", shell]));
        let script = script.ok_or_else(|| format!("`kazpost completions {shell}` failed"))?;
        tree.add(*path, script + "\n");
    }
    Ok(())
}

/// As a paragraph of Debian's control files.
fn indented(text: &str) -> String {
    let lines = text.trim().lines().map(|line| {
        if line.trim().is_empty() {
            " .".to_owned()
        } else {
            format!(" {line}")
        }
    });
    lines.collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::process::Command;

    fn root() -> std::path::PathBuf {
        Path::new("../..").to_owned()
    }

    fn tree() -> Tree {
        let edition = Edition {
            version: "1.2.3".into(),
            time: 1_795_824_000,
        };
        let mut tree = around(&root(), &edition).expect("everything is there");
        add_licences(&mut tree, &root(), Family::Debian, "others' work").expect("licences");
        tree
    }

    /// Entry, icon, description, the window's class, the badge and the start with the session name one thing.
    #[test]
    fn one_name_runs_through_everything_that_a_desktop_reads() {
        let tree = tree();
        let entry = tree.text(&format!("usr/share/applications/{ID}.desktop"));
        assert!(entry.contains(&format!("\nIcon={ID}\n")), "{entry}");
        assert!(entry.contains(&format!("\nStartupWMClass={ID}\n")), "{entry}");
        let told = tree.text(&format!("usr/share/metainfo/{ID}.metainfo.xml"));
        for words in [
            format!("<id>{ID}</id>"),
            format!("<launchable type=\"desktop-id\">{ID}.desktop</launchable>"),
            format!("<icon type=\"stock\">{ID}</icon>"),
            "<release version=\"1.2.3\" date=\"2026-11-28\"".into(),
        ] {
            assert!(told.contains(&words), "the description lacks {words}");
        }
        let configuration = fs::read_to_string(root().join("tauri.conf.json")).expect("tauri.conf.json");
        assert!(configuration.contains(&format!("\"identifier\": \"{ID}\"")));
    }

    #[test]
    fn what_the_entry_opens_is_what_the_description_names() {
        let tree = tree();
        let entry = tree.text(&format!("usr/share/applications/{ID}.desktop"));
        let told = tree.text(&format!("usr/share/metainfo/{ID}.metainfo.xml"));
        let kinds = entry.lines().find_map(|line| line.strip_prefix("MimeType="));
        let kinds: Vec<&str> = kinds.expect("kinds").split_terminator(';').collect();
        for kind in [
            "x-scheme-handler/feed",
            "x-scheme-handler/kazpost",
            "application/rss+xml",
            "application/atom+xml",
            "text/x-opml+xml",
        ] {
            assert!(kinds.contains(&kind), "the entry does not open {kind}");
            assert!(
                told.contains(&format!("<mediatype>{kind}</mediatype>")),
                "the description does not name {kind}"
            );
        }
    }

    #[test]
    fn every_size_of_the_icon_is_installed() {
        let tree = tree();
        let icons = tree
            .files()
            .filter(|(path, _)| path.contains("/icons/hicolor/"))
            .count();
        assert_eq!(icons, icons::SIZES.len() + 3);
    }

    /// lintian complained of a changelog in a form of our own.
    #[test]
    fn debian_reads_what_changed() {
        let edition = Edition {
            version: "1.3.0-rc.1".into(),
            time: 1_795_824_000,
        };
        let long = "word ".repeat(20);
        let told = of_debian(
            &edition,
            &format!("The first.\n\n- One thing,\n  told at length.\n- {long}"),
        );
        let told = told.expect("told");
        let wanted = format!(
            "kazpost (1.3.0~rc.1) stable; urgency=medium\n\n    The first.\n\n  * One thing, told at length.\n\n  *{}\n   {}\n\n \
             -- The KazPost contributors <contributors@kazpost.invalid>  Sat, 28 Nov 2026 00:00:00 +0000\n",
            " word".repeat(15),
            " word".repeat(5),
        );
        assert_eq!(told, wanted);
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("changelog");
        fs::write(&file, told).expect("a file");
        let file = file.to_string_lossy().into_owned();
        judge("dpkg-parsechangelog", &["-l", &file, "-S", "Version"]);
    }

    #[test]
    fn the_copyright_is_a_paragraph_without_gaps() {
        let text = tree().text("usr/share/doc/kazpost/copyright");
        assert!(!text.contains("@MIT@") && text.contains(" .\n"), "{text}");
        for line in text
            .lines()
            .skip_while(|line| !line.starts_with("License: Expat\n"))
        {
            assert!(
                line.is_empty() || line.starts_with(' ') || line.contains(": "),
                "{line:?}"
            );
        }
    }

    /// By the tools that distributions judge with, where they are; `cargo xtask test` installs them.
    #[test]
    fn the_tools_of_freedesktop_find_nothing_amiss() {
        let folder = tempfile::tempdir().expect("a folder");
        tree().lay(folder.path()).expect("laid out");
        let below = |path: String| folder.path().join(path).to_string_lossy().into_owned();
        let metainfo = below(format!("usr/share/metainfo/{ID}.metainfo.xml"));
        let entry = below(format!("usr/share/applications/{ID}.desktop"));
        judge("appstreamcli", &["validate", "--no-net", "--pedantic", &metainfo]);
        judge(
            "appstreamcli",
            &["validate-tree", "--no-net", &folder.path().to_string_lossy()],
        );
        judge("desktop-file-validate", &["--warn-kde", &entry]);
    }

    fn judge(tool: &str, words: &[&str]) {
        match Command::new(tool).args(words).output() {
            Ok(told) => {
                let said =
                    String::from_utf8_lossy(&[told.stdout.as_slice(), &told.stderr].concat()).into_owned();
                assert!(told.status.success(), "{tool} {words:?}: {said}");
                assert!(
                    tool != "desktop-file-validate" || said.trim().is_empty(),
                    "{said}"
                );
            }
            Err(cause) if cause.kind() == std::io::ErrorKind::NotFound => {
                assert!(
                    std::env::var_os("KAZPOST_ALL_TOOLS").is_none(),
                    "{tool} is not installed"
                );
                eprintln!("SKIPPED: there is no {tool}");
            }
            Err(cause) => panic!("{tool}: {cause}"),
        }
    }
}
