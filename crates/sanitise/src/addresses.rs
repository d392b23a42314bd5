//! Which addresses may stay, and in what form.
//!
//! Links go to `http`, `https` and `mailto`, pictures come from `http`, `https` or are small raster images in a
//! `data:` address. An address that is plain already stays letter for letter; any other takes the form that the
//! WHATWG URL Standard gives it, so that it means one thing to every reader of it.

use std::borrow::Cow;

use url::{ParseError, Url};

/// Before every `id` that is kept, so that none can be taken for one of the app's own.
pub const PREFIX: &str = "article-";

/// Where a link leads.
#[derive(Debug, PartialEq, Eq)]
pub enum Link {
    /// To another address.
    Away(String),
    /// To a place on the article's own page: the `id` as it is kept, and the whole address where it is known.
    Here(String, Option<String>),
    /// Relative, and nobody knows to what.
    Relative(String),
}

/// What a link's `href` leads to; `None`: nowhere it may.
pub fn link(value: &str, base: Option<&Url>) -> Option<Link> {
    let value = without_noise(value);
    if let Some(fragment) = value.strip_prefix('#') {
        let away = base.and_then(|base| base.join(&value).ok()).map(String::from);
        return match anchor(fragment) {
            Some(id) => Some(Link::Here(id, away)),
            None => away.filter(|_| !fragment.is_empty()).map(Link::Away),
        };
    }
    match absolute(&value, base)? {
        Absolute::Is(url, text) if matches!(url.scheme(), "http" | "https") => {
            let here = base
                .filter(|base| same_page(base, &url))
                .and(url.fragment())
                .and_then(anchor);
            Some(match here {
                Some(id) => Link::Here(id, Some(text)),
                None => Link::Away(text),
            })
        }
        // What the parser itself would change on a second reading is not worth a letter to the author.
        Absolute::Is(url, text) if url.scheme() == "mailto" => Url::parse(&text)
            .is_ok_and(|again| again.as_str() == text || is_plain(&text))
            .then_some(Link::Away(text)),
        Absolute::Is(..) => None,
        Absolute::Unknown(text) => Some(Link::Relative(text)),
    }
}

/// Where a picture is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Picture {
    /// At an `http` or `https` address.
    Remote(Url, String),
    /// In the address itself.
    Data(String),
    /// Relative, and nobody knows to what.
    Relative(String),
}

impl Picture {
    /// The address as text.
    pub fn address(&self) -> &str {
        match self {
            Picture::Remote(_, text) | Picture::Data(text) | Picture::Relative(text) => text,
        }
    }
}

/// Where a picture's `src` leads; `None`: nowhere it may.
pub fn picture(value: &str, base: Option<&Url>) -> Option<Picture> {
    let value = without_noise(value);
    if value
        .get(..5)
        .is_some_and(|start| start.eq_ignore_ascii_case("data:"))
    {
        return raster(&value).then(|| Picture::Data(value.into_owned()));
    }
    if value.starts_with('#') {
        return None;
    }
    match absolute(&value, base)? {
        Absolute::Is(url, text) => {
            matches!(url.scheme(), "http" | "https").then_some(Picture::Remote(url, text))
        }
        Absolute::Unknown(text) => Some(Picture::Relative(text)),
    }
}

/// The `id` under which a place in the article is kept; `None` where it cannot be one.
pub fn anchor(id: &str) -> Option<String> {
    let bare = id.strip_prefix(PREFIX).unwrap_or(id);
    let fits = |c: char| !c.is_whitespace() && !c.is_control() && !matches!(c, '"' | '\'' | '<' | '>' | '&');
    let sound = !bare.is_empty() && bare.len() <= 200 && bare.chars().all(fits);
    sound.then(|| format!("{PREFIX}{bare}"))
}

