//! Bytes → text: the byte order mark, then the header's charset, then the document's own declaration (RFC 7303,
//! 3 and 8), then what the bytes look like. A declaration that the bytes refute is passed over.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use memchr::memmem;

use crate::text::character;

/// How far into the document its declaration may stand (there are those that begin with empty lines).
const DECLARED_WITHIN: usize = 1024;

/// The document as text.
pub(crate) fn text<'a>(bytes: &'a [u8], content_type: Option<&str>) -> Cow<'a, str> {
    mend_c1(decode(bytes, content_type))
}

fn decode<'a>(bytes: &'a [u8], content_type: Option<&str>) -> Cow<'a, str> {
    if let Some(text) = utf32(bytes) {
        return Cow::Owned(text);
    }
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        return encoding.decode_without_bom_handling(&bytes[length..]).0;
    }
    if let Some(encoding) = utf16_without_mark(bytes) {
        return encoding.decode_without_bom_handling(bytes).0;
    }
    let header = content_type.and_then(charset);
    let own = declared(bytes);
    let utf8 = simdutf8::basic::from_utf8(bytes).ok();
    if let Some(text) = utf8
        && (text.is_ascii() || header.or(own).is_none_or(|named| is_utf8_anyway(named, text)))
    {
        // ISO-2022-JP is ASCII to the eye.
        if let Some(named) = header.or(own)
            && named.name() == "ISO-2022-JP"
        {
            return named.decode_without_bom_handling(bytes).0;
        }
        return Cow::Borrowed(text);
    }
    for encoding in [header, own].into_iter().flatten() {
        if encoding != UTF_8
            && encoding.is_ascii_compatible()
            && let Some(text) = encoding.decode_without_bom_handling_and_without_replacement(bytes)
        {
            return text;
        }
    }
    if mostly_utf8(bytes) {
        return UTF_8.decode_without_bom_handling(bytes).0;
    }
    let named = [header, own]
        .into_iter()
        .flatten()
        .find(|named| *named != UTF_8 && named.is_ascii_compatible());
    named
        .unwrap_or_else(|| guess(bytes))
        .decode_without_bom_handling(bytes)
        .0
}

/// What is valid UTF-8 beyond ASCII is UTF-8: in any other encoding that is gibberish, but for the shortest texts in
/// those that use the same bytes for letters.
fn is_utf8_anyway(named: &'static Encoding, text: &str) -> bool {
    let marks = text.bytes().filter(|byte| *byte >= 0xC0).take(4).count();
    named == UTF_8
        || named == WINDOWS_1252
        || !named.is_ascii_compatible()
        || named.is_single_byte()
        || marks >= 4
}

/// A few broken bytes among many good ones do not make a document another encoding's.
fn mostly_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().bytes().filter(|byte| *byte >= 0xC0).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good > bad * 4
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    const ENOUGH: usize = 1 << 16;
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(&bytes[..bytes.len().min(ENOUGH)], bytes.len() <= ENOUGH);
    detector.guess(None, Utf8Detection::Deny)
}

/// The charset that a `Content-Type` names.
fn charset(content_type: &str) -> Option<&'static Encoding> {
    let lower = content_type.to_ascii_lowercase();
    let (_, value) = lower.split_once("charset")?;
    let value = value.trim_start().strip_prefix('=')?.trim_start();
    let value = value.trim_start_matches(['"', '\'']);
    let end = value.find(['"', '\'', ';', ',', ' ']).unwrap_or(value.len());
    label(&value[..end])
}

/// The encoding that the XML declaration names.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(DECLARED_WITHIN)];
    let start = memmem::find(head, b"<?xml")?;
    let head = &head[start..];
    let head = &head[..head.iter().position(|byte| *byte == b'>')?];
    let value = &head[memmem::find(head, b"encoding")? + 8..];
    let value = value.trim_ascii_start().strip_prefix(b"=")?.trim_ascii_start();
    let quote = *value.first()?;
    let value = &value[1..];
    let end = value
        .iter()
        .position(|byte| *byte == quote || byte.is_ascii_whitespace())?;
    label(std::str::from_utf8(&value[..end]).ok()?)
}

/// Labels of the Encoding Standard (<https://encoding.spec.whatwg.org/>), and its names misspelt.
fn label(label: &str) -> Option<&'static Encoding> {
    Encoding::for_label(label.as_bytes()).or_else(|| {
        let bare: String = label.chars().filter(char::is_ascii_alphanumeric).collect();
        let bare = bare.to_ascii_lowercase();
        let bare = bare
            .strip_prefix("xwindows")
            .or(bare.strip_prefix("windows"))
            .unwrap_or(&bare);
        let bare = bare
            .strip_prefix("win")
            .or(bare.strip_prefix("cp"))
            .unwrap_or(bare);
        let name = match bare {
            "utf8" | "unicode" | "utf8n" | "utf8mb4" => "utf-8",
            "1250" | "1251" | "1252" | "1253" | "1254" | "1255" | "1256" | "1257" | "1258" | "874" => {
                return Encoding::for_label(format!("windows-{bare}").as_bytes());
            }
            "koi8" | "koi8r" => "koi8-r",
            "koi8u" => "koi8-u",
            "949" | "euckr" => "euc-kr",
            "932" | "sjis" | "shiftjis" => "shift_jis",
            "936" | "gb2312" | "gb18030" => "gb18030",
            "950" | "big5" => "big5",
            "latin1" | "iso88591" | "ascii" | "usascii" => "windows-1252",
            _ => return None,
        };
        Encoding::for_label(name.as_bytes())
    })
}

