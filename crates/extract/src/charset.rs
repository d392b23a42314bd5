use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};

/// How far a page may declare its charset (HTML, 13.2.3.2).
const DECLARED_WITHIN: usize = 1024;

/// The page as text: byte order mark, then the header's charset, then the page's own, then UTF-8 where it holds,
/// else windows-1252 (HTML, 13.2.3.1). What cannot be read becomes U+FFFD.
pub(crate) fn text<'a>(bytes: &'a [u8], content_type: Option<&str>) -> Cow<'a, str> {
    let head = &bytes[..bytes.len().min(DECLARED_WITHIN)];
    let encoding = content_type
        .and_then(|header| declared(header.as_bytes()))
        // A page that could be searched in ASCII is not UTF-16, whatever it declares.
        .or_else(|| declared(head).map(|own| if own.is_ascii_compatible() { own } else { UTF_8 }))
        .unwrap_or_else(|| {
            if std::str::from_utf8(bytes).is_ok() {
                UTF_8
            } else {
                WINDOWS_1252
            }
        });
    encoding.decode(bytes).0
}

/// The label after the first `charset=` that names an encoding.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    const NAME: &[u8] = b"charset";
    let ends =
        |byte: &u8| byte.is_ascii_whitespace() || matches!(byte, b'"' | b'\'' | b';' | b'>' | b'/' | b',');
    let mut rest = bytes;
    while let Some(at) = rest
        .windows(NAME.len())
        .position(|window| window.eq_ignore_ascii_case(NAME))
    {
        rest = &rest[at + NAME.len()..];
        let Some(value) = rest.trim_ascii_start().strip_prefix(b"=") else {
            continue;
        };
        let value = value.trim_ascii_start();
        let value = value
            .strip_prefix(b"\"")
            .or(value.strip_prefix(b"'"))
            .unwrap_or(value);
        let end = value.iter().position(ends).unwrap_or(value.len());
        if let Some(encoding) = Encoding::for_label(&value[..end]) {
            return Some(encoding);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_header_ranks_before_the_page_and_the_mark_before_both() {
        let cp1251 = b"<meta charset=windows-1251>\xcf\xee\xf7\xf2\xe0";
        assert!(text(cp1251, None).ends_with("Почта"));
        assert!(text(cp1251, Some("text/html; charset=\"windows-1251\"")).ends_with("Почта"));
        assert!(text(cp1251, Some("text/html;charset=utf-8")).ends_with('\u{fffd}'));
        assert_eq!(
            text("\u{feff}Пошта".as_bytes(), Some("text/html; charset=koi8-r")),
            "Пошта"
        );
    }

    #[test]
    fn undeclared_pages_are_utf_8_or_the_old_default() {
        assert_eq!(text("Қала".as_bytes(), Some("text/html")), "Қала");
        assert_eq!(text(b"caf\xe9", None), "café");
        assert_eq!(
            text(b"<meta charset='utf-16'>a", None),
            "<meta charset='utf-16'>a"
        );
        assert_eq!(
            text("<meta charset=\"nonsense\">Қ".as_bytes(), None),
            "<meta charset=\"nonsense\">Қ"
        );
    }
}
