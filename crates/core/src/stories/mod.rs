//! The same story from many sources.

mod likeness;
#[cfg(test)]
mod measured;

use kazpost_api::{Failure, Story};
use kazpost_store::{ListQuery, ListScope};

use crate::failure::of_store;
use crate::library::Library;
use crate::reading;
use likeness::{Sketch, stories};

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
        let mut found = stories(&sketches);
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
