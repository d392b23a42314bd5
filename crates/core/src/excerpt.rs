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

/// How many words a text has.
pub(crate) fn words(text: &str) -> u32 {
    u32::try_from(text.split_whitespace().count()).unwrap_or(u32::MAX)
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
    fn reading_takes_longer_in_languages_of_long_words() {
        assert_eq!(minutes(0, "en"), 1);
        assert_eq!(minutes(460, "en-GB"), 2);
        assert_eq!(minutes(460, "kk"), 3);
    }
}
