//! What the programs need of a system, read off the programs themselves.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use xtask::shell::{Outcome, Place};

/// What no library says: certificates, without which no source answers, and what opens a link in the browser.
pub const BESIDES: &[&str] = &["ca-certificates", "xdg-utils"];

/// `Depends` of Debian: what `dpkg-shlibdeps` finds, and what runs beside.
pub fn debian(place: &Place, stage: &Path) -> Outcome<Vec<String>> {
    // The tool wants a source package around it.
    let work = place.target.join("package/shlibdeps");
    fs::create_dir_all(work.join("debian"))?;
    let control = "Source: kazpost\n\nPackage: kazpost\nArchitecture: any\n";
    fs::write(work.join("debian/control"), control)?;
    let mut ask = place.command("dpkg-shlibdeps", &["-O", "--warnings=7"]);
    for program in ["kazpost-desktop", "kazpost"] {
        ask.arg(format!("-e{}", stage.join("usr/bin").join(program).display()));
    }
    let told = ask.current_dir(&work).output()?;
    let said = String::from_utf8_lossy(&told.stderr);
    if !told.status.success() {
        return Err(format!("dpkg-shlibdeps: {said}").into());
    }
    // A library that is linked and not used is a dependency too many.
    if said.contains("warning") {
        eprint!("{said}");
    }
    let line = String::from_utf8_lossy(&told.stdout).into_owned();
    let found = line
        .trim()
        .strip_prefix("shlibs:Depends=")
        .ok_or_else(|| format!("dpkg-shlibdeps said {line:?}"))?;
    let mut all: Vec<String> = found.split(", ").map(str::to_owned).collect();
    all.extend(BESIDES.iter().map(|&name| name.to_owned()));
    all.sort();
    Ok(all)
}

/// `Requires` of RPM: the libraries by the names under which they are loaded, with the versions of their symbols, as
/// RPM's own `elfdeps` writes them. So one package does for Fedora and openSUSE, which name packages each their own way.
pub fn rpm(place: &Place, stage: &Path) -> Outcome<BTreeSet<String>> {
    let mut all = BTreeSet::new();
    for program in ["kazpost-desktop", "kazpost"] {
        let file = stage.join("usr/bin").join(program);
        let told = place.command("objdump", &["-p"]).arg(&file).output()?;
        if !told.status.success() {
            return Err(format!("objdump: {}", String::from_utf8_lossy(&told.stderr)).into());
        }
        all.extend(elf(&String::from_utf8_lossy(&told.stdout)));
    }
    Ok(all)
}

/// From what `objdump -p` tells of a program of 64 bits.
fn elf(told: &str) -> BTreeSet<String> {
    let mut all = BTreeSet::from(["rtld(GNU_HASH)".to_owned()]);
    let mut from = None;
    for line in told.lines() {
        let words: Vec<&str> = line.split_whitespace().collect();
        match words.as_slice() {
            ["NEEDED", library] => {
                all.insert(format!("{library}()(64bit)"));
            }
            ["required", "from", library] => from = Some(library.trim_end_matches(':').to_owned()),
            [hash, _, _, symbol] if hash.starts_with("0x") => {
                if let Some(library) = &from {
                    all.insert(format!("{library}({symbol})(64bit)"));
                }
            }
            _ => from = None,
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn libraries_are_named_as_rpm_names_them() {
        let told = "\
Dynamic Section:
  NEEDED               libgtk-3.so.0
  NEEDED               libc.so.6
  INIT                 0x0000000000001000

Version References:
  required from libc.so.6:
    0x069691b4 0x00 04 GLIBC_2.34
    0x09691a75 0x00 02 GLIBC_2.2.5
";
        let wanted = [
            "libc.so.6()(64bit)",
            "libc.so.6(GLIBC_2.2.5)(64bit)",
            "libc.so.6(GLIBC_2.34)(64bit)",
            "libgtk-3.so.0()(64bit)",
            "rtld(GNU_HASH)",
        ];
        assert_eq!(elf(told), wanted.map(str::to_owned).into());
    }

    /// The oracle is RPM's own tool, where it is installed.
    #[cfg(target_os = "linux")]
    #[test]
    fn it_is_what_rpms_own_tool_says_of_this_very_program() {
        let tool = Path::new("/usr/lib/rpm/elfdeps");
        if !tool.is_file() {
            eprintln!("SKIPPED: there is no {}", tool.display());
            return;
        }
        let own = std::env::current_exe().expect("this program");
        let told = std::process::Command::new("objdump").arg("-p").arg(&own).output();
        let told = String::from_utf8_lossy(&told.expect("objdump").stdout).into_owned();
        let said = std::process::Command::new(tool)
            .arg("--requires")
            .arg(&own)
            .output();
        let said = String::from_utf8_lossy(&said.expect("elfdeps").stdout).into_owned();
        let said: BTreeSet<String> = said.lines().map(str::to_owned).collect();
        assert_eq!(elf(&told), said);
    }
}
