use crate::signs::Signs;

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
    spans(text).map(|(start, end)| Word {
        text: &text[start..end],
        start,
    })
}

/// Where the words of a text begin and end, in bytes.
pub(crate) fn spans(text: &str) -> impl Iterator<Item = (usize, usize)> {
    let mut at = 0;
    let mut signs = Signs::of(text.as_bytes());
    std::iter::from_fn(move || {
        loop {
            let start = signs.next(at, |signs| signs.letters | signs.odd)?;
            at = signs.next(start, |signs| !signs.letters).unwrap_or(text.len());
            let after = text.as_bytes().get(at);
            if start < at && after.is_none_or(|after| parts(*after)) {
                return Some((start, at));
            }
            let c = text[at..].chars().next()?;
            if start < at && !may_belong(c) {
                return Some((start, at));
            }
            if start < at || is_letter_or_digit(c) {
                at = end(text, start);
                return Some((start, at));
            }
            at += c.len_utf8();
        }
    })
}

/// No word goes on with it.
fn parts(byte: u8) -> bool {
    byte.is_ascii() && !apostrophe(byte.into())
}

/// Where the word ends that begins at `start`, looked at letter by letter.
fn end(text: &str, start: usize) -> usize {
    let mut end = start;
    while let Some(c) = text[end..].chars().next() {
        let after = end + c.len_utf8();
        if stands_alone(c) {
            return if end == start { after } else { end };
        }
        let between = || text[after..].chars().next().is_some_and(char::is_alphabetic);
        if !(is_letter_or_digit(c) || joins(c) || apostrophe(c) && between()) {
            break;
        }
        end = after;
    }
    end
}

/// What may stand in a word after its first letter.
fn may_belong(c: char) -> bool {
    is_letter_or_digit(c) || joins(c) || apostrophe(c)
}

/// Dashes and quotation marks, which many texts are full of, need no table.
fn is_letter_or_digit(c: char) -> bool {
    match c {
        '\u{80}'..='\u{bf}' => matches!(c, 'ª' | '²' | '³' | 'µ' | '¹' | 'º' | '¼'..='¾'),
        '\u{2000}'..='\u{206f}' => false,
        _ => c.is_alphanumeric(),
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
            for lead in ["", "қазақстан"] {
                let text = format!("x{lead}{c}яz9 .");
                let expected = match () {
                    () if in_word(c) || apostrophe(c) => text.find(' ').unwrap(),
                    () => 1 + lead.len(),
                };
                assert_eq!(
                    words(&text).next().unwrap().end(),
                    expected,
                    "{c:?} after {lead:?}"
                );
            }
            let text = format!("{c}’я");
            assert_eq!(of(&text), one_by_one(&text), "{c:?} first");
        }
    }

    /// The definition, letter by letter.
    fn one_by_one(text: &str) -> Vec<&str> {
        let mut words = Vec::new();
        let mut rest = text;
        while let Some(start) = rest.find(is_letter_or_digit) {
            let length = end(&rest[start..], 0);
            words.push(&rest[start..start + length]);
            rest = &rest[start + length..];
        }
        words
    }

    #[test]
    fn many_bytes_at_once_are_told_as_one_by_one() {
        let pieces: Vec<&str> =
            "a|Z|7|я|Ж|қ|ұ|Ә|ё|ҁ|҂|\u{483}|ґ|é|ß|word|сөз|ұзақ| | | |, |. |'|’|`|-|—|«|»|\u{ad}|\u{301}|\u{200b}|東|ト|مرحبا|😀|_|\n|\0|{"
            .split('|')
            .collect();
        let mut seed = 1u64;
        let mut next = |below: usize| {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            (seed >> 33) as usize % below
        };
        for _ in 0..20_000 {
            let text: String = (0..next(90)).map(|_| pieces[next(pieces.len())]).collect();
            assert_eq!(of(&text), one_by_one(&text), "{text:?}");
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
