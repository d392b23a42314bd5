use std::fs;
use std::panic::catch_unwind;
use std::path::Path;

use khronos_egl::{EXTENSIONS, Instance, Static};

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

/// Which implementations of EGL there are, as libglvnd reads it when it is first asked anything.
/// <https://github.com/NVIDIA/libglvnd/blob/master/src/EGL/icd_enumeration.md>
const IMPLEMENTATIONS: &str = "__EGL_VENDOR_LIBRARY_FILENAMES";

/// Says who paints the page, before GTK and WebKit ask. What the reader has set stays.
pub fn choose() {
    if !has_processor(Path::new(DEVICES)) {
        for (name, value) in PLAINLY {
            // That it cannot be set only leaves the slower way.
            let _ = glib::setenv(name, value, false);
        }
        leave_out_egl();
    }
}

/// WebKit asks in this process, too, which graphics there are, and the process of the page waits meanwhile: Mesa and LLVM
/// are loaded for an answer that is known. So EGL is asked once while it finds no implementation, which holds for this process
/// alone: that of the page ends itself where it finds none.
fn leave_out_egl() {
    if glib::getenv(IMPLEMENTATIONS).is_some() {
        return;
    }
    if glib::setenv(IMPLEMENTATIONS, "/nonexistent", false).is_ok() {
        // The binding panics where there is neither an answer nor an error; only the slower way would be left.
        let _ = catch_unwind(|| Instance::new(Static).query_string(None, EXTENSIONS).is_ok());
        glib::unsetenv(IMPLEMENTATIONS);
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
    fn mesa_is_not_loaded_where_nothing_renders() {
        leave_out_egl();
        assert!(
            glib::getenv(IMPLEMENTATIONS).is_none(),
            "the page's process finds its own"
        );
        // What WebKit asks.
        let _ = Instance::new(Static).query_string(None, EXTENSIONS);
        let loaded = fs::read_to_string("/proc/self/maps").expect("what is loaded");
        assert!(loaded.contains("libEGL.so"), "the library itself is there");
        assert!(!loaded.contains("libEGL_mesa"), "and no implementation of it");
    }

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
