use std::fs;
use std::path::Path;

/// Where the kernel shows graphics processors.
const DEVICES: &str = "/dev/dri";

/// Without a graphics processor GTK and WebKit would have one played by the processor: its library is loaded and its
/// shaders are compiled at each start, and the page is painted in layers that are kept and put together for each frame.
/// So GTK has no GL, and WebKit paints what is seen, once (decision 20).
const PLAINLY: &[(&str, &str)] = &[
    ("GDK_GL", "disable"),
    ("WEBKIT_DISABLE_COMPOSITING_MODE", "1"),
    ("WEBKIT_SKIA_ENABLE_CPU_RENDERING", "1"),
];

/// Says who paints the page, before GTK and WebKit ask. What the reader has set stays.
pub fn choose() {
    if !has_processor(Path::new(DEVICES)) {
        for (name, value) in PLAINLY {
            // That it cannot be set only leaves the slower way.
            let _ = glib::setenv(name, value, false);
        }
    }
}

/// Whether there is something that renders; a display alone (`card0` of a virtual machine) does not.
fn has_processor(devices: &Path) -> bool {
    fs::read_dir(devices).is_ok_and(|found| {
        found
            .flatten()
            .any(|device| device.file_name().as_encoded_bytes().starts_with(b"renderD"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_renders_counts() {
        let devices = tempfile::tempdir().expect("a folder");
        assert!(!has_processor(&devices.path().join("none")));
        fs::write(devices.path().join("card0"), "").expect("written");
        assert!(!has_processor(devices.path()));
        fs::write(devices.path().join("renderD128"), "").expect("written");
        assert!(has_processor(devices.path()));
    }
}
