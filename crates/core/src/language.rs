//! Which language an article is in, for its reading time, its hyphens and the voice of a screen reader.

/// Letters looked at.
const SAMPLE: usize = 600;

/// BCP 47: what the item says, else what its letters plainly show, else what the feed says; empty where nothing
/// does. Feeds of several languages commonly declare one for all, so letters that belong to Kazakh alone outdo
/// the feed.
pub(crate) fn of(item: Option<&str>, feed: Option<&str>, text: &str) -> String {
    let declared = |tag: Option<&str>| tag.map(tidy).filter(|tag| !tag.is_empty());
    declared(item)
        .or_else(|| by_letters(text, feed).map(Into::into))
        .or_else(|| declared(feed))
        .unwrap_or_default()
}

/// The language subtag in lower case.
pub(crate) fn primary(tag: &str) -> &str {
    tag.split(['-', '_']).next().unwrap_or(tag)
}

/// `rtl` or `ltr`, by language, else by the first letter that has a direction.
pub(crate) fn direction(language: &str, text: &str) -> &'static str {
    let rtl = match primary(language) {
        "ar" | "he" | "iw" | "fa" | "ur" | "yi" | "ps" | "sd" | "ug" | "dv" | "ckb" => true,
        "" => text
            .chars()
            .find(|c| c.is_alphabetic())
            .is_some_and(right_to_left),
        _ => false,
    };
    if rtl { "rtl" } else { "ltr" }
}

/// The blocks of Hebrew and Arabic and what stands between them (Unicode, DerivedBidiClass).
fn right_to_left(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}')
}

fn by_letters(text: &str, feed: Option<&str>) -> Option<&'static str> {
    let (mut cyrillic, mut kazakh, mut russian, mut other) = (0, 0, 0, 0);
    // Letters of Cyrillic first: Unicode's table takes its time.
    let is_letter = |c: &char| matches!(c, 'Ѐ'..='ҁ' | 'Ҋ'..='ӿ') || c.is_alphabetic();
    for c in text.chars().filter(is_letter).take(SAMPLE) {
        match c {
            'ә' | 'ғ' | 'қ' | 'ң' | 'ө' | 'ұ' | 'ү' | 'Ә' | 'Ғ' | 'Қ' | 'Ң' | 'Ө' | 'Ұ' | 'Ү' => {
                kazakh += 1
            }
            'ё' | 'ъ' | 'ы' | 'э' | 'Ё' | 'Ъ' | 'Ы' | 'Э' => russian += 1,
            'а'..='я' | 'А'..='Я' => cyrillic += 1,
            'і' | 'һ' | 'І' | 'Һ' => cyrillic += 1,
            'Ѐ'..='ӿ' => other += 1,
            _ => {}
        }
    }
    let all = cyrillic + kazakh + russian + other;
    if all < 20 {
        None
    } else if kazakh * 100 >= all * 4 && other == 0 {
        Some("kk")
    } else if kazakh == 0 && other == 0 && russian > 0 && feed.is_none_or(|tag| !is_cyrillic(tag)) {
        Some("ru")
    } else {
        None
    }
}

/// Languages whose own word is to be believed before a guess of Russian.
fn is_cyrillic(tag: &str) -> bool {
    matches!(
        primary(&tag.to_lowercase()),
        "be" | "bg" | "kk" | "ky" | "mk" | "mn" | "ru" | "sr" | "tg" | "tt" | "uk" | "uz" | "ba" | "os"
    )
}

fn tidy(tag: &str) -> String {
    let tag = tag.trim().replace('_', "-");
    let well_formed = !tag.is_empty()
        && tag.len() <= 35
        && tag
            .split('-')
            .all(|part| (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric()));
    if !well_formed {
        return String::new();
    }
    let (language, rest) = tag.split_at(primary(&tag).len());
    format!("{}{rest}", language.to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    const KAZAKH: &str = "Қазақ тілінде жазылған мәтін өз әріптерінен танылады, оны ешкім түсіндірмейді.";
    const RUSSIAN: &str = "Этот текст написан по-русски, и объявлять язык ему незачем: выдают буквы.";
    const UKRAINIAN: &str = "Цей текст написано українською, її видно з літер і зі слів у ньому всьому.";

    #[test]
    fn the_item_is_believed_first() {
        assert_eq!(of(Some("kk_KZ"), Some("ru"), RUSSIAN), "kk-KZ");
        assert_eq!(of(Some("EN"), None, KAZAKH), "en");
    }

    #[test]
    fn kazakh_letters_outdo_what_the_feed_declares_for_all() {
        assert_eq!(of(None, Some("ru"), KAZAKH), "kk");
        assert_eq!(of(None, Some("en-US"), RUSSIAN), "ru");
        assert_eq!(of(None, Some("ru"), RUSSIAN), "ru");
        assert_eq!(of(None, Some("bg"), RUSSIAN), "bg");
        assert_eq!(of(None, Some("uk"), UKRAINIAN), "uk");
        assert_eq!(of(None, None, "Plain words."), "");
        assert_eq!(of(None, Some("<b>"), "Plain words."), "");
    }

    #[test]
    fn direction_follows_the_language_or_the_first_letter() {
        assert_eq!(direction("ar-EG", ""), "rtl");
        assert_eq!(direction("", "— שלום"), "rtl");
        assert_eq!(direction("en", "שלום"), "ltr");
        assert_eq!(direction("", KAZAKH), "ltr");
    }
}
