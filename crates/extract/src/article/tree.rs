//! What the rules ask of the tree of a page, counted once. Nothing here recurses: pages nest deeper than a stack.

use std::collections::HashMap;

use dom_query::{NodeId, NodeRef};

/// What stands below an element.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Measure {
    /// Letters of text, white space runs as one.
    pub text: usize,
    /// Of these, letters inside links.
    pub linked: usize,
    /// Of these, letters in paragraphs of running text.
    pub prose: usize,
    /// Links.
    pub links: usize,
}

impl Measure {
    /// The share of the text that is links.
    pub fn link_density(self) -> f64 {
        if self.text == 0 {
            return 0.0;
        }
        ratio(self.linked, self.text)
    }
}

/// `part` of `whole`; 0 of nothing.
#[allow(clippy::cast_precision_loss, reason = "lengths of texts are far below 2^52")]
pub(crate) fn ratio(part: usize, whole: usize) -> f64 {
    if whole == 0 {
        0.0
    } else {
        part as f64 / whole as f64
    }
}

/// A paragraph shorter than this is a line, not prose.
const SHORTEST_PROSE: usize = 60;

/// The measures of everything below `root`.
pub(crate) fn measure(root: &NodeRef<'_>) -> HashMap<NodeId, Measure> {
    let order: Vec<NodeRef<'_>> = std::iter::once(*root).chain(root.descendants_it()).collect();
    let mut measures: HashMap<NodeId, Measure> = HashMap::with_capacity(order.len());
    // In reverse document order every child comes before its parent.
    for node in order.iter().rev() {
        let mut own = measures.remove(&node.id).unwrap_or_default();
        if node.is_text() {
            own.text += letters(&node.text());
        } else if node.is_element() {
            let name = node.node_name();
            let name = name.as_deref().unwrap_or("");
            if is_no_text(name) {
                own = Measure::default();
            }
            if name == "a" {
                own.linked = own.text;
                own.links += 1;
                own.prose = 0;
            }
            if matches!(
                name,
                "p" | "blockquote"
                    | "pre"
                    | "td"
                    | "li"
                    | "dd"
                    | "div"
                    | "section"
                    | "article"
                    | "span"
                    | "font"
                    | "center"
            ) && own.prose == 0
                && own.text >= SHORTEST_PROSE
                && own.link_density() < 0.5
                && (matches!(name, "p" | "blockquote" | "pre") || !has_block_children(node))
            {
                own.prose = own.text;
            } else if matches!(
                name,
                "div" | "section" | "article" | "td" | "li" | "center" | "main" | "blockquote"
            ) && own.text >= SHORTEST_PROSE
            {
                own.prose += between_blocks(node, &measures);
            }
        }
        if node.id != root.id
            && let Some(parent) = node.parent()
        {
            let sum = measures.entry(parent.id).or_default();
            sum.text += own.text;
            sum.linked += own.linked;
            sum.prose += own.prose;
            sum.links += own.links;
        }
        measures.insert(node.id, own);
    }
    measures
}

/// The measure of all below `root`.
pub(crate) fn whole(root: &NodeRef<'_>) -> Measure {
    measure(root).get(&root.id).copied().unwrap_or_default()
}

/// The paragraphs of running text below `root`: elements with prose, none of whose children has any.
pub(crate) fn leaves<'a>(root: &NodeRef<'a>, measures: &HashMap<NodeId, Measure>) -> Vec<NodeRef<'a>> {
    let prose = |node: &NodeRef<'_>| measures.get(&node.id).is_some_and(|own| own.prose > 0);
    root.descendants_it()
        .filter(|node| node.is_element() && prose(node) && !is_heading(node))
        .filter(|node| !node.element_children().iter().any(prose))
        .collect()
}

/// h1 to h6, and what is in one.
fn is_heading(node: &NodeRef<'_>) -> bool {
    let is = |node: &NodeRef<'_>| {
        matches!(
            node.node_name().as_deref(),
            Some("h1" | "h2" | "h3" | "h4" | "h5" | "h6")
        )
    };
    is(node) || node.ancestors_it(Some(2)).any(|above| is(&above))
}

/// Elements whose text nobody reads.
pub(crate) fn is_no_text(name: &str) -> bool {
    matches!(
        name,
        "script"
            | "style"
            | "noscript"
            | "template"
            | "svg"
            | "math"
            | "head"
            | "select"
            | "option"
            | "textarea"
            | "iframe"
            | "object"
    )
}

