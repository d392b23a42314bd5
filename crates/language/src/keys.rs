use std::cell::RefCell;

use snowball_stemmers_rs::{Algorithm, Stemmer};

use crate::fold;
use crate::kazakh;
use crate::latin::{self, Reading};
use crate::memory::Memory;
use crate::words::spans;

/// How the words of a text are to be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Tongue {
    /// Cyrillic words are Kazakh, Latin ones too.
    Kazakh,
    /// Cyrillic words are Russian where no letter says otherwise, Latin ones English.
    Other,
}

impl Tongue {
    /// By the language of a text, BCP 47.
    pub fn of(tag: &str) -> Tongue {
        match tag.split(['-', '_']).next().unwrap_or(tag) {
            "kk" => Tongue::Kazakh,
            _ => Tongue::Other,
        }
    }
}

/// A key is no longer, in bytes: whatever is, is no word.
const LONGEST: usize = 64;

#[derive(Default)]
struct Memories {
    kazakh: Memory,
    other: Memory,
}

impl Memories {
    fn of(&mut self, tongue: Tongue) -> &mut Memory {
        match tongue {
            Tongue::Kazakh => &mut self.kazakh,
            Tongue::Other => &mut self.other,
        }
    }
}

thread_local! {
    static MEMORIES: RefCell<Memories> = RefCell::default();
}

/// Runs `with` on the key of a word of a text.
pub fn key<T>(word: &str, tongue: Tongue, with: impl FnOnce(&str) -> T) -> T {
    MEMORIES.with_borrow_mut(|memories| {
        let make = || make(word, tongue);
        memories.of(tongue).key(word, make, |(key, _)| with(key))
    })
}

/// The keys of a text, in order, parted by spaces, after what `out` holds.
pub fn push_keys(text: &str, tongue: Tongue, out: &mut String) {
    push_hashed_keys(text, tongue, out, |_| {});
}

/// As [`push_keys`], and gives `hashed` the [`hash()`] of each of them that is not empty. What is remembered of a word has it.
pub fn push_hashed_keys(text: &str, tongue: Tongue, out: &mut String, mut hashed: impl FnMut(u32)) {
    MEMORIES.with_borrow_mut(|memories| {
        let memory = memories.of(tongue);
        for span in spans(text) {
            if !out.is_empty() {
                out.push(' ');
            }
            if let Some(hash) = memory.push(text, span, |word| make(word, tongue), out) {
                hashed(hash);
            }
        }
    });
}

/// A hash of a key. Kept in libraries: the same for ever and everywhere.
#[allow(clippy::cast_possible_truncation, reason = "the upper half of a hash is one")]
pub fn hash(key: &str) -> u32 {
    const K: u64 = 0x9e37_79b9_7f4a_7c15;
    let mut hash = key.len() as u64;
    for part in key.as_bytes().chunks(8) {
        let mut eight = [0; 8];
        eight[..part.len()].copy_from_slice(part);
        hash = (hash ^ u64::from_le_bytes(eight)).wrapping_mul(K);
        hash ^= hash >> 29;
    }
    (hash.wrapping_mul(K) >> 32) as u32
}

/// As [`push_keys`], into a new text.
pub fn keys(text: &str, tongue: Tongue) -> String {
    let mut out = String::with_capacity(text.len());
    push_keys(text, tongue, &mut out);
    out
}

/// Every key that a word of a query may have in a text, the likeliest first.
pub fn query_keys(word: &str) -> Vec<String> {
    let mut keys = vec![make(word, Tongue::Other), make(word, Tongue::Kazakh)];
    if is_latin(word) {
        let letters = word.chars().count();
        if letters < 4 && !latin::is_marked(word) {
            keys.truncate(1);
        } else {
            for reading in [Reading::New, Reading::Old] {
                let read = latin::cyrillic(word, reading);
                keys.push(cut(russian(&read)));
                keys.push(cut(stemmed(read)));
            }
        }
        keys.push(cut(english(&fold(word))));
    } else {
        // Written with the letters of Kazakh in a text that has them not.
        keys.push(cut(russian(&fold(word))));
    }
    let mut seen = Vec::with_capacity(keys.len());
    for key in keys {
        if !key.is_empty() && !seen.contains(&key) {
            seen.push(key);
        }
    }
    seen
}

