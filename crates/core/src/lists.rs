use std::collections::VecDeque;
use std::sync::Arc;

use kazpost_api::{
    Code, DayStart, Failure, ListRequest, OpenedList, Row, RowsRequest, Scope, TitlesRequest, UnfoldRequest,
    Unfolded,
};
use kazpost_model::{ArticleKey, FeedKey};
use kazpost_store::{ListQuery, ListScope};

use crate::failure::{failure, not_found, of_store};
use crate::library::{Library, locked};
use crate::rows::row;
use crate::stories::{UnderFirst, folded};

/// Lists beyond these are forgotten, the oldest first; a window has one or two.
const KEPT: usize = 16;

/// Rows of all kept lists together, beyond which only the newest lists are kept: 16 MB.
const KEPT_ROWS: usize = 2 << 20;

/// What a window shows is never forgotten: one list, and the one that is to take its place.
const KEPT_ALWAYS: usize = 2;

/// Rows that one request may ask for.
const MOST_ROWS: u32 = 500;

/// Lists as they stood when they were opened.
#[derive(Default)]
pub(crate) struct OpenLists {
    last: u32,
    lists: VecDeque<(u32, Arc<Opened>)>,
}

/// A list as it stood.
pub(crate) struct Opened {
    rows: Vec<i64>,
    days: Vec<DayStart>,
    under: UnderFirst,
}

impl OpenLists {
    fn add(&mut self, opened: Opened) -> u32 {
        self.last = self.last.wrapping_add(1);
        self.lists.push_back((self.last, Arc::new(opened)));
        while self.lists.len() > KEPT || self.lists.len() > KEPT_ALWAYS && self.rows() > KEPT_ROWS {
            self.lists.pop_front();
        }
        self.last
    }

    fn rows(&self) -> usize {
        self.lists.iter().map(|(_, opened)| opened.rows.len()).sum()
    }

    fn get(&self, list: u32) -> Option<Arc<Opened>> {
        let found = self.lists.iter().find(|(name, _)| *name == list);
        found.map(|(_, opened)| Arc::clone(opened))
    }
}

impl Library {
    /// Opens a list. Its members and their order stay as they are now.
    pub fn list_open(&self, request: ListRequest) -> Result<OpenedList, Failure> {
        let query = ListQuery {
            scope: scope(&request.scope),
            unread_only: request.unread_only,
            filter: request.filter,
        };
        let members = self.store().snapshot(&query, None).map_err(of_store)?;
        let (members, under) = if folds(&query.scope) && self.folds_stories()? {
            folded(members, &self.store().told().map_err(of_store)?)
        } else {
            (members, UnderFirst::default())
        };
        let days = days(members.iter().map(|(_, time)| *time), request.utc_offset_minutes);
        let rows: Vec<i64> = members.into_iter().map(|(id, _)| id).collect();
        let at = request.at.map(ArticleKey::from_text);
        let at = at.map_or(Ok(None), |key| self.store().row_of(&key).map_err(of_store))?;
        let selected = at.map(|id| under.first_of(id));
        let selected = selected.and_then(|id| rows.iter().position(|row| *row == id));
        let first = rows.len().min(request.first.min(MOST_ROWS) as usize);
        Ok(OpenedList {
            total: count(rows.len()),
            days: days.clone(),
            selected: selected.map(count),
            rows: self.rows_told(&rows[..first], &under)?,
            list: locked(&self.0.lists).add(Opened { rows, days, under }),
        })
    }

    /// The same list with what stands under a row as rows of its own, or put back under it. Nothing else moves.
    pub fn list_unfold(&self, request: &UnfoldRequest) -> Result<Unfolded, Failure> {
        let opened = self.opened(request.list)?;
        let place = |row: i64| opened.rows.iter().position(|one| *one == row);
        let first = opened
            .rows
            .get(request.index as usize)
            .map(|row| opened.under.first_of(*row));
        let at = first.and_then(place).unwrap_or(request.index as usize);
        let members = first.and_then(|first| opened.under.members.get(&first));
        let members = members.map_or(&[][..], Vec::as_slice);
        let was_open = members
            .first()
            .is_some_and(|member| opened.rows.get(at + 1) == Some(member));
        let mut rows = opened.rows.clone();
        if was_open {
            rows.drain(at + 1..at + 1 + members.len());
        } else if !members.is_empty() {
            rows.splice(at + 1..at + 1, members.iter().copied());
        }
        let mut days = opened.days.clone();
        for day in days.iter_mut().filter(|day| day.index as usize > at) {
            let index = (day.index as usize + rows.len()).saturating_sub(opened.rows.len());
            day.index = count(index);
        }
        let under = opened.under.clone();
        let (total, open) = (count(rows.len()), !was_open && !members.is_empty());
        Ok(Unfolded {
            total,
            days: days.clone(),
            index: count(at),
            under: count(members.len()),
            open,
            list: locked(&self.0.lists).add(Opened { rows, days, under }),
        })
    }

