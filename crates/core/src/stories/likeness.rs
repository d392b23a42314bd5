//! When two texts tell the same story: not when they are about the same thing, but when one was made from the other,
//! or both from a third.
//!
//! MinHash over pairs of neighbouring words finds candidates, and so do rare words that titles share; then the pairs
//! themselves are compared. A false merge hides an article, a missed one shows it twice, so every rule doubts:
//!
//! 1. They are in one language, of two sources, and no more than three days apart.
//! 2. Their titles name the same numbers, if both name any; and so do, for the most part, their texts. The exchange
//!    rates of two days are one text with other numbers.
//! 3. Then a half of all their pairs of words is in both; or most of the shorter text is in the longer and the titles
//!    share words; or the titles are nearly the same words and the texts share much.

use kazpost_language::{Tongue, key, words};
use rustc_hash::{FxHashMap, FxHashSet};

/// Further apart, the same words are an anniversary.
const APART: i64 = 3 * 86_400;

/// A shorter text says too little to be compared by its words.
const ENOUGH: usize = 20;

/// Of how many rows a signature is, in bands of [`ROWS`]: texts that share a third of their pairs meet in a band with
/// a likelihood of one half, those that share a half nearly always.
const BANDS: usize = 20;
const ROWS: usize = 3;

/// A title's word that stands in more titles leads to no candidates.
const RARE: usize = 40;

/// What is compared of an article.
pub(crate) struct Sketch {
    feed: u64,
    time: i64,
    language: String,
    title: FxHashSet<u32>,
    title_numbers: FxHashSet<u32>,
    numbers: FxHashSet<u32>,
    /// Sorted, each once.
    pairs: Vec<u32>,
    signature: [u32; BANDS * ROWS],
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
        let mut pairs = Vec::new();
        let mut before = 0_u32;
        for word in words(text) {
            let hash = key(word.text, tongue, hash);
            if is_number(word.text) {
                numbers.insert(hash);
            }
            if before != 0 {
                pairs.push(mixed(before ^ hash.rotate_left(13)));
            }
            before = hash | 1;
        }
        pairs.sort_unstable();
        pairs.dedup();
        let mut signature = [u32::MAX; BANDS * ROWS];
        for pair in &pairs {
            for (row, least) in (1_u32..).zip(&mut signature) {
                *least = (*least).min(mixed(pair.wrapping_add(row.wrapping_mul(0x9e37_79b9))));
            }
        }
        Sketch {
            feed: u64::from(hash(feed)),
            time,
            language: language.split(['-', '_']).next().unwrap_or_default().to_owned(),
            title: in_title,
            title_numbers,
            numbers,
            pairs,
            signature,
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

/// Which of these tell one story: each list has two or more, the first to appear first. An article joins where it
/// tells the story of the first one, so that likeness does not wander from one to the next.
pub(crate) fn stories(sketches: &[Sketch]) -> Vec<Vec<usize>> {
    let mut order: Vec<usize> = (0..sketches.len()).collect();
    order.sort_by_key(|&at| (sketches[at].time, at));
    let mut titles: FxHashMap<u32, usize> = FxHashMap::default();
    for sketch in sketches {
        for word in &sketch.title {
            *titles.entry(*word).or_default() += 1;
        }
    }
    let mut bands: FxHashMap<(usize, u32), Vec<usize>> = FxHashMap::default();
    let mut named: FxHashMap<u32, Vec<usize>> = FxHashMap::default();
    let mut found: Vec<Vec<usize>> = Vec::new();
    for at in order {
        let sketch = &sketches[at];
        let mut candidates: FxHashMap<usize, usize> = FxHashMap::default();
        let banded = if sketch.pairs.len() >= ENOUGH {
            of_bands(sketch)
        } else {
            Vec::new()
        };
        for band in &banded {
            for &story in bands.get(band).into_iter().flatten() {
                candidates.insert(story, 2);
            }
        }
        let rare: Vec<u32> = sketch
            .title
            .iter()
            .copied()
            .filter(|word| titles.get(word).is_some_and(|count| *count <= RARE))
            .collect();
        for word in &rare {
            for &story in named.get(word).into_iter().flatten() {
                *candidates.entry(story).or_default() += 1;
            }
        }
        let mut candidates: Vec<usize> = candidates
            .into_iter()
            .filter(|(_, shared)| *shared >= 2)
            .map(|(story, _)| story)
            .collect();
        candidates.sort_unstable();
        let known = candidates.into_iter().find(|&story| {
            let members = &found[story];
            // One source tells a story once; its second article of it is news.
            sketch.tells_as(&sketches[members[0]])
                && members.iter().all(|&member| sketches[member].feed != sketch.feed)
        });
        if let Some(story) = known {
            found[story].push(at);
            continue;
        }
        let story = found.len();
        found.push(vec![at]);
        for band in banded {
            bands.entry(band).or_default().push(story);
        }
        for word in rare {
            named.entry(word).or_default().push(story);
        }
    }
    found.retain(|members| members.len() > 1);
    found
}

fn of_bands(sketch: &Sketch) -> Vec<(usize, u32)> {
    let band = |(at, rows): (usize, &[u32])| {
        let name = rows.iter().fold(0_u32, |name, row| mixed(name ^ row));
        (at, name)
    };
    sketch.signature.chunks(ROWS).enumerate().map(band).collect()
}

fn is_number(word: &str) -> bool {
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

/// FNV-1a.
fn hash(text: &str) -> u32 {
    let step = |hash: u32, byte: u8| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193);
    text.bytes().fold(0x811c_9dc5, step)
}

/// The last steps of MurmurHash3: every bit of the input moves every bit of the result.
fn mixed(mut x: u32) -> u32 {
    x ^= x >> 16;
    x = x.wrapping_mul(0x85eb_ca6b);
    x ^= x >> 13;
    x = x.wrapping_mul(0xc2b2_ae35);
    x ^ (x >> 16)
}
