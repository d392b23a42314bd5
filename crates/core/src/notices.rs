//! What the reader is notified of: new articles of chosen sources or with chosen words, in one notice after a
//! sync that nobody asked for, and never during the quiet hours.

use std::collections::HashSet;

use kazpost_api::{Condition, ConditionField, Failure, Notice, NoticesRequest, Notifications};
use kazpost_model::FeedKey;
use kazpost_store::Candidate;
use serde::{Deserialize, Serialize};

use crate::failure::of_store;
use crate::filters::{Looked, Matcher, Text};
use crate::library::{Library, now};
use crate::lists::count;
use crate::log::Entry;
use crate::rows::row;

const STATE: &str = "notices";

/// Articles older than this, in seconds, are no news: a source just added brings its whole past.
const OLDEST: i64 = 48 * 60 * 60;

/// How many articles a notice names.
const NAMED: usize = 3;

/// What was told already.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
struct Told {
    /// Rows up to this one are no news.
    up_to: i64,
    /// Something waits for the end of the quiet hours.
    held: bool,
}

/// What the reader chose, ready to be asked.
struct Wanted {
    feeds: HashSet<String>,
    words: Option<Matcher>,
}

impl Wanted {
    /// `None` where nothing is chosen.
    fn of(settings: &Notifications) -> Option<Wanted> {
        let words = Condition {
            field: ConditionField::Keyword,
            value: settings.words.clone(),
        };
        let wanted = Wanted {
            feeds: settings.feeds.iter().cloned().collect(),
            // Words that are none are no choice.
            words: Matcher::new(&[words]).ok(),
        };
        (!wanted.feeds.is_empty() || wanted.words.is_some()).then_some(wanted)
    }

    fn catches(&self, article: &Looked<'_>) -> bool {
        self.feeds.contains(article.feed) || self.words.as_ref().is_some_and(|words| words.catches(article))
    }
}

/// What becomes of what was caught.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Verdict {
    /// It is told of.
    Tell,
    /// It waits.
    Hold,
    /// There is nothing, or the reader sees it anyway.
    Leave,
}

fn verdict(caught: usize, quiet: bool, watching: bool) -> Verdict {
    match (caught, quiet, watching) {
        (0, _, _) | (_, _, true) => Verdict::Leave,
        (_, true, false) => Verdict::Hold,
        (_, false, false) => Verdict::Tell,
    }
}

/// Whether a minute of the day lies in the quiet hours, which may span midnight. Hours that begin when they end
/// are none.
fn is_quiet(settings: &Notifications, minute: u32) -> bool {
    let (Some(from), Some(to)) = (minutes(&settings.quiet_from), minutes(&settings.quiet_to)) else {
        return false;
    };
    settings.quiet
        && if from <= to {
            (from..to).contains(&minute)
        } else {
            minute >= from || minute < to
        }
}

fn minutes(clock: &str) -> Option<u32> {
    let (hours, minutes) = clock.split_once(':')?;
    let (hours, minutes): (u32, u32) = (hours.parse().ok()?, minutes.parse().ok()?);
    (hours < 24 && minutes < 60).then_some(hours * 60 + minutes)
}

impl Library {
    /// What arrives from now on is news. Called before a sync that nobody asked for.
    pub fn notices_begin(&self) -> Result<(), Failure> {
        if Wanted::of(&self.settings()?.notifications).is_none() {
            return Ok(());
        }
        let told: Told = self.kept(STATE)?;
        let newest = self.store().newest_row().map_err(of_store)?;
        if told.held || told.up_to == newest {
            return Ok(());
        }
        self.tell(newest, false)
    }

