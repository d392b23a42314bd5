/// A word of a text and where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word<'a> {
    /// As written.
    pub text: &'a str,
    /// Where it begins, in bytes.
    pub start: usize,
}

impl Word<'_> {
    /// Where it ends, in bytes.
    pub fn end(&self) -> usize {
        self.start + self.text.len()
    }
}

/// The words of a text: runs of letters and digits. Soft hyphens and combining marks belong to the word, an apostrophe
/// between two letters too. Ideographs and kana stand alone, for there nothing parts words.
pub fn words(text: &str) -> impl Iterator<Item = Word<'_>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let word = next(text, at)?;
        at = word.end();
        Some(word)
    })
}

fn next(text: &str, from: usize) -> Option<Word<'_>> {
    let bytes = text.as_bytes();
    let mut start = from;
    loop {
        let byte = *bytes.get(start)?;
        if byte.is_ascii() {
            if byte.is_ascii_alphanumeric() {
                break;
            }
            start += 1;
            continue;
        }
        if is_cyrillic(bytes, start) {
            break;
        }
        let c = text[start..].chars().next()?;
        if is_letter_or_digit(c) {
            if stands_alone(c) {
                return Some(word(text, start, start + c.len_utf8()));
            }
            break;
        }
        start += c.len_utf8();
    }
    let mut end = start;
    loop {
        end = plain(bytes, end);
        if matches!(bytes.get(end), None | Some(b' '..=b'&' | b'('..=b'_')) {
            break;
        }
        let Some(c) = text[end..].chars().next() else {
            break;
        };
        if is_cyrillic(bytes, end) || is_letter_or_digit(c) && !stands_alone(c) || joins(c) {
            end += c.len_utf8();
        } else if apostrophe(c) {
            let after = end + c.len_utf8();
            if text[after..].chars().next().is_some_and(char::is_alphabetic) {
                end = after;
            } else {
                break;
            }
        } else {
            break;
        }
    }
    Some(word(text, start, end))
}

/// The common case beyond ASCII without decoding: a two-byte Cyrillic letter (U+0400 to U+04FF, but the few marks
/// and signs at U+0482 to U+0489).
fn is_cyrillic(bytes: &[u8], at: usize) -> bool {
    match bytes[at] {
        0xd0 | 0xd1 | 0xd3 => true,
        0xd2 => bytes.get(at + 1).is_some_and(|second| *second >= 0x8a),
        _ => false,
    }
}

/// Where the run of ASCII letters, digits and the most usual Cyrillic letters ends that begins at `at`, the beginning of a
/// character. Eight bytes are looked at as one number: where a word ends cannot be foretold, so a question for each byte
/// costs a wrong guess of the processor for each word.
fn plain(bytes: &[u8], mut at: usize) -> usize {
    while let Some(eight) = bytes[at..].first_chunk::<8>() {
        let ends = ends(u64::from_le_bytes(*eight));
        if ends != 0 {
            return at + ends.trailing_zeros() as usize / 8;
        }
        at += 8;
    }
    let mut last = [0; 8];
    last[..bytes.len() - at].copy_from_slice(&bytes[at..]);
    at + ends(u64::from_le_bytes(last)).trailing_zeros() as usize / 8
}

/// The highest bit of each byte that is no ASCII letter or digit, no beginning of a letter of U+0400 to U+047F or of U+04C0 to
/// U+04FF (0xD0, 0xD1, 0xD3) and no second byte of a character.
fn ends(eight: u64) -> u64 {
    const fn each(byte: u8) -> u64 {
        u64::from_le_bytes([byte; 8])
    }
    const HIGHEST: u64 = each(0x80);
    // All values are below 0x80 here, so nothing is carried from byte to byte.
    const fn at_least(values: u64, least: u8) -> u64 {
        values + each(0x80 - least)
    }
    let (low, beyond_ascii) = (eight & !HIGHEST, eight & HIGHEST);
    let small = low | each(0x20);
    let letter = at_least(small, b'a') & !at_least(small, b'z' + 1);
    let digit = at_least(low, b'0') & !at_least(low, b'9' + 1);
    let second = !at_least(low, 0x40);
    let of_lead = low ^ each(0x50);
    let lead = !at_least(of_lead, 4) & at_least(of_lead ^ each(2), 1);
    let word = (letter | digit) & !beyond_ascii | (second | lead) & beyond_ascii;
    !word & HIGHEST
}

/// Dashes and quotation marks, which many texts are full of, need no table.
fn is_letter_or_digit(c: char) -> bool {
    match c {
        '\u{80}'..='\u{bf}' => matches!(c, 'ª' | '²' | '³' | 'µ' | '¹' | 'º' | '¼'..='¾'),
        '\u{2000}'..='\u{206f}' => false,
        _ => c.is_alphanumeric(),
    }
}

fn word(text: &str, start: usize, end: usize) -> Word<'_> {
    Word {
        text: &text[start..end],
        start,
    }
}

/// Soft hyphen, zero-width joiners and combining marks.
fn joins(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{300}'..='\u{36f}')
}

pub(crate) fn apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | 'ʼ' | '`' | '´')
}

fn stands_alone(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3fffd}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Vec<&str> {
        words(text).map(|word| word.text).collect()
    }

    #[test]
    fn no_letter_or_digit_is_passed_over() {
        for c in '\0'..=char::MAX {
            assert_eq!(is_letter_or_digit(c), c.is_alphanumeric(), "{c:?}");
        }
    }

    #[test]
    fn a_word_ends_where_a_look_at_each_character_says() {
        let in_word = |c: char| is_letter_or_digit(c) && !stands_alone(c) || joins(c);
        for c in '\0'..=char::MAX {
            for lead in ["", "a", "не", "qazaqst", "қазақстан"] {
                let text = format!("x{lead}{c}яz9 .");
                let expected = match () {
                    () if in_word(c) || apostrophe(c) => text.find(' ').unwrap(),
                    () => 1 + lead.len(),
                };
                assert_eq!(next(&text, 0).unwrap().end(), expected, "{c:?} after {lead:?}");
            }
        }
    }

    #[test]
    fn words_are_runs_of_letters_and_digits() {
        assert_eq!(
            of("Қара-Құм, 2026 ж. — don’t ‘stop’"),
            ["Қара", "Құм", "2026", "ж", "don’t", "stop"]
        );
        assert_eq!(of("со\u{ad}вет и\u{306}од"), ["со\u{ad}вет", "и\u{306}од"]);
        assert_eq!(of("東京 tower"), ["東", "京", "tower"]);
        assert_eq!(of("҃҂ …"), Vec::<&str>::new());
        assert_eq!(of(""), Vec::<&str>::new());
    }

    #[test]
    fn a_word_knows_its_place() {
        let text = "«Ақ жол»";
        for word in words(text) {
            assert_eq!(&text[word.start..word.end()], word.text);
        }
    }
}
