//! Articles about the same thing: those that share the words that tell an article from others. Explained by these
//! words; computed when it is asked for. How good that is beside cosines of all words: `benches/related.py`.

use kazpost_api::json_feed::Item;
use kazpost_api::{Failure, RelatedArticle};
use kazpost_language::{Tongue, key, words};
use kazpost_store::{ArticleRecord, StoreError};
use rustc_hash::{FxHashMap, FxHashSet};

use crate::failure::of_store;
use crate::library::{Library, locked};
use crate::{export, reading, rows};

/// So many words tell an article.
const TELLING: usize = 40;

/// So many of an article's words are weighed, the most frequent first.
const WEIGHED: usize = 120;

/// So many candidates that share the weightiest words are looked at with their length.
const CANDIDATES: usize = 200;

/// So many of them are compared word by word.
const COMPARED: usize = 12;

/// An article shorter than so many words is taken for one of that length: what three words share says little.
const SHORT: u32 = 20;

/// And so many, the title's counting more, where it is compared word by word.
const SHORTEST: f64 = 40.0;

/// Two articles that share fewer telling words have little to do with each other.
const SHARED: usize = 2;

/// A word in the title counts as so many in the body.
const TITLE: f64 = 3.0;

/// In the window only what has at least this share of what the article has in common with itself.
const NEAR: f64 = 0.1;

/// Under an article stand no more.
const SHOWN: usize = 3;

/// So many of the shared words are named.
const NAMED: usize = 4;

/// Words known to stand nearly everywhere: counting them anew for every article would take most of the time.
pub(crate) type Common = FxHashSet<String>;

/// Beyond so many it is made anew; a library has some thousands.
const COMMON_KEPT: usize = 20_000;

/// A word of an article.
struct Weighed {
    /// How often it stands there, the title counting more.
    times: f64,
    /// As it first stands there.
    form: String,
}

/// A word that tells the article from others.
struct Telling {
    key: String,
    weight: f64,
    form: String,
    /// Where else it stands.
    rows: Vec<i64>,
}

struct Near {
    record: ArticleRecord,
    /// 1 is the article itself.
    likeness: f64,
    why: Vec<String>,
}

impl Library {
    /// Articles about the same thing as this one, the nearest first; `why` names the words that they share.
    pub fn related_items(&self, id: &str, limit: u32) -> Result<Vec<Item>, Failure> {
        self.index_all()?;
        let record = self.record(id)?;
        let found = self.near(&record, limit as usize).map_err(of_store)?;
        let mut items = Vec::with_capacity(found.len());
        for near in found {
            let mut item = export::item(near.record);
            if let Some(state) = &mut item.kazpost {
                state.score = Some(near.likeness);
                state.why = near.why;
            }
            items.push(item);
        }
        Ok(items)
    }

    /// What stands under an article: the few nearest, where they are near enough. Nothing is waited for that is not
    /// indexed yet.
    pub fn related(&self, id: &str) -> Result<Vec<RelatedArticle>, Failure> {
        let record = self.record(id)?;
        let found = self.near(&record, SHOWN).map_err(of_store)?;
        Ok(found
            .into_iter()
            .filter(|near| near.likeness >= NEAR)
            .map(|mut near| {
                near.why.truncate(NAMED);
                RelatedArticle {
                    row: rows::row(near.record.row),
                    why: near.why,
                }
            })
            .collect())
    }

    fn near(&self, record: &ArticleRecord, limit: usize) -> Result<Vec<Near>, StoreError> {
        let own = weighed(record);
        let telling = self.telling(&own)?;
        if telling.len() < SHARED {
            return Ok(Vec::new());
        }
        let length = own.values().map(|word| word.times).sum::<f64>().max(SHORTEST);
        let itself: f64 = telling
            .iter()
            .map(|word| word.weight * own.get(&word.key).map_or(1.0, |own| saturated(own.times, 1.0)))
            .sum();
        let places: FxHashMap<&str, usize> = telling.iter().map(|word| word.key.as_str()).zip(0..).collect();
        let mut found = Vec::new();
        for row in self.sharing(&telling, record.row.id)? {
            let Some(other) = self.store().article_of_row(row)? else {
                continue;
            };
            let (times, all) = times(&other, &places);
            let longer = all.max(SHORTEST) / length;
            let mut score = 0.0;
            let mut why = Vec::new();
            for (word, times) in telling.iter().zip(times) {
                if times > 0.0 {
                    score += word.weight * saturated(times, longer);
                    why.push(word.form.clone());
                }
            }
            if why.len() >= SHARED {
                found.push(Near {
                    record: other,
                    likeness: score / itself,
                    why,
                });
            }
        }
        found.sort_by(|a, b| {
            b.likeness
                .total_cmp(&a.likeness)
                .then(b.record.row.time.cmp(&a.record.row.time))
        });
        found.truncate(limit);
        Ok(found)
    }