    /// What there is to notify of now; it is told once.
    pub fn notices(&self, request: NoticesRequest) -> Result<Option<Notice>, Failure> {
        let settings = self.settings()?.notifications;
        let Some(wanted) = Wanted::of(&settings) else {
            return Ok(None);
        };
        let told: Told = self.kept(STATE)?;
        let newest = self.store().newest_row().map_err(of_store)?;
        let mut caught = Vec::new();
        let mut each = |candidate: Candidate| {
            let article = Looked {
                feed: FeedKey::as_str(&candidate.feed),
                title: &candidate.title,
                standfirst: &candidate.standfirst,
                author: &candidate.author,
                tags: &candidate.tags,
                // A word in passing is no reason to disturb somebody.
                text: Text::none(),
            };
            if wanted.catches(&article) {
                caught.push(candidate.row);
            }
        };
        let since = now().seconds() - OLDEST;
        self.store()
            .arrived(told.up_to, since, &mut each)
            .map_err(of_store)?;
        match verdict(
            caught.len(),
            is_quiet(&settings, request.minute),
            request.watching,
        ) {
            Verdict::Leave if caught.is_empty() && !told.held => Ok(None),
            Verdict::Leave => self.tell(newest, false).map(|()| None),
            Verdict::Hold => self.tell(told.up_to, true).map(|()| None),
            Verdict::Tell => {
                self.tell(newest, false)?;
                self.log(&Entry::Notified(count(caught.len())));
                let first = &caught[..caught.len().min(NAMED)];
                let rows = self.store().rows(first).map_err(of_store)?;
                Ok(Some(Notice {
                    total: count(caught.len()),
                    rows: rows.into_iter().map(row).collect(),
                }))
            }
        }
    }

    fn tell(&self, up_to: i64, held: bool) -> Result<(), Failure> {
        self.keep(STATE, &Told { up_to, held })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings(from: &str, to: &str) -> Notifications {
        Notifications {
            quiet: true,
            quiet_from: from.into(),
            quiet_to: to.into(),
            ..Notifications::default()
        }
    }

    #[test]
    fn quiet_hours_span_midnight_and_end_on_the_minute() {
        let night = settings("22:00", "07:00");
        for (minute, quiet) in [
            (22 * 60, true),
            (0, true),
            (419, true),
            (420, false),
            (1319, false),
        ] {
            assert_eq!(is_quiet(&night, minute), quiet, "minute {minute}");
        }
        let noon = settings("12:00", "13:30");
        for (minute, quiet) in [(719, false), (720, true), (809, true), (810, false)] {
            assert_eq!(is_quiet(&noon, minute), quiet, "minute {minute}");
        }
        assert!(!is_quiet(&settings("08:00", "08:00"), 480), "no hours at all");
        assert!(!is_quiet(&settings("later", "25:61"), 480), "no clock says that");
        let off = Notifications {
            quiet: false,
            ..night
        };
        assert!(!is_quiet(&off, 0), "they are not kept");
    }

    #[test]
    fn it_is_told_where_nobody_looks_and_held_where_somebody_sleeps() {
        assert_eq!(verdict(2, false, false), Verdict::Tell);
        assert_eq!(verdict(2, true, false), Verdict::Hold);
        assert_eq!(
            verdict(2, true, true),
            Verdict::Leave,
            "the reader is awake and sees it"
        );
        assert_eq!(verdict(2, false, true), Verdict::Leave);
        assert_eq!(verdict(0, true, false), Verdict::Leave);
    }

    #[test]
    fn nothing_is_wanted_until_something_is_chosen() {
        assert!(Wanted::of(&Notifications::default()).is_none());
        let commas = Notifications {
            words: " , ,".into(),
            ..Notifications::default()
        };
        assert!(Wanted::of(&commas).is_none());
        let wanted = Wanted::of(&Notifications {
            feeds: vec!["f1".into()],
            words: "футбол, steppe eagle".into(),
            ..Notifications::default()
        });
        let wanted = wanted.expect("something is chosen");
        let catches = |feed, title| {
            wanted.catches(&Looked {
                feed,
                title,
                standfirst: "",
                author: "",
                tags: &[],
                text: Text::none(),
            })
        };
        assert!(catches("f1", "Anything"));
        assert!(catches("f2", "Футболдан әлем чемпионаты"));
        assert!(catches("f2", "A steppe eagle returns"));
        assert!(!catches("f2", "The steppe"));
    }
}
