//! The words that are met again and again, and their keys, in places of one size: nothing here asks how long a word is, for the
//! processor cannot foretell that and would guess wrong several times for each word.

/// So long is a place, in bytes. Nothing longer has one.
const LONG: usize = 32;
/// So many places there are.
const PLACES: usize = 1 << 13;

/// A word of at most [`LONG`] bytes as numbers, zeros after it.
pub(crate) type Short = [u64; LONG / 8];

#[derive(Clone, Copy, Default)]
struct Place {
    /// Zeros where nobody has the place: no word has a zero in it.
    word: Short,
    /// Its key's hash.
    hash: u32,
    /// Its key's length in bytes.
    length: usize,
}

/// Of one tongue.
#[derive(Default)]
pub(crate) struct Often {
    /// None before the first word is known.
    places: Vec<Place>,
    /// The key of each place, zeros after it.
    keys: String,
}

/// The word that stands there, in bytes, where it is short and stands not at the very end of the text.
#[inline]
pub(crate) fn short(text: &str, start: usize, end: usize) -> Option<Short> {
    static MASKS: [Short; LONG + 1] = {
        let mut masks = [[0; LONG / 8]; LONG + 1];
        let mut length = 1;
        while length <= LONG {
            masks[length] = masks[length - 1];
            masks[length][(length - 1) / 8] |= 0xff << (8 * ((length - 1) % 8));
            length += 1;
        }
        masks
    };
    let mask = MASKS.get(end - start)?;
    let bytes = text.as_bytes()[start..].first_chunk::<LONG>()?;
    let mut word = *mask;
    for (part, eight) in word.iter_mut().zip(bytes.as_chunks::<8>().0) {
        *part &= u64::from_le_bytes(*eight);
    }
    Some(word)
}

impl Often {
    /// Appends the key of a word that has a place and gives its hash.
    #[inline]
    pub(crate) fn push(&self, word: &Short, out: &mut String) -> Option<u32> {
        let at = place(word);
        let known = self.places.get(at).filter(|known| known.word == *word)?;
        let end = out.len() + known.length;
        out.push_str(&self.keys[at * LONG..][..LONG]);
        out.truncate(end);
        Some(known.hash)
    }

    /// Gives a word its place, where nobody has it.
    pub(crate) fn know(&mut self, word: Short, key: &str, hash: u32) {
        if self.places.is_empty() {
            self.places = vec![Place::default(); PLACES];
            self.keys = "\0".repeat(PLACES * LONG);
        }
        let at = place(&word);
        let length = key.len();
        if self.places[at].word == Short::default() && (1..=LONG).contains(&length) {
            self.places[at] = Place { word, hash, length };
            let from = at * LONG;
            self.keys.replace_range(from..from + length, key);
        }
    }

    /// All of them.
    pub(crate) fn forget(&mut self) {
        *self = Often::default();
    }
}

fn place(word: &Short) -> usize {
    const K: u64 = 0x9e37_79b9_7f4a_7c15;
    let [a, b, c, d] = *word;
    let both =
        (a ^ b.rotate_left(23)).wrapping_mul(K) ^ (c ^ d.rotate_left(23)).wrapping_mul(K).rotate_left(32);
    ((both ^ both >> 29).wrapping_mul(K) >> (u64::BITS - PLACES.ilog2())) as usize
}
