//! What is in the news: people, places and organisations that more of today's articles speak of than the archive lets
//! one expect, by rules that can be checked.
//!
//! 1. Today is what came within a day of the newest article, at most [`LOOKED_AT`] articles.
//! 2. Names are found in headlines and standfirsts ([`names`]); a surname, and the same with a first name, are one.
//! 3. The index says how many articles of today and how many older ones have a name in any of its forms. A story that
//!    several sources tell in the same words counts once.
//! 4. A topic is told today by [`FEWEST`] or more, in two sources or more, at [`TIMES`] times its usual rate, and so
//!    that chance is no explanation (G², the logarithm of the likelihoods' ratio; T. Dunning, Accurate Methods for the
//!    Statistics of Surprise and Coincidence, 1993). Where the archive is thin nothing is unusual, and nothing is said.

mod names;

use std::collections::HashSet;

use kazpost_api::{Failure, Topic};
use kazpost_store::{ListQuery, ListScope, RowRecord};
use rustc_hash::{FxHashMap, FxHashSet};

use crate::failure::of_store;
use crate::library::{Library, locked};
use crate::lists::count;
use names::{Learnt, Name, Text, best_form};

/// No more articles of a day are looked at, the newest.
const LOOKED_AT: u32 = 1_500;
/// A day, in seconds.
const DAY: i64 = 86_400;
/// So many articles make a day of which something can be said, and an archive to hold it against.
const SMALLEST_DAY: usize = 8;
const SMALLEST_ARCHIVE: u32 = 60;
/// Fewer stories are no topic.
const FEWEST: usize = 3;
const SOURCES: usize = 2;
/// So much more often than usually.
const TIMES: f64 = 3.0;
/// Chance would do that once in ten thousand names.
const SURPRISE: f64 = 15.1;
/// So many of the names that stand in most articles are counted.
const COUNTED: usize = 60;
/// No more topics are named.
const SHOWN: usize = 8;

/// By the keys of their words.
type Candidates = FxHashMap<Vec<String>, Candidate>;
/// Which words follow a name, by its keys: key and form of each, and how often.
type Followed = FxHashMap<Vec<String>, FxHashMap<(String, String), u32>>;
/// How often each stands.
type Stands = FxHashMap<Vec<String>, u32>;

/// What was found last, and in what library.
#[derive(Default)]
pub(crate) struct LastTopics(Option<((i64, u32, u32), Vec<Topic>)>);

/// A name that may be a topic.
struct Candidate {
    /// Of which articles of the day headlines or standfirsts have it.
    told: FxHashSet<usize>,
    forms: FxHashMap<String, u32>,
    /// Forms of what it is asked for by.
    asked: FxHashMap<String, u32>,
    keys: Vec<String>,
    languages: FxHashMap<String, u32>,
}

impl Library {
    /// What is in the news; the most surprising first.
    pub fn topics(&self) -> Result<Vec<Topic>, Failure> {
        let counts = self.store().counts().map_err(of_store)?;
        let newest = ListQuery {
            scope: ListScope::All,
            unread_only: false,
            filter: String::new(),
        };
        let members = self
            .store()
            .snapshot(&newest, Some(LOOKED_AT))
            .map_err(of_store)?;
        let Some(&(_, latest)) = members.first() else {
            return Ok(Vec::new());
        };
        let unindexed = self.store().unindexed().map_err(of_store)?;
        let state = (latest, counts.articles, unindexed);
        if let Some((known, topics)) = &locked(&self.0.topics).0
            && *known == state
        {
            return Ok(topics.clone());
        }
        let today: Vec<i64> = members
            .into_iter()
            .take_while(|(_, time)| latest - time <= DAY)
            .map(|(id, _)| id)
            .collect();
        let topics = self.found_in(&today, latest - DAY, counts.articles)?;
        locked(&self.0.topics).0 = Some((state, topics.clone()));
        Ok(topics)
    }

