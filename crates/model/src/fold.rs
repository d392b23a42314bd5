//! What people take for one letter, once for the whole program: upper and lower case, Kazakh and Russian letters,
//! letters with and without their marks. Only for finding; never shown.
//!
//! [`fold`] keeps the alphabet and is for words of texts, whose endings are still to be cut off; [`across`] gives
//! Latin letters for Cyrillic ones as well and is for names, so that `sy` finds Сырдария. Both read the same table.
//! `ui/src/state/fold.ts` does what [`across`] does; `tests/fixtures/folding.json` holds all three to it.

use std::sync::LazyLock;

/// A word without what writers differ in: lower case; ё is е; the letters of Kazakh are those that stand for them on
/// a Russian keyboard; Latin letters lose their marks; soft hyphens and apostrophes go.
pub fn fold(word: &str) -> String {
    let mut folded = String::with_capacity(word.len());
    let mut before = ' ';
    for c in word.chars() {
        match c {
            'a'..='z' | '0'..='9' | 'а'..='я' => folded.push(c),
            'A'..='Z' => folded.push(c.to_ascii_lowercase()),
            'А'..='Я' => folded.push(char::from_u32(c as u32 + 32).unwrap_or(c)),
            BREVE if matches!(before, 'и' | 'И') => {
                folded.pop();
                folded.push('й');
            }
            _ => match letter(c) {
                Some((plain, _)) => folded.push_str(plain),
                None => folded.extend(c.to_lowercase().filter(|c| c.is_alphanumeric())),
            },
        }
        before = c;
    }
    folded
}

/// As [`fold`], a whole text, in Latin letters: `казак` and `qazaq` find қазақ.
pub fn across(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    across_into(text, &mut folded);
    folded
}

/// As [`across`], appended to what is there.
pub fn across_into(text: &str, folded: &mut String) {
    folded.reserve(text.len());
    let mut before = ' ';
    for c in text.chars() {
        match u32::from(c) {
            0..0x80 => match c.to_ascii_lowercase() {
                'q' => folded.push('k'),
                '\'' | '`' => (),
                c => folded.push(c),
            },
            0x306 if matches!(before, 'и' | 'И') => {
                folded.pop();
                folded.push('y');
            }
            code @ 0x80..TABLED => match TABLE[(code - 0x80) as usize] {
                Some(letters) => folded.push_str(letters),
                None => folded.extend(c.to_lowercase()),
            },
            _ => match letter(c) {
                Some((_, letters)) => folded.push_str(letters),
                None => folded.extend(c.to_lowercase()),
            },
        }
        before = c;
    }
}

/// Letters up to here are looked up: Latin, Greek and Cyrillic with all their marks. Titles and texts are folded by the
/// hundred thousand while somebody types.
const TABLED: u32 = 0x530;

static TABLE: LazyLock<Vec<Option<&'static str>>> = LazyLock::new(|| {
    let known = |code| letter(char::from_u32(code)?).map(|(_, letters)| letters);
    (0x80..TABLED).map(known).collect()
});

const BREVE: char = '\u{306}';

