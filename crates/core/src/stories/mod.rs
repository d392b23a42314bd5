//! The same story from many sources.

mod folding;
mod gathering;
mod likeness;
#[cfg(test)]
mod measured;
mod trace;

use kazpost_api::{Failure, Story};
use kazpost_store::{ListQuery, ListScope};
use rustc_hash::FxHashMap;

use crate::failure::of_store;
use crate::library::Library;
use crate::reading;
use gathering::{Known, decide};
use likeness::Sketch;

pub(crate) use folding::{UnderFirst, folded, told};
pub(crate) use trace::Trace;

/// So far back from the newest article, in seconds: what is older is told no more.
const BACK: i64 = 30 * 86_400;

/// No more articles than so many are compared, the newest.
const COMPARED: u32 = 20_000;

impl Library {
    /// Stories that several sources tell in nearly the same words, the newest first; the first to tell it gives its
    /// title.
    pub fn stories(&self) -> Result<Vec<Story>, Failure> {
        let query = ListQuery {
            scope: ListScope::All,
            unread_only: false,
            filter: String::new(),
        };
        let mut told = Vec::new();
        let mut sketches = Vec::new();
        let members = self.store().snapshot(&query, Some(COMPARED)).map_err(of_store)?;
        let since = members.first().map_or(0, |(_, newest)| newest - BACK);
        for (row, time) in members.into_iter().take_while(|(_, time)| *time >= since) {
            let Some(record) = self.store().article_of_row(row).map_err(of_store)? else {
                continue;
            };
            let text = reading::for_export(&record).text();
            let row = record.row;
            sketches.push(Sketch::of(
                row.feed.as_str(),
                time,
                &row.language,
                &row.title,
                &text,
            ));
            told.push((row.key, row.title, time));
        }
        let mut found = together(&sketches);
        found.sort_by_key(|members| std::cmp::Reverse(members.iter().map(|&at| told[at].2).max()));
        Ok(found
            .into_iter()
            .map(|members| Story {
                title: told[members[0]].1.clone(),
                articles: members.iter().map(|&at| told[at].0.as_str().to_owned()).collect(),
            })
            .collect())
    }
}

/// Which of these tell one story: each list has two or more, the first to appear first.
fn together(sketches: &[Sketch]) -> Vec<Vec<usize>> {
    let mut order: Vec<usize> = (0..sketches.len()).collect();
    order.sort_by_key(|&at| (sketches[at].time, at));
    let mut feeds: FxHashMap<u64, i64> = FxHashMap::default();
    let mut known = Vec::with_capacity(sketches.len());
    for &at in &order {
        let sketch = &sketches[at];
        let next = i64::try_from(feeds.len()).unwrap_or(i64::MAX);
        known.push(Known {
            // `order` has no more places than a row has numbers.
            id: i64::try_from(at).unwrap_or(i64::MAX),
            feed: *feeds.entry(sketch.feed).or_insert(next),
            time: sketch.time,
            story: None,
            trace: sketch.trace.clone(),
        });
    }
    let place = |id: i64| usize::try_from(id).unwrap_or_default();
    let decided = decide(&known, |one, first| {
        sketches[place(one)].tells_as(&sketches[place(first)])
    });
    let mut stories: Vec<Vec<usize>> = Vec::new();
    let mut named: FxHashMap<i64, usize> = FxHashMap::default();
    for (id, story) in decided {
        let at = *named.entry(story).or_insert(stories.len());
        if at == stories.len() {
            stories.push(Vec::new());
        }
        stories[at].push(place(id));
    }
    stories.retain(|members| members.len() > 1);
    stories
}
