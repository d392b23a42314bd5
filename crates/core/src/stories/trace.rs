//! What is kept of an article so that those that might tell its story are found without their texts: MinHash in its
//! form with one hash for each pair of words (P. Li, A. Owen and C.-H. Zhang, One Permutation Hashing, NIPS 2012), and
//! the same of its title.

use kazpost_language::hash;

use super::likeness::{ENOUGH, is_number};
use crate::language::primary;

/// Of how many rows a trace is, in bands of [`ROWS`]: texts that share a third of their pairs meet in a band with a
/// likelihood of one half, those that share a half nearly always.
const BANDS: usize = 20;
const ROWS: usize = 3;
const BINS: usize = BANDS * ROWS;
/// The same of titles.
const TITLE_BANDS: usize = 3;
/// A title with fewer words has none.
const TITLE_WORDS: usize = 3;

/// Texts whose traces have less in common are not compared by their words.
const LEAST: f64 = 0.2;
/// As [`LEAST`], where the titles meet: those of a day share many words, and comparing texts takes time.
const LEAST_TITLED: f64 = 0.08;

/// See the module.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Trace {
    language: u16,
    /// None where the title is too short.
    title: Option<[u32; TITLE_BANDS]>,
    /// None where the text is too short.
    text: Option<[u16; BINS]>,
}

impl Trace {
    pub(super) fn of(language: &str, title: impl Iterator<Item = u32>, pairs: &[u32]) -> Trace {
        let tag = primary(language);
        let mut least = [u32::MAX; 2 * TITLE_BANDS];
        let mut words = 0;
        for word in title {
            words += 1;
            for (row, least) in (1_u32..).zip(&mut least) {
                *least = (*least).min(mixed(word.wrapping_add(row.wrapping_mul(0x9e37_79b9))));
            }
        }
        let title = [0, 2, 4].map(|row| mixed(least[row] ^ least[row + 1].rotate_left(7)));
        Trace {
            #[allow(clippy::cast_possible_truncation, reason = "a hash of less")]
            language: hash(tag) as u16,
            title: (words >= TITLE_WORDS).then_some(title),
            text: (pairs.len() >= ENOUGH).then(|| bins(pairs)),
        }
    }

    /// Of an article that is stored, by the keys of its title and the hashes of those of its text.
    pub(crate) fn of_keys(language: &str, title: &str, text: Vec<u32>) -> Trace {
        let title = title.split(' ');
        let title = title.filter(|key| key.chars().count() > 2 && !is_number(key));
        let mut pairs: Vec<u32> = pairs(text.into_iter()).collect();
        if pairs.len() < BINS {
            pairs.sort_unstable();
            pairs.dedup();
        }
        Trace::of(language, title.map(hash), &pairs)
    }

    /// For the store.
    pub(crate) fn bytes(&self) -> Vec<u8> {
        let mut bytes = self.language.to_le_bytes().to_vec();
        let title = self.title.iter().flatten();
        bytes.push(u8::from(self.title.is_some()));
        bytes.extend(title.flat_map(|band| band.to_le_bytes()));
        let text = self.text.iter().flatten();
        bytes.extend(text.flat_map(|bin| bin.to_le_bytes()));
        bytes
    }

    /// `None` where a library from elsewhere holds something else.
    pub(crate) fn from_bytes(bytes: &[u8]) -> Option<Trace> {
        let (language, bytes) = bytes.split_first_chunk()?;
        let (titled, mut bytes) = bytes.split_first()?;
        let title = if *titled == 1 {
            let (title, rest) = bytes.split_at_checked(4 * TITLE_BANDS)?;
            bytes = rest;
            let mut bands = [0; TITLE_BANDS];
            for (band, four) in bands.iter_mut().zip(title.chunks_exact(4)) {
                *band = u32::from_le_bytes(four.try_into().ok()?);
            }
            Some(bands)
        } else {
            None
        };
        let text = match bytes.len() {
            0 => None,
            length if length == 2 * BINS => {
                let mut bins = [0; BINS];
                for (bin, two) in bins.iter_mut().zip(bytes.chunks_exact(2)) {
                    *bin = u16::from_le_bytes(two.try_into().ok()?);
                }
                Some(bins)
            }
            _ => return None,
        };
        Some(Trace {
            language: u16::from_le_bytes(*language),
            title,
            text,
        })
    }

