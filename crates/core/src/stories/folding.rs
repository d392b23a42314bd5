use std::collections::HashMap;
use std::collections::hash_map::Entry;

use kazpost_api::{Failure, Row, Told};
use kazpost_store::StoreError;
use rustc_hash::FxHashMap;

use super::gathering::{Known, decide};
use super::likeness::{APART, Sketch};
use super::{COMPARED, Trace};
use crate::failure::of_store;
use crate::library::Library;
use crate::{reading, rows};

/// Texts that are kept for the next comparison; a story's texts are compared one after the other.
const KEPT: usize = 256;

/// More young articles than this are not held against each other, the newest are.
const HELD: u32 = 2 * COMPARED;

impl Library {
    /// Whether each story is shown once.
    pub(crate) fn folds_stories(&self) -> Result<bool, Failure> {
        Ok(self.settings()?.fold_stories)
    }

    /// Decides of what came which story it tells. What nothing came of costs a look at an empty index.
    pub(crate) fn gather_stories(&self) -> Result<(), Failure> {
        while self.gather_some().map_err(of_store)? {}
        Ok(())
    }

    /// Whether anything was decided.
    fn gather_some(&self) -> Result<bool, StoreError> {
        let sketched = self.store().undecided(APART, HELD, Trace::from_bytes)?;
        let unread = sketched
            .iter()
            .filter(|one| one.sketch.is_none() && one.story.is_none());
        let mut decided: Vec<(i64, i64)> = unread.map(|one| (one.id, one.id)).collect();
        let known = sketched.into_iter().filter_map(|one| {
            Some(Known {
                trace: one.sketch?,
                id: one.id,
                feed: one.feed,
                time: one.time,
                story: one.story,
            })
        });
        let known: Vec<Known> = known.collect();
        let mut texts: FxHashMap<i64, Option<Sketch>> = FxHashMap::default();
        let mut failed = None;
        decided.extend(decide(&known, |one, first| {
            let told = self.same_story(one, first, &mut texts);
            told.unwrap_or_else(|error| {
                failed.get_or_insert(error);
                false
            })
        }));
        if let Some(error) = failed {
            return Err(error);
        }
        if decided.is_empty() {
            return Ok(false);
        }
        // What is not understood is as at first.
        let as_read = self.folds_stories().unwrap_or(true);
        self.store().decided(&decided, as_read)?;
        Ok(true)
    }

    /// Compares two articles by their words.
    fn same_story(
        &self,
        one: i64,
        first: i64,
        texts: &mut FxHashMap<i64, Option<Sketch>>,
    ) -> Result<bool, StoreError> {
        if texts.len() >= KEPT {
            texts.clear();
        }
        for row in [one, first] {
            if let Entry::Vacant(place) = texts.entry(row) {
                place.insert(self.sketch(row)?);
            }
        }
        Ok(match (texts.get(&one), texts.get(&first)) {
            (Some(Some(one)), Some(Some(first))) => one.tells_as(first),
            _ => false,
        })
    }

    fn sketch(&self, row: i64) -> Result<Option<Sketch>, StoreError> {
        let record = self.store().article_of_row(row)?;
        Ok(record.map(|record| {
            let text = reading::for_export(&record).text();
            let row = &record.row;
            Sketch::of(row.feed.as_str(), row.time, &row.language, &row.title, &text)
        }))
    }

    /// Rows with the others that tell the same story, which stand under the first of them.
    pub(crate) fn rows_told(&self, ids: &[i64], under: &UnderFirst) -> Result<Vec<Row>, Failure> {
        let records = self.store().rows(ids).map_err(of_store)?;
        let others: Vec<i64> = records
            .iter()
            .flat_map(|record| under.others(record.id))
            .collect();
        let others: HashMap<i64, Told> = self
            .store()
            .rows(&others)
            .map_err(of_store)?
            .into_iter()
            .map(|record| (record.id, told(rows::row(record))))
            .collect();
        Ok(records
            .into_iter()
            .map(|record| {
                let also = under
                    .others(record.id)
                    .filter_map(|other| others.get(&other).cloned());
                let (also, under) = (also.collect(), under.is_under(record.id));
                Row {
                    also,
                    under,
                    ..rows::row(record)
                }
            })
            .collect())
    }
}

pub(crate) fn told(row: Row) -> Told {
    Told {
        id: row.id,
        source: row.source,
        title: row.title,
        language: row.language,
        time: row.time,
    }
}

/// Which articles of a list stand under which, by row.
#[derive(Clone, Debug, Default)]
pub(crate) struct UnderFirst {
    /// Those under each first, in the order in which they told it.
    pub(crate) members: FxHashMap<i64, Vec<i64>>,
    first: FxHashMap<i64, i64>,
}

impl UnderFirst {
    pub(crate) fn is_under(&self, row: i64) -> bool {
        self.first.contains_key(&row)
    }

    /// All others of its story, the first first.
    pub(crate) fn others(&self, row: i64) -> impl Iterator<Item = i64> {
        let first = self.first.get(&row).copied().unwrap_or(row);
        let members = self.members.get(&first);
        let all = members
            .map(|_| first)
            .into_iter()
            .chain(members.into_iter().flatten().copied());
        all.filter(move |other| *other != row)
    }

    /// The row under which this one stands, or itself.
    pub(crate) fn first_of(&self, row: i64) -> i64 {
        self.first.get(&row).copied().unwrap_or(row)
    }
}

/// Shows each story once, in the place of the first to tell it. `newest` is in falling order of time.
pub(crate) fn folded(newest: Vec<(i64, i64)>, told: &HashMap<i64, i64>) -> (Vec<(i64, i64)>, UnderFirst) {
    let mut under = UnderFirst::default();
    if told.is_empty() {
        return (newest, under);
    }
    let mut firsts: FxHashMap<i64, i64> = FxHashMap::default();
    for (row, _) in newest.iter().rev() {
        let Some(story) = told.get(row) else { continue };
        let first = *firsts.entry(*story).or_insert(*row);
        if first != *row {
            under.members.entry(first).or_default().push(*row);
            under.first.insert(*row, first);
        }
    }
    let shown = newest
        .into_iter()
        .filter(|(row, _)| !under.is_under(*row))
        .collect();
    (shown, under)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_story_stands_where_it_was_first_told() {
        let newest = vec![(5, 50), (4, 40), (3, 30), (2, 20), (1, 10)];
        let told = HashMap::from([(5, 2), (4, 2), (2, 2), (1, 9)]);
        let (shown, under) = folded(newest.clone(), &told);
        assert_eq!(shown, [(3, 30), (2, 20), (1, 10)]);
        assert_eq!(under.members[&2], [4, 5]);
        assert_eq!(under.others(2).collect::<Vec<_>>(), [4, 5]);
        assert_eq!(under.others(5).collect::<Vec<_>>(), [2, 4]);
        assert_eq!(
            under.others(1).count() + under.others(3).count(),
            0,
            "told by nobody else here"
        );
        assert_eq!((under.first_of(5), under.first_of(3)), (2, 3));
        assert_eq!(folded(newest.clone(), &HashMap::new()).0, newest);
    }
}
