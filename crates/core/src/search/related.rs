//! Articles about the same thing: those that share the words that tell an article from others. Explained by these
//! words; computed when it is asked for. How good that is beside cosines of all words: `benches/related.py`.

use kazpost_api::json_feed::Item;
use kazpost_api::{Failure, RelatedArticle};
use kazpost_language::{Tongue, key, words};
use kazpost_model::FeedKey;
use kazpost_store::{ArticleRecord, ListQuery, ListScope, StoreError};
use rustc_hash::{FxHashMap, FxHashSet};

use crate::failure::of_store;
use crate::language::primary;
use crate::library::{Library, locked};
use crate::{export, reading, rows, starter};

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

/// A word that stands in so many articles tells none apart, however large the library.
const MANY: u32 = 1000;

/// Beyond so many it is made anew; a library has some thousands.
const COMMON_KEPT: usize = 20_000;

/// Common words are learnt from so many words of articles in each language, among so many of the newest articles.
const LEARNT: usize = 2 * WEIGHED;
const LOOKED_AT: u32 = 60;

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

/// What an article is compared with.
struct Wanted<'a> {
    telling: &'a [Telling],
    /// The place of each telling word.
    places: FxHashMap<&'a str, usize>,
    /// In words.
    length: f64,
    /// What the article would score itself.
    itself: f64,
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

    /// Learns which words stand nearly everywhere, from the newest articles in each language: else whoever opens the first
    /// article waits for that.
    pub fn learn_common(&self) -> Result<(), Failure> {
        // In a young library none is kept, see `telling`.
        if self.store().counts().map_err(of_store)?.articles < 2 * MANY {
            return Ok(());
        }
        let query = ListQuery {
            scope: ListScope::All,
            unread_only: false,
            filter: String::new(),
        };
        let newest = self.store().snapshot(&query, Some(LOOKED_AT)).map_err(of_store)?;
        let newest: Vec<i64> = newest.into_iter().map(|(row, _)| row).collect();
        let mut learnt: FxHashMap<String, usize> = FxHashMap::default();
        let guide = FeedKey::of_address(starter::ADDRESS);
        for row in self.store().rows(&newest).map_err(of_store)? {
            // `en` and `en-GB` have the same words; the guide has words of its own.
            let of_language = learnt.entry(primary(&row.language).to_owned()).or_default();
            if *of_language >= LEARNT || row.feed == guide {
                continue;
            }
            if let Some(record) = self.store().article_of_row(row.id).map_err(of_store)? {
                let words = weighed(&record);
                *of_language += words.len().min(WEIGHED);
                self.telling(&words).map_err(of_store)?;
            }
        }
        Ok(())
    }

    fn near(&self, record: &ArticleRecord, limit: usize) -> Result<Vec<Near>, StoreError> {
        let own = weighed(record);
        let telling = self.telling(&own)?;
        if telling.len() < SHARED {
            return Ok(Vec::new());
        }
        let wanted = Wanted {
            length: own.values().map(|word| word.times).sum::<f64>().max(SHORTEST),
            itself: telling
                .iter()
                .map(|word| word.weight * own.get(&word.key).map_or(1.0, |own| saturated(own.times, 1.0)))
                .sum(),
            places: telling.iter().map(|word| word.key.as_str()).zip(0..).collect(),
            telling: &telling,
        };
        let rows = self.sharing(&telling, record.row.id)?;
        let mut found = halves(&rows, |rows| {
            let near = rows.iter().map(|row| self.compared(*row, &wanted));
            near.filter_map(Result::transpose).collect()
        })?;
        found.sort_by(|a, b| {
            b.likeness
                .total_cmp(&a.likeness)
                .then(b.record.row.time.cmp(&a.record.row.time))
        });
        found.truncate(limit);
        Ok(found)
    }

    /// How near an article is, if it shares enough.
    fn compared(&self, row: i64, wanted: &Wanted<'_>) -> Result<Option<Near>, StoreError> {
        let Some(record) = self.store().article_of_row(row)? else {
            return Ok(None);
        };
        let (times, all) = times(&record, &wanted.places);
        let longer = all.max(SHORTEST) / wanted.length;
        let mut score = 0.0;
        let mut why = Vec::new();
        for (word, times) in wanted.telling.iter().zip(times) {
            if times > 0.0 {
                score += word.weight * saturated(times, longer);
                why.push(word.form.clone());
            }
        }
        Ok((why.len() >= SHARED).then(|| Near {
            record,
            likeness: score / wanted.itself,
            why,
        }))
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
        let common = (articles / 2.0).clamp(8.0, f64::from(MANY)) as u32;
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
        let standing = halves(&keys, |keys| self.store().standing(keys, common))?;
        let mut telling = Vec::new();
        for ((key, word), rows) in own.into_iter().zip(standing) {
            if rows.len() >= common as usize {
                // Only where that stays so: a young library's common words may become rare ones.
                if common == MANY {
                    let mut known = locked(&self.0.common);
                    if known.len() >= COMMON_KEPT {
                        known.clear();
                    }
                    known.insert(key.clone());
                }
            } else if rows.len() >= 2 {
                #[allow(clippy::cast_precision_loss, reason = "at most MANY")]
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

/// Works on both halves at once: the article is open, and who reads it is waiting.
fn halves<T: Sync, R: Send, E: Send>(
    all: &[T],
    work: impl Fn(&[T]) -> Result<Vec<R>, E> + Sync,
) -> Result<Vec<R>, E> {
    let (one, other) = all.split_at(all.len() / 2);
    std::thread::scope(|scope| {
        let other = scope.spawn(|| work(other));
        let one = work(one);
        let other = other
            .join()
            .unwrap_or_else(|panic| std::panic::resume_unwind(panic));
        let mut found = one?;
        found.extend(other?);
        Ok(found)
    })
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

#[cfg(test)]
mod tests {
    use kazpost_store::NewFeed;

    use super::*;
    use crate::library;
    use crate::starter::take_in;

    const ADDRESS: &str = "https://steppe.example/feed.xml";

    /// A library of as many articles, in two languages; the newest are the last and say a few words about something else.
    fn filled(articles: u32) -> (tempfile::TempDir, Library) {
        let (folder, library) = library::empty();
        let items: String = (0..articles)
            .map(|n| {
                let (language, word) =
                    [("en", "everywhere"), ("en-GB", "everywhere"), ("kk", "барлық")][n as usize % 3];
                let word = if n + 20 > articles { "short" } else { word };
                let tell = if n < 2 { "lighthouse keeper" } else { "" };
                format!(
                    "<item><guid>{n}</guid><title>{word} {n}</title><dc:language>{language}</dc:language>
                     <description>{word} {tell} number{n}</description></item>"
                )
            })
            .collect();
        let bytes = format!(
            "<rss version='2.0' xmlns:dc='http://purl.org/dc/elements/1.1/'><channel><title>Steppe</title>{items}</channel></rss>"
        );
        let store = library.store();
        store
            .subscribe(&[NewFeed {
                url: ADDRESS.into(),
                ..NewFeed::default()
            }])
            .expect("subscribed");
        take_in(&library, ADDRESS, bytes.as_bytes(), Vec::new()).expect("stored");
        store.index_stored().expect("indexed");
        (folder, library)
    }

    fn known(library: &Library) -> Vec<String> {
        let mut known: Vec<String> = locked(&library.0.common).iter().cloned().collect();
        known.sort();
        known
    }

    #[test]
    fn common_words_are_learnt_in_each_language_and_change_no_answer() {
        let (_folder, library) = filled(3 * MANY + 600);
        let first = library.store().rows(&[1]).expect("rows").remove(0);
        let near = |library: &Library| -> Vec<(String, Vec<String>)> {
            let found = library.related(&first.key.to_string()).expect("related");
            found.into_iter().map(|near| (near.row.title, near.why)).collect()
        };
        let before = near(&library);
        assert_eq!(before.len(), 1, "{before:?}");
        locked(&library.0.common).clear();
        library.learn_common().expect("learnt");
        let keys: Vec<String> = [("everywhere", Tongue::Other), ("барлық", Tongue::Kazakh)]
            .map(|(word, tongue)| key(word, tongue, str::to_owned))
            .into();
        let learnt = known(&library);
        assert!(keys.iter().all(|key| learnt.contains(key)), "{learnt:?}");
        assert_eq!(near(&library), before);
    }

    #[test]
    fn a_young_library_learns_nothing() {
        let (_folder, library) = filled(300);
        library.learn_common().expect("learnt");
        assert!(known(&library).is_empty());
    }
}