    /// The names under which it meets others.
    pub(super) fn bands(&self) -> impl Iterator<Item = u32> {
        let language = u32::from(self.language);
        let text = self
            .text
            .iter()
            .flat_map(|bins| bins.chunks_exact(ROWS))
            .zip(1_u32..);
        let text = text.map(move |(rows, at)| {
            let name = rows
                .iter()
                .fold(at, |name, row| mixed(name.rotate_left(11) ^ u32::from(*row)));
            mixed(name ^ language)
        });
        let title = self.title.iter().flatten().zip(101_u32..);
        text.chain(title.map(move |(band, at)| mixed(band.wrapping_add(at) ^ language)))
    }

    /// Whether it is worth while to compare the words.
    pub(super) fn is_near(&self, other: &Trace) -> bool {
        if self.language != other.language {
            return false;
        }
        let of_both = self.title.iter().flatten().zip(other.title.iter().flatten());
        let same = of_both.filter(|(one, two)| one == two).count();
        match self.likeness(other) {
            Some(likeness) => likeness >= LEAST || (same > 0 && likeness >= LEAST_TITLED),
            // Of headlines alone only the same are one story.
            None => same == TITLE_BANDS,
        }
    }

    /// Which share of all their pairs of words is in both, about.
    pub(super) fn likeness(&self, other: &Trace) -> Option<f64> {
        let (one, two) = (self.text.as_ref()?, other.text.as_ref()?);
        let same = one.iter().zip(two).filter(|(one, two)| one == two).count();
        #[allow(clippy::cast_precision_loss, reason = "at most 60")]
        Some(same as f64 / BINS as f64)
    }
}

/// The least of the pairs that fall into each bin. An empty bin borrows from one that is not, the same for all texts
/// (A. Shrivastava, Optimal Densification for Fast and Accurate Minwise Hashing, ICML 2017).
#[allow(
    clippy::cast_possible_truncation,
    reason = "bins are few, and a row is the lower half of a hash"
)]
fn bins(pairs: &[u32]) -> [u16; BINS] {
    let mut least = [u32::MAX; BINS];
    for pair in pairs {
        let bin = (u64::from(mixed(*pair)) * BINS as u64) >> 32;
        let least = &mut least[bin as usize];
        *least = (*least).min(mixed(pair ^ 0x5bd1_e995));
    }
    let mut rows = [0; BINS];
    for (bin, row) in rows.iter_mut().enumerate() {
        let mut from = bin;
        let mut attempt = bin as u32;
        while least[from] == u32::MAX {
            attempt = mixed(attempt.wrapping_add(0x9e37_79b9));
            from = attempt as usize % BINS;
        }
        *row = least[from] as u16;
    }
    rows
}

/// Pairs of neighbours.
pub(super) fn pairs(words: impl Iterator<Item = u32>) -> impl Iterator<Item = u32> {
    let mut before = None;
    words.filter_map(move |word| {
        let pair = before.map(|before: u32| mixed(before.rotate_left(13) ^ word));
        before = Some(word);
        pair
    })
}

/// The last steps of MurmurHash3: every bit of the input moves every bit of the result.
fn mixed(mut x: u32) -> u32 {
    x ^= x >> 16;
    x = x.wrapping_mul(0x85eb_ca6b);
    x ^= x >> 13;
    x = x.wrapping_mul(0xc2b2_ae35);
    x ^ (x >> 16)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn trace(words: std::ops::Range<u32>) -> Trace {
        let pairs: Vec<u32> = pairs(words.map(mixed)).collect();
        Trace::of("en", [1, 2, 3].into_iter(), &pairs)
    }

    #[test]
    fn what_is_kept_comes_back() {
        for one in [
            trace(0..400),
            trace(0..3),
            Trace::of("kk", std::iter::empty(), &[]),
        ] {
            assert_eq!(Trace::from_bytes(&one.bytes()), Some(one));
        }
        assert_eq!(Trace::from_bytes(&[1, 2, 0, 9]), None);
        assert_eq!(Trace::from_bytes(&[]), None);
    }

    #[test]
    fn it_says_about_how_much_two_texts_share() {
        let shared = |common: u32| {
            trace(0..400)
                .likeness(&trace(400 - common..800 - common))
                .unwrap()
        };
        assert!(shared(0) < 0.05);
        // 267 of 533 pairs are in both.
        assert!((0.35..0.65).contains(&shared(267)), "{}", shared(267));
        assert!(shared(400) > 0.99);
    }

    #[test]
    fn short_texts_have_no_empty_rows_to_meet_in() {
        let (one, two) = (trace(0..25), trace(1000..1025));
        assert!(one.likeness(&two).unwrap() < 0.1);
    }
}
