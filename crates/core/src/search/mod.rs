//! Articles by their words.

mod catching_up;
mod facets;
mod query;
mod related;
mod snippet;
mod suggestion;
pub(crate) mod terms;

use std::collections::{HashMap, HashSet};
use std::time::{Duration, Instant};

pub(crate) use related::Common;

use kazpost_api::json_feed::Item;
use kazpost_api::{
    Failure, Piece, QueryPart, QueryProblem, SearchAnswer, SearchRequest, SearchResult, SearchStage,
};
use kazpost_language::Tongue;
use kazpost_model::FeedKey;
use kazpost_store::{ArticleRecord, Found, Hit, SearchFilters, SearchQuery};

use crate::failure::of_store;
use crate::library::{Library, now};
use crate::lists::count;
use crate::stories::told;
use crate::{export, reading, rows};
use query::Query;
use snippet::{Forms, Sought};

/// So many of the newest articles that fit are ranked, and some more whose title fits.
const RANKED: u32 = 2000;

/// So many between two keys.
const RANKED_BETWEEN_KEYS: u32 = 800;

/// Between two keys words of very many articles are looked for so long, and as long is read what was found, where
/// the index alone does not tell whether it fits.
const PATIENCE: Duration = Duration::from_millis(12);

/// An answer has no more.
const MOST: u32 = 200;

/// What the command line gives of a search.
pub struct FoundItems {
    /// The best first.
    pub items: Vec<Item>,
    /// The query piece by piece.
    pub parts: Vec<QueryPart>,
    /// Where nothing was found: a query that finds something.
    pub suggestion: Option<String>,
}

/// A search that was understood.
struct Asked {
    query: Query,
    filters: SearchFilters,
    patience: Option<Duration>,
}

impl Asked {
    fn store_query(&self) -> SearchQuery {
        SearchQuery {
            with: self.query.with.clone(),
            without: self.query.without.clone(),
            filters: self.filters.clone(),
            patience: self.patience,
        }
    }

    fn is_empty(&self) -> bool {
        self.query.with.is_empty()
            && self.query.without.is_empty()
            && self.filters == SearchFilters::default()
    }
}

impl Library {
    /// Searches, for somebody who may still type; the search before ends.
    pub fn search(&self, request: SearchRequest) -> Result<SearchAnswer, Failure> {
        let store = self.store();
        store.index_stored().map_err(of_store)?;
        let mut unindexed = store.unindexed().map_err(of_store)?;
        // A note that was just written, say; a whole library is not waited for.
        if (1..=catching_up::STEP).contains(&unindexed) {
            unindexed = self.index_step()?;
        }
        let mut asked = self.understood(&request)?;
        let mut answer = SearchAnswer {
            parts: asked.query.parts.clone(),
            unindexed,
            ..SearchAnswer::default()
        };
        if asked.is_empty() {
            return Ok(answer);
        }
        let between_keys = request.stage == SearchStage::Key;
        let ranked = if between_keys { RANKED_BETWEEN_KEYS } else { RANKED };
        let Some(found) = self.found_so_far(&mut asked, ranked)? else {
            return Ok(SearchAnswer {
                ended: true,
                ..SearchAnswer::default()
            });
        };
        answer.unfinished = found.unfinished;
        answer.facets = self.facets(&asked, &found, ranked, request.utc_offset_minutes)?;
        let fold = self.folds_stories()?;
        self.fill(&mut answer, &asked, found, request.limit.min(MOST), fold)?;
        // Looked for in all words of the index: too long for each key.
        if answer.results.is_empty() && !between_keys {
            answer.suggestion = self.suggestion(&asked, &request.query)?;
        }
        Ok(answer)
    }

    /// Of a word that is hardly begun nothing may be found yet: then what is asked becomes what stands beside it. `None` where
    /// another search took its place.
    fn found_so_far(&self, asked: &mut Asked, ranked: u32) -> Result<Option<Found>, Failure> {
        let search = |asked: &Asked| {
            self.store()
                .search_instead(&asked.store_query(), ranked)
                .map_err(of_store)
        };
        let found = search(asked)?;
        let nothing = found.as_ref().is_some_and(|found| found.hits.is_empty());
        if nothing && asked.query.drop_scrap() {
            return search(asked);
        }
        Ok(found)
    }