fn make(word: &str, tongue: Tongue) -> String {
    let bytes = word.as_bytes();
    if bytes.iter().all(u8::is_ascii_digit) {
        return cut(word.to_owned());
    }
    let key = if is_latin(word) {
        // Kazakh in Latin letters has the keys of Kazakh, so that one spelling finds the other.
        if tongue == Tongue::Kazakh {
            stemmed(latin::cyrillic(word, Reading::New))
        } else {
            english(&fold(possessor(word)))
        }
    } else {
        let folded = fold(word);
        let cyrillic = folded.chars().any(|c| matches!(c, 'а'..='я'));
        if !cyrillic {
            folded
        } else if tongue == Tongue::Kazakh || word.chars().any(is_kazakh_letter) {
            stemmed(folded)
        } else {
            russian(&folded)
        }
    };
    // A word of marks alone still has its place in a phrase.
    cut(if key.is_empty() { "0".into() } else { key })
}

fn stemmed(mut word: String) -> String {
    kazakh::stem(&mut word);
    word
}

/// Snowball, but for the names of countries: it takes Казахстан for a participle and parts it from Казахстана.
fn russian(folded: &str) -> String {
    let bare = ["", "а", "у", "е", "ом"]
        .into_iter()
        .filter_map(|ending| folded.strip_suffix(ending))
        .find(|bare| bare.len() > 12 && bare.ends_with("стан"));
    if let Some(bare) = bare {
        return bare.to_owned();
    }
    thread_local!(static STEMMER: Stemmer = Stemmer::create(Algorithm::Russian));
    let mut stem = STEMMER.with(|stemmer| stemmer.stem(folded).into_owned());
    // It takes Токаев and систем for forms of Тока and сист, and leaves Токаева and система at Токаев and систем: so that
    // all are one word, the same endings go from there as well, where a vowel stands before them, as it does it.
    let bare = ["ов", "ев", "ым", "им", "ам", "ем", "ом"]
        .into_iter()
        .find_map(|ending| stem.strip_suffix(ending))
        .filter(|bare| bare.contains(['а', 'е', 'и', 'о', 'у', 'ы', 'э', 'ю', 'я']));
    if let Some(length) = bare.map(str::len) {
        stem.truncate(length);
    }
    stem
}

fn english(folded: &str) -> String {
    thread_local!(static STEMMER: Stemmer = Stemmer::create(Algorithm::English));
    STEMMER.with(|stemmer| stemmer.stem(folded).into_owned())
}

/// Without the English 's.
fn possessor(word: &str) -> &str {
    word.strip_suffix(['s', 'S'])
        .and_then(|word| word.strip_suffix(crate::words::apostrophe))
        .unwrap_or(word)
}

fn is_latin(word: &str) -> bool {
    word.chars()
        .find(|c| c.is_alphabetic())
        .is_some_and(|c| c.is_ascii() || matches!(c, '\u{c0}'..='\u{24f}'))
}

/// Letters that Russian has not. І is Ukrainian as well, which has no stemmer here.
fn is_kazakh_letter(c: char) -> bool {
    matches!(
        c,
        'ә' | 'Ә'
            | 'ғ'
            | 'Ғ'
            | 'қ'
            | 'Қ'
            | 'ң'
            | 'Ң'
            | 'ө'
            | 'Ө'
            | 'ұ'
            | 'Ұ'
            | 'ү'
            | 'Ү'
            | 'һ'
            | 'Һ'
            | 'і'
            | 'І'
    )
}

