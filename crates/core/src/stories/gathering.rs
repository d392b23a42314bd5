//! Which articles tell one story, as they come: each is held against the first that told a story, so that likeness
//! does not wander from one to the next.

use rustc_hash::{FxHashMap, FxHashSet};

use super::likeness::APART;
use super::trace::Trace;

/// An article and what is known of it.
pub(crate) struct Known {
    pub(crate) id: i64,
    pub(crate) feed: i64,
    pub(crate) time: i64,
    /// The first that tells its story, perhaps itself; `None`: to be decided.
    pub(crate) story: Option<i64>,
    pub(crate) trace: Trace,
}

/// Under a name that more than these bear, no more are looked at: a phrase of everybody's.
const CROWD: usize = 64;

/// So many candidates are compared by their words, the likeliest first.
const COMPARED: usize = 8;

/// A story and who told it.
struct Told {
    first: usize,
    feeds: FxHashSet<i64>,
}

/// The names that more than one bear. Most are an article's own: of tens of thousands of articles a table of them all
/// would take tens of megabytes.
fn shared(known: &[Known]) -> FxHashSet<u32> {
    let mut all: Vec<u32> = known.iter().flat_map(|one| one.trace.bands()).collect();
    all.sort_unstable();
    let same = all.chunk_by(|one, next| one == next);
    same.filter(|same| same.len() > 1).map(|same| same[0]).collect()
}

/// Decides, in the order of time, those of `known` (which is in that order) that are not decided: gives each the first
/// that tells its story, perhaps itself. `same` compares two by their words, by row.
pub(crate) fn decide(known: &[Known], mut same: impl FnMut(i64, i64) -> bool) -> Vec<(i64, i64)> {
    let shared = shared(known);
    let mut stories: Vec<Told> = Vec::new();
    let mut named: FxHashMap<i64, usize> = FxHashMap::default();
    let mut bands: FxHashMap<u32, Vec<usize>> = FxHashMap::default();
    let enter = |bands: &mut FxHashMap<u32, Vec<usize>>, trace: &Trace, story: usize| {
        for band in trace.bands().filter(|band| shared.contains(band)) {
            bands.entry(band).or_default().push(story);
        }
    };
    for (at, one) in known.iter().enumerate() {
        let Some(story) = one.story else { continue };
        match named.get(&story) {
            Some(&told) => {
                stories[told].feeds.insert(one.feed);
                if one.id == story {
                    stories[told].first = at;
                }
            }
            None => {
                named.insert(story, stories.len());
                stories.push(Told {
                    first: at,
                    feeds: FxHashSet::from_iter([one.feed]),
                });
            }
        }
    }
    for (story, told) in stories.iter().enumerate() {
        enter(&mut bands, &known[told.first].trace, story);
    }
    let mut decided = Vec::new();
    for (at, one) in known.iter().enumerate() {
        if one.story.is_some() {
            continue;
        }
        let mut candidates: Vec<usize> = Vec::new();
        for band in one.trace.bands() {
            let there = bands.get(&band).map_or(&[][..], Vec::as_slice);
            candidates.extend(there.iter().rev().take(CROWD));
        }
        candidates.sort_unstable();
        candidates.dedup();
        candidates.retain(|&story| {
            let told = &stories[story];
            let first = &known[told.first];
            // One source tells a story once; its second article of it is news.
            (first.time - one.time).abs() <= APART
                && !told.feeds.contains(&one.feed)
                && one.trace.is_near(&first.trace)
        });
        let likeness = |story: usize| {
            let first = &known[stories[story].first];
            one.trace.likeness(&first.trace).unwrap_or_default()
        };
        candidates.sort_by(|&a, &b| likeness(b).total_cmp(&likeness(a)).then(a.cmp(&b)));
        candidates.truncate(COMPARED);
        let told = candidates
            .into_iter()
            .find(|&story| same(one.id, known[stories[story].first].id));
        let story = told.unwrap_or_else(|| {
            let story = stories.len();
            stories.push(Told {
                first: at,
                feeds: FxHashSet::default(),
            });
            enter(&mut bands, &one.trace, story);
            story
        });
        stories[story].feeds.insert(one.feed);
        let first = &known[stories[story].first];
        decided.push((one.id, first.story.unwrap_or(first.id)));
    }
    decided
}