    /// Searches and gives items of a JSON Feed, the best first; and what of the query was not understood.
    pub fn search_items(&self, query: &str, limit: u32) -> Result<FoundItems, Failure> {
        self.index_all()?;
        let request = SearchRequest {
            query: query.into(),
            stage: SearchStage::Done,
            limit,
            utc_offset_minutes: 0,
        };
        let asked = self.understood(&request)?;
        let mut answer = SearchAnswer::default();
        if !asked.is_empty() {
            let found = self
                .store()
                .search(&asked.store_query(), RANKED.max(limit))
                .map_err(of_store)?;
            self.fill(&mut answer, &asked, found, limit, false)?;
        }
        let mut items = Vec::with_capacity(answer.results.len());
        for result in answer.results {
            let mut item = export::item(self.record(&result.row.id)?);
            if let Some(state) = &mut item.kazpost {
                state.score = Some(result.score);
                state.snippet = Some(plain(&result.snippet));
            }
            items.push(item);
        }
        let suggestion = if items.is_empty() {
            self.suggestion(&asked, query)?
        } else {
            None
        };
        Ok(FoundItems {
            items,
            parts: asked.query.parts,
            suggestion,
        })
    }

    fn understood(&self, request: &SearchRequest) -> Result<Asked, Failure> {
        let typing = request.stage != SearchStage::Done;
        let mut query = query::parse(&request.query, typing, request.utc_offset_minutes);
        let mut filters = query.filters.clone();
        let feeds = if query.feeds.is_empty() && query.not_feeds.is_empty() {
            Vec::new()
        } else {
            self.store().feeds().map_err(of_store)?
        };
        let named = |name: &String| -> Vec<FeedKey> {
            feeds
                .iter()
                .filter(|feed| {
                    feed.key.as_str() == name || query::fold_all(&feed.title).contains(name.as_str())
                })
                .map(|feed| feed.key.clone())
                .collect()
        };
        filters.feeds = query.feeds.iter().map(named).collect();
        filters.not_feeds = query.not_feeds.iter().flat_map(named).collect();
        if filters.feeds.iter().any(Vec::is_empty) {
            for part in &mut query.parts {
                if part.operator && part.text.trim_start().starts_with("feed:") {
                    part.problem = Some(QueryProblem::NoSuchFeed);
                }
            }
        }
        Ok(Asked {
            query,
            filters,
            patience: (request.stage == SearchStage::Key).then_some(PATIENCE),
        })
    }

    /// How many unread articles a query finds; where each story is shown once, how many stories.
    pub(crate) fn count_unread(&self, query: &str) -> Result<u32, Failure> {
        let store = self.store();
        store.index_stored().map_err(of_store)?;
        let mut asked = self.understood(&SearchRequest {
            query: query.into(),
            stage: SearchStage::Done,
            limit: 0,
            utc_offset_minutes: 0,
        })?;
        if asked.is_empty() || asked.filters.read == Some(true) {
            return Ok(0);
        }
        asked.filters.read = Some(false);
        let fold = self.folds_stories()?;
        if asked.query.exact.is_empty() {
            return store.count_found(&asked.store_query(), fold).map_err(of_store);
        }
        // The index knows words by their stems: whether they stand there in this very form, the texts say.
        let mut stories = HashSet::new();
        let mut alone = 0;
        for (row, story) in store.rows_found(&asked.store_query()).map_err(of_store)? {
            let story = story.filter(|_| fold);
            if story.is_some_and(|story| stories.contains(&story)) {
                continue;
            }
            let record = store.article_of_row(row).map_err(of_store)?;
            if record.is_some_and(|record| {
                says_exactly(&record, &reading::for_export(&record).text(), &asked.query)
            }) {
                match story {
                    Some(story) => drop(stories.insert(story)),
                    None => alone += 1,
                }
            }
        }
        Ok(count(alone + stories.len()))
    }