/// Letters of the running text that stands in an element beside its paragraphs, broken by `<br>` or by nothing.
fn between_blocks(node: &NodeRef<'_>, measures: &HashMap<NodeId, Measure>) -> usize {
    let (mut prose, mut run) = (0, Measure::default());
    let mut end = |run: &mut Measure| {
        if run.text >= SHORTEST_PROSE && run.link_density() < 0.5 {
            prose += run.text;
        }
        *run = Measure::default();
    };
    for child in node.children_it(false) {
        let own = measures.get(&child.id).copied().unwrap_or_default();
        if own.prose > 0 || child.node_name().is_some_and(|name| is_block(&name)) {
            end(&mut run);
        } else {
            run.text += own.text;
            run.linked += own.linked;
        }
    }
    end(&mut run);
    prose
}

fn has_block_children(node: &NodeRef<'_>) -> bool {
    node.children_it(false)
        .any(|child| child.node_name().is_some_and(|name| is_block(&name)))
}

/// Elements that begin a line of their own.
pub(crate) fn is_block(name: &str) -> bool {
    matches!(
        name,
        "address"
            | "article"
            | "aside"
            | "blockquote"
            | "center"
            | "dd"
            | "details"
            | "dialog"
            | "div"
            | "dl"
            | "dt"
            | "fieldset"
            | "figcaption"
            | "figure"
            | "footer"
            | "form"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "header"
            | "hr"
            | "li"
            | "main"
            | "nav"
            | "ol"
            | "p"
            | "pre"
            | "section"
            | "table"
            | "tbody"
            | "td"
            | "tfoot"
            | "th"
            | "thead"
            | "tr"
            | "ul"
    )
}

/// Letters of a text, each run of white space as one and none at the ends. A sign of a script whose signs are
/// syllables or words counts twice.
pub(crate) fn letters(text: &str) -> usize {
    let mut count = 0;
    for word in text.split_whitespace() {
        count += word.chars().map(|c| 1 + usize::from(is_wide(c))).sum::<usize>() + usize::from(count > 0);
    }
    count
}

/// Chinese, Japanese, Korean.
fn is_wide(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}' | '\u{20000}'..='\u{2ffff}')
}

/// The words in the class and id of an element, in lower case: `post-meta`, `post_meta` and `postMeta` are
/// `post` and `meta` alike.
pub(crate) fn names(node: &NodeRef<'_>) -> Vec<String> {
    let mut words = Vec::new();
    // A custom element says by its own name what others say by their class.
    if let Some(name) = node.node_name().filter(|name| name.contains('-')) {
        split(said(&name), &mut words);
    }
    for value in [node.attr("class"), node.attr("id")].into_iter().flatten() {
        // `Mt(45px)--modal` and `lg:w-3/4` style an element and say nothing of it.
        for name in value
            .split_ascii_whitespace()
            .filter(|name| !name.contains(['(', ':', '/', '[']))
        {
            split(said(name), &mut words);
        }
    }
    words
}

/// Without what follows `has`, `no` and their like: `article--has-ads` names an article, not advertising.
fn said(name: &str) -> &str {
    let mut from = 0;
    for part in name.split(['-', '_']) {
        if matches!(part, "has" | "no" | "not" | "with" | "without") {
            return &name[..from];
        }
        from += part.len() + 1;
    }
    name
}

/// A word that only a capital sets apart must be longer than the chance finds of generated names.
const SHORTEST_BY_CAPITAL: usize = 4;

fn split(value: &str, words: &mut Vec<String>) {
    for part in value
        .split(|c: char| !c.is_alphabetic())
        .filter(|part| !part.is_empty())
    {
        let lower = part.to_lowercase();
        let mut word = String::new();
        let mut small_before = false;
        let mut end = |word: &mut String| {
            let whole = std::mem::take(word);
            if whole.len() >= SHORTEST_BY_CAPITAL && whole != lower {
                words.push(whole);
            }
        };
        for c in part.chars() {
            if c.is_uppercase() && small_before {
                end(&mut word);
            }
            word.extend(c.to_lowercase());
            small_before = c.is_lowercase();
        }
        end(&mut word);
        words.push(lower);
    }
}

/// Letters and digits alone, for comparing.
pub(crate) fn squeezed(text: &str) -> String {
    text.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}
