//! The list of what an article may hold: elements, their attributes, and how each nests.
//!
//! It is read twice: the `ammonia` pass (see [`first_wall`]) lets through what stands here plus the few
//! elements that are about to be turned into something else, and the writing pass lets through this list alone.
//! Sources: the WHATWG HTML Standard, sections 4 (content models) and 13.2.6 (tree construction).

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use ammonia::{Builder, UrlRelative};

use crate::formula::{self, IS};

/// How an element stands among others: as much of tree construction as the allowed elements need.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Starts a block: an open paragraph ends before it.
    Block,
    /// `h1` to `h6`: a block that also ends a heading it would stand directly in.
    Heading,
    /// `p`.
    Paragraph,
    /// `li`, `dt`, `dd`: end the item before them.
    Item,
    /// `a`: never inside another.
    Anchor,
    /// `rt`, `rp`: end what is open in their ruby.
    RubyText,
    /// `table`.
    Table,
    /// `caption`.
    Caption,
    /// `colgroup`.
    Columns,
    /// `col`.
    Column,
    /// `thead`, `tbody`, `tfoot`.
    RowGroup,
    /// `tr`.
    Row,
    /// `td`, `th`.
    Cell,
    /// `hr`: a block without content.
    Rule,
    /// `br`, `img`, `wbr` and the like: without content.
    Void,
    /// Everything that stands in a line.
    Inline,
}

/// An element that may be shown.
#[derive(Debug)]
pub struct Element {
    /// Its name, in lower case.
    pub name: &'static str,
    /// How it nests.
    pub kind: Kind,
    /// What it may carry beside [`GLOBAL`].
    pub attributes: &'static [&'static str],
    number: u128,
}

impl Element {
    /// True where it has no end tag.
    pub fn is_void(&self) -> bool {
        matches!(self.kind, Kind::Void | Kind::Rule | Kind::Column)
    }
}

/// What every element may carry.
pub const GLOBAL: &[&str] = &["dir", "id", "lang", "title"];

const fn e(name: &'static str, kind: Kind, attributes: &'static [&'static str]) -> Element {
    Element {
        name,
        kind,
        attributes,
        number: number(name),
    }
}

/// What is longer is the name of none.
const LONGEST: usize = size_of::<u128>();

/// Numbers stand in the order of the names, and are compared without a call for each.
const fn number(name: &str) -> u128 {
    let bytes = name.as_bytes();
    assert!(bytes.len() <= LONGEST);
    let mut number = 0;
    let mut at = 0;
    while at < LONGEST {
        let byte = if at < bytes.len() { bytes[at] } else { 0 };
        number = number << 8 | byte as u128;
        at += 1;
    }
    number
}

/// Sorted by name: looked up by bisection.
static ELEMENTS: &[Element] = &[
    e("a", Kind::Anchor, &["class", "href"]),
    e("abbr", Kind::Inline, &[]),
    e("address", Kind::Block, &[]),
    e("article", Kind::Block, &[]),
    e("aside", Kind::Block, &[]),
    e("b", Kind::Inline, &[]),
    e("bdi", Kind::Inline, &[]),
    e("bdo", Kind::Inline, &[]),
    e("blockquote", Kind::Block, &["cite"]),
    e("br", Kind::Void, &[]),
    e("caption", Kind::Caption, &[]),
    e("cite", Kind::Inline, &[]),
    e("code", Kind::Inline, &[]),
    e("col", Kind::Column, &["span"]),
    e("colgroup", Kind::Columns, &["span"]),
    e("data", Kind::Inline, &["value"]),
    e("dd", Kind::Item, &[]),
    e("del", Kind::Inline, &["cite", "datetime"]),
    e("details", Kind::Block, &[]),
    e("dfn", Kind::Inline, &[]),
    e("div", Kind::Block, &[]),
    e("dl", Kind::Block, &[]),
    e("dt", Kind::Item, &[]),
    e("em", Kind::Inline, &[]),
    e("figcaption", Kind::Block, &[]),
    e("figure", Kind::Block, &[]),
    e("footer", Kind::Block, &[]),
    e("h1", Kind::Heading, &[]),
    e("h2", Kind::Heading, &[]),
    e("h3", Kind::Heading, &[]),
    e("h4", Kind::Heading, &[]),
    e("h5", Kind::Heading, &[]),
    e("h6", Kind::Heading, &[]),
    e("header", Kind::Block, &[]),
    e("hr", Kind::Rule, &[]),
    e("i", Kind::Inline, &[]),
    e("img", Kind::Void, &["alt", "height", "src", "width"]),
    e("ins", Kind::Inline, &["cite", "datetime"]),
    e("kbd", Kind::Inline, &[]),
    e("li", Kind::Item, &["value"]),
    e("mark", Kind::Inline, &[]),
    e("ol", Kind::Block, &["reversed", "start", "type"]),
    e("p", Kind::Paragraph, &[]),
    e("pre", Kind::Block, &[]),
    e("q", Kind::Inline, &["cite"]),
    e("rp", Kind::RubyText, &[]),
    e("rt", Kind::RubyText, &[]),
    e("ruby", Kind::Inline, &[]),
    e("s", Kind::Inline, &[]),
    e("samp", Kind::Inline, &[]),
    e("section", Kind::Block, &[]),
    e("small", Kind::Inline, &[]),
    e("span", Kind::Inline, &[]),
    e("strike", Kind::Inline, &[]),
    e("strong", Kind::Inline, &[]),
    e("sub", Kind::Inline, &[]),
    e("summary", Kind::Block, &[]),
    e("sup", Kind::Inline, &[]),
    e("table", Kind::Table, &[]),
    e("tbody", Kind::RowGroup, &[]),
    e("td", Kind::Cell, &["colspan", "rowspan"]),
    e("tfoot", Kind::RowGroup, &[]),
    e("th", Kind::Cell, &["abbr", "colspan", "rowspan", "scope"]),
    e("thead", Kind::RowGroup, &[]),
    e("time", Kind::Inline, &["datetime"]),
    e("tr", Kind::Row, &[]),
    e("tt", Kind::Inline, &[]),
    e("u", Kind::Inline, &[]),
    e("ul", Kind::Block, &[]),
    e("var", Kind::Inline, &[]),
    e("wbr", Kind::Void, &[]),
];

/// What `<iframe>` is called between the two passes: under its own name its content would be raw text.
pub const FRAME: &str = "kz-frame";
/// What `<noscript>` is called, so that its content is read as markup: no script runs here.
pub const NOSCRIPT: &str = "kz-noscript";

/// What an element of a formula may have on that way.
const FORMULA: &[&str] = &["close", IS, "display", "open", "separators"];

/// What never gets out, but is needed to make something else of it. Sorted by name.
static PASSING: &[Element] = &[
    e("audio", Kind::Inline, &["src"]),
    e("embed", Kind::Void, &["src"]),
    e(formula::NAME, Kind::Inline, FORMULA),
    e(FRAME, Kind::Inline, &["data-lazy-src", "data-src", "src"]),
    e(NOSCRIPT, Kind::Inline, &[]),
    e("object", Kind::Inline, &["data"]),
    e("picture", Kind::Inline, &[]),
    e("source", Kind::Void, &["data-srcset", "src", "srcset"]),
    e("video", Kind::Inline, &["data-src", "src"]),
];

/// How all of [`LAZY`] and [`LAZY_SETS`] begin.
pub const DATA: &str = "data-";
/// What tells where a lazily loaded picture really is, the most telling first.
pub const LAZY: &[&str] = &[
    "data-src",
    "data-original",
    "data-lazy-src",
    "data-orig-file",
    "data-original-src",
    "data-actualsrc",
    "data-echo",
    "data-url",
];
/// The same for sets of pictures.
pub const LAZY_SETS: &[&str] = &["data-srcset", "data-lazy-srcset"];

/// What is read off a picture or anchor and not kept.
const READ_ONLY: &[(&str, &[&str])] = &[("img", &["srcset", "style"]), ("a", &["name"])];

/// The element of that name, if it may be shown.
pub fn shown(name: &str) -> Option<&'static Element> {
    find(ELEMENTS, name)
}