    /// Ranks, and looks the best of them up. With `fold` a story stands there once, where its best article does.
    fn fill(
        &self,
        answer: &mut SearchAnswer,
        asked: &Asked,
        found: Found,
        limit: u32,
        fold: bool,
    ) -> Result<(), Failure> {
        let Found {
            mut hits,
            more,
            by_stem,
            ..
        } = found;
        let now = now().seconds();
        for hit in &mut hits {
            hit.score *= recency(now - hit.time);
        }
        hits.sort_by(|a, b| {
            b.score
                .total_cmp(&a.score)
                .then(b.time.cmp(&a.time))
                .then(b.id.cmp(&a.id))
        });
        let folded = if fold {
            fold_hits(&mut hits)
        } else {
            HashMap::new()
        };
        let sought = Sought::of(&asked.query);
        let mut forms = Forms::default();
        let mut refused = 0;
        let until = asked.patience.map(|patience| Instant::now() + patience);
        for hit in &hits {
            if answer.results.len() == limit as usize {
                break;
            }
            if refused > 0 && until.is_some_and(|until| Instant::now() >= until) {
                answer.unfinished = true;
                break;
            }
            let Some(record) = self.store().article_of_row(hit.id).map_err(of_store)? else {
                refused += 1;
                continue;
            };
            let fits = !by_stem || typed_in(&record, &sought);
            let result = fits.then(|| result(record, hit, asked, &sought, &mut forms));
            match result.flatten() {
                Some(mut result) => {
                    if let Some(others) = folded.get(&hit.id) {
                        let others = self.store().rows(others).map_err(of_store)?;
                        result.row.also = others.into_iter().map(rows::row).map(told).collect();
                    }
                    answer.results.push(result);
                }
                None => refused += 1,
            }
        }
        answer.total = count(hits.len() - refused);
        answer.more = more;
        answer.forms = forms.list();
        Ok(())
    }
}

/// Leaves of each story the first, and says which stood behind it, by row.
fn fold_hits(hits: &mut Vec<Hit>) -> HashMap<i64, Vec<i64>> {
    let mut firsts: HashMap<i64, i64> = HashMap::new();
    let mut behind: HashMap<i64, Vec<i64>> = HashMap::new();
    hits.retain(|hit| {
        let Some(story) = hit.story else { return true };
        let first = *firsts.entry(story).or_insert(hit.id);
        if first != hit.id {
            behind.entry(first).or_default().push(hit.id);
        }
        first == hit.id
    });
    behind
}

/// An article of today counts a third more than one of long ago.
fn recency(age: i64) -> f64 {
    const MONTH: f64 = 30.0 * 86_400.0;
    #[allow(clippy::cast_precision_loss, reason = "ages in seconds are far below 2^53")]
    let months = age.max(0) as f64 / MONTH;
    1.0 + 0.35 / (1.0 + months)
}

/// `None` where words that were asked for exactly do not stand in it.
fn result(
    record: ArticleRecord,
    hit: &Hit,
    asked: &Asked,
    sought: &Sought,
    forms: &mut Forms,
) -> Option<SearchResult> {
    let text = reading::text(&record);
    if !says_exactly(&record, &text, &asked.query) {
        return None;
    }
    let tongue = Tongue::of(&record.row.language);
    let title = sought.marked(&record.row.title, tongue, forms);
    let mut shown = sought.snippet(&text, tongue, forms);
    if !shown.iter().any(|piece| piece.hit) {
        shown = sought.snippet(&record.row.standfirst, tongue, forms);
    }
    Some(SearchResult {
        row: rows::row(record.row),
        title,
        snippet: shown,
        score: hit.score,
    })
}

/// Whether a word stands in it that is or begins as typed.
fn typed_in(record: &ArticleRecord, sought: &Sought) -> bool {
    let tongue = Tongue::of(&record.row.language);
    let in_text = |text: &str| sought.begins_in(text, tongue);
    in_text(&record.row.title)
        || in_text(&record.row.author)
        || record.tags.iter().any(|tag| in_text(tag))
        || in_text(record.summary.as_deref().unwrap_or_default())
        || in_text(&reading::text(record))
}

/// Whether the words that were asked for exactly stand in it in this very form.
fn says_exactly(record: &ArticleRecord, text: &str, query: &Query) -> bool {
    query.exact.iter().all(|exact| {
        snippet::stands(&record.row.title, exact)
            || snippet::stands(text, exact)
            || snippet::stands(&record.row.author, exact)
            || record.tags.iter().any(|tag| snippet::stands(tag, exact))
            || snippet::stands(record.summary.as_deref().unwrap_or_default(), exact)
    })
}

pub(crate) fn plain(pieces: &[Piece]) -> String {
    pieces.iter().map(|piece| piece.text.as_str()).collect()
}