/// Percent-encoded bytes resolved: how a fragment finds an `id` that is not ASCII.
pub fn decoded(text: &str) -> Option<String> {
    if !text.contains('%') {
        return None;
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        let code = (byte == b'%')
            .then(|| std::str::from_utf8(after.get(..2)?).ok())
            .flatten();
        match code.and_then(|code| u8::from_str_radix(code, 16).ok()) {
            Some(code) => {
                bytes.push(code);
                rest = &after[2..];
            }
            None => {
                bytes.push(byte);
                rest = after;
            }
        }
    }
    String::from_utf8(bytes).ok()
}

enum Absolute {
    Is(Url, String),
    Unknown(String),
}

fn absolute(value: &str, base: Option<&Url>) -> Option<Absolute> {
    if value.is_empty() {
        return None;
    }
    let parsed = match base {
        Some(base) => base.join(value),
        None => Url::parse(value),
    };
    match parsed {
        Ok(url) if is_plain(value) => Some(Absolute::Is(url, value.to_owned())),
        Ok(url) => {
            // A host in Unicode has more than one way to be written; what comes out must read as itself.
            let steady = url.host_str().is_none_or(|host| !host.contains("xn--"))
                || Url::parse(url.as_str()).is_ok_and(|again| again == url);
            let text = url.as_str().to_owned();
            steady.then_some(Absolute::Is(url, text))
        }
        // Something before a colon that is no scheme here may be one to somebody else.
        Err(ParseError::RelativeUrlWithoutBase) => {
            let head = value.split(['/', '?', '#', '\\']).next().unwrap_or_default();
            (!head.contains(':')).then(|| Absolute::Unknown(value.to_owned()))
        }
        Err(_) => None,
    }
}

/// As a browser reads an address: without what surrounds it, and without line breaks and tabs inside.
fn without_noise(value: &str) -> Cow<'_, str> {
    let value = value.trim_matches(|c: char| c <= ' ');
    if value.contains(['\t', '\n', '\r']) {
        let kept: String = value
            .chars()
            .filter(|c| !matches!(c, '\t' | '\n' | '\r'))
            .collect();
        return Cow::Owned(kept.trim_matches(|c: char| c <= ' ').to_owned());
    }
    Cow::Borrowed(value)
}

/// True where every reader of this address reads the same.
fn is_plain(value: &str) -> bool {
    let scheme = ["http://", "https://", "mailto:"]
        .iter()
        .any(|scheme| value.starts_with(scheme));
    scheme
        && value
            .bytes()
            .all(|b| b.is_ascii_graphic() && !b"\"<>\\^`{|}".contains(&b))
}

/// True for most addresses of the web, without taking them apart: what has a name for a host and nothing odd in it is no error to any
/// parser (WHATWG URL, 3.5).
pub fn is_plainly_web(value: &str) -> bool {
    let Some(after) = value
        .strip_prefix("https://")
        .or_else(|| value.strip_prefix("http://"))
    else {
        return false;
    };
    let host = after.split('/').next().unwrap_or_default();
    let ending = host.rsplit('.').next().unwrap_or_default();
    // What ends in a number is one as a whole.
    ending.starts_with(|c: char| c.is_ascii_lowercase())
        && !host.contains("xn--")
        && host
            .bytes()
            .all(|b| matches!(b, b'a'..=b'z' | b'0'..=b'9' | b'.' | b'-'))
}

fn same_page(a: &Url, b: &Url) -> bool {
    b.fragment().is_some() && a[..url::Position::AfterQuery] == b[..url::Position::AfterQuery]
}

