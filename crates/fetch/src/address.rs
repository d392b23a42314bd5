use url::{Host, Url};

use crate::{FetchError, Kind};

/// Schemes that people paste and that are neither http nor https, nor a host's name before its port.
const FOREIGN: [&str; 13] = [
    "about",
    "blob",
    "data",
    "file",
    "ftp",
    "gopher",
    "javascript",
    "magnet",
    "mailto",
    "sms",
    "tel",
    "view-source",
    "ws",
];

/// Schemes that say "a feed at this web address".
const FEED: [&str; 4] = ["feed", "itpc", "pcast", "podcast"];

/// The web address that somebody typed: spaces around it trimmed, `feed:` taken off, a missing scheme supplied
/// (http for this machine and for bare IP addresses, else https), names outside ASCII as IDNA, no fragment.
pub fn normalise_address(typed: &str) -> Result<Url, FetchError> {
    let blank =
        |c: char| c.is_whitespace() || c.is_control() || matches!(c, '\u{200b}' | '\u{feff}' | '<' | '>');
    let mut rest = typed.trim_matches(blank);
    let fail = |kind| FetchError {
        url: without_password(typed.trim_matches(blank)),
        kind,
    };
    while let Some((scheme, after)) = rest.split_once(':') {
        if !FEED.iter().any(|feed| feed.eq_ignore_ascii_case(scheme)) || starts_with_port(after) {
            break;
        }
        let inner = after.trim_start_matches('/');
        // `feed://https//example.org` and `feed:https://example.org` are both seen.
        rest = if is_web(inner) { inner } else { after };
    }
    let url = match rest.split_once(':') {
        _ if rest.starts_with("//") => complete(rest.trim_start_matches('/')),
        Some((scheme, _))
            if ["http", "https"]
                .iter()
                .any(|web| web.eq_ignore_ascii_case(scheme)) =>
        {
            Url::parse(rest).ok()
        }
        Some((scheme, after))
            if after.starts_with("//") || FOREIGN.iter().any(|name| name.eq_ignore_ascii_case(scheme)) =>
        {
            let is_scheme = !scheme.is_empty()
                && scheme
                    .chars()
                    .all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c))
                && scheme.len() > 1;
            return Err(fail(if is_scheme {
                Kind::UnsupportedScheme
            } else {
                Kind::BadAddress
            }));
        }
        _ => complete(rest),
    };
    let mut url = url.filter(Url::has_host).ok_or_else(|| fail(Kind::BadAddress))?;
    url.set_fragment(None);
    Ok(url)
}

/// `host:port` of a web address, the port always written, as [`crate::Origin::Content`] takes it.
pub fn host_and_port(url: &Url) -> Option<String> {
    Some(format!("{}:{}", url.host_str()?, url.port_or_known_default()?))
}

/// True where the host is this machine by its very spelling.
pub fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Ipv4(ip)) => ip.is_loopback(),
        Some(Host::Ipv6(ip)) => ip.is_loopback(),
        Some(Host::Domain(name)) => {
            let name = name.trim_end_matches('.');
            name == "localhost" || name.ends_with(".localhost")
        }
        None => false,
    }
}

/// The address without name and password.
pub(crate) fn bare(url: &Url) -> Url {
    let mut bare = url.clone();
    // Neither call can fail for an address with a host.
    let _ = bare.set_username("");
    let _ = bare.set_password(None);
    bare
}

/// An address typed without a scheme. A single word is no address; a word with a port or a path is a host in
/// somebody's own network.
fn complete(rest: &str) -> Option<Url> {
    let secure = Url::parse(&format!("https://{rest}")).ok()?;
    let word = !rest.contains(['.', ':', '/', '[']) && !is_loopback(&secure);
    let name = rest.split(['/', '?', '#']).next().unwrap_or_default();
    if word || name.contains(|c: char| c.is_whitespace() || c == '\\') {
        return None;
    }
    match secure.host() {
        Some(Host::Domain(_)) if !is_loopback(&secure) => Some(secure),
        // Parsed anew, for `:80` and `:443` mean something else now.
        _ => Url::parse(&format!("http://{rest}")).ok(),
    }
}