/// What a letter beyond ASCII is taken for, in its own alphabet and in Latin letters.
fn letter(c: char) -> Option<(&'static str, &'static str)> {
    Some(match c {
        'а' | 'А' | 'ә' | 'Ә' => ("а", "a"),
        'б' | 'Б' => ("б", "b"),
        'в' | 'В' => ("в", "v"),
        'г' | 'Г' | 'ғ' | 'Ғ' | 'ґ' | 'Ґ' => ("г", "g"),
        'д' | 'Д' => ("д", "d"),
        'е' | 'Е' | 'ё' | 'Ё' | 'є' | 'Є' => ("е", "e"),
        'ж' | 'Ж' => ("ж", "zh"),
        'з' | 'З' => ("з", "z"),
        'и' | 'И' | 'і' | 'І' | 'ї' | 'Ї' => ("и", "i"),
        'й' | 'Й' => ("й", "y"),
        'к' | 'К' | 'қ' | 'Қ' | 'ҡ' | 'Ҡ' | 'ҝ' | 'Ҝ' => ("к", "k"),
        'л' | 'Л' => ("л", "l"),
        'м' | 'М' => ("м", "m"),
        'н' | 'Н' | 'ң' | 'Ң' | 'ҥ' | 'Ҥ' => ("н", "n"),
        'о' | 'О' | 'ө' | 'Ө' => ("о", "o"),
        'п' | 'П' => ("п", "p"),
        'р' | 'Р' => ("р", "r"),
        'с' | 'С' => ("с", "s"),
        'т' | 'Т' => ("т", "t"),
        'у' | 'У' | 'ұ' | 'Ұ' | 'ү' | 'Ү' | 'ў' | 'Ў' => ("у", "u"),
        'ф' | 'Ф' => ("ф", "f"),
        'х' | 'Х' | 'ҳ' | 'Ҳ' => ("х", "kh"),
        // Typed as х in Russian, written h in Latin.
        'һ' | 'Һ' => ("х", "h"),
        'ц' | 'Ц' => ("ц", "ts"),
        'ч' | 'Ч' => ("ч", "ch"),
        'ш' | 'Ш' => ("ш", "sh"),
        'щ' | 'Щ' => ("щ", "shch"),
        'ъ' | 'Ъ' => ("ъ", ""),
        'ы' | 'Ы' => ("ы", "y"),
        'ь' | 'Ь' => ("ь", ""),
        'э' | 'Э' => ("э", "e"),
        'ю' | 'Ю' => ("ю", "yu"),
        'я' | 'Я' => ("я", "ya"),
        'à'..='å' | 'À'..='Å' | 'ā' | 'Ā' | 'ă' | 'Ă' | 'ą' | 'Ą' | 'ǎ' => ("a", "a"),
        'æ' | 'Æ' => ("ae", "ae"),
        'ç' | 'Ç' | 'ć' | 'Ć' | 'č' | 'Č' | 'ĉ' | 'ċ' => ("c", "c"),
        'ď' | 'Ď' | 'đ' | 'Đ' | 'ð' => ("d", "d"),
        'è'..='ë' | 'È'..='Ë' | 'ē' | 'Ē' | 'ę' | 'Ę' | 'ě' | 'Ě' | 'ė' => ("e", "e"),
        'ğ' | 'Ğ' | 'ǵ' | 'Ǵ' | 'ģ' | 'ġ' => ("g", "g"),
        'ì'..='ï' | 'Ì'..='Ï' | 'ī' | 'Ī' | 'ı' | 'İ' | 'į' => ("i", "i"),
        'ķ' | 'Ķ' => ("k", "k"),
        'ł' | 'Ł' | 'ļ' | 'ľ' => ("l", "l"),
        'ñ' | 'Ñ' | 'ń' | 'Ń' | 'ň' | 'Ň' | 'ņ' => ("n", "n"),
        'ò'..='ö' | 'ø' | 'Ò'..='Ö' | 'Ø' | 'ō' | 'Ō' | 'ő' | 'Ő' => ("o", "o"),
        'ř' | 'Ř' | 'ŕ' => ("r", "r"),
        // The ш of Kazakh and Turkish in Latin, and the š of their neighbours.
        'š' | 'Š' | 'ş' | 'Ş' => ("s", "sh"),
        'ś' | 'Ś' | 'ș' | 'Ș' => ("s", "s"),
        'ß' => ("ss", "ss"),
        'ť' | 'Ť' | 'ţ' | 'ț' | 'Ț' => ("t", "t"),
        'ù'..='ü' | 'Ù'..='Ü' | 'ū' | 'Ū' | 'ŭ' | 'Ŭ' | 'ů' | 'Ů' | 'ű' | 'Ű' | 'ų' => {
            ("u", "u")
        }
        'ý' | 'Ý' | 'ÿ' | 'Ÿ' => ("y", "y"),
        'ź' | 'Ź' | 'ż' | 'Ż' | 'ž' | 'Ž' => ("z", "z"),
        // Marks that stand by themselves, soft hyphens, joiners, apostrophes.
        '\u{300}'..='\u{36f}' | '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' => ("", ""),
        '\'' | '’' | '‘' | 'ʼ' | '`' | '´' => ("", ""),
        _ => return None,
    })
}