fn raster(value: &str) -> bool {
    const KINDS: [&str; 5] = ["png", "jpeg", "jpg", "gif", "webp"];
    let Some((head, body)) = value.split_once(',') else {
        return false;
    };
    let head = head[5..].to_ascii_lowercase();
    let mut parts = head.split(';');
    let kind = parts.next().unwrap_or_default();
    kind.strip_prefix("image/")
        .is_some_and(|kind| KINDS.contains(&kind))
        && parts.all(|part| part == "base64")
        && head.ends_with(";base64")
        && !body.is_empty()
        && body
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b"+/=%_-".contains(&b))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn base() -> Url {
        Url::parse("https://paper.example/2026/story.html?p=1#top").unwrap()
    }

    fn away(value: &str) -> Option<String> {
        match link(value, Some(&base())) {
            Some(Link::Away(text)) => Some(text),
            _ => None,
        }
    }

    #[test]
    fn links_lead_to_the_web_and_to_mail_only() {
        assert_eq!(away("../a b").as_deref(), Some("https://paper.example/a%20b"));
        assert_eq!(
            away("http://example.org").as_deref(),
            Some("http://example.org"),
            "plain stays as it is"
        );
        assert_eq!(away("mailto:a@b.example").as_deref(), Some("mailto:a@b.example"));
        for bad in [
            "javascript:x",
            "java\tscript:x",
            "\u{1}javascript:x",
            "JAVASCRIPT:x",
            "data:text/html,x",
            "file:///etc/passwd",
            "blob:https://a/b",
            "vbscript:x",
            "ftp://a/b",
            "view-source:x",
            "",
            "https://",
        ] {
            assert_eq!(away(bad), None, "{bad:?} must lead nowhere");
        }
    }

    #[test]
    fn what_is_plainly_of_the_web_is_so_to_a_parser() {
        let parts = [
            "http://", "https://", "HTTPS://", "ftp:", "a", "A", "-", ".", "1", "0x1", "xn--", "/", "\\",
            "@", ":", ":80", ":x", "%41", "?", "#", " ", "ж", "[", "]",
        ];
        let mut plain = 0;
        for number in 0..parts.len().pow(4) {
            let part = |place: u32| parts[number / parts.len().pow(place) % parts.len()];
            let value = format!("{}{}{}{}", part(0), part(1), part(2), part(3));
            if is_plainly_web(&value) {
                plain += 1;
                let url = Url::parse(&value).unwrap_or_else(|error| panic!("{value}: {error}"));
                assert!(matches!(url.scheme(), "http" | "https"), "{value}");
            }
        }
        assert!(plain > 100, "{plain}");
        assert!(is_plainly_web("https://www.paper-1.example/2026/a?b=c"));
    }

    #[test]
    fn own_page_fragments_are_places_here() {
        let here = |value| match link(value, Some(&base())) {
            Some(Link::Here(id, _)) => Some(id),
            _ => None,
        };
        assert_eq!(here("#fn1").as_deref(), Some("article-fn1"));
        assert_eq!(
            here("#article-fn1").as_deref(),
            Some("article-fn1"),
            "prefixed once"
        );
        assert_eq!(
            here("https://paper.example/2026/story.html?p=1#fn1").as_deref(),
            Some("article-fn1")
        );
        assert_eq!(
            here("https://paper.example/2026/story.html?p=2#fn1"),
            None,
            "another page"
        );
        assert_eq!(link("#", None), None);
    }

    #[test]
    fn relative_without_a_base_stays_unless_it_hides_a_scheme() {
        assert_eq!(link("a/b?c#d", None), Some(Link::Relative("a/b?c#d".into())));
        assert_eq!(link("1a:b", None), None);
        assert_eq!(link(":b", None), None);
    }

    #[test]
    fn data_is_for_raster_pictures_alone() {
        assert!(picture("data:image/png;base64,AAAA", None).is_some());
        for bad in [
            "data:image/svg+xml;base64,AAAA",
            "data:text/html,x",
            "data:image/png,<svg>",
            "data:,",
            "data:image/png;charset=x;base64,AA",
            "DATA:image/svg+xml,x",
        ] {
            assert_eq!(picture(bad, None), None, "{bad}");
        }
    }

    #[test]
    fn percent_codes_are_resolved() {
        assert_eq!(decoded("article-%D0%B6").as_deref(), Some("article-ж"));
        assert_eq!(decoded("a%zz%4").as_deref(), Some("a%zz%4"));
        assert_eq!(decoded("a"), None);
    }
}
