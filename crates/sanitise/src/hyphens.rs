//! Soft hyphens in running text, for no web view knows where Russian or Kazakh words may break.
//!
//! Russian by pattern (`hypher`), Kazakh by rule: its syllables are regular and begin with the last consonant
//! before a vowel. Nothing goes into headings, code, or what may be an address. Only text changes, and only by
//! U+00AD, which no parser reads as markup: what was safe stays safe.

use crate::markup::{Piece, Pieces};
use crate::policy;

const SOFT: char = '\u{ad}';
/// A no-break space, as our serialisation writes it.
const BOUND: &str = "&nbsp;";
/// Shorter words stand whole.
const SHORTEST: usize = 6;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Rules {
    None,
    Russian,
    Kazakh,
}

impl Rules {
    fn of(language: &str) -> Rules {
        match language
            .split(['-', '_'])
            .next()
            .map(str::to_ascii_lowercase)
            .as_deref()
        {
            Some("ru") => Rules::Russian,
            Some("kk") => Rules::Kazakh,
            _ => Rules::None,
        }
    }
}

/// Our own serialisation with soft hyphens; `language` is the article's, and an element's own `lang` outdoes it.
pub fn hyphenate(markup: &str, language: &str) -> Option<String> {
    let whole = Rules::of(language);
    if whole == Rules::None && !markup.contains(" lang=\"") {
        return None;
    }
    let mut out = String::with_capacity(markup.len() + markup.len() / 8);
    let mut open: Vec<Rules> = Vec::new();
    let mut pieces = Pieces::of(markup);
    let mut from = 0;
    while let Some(piece) = pieces.next() {
        let to = pieces.at();
        let now = open.last().copied().unwrap_or(whole);
        match piece {
            Piece::Text(text) if now != Rules::None => line(&mut out, text, now),
            _ => out.push_str(&markup[from..to]),
        }
        match piece {
            Piece::Open(name, attributes) if policy::read(name).is_some_and(|element| !element.is_void()) => {
                open.push(match (name, attributes.get("lang")) {
                    (
                        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "pre" | "code" | "kbd" | "samp" | "var",
                        _,
                    ) => Rules::None,
                    // Within a heading or code nothing is turned on again.
                    (_, Some(language)) if now != Rules::None || open.is_empty() => Rules::of(&language),
                    _ => now,
                });
            }
            Piece::Close => {
                open.pop();
            }
            _ => {}
        }
        from = to;
    }
    Some(out)
}

fn line(out: &mut String, text: &str, rules: Rules) {
    for (at, part) in text.split(BOUND).enumerate() {
        if at > 0 {
            out.push_str(BOUND);
        }
        for token in part.split_inclusive(char::is_whitespace) {
            if is_running(token) {
                words(out, token, rules);
            } else {
                out.push_str(token);
            }
        }
    }
}

/// False for what may be an address, a file, a number or an entity within a word; or is hyphenated already.
fn is_running(token: &str) -> bool {
    let token = token.trim_end();
    !token.contains(|c: char| {
        matches!(c, '/' | '@' | '_' | '\\' | '-' | '\u{2011}' | '&' | SOFT) || c.is_ascii_digit()
    }) && !token.trim_end_matches(['.', '…']).contains('.')
}

fn words(out: &mut String, token: &str, rules: Rules) {
    let mut rest = token;
    while let Some(begin) = rest.find(char::is_alphabetic) {
        out.push_str(&rest[..begin]);
        rest = &rest[begin..];
        let end = rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len());
        word(out, &rest[..end], rules);
        rest = &rest[end..];
    }
    out.push_str(rest);
}

fn word(out: &mut String, word: &str, rules: Rules) {
    let letters: Vec<char> = word.chars().flat_map(char::to_lowercase).collect();
    let cyrillic = letters.iter().all(|c| matches!(c, 'Ѐ'..='ӿ'));
    let capitals = word.chars().filter(|c| c.is_uppercase()).count();
    // Abbreviations, names of the kind of КазМунайГаз and words of other scripts stand whole.
    if letters.len() < SHORTEST || letters.len() != word.chars().count() || !cyrillic || capitals > 1 {
        out.push_str(word);
    } else if rules == Rules::Kazakh || letters.iter().any(|c| "әғқңөұүһі".contains(*c)) {
        for (at, c) in word.chars().enumerate() {
            if kazakh_break(&letters, at) {
                out.push(SOFT);
            }
            out.push(c);
        }
    } else {
        for (at, syllable) in hypher::hyphenate_bounded(word, hypher::Lang::Russian, 2, 3).enumerate() {
            if at > 0 {
                out.push(SOFT);
            }
            out.push_str(syllable);
        }
    }
}

