use tauri::Url;

/// Whether the window may go there: to the app's own page and nowhere else. Links in articles are opened
/// outside by the command `link_open`; what reaches this point otherwise is a fault or an attack.
pub fn admits(address: &Url) -> bool {
    let own = match address.scheme() {
        "tauri" => address.host_str() == Some("localhost"),
        // Where the web view knows no schemes of an app's own.
        "http" | "https" if cfg!(any(windows, target_os = "android")) => {
            address.host_str() == Some("tauri.localhost")
        }
        _ => false,
    };
    own && address.username().is_empty() && address.port().is_none()
        || cfg!(dev) && address.host_str() == Some("localhost") && address.port() == Some(1420)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn admitted(address: &str) -> bool {
        admits(&Url::parse(address).expect("an address"))
    }

    #[test]
    #[cfg(not(windows))]
    fn the_window_goes_to_its_own_page_only() {
        assert!(admitted("tauri://localhost/"));
        assert!(admitted("tauri://localhost/index.html#reading"));
        for elsewhere in [
            "https://example.org/",
            "http://tauri.localhost/",
            "tauri://elsewhere/",
            "tauri://localhost:80/",
            "tauri://reader@localhost/",
            "javascript:alert(1)",
            "data:text/html,x",
            "file:///etc/passwd",
            "about:blank",
            "picture://localhost/a/b",
        ] {
            assert!(!admitted(elsewhere), "{elsewhere}");
        }
    }
}
