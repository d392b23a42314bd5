//! When two texts tell the same story: not when they are about the same thing, but when one was made from the other,
//! or both from a third.
//!
//! Candidates are found by their traces (`trace.rs`); here the words themselves are compared. A false merge hides an
//! article, a missed one shows it twice, so every rule doubts:
//!
//! 1. They are in one language, of two sources, and no more than three days apart.
//! 2. Their titles name the same numbers, if both name any; and so do, for the most part, their texts. The exchange
//!    rates of two days are one text with other numbers.
//! 3. Then a half of all their pairs of words is in both; or most of the shorter text is in the longer and the titles
//!    share words; or the titles are nearly the same words and the texts share much.

use kazpost_language::{Tongue, hash, key, words};
use rustc_hash::FxHashSet;

use super::trace::{Trace, pairs};
use crate::language::primary;

/// Further apart, the same words are an anniversary.
pub(super) const APART: i64 = 3 * 86_400;

/// A shorter text, in pairs of words, says too little to be compared by them.
pub(super) const ENOUGH: usize = 20;

/// What is compared of an article.
pub(crate) struct Sketch {
    pub(super) feed: u64,
    pub(super) time: i64,
    language: String,
    title: FxHashSet<u32>,
    title_numbers: FxHashSet<u32>,
    numbers: FxHashSet<u32>,
    /// Sorted, each once.
    pairs: Vec<u32>,
    pub(super) trace: Trace,
}

impl Sketch {
    pub(crate) fn of(feed: &str, time: i64, language: &str, title: &str, text: &str) -> Sketch {
        let tongue = Tongue::of(language);
        let mut title_numbers = FxHashSet::default();
        let mut in_title = FxHashSet::default();
        for word in words(title) {
            let hash = key(word.text, tongue, hash);
            if is_number(word.text) {
                title_numbers.insert(hash);
            } else if word.text.chars().count() > 2 {
                in_title.insert(hash);
            }
        }
        let mut numbers = FxHashSet::default();
        let mut pairs: Vec<u32> = pairs(words(text).map(|word| {
            let hash = key(word.text, tongue, hash);
            if is_number(word.text) {
                numbers.insert(hash);
            }
            hash
        }))
        .collect();
        pairs.sort_unstable();
        pairs.dedup();
        Sketch {
            trace: Trace::of(language, in_title.iter().copied(), &pairs),
            feed: u64::from(hash(feed)),
            time,
            language: primary(language).to_owned(),
            title: in_title,
            title_numbers,
            numbers,
            pairs,
        }
    }

    /// Whether the two tell one story.
    pub(crate) fn tells_as(&self, other: &Sketch) -> bool {
        if self.feed == other.feed
            || self.language != other.language
            || (self.time - other.time).abs() > APART
            || !same_numbers(&self.title_numbers, &other.title_numbers, 1.0)
            || !same_numbers(&self.numbers, &other.numbers, 0.5)
        {
            return false;
        }
        let titles = share(&self.title, &other.title);
        let least = self.pairs.len().min(other.pairs.len());
        if least < ENOUGH {
            return titles >= 0.99 && self.title.len() >= 5;
        }
        let common = in_both(&self.pairs, &other.pairs) as f64;
        let contained = common / least as f64;
        let jaccard = common / (self.pairs.len() + other.pairs.len()) as f64 * 2.0;
        let jaccard = jaccard / (2.0 - jaccard);
        jaccard >= 0.5 || (contained >= 0.6 && titles >= 0.25) || (contained >= 0.3 && titles >= 0.8)
    }
}

pub(super) fn is_number(word: &str) -> bool {
    word.bytes().any(|byte| byte.is_ascii_digit())
}

/// Where both name numbers, `least` of those of the one that names fewer must be in both.
fn same_numbers(one: &FxHashSet<u32>, other: &FxHashSet<u32>, least: f64) -> bool {
    let fewer = one.len().min(other.len());
    fewer == 0 || one.intersection(other).count() as f64 >= least * fewer as f64
}

fn share(one: &FxHashSet<u32>, other: &FxHashSet<u32>) -> f64 {
    let all = one.union(other).count();
    if all == 0 {
        return 0.0;
    }
    one.intersection(other).count() as f64 / all as f64
}

fn in_both(one: &[u32], other: &[u32]) -> usize {
    let (mut a, mut b, mut common) = (0, 0, 0);
    while let (Some(x), Some(y)) = (one.get(a), other.get(b)) {
        match x.cmp(y) {
            std::cmp::Ordering::Less => a += 1,
            std::cmp::Ordering::Greater => b += 1,
            std::cmp::Ordering::Equal => {
                a += 1;
                b += 1;
                common += 1;
            }
        }
    }
    common
}