    fn found_in(&self, today: &[i64], since: i64, articles: u32) -> Result<Vec<Topic>, Failure> {
        let archive = articles.saturating_sub(count(today.len()));
        if today.len() < SMALLEST_DAY || archive < SMALLEST_ARCHIVE {
            return Ok(Vec::new());
        }
        let rows = self.store().rows(today).map_err(of_store)?;
        let from = today.iter().copied().min().unwrap_or_default();
        let mut topics: Vec<(f64, Topic, HashSet<i64>)> = Vec::new();
        for candidate in candidates(&rows) {
            let phrase: Vec<&str> = candidate.keys.iter().map(String::as_str).collect();
            let (told, before) = self.store().told_since(&phrase, from, since).map_err(of_store)?;
            let stories: HashSet<i64> = told.iter().map(|one| one.story).collect();
            let sources: HashSet<i64> = told.iter().map(|one| one.feed).collect();
            if stories.len() < FEWEST || sources.len() < SOURCES {
                continue;
            }
            let surprise = surprise(count(stories.len()), count(today.len()), before, archive);
            if surprise < SURPRISE {
                continue;
            }
            let language = candidate
                .languages
                .iter()
                .max_by_key(|(tag, n)| (**n, (*tag).clone()));
            topics.push((
                surprise,
                Topic {
                    name: best_form(&candidate.forms),
                    query: best_form(&candidate.asked),
                    language: language.map(|(tag, _)| tag.clone()).unwrap_or_default(),
                    articles: count(stories.len()),
                    today: count(today.len()),
                    sources: count(sources.len()),
                    before,
                    archive,
                },
                told.into_iter().map(|one| one.row).collect(),
            ));
        }
        topics.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.name.cmp(&b.1.name)));
        Ok(apart(topics))
    }
}

/// Of topics that the same articles tell the first.
fn apart(topics: Vec<(f64, Topic, HashSet<i64>)>) -> Vec<Topic> {
    let mut kept: Vec<(Topic, HashSet<i64>)> = Vec::new();
    for (_, topic, told) in topics {
        let same = kept.iter().any(|(_, other)| {
            let both = other.intersection(&told).count();
            both * 10 >= 8 * told.len().min(other.len()) && both * 2 >= told.len().max(other.len())
        });
        if !same {
            kept.push((topic, told));
        }
        if kept.len() == SHOWN {
            break;
        }
    }
    kept.into_iter().map(|(topic, _)| topic).collect()
}

/// The names that most articles of the day have in their headlines or standfirsts.
fn candidates(rows: &[RowRecord]) -> Vec<Candidate> {
    let mut learnt = Learnt::default();
    let texts = |row: &RowRecord| [row.title.clone(), row.standfirst.clone()];
    for row in rows {
        for text in &texts(row) {
            learnt.from(&Text {
                language: &row.language,
                text,
            });
        }
    }
    let mut all: Candidates = FxHashMap::default();
    let mut followed: Followed = FxHashMap::default();
    let mut stands: Stands = FxHashMap::default();
    for (at, row) in rows.iter().enumerate() {
        for text in &texts(row) {
            let text = Text {
                language: &row.language,
                text,
            };
            for name in names::names(&text, &learnt) {
                *stands.entry(name.keys.clone()).or_default() += 1;
                if let Some((key, form)) = name.next.clone() {
                    *followed
                        .entry(name.keys.clone())
                        .or_default()
                        .entry((key, form))
                        .or_default() += 1;
                }
                enter(&mut all, &name.keys, &name.form, row, at);
                if name.keys.len() > 1 {
                    parts(&mut all, &name, row, at);
                }
            }
        }
    }
    joined(&mut all, &followed, &stands);
    let mut found: Vec<Candidate> = all.into_values().filter(|one| one.told.len() >= 2).collect();
    found.sort_by(|a, b| b.told.len().cmp(&a.told.len()).then(a.keys.cmp(&b.keys)));
    found.truncate(COUNTED);
    found
}

fn enter(all: &mut Candidates, keys: &[String], form: &str, row: &RowRecord, at: usize) {
    let candidate = all.entry(keys.to_vec()).or_insert_with(|| Candidate {
        told: FxHashSet::default(),
        forms: FxHashMap::default(),
        asked: FxHashMap::default(),
        keys: keys.to_vec(),
        languages: FxHashMap::default(),
    });
    candidate.told.insert(at);
    *candidate.forms.entry(form.to_owned()).or_default() += 1;
    *candidate.asked.entry(form.to_owned()).or_default() += 1;
    *candidate.languages.entry(row.language.clone()).or_default() += 1;
}

