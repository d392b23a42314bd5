//! The standfirst above the article, which pages keep apart from its body and extractors lose.

use dom_query::{Document, NodeRef};

use super::tree::{Measure, is_block, measure, names, squeezed};

/// What publishers call it.
const NAMES: &[&str] = &[
    "lead",
    "lede",
    "intro",
    "introduction",
    "excerpt",
    "standfirst",
    "subtitle",
    "subheadline",
    "subheading",
    "subhead",
    "subline",
    "teaser",
    "dek",
    "deck",
    "abstract",
    "description",
    "desc",
    "bajada",
    "summary",
    "vorspann",
    "chapo",
    "chapeau",
    "ingress",
    "anons",
    "lid",
    "leadtext",
    "entradilla",
    "copete",
    "preamble",
    "perex",
    "sumario",
    "sapo",
    "kicker",
];
const SHORTEST: usize = 40;
const LONGEST: usize = 700;
/// The first text below the headline is one without a name as well, if it is as long as a sentence.
const SENTENCE: usize = 60;
/// Names of what stands there instead.
const OTHER: &[&str] = &[
    "author",
    "autor",
    "byline",
    "bio",
    "caption",
    "credit",
    "date",
    "meta",
    "info",
    "notice",
    "hint",
    "disclaimer",
    "disclosure",
    "alert",
    "warning",
    "message",
    "player",
    "audio",
    "video",
    "gallery",
    "price",
];
/// So many letters alike, and it is the page's own description.
const ALIKE: usize = 40;

/// The text of the standfirst of `page`, where it stands before `content` and not in it. `description` is what the
/// page says of itself in its head.
pub(super) fn find(page: &Document, content: &str, title: &str, description: Option<&str>) -> Option<String> {
    let body = page.body()?;
    let content = squeezed(content);
    let title = squeezed(title);
    let description = description
        .map(squeezed)
        .filter(|text| text.chars().count() >= ALIKE);
    let measures = measure(&body);
    if let Some(said) = description.as_deref() {
        let start = first(said, ALIKE);
        let own_words = body.descendants_it().find(|node| {
            let own = measures.get(&node.id).copied().unwrap_or_default();
            node.is_element()
                && (SHORTEST..=LONGEST).contains(&own.text)
                && node
                    .node_name()
                    .is_some_and(|name| is_block(&name) || &*name == "span")
                && !holds_block(node)
                && !inside_link_or_figure(node)
                && first(&squeezed(&node.text()), ALIKE) == start
        });
        if let Some(node) = own_words
            && !content.contains(&start)
        {
            return Some(one_line(&node.text()));
        }
    }
    let mut best: Option<String> = None;
    let mut heading = false;
    // Something else of length has stood below the headline.
    let mut passed = false;
    for node in body.descendants_it() {
        let Some(name) = node.node_name() else { continue };
        if &*name == "h1" {
            heading = squeezed(&node.text()) == title || !heading;
            passed = false;
            // What stands above the headline is another article's.
            best = None;
            continue;
        }
        let own = measures.get(&node.id).copied().unwrap_or_default();
        if !node.is_element()
            || own.text < SHORTEST
            || own.text > LONGEST
            || own.link_density() > 0.3
            || holds_block(&node)
        {
            continue;
        }
        if !(is_block(&name) || &*name == "span") || matches!(&*name, "li" | "figcaption" | "td" | "h1") {
            continue;
        }
        let text = squeezed(&node.text());
        if text == title || content.contains(&text) {
            if text == title {
                continue;
            }
            if best.is_some() || own.prose > 0 && heading {
                break;
            }
            continue;
        }
        if inside_link_or_figure(&node) {
            continue;
        }
        if heading
            && best.is_none()
            && (named(&node)
                || !passed && says_a_sentence(&node, own) && !content.contains(last(&text, ALIKE)))
        {
            best = Some(one_line(&node.text()));
        }
        passed |= heading && own.text >= SENTENCE;
    }
    best
}

/// Running text that is nobody's name and no line about the page.
fn says_a_sentence(node: &NodeRef<'_>, own: Measure) -> bool {
    let text = node.text();
    own.text >= SENTENCE
        && own.links == 0
        && text
            .trim_end()
            .ends_with(['.', '!', '?', '…', '"', '“', '”', '»', '。'])
        && !std::iter::once(*node)
            .chain(node.ancestors_it(Some(2)))
            .any(|node| {
                node.attr("aria-hidden").is_some_and(|hidden| &*hidden == "true")
                    || names(&node).iter().any(|word| OTHER.contains(&word.as_str()))
            })
}

fn named(node: &NodeRef<'_>) -> bool {
    std::iter::once(*node)
        .chain(node.ancestors_it(Some(2)))
        .any(|node| names(&node).iter().any(|word| NAMES.contains(&word.as_str())))
}

fn holds_block(node: &NodeRef<'_>) -> bool {
    node.descendants_it()
        .any(|below| below.node_name().is_some_and(|name| is_block(&name)))
}

fn inside_link_or_figure(node: &NodeRef<'_>) -> bool {
    node.ancestors_it(None).any(|above| {
        matches!(
            above.node_name().as_deref(),
            Some("a" | "figure" | "aside" | "nav" | "footer" | "li" | "blockquote")
        )
    })
}

fn first(text: &str, letters: usize) -> String {
    text.chars().take(letters).collect()
}

fn last(text: &str, letters: usize) -> &str {
    let from = text.char_indices().rev().nth(letters - 1);
    from.map_or(text, |(from, _)| &text[from..])
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
