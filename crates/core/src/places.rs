use std::path::{Path, PathBuf};

/// A file of this name beside the program makes it portable.
const MARK: &str = "kazpost.portable";

/// Where a portable program keeps everything, beside itself.
const PORTABLE: &str = "kazpost-data";

/// Where everything lives: `chosen`, else `KAZPOST_DATA_DIR`, else `kazpost-data` beside a program that has a file
/// `kazpost.portable` beside it, else the platform's place for an app's data (`$XDG_DATA_HOME/kazpost` or
/// `~/.local/share/kazpost`, `~/Library/Application Support/KazPost`, `%APPDATA%\KazPost`), else a folder in the
/// current one.
pub fn data_dir(chosen: Option<PathBuf>) -> PathBuf {
    let named = || {
        std::env::var_os("KAZPOST_DATA_DIR")
            .filter(|value| !value.is_empty())
            .map(PathBuf::from)
    };
    chosen
        .or_else(named)
        .or_else(|| portable(&program()?))
        .unwrap_or_else(usual)
}

/// Whether this is not where the platform wants it: such a library has an app of its own.
pub fn is_elsewhere(data_dir: &Path) -> bool {
    data_dir != usual()
}

/// Whether this is the folder beside a portable program.
pub(crate) fn is_portable(data_dir: &Path) -> bool {
    program()
        .and_then(|program| portable(&program))
        .is_some_and(|own| own == data_dir)
}

fn usual() -> PathBuf {
    let name = if cfg!(any(windows, target_os = "macos")) {
        "KazPost"
    } else {
        "kazpost"
    };
    dirs::data_dir().map_or_else(|| PathBuf::from(name), |folder| folder.join(name))
}

/// The file that the reader sees: an AppImage runs from a place of its own.
fn program() -> Option<PathBuf> {
    let image = std::env::var_os("APPIMAGE").map(PathBuf::from);
    image.or_else(|| std::env::current_exe().ok())
}

fn portable(program: &Path) -> Option<PathBuf> {
    let folder = program.parent()?;
    folder.join(MARK).exists().then(|| folder.join(PORTABLE))
}

/// The database inside it.
pub(crate) fn database(data_dir: &Path) -> PathBuf {
    data_dir.join("library.sqlite")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_beside_the_program_makes_it_portable() {
        let stick = tempfile::tempdir().expect("a folder");
        let program = stick.path().join("kazpost-desktop");
        assert_eq!(portable(&program), None);
        std::fs::write(stick.path().join(MARK), "").expect("the file");
        assert_eq!(portable(&program), Some(stick.path().join("kazpost-data")));
    }
}
