//! Frames, videos and recordings from outside: a link to them instead, so that nothing is asked for unless the
//! reader goes there.

use url::Url;

use crate::addresses::{self, Link};

/// The class of such a link.
pub const CLASS: &str = "article-media";

/// Where a frame or recording can be seen or heard by following a link; `None`: nowhere on the web.
pub fn address(value: &str, base: Option<&Url>) -> Option<String> {
    let Some(Link::Away(address)) = addresses::link(value, base) else {
        return None;
    };
    let url = Url::parse(&address)
        .ok()
        .filter(|url| matches!(url.scheme(), "http" | "https"))?;
    Some(page(&url).unwrap_or(address))
}

/// The page of which a player is the frame.
fn page(url: &Url) -> Option<String> {
    let host = url.host_str()?;
    let host = host.strip_prefix("www.").unwrap_or(host);
    let mut parts = url.path_segments()?.filter(|part| !part.is_empty());
    let (first, second) = (parts.next()?, parts.next()?);
    let plain = |id: &str| {
        id.bytes()
            .all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_')
    };
    match (host, first) {
        ("youtube.com" | "youtube-nocookie.com", "embed") if second == "videoseries" => None,
        ("youtube.com" | "youtube-nocookie.com", "embed" | "v") if plain(second) => {
            Some(format!("https://www.youtube.com/watch?v={second}"))
        }
        ("player.vimeo.com", "video") if plain(second) => Some(format!("https://vimeo.com/{second}")),
        _ => None,
    }
}

/// What such a link says: the frame's own title, else whose it is.
pub fn label(title: Option<&str>, address: &str) -> String {
    let title = title.map(str::trim).filter(|title| !title.is_empty());
    if let Some(title) = title {
        return title.to_owned();
    }
    let host = Url::parse(address)
        .ok()
        .and_then(|url| url.host_str().map(str::to_owned))
        .unwrap_or_default();
    host.strip_prefix("www.").unwrap_or(&host).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn players_lead_to_their_pages() {
        let at = |value| address(value, None);
        assert_eq!(
            at("https://www.youtube-nocookie.com/embed/a_B-1?rel=0").as_deref(),
            Some("https://www.youtube.com/watch?v=a_B-1")
        );
        assert_eq!(
            at("https://player.vimeo.com/video/42").as_deref(),
            Some("https://vimeo.com/42")
        );
        assert_eq!(
            at("https://a.example/x.mp3").as_deref(),
            Some("https://a.example/x.mp3")
        );
        assert_eq!(at("about:blank"), None);
        assert_eq!(at("javascript:x"), None);
    }

    #[test]
    fn a_link_says_its_title_or_its_host() {
        assert_eq!(label(Some(" Rain "), "https://a.example/x"), "Rain");
        assert_eq!(label(Some(" "), "https://www.a.example/x"), "a.example");
    }
}