fn cut(mut key: String) -> String {
    if key.len() > LONGEST {
        let mut end = LONGEST;
        while !key.is_char_boundary(end) {
            end -= 1;
        }
        key.truncate(end);
    }
    key.retain(char::is_alphanumeric);
    key
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whether a query's word finds a text's.
    fn finds(query: &str, text: &str, tag: &str) -> bool {
        key(text, Tongue::of(tag), |key| {
            query_keys(query).iter().any(|q| q == key)
        })
    }

    #[test]
    fn a_russian_keyboard_finds_kazakh() {
        assert!(finds("Казакстан", "Қазақстан", "kk"));
        assert!(finds("казакстанда", "Қазақстанның", "kk"));
        assert!(finds("омир", "өмір", "kk"));
        assert!(finds("Қазақстан", "Казакстан", ""));
    }

    #[test]
    fn latin_finds_cyrillic_and_the_other_way_round() {
        for latin in ["Qazaqstan", "qazaqstannyñ", "Qazaqstanda"] {
            assert!(finds(latin, "Қазақстан", "kk"), "{latin}");
            assert!(finds("Қазақстан", latin, "kk"), "{latin}");
        }
        for latin in ["Almaty", "Almatı", "Shymkent", "Şymkent", "Şımkent", "S'ymkent"] {
            let cyrillic = if latin.starts_with('A') {
                "Алматы"
            } else {
                "Шымкент"
            };
            assert!(finds(latin, cyrillic, "kk"), "{latin}");
        }
        assert!(finds("Kazakhstan", "Казахстан", "ru"));
        assert!(finds("Kazakhstan", "Казахстане", "ru"));
    }

    #[test]
    fn forms_are_one_word() {
        for (one, other, tag) in [
            ("fishing", "fished", "en"),
            ("elections", "election", "en"),
            ("Kazakhstan’s", "Kazakhstan", "en"),
            ("выборы", "выборов", "ru"),
            ("ёлка", "елками", "ru"),
            ("Казахстан", "Казахстаном", "ru"),
            ("Казахстане", "Казахстан", "ru"),
            ("Токаев", "Токаева", "ru"),
            ("Токаев", "Токаевым", "ru"),
            ("Касым", "Касыма", "ru"),
            ("система", "систем", "ru"),
            ("новое", "нового", "ru"),
            ("су", "суының", "kk"),
            ("су", "судың", "kk"),
        ] {
            assert!(finds(one, other, tag), "{one} {other}");
            assert!(finds(other, one, tag), "{other} {one}");
        }
        assert!(
            !finds("on", "он", "ru"),
            "short words are not read across scripts"
        );
    }

    #[test]
    fn keys_are_letters_and_digits() {
        let text = "Don’t — «Қазақ-тілі» 3½ \u{1f600} a\u{301}b x";
        let keys = keys(text, Tongue::Other);
        assert!(keys.chars().all(|c| c == ' ' || c.is_alphanumeric()), "{keys}");
        assert_eq!(keys.split(' ').count(), crate::words(text).count());
    }

    /// By the first form of the hash, which libraries were made with.
    #[test]
    fn the_hash_of_a_key_never_changes() {
        for (key, known) in [
            ("a", 0xc27d_0286),
            ("saiga", 0xbb99_8a27),
            ("pipelin", 0xfc41_4472),
            ("steppes", 0x87a3_a6f4),
            ("қазақстан", 0x7c01_c53d),
            ("мұнай", 0xa7df_d2db),
            ("2026", 0x5200_2ada),
            ("жаңалықтар", 0x7bc9_2bb2),
        ] {
            assert_eq!(hash(key), known, "{key}");
        }
    }

    #[test]
    fn each_key_comes_with_its_hash_whether_it_is_remembered_or_not() {
        let text = "Saiga, ақ «бөкен» saiga \u{301} и 2026";
        for _ in 0..2 {
            let (mut keys, mut hashes) = (String::new(), Vec::new());
            push_hashed_keys(text, Tongue::Other, &mut keys, |hash| hashes.push(hash));
            let expected: Vec<u32> = keys.split_whitespace().map(hash).collect();
            assert_eq!(hashes, expected);
        }
    }
}
