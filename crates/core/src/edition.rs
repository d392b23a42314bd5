//! The front page, laid out by rules that a reader can check, and finite: what is read stays where it stands, so that
//! the page has an end.
//!
//! 1. Today's edition is what came within [`DAY`] of the very newest article, at least [`FEWEST`] where there are so
//!    many, at most [`POOL`], and no article twice, nor a story that several sources tell. What is read and what is not makes no difference to the layout.
//! 2. The lead is the newest with a picture and a standfirst; among those of the day what a filter of the reader's
//!    makes stand out comes first; where none has both, the newest. Where it would be one of the starter edition, which
//!    says the same in three languages, it is one in the language of the interface, and what else there is in that language
//!    comes next.
//! 3. Features are the next ones with a standfirst, at most six, from each source no more than two.
//! 4. A section or, without sections, a source with three or more of what is left is a desk: those with the most,
//!    at most six, with four stories each.
//! 5. "In brief" is what is left and is short; headlines are simply the fifty newest, or the publication's own list of
//!    its latest where its site is followed.

use std::collections::HashMap;

use kazpost_api::{Desk, Failure, FrontPage, Row};
use kazpost_model::FeedKey;
use kazpost_store::{ListQuery, ListScope};

use crate::failure::of_store;
use crate::language::primary;
use crate::library::Library;
use crate::lists::count;
use crate::starter;
use crate::stories::{UnderFirst, folded};

/// How many of the newest articles the page is made of.
pub const POOL: u32 = 240;
const FEATURES: usize = 6;
const FEATURES_OF_ONE_SOURCE: usize = 2;
const DESKS: usize = 6;
const STORIES_OF_A_DESK: usize = 4;
const SMALLEST_DESK: usize = 3;
const BRIEFS: usize = 8;
const HEADLINES: usize = 50;
/// An edition reaches back from the newest article by this, in seconds.
const DAY: i64 = 86_400;
/// Nor is it thinner than this, where older articles can fill it.
const FEWEST: usize = 40;

impl Library {
    /// The front page as it is now. `language`, a subtag, is that of the interface.
    pub fn front_page(&self, language: &str) -> Result<FrontPage, Failure> {
        let newest = ListQuery {
            scope: ListScope::All,
            unread_only: false,
            filter: String::new(),
        };
        let members = self.store().snapshot(&newest, Some(POOL)).map_err(of_store)?;
        let (members, under) = if self.folds_stories()? {
            let ids: Vec<i64> = members.iter().map(|(id, _)| *id).collect();
            folded(members, &self.store().told_of(&ids).map_err(of_store)?)
        } else {
            (members, UnderFirst::default())
        };
        let ids: Vec<i64> = members.into_iter().map(|(id, _)| id).collect();
        let mut page = lay_out(self.rows_told(&ids, &under)?, language);
        let told = self.headlines_of_publication(count(HEADLINES))?;
        if !told.is_empty() {
            page.headlines = told;
        }
        Ok(page)
    }
}

/// `newest` in the order of their time, newest first.
fn lay_out(newest: Vec<Row>, language: &str) -> FrontPage {
    let headlines = newest.iter().take(HEADLINES).cloned().collect();
    let mut left = newest;
    let latest = left.first().map_or(0, |row| row.time);
    let of_the_day = left.iter().take_while(|row| latest - row.time <= DAY).count();
    left.truncate(of_the_day.max(FEWEST));
    let guide = FeedKey::of_address(starter::ADDRESS);
    let of_guide = |row: &Row| row.feed == guide.as_str();
    let spoken = |row: &Row| of_guide(row) && primary(&row.language) == language;
    let lead = take_lead(&mut left, of_guide, spoken);
    // A reader of one of the smaller languages finds what there is in it at the top.
    if lead.as_ref().is_some_and(of_guide) && left.iter().filter(|row| spoken(row)).count() < FEATURES {
        left.sort_by_key(|row| !spoken(row));
    }
    let features = take_features(&mut left);
    let desks = take_desks(&mut left);
    let briefs: Vec<Row> = take_where(&mut left, BRIEFS, |row| row.minutes <= 1);
    let mut page = FrontPage {
        lead,
        features,
        desks,
        briefs,
        headlines,
        total: 0,
        unread: 0,
    };
    let shown = || {
        let desks = page.desks.iter().flat_map(|desk| &desk.rows);
        page.lead
            .iter()
            .chain(&page.features)
            .chain(desks)
            .chain(&page.briefs)
    };
    let (total, unread) = (shown().count(), shown().filter(|row| !row.read).count());
    page.total = count(total);
    page.unread = count(unread);
    page
}

