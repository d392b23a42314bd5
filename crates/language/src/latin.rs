//! Kazakh in Latin letters, read into folded Cyrillic: the alphabet of 2021 (ä ğ ı ñ ö ş ū ü), that of 2018 (á ǵ ń ó
//! sh ch ú ý), that of 2017 (a' g' s' y'), the older ones (y for й, w for у, ç) and the English way of writing it (zh,
//! kh, sh). They contradict each other in y, i and ı, so that a word has more than one reading.

/// How the letters are read that the alphabets disagree about.
#[derive(Clone, Copy)]
pub(crate) enum Reading {
    /// 2018 and 2021: y is ы, ı is і.
    New,
    /// Before: y is й, ı is ы.
    Old,
}

/// Letters that mark a word as Kazakh rather than English.
pub(crate) fn is_marked(word: &str) -> bool {
    let mut before = ' ';
    for c in word.chars() {
        if before == 'q' && c != 'u' {
            return true;
        }
        before = c.to_lowercase().next().unwrap_or(c);
        if matches!(
            before,
            'ä' | 'ğ'
                | 'ñ'
                | 'ö'
                | 'ş'
                | 'ü'
                | 'ū'
                | 'ŭ'
                | 'ı'
                | 'á'
                | 'ǵ'
                | 'ń'
                | 'ó'
                | 'ú'
                | 'ý'
                | 'ï'
        ) {
            return true;
        }
    }
    before == 'q'
}

/// The word in folded Cyrillic.
pub(crate) fn cyrillic(word: &str, reading: Reading) -> String {
    let mut out = String::with_capacity(word.len() * 2);
    let letters: Vec<char> = word.chars().flat_map(char::to_lowercase).collect();
    let mut at = 0;
    while let Some(&c) = letters.get(at) {
        let next = letters.get(at + 1).copied().unwrap_or(' ');
        let marked = crate::words::apostrophe(next);
        let vowel_before = out.ends_with(['а', 'е', 'и', 'о', 'у', 'ы', 'э', 'я', 'ю']);
        let (read, taken) = match (c, next) {
            ('s', 'h') => ("ш", 2),
            ('c', 'h') => ("ч", 2),
            ('z', 'h') => ("ж", 2),
            ('k', 'h') => ("х", 2),
            ('g', 'h') => ("г", 2),
            ('t', 's') => ("ц", 2),
            ('y', 'a') | ('i', 'a') => ("я", 2),
            ('y', 'u') | ('i', 'u') => ("ю", 2),
            ('s', _) if marked => ("ш", 2),
            ('c', _) if marked => ("ч", 2),
            ('y', _) if marked => ("у", 2),
            ('a' | 'ä' | 'á', _) => ("а", 1),
            ('b', _) => ("б", 1),
            ('c' | 'k' | 'q', _) => ("к", 1),
            ('ç', _) => ("ч", 1),
            ('d', _) => ("д", 1),
            ('e' | 'é', _) => ("е", 1),
            ('f', _) => ("ф", 1),
            ('g' | 'ğ' | 'ǵ', _) => ("г", 1),
            ('h', _) => ("х", 1),
            ('i' | 'ï' | 'í', _) if vowel_before => ("й", 1),
            ('i' | 'ï' | 'í', _) => ("и", 1),
            ('ı', _) => match reading {
                Reading::New => ("и", 1),
                Reading::Old => ("ы", 1),
            },
            ('j', _) => ("ж", 1),
            ('l', _) => ("л", 1),
            ('m', _) => ("м", 1),
            ('n' | 'ñ' | 'ń', _) => ("н", 1),
            ('o' | 'ö' | 'ó', _) => ("о", 1),
            ('p', _) => ("п", 1),
            ('r', _) => ("р", 1),
            ('s', _) => ("с", 1),
            ('ş' | 'š', _) => ("ш", 1),
            ('t', _) => ("т", 1),
            ('u' | 'ü' | 'ū' | 'ŭ' | 'ú' | 'ý' | 'w', _) => ("у", 1),
            ('v', _) => ("в", 1),
            ('x', _) => ("кс", 1),
            ('y', _) => match reading {
                Reading::New => ("ы", 1),
                Reading::Old => ("й", 1),
            },
            ('z', _) => ("з", 1),
            (c, _) => {
                if c.is_alphanumeric() {
                    out.push(c);
                }
                ("", 1)
            }
        };
        out.push_str(read);
        at += taken;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fold;

    #[test]
    fn alphabets_are_read() {
        for (latin, cyrillic_word) in [
            ("Qazaqstan", "Қазақстан"),
            ("Älem", "Әлем"),
            ("Respublıka", "Республика"),
            ("Shymkent", "Шымкент"),
            ("Şymkent", "Шымкент"),
            ("S'ymkent", "Шымкент"),
            ("ǵylym", "ғылым"),
            ("Abai", "Абай"),
            ("Ońtústik", "Оңтүстік"),
            ("Kazakhstan", "Казахстан"),
        ] {
            assert_eq!(cyrillic(latin, Reading::New), fold(cyrillic_word), "{latin}");
        }
        for (latin, cyrillic_word) in [("Şımkent", "Шымкент"), ("Abay", "Абай"), ("Almatı", "Алматы")]
        {
            assert_eq!(cyrillic(latin, Reading::Old), fold(cyrillic_word), "{latin}");
        }
    }

    #[test]
    fn a_marked_word_is_kazakh() {
        assert!(is_marked("Qazaq") && is_marked("äuen") && is_marked("halyq"));
        assert!(!is_marked("quiet") && !is_marked("Iraq's queen") || is_marked("Iraq"));
        assert!(!is_marked("window"));
    }
}