/// Whether a Kazakh word may break before its letter `at`.
fn kazakh_break(word: &[char], at: usize) -> bool {
    let stan = |at: usize| word[at..].starts_with(&['с', 'т', 'а', 'н']);
    if at < 3 || word.len() - at < 3 {
        return false;
    }
    // Countries: Қазақ-стан, not Қазақс-тан.
    if stan(at) && !vowel(word, at - 1) {
        return true;
    }
    if stan(at - 1) && at >= 2 && !vowel(word, at - 2) {
        return false;
    }
    let sign = |c: char| matches!(c, 'ь' | 'ъ');
    let begins = !vowel(word, at) && !sign(word[at]) && vowel(word, at + 1);
    // я, ю and ё open with a consonant where a vowel stands before them: қо-ян.
    let glide = matches!(word[at], 'я' | 'ю' | 'ё') && vowel(word, at - 1);
    begins || glide
}

fn vowel(word: &[char], at: usize) -> bool {
    match word[at] {
        'а' | 'ә' | 'е' | 'ё' | 'и' | 'о' | 'ө' | 'ұ' | 'ү' | 'ы' | 'і' | 'э' | 'ю' | 'я' => {
            true
        }
        // A consonant after a vowel (та-уар), a vowel after a consonant (туған).
        'у' => at == 0 || !vowel(word, at - 1),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(markup: &str, language: &str) -> String {
        hyphenate(markup, language).map_or_else(|| markup.to_owned(), |out| out.replace(SOFT, "·"))
    }

    #[test]
    fn kazakh_breaks_before_the_last_consonant_of_a_cluster() {
        for word in [
            "тақы·рып·та·ры·мыз",
            "мек·теп·терде",
            "жұрт·қаша",
            "Қазақ·стан",
            "Түр·кіс·танда",
            "тауар·лар",
            "шаруа·шы·лық",
            "компью·тер",
            "қоян·дар",
            "жазда",
        ] {
            assert_eq!(shown(&word.replace('·', ""), "kk"), word);
        }
    }

    #[test]
    fn russian_breaks_by_pattern() {
        assert_eq!(
            shown("<p>Скорость на&nbsp;самом медленном участке</p>", "ru-KZ"),
            "<p>Ско·рость на&nbsp;самом мед·лен·ном участке</p>"
        );
        // A Kazakh name in a Russian text breaks as Kazakh does.
        assert_eq!(shown("Қарқаралы", "ru"), "Қар·қа·ралы");
    }

    #[test]
    fn what_is_no_running_text_stays_whole() {
        for markup in [
            "<h2>Железнодорожники</h2>",
            "<pre><code>переменная</code></pre>",
            "<code lang=\"ru\">переменная</code>",
            "<a href=\"https://example.org/министерство\" title=\"министерство\">xyz</a>",
            "<p>https://пример.рф/министерство министерство.рф редактор@министерство социально-экономическая</p>",
            "<p>КАЗАХСТАНСКИЙ КазМунайГаз МЧС2026года Newspapers</p>",
            "<p>мини\u{ad}стерство</p>",
            "<p lang=\"en\">министерство</p>",
            "<p>R&amp;D министерство&lt;x</p>",
        ] {
            assert_eq!(hyphenate(markup, "ru").as_deref(), Some(markup));
        }
        assert_eq!(hyphenate("<p>министерство</p>", "en"), None);
    }

    #[test]
    fn an_elements_own_language_counts() {
        assert_eq!(
            shown("<p>министерство</p><p lang=\"kk\">мектептер</p>", "en"),
            "<p>министерство</p><p lang=\"kk\">мек·теп·тер</p>"
        );
    }

    #[test]
    fn nothing_but_soft_hyphens_is_added() {
        let markup = "<div><p>Раз <b>железнодорожники</b><br>и&nbsp;ещё<img src=\"x\" alt=\"железнодорожники\"></p></div>";
        let out = hyphenate(markup, "ru").expect("it is Russian");
        assert_ne!(out, markup);
        assert_eq!(out.replace(SOFT, ""), markup);
    }
}
