//! Articles that a page carries elsewhere than in its visible elements: in its JSON-LD, or where there is no script.

use std::collections::HashSet;

use dom_query::Document;
use serde_json::{Map, Value};

use super::tree::{letters, ratio};

/// A shorter text proves nothing, in bytes.
const SHORTEST: usize = 500;
/// A body that has less of its words than this is not the article that the page tells of.
const LEAST_MET: f64 = 0.6;
/// Prose where there is no script counts from here, in letters.
const LEAST_PROSE: usize = 500;

/// The text that the page itself gives as its article's (`articleBody`), where `content` is plainly another.
pub(super) fn instead(schema: &[Map<String, Value>], content: &str) -> Option<String> {
    let bodies = schema
        .iter()
        .filter_map(|object| object.get("articleBody")?.as_str());
    let told = text(bodies.max_by_key(|body| body.len())?);
    if told.len() < SHORTEST {
        return None;
    }
    let have = words(&Document::fragment(content).text());
    let want = words(&told);
    let met = want.iter().filter(|word| have.contains(*word)).count();
    (ratio(met, want.len()) < LEAST_MET).then(|| paragraphs(&told))
}

/// Some publishers put markup there, or its entities.
pub(super) fn text(told: &str) -> String {
    let mut text = told.to_owned();
    for _ in 0..2 {
        if text.contains("</") || text.contains("&nbsp;") || text.contains("&lt;") || text.contains("<br") {
            text = Document::fragment(text).formatted_text().to_string();
        }
    }
    text
}

/// Lines of text as paragraphs.
pub(super) fn paragraphs(text: &str) -> String {
    let escaped = text.replace('&', "&amp;").replace('<', "&lt;");
    let lines = escaped.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.map(|line| format!("<p>{line}</p>")).collect()
}

fn words(text: &str) -> HashSet<String> {
    let words = text.split(|c: char| !c.is_alphanumeric());
    words
        .filter(|word| word.len() > 4)
        .map(str::to_lowercase)
        .collect()
}

/// Pages that wait for a script keep their article where there is none.
pub(super) fn promote_noscript(page: &Document) {
    let prose = |scope: &str| -> usize {
        let paragraphs = page.select(scope);
        paragraphs.nodes().iter().map(|node| letters(&node.text())).sum()
    };
    if page.select("noscript p").is_empty() {
        return;
    }
    let outside = prose("p").saturating_sub(prose("noscript p"));
    for node in page.select("noscript").nodes() {
        let inside: usize = node
            .descendants_it()
            .filter(|node| node.has_name("p"))
            .map(|node| letters(&node.text()))
            .sum();
        if inside > outside.max(LEAST_PROSE) {
            node.rename("div");
            return;
        }
    }
}