/// Each word of a longer name, for it may stand alone elsewhere.
fn parts(all: &mut Candidates, name: &Name, row: &RowRecord, at: usize) {
    let forms: Vec<&str> = kazpost_language::words(&name.form)
        .map(|word| word.text)
        .collect();
    for (key, form) in name.keys.iter().zip(forms) {
        enter(all, std::slice::from_ref(key), form, row, at);
    }
}

/// Puts together what is one name: the surname takes the whole name to be shown, the rest goes.
fn joined(all: &mut Candidates, followed: &Followed, stands: &Stands) {
    let mut longer: Vec<Vec<String>> = all.keys().filter(|keys| keys.len() > 1).cloned().collect();
    longer.sort_by(|a, b| all[b].told.len().cmp(&all[a].told.len()).then(a.cmp(b)));
    for keys in longer {
        let whole = all[&keys].told.clone();
        let last = keys[keys.len() - 1..].to_vec();
        let others = &keys[..keys.len() - 1];
        let mostly = |part: &[String], all: &Candidates, of: usize| {
            all.get(part)
                .is_some_and(|one| whole.len() * 10 >= one.told.len() * of)
        };
        for key in others {
            let key = std::slice::from_ref(key);
            if mostly(key, all, 6) {
                all.remove(key);
            }
        }
        // By the last word alone it is called elsewhere: then all of it is known by that.
        let called = all.get(&last).is_some_and(|one| one.told.len() > whole.len()) && mostly(&last, all, 3);
        if called && whole.len() >= 2 {
            let forms = all.remove(&keys).map(|one| one.forms).unwrap_or_default();
            if let Some(surname) = all.get_mut(&last) {
                surname.forms = forms;
            }
        } else if mostly(&last, all, 6) {
            all.remove(&last);
        }
    }
    // «Ұлттық банк»: a word that the same word follows nearly always is one name with it.
    let alone: Vec<Vec<String>> = all.keys().filter(|keys| keys.len() == 1).cloned().collect();
    for keys in alone {
        let Some(next) = followed.get(&keys) else { continue };
        let mut by_key: FxHashMap<&str, u32> = FxHashMap::default();
        for ((key, _), times) in next {
            *by_key.entry(key).or_default() += times;
        }
        let Some((key, times)) = by_key.into_iter().max_by_key(|(key, n)| (*n, *key)) else {
            continue;
        };
        if times * 10 >= stands.get(&keys).copied().unwrap_or_default() * 8
            && times >= 2
            && let Some(candidate) = all.get_mut(&keys)
        {
            let key = key.to_owned();
            let first = best_form(&candidate.forms);
            let mut forms = FxHashMap::default();
            for ((_, form), n) in next.iter().filter(|((of, _), _)| *of == key) {
                *forms.entry(format!("{first}{form}")).or_insert(0) += n;
            }
            candidate.forms.clone_from(&forms);
            candidate.asked = forms;
            candidate.keys.push(key);
        }
    }
}

/// Dunning's G² of `told` in `today` articles against `before` in `archive`; 0 where it is told no more often.
fn surprise(told: u32, today: u32, before: u32, archive: u32) -> f64 {
    let (k1, n1, k2, n2) = (
        f64::from(told),
        f64::from(today),
        f64::from(before),
        f64::from(archive),
    );
    if k1 / n1 < TIMES * k2 / n2 {
        return 0.0;
    }
    let likelihood = |k: f64, n: f64, p: f64| {
        let of = |x: f64, p: f64| if x == 0.0 { 0.0 } else { x * p.ln() };
        of(k, p) + of(n - k, 1.0 - p)
    };
    let p = (k1 + k2) / (n1 + n2);
    2.0 * (likelihood(k1, n1, k1 / n1) + likelihood(k2, n2, k2 / n2)
        - likelihood(k1, n1, p)
        - likelihood(k2, n2, p))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_always_told_surprises_nobody() {
        assert!(surprise(5, 50, 100, 1000) < SURPRISE);
        assert!(surprise(5, 50, 2, 1000) > SURPRISE);
        assert!(surprise(3, 40, 0, 1000) > SURPRISE);
        assert!(
            surprise(3, 40, 0, 60) < SURPRISE,
            "of a thin archive nothing is known"
        );
        assert!(surprise(1, 50, 0, 1000) < SURPRISE);
    }
}
