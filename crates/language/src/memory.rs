//! The words that were met last, and their keys. Making a key takes as long as reading a line of text, and some thousands of
//! words make up most of every text.

use std::borrow::Borrow;
use std::hash::{Hash, Hasher};

use rustc_hash::FxHashSet;

use crate::keys::hash;
use crate::often::{self, Often};

/// So many words are remembered with their keys.
const REMEMBERED: usize = 1 << 13;

/// A key and its [`hash()`].
pub(crate) type Hashed<'a> = (&'a str, u32);

/// Of one tongue.
#[derive(Default)]
pub(crate) struct Memory {
    often: Often,
    all: FxHashSet<Known>,
}

impl Memory {
    /// Appends the key of the word that stands from `start` to `end` of a text, in bytes, and gives its hash, if it has a key.
    #[inline]
    pub(crate) fn push(
        &mut self,
        text: &str,
        (start, end): (usize, usize),
        make: impl FnOnce(&str) -> String,
        out: &mut String,
    ) -> Option<u32> {
        let short = often::short(text, start, end);
        if let Some(hash) = short.and_then(|short| self.often.push(&short, out)) {
            return Some(hash);
        }
        let (word, before) = (&text[start..end], out.len());
        let hash = self.key(
            word,
            || make(word),
            |(key, hash)| {
                out.push_str(key);
                hash
            },
        );
        let key = &out[before..];
        if let Some(short) = short {
            self.often.know(short, key, hash);
        }
        (!key.is_empty()).then_some(hash)
    }

    /// Runs `with` on the key of a word, which is made where it is not known.
    pub(crate) fn key<T>(
        &mut self,
        word: &str,
        make: impl FnOnce() -> String,
        with: impl FnOnce(Hashed<'_>) -> T,
    ) -> T {
        if let Some(known) = self.all.get(word.as_bytes()) {
            return with((known.key(), known.hash));
        }
        if self.all.len() >= REMEMBERED {
            self.all.clear();
            self.often.forget();
        }
        let made = make();
        self.all.extend(Known::new(word, &made));
        with((&made, hash(&made)))
    }
}

/// A word and its key right after it, so that who finds the one has the other at hand.
struct Known {
    both: Box<str>,
    /// The word's length in bytes.
    word: u8,
    hash: u32,
}

impl Known {
    /// `None` for what is too long to be worth the memory.
    fn new(word: &str, key: &str) -> Option<Known> {
        Some(Known {
            both: format!("{word}{key}").into(),
            word: word.len().try_into().ok()?,
            hash: hash(key),
        })
    }

    fn key(&self) -> &str {
        &self.both[usize::from(self.word)..]
    }
}

impl Borrow<[u8]> for Known {
    fn borrow(&self) -> &[u8] {
        &self.both.as_bytes()[..usize::from(self.word)]
    }
}

impl PartialEq for Known {
    fn eq(&self, other: &Known) -> bool {
        let (word, of_other): (&[u8], &[u8]) = (self.borrow(), other.borrow());
        word == of_other
    }
}

impl Eq for Known {}

impl Hash for Known {
    fn hash<H: Hasher>(&self, state: &mut H) {
        let word: &[u8] = self.borrow();
        word.hash(state);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// More words than are remembered, some of them often.
    #[test]
    fn each_word_has_its_own_key() {
        let mut memory = Memory::default();
        for n in 0..3 * REMEMBERED {
            let word = format!("сөз{}", if n % 2 == 0 { n } else { n % 100 });
            let key = memory.key(
                &word,
                || word.to_uppercase(),
                |(key, at_hand)| {
                    assert_eq!(at_hand, hash(key));
                    key.to_owned()
                },
            );
            assert_eq!(key, word.to_uppercase());
        }
        assert!(memory.all.len() <= REMEMBERED);
    }

    /// Short and long ones, more than there are places, in a text and at its end.
    #[test]
    fn each_word_of_a_text_has_its_own_key() {
        let mut memory = Memory::default();
        let make = |word: &str| word.replace("не", "").to_uppercase();
        for n in 0..4 * REMEMBERED {
            let n = if n % 2 == 0 { n / 2 } else { n % 100 };
            let word = ["сөз", "не", "қазақстандықтардың", "x"][n % 4].repeat(1 + n % 3) + &n.to_string();
            let word = if n % 8 == 1 {
                word.trim_end_matches(char::is_numeric)
            } else {
                &word
            };
            for text in [
                format!("a {word}"),
                format!("a {word} and so on, to the end of all texts that there are"),
            ] {
                let mut out = String::from("… ");
                let hash = memory.push(&text, (2, 2 + word.len()), make, &mut out);
                let key = make(word);
                assert_eq!(out, format!("… {key}"));
                assert_eq!(hash, (!key.is_empty()).then(|| super::hash(&key)), "{word}");
            }
        }
    }

    #[test]
    fn what_is_very_long_is_not_remembered() {
        let mut memory = Memory::default();
        memory.key(&"x".repeat(300), || "y".into(), |(key, _)| assert_eq!(key, "y"));
        assert!(memory.all.is_empty());
    }
}
