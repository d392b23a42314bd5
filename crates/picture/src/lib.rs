//! Pictures: bytes → what they are, how large, and the same picture in fewer bytes. Pure: no clock, no disk, no network.
//!
//! What a host calls a picture may be a page, so the bytes alone say (WHATWG MIME Sniffing, 6.1). SVG is none of the
//! kinds here, for it is a document that can do things. What it does not know: articles, where pictures are kept.

mod shape;
mod smaller;

pub use shape::{Facts, facts};
pub use smaller::{Smaller, for_books, smaller};

/// The kind of a picture by its first bytes.
pub fn media_type(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1a, b'\n', ..] => Some("image/png"),
        [0xff, 0xd8, 0xff, ..] => Some("image/jpeg"),
        [b'G', b'I', b'F', b'8', b'7' | b'9', b'a', ..] => Some("image/gif"),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Some("image/webp"),
        [
            _,
            _,
            _,
            _,
            b'f',
            b't',
            b'y',
            b'p',
            b'a',
            b'v',
            b'i',
            b'f' | b's',
            ..,
        ] => Some("image/avif"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_is_known_by_its_bytes() {
        assert_eq!(media_type(b"\x89PNG\r\n\x1a\n...."), Some("image/png"));
        assert_eq!(media_type(b"RIFF\x00\x00\x00\x00WEBPVP8 "), Some("image/webp"));
        for other in [&b"<svg xmlns"[..], b"<html>", b"", b"RIFF....WAVE", b"GIF"] {
            assert_eq!(media_type(other), None);
        }
    }
}
