use kazpost_api::{Code, Failure};
use kazpost_core::Library;
use tauri::State;

/// Opens an address outside, in the reader's own browser or mail program, if the core lets it.
#[tauri::command]
pub async fn link_open(library: State<'_, Library>, request: String) -> Result<(), Failure> {
    let address = library.link(&request)?;
    tauri_plugin_opener::open_url(&address, None::<&str>).map_err(|cause| Failure {
        code: Code::File,
        message: format!("{address} cannot be opened: {cause}"),
        subject: address,
        detail: String::new(),
    })
}
