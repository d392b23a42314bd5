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

/// How many words a text has: what white space parts. Every article of a sync is counted, so no step of the common way
/// depends on what the step before found.
pub(crate) fn words(text: &str) -> u32 {
    let bytes = text.as_bytes();
    let (mut words, mut after_white, mut at) = (0_u32, 1, 0);
    while let Some(byte) = bytes.get(at) {
        let mut white = WHITE[usize::from(*byte)];
        at += 1;
        if white == MAYBE {
            let c = text[at - 1..].chars().next().unwrap_or_default();
            white = u8::from(c.is_whitespace());
            at += c.len_utf8() - 1;
        }
        words += u32::from(after_white & !white & 1);
        after_white = white;
    }
    words
}

/// By the first byte of a character in UTF-8: 1 for white space.
const WHITE: [u8; 256] = {
    let mut white = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        white[byte] = match byte {
            0x09..=0x0d | 0x20 => 1,
            0xc2 | 0xe1..=0xe3 => MAYBE,
            _ => 0,
        };
        byte += 1;
    }
    white
};

/// The character is to be looked at.
const MAYBE: u8 = 2;

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
    fn reading_takes_longer_in_languages_of_long_words() {
        assert_eq!(minutes(0, "en"), 1);
        assert_eq!(minutes(460, "en-GB"), 2);
        assert_eq!(minutes(460, "kk"), 3);
    }
}