/// UTF-16 without a byte order mark shows itself by `<` or `{` as two bytes (XML 1.0, F.1).
fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let space = |byte: u8| byte.is_ascii_whitespace() || byte == b'<' || byte == b'{';
    match bytes {
        [0, first, 0, second, ..] if space(*first) && second.is_ascii() && *second != 0 => Some(UTF_16BE),
        [first, 0, second, 0, ..] if space(*first) && second.is_ascii() && *second != 0 => Some(UTF_16LE),
        _ => None,
    }
}

/// UTF-32, which the Encoding Standard does not know, by its mark or by its `<`.
fn utf32(bytes: &[u8]) -> Option<String> {
    let (big, skip) = match bytes {
        [0, 0, 0xFE, 0xFF, ..] => (true, 4),
        [0xFF, 0xFE, 0, 0, ..] => (false, 4),
        [0, 0, 0, b'<', ..] => (true, 0),
        [b'<', 0, 0, 0, ..] => (false, 0),
        _ => return None,
    };
    let read = |unit: &[u8; 4]| {
        if big {
            u32::from_be_bytes(*unit)
        } else {
            u32::from_le_bytes(*unit)
        }
    };
    let (units, _) = bytes[skip..].as_chunks::<4>();
    Some(
        units
            .iter()
            .map(|unit| char::from_u32(read(unit)).unwrap_or(char::REPLACEMENT_CHARACTER))
            .collect(),
    )
}

/// U+0080–U+009F were windows-1252 before somebody took them for ISO-8859-1.
fn mend_c1(text: Cow<'_, str>) -> Cow<'_, str> {
    let is_c1 = |text: &str| {
        memchr::memchr_iter(0xC2, text.as_bytes())
            .any(|at| text.as_bytes().get(at + 1).is_some_and(|b| *b < 0xA0))
    };
    if !is_c1(&text) {
        return text;
    }
    let mend = |c: char| {
        if ('\u{80}'..='\u{9f}').contains(&c) {
            character(u32::from(c))
        } else {
            c
        }
    };
    Cow::Owned(text.chars().map(mend).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    const WORD: &str = "Жаңалықтар";

    fn russian(label: &str) -> Vec<u8> {
        let (bytes, _, _) = Encoding::for_label(label.as_bytes())
            .unwrap()
            .encode("<t>Последние новости города и мира</t>");
        bytes.into_owned()
    }

    #[test]
    fn marks_rank_first() {
        for (bytes, what) in [
            (format!("\u{feff}{WORD}").into_bytes(), "utf-8"),
            (
                format!("\u{feff}{WORD}")
                    .encode_utf16()
                    .flat_map(u16::to_be_bytes)
                    .collect(),
                "utf-16be",
            ),
            (
                format!("\u{feff}{WORD}")
                    .encode_utf16()
                    .flat_map(u16::to_le_bytes)
                    .collect(),
                "utf-16le",
            ),
            (
                format!("\u{feff}{WORD}")
                    .chars()
                    .flat_map(|c| u32::from(c).to_be_bytes())
                    .collect(),
                "utf-32be",
            ),
            (
                format!("\u{feff}{WORD}")
                    .chars()
                    .flat_map(|c| u32::from(c).to_le_bytes())
                    .collect(),
                "utf-32le",
            ),
        ] {
            assert_eq!(text(&bytes, Some("text/xml; charset=koi8-r")), WORD, "{what}");
        }
    }

    #[test]
    fn utf16_without_a_mark() {
        let document = format!("<a>{WORD}</a>");
        let bytes: Vec<u8> = document.encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(text(&bytes, None), document);
    }

    #[test]
    fn the_header_ranks_before_the_declaration() {
        let mut bytes = b"<?xml version='1.0' encoding='koi8-r'?>".to_vec();
        bytes.extend(russian("windows-1251"));
        assert!(text(&bytes, Some("text/xml;charset='windows-1251'")).contains("новости"));
        assert!(!text(&bytes, None).contains("новости"));
    }

    #[test]
    fn declarations_that_the_bytes_refute_are_passed_over() {
        let wrong = format!("<?xml version='1.0' encoding='iso-8859-1'?><t>{WORD}</t>");
        assert!(text(wrong.as_bytes(), None).contains(WORD));
        let mut bytes = b"<?xml version='1.0' encoding='utf-8'?>".to_vec();
        bytes.extend(russian("windows-1251"));
        assert!(text(&bytes, Some("text/xml; charset=utf-8")).contains("новости"));
        assert!(text(b"<?xml version='1.0' encoding='utf-16'?><t>caf\xe9</t>", None).contains("café"));
    }

    #[test]
    fn nothing_declared() {
        for label in ["windows-1251", "koi8-r"] {
            assert!(text(&russian(label), None).contains("новости"), "{label}");
        }
        assert!(text(b"<t>caf\xe9 au lait</t>", None).contains("café"));
        assert!(text(b"<?xml encoding='windows1251'?>\xcf\xee\xf7\xf2\xe0", None).contains("Почта"));
        assert_eq!(text("it\u{92}s".as_bytes(), None), "it’s");
    }

    #[test]
    fn one_broken_byte_does_not_spoil_the_rest() {
        let mut bytes = WORD.repeat(20).into_bytes();
        bytes.push(0xFF);
        assert!(text(&bytes, None).starts_with(WORD));
    }
}