/// Whether each of `words` begins a word of `text`, both as [`across`] gives them.
pub fn begins_words(text: &str, words: &[String]) -> bool {
    words.iter().all(|word| {
        let mut within = false;
        text.char_indices().any(|(at, c)| {
            let begins = !within && text[at..].starts_with(word.as_str());
            within = c.is_alphanumeric();
            begins
        })
    })
}

/// Whether `words` (as [`across`] gives them) begin words of `text` that stand one after the other.
pub fn words_in_a_row(text: &str, words: &[String]) -> bool {
    let Some((first, others)) = words.split_first() else {
        return true;
    };
    let begins = |at: usize| !text[..at].chars().next_back().is_some_and(char::is_alphanumeric);
    text.match_indices(first.as_str())
        .filter(|(at, _)| begins(*at))
        .any(|(at, _)| {
            let mut after = &text[at + first.len()..];
            others.iter().all(|word| {
                let next = after
                    .trim_start_matches(char::is_alphanumeric)
                    .trim_start_matches(|c: char| !c.is_alphanumeric());
                match next.strip_prefix(word.as_str()) {
                    Some(rest) => {
                        after = rest;
                        true
                    }
                    None => false,
                }
            })
        })
}

/// The words of what somebody typed, as [`across`] gives them.
pub fn words_across(text: &str) -> Vec<String> {
    across(text)
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(Into::into)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As written, across alphabets, and each of its words in its own.
    #[test]
    fn what_is_written_down_for_both_languages_of_the_program_holds() {
        let cases: Vec<(String, String, String)> =
            serde_json::from_str(include_str!("../../../tests/fixtures/folding.json")).unwrap();
        for (text, latin, own) in cases {
            assert_eq!(across(&text), latin, "{text}");
            let words: Vec<String> = text.split_whitespace().map(fold).collect();
            assert_eq!(words.join(" "), own, "{text}");
        }
    }

    #[test]
    fn letters_that_are_one_in_texts_are_one_in_names() {
        let all = ('\u{c0}'..='\u{24f}').chain('\u{400}'..='\u{4ff}');
        let mut seen = std::collections::HashMap::new();
        for c in all.filter(|c| c.is_alphabetic()) {
            // Said above.
            if matches!(c, 'һ' | 'Һ' | 'š' | 'Š' | 'ş' | 'Ş') {
                continue;
            }
            let (own, latin) = (fold(&c.to_string()), across(&c.to_string()));
            let before = seen.entry(own.clone()).or_insert_with(|| latin.clone());
            assert_eq!(*before, latin, "{c} {own}");
        }
    }

    #[test]
    fn a_word_is_found_by_its_beginning_and_not_by_its_middle() {
        let title = across("Тоғай Сырдария бойында");
        assert!(begins_words(&title, &words_across("sy")));
        assert!(begins_words(&title, &words_across("тог сыр")));
        assert!(!begins_words(&title, &words_across("дария")));
        assert!(begins_words(&title, &[]), "nothing typed rules nothing out");
    }

    #[test]
    fn kazakh_letters_are_those_of_a_russian_keyboard() {
        assert_eq!(fold("Қазақстан"), fold("Казакстан"));
        assert_eq!(fold("ӘҒҚҢӨҰҮҺІ"), "агкноуухи");
        assert_eq!(fold("әғқңөұүһі"), fold("ӘҒҚҢӨҰҮҺІ"));
    }

    #[test]
    fn case_and_marks_go() {
        assert_eq!(fold("Ёлка"), "елка");
        assert_eq!(fold("И\u{306}од"), "йод");
        assert_eq!(fold("со\u{ad}вет"), "совет");
        assert_eq!(fold("Café"), "cafe");
        assert_eq!(fold("ΣΟΦΙΑ"), "σοφια");
    }

    #[test]
    fn words_in_a_row_stand_one_after_the_other_in_any_ending() {
        let text = across("Су деңгейі көтерілді. Жібек жолының бойында «Жібек жолдары» ашылды");
        for (typed, there) in [
            ("жібек жолы", true),
            ("жол бойында", true),
            ("көтерілді жібек", true),
            ("жібек", true),
            ("жібек бойында", false),
            ("ібек жол", false),
            ("ашылды су", false),
        ] {
            assert_eq!(words_in_a_row(&text, &words_across(typed)), there, "{typed}");
        }
        assert!(words_in_a_row(&text, &[]));
    }
}
