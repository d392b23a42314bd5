//! Files that the reader saves: they say where.

use std::path::PathBuf;

use kazpost_api::{Code, Failure};
use tauri::AppHandle;
use tauri_plugin_dialog::DialogExt;

/// What is offered.
pub struct File {
    pub name: &'static str,
    pub kind: &'static str,
    pub endings: &'static [&'static str],
}

/// Asks where to and writes there; the path, or none where the reader thought better of it.
pub fn ask(
    app: &AppHandle,
    file: File,
    text: impl FnOnce() -> Result<String, Failure>,
) -> Result<Option<String>, Failure> {
    let Some(path) = place(app, file)? else {
        return Ok(None);
    };
    let text = text()?;
    std::fs::write(&path, text).map_err(|cause| refused(path.clone(), &cause))?;
    Ok(Some(path.display().to_string()))
}

/// Asks where to.
pub fn place(app: &AppHandle, file: File) -> Result<Option<PathBuf>, Failure> {
    let mut asking = app.dialog().file().set_file_name(file.name);
    if !file.endings.is_empty() {
        asking = asking.add_filter(file.kind, file.endings);
    }
    let chosen = asking.blocking_save_file().map(|chosen| chosen.into_path());
    chosen
        .transpose()
        .map_err(|cause| refused(PathBuf::new(), &cause))
}

fn refused(path: PathBuf, cause: &dyn std::error::Error) -> Failure {
    let subject = path.display().to_string();
    Failure {
        code: Code::File,
        message: format!("{subject} cannot be written: {cause}"),
        subject,
        detail: String::new(),
    }
}