    /// The articles in which the weightiest of these words stand together.
    fn sharing(&self, telling: &[Telling], own: i64) -> Result<Vec<i64>, StoreError> {
        let mut sums: FxHashMap<i64, (f64, usize)> = FxHashMap::default();
        for word in telling {
            for row in &word.rows {
                let sum = sums.entry(*row).or_default();
                sum.0 += word.weight;
                sum.1 += 1;
            }
        }
        sums.retain(|row, (_, words)| *row != own && *words >= SHARED);
        let mut ranked: Vec<(i64, f64)> = sums.iter().map(|(row, (sum, _))| (*row, *sum)).collect();
        let by_sum = |a: &(i64, f64), b: &(i64, f64)| b.1.total_cmp(&a.1).then(b.0.cmp(&a.0));
        ranked.sort_unstable_by(by_sum);
        let rows: Vec<i64> = ranked.iter().take(CANDIDATES).map(|(row, _)| *row).collect();
        // A long text has some of any words.
        let mut near: Vec<(i64, f64)> = self
            .store()
            .shown(&rows)?
            .into_iter()
            .filter_map(|(row, words)| {
                let (sum, _) = sums.get(&row)?;
                Some((row, sum / f64::from(words.max(SHORT)).sqrt()))
            })
            .collect();
        near.sort_unstable_by(by_sum);
        Ok(near.into_iter().take(COMPARED).map(|(row, _)| row).collect())
    }

    /// The words that tell an article from others: often in it and in few others. The weightiest first.
    fn telling(&self, own: &FxHashMap<String, Weighed>) -> Result<Vec<Telling>, StoreError> {
        let articles = f64::from(self.store().counts()?.articles.max(2));
        // What stands in half of all tells nothing apart; and where it would take time, none is counted beyond.
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped")]
        let common = (articles / 2.0).clamp(8.0, 1000.0) as u32;
        let mut own: Vec<(&String, &Weighed)> = {
            let known = locked(&self.0.common);
            own.iter().filter(|(key, _)| !known.contains(*key)).collect()
        };
        own.sort_by(|a, b| {
            b.1.times
                .total_cmp(&a.1.times)
                .then(b.0.len().cmp(&a.0.len()))
                .then(a.0.cmp(b.0))
        });
        own.truncate(WEIGHED);
        let keys: Vec<&str> = own.iter().map(|(key, _)| key.as_str()).collect();
        let standing = self.store().standing(&keys, common)?;
        let mut telling = Vec::new();
        for ((key, word), rows) in own.into_iter().zip(standing) {
            if rows.len() >= common as usize {
                // Only where that stays so: a young library's common words may become rare ones.
                if common == 1000 {
                    let mut known = locked(&self.0.common);
                    if known.len() >= COMMON_KEPT {
                        known.clear();
                    }
                    known.insert(key.clone());
                }
            } else if rows.len() >= 2 {
                #[allow(clippy::cast_precision_loss, reason = "at most 1000")]
                let rare = (articles / rows.len() as f64).ln();
                telling.push(Telling {
                    key: key.clone(),
                    weight: (1.0 + word.times.ln()) * rare,
                    form: word.form.clone(),
                    rows,
                });
            }
        }
        telling.sort_by(|a, b| b.weight.total_cmp(&a.weight).then(a.key.cmp(&b.key)));
        telling.truncate(TELLING);
        Ok(telling)
    }
}

/// What a word's being there counts: the tenth time says little more than the third, and less in a long text
/// (the saturation of BM25).
fn saturated(times: f64, longer: f64) -> f64 {
    const K: f64 = 1.2;
    const B: f64 = 0.75;
    times * (K + 1.0) / (times + K * (1.0 - B + B * longer))
}

/// The words of an article by their keys.
fn weighed(record: &ArticleRecord) -> FxHashMap<String, Weighed> {
    let mut all: FxHashMap<String, Weighed> = FxHashMap::default();
    each_word(record, |key, form, times| match all.get_mut(key) {
        Some(known) => known.times += times,
        None => {
            let form = form.to_owned();
            all.insert(key.to_owned(), Weighed { times, form });
        }
    });
    all
}

/// How often these words stand in an article, each at its place, and how many words it has.
fn times(record: &ArticleRecord, places: &FxHashMap<&str, usize>) -> (Vec<f64>, f64) {
    let (mut found, mut all) = (vec![0.0; places.len()], 0.0);
    each_word(record, |key, _, times| {
        all += times;
        if let Some(found) = places.get(key).and_then(|place| found.get_mut(*place)) {
            *found += times;
        }
    });
    (found, all)
}

/// Calls with each word's key, form and how much it counts.
fn each_word(record: &ArticleRecord, mut take: impl FnMut(&str, &str, f64)) {
    let tongue = Tongue::of(&record.row.language);
    let mut all = |text: &str, times: f64| {
        for word in words(text) {
            if word.text.chars().count() < 3 || word.text.bytes().all(|b| b.is_ascii_digit()) {
                continue;
            }
            key(word.text, tongue, |key| take(key, word.text, times));
        }
    };
    all(&record.row.title, TITLE);
    all(&reading::text(record), 1.0);
}
