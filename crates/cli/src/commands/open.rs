use std::path::PathBuf;
use std::process::Command;

use crate::output::Stop;

/// Starts the window that lies beside this program, and does not wait for it.
pub fn open(data_dir: Option<PathBuf>) -> Result<(), Stop> {
    let own = std::env::current_exe().map_err(|cause| Stop::Words(cause.to_string()))?;
    let window = own.with_file_name(format!("kazpost-desktop{}", std::env::consts::EXE_SUFFIX));
    let mut command = Command::new(&window);
    if let Some(data_dir) = data_dir {
        command.arg("--data-dir").arg(data_dir);
    }
    command.spawn().map(drop).map_err(|cause| {
        Stop::Words(format!(
            "the window cannot be opened: {}: {cause}\nhint: `kazpost --help` lists what goes without it",
            window.display()
        ))
    })
}
