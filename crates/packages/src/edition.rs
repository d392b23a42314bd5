//! Which version is packed, and what is said of it.

use std::path::Path;

use xtask::shell::{self, Outcome, Place};

/// One version as it goes out.
pub struct Edition {
    /// As Cargo writes it: `1.2.0` or `1.3.0-rc.1`.
    pub version: String,
    /// Seconds since 1970: of the commit, so that two builds of it are the same to the byte.
    pub time: u64,
}

impl Edition {
    /// What the checkout is, or the version that is named.
    pub fn of(place: &Place, named: Option<&str>) -> Outcome<Edition> {
        let own = env!("CARGO_PKG_VERSION");
        let fixed = std::env::var("SOURCE_DATE_EPOCH").ok();
        let seconds =
            fixed.or_else(|| shell::output(&mut place.command("git", &["log", "-1", "--format=%ct"])));
        let time = seconds.and_then(|text| text.trim().parse().ok());
        Ok(Edition {
            version: named.unwrap_or(own).to_owned(),
            time: time.ok_or("no commit says when this was made: set SOURCE_DATE_EPOCH")?,
        })
    }

    /// For packages of systems, where a hyphen divides and a tilde stands before what is yet to come.
    pub fn system(&self) -> String {
        self.version.replace('-', "~")
    }

    /// `2026-11-28`.
    pub fn date(&self) -> Outcome<String> {
        self.told("%Y-%m-%d")
    }

    /// `Sat, 28 Nov 2026 06:00:00 +0000`.
    #[cfg(target_os = "linux")]
    pub fn hour(&self) -> Outcome<String> {
        self.told("%a, %d %b %Y %H:%M:%S +0000")
    }

    fn told(&self, form: &str) -> Outcome<String> {
        let seconds = i64::try_from(self.time)?;
        Ok(jiff::Timestamp::from_second(seconds)?.strftime(form).to_string())
    }
}

/// What the changes say of a version that goes out: the section under its heading and no other.
pub fn section_of(root: &Path, version: &str) -> Outcome<String> {
    let text = std::fs::read_to_string(root.join("CHANGELOG.md"))?;
    let found = section(&text, version);
    Ok(found.ok_or_else(|| format!("CHANGELOG.md has no section `## {version}`: say there what is new"))?)
}

/// What the changes say of a version: the section under its heading, or else what is not yet released.
pub fn changes(root: &Path, version: &str) -> Outcome<String> {
    let text = std::fs::read_to_string(root.join("CHANGELOG.md"))?;
    let found = section(&text, version).or_else(|| section(&text, "Unreleased"));
    Ok(found.ok_or_else(|| format!("CHANGELOG.md says nothing of {version}"))?)
}

fn section(text: &str, version: &str) -> Option<String> {
    // What follows a plus tells builds of one version apart.
    let heading = version.split('+').next().unwrap_or(version);
    let is = |line: &str| {
        let title = line.strip_prefix("## ").unwrap_or_default();
        title.split_whitespace().next() == Some(heading)
    };
    let rest = text.lines().skip_while(|line| !is(line)).skip(1);
    let lines: Vec<&str> = rest.take_while(|line| !line.starts_with("## ")).collect();
    let found = lines.join("\n").trim().to_owned();
    (!found.is_empty()).then_some(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_has_the_changes_under_its_own_heading() {
        let text = "# Changes\n\n## Unreleased\n\n- new\n\n## 1.2.0 (2026-11-28)\n\n- old\n- older\n\n## 1.1.0\n\n- first\n";
        assert_eq!(section(text, "1.2.0").as_deref(), Some("- old\n- older"));
        assert_eq!(section(text, "Unreleased").as_deref(), Some("- new"));
        assert_eq!(section(text, "1.2"), None, "no other version's");
        assert_eq!(
            section(text, "1.2.0+newer").as_deref(),
            Some("- old\n- older"),
            "another build of it"
        );
    }

    #[test]
    fn what_is_yet_to_come_sorts_before_it() {
        let edition = Edition {
            version: "1.3.0-rc.1".into(),
            time: 1_795_824_000,
        };
        assert_eq!(edition.system(), "1.3.0~rc.1");
        assert_eq!(edition.date().expect("a date"), "2026-11-28");
    }
}