/// Of the starter edition (`of_guide`) one that is `spoken`, where there is one that fits.
fn take_lead(
    left: &mut Vec<Row>,
    of_guide: impl Fn(&Row) -> bool,
    spoken: impl Fn(&Row) -> bool,
) -> Option<Row> {
    let newest = left.first()?.time;
    let fits = |row: &Row| row.picture.is_some() && !row.standfirst.is_empty() && newest - row.time <= DAY;
    let place = left
        .iter()
        .position(|row| row.important && fits(row))
        .or_else(|| left.iter().position(fits))
        .unwrap_or(0);
    let place = match left.iter().position(|row| spoken(row) && fits(row)) {
        Some(spoken) if of_guide(&left[place]) => spoken,
        _ => place,
    };
    Some(left.remove(place))
}

fn take_features(left: &mut Vec<Row>) -> Vec<Row> {
    let mut of_source: HashMap<String, usize> = HashMap::new();
    // With one source there is nobody to share with.
    let single = left.iter().all(|row| row.feed == left[0].feed);
    take_where(left, FEATURES, |row| {
        let taken = of_source.entry(row.feed.clone()).or_default();
        let fits = !row.standfirst.is_empty() && (single || *taken < FEATURES_OF_ONE_SOURCE);
        *taken += usize::from(fits);
        fits
    })
}

fn take_desks(left: &mut Vec<Row>) -> Vec<Desk> {
    let name_of = |row: &Row| {
        if row.section.is_empty() {
            row.source.clone()
        } else {
            row.section.clone()
        }
    };
    let mut sizes: Vec<(String, usize)> = Vec::new();
    for row in left.iter() {
        let name = name_of(row);
        match sizes.iter_mut().find(|(known, _)| *known == name) {
            Some((_, size)) => *size += 1,
            None => sizes.push((name, 1)),
        }
    }
    // Stable: of two desks of one size the one with the newer story comes first.
    sizes.sort_by_key(|(_, size)| std::cmp::Reverse(*size));
    let desks = sizes
        .into_iter()
        .filter(|(_, size)| *size >= SMALLEST_DESK)
        .take(DESKS);
    desks
        .map(|(name, size)| Desk {
            rows: take_where(left, STORIES_OF_A_DESK, |row| name_of(row) == name),
            total: count(size),
            name,
        })
        .collect()
}

/// Takes out the first `most` that fit, in order.
fn take_where(left: &mut Vec<Row>, most: usize, mut fits: impl FnMut(&Row) -> bool) -> Vec<Row> {
    let mut taken = Vec::new();
    let mut kept = Vec::with_capacity(left.len());
    for row in left.drain(..) {
        if taken.len() < most && fits(&row) {
            taken.push(row);
        } else {
            kept.push(row);
        }
    }
    *left = kept;
    taken
}

#[cfg(test)]
mod tests {
    use super::*;

    fn story(n: i64, feed: &str, section: &str) -> Row {
        Row {
            id: n.to_string(),
            feed: feed.into(),
            source: feed.into(),
            title: format!("Story {n}"),
            standfirst: "What it says.".into(),
            author: String::new(),
            language: "en".into(),
            time: 1_000_000 - n * 60,
            minutes: 3,
            picture: None,
            section: section.into(),
            read: false,
            saved: false,
            important: false,
            changed: false,
            also: Vec::new(),
            under: false,
        }
    }

    fn everything(page: &FrontPage) -> Vec<&str> {
        let desks = page.desks.iter().flat_map(|desk| &desk.rows);
        let rows = page
            .lead
            .iter()
            .chain(&page.features)
            .chain(desks)
            .chain(&page.briefs);
        rows.map(|row| row.id.as_str()).collect()
    }

    #[test]
    fn nothing_is_a_page_with_nothing() {
        let page = lay_out(Vec::new(), "en");
        assert!(page.lead.is_none());
        assert_eq!((page.total, page.unread), (0, 0));
    }

