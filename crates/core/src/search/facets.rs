//! What would narrow a search, counted over the articles that were ranked. A facet that is on is counted without
//! itself, so that one sees what else there is.

use std::collections::HashMap;

use kazpost_api::{Facet, FacetKind, Failure};
use kazpost_model::{FeedKey, Timestamp};
use kazpost_store::{FeedRecord, Found, Hit, SearchFilters, SearchQuery};

use super::Asked;
use crate::failure::of_store;
use crate::language;
use crate::library::{Library, now};
use crate::lists::count;

/// So many sources and languages are named.
const MOST: usize = 8;

const DAY: i64 = 86_400;

impl Library {
    /// `ranked`: so many were.
    pub(super) fn facets(
        &self,
        asked: &Asked,
        found: &Found,
        ranked: u32,
        offset: i32,
    ) -> Result<Vec<Facet>, Failure> {
        let filters = &asked.filters;
        let unfiltered;
        let hits = if *filters == SearchFilters::default() {
            &found.hits
        } else {
            let query = SearchQuery {
                filters: SearchFilters::default(),
                ..asked.store_query()
            };
            unfiltered = self.store().search(&query, ranked).map_err(of_store)?;
            &unfiltered.hits
        };
        let mut facets = Vec::new();
        languages(filters, hits, &mut facets);
        when(filters, hits, offset, &mut facets);
        for (feed, found) in most(sources(filters, hits)) {
            if let Some(feed) = self.store().feed(feed).map_err(of_store)? {
                facets.push(source(filters, &feed, found));
            }
        }
        states(filters, hits, &mut facets);
        Ok(facets)
    }
}

fn languages(filters: &SearchFilters, hits: &[Hit], facets: &mut Vec<Facet>) {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for hit in hits {
        let tag = language::primary(&hit.language);
        if !tag.is_empty() && time_fits(filters, hit) && feed_fits(filters, hit) && state_fits(filters, hit) {
            *counts.entry(tag).or_default() += 1;
        }
    }
    for (tag, found) in most(counts) {
        facets.push(Facet {
            kind: FacetKind::Language,
            name: tag.into(),
            operator: format!("lang:{tag}"),
            count: count(found),
            active: filters.languages.iter().any(|one| one == tag),
        });
    }
}

fn when(filters: &SearchFilters, hits: &[Hit], offset: i32, facets: &mut Vec<Facet>) {
    let offset = i64::from(offset) * 60;
    let today = (now().seconds() + offset).div_euclid(DAY);
    for (name, days) in [("week", 7), ("month", 30), ("year", 365)] {
        let since = (today - days) * DAY - offset;
        let fits = |hit: &&Hit| {
            hit.time >= since
                && language_fits(filters, hit)
                && feed_fits(filters, hit)
                && state_fits(filters, hit)
        };
        let date = Timestamp::from_seconds((today - days) * DAY).map(Timestamp::rfc3339);
        let date: String = date.unwrap_or_default().chars().take(10).collect();
        facets.push(Facet {
            kind: FacetKind::When,
            name: name.into(),
            operator: format!("after:{date}"),
            count: count(hits.iter().filter(fits).count()),
            active: filters.after == Some(since),
        });
    }
}

fn sources<'a>(filters: &SearchFilters, hits: &'a [Hit]) -> HashMap<&'a FeedKey, usize> {
    let mut counts: HashMap<&FeedKey, usize> = HashMap::new();
    for hit in hits {
        if time_fits(filters, hit) && language_fits(filters, hit) && state_fits(filters, hit) {
            *counts.entry(&hit.feed).or_default() += 1;
        }
    }
    counts
}

fn source(filters: &SearchFilters, feed: &FeedRecord, found: usize) -> Facet {
    let quoted = feed.title.replace('"', " ");
    Facet {
        kind: FacetKind::Feed,
        name: feed.title.clone(),
        operator: format!("feed:\"{quoted}\""),
        count: count(found),
        active: filters.feeds.iter().flatten().any(|key| *key == feed.key),
    }
}

fn states(filters: &SearchFilters, hits: &[Hit], facets: &mut Vec<Facet>) {
    let others =
        |hit: &&Hit| time_fits(filters, hit) && language_fits(filters, hit) && feed_fits(filters, hit);
    for (name, counted, active) in [
        (
            "saved",
            hits.iter().filter(others).filter(|hit| hit.saved).count(),
            filters.saved == Some(true),
        ),
        (
            "unread",
            hits.iter().filter(others).filter(|hit| !hit.read).count(),
            filters.read == Some(false),
        ),
    ] {
        facets.push(Facet {
            kind: FacetKind::State,
            name: name.into(),
            operator: format!("is:{name}"),
            count: count(counted),
            active,
        });
    }
}

fn most<K: Ord>(counts: HashMap<K, usize>) -> Vec<(K, usize)> {
    let mut counts: Vec<(K, usize)> = counts.into_iter().collect();
    counts.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
    counts.truncate(MOST);
    counts
}

fn language_fits(filters: &SearchFilters, hit: &Hit) -> bool {
    let is = |tag: &String| hit.language == *tag || hit.language.starts_with(&format!("{tag}-"));
    (filters.languages.is_empty() || filters.languages.iter().any(is))
        && !filters.not_languages.iter().any(is)
}

fn time_fits(filters: &SearchFilters, hit: &Hit) -> bool {
    filters.after.is_none_or(|after| hit.time >= after)
        && filters.before.is_none_or(|before| hit.time < before)
}

fn feed_fits(filters: &SearchFilters, hit: &Hit) -> bool {
    filters.feeds.iter().all(|any| any.contains(&hit.feed)) && !filters.not_feeds.contains(&hit.feed)
}

fn state_fits(filters: &SearchFilters, hit: &Hit) -> bool {
    filters.read.is_none_or(|read| hit.read == read) && filters.saved.is_none_or(|saved| hit.saved == saved)
}
