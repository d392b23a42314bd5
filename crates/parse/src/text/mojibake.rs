use encoding_rs::WINDOWS_1252;
use memchr::memchr_iter;

/// UTF-8 that somebody took for windows-1252 and made UTF-8 once more (`FÃ³rmula`, `donâ€™t`, `Ð¯Ð½Ð´`), as it was
/// meant. `None` where a text is not such from end to end.
pub(crate) fn unmangle(text: &str) -> Option<String> {
    // Each mangled letter begins with one of U+00C2–U+00F4, and so with the byte 0xC3.
    if !memchr_iter(0xC3, text.as_bytes()).any(|at| begins_pair(&text[at..])) {
        return None;
    }
    let mut bytes = Vec::with_capacity(text.len());
    for c in text.chars() {
        bytes.push(byte(c)?);
    }
    let meant = String::from_utf8(bytes).ok()?;
    // Elsewhere than in these alphabets and signs, the same bytes may be French: `é »`.
    let likely = |c: char| matches!(u32::from(c), 0..0x800 | 0x2000..0x2800 | 0xFE0F | 0x1F000..0x20000);
    meant.chars().all(likely).then_some(meant)
}

/// True where a letter follows that could begin a mangled one, and then one that could go on.
fn begins_pair(text: &str) -> bool {
    let mut chars = text.chars();
    let first = chars.next().is_some_and(|c| matches!(c, 'Â'..='ß' | 'â' | 'ð'));
    first
        && chars
            .next()
            .and_then(byte)
            .is_some_and(|byte| (0x80..0xC0).contains(&byte))
}

/// What windows-1252 has for a letter; its gaps stand for themselves.
fn byte(c: char) -> Option<u8> {
    match u32::from(c) {
        number @ (0..=0x7F | 0xA0..=0xFF) => u8::try_from(number).ok(),
        number @ (0x81 | 0x8D | 0x8F | 0x90 | 0x9D) => u8::try_from(number).ok(),
        _ => {
            let mut buffer = [0; 4];
            let (bytes, _, lost) = WINDOWS_1252.encode(c.encode_utf8(&mut buffer));
            if lost { None } else { bytes.first().copied() }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_encoded_twice_is_decoded_twice() {
        for meant in ["Fórmula Español", "don’t", "Яндекс", "Қазақстан – жаңалық"]
        {
            let (mangled, _) = WINDOWS_1252.decode_without_bom_handling(meant.as_bytes());
            assert_eq!(unmangle(&mangled).as_deref(), Some(meant), "{mangled}");
        }
    }

    #[test]
    fn what_is_well_stays() {
        for text in [
            "Fórmula",
            "été «ici\u{a0}»",
            "Ãã",
            "Қазақстан",
            "Ã©, который",
            "«liberté\u{a0}»",
            "",
        ] {
            assert_eq!(unmangle(text), None, "{text}");
        }
    }
}