    /// Rows of an opened list, in its order; those whose article is gone meanwhile are left out.
    pub fn list_rows(&self, request: RowsRequest) -> Result<Vec<Row>, Failure> {
        let opened = self.opened(request.list)?;
        let to = request.offset.saturating_add(request.limit.min(MOST_ROWS));
        self.rows_told(run(&opened.rows, request.offset, to)?, &opened.under)
    }

    /// The newest articles whose titles have these words.
    pub fn titles(&self, request: &TitlesRequest) -> Result<Vec<Row>, Failure> {
        let found = self.store().titled(&request.text, request.limit.min(50));
        self.rows(&found.map_err(of_store)?)
    }

    fn rows(&self, ids: &[i64]) -> Result<Vec<Row>, Failure> {
        let records = self.store().rows(ids).map_err(of_store)?;
        Ok(records.into_iter().map(row).collect())
    }

    /// The articles of a run of an opened list.
    pub(crate) fn members(&self, list: u32, from: u32, to: u32) -> Result<Vec<i64>, Failure> {
        Ok(run(&self.opened(list)?.rows, from, to)?.to_vec())
    }

    fn opened(&self, list: u32) -> Result<Arc<Opened>, Failure> {
        let found = locked(&self.0.lists).get(list);
        found.ok_or_else(|| not_found("list", &list.to_string()))
    }
}

fn run(rows: &[i64], from: u32, to: u32) -> Result<&[i64], Failure> {
    let at = |index: u32| rows.len().min(index as usize);
    if from > to {
        let message = format!("Rows {from} to {to} of a list are none.");
        return Err(failure(Code::BadRequest, "", "", message));
    }
    Ok(&rows[at(from)..at(to)])
}

/// Lists in which each story stands once. In those of the reader's own making, and of a single source, each article
/// is there for itself.
fn folds(scope: &ListScope) -> bool {
    matches!(scope, ListScope::All | ListScope::Unread | ListScope::Folder(_))
}

pub(crate) fn scope(scope: &Scope) -> ListScope {
    match scope {
        Scope::All => ListScope::All,
        Scope::Unread => ListScope::Unread,
        Scope::Saved => ListScope::Saved,
        Scope::Feed(key) => ListScope::Feed(FeedKey::from_text(key)),
        Scope::Folder(name) => ListScope::Folder(name.clone()),
        Scope::Tag(name) => ListScope::Tag(name.clone()),
        Scope::Hidden => ListScope::Hidden,
        Scope::Caught(filter) => ListScope::Caught(filter.clone()),
        Scope::Collection(name) => ListScope::Collection(name.clone()),
    }
}

pub(crate) fn count(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

/// Where each day begins among times in falling order.
fn days(times: impl Iterator<Item = i64>, utc_offset_minutes: i32) -> Vec<DayStart> {
    const DAY: i64 = 86_400;
    let mut days = Vec::new();
    let mut last = None;
    for (index, time) in times.enumerate() {
        let day = (time + i64::from(utc_offset_minutes) * 60).div_euclid(DAY);
        if last != Some(day) {
            last = Some(day);
            let date = kazpost_model::Timestamp::from_seconds(day * DAY).map(|day| day.rfc3339());
            days.push(DayStart {
                index: count(index),
                day: date.unwrap_or_default().chars().take(10).collect(),
            });
        }
    }
    days
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_ends_where_the_reader_lives() {
        // 2026-11-23T20:00:00Z and 18:00:00Z: in Almaty (+5) already and not yet the 24th.
        let times = [1_795_464_000, 1_795_456_800];
        let names = |offset| -> Vec<String> {
            let days = days(times.into_iter(), offset);
            days.into_iter()
                .map(|day| format!("{} {}", day.index, day.day))
                .collect()
        };
        assert_eq!(names(0), ["0 2026-11-23"]);
        assert_eq!(names(300), ["0 2026-11-24", "1 2026-11-23"]);
    }

    #[test]
    fn old_lists_are_forgotten_first() {
        let mut lists = OpenLists::default();
        let first = lists.add(opened(1));
        for _ in 1..KEPT {
            lists.add(opened(1));
        }
        assert!(lists.get(first).is_some());
        lists.add(opened(1));
        assert!(lists.get(first).is_none());
        assert!(lists.get(lists.last).is_some());
    }

    #[test]
    fn of_long_lists_fewer_are_kept() {
        let mut lists = OpenLists::default();
        let names = [(); 4].map(|()| lists.add(opened(KEPT_ROWS / 2)));
        assert_eq!(
            names.map(|name| lists.get(name).is_some()),
            [false, false, true, true]
        );
        let names = [(); 3].map(|()| lists.add(opened(2 * KEPT_ROWS)));
        assert_eq!(names.map(|name| lists.get(name).is_some()), [false, true, true]);
    }

    fn opened(rows: usize) -> Opened {
        Opened {
            rows: vec![1; rows],
            days: Vec::new(),
            under: UnderFirst::default(),
        }
    }
}
