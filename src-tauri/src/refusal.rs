//! What the reader sees when the library cannot be opened: its words in a native dialog, never a blank window.

use tauri::AppHandle;
use tauri_plugin_dialog::{DialogExt, MessageDialogKind};

/// Shows the words and ends the app with status 1 once they are read.
pub fn show(app: &AppHandle, words: &str) {
    eprintln!("error: {words}");
    let ending = app.clone();
    app.dialog()
        .message(words)
        .title("KazPost")
        .kind(MessageDialogKind::Error)
        .show(move |_| ending.exit(1));
}
