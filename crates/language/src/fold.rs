/// A word without what writers differ in: lower case; ё is е; the letters of Kazakh are those that stand for them on
/// a Russian keyboard; Latin letters lose their marks; soft hyphens and apostrophes go.
pub fn fold(word: &str) -> String {
    let mut folded = String::with_capacity(word.len());
    push(word, &mut folded);
    folded
}

pub(crate) fn push(word: &str, out: &mut String) {
    let from = out.len();
    for c in word.chars() {
        match c {
            'a'..='z' | '0'..='9' | 'а'..='я' => out.push(c),
            'A'..='Z' => out.push(c.to_ascii_lowercase()),
            'А'..='Я' => out.push(char::from_u32(c as u32 + 32).unwrap_or(c)),
            _ => beyond(c, out, from),
        }
    }
}

fn beyond(c: char, out: &mut String, from: usize) {
    let one = match c {
        'ё' | 'Ё' => 'е',
        'ә' | 'Ә' => 'а',
        'ғ' | 'Ғ' => 'г',
        'қ' | 'Қ' | 'ҡ' | 'Ҡ' | 'ҝ' | 'Ҝ' => 'к',
        'ң' | 'Ң' | 'ҥ' | 'Ҥ' => 'н',
        'ө' | 'Ө' => 'о',
        'ұ' | 'Ұ' | 'ү' | 'Ү' | 'ў' | 'Ў' => 'у',
        'һ' | 'Һ' | 'ҳ' | 'Ҳ' => 'х',
        'і' | 'І' | 'ї' | 'Ї' => 'и',
        'є' | 'Є' => 'е',
        'ґ' | 'Ґ' => 'г',
        // Breve after и is й; other marks go.
        '\u{306}' if out[from..].ends_with('и') => {
            out.pop();
            'й'
        }
        '\u{300}'..='\u{36f}' | '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' => return,
        c if crate::words::apostrophe(c) => return,
        'à'..='å' | 'À'..='Å' | 'ā' | 'Ā' | 'ă' | 'Ă' | 'ą' | 'Ą' | 'ǎ' => 'a',
        'ç' | 'Ç' | 'ć' | 'Ć' | 'č' | 'Č' | 'ĉ' | 'ċ' => 'c',
        'ď' | 'Ď' | 'đ' | 'Đ' | 'ð' => 'd',
        'è'..='ë' | 'È'..='Ë' | 'ē' | 'Ē' | 'ę' | 'Ę' | 'ě' | 'Ě' | 'ė' => 'e',
        'ğ' | 'Ğ' | 'ǵ' | 'Ǵ' | 'ģ' | 'ġ' => 'g',
        'ì'..='ï' | 'Ì'..='Ï' | 'ī' | 'Ī' | 'ı' | 'İ' | 'į' => 'i',
        'ķ' | 'Ķ' => 'k',
        'ł' | 'Ł' | 'ļ' | 'ľ' => 'l',
        'ñ' | 'Ñ' | 'ń' | 'Ń' | 'ň' | 'Ň' | 'ņ' => 'n',
        'ò'..='ö' | 'ø' | 'Ò'..='Ö' | 'Ø' | 'ō' | 'Ō' | 'ő' | 'Ő' => 'o',
        'ř' | 'Ř' | 'ŕ' => 'r',
        'ś' | 'Ś' | 'š' | 'Š' | 'ş' | 'Ş' | 'ș' | 'Ș' => 's',
        'ť' | 'Ť' | 'ţ' | 'ț' | 'Ț' => 't',
        'ù'..='ü' | 'Ù'..='Ü' | 'ū' | 'Ū' | 'ŭ' | 'Ŭ' | 'ů' | 'Ů' | 'ű' | 'Ű' | 'ų' => 'u',
        'ý' | 'Ý' | 'ÿ' | 'Ÿ' => 'y',
        'ź' | 'Ź' | 'ż' | 'Ż' | 'ž' | 'Ž' => 'z',
        'ß' => {
            out.push('s');
            's'
        }
        'æ' | 'Æ' => {
            out.push('a');
            'e'
        }
        c => {
            out.extend(c.to_lowercase().filter(|c| c.is_alphanumeric()));
            return;
        }
    };
    out.push(one);
}

#[cfg(test)]
mod tests {
    use super::fold;

    #[test]
    fn kazakh_letters_are_those_of_a_russian_keyboard() {
        assert_eq!(fold("Қазақстан"), fold("Казакстан"));
        assert_eq!(fold("ӘҒҚҢӨҰҮҺІ"), "агкноууxи".replace('x', "х"));
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
}
