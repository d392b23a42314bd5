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
    fn the_window_goes_to_its_own_page_only() {
        // The engine of Windows knows no schemes of an app's own.
        let (own, others) = if cfg!(windows) {
            let others = [
                "http://localhost/",
                "http://tauri.localhost:8080/",
                "http://reader@tauri.localhost/",
            ];
            ("http://tauri.localhost/", others)
        } else {
            let others = [
                "http://tauri.localhost/",
                "tauri://localhost:80/",
                "tauri://reader@localhost/",
            ];
            ("tauri://localhost/", others)
        };
        assert!(admitted(own));
        assert!(admitted(&format!("{own}index.html#reading")));
        let elsewhere = [
            "https://example.org/",
            "tauri://elsewhere/",
            "javascript:alert(1)",
            "data:text/html,x",
            "file:///etc/passwd",
            "about:blank",
            "picture://localhost/a/b",
        ];
        for elsewhere in others.into_iter().chain(elsewhere) {
            assert!(!admitted(elsewhere), "{elsewhere}");
        }
    }
}
