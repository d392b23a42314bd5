use std::sync::LazyLock;

/// Letters that people take for one another become the same: upper and lower case, Kazakh and Russian letters,
/// Cyrillic and the Latin that it is commonly written in, letters with and without their marks. So `sy` finds
/// Сырдария, and `казак` finds қазақ. Only for finding; never shown. `ui/src/state/fold.ts` does the same, and
/// `tests/fixtures/folding.json` holds both to it.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    fold_into(text, &mut folded);
    folded
}

/// As [`fold`], appended to what is there.
pub fn fold_into(text: &str, folded: &mut String) {
    folded.reserve(text.len());
    for c in text.chars() {
        match u32::from(c) {
            0..0x80 => folded.push(match c.to_ascii_lowercase() {
                'q' => 'k',
                c => c,
            }),
            code @ 0x80..TABLED => match TABLE[(code - 0x80) as usize] {
                Some(letters) => folded.push_str(letters),
                None => any(c, folded),
            },
            _ => any(c, folded),
        }
    }
}

/// Letters up to here are looked up: Latin, Greek and Cyrillic with all their marks.
const TABLED: u32 = 0x530;

/// What each letter becomes, where it becomes one known piece. Titles and texts are folded by the hundred thousand
/// while somebody types.
static TABLE: LazyLock<Vec<Option<&'static str>>> = LazyLock::new(|| {
    let known = |code: u32| {
        let mut lower = char::from_u32(code)?.to_lowercase();
        let (first, more) = (lower.next()?, lower.next());
        letter(first).filter(|_| more.is_none())
    };
    (0x80..TABLED).map(known).collect()
});

fn any(c: char, folded: &mut String) {
    for c in c.to_lowercase() {
        match letter(c) {
            Some(letters) => folded.push_str(letters),
            None => folded.push(c),
        }
    }
}

fn letter(c: char) -> Option<&'static str> {
    Some(match c {
        'а' | 'ә' | 'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' | 'ā' => "a",
        'б' => "b",
        'в' => "v",
        'г' | 'ғ' | 'ğ' | 'ǵ' => "g",
        'д' => "d",
        'е' | 'ё' | 'э' | 'è' | 'é' | 'ê' | 'ë' | 'ē' => "e",
        'ж' => "zh",
        'з' => "z",
        'и' | 'і' | 'ì' | 'í' | 'î' | 'ï' | 'ī' | 'ı' => "i",
        'й' | 'ы' | 'ý' | 'ÿ' => "y",
        'к' | 'қ' => "k",
        'л' => "l",
        'м' => "m",
        'н' | 'ң' | 'ñ' | 'ń' => "n",
        'о' | 'ө' | 'ò' | 'ó' | 'ô' | 'õ' | 'ö' | 'ø' | 'ō' => "o",
        'п' => "p",
        'р' => "r",
        'с' => "s",
        'т' => "t",
        'у' | 'ұ' | 'ү' | 'ù' | 'ú' | 'û' | 'ü' | 'ū' => "u",
        'ф' => "f",
        'х' => "kh",
        'һ' => "h",
        'ц' => "ts",
        'ч' => "ch",
        'ш' | 'ş' | 'š' => "sh",
        'щ' => "shch",
        'ъ' | 'ь' | '\u{300}'..='\u{36f}' => "",
        'ю' => "yu",
        'я' => "ya",
        'ç' => "c",
        'ß' => "ss",
        'ž' => "z",
        _ => return None,
    })
}

/// Whether each of `words` (folded) begins a word of `text` (folded).
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

/// Whether `words` (folded) begin words of `text` (folded) that stand one after the other.
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

/// The words of what somebody typed, folded.
pub fn folded_words(text: &str) -> Vec<String> {
    fold(text)
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(Into::into)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_down_for_both_languages_of_the_program_holds() {
        let cases: Vec<(String, String)> =
            serde_json::from_str(include_str!("../../../tests/fixtures/folding.json")).unwrap();
        for (text, folded) in cases {
            assert_eq!(fold(&text), folded, "{text}");
        }
    }

    #[test]
    fn a_word_is_found_by_its_beginning_and_not_by_its_middle() {
        let title = fold("Тоғай Сырдария бойында");
        assert!(begins_words(&title, &folded_words("sy")));
        assert!(begins_words(&title, &folded_words("тог сыр")));
        assert!(!begins_words(&title, &folded_words("дария")));
        assert!(begins_words(&title, &[]), "nothing typed rules nothing out");
    }

    #[test]
    fn words_in_a_row_stand_one_after_the_other_in_any_ending() {
        let text = fold("Су деңгейі көтерілді. Жібек жолының бойында «Жібек жолдары» ашылды");
        for (typed, there) in [
            ("жібек жолы", true),
            ("жол бойында", true),
            ("көтерілді жібек", true),
            ("жібек", true),
            ("жібек бойында", false),
            ("ібек жол", false),
            ("ашылды су", false),
        ] {
            assert_eq!(words_in_a_row(&text, &folded_words(typed)), there, "{typed}");
        }
        assert!(words_in_a_row(&text, &[]));
    }
}
