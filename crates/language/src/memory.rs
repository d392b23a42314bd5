//! The words that were met last, and their keys. Making a key takes as long as reading a line of text, and some thousands of
//! words make up most of every text.

use std::borrow::Borrow;
use std::hash::{Hash, Hasher};

use rustc_hash::FxHashSet;

use crate::keys::hash;

/// So many words are remembered with their keys.
const REMEMBERED: usize = 1 << 13;

/// A key and its [`hash()`].
pub(crate) type Hashed<'a> = (&'a str, u32);

/// Of one tongue.
#[derive(Default)]
pub(crate) struct Memory(FxHashSet<Known>);

impl Memory {
    /// Runs `with` on the key of a word, which is made where it is not known.
    pub(crate) fn key<T>(
        &mut self,
        word: &str,
        make: impl FnOnce() -> String,
        with: impl FnOnce(Hashed<'_>) -> T,
    ) -> T {
        if let Some(known) = self.0.get(word.as_bytes()) {
            return with((known.key(), known.hash));
        }
        if self.0.len() >= REMEMBERED {
            self.0.clear();
        }
        let made = make();
        self.0.extend(Known::new(word, &made));
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
        assert!(memory.0.len() <= REMEMBERED);
    }

    #[test]
    fn what_is_very_long_is_not_remembered() {
        let mut memory = Memory::default();
        memory.key(&"x".repeat(300), || "y".into(), |(key, _)| assert_eq!(key, "y"));
        assert!(memory.0.is_empty());
    }
}