fn is_web(text: &str) -> bool {
    let head = text.get(..8).unwrap_or(text).to_ascii_lowercase();
    head.starts_with("http://") || head.starts_with("https://")
}

/// True after a host's name: `8080`, `8080/feed`.
fn starts_with_port(text: &str) -> bool {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    digits > 0 && matches!(text.as_bytes().get(digits), None | Some(b'/' | b'?' | b'#'))
}

/// What was typed, for a message: nothing between `//` (or the start) and an `@` in the host's place.
fn without_password(typed: &str) -> String {
    let start = typed.find("//").map_or(0, |at| at + 2);
    let end = typed[start..]
        .find(['/', '?', '#'])
        .map_or(typed.len(), |at| start + at);
    match typed[start..end].rfind('@') {
        Some(at) if start > 0 => format!("{}{}", &typed[..start], &typed[start + at + 1..]),
        _ => typed.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ok(typed: &str) -> String {
        normalise_address(typed).map_or_else(|e| format!("{:?}", e.kind), String::from)
    }

    #[test]
    fn takes_addresses_as_people_type_them() {
        for (typed, expected) in [
            ("example.org", "https://example.org/"),
            ("  example.org/feed\n", "https://example.org/feed"),
            ("<https://example.org/a>", "https://example.org/a"),
            ("HTTP://Example.ORG/A", "http://example.org/A"),
            ("feed:https://example.org/rss", "https://example.org/rss"),
            ("feed://example.org/rss", "https://example.org/rss"),
            ("feed://http://example.org/rss", "http://example.org/rss"),
            ("feed:example.org/rss", "https://example.org/rss"),
            ("FEED:feed:example.org", "https://example.org/"),
            ("feed://localhost:8000/x", "http://localhost:8000/x"),
            ("feed:8080/x", "https://feed:8080/x"),
            ("//example.org/x", "https://example.org/x"),
            ("https:example.org", "https://example.org/"),
            ("localhost", "http://localhost/"),
            ("localhost:8000/feed", "http://localhost:8000/feed"),
            ("127.0.0.1:4000", "http://127.0.0.1:4000/"),
            ("192.168.1.2/rss", "http://192.168.1.2/rss"),
            ("[::1]:80/x", "http://[::1]/x"),
            ("blog.localhost", "http://blog.localhost/"),
            ("example.org:8443/feed", "https://example.org:8443/feed"),
            (
                "user:secret@example.org/feed",
                "https://user:secret@example.org/feed",
            ),
            (
                "қазақстан.қаз/жаңалық",
                "https://xn--80aaa0a6awh12ed.xn--80ao21a/%D0%B6%D0%B0%D2%A3%D0%B0%D0%BB%D1%8B%D2%9B",
            ),
            ("example.org/feed#top", "https://example.org/feed"),
            ("intranet/feed", "https://intranet/feed"),
        ] {
            assert_eq!(ok(typed), expected, "{typed:?}");
        }
    }

    #[test]
    fn tells_what_is_no_web_address() {
        for typed in [
            "",
            " ",
            "kazpost",
            "two words",
            "two words.kz",
            "https://",
            "http://[::1",
            "C:\\feed.xml",
            "a:b:c",
            "://x",
        ] {
            assert_eq!(ok(typed), "BadAddress", "{typed:?}");
        }
        for typed in [
            "ftp://example.org/x",
            "mailto:a@example.org",
            "javascript:alert(1)",
            "file:///etc/passwd",
            "gemini://x.org/",
        ] {
            assert_eq!(ok(typed), "UnsupportedScheme", "{typed:?}");
        }
        let secret = normalise_address("ftp://me:secret@example.org/").map_err(|e| e.to_string());
        assert_eq!(
            secret,
            Err("ftp://example.org/ is neither an http nor an https address.".into())
        );
    }

    #[test]
    fn a_trusted_host_has_its_port_written() {
        let of = |text: &str| Url::parse(text).ok().as_ref().and_then(host_and_port);
        assert_eq!(of("https://example.org/x").as_deref(), Some("example.org:443"));
        assert_eq!(of("http://[::1]:81/").as_deref(), Some("[::1]:81"));
        assert_eq!(of("mailto:a@b"), None);
    }
}
