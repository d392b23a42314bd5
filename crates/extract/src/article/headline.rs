//! The article stands below its headline. Where Readability's rules found a text far from it — what is said of the
//! author, what customers wrote — the text around the headline is the article.

use dom_query::{Document, NodeRef};

use super::kin;
use super::tree::{measure, squeezed};

/// Less text around a headline is a standfirst, in letters of prose.
const LEAST: usize = 250;
/// Paragraphs that are looked for.
const MOST_COMPARED: usize = 200;

/// The text around the headline, where nothing of what was found stands there. `prose`: letters of that.
pub(super) fn around(kept: &Document, found: &str, prose: usize) -> Option<String> {
    let body = kept.body()?;
    let measures = measure(&body);
    let taken = kin::taken(found);
    let mut best: Option<NodeRef<'_>> = None;
    for headline in kept.select("h1").nodes() {
        let place = headline
            .ancestors_it(None)
            .find(|above| measures.get(&above.id).is_some_and(|own| own.prose >= LEAST))?;
        let text = squeezed(&place.text());
        let met = taken.iter().take(MOST_COMPARED).any(|start| text.contains(start));
        if met || place.has_name("body") || place.has_name("html") {
            return None;
        }
        let own = measures.get(&place.id).copied().unwrap_or_default();
        if best.is_none() && 2 * own.prose >= prose {
            best = Some(place);
        }
    }
    best.map(|place| place.inner_html().to_string())
}
