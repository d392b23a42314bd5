/// A teaser ends here, in characters.
const LONGEST: usize = 320;

/// The beginning of a text as one line, cut at a word.
pub(crate) fn of(text: &str) -> String {
    let mut line = String::new();
    let mut length = 0;
    for word in text.split_whitespace() {
        let letters = word.chars().count();
        if length + letters + 1 > LONGEST {
            if line.is_empty() {
                line.extend(word.chars().take(LONGEST));
            }
            while line.ends_with([',', ';', ':', '—', '–', '-', ' ']) {
                line.pop();
            }
            line.push('…');
            break;
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
        length += letters + 1;
    }
    line
}

/// How many words a text has: what white space parts. Every article of a sync is counted, so the common way looks at many
/// bytes at once: white space beyond ASCII is rare, and only what begins as it does is looked at one by one.
pub(crate) fn words(text: &str) -> u32 {
    if memchr::memchr(0xe1, text.as_bytes()).is_some() && text.contains('\u{1680}') {
        return u32::try_from(text.split_whitespace().count()).unwrap_or(u32::MAX);
    }
    let bytes = text.as_bytes();
    let (mut words, mut from, mut at) = (0, 0, 0);
    while let Some(found) = memchr::memchr3(0xc2, 0xe2, 0xe3, &bytes[at..]) {
        let start = at + found;
        at = start + 1;
        if let Some(length) = wide_white(&bytes[start..]) {
            words += parted_by_ascii(&text[from..start]);
            at = start + length;
            from = at;
        }
    }
    words + parted_by_ascii(&text[from..])
}

/// The length in bytes of a white space that is none of ASCII and whose first byte is 0xC2, 0xE2 or 0xE3, where one stands
/// there: all of Unicode's but U+1680, the mark between words of Ogham.
fn wide_white(bytes: &[u8]) -> Option<usize> {
    match *bytes {
        [0xc2, 0x85 | 0xa0, ..] => Some(2),
        [0xe2, 0x80, 0x80..=0x8a | 0xa8 | 0xa9 | 0xaf, ..]
        | [0xe2, 0x81, 0x9f, ..]
        | [0xe3, 0x80, 0x80, ..] => Some(3),
        _ => None,
    }
}

/// How many words a text has that has no white space beyond ASCII. No step depends on what the step before found.
fn parted_by_ascii(text: &str) -> u32 {
    let white = |byte: u8| u8::from(byte == b' ') | u8::from(byte.wrapping_sub(0x09) < 5);
    let bytes = text.as_bytes();
    let Some((first, rest)) = bytes.split_first() else {
        return 0;
    };
    let mut words = u32::from(white(*first) == 0);
    // No more than fit into the byte that counts them.
    for (before, after) in bytes.chunks(192).zip(rest.chunks(192)) {
        let begun = before
            .iter()
            .zip(after)
            .map(|(before, after)| white(*before) & !white(*after) & 1);
        words += u32::from(begun.sum::<u8>());
    }
    words
}

/// How long they take to read, in minutes: 230 a minute in English, 180 in Russian and Kazakh, whose words are
/// longer (Brysbaert 2019; Trauzettel-Klosinski and Dietz 2012). At least 1.
pub(crate) fn minutes(words: u32, language: &str) -> u32 {
    let pace = match crate::language::primary(language) {
        "ru" | "kk" | "uk" | "ky" | "tr" | "fi" | "de" => 180,
        _ => 230,
    };
    words.div_ceil(pace).max(1)
}

/// Whether `teaser` is nothing but how `text` begins.
pub(crate) fn begins(text: &str, teaser: &str) -> bool {
    let mut words = text.split_whitespace();
    let teaser = teaser.trim_end_matches(['…', '.', ' ']).trim_end_matches("[");
    let mut expected = teaser.split_whitespace().peekable();
    while let Some(word) = expected.next() {
        match words.next() {
            Some(found) if found == word => {}
            // Cut in the middle of its last word.
            Some(found) if expected.peek().is_none() && found.starts_with(word) => {}
            _ => return false,
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_text_is_cut_at_a_word() {
        let text = "қала ".repeat(200);
        let teaser = of(&text);
        assert!(teaser.chars().count() <= LONGEST + 1);
        assert!(teaser.ends_with("қала…"), "{teaser}");
        assert_eq!(of(" one\n two "), "one two");
        assert_eq!(of(&"x".repeat(1000)).chars().count(), LONGEST + 1);
    }

    #[test]
    fn a_teaser_that_is_the_beginning_is_known() {
        assert!(begins("One two three four", "One two three…"));
        assert!(begins("One two\nthree four", "One two thr"));
        assert!(!begins("One two three", "One two four"));
        assert!(!begins("One", "One two"));
    }

    #[test]
    fn words_are_what_any_white_space_parts() {
        let white: Vec<char> = ('\0'..='\u{ffff}').filter(|c| c.is_whitespace()).collect();
        assert_eq!(white.len(), 25, "all of Unicode's");
        for c in white {
            assert_eq!(words(&format!("{c}бір{c}{c}two — {c}3\u{200b}{c}")), 4, "{c:?}");
        }
        for text in [
            "",
            " ",
            "—",
            "«а» b\u{1f600}c\u{e1}\u{200d} 例 。\u{3000}",
            "\u{1c}x\u{1f} y",
        ] {
            assert_eq!(words(text) as usize, text.split_whitespace().count(), "{text:?}");
        }
    }

    #[test]
    fn so_they_are_in_long_texts() {
        let mut text = String::new();
        for n in 0..700 {
            let part = [
                "a",
                " ",
                "қала",
                "\n",
                "\u{2003}",
                "—",
                "  ",
                "b\u{a0}",
                "例\u{3000}",
            ][n * n % 97 % 9];
            text.push_str(part);
            assert_eq!(words(&text) as usize, text.split_whitespace().count(), "{text:?}");
        }
        let letters = "a ".repeat(500);
        for end in 0..letters.len() {
            assert_eq!(words(&letters[..end]) as usize, end.div_ceil(2), "{end}");
        }
    }

    #[test]
    fn reading_takes_longer_in_languages_of_long_words() {
        assert_eq!(minutes(0, "en"), 1);
        assert_eq!(minutes(460, "en-GB"), 2);
        assert_eq!(minutes(460, "kk"), 3);
    }
}
