//! Starting with the session by a desktop entry in `$XDG_CONFIG_HOME/autostart`.

use std::path::PathBuf;

use crate::platform::{Autostart, Own};

pub struct Entry {
    file: PathBuf,
    own: Own,
}

impl Entry {
    /// `None` in a sandbox, whose files the session never reads, and without a home.
    pub fn find(own: Own) -> Option<Entry> {
        if std::env::var_os("FLATPAK_ID").is_some() {
            return None;
        }
        let named = std::env::var_os("XDG_CONFIG_HOME").map(PathBuf::from);
        let home = || std::env::var_os("HOME").map(|home| PathBuf::from(home).join(".config"));
        let folder = named.filter(|folder| folder.is_absolute()).or_else(home)?;
        Some(Entry::in_folder(folder.join("autostart"), own))
    }

    fn in_folder(folder: PathBuf, own: Own) -> Entry {
        Entry {
            file: folder.join(format!("{}.desktop", own.identifier)),
            own,
        }
    }

    fn text(&self) -> String {
        let words = std::iter::once(self.own.program.to_string_lossy().into_owned());
        let words: Vec<String> = words
            .chain(self.own.arguments.iter().cloned())
            .map(|word| quoted(&word))
            .collect();
        format!(
            "[Desktop Entry]\nType=Application\nName={}\nExec={}\nIcon={}\nTerminal=false\nX-GNOME-Autostart-enabled=true\n",
            self.own.name.replace('\\', r"\\").replace('\n', " "),
            words.join(" "),
            self.own.program_id,
        )
    }
}

impl Autostart for Entry {
    fn is_on(&self) -> bool {
        // Desktops switch an entry off without removing it.
        let off = ["Hidden=true", "X-GNOME-Autostart-enabled=false"];
        std::fs::read_to_string(&self.file)
            .is_ok_and(|text| !text.lines().any(|line| off.contains(&line.trim())))
    }

    fn set(&self, on: bool) -> Result<(), String> {
        let done = if on {
            let folder = self.file.parent().unwrap_or(&self.file);
            std::fs::create_dir_all(folder).and_then(|()| std::fs::write(&self.file, self.text()))
        } else {
            match std::fs::remove_file(&self.file) {
                Err(cause) if cause.kind() == std::io::ErrorKind::NotFound => Ok(()),
                done => done,
            }
        };
        done.map_err(|cause| format!("{}: {cause}", self.file.display()))
    }
}

/// A word of `Exec`, quoted for the entry's shell-like rules and then for its string rules.
fn quoted(word: &str) -> String {
    let mut out = String::from("\"");
    for character in word.chars() {
        match character {
            '"' | '`' | '$' => {
                out.push_str(r"\\");
                out.push(character);
            }
            '\\' => out.push_str(r"\\\\"),
            '%' => out.push_str("%%"),
            '\n' => out.push_str(r"\n"),
            character => out.push(character),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(folder: &std::path::Path) -> Entry {
        let own = Own {
            program_id: "kz.kazpost.reader".into(),
            identifier: "kz.kazpost.reader.d012".into(),
            name: "KazPost".into(),
            program: "/opt/my apps/kazpost-desktop".into(),
            arguments: vec!["--background".into(), "--data-dir".into(), "/home/a/100%".into()],
        };
        Entry::in_folder(folder.join("autostart"), own)
    }

    #[test]
    fn it_is_off_until_it_is_switched_on_and_leaves_nothing_behind() {
        let home = tempfile::tempdir().expect("a folder");
        let entry = entry(home.path());
        assert!(!entry.is_on());
        entry.set(false).expect("off is off");
        entry.set(true).expect("it is written");
        assert!(entry.is_on());
        let text = std::fs::read_to_string(&entry.file).expect("the entry");
        assert!(
            text.contains(
                "Exec=\"/opt/my apps/kazpost-desktop\" \"--background\" \"--data-dir\" \"/home/a/100%%\"\n"
            ),
            "{text}"
        );
        assert!(
            text.contains("Icon=kz.kazpost.reader\n"),
            "the icon is the program's, whichever the library: {text}"
        );
        std::fs::write(&entry.file, text + "Hidden=true\n").expect("the desktop switches it off");
        assert!(!entry.is_on());
        entry.set(false).expect("it is removed");
        assert!(!entry.file.exists());
    }

    #[test]
    fn words_are_quoted_by_both_rules() {
        assert_eq!(quoted(r#"a"b$c\d"#), r#""a\\"b\\$c\\\\d""#);
    }
}
