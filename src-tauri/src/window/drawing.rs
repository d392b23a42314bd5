use tauri::WebviewWindow;

/// Lets the web view draw plainly where there is no graphics card. Its accelerated way would then be done by the
/// processor too, only with twice the memory (`docs/performance.md`).
#[cfg(target_os = "linux")]
pub fn choose(window: &WebviewWindow) {
    use webkit2gtk::{HardwareAccelerationPolicy, SettingsExt, WebViewExt};

    if has_graphics_card(std::path::Path::new("/dev/dri")) {
        return;
    }
    // A window that draws the dearer way is no reason to stop.
    let _ = window.with_webview(|view| {
        if let Some(settings) = view.inner().settings() {
            settings.set_hardware_acceleration_policy(HardwareAccelerationPolicy::Never);
        }
    });
}

#[cfg(not(target_os = "linux"))]
pub fn choose(_window: &WebviewWindow) {}

/// By its render node, which the kernel names so.
#[cfg(target_os = "linux")]
fn has_graphics_card(devices: &std::path::Path) -> bool {
    std::fs::read_dir(devices)
        .into_iter()
        .flatten()
        .flatten()
        .any(|device| device.file_name().to_string_lossy().starts_with("renderD"))
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    #[test]
    fn a_render_node_is_a_graphics_card() {
        let folder = std::env::temp_dir().join(format!("kazpost-dri-{}", std::process::id()));
        std::fs::create_dir_all(&folder).expect("a folder");
        assert!(!has_graphics_card(&folder));
        assert!(!has_graphics_card(&folder.join("none")));
        std::fs::write(folder.join("renderD128"), "").expect("a file");
        assert!(has_graphics_card(&folder));
        std::fs::remove_dir_all(&folder).expect("the folder goes");
    }
}
