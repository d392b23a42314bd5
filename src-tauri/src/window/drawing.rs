/// Lets the web view draw plainly where there is no graphics card. Its accelerated way would then be done by the
/// processor too, only with twice the memory (`docs/performance.md`). To be called before there is a second thread:
/// WebKit reads it from the environment when its first view is made. What the reader has set there stays.
///
/// The setting of a single view (`hardware-acceleration-policy`) is no way to the same: it comes when the view has
/// begun to draw, and lists stayed blank.
#[cfg(target_os = "linux")]
pub fn choose() {
    if !has_graphics_card(std::path::Path::new("/dev/dri")) {
        // A window that draws the dearer way is no reason to stop.
        let _ = webkit2gtk::glib::setenv("WEBKIT_DISABLE_DMABUF_RENDERER", "1", false);
    }
}

#[cfg(not(target_os = "linux"))]
pub fn choose() {}

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
