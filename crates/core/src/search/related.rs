//! Articles about the same thing: those that share the words that tell an article from others. Explained by these
//! words; computed when it is asked for.

use std::collections::HashMap;

use kazpost_api::Failure;
use kazpost_api::json_feed::Item;
use kazpost_language::{Tongue, key, words};
use kazpost_store::{ArticleRecord, Field, Match, SearchQuery, StoreError};

use crate::export;
use crate::failure::of_store;
use crate::library::Library;
use crate::reading;

/// So many words tell an article.
const TELLING: usize = 16;

/// So many of an article's words are weighed, the most frequent first.
const WEIGHED: usize = 90;

/// So many candidates are compared word by word.
const COMPARED: usize = 40;

/// Two articles that share fewer telling words have little to do with each other.
const SHARED: usize = 2;

/// A word in the title counts as so many in the body.
const TITLE: f64 = 3.0;

/// A word of an article.
struct Weighed {
    /// How often it stands there, the title counting more.
    times: f64,
    /// As it first stands there.
    form: String,
}

impl Library {
    /// Articles about the same thing as this one, the nearest first; `why` names the words that they share.
    pub fn related_items(&self, id: &str, limit: u32) -> Result<Vec<Item>, Failure> {
        self.index_all()?;
        let record = self.record(id)?;
        let found = self.related(&record, limit as usize).map_err(of_store)?;
        let mut items = Vec::with_capacity(found.len());
        for (other, score, why) in found {
            let mut item = export::item(other);
            if let Some(state) = &mut item.kazpost {
                state.score = Some(score);
                state.why = why;
            }
            items.push(item);
        }
        Ok(items)
    }

    fn related(
        &self,
        record: &ArticleRecord,
        limit: usize,
    ) -> Result<Vec<(ArticleRecord, f64, Vec<String>)>, StoreError> {
        let telling = self.telling(record)?;
        if telling.len() < SHARED {
            return Ok(Vec::new());
        }
        let any = telling
            .iter()
            .map(|(key, _, _)| Match {
                field: Field::Any,
                words: vec![vec![key.clone()]],
                open: None,
            })
            .collect();
        let query = SearchQuery {
            with: vec![any],
            ..SearchQuery::default()
        };
        let mut hits = self.store().search(&query, 2000)?.hits;
        hits.retain(|hit| hit.id != record.row.id);
        hits.sort_by(|a, b| b.score.total_cmp(&a.score).then(b.time.cmp(&a.time)));
        let mut found = Vec::new();
        for hit in hits.into_iter().take(COMPARED) {
            let Some(other) = self.store().article_of_row(hit.id)? else {
                continue;
            };
            let its = weighed(&other);
            let length: f64 = its.values().map(|word| word.times).sum();
            let mut score = 0.0;
            let mut why = Vec::new();
            for (key, weight, form) in &telling {
                if let Some(word) = its.get(key) {
                    score += weight * weight * (1.0 + word.times.ln());
                    why.push(form.clone());
                }
            }
            if why.len() >= SHARED {
                found.push((other, score / length.max(20.0).sqrt(), why));
            }
        }
        found.sort_by(|a, b| b.1.total_cmp(&a.1).then(b.0.row.time.cmp(&a.0.row.time)));
        found.truncate(limit);
        Ok(found)
    }

    /// The words that tell an article from others: often in it and in few others. The weightiest first.
    fn telling(&self, record: &ArticleRecord) -> Result<Vec<(String, f64, String)>, StoreError> {
        let articles = f64::from(self.store().counts()?.articles.max(2));
        // What stands in so many is told apart by nothing; not counted beyond, for that takes time.
        let common = ((articles / 8.0) as u32).clamp(8, 1000);
        let mut own: Vec<(String, Weighed)> = weighed(record).into_iter().collect();
        own.sort_by(|a, b| {
            b.1.times
                .total_cmp(&a.1.times)
                .then(b.0.len().cmp(&a.0.len()))
                .then(a.0.cmp(&b.0))
        });
        own.truncate(WEIGHED);
        let keys: Vec<&str> = own.iter().map(|(key, _)| key.as_str()).collect();
        let frequencies = self.store().frequencies_to(&keys, common)?;
        let mut telling: Vec<(String, f64, String)> = own
            .into_iter()
            .zip(frequencies)
            .filter(|(_, found)| (2..common).contains(found))
            .map(|((key, word), found)| {
                let rare = (articles / f64::from(found)).ln();
                (key, (1.0 + word.times.ln()) * rare, word.form)
            })
            .collect();
        telling.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        telling.truncate(TELLING);
        Ok(telling)
    }
}

/// The words of an article by their keys.
fn weighed(record: &ArticleRecord) -> HashMap<String, Weighed> {
    let tongue = Tongue::of(&record.row.language);
    let mut all: HashMap<String, Weighed> = HashMap::new();
    let mut add = |text: &str, times: f64| {
        for word in words(text) {
            if word.text.chars().count() < 3 || word.text.bytes().all(|b| b.is_ascii_digit()) {
                continue;
            }
            key(word.text, tongue, |key| match all.get_mut(key) {
                Some(known) => known.times += times,
                None => {
                    let form = word.text.to_owned();
                    all.insert(key.to_owned(), Weighed { times, form });
                }
            });
        }
    };
    add(&record.row.title, TITLE);
    add(&reading::for_export(record).text(), 1.0);
    all
}
