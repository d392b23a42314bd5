/// Base 64 (RFC 4648, 4), white space allowed, → text, or `None` where it is neither.
pub(crate) fn text(encoded: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(encoded.len() / 4 * 3);
    let (mut held, mut bits) = (0_u32, 0);
    for byte in encoded.trim().trim_end_matches('=').bytes() {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            _ if byte.is_ascii_whitespace() => continue,
            _ => return None,
        };
        held = (held << 6 | u32::from(value)) & 0xFFFF;
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            bytes.push((held >> bits) as u8);
        }
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    #[test]
    fn text_or_nothing() {
        assert_eq!(
            super::text(" RXhhbXBs\nZSA8Yj4= ").as_deref(),
            Some("Example <b>")
        );
        assert_eq!(super::text("Example text."), None);
        assert_eq!(super::text("/////w=="), None);
    }
}