    #[test]
    fn the_lead_is_fresh_and_has_a_picture() {
        let mut stories: Vec<Row> = (0..5).map(|n| story(n, "a", "")).collect();
        stories[2].picture = Some("picture://localhost/x/z".into());
        stories[3].picture = Some("picture://localhost/x/y".into());
        assert_eq!(lay_out(stories.clone(), "en").lead.unwrap().id, "2");
        stories[3].important = true;
        assert_eq!(
            lay_out(stories.clone(), "en").lead.unwrap().id,
            "3",
            "the reader's own filter says so"
        );
        stories[3].time -= 2 * DAY;
        stories[2].time -= 2 * DAY;
        assert_eq!(lay_out(stories, "en").lead.unwrap().id, "0");
    }

    #[test]
    fn of_the_starter_edition_the_lead_is_in_the_language_of_the_interface() {
        let guide = FeedKey::of_address(starter::ADDRESS);
        let mut stories: Vec<Row> = (0..4).map(|n| story(n, guide.as_str(), "")).collect();
        for (row, language) in stories.iter_mut().zip(["en", "en", "ru", "kk"]) {
            row.language = language.into();
            row.picture = Some("picture://localhost/x/z".into());
        }
        let lead = |stories: &[Row], language| lay_out(stories.to_vec(), language).lead.map(|row| row.id);
        assert_eq!(lead(&stories, "en").as_deref(), Some("0"));
        assert_eq!(lead(&stories, "ru").as_deref(), Some("2"));
        assert_eq!(lead(&stories, "kk").as_deref(), Some("3"));
        assert_eq!(lead(&stories, "de").as_deref(), Some("0"));
        stories[1].language = "kk".into();
        let next = lay_out(stories[..3].to_vec(), "ru").features;
        assert_eq!(next.first().map(|row| row.id.as_str()), Some("0"));
        let next = lay_out([&stories[..3], &stories[2..3]].concat(), "ru").features;
        assert_eq!(next.first().map(|row| row.id.as_str()), Some("2"));
        stories[0].feed = "news".into();
        assert_eq!(
            lead(&stories, "ru").as_deref(),
            Some("0"),
            "news is news in any language"
        );
    }

    #[test]
    fn reading_moves_nothing_and_the_page_has_an_end() {
        let stories: Vec<Row> = (0..90)
            .map(|n| story(n, ["a", "b"][n as usize % 2], ""))
            .collect();
        let before = lay_out(stories.clone(), "en");
        let ids =
            |page: &FrontPage| -> Vec<String> { everything(page).into_iter().map(str::to_owned).collect() };
        let read: Vec<Row> = stories.into_iter().map(|row| Row { read: true, ..row }).collect();
        let after = lay_out(read, "en");
        assert_eq!(ids(&before), ids(&after));
        assert_eq!((after.total, after.unread), (before.total, 0));
    }

    #[test]
    fn yesterday_is_no_part_of_a_full_edition() {
        let mut stories: Vec<Row> = (0..100).map(|n| story(n, "a", "")).collect();
        for row in &mut stories[60..] {
            row.time -= 2 * DAY;
        }
        let page = lay_out(stories.clone(), "en");
        assert_eq!(page.desks[0].total, 60 - 1 - 6, "what is left of the day");
        for row in &mut stories[3..] {
            row.time -= 2 * DAY;
        }
        let thin = lay_out(stories, "en");
        assert_eq!(
            thin.desks[0].total as usize,
            FEWEST - 1 - 6,
            "older ones fill a thin day"
        );
    }

    #[test]
    fn no_story_stands_twice_and_no_source_takes_all_features() {
        let stories: Vec<Row> = (0..60)
            .map(|n| {
                story(
                    n,
                    ["a", "b", "c", "d"][n as usize % 4],
                    ["World", "Economy", ""][n as usize % 3],
                )
            })
            .collect();
        let page = lay_out(stories, "en");
        let ids = everything(&page);
        let distinct: std::collections::HashSet<_> = ids.iter().collect();
        assert_eq!(distinct.len(), ids.len());
        assert_eq!(page.features.len(), FEATURES);
        for feed in ["a", "b", "c", "d"] {
            assert!(page.features.iter().filter(|row| row.feed == feed).count() <= FEATURES_OF_ONE_SOURCE);
        }
        assert!(
            page.desks
                .iter()
                .any(|desk| desk.name == "World" && desk.total > 4 && desk.rows.len() == 4)
        );
        assert_eq!(page.headlines.len(), HEADLINES);
        assert_eq!(page.total as usize, ids.len());
    }
}
