//! What an article says, without what changes by itself: lists of links to other articles, and lines that count.

use std::collections::HashMap;

use dom_query::{Document, NodeId};
use kazpost_model::RawHtml;

/// A line that is shorter and ends no sentence may be a counter or a clock, in letters.
const SHORTEST: usize = 40;

/// Elements whose words run on in the line of their parent.
const INLINE: &[&str] = &[
    "a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins",
    "kbd", "mark", "q", "rp", "rt", "ruby", "s", "samp", "small", "span", "strike", "strong", "sub", "sup",
    "time", "tt", "u", "var", "wbr",
];
/// Short texts in these say something.
const CELLS: &[&str] = &["td", "th", "li", "dt", "dd", "pre", "caption", "figcaption"];
const HEADINGS: &[&str] = &["h1", "h2", "h3", "h4", "h5", "h6"];
const UNREAD: &[&str] = &["script", "style", "template", "noscript"];

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Line,
    Cell,
    Heading,
}

/// Where text stands.
#[derive(Clone, Copy)]
struct Place {
    block: NodeId,
    kind: Kind,
    linked: bool,
    unread: bool,
}

struct Block {
    id: NodeId,
    kind: Kind,
    text: String,
    linked: usize,
}

impl Block {
    /// Little but links.
    fn is_link(&self) -> bool {
        2 * self.linked > self.text.len()
    }
}

/// The words of an article by which a correction is told: its own text, line by line.
pub fn wording(content: &RawHtml) -> String {
    let page = Document::fragment(content.untrusted());
    let mut blocks = blocks(&page);
    // A heading over nothing but links goes with them.
    let mut own = false;
    let mut kept = Vec::with_capacity(blocks.len());
    while let Some(block) = blocks.pop() {
        if block.kind == Kind::Heading {
            if own && !block.is_link() {
                kept.push(block);
            }
        } else {
            own = !block.is_link();
            if own {
                kept.push(block);
            }
        }
    }
    let lines: Vec<String> = kept.iter().rev().map(said).collect();
    lines.join("\n")
}

fn blocks(page: &Document) -> Vec<Block> {
    let root = page.root();
    let mut places: HashMap<NodeId, Place> = HashMap::new();
    let outermost = Place {
        block: root.id,
        kind: Kind::Line,
        linked: false,
        unread: false,
    };
    places.insert(root.id, outermost);
    let mut blocks: Vec<Block> = Vec::new();
    // A break parts two lines of the same block.
    let mut broken = false;
    for node in root.descendants_it() {
        let above = node.parent().and_then(|parent| places.get(&parent.id).copied());
        let mut place = above.unwrap_or(outermost);
        if node.is_text() {
            let text = node.text();
            if place.unread || text.trim().is_empty() {
                continue;
            }
            match blocks.last_mut().filter(|last| last.id == place.block && !broken) {
                Some(last) => last.text.push_str(&text),
                None => blocks.push(Block {
                    id: place.block,
                    kind: place.kind,
                    text: text.to_string(),
                    linked: 0,
                }),
            }
            broken = false;
            if let (true, Some(last)) = (place.linked, blocks.last_mut()) {
                last.linked += text.len();
            }
        } else if node.is_element() {
            let name = node.node_name();
            let name = name.as_deref().unwrap_or_default();
            broken |= name == "br";
            place.linked |= name == "a";
            place.unread |= UNREAD.contains(&name);
            if !INLINE.contains(&name) {
                place.block = node.id;
                // What stands in a cell stays in it, in whatever paragraphs.
                if HEADINGS.contains(&name) {
                    place.kind = Kind::Heading;
                } else if CELLS.contains(&name) {
                    place.kind = Kind::Cell;
                }
            }
            places.insert(node.id, place);
        }
    }
    blocks
}

/// One line; of a short one that ends no sentence without its figures.
fn said(block: &Block) -> String {
    let words: Vec<&str> = block.text.split_whitespace().collect();
    let line = words.join(" ");
    let counts = block.kind == Kind::Line
        && line.chars().count() < SHORTEST
        && !line.ends_with(['.', '!', '?', '…', ':', '»', '”', '"']);
    if counts {
        line.chars().filter(|c| !c.is_numeric()).collect()
    } else {
        line
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(html: &str) -> String {
        wording(&RawHtml::new(html))
    }

    #[test]
    fn lists_of_links_and_their_headings_are_no_wording() {
        let article = "<p>The budget is <a href=/b>four</a> million.</p>";
        let around = format!(
            "<h2>Read on</h2><ul><li><a href=/1>One more story</a></li><li><a href=/2>Another</a></li></ul>{article}\
             <p><a href=/3>Read also: a third</a></p><h3>Latest</h3><h4><a href=/4>A fourth</a></h4>"
        );
        assert_eq!(of(&around), "The budget is four million.");
        assert_eq!(of(article), of(&around));
    }

    #[test]
    fn headings_over_text_stay() {
        assert_eq!(of("<h2>Why</h2><p>Because.</p><h2>More</h2>"), "Why\nBecause.");
        assert_eq!(
            of("<h2>Why</h2><h3>Not</h3><p>Because.</p>"),
            "Why\nNot\nBecause."
        );
    }

    #[test]
    fn what_counts_by_itself_is_no_wording_and_what_is_said_in_figures_is() {
        assert_eq!(of("<p>Views: 1 204</p>"), of("<p>Views: 1 377</p>"));
        assert_ne!(of("<p>It took 4 days.</p>"), of("<p>It took 5 days.</p>"));
        assert_ne!(of("<ul><li>4 eggs</li></ul>"), of("<ul><li>5 eggs</li></ul>"));
        assert_ne!(
            of("<table><tr><td><p>12</p></td></tr></table>"),
            of("<table><tr><td><p>13</p></td></tr></table>")
        );
    }

    #[test]
    fn markup_and_white_space_are_no_wording() {
        assert_eq!(
            of("<div>One <b>two</b>\n three,<script>4</script> <p>five six</p>seven.</div>"),
            "One two three,\nfive six\nseven."
        );
        assert_eq!(of("One<br>two."), "One\ntwo.");
        assert_eq!(of(""), "");
    }
}
