use std::path::{Path, PathBuf};

/// Where everything lives: `chosen`, else `KAZPOST_DATA_DIR`, else the platform's place for an app's data
/// (`$XDG_DATA_HOME/kazpost` or `~/.local/share/kazpost`, `~/Library/Application Support/KazPost`,
/// `%APPDATA%\KazPost`), else a folder in the current one.
pub fn data_dir(chosen: Option<PathBuf>) -> PathBuf {
    let named = || {
        std::env::var_os("KAZPOST_DATA_DIR")
            .filter(|value| !value.is_empty())
            .map(PathBuf::from)
    };
    let name = if cfg!(any(windows, target_os = "macos")) {
        "KazPost"
    } else {
        "kazpost"
    };
    chosen
        .or_else(named)
        .or_else(|| dirs::data_dir().map(|folder| folder.join(name)))
        .unwrap_or_else(|| PathBuf::from(name))
}

/// The database inside it.
pub(crate) fn database(data_dir: &Path) -> PathBuf {
    data_dir.join("library.sqlite")
}