/// The element of that name, if it may be shown or something is made of it.
pub fn read(name: &str) -> Option<&'static Element> {
    shown(name).or_else(|| find(PASSING, name))
}

/// True where `element` may carry `attribute` on its way between the two passes.
pub fn reads(element: &Element, attribute: &str) -> bool {
    GLOBAL.contains(&attribute)
        || element.attributes.contains(&attribute)
        || (element.name == "img" && (LAZY.contains(&attribute) || LAZY_SETS.contains(&attribute)))
        || READ_ONLY
            .iter()
            .any(|(name, more)| *name == element.name && more.contains(&attribute))
}

fn find(list: &'static [Element], name: &str) -> Option<&'static Element> {
    if name.len() > LONGEST {
        return None;
    }
    let number = number(name);
    let at = list
        .binary_search_by_key(&number, |element| element.number)
        .ok()?;
    // Zeros at its end change no number.
    Some(&list[at]).filter(|element| element.name.len() == name.len())
}

/// Elements that go with all that is in them: what is not meant to be read as text, and
/// `math` where it is no whole formula (see [`crate::formula`]).
const WITH_CONTENT: &[&str] = &[
    "datalist", "math", "noembed", "noframes", "script", "select", "style", "svg", "template", "textarea",
    "title",
];

/// The `ammonia` pass, built once. Addresses are resolved in the second pass, so it needs no state per call.
pub static FIRST_WALL: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let all = || ELEMENTS.iter().chain(PASSING);
    let mut attributes: HashMap<&str, HashSet<&str>> = all()
        .map(|element| (element.name, element.attributes.iter().copied().collect()))
        .collect();
    for (name, more) in READ_ONLY {
        attributes.entry(name).or_default().extend(*more);
    }
    attributes
        .entry("img")
        .or_default()
        .extend(LAZY.iter().chain(LAZY_SETS));
    let mut builder = Builder::empty();
    builder
        .tags(all().map(|element| element.name).collect())
        .clean_content_tags(WITH_CONTENT.iter().copied().collect())
        .generic_attributes(GLOBAL.iter().copied().collect())
        .tag_attributes(attributes)
        .url_schemes(["http", "https", "mailto", "data"].into_iter().collect())
        .url_relative(UrlRelative::PassThrough)
        .link_rel(None)
        .strip_comments(true);
    builder
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_lists_are_sorted() {
        assert!(
            ELEMENTS.is_sorted_by_key(|element| element.name),
            "bisection needs order"
        );
        assert!(
            PASSING.is_sorted_by_key(|element| element.name),
            "bisection needs order"
        );
    }

    #[test]
    fn an_element_is_found_by_its_own_name_alone() {
        for element in ELEMENTS.iter().chain(PASSING) {
            let name = element.name;
            assert_eq!(read(name).map(|found| found.name), Some(name));
            for other in [
                format!("{name}\0"),
                format!("{name}z"),
                name.to_uppercase(),
                format!("{name:z<40}"),
            ] {
                assert!(read(&other).is_none(), "{other:?}");
            }
        }
        assert!(read("").is_none());
    }

    #[test]
    fn lazy_ones_begin_alike() {
        assert!(LAZY.iter().chain(LAZY_SETS).all(|name| name.starts_with(DATA)));
    }
}
