//! Readability's rules sometimes take one part of an article that has several.

use dom_query::Document;

use super::tree::{measure, ratio};

/// The share of the page's prose that the place of the article must hold.
const NEARLY_ALL: usize = 85;
/// The share of its own text that must be prose: a place with anything else in it is none.
const CLEAN: f64 = 0.95;
const MOST_LINKED: f64 = 0.05;

/// From here on prose is an article's, in letters.
const AN_ARTICLE: usize = 200;

/// The deepest element with nearly all of the page's prose, where it holds hardly anything else and much more than
/// was `found`; in any case where next to nothing was.
pub(super) fn find(page: &Document, found: usize) -> Option<String> {
    let body = page.body()?;
    let measures = measure(&body);
    let all = measures.get(&body.id)?.prose;
    let mut place = body;
    'down: loop {
        for child in place.element_children() {
            let own = measures.get(&child.id).copied().unwrap_or_default();
            if own.prose > 0 && own.prose * 100 >= all * NEARLY_ALL && !child.has_name("p") {
                place = child;
                continue 'down;
            }
        }
        break;
    }
    let own = *measures.get(&place.id)?;
    let clean = ratio(own.prose, own.text) > CLEAN && own.link_density() < MOST_LINKED;
    let more = found * 100 < own.prose * NEARLY_ALL;
    let nothing = found * 10 < own.prose && own.prose >= AN_ARTICLE && found < AN_ARTICLE;
    ((clean || nothing) && more && (nothing || !place.has_name("body") && !place.has_name("aside")))
        .then(|| place.inner_html().to_string())
}
