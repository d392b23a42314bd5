//! Tokens → elements, one after the other, without building a tree. The reader keeps what is open, the names that
//! prefixes stand for and the base of addresses; what was left open closes with what it stands in.

mod inner;
mod names;

use std::rc::Rc;

use url::Url;

pub(crate) use inner::Nested;
pub(crate) use names::{Local, Ns};

use crate::{
    address::{self, Base},
    text::Entities,
    tokens::{Attributes, Tag, Token, Tokens},
};
use names::Spaces;

/// How deep elements may lie in each other; what lies deeper is read as if it lay here.
const DEEPEST: usize = 128;

/// An element whose start tag was just read.
pub(crate) struct Element<'a> {
    pub ns: Ns,
    pub local: Local,
    /// With its prefix.
    pub name: &'a str,
    pub attributes: Attributes<'a>,
    /// The base of relative addresses in it.
    pub base: Base,
    depth: usize,
    empty: bool,
}

impl<'a> Element<'a> {
    /// Its name without prefix, in small letters.
    pub fn local(&self) -> &str {
        self.local.as_str()
    }

    /// The value of an attribute, trimmed.
    pub fn attr(&self, name: &str) -> Option<std::borrow::Cow<'a, str>> {
        self.attributes.get(name)
    }

    /// An attribute that is an address.
    pub fn address(&self, name: &str) -> Option<String> {
        address::absolute(&self.attr(name)?, &self.base)
    }
}

struct Open<'a> {
    name: &'a str,
    base: Base,
    /// How many prefixes were known before it.
    spaces: usize,
    /// An item or entry.
    item: bool,
}

pub(crate) struct Reader<'a> {
    tokens: Tokens<'a>,
    pending: Option<Token<'a>>,
    open: Vec<Open<'a>>,
    spaces: Spaces<'a>,
    base: Base,
    /// Elements open beyond [`DEEPEST`].
    beyond: usize,
}

impl<'a> Reader<'a> {
    pub fn new(text: &'a str, url: Option<&str>) -> Reader<'a> {
        Reader {
            tokens: Tokens::new(text),
            pending: None,
            open: Vec::new(),
            spaces: Spaces::default(),
            base: url.and_then(|url| Url::parse(url).ok()).map(Rc::new),
            beyond: 0,
        }
    }

    fn entities(&self) -> &Entities {
        &self.tokens.entities
    }

    fn token(&mut self) -> Option<Token<'a>> {
        self.pending.take().or_else(|| self.tokens.next())
    }

    /// The next start tag, wherever it stands: for finding the root.
    pub fn any(&mut self) -> Option<Element<'a>> {
        loop {
            match self.token()? {
                Token::Start(tag) => return Some(self.enter(tag)),
                Token::End(name) => self.leave(name),
                _ => {}
            }
        }
    }

    /// Makes the namespace of `element` the feed's own.
    pub fn take_as_root(&mut self, element: &Element<'a>) {
        self.spaces
            .set_core(if element.ns == Ns::Rdf { "" } else { element.name });
    }

    /// The next child of `parent`; `None` at its end. A child that was not read is passed over.
    pub fn child(&mut self, parent: &Element<'a>) -> Option<Element<'a>> {
        self.child_or_text(parent, None)
    }

    /// As [`Reader::child`]; the text before it, where it is `parent`'s own, is added to `said`.
    pub fn child_or_text(
        &mut self,
        parent: &Element<'a>,
        mut said: Option<&mut String>,
    ) -> Option<Element<'a>> {
        loop {
            if parent.empty || self.open.len() < parent.depth {
                return None;
            }
            let Some(token) = self.token() else {
                self.open.clear();
                return None;
            };
            match token {
                Token::End(name) => self.leave(name),
                Token::Start(tag) => {
                    // An item within an item: the one before was never closed.
                    if names::may_be_item(tag.name)
                        && let Some(at) = self.open.iter().rposition(|open| open.item)
                        && names::same(self.open[at].name, tag.name)
                    {
                        self.close_to(at);
                        self.pending = Some(token);
                        continue;
                    }
                    let within = self.open.len() > parent.depth;
                    let element = self.enter(tag);
                    if !within {
                        return Some(element);
                    }
                }
                Token::Text(text) | Token::CData(text) => {
                    if let Some(said) = &mut said
                        && self.open.len() == parent.depth
                    {
                        said.push_str(&crate::text::resolve(text, self.entities()));
                    }
                }
            }
        }
    }

    /// Ends `parent` before `child`, which was read as if it lay within: it comes next.
    pub fn end_before(&mut self, parent: &Element<'a>, child: &Element<'a>) {
        self.close_to(parent.depth - 1);
        self.pending = Some(Token::Start(Tag {
            name: child.name,
            attributes: child.attributes,
            empty: child.empty,
        }));
    }

    fn enter(&mut self, tag: Tag<'a>) -> Element<'a> {
        let spaces = self.spaces.len();
        let mut base = self.open.last().map_or(&self.base, |open| &open.base).clone();
        if tag.attributes.0.contains("xml") {
            for (name, value) in tag.attributes.iter() {
                if let Some(prefix) = name.strip_prefix("xmlns") {
                    self.spaces
                        .declare(prefix.strip_prefix(':').unwrap_or(prefix), value);
                } else if name.eq_ignore_ascii_case("xml:base") && !value.trim().is_empty() {
                    base = address::join(&crate::text::resolve(value, self.entities()), &base).or(base);
                }
            }
        }
        let (ns, local) = self.spaces.resolve(tag.name);
        let empty = tag.empty || is_void(tag.name);
        let depth = self.open.len() + 1;
        if empty {
            self.spaces.truncate(spaces);
        } else if self.open.len() < DEEPEST {
            self.open.push(Open {
                name: tag.name,
                base: base.clone(),
                spaces,
                item: names::may_be_item(tag.name) && ns.is_feed(),
            });
        } else {
            self.beyond += 1;
            self.spaces.truncate(spaces);
        }
        Element {
            ns,
            local: Local::new(local),
            name: tag.name,
            attributes: tag.attributes,
            base,
            empty: empty || depth > DEEPEST,
            depth,
        }
    }

    /// An end tag closes the nearest element of its name with all that was left open in it. Others close nothing.
    fn leave(&mut self, name: &str) {
        if self.beyond > 0 && !names::is_structure(name) {
            self.beyond -= 1;
            return;
        }
        if let Some(at) = self.open.iter().rposition(|open| names::same(open.name, name)) {
            self.close_to(at);
        }
    }

    /// Closes the element at `at` and all within it.
    fn close_to(&mut self, at: usize) {
        self.beyond = 0;
        if let Some(open) = self.open.get(at) {
            self.spaces.truncate(open.spaces);
            self.open.truncate(at);
        }
    }
}

/// Elements of HTML that never have content, when somebody wrote markup where text belongs.
fn is_void(name: &str) -> bool {
    ["br", "hr", "img", "wbr"]
        .iter()
        .any(|known| name.eq_ignore_ascii_case(known))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names<'a>(reader: &mut Reader<'a>, parent: &Element<'a>) -> Vec<String> {
        let mut names = Vec::new();
        while let Some(child) = reader.child(parent) {
            names.push(child.local().to_owned());
        }
        names
    }

    #[test]
    fn children_only_and_in_order() {
        let mut reader = Reader::new("<a><b><x/><y>t</y></b>t<C/><d>&amp;</d></a><e/>", None);
        let root = reader.any().unwrap();
        assert_eq!(names(&mut reader, &root), ["b", "c", "d"]);
    }

    #[test]
    fn what_was_left_open_closes_with_its_parent() {
        let mut reader = Reader::new(
            "<rss><channel><item><a><b></item><item><c></item></channel>",
            None,
        );
        let rss = reader.any().unwrap();
        let channel = reader.child(&rss).unwrap();
        let item = reader.child(&channel).unwrap();
        assert_eq!(names(&mut reader, &item), ["a"]);
        let item = reader.child(&channel).unwrap();
        assert_eq!(names(&mut reader, &item), ["c"]);
        assert!(reader.child(&channel).is_none());
    }

    #[test]
    fn an_item_ends_where_the_next_begins() {
        let mut reader = Reader::new("<rss><item><a/><item><b/>", None);
        let rss = reader.any().unwrap();
        let item = reader.child(&rss).unwrap();
        assert_eq!(names(&mut reader, &item), ["a"]);
        let item = reader.child(&rss).unwrap();
        assert_eq!(names(&mut reader, &item), ["b"]);
    }

    #[test]
    fn bases_nest() {
        let text = "<a xml:base='/x/'><b xml:base='y/'/><c xml:base='javascript:z'/></a>";
        let mut reader = Reader::new(text, Some("http://example.org/"));
        let a = reader.any().unwrap();
        let b = reader.child(&a).unwrap();
        assert_eq!(b.base.as_ref().unwrap().as_str(), "http://example.org/x/y/");
        let c = reader.child(&a).unwrap();
        assert_eq!(c.base.as_ref().unwrap().as_str(), "http://example.org/x/");
    }

    #[test]
    fn depth_is_bounded() {
        let text = format!("<rss>{}</rss><x/>", "<a>".repeat(100_000));
        let mut reader = Reader::new(&text, None);
        let root = reader.any().unwrap();
        assert_eq!(names(&mut reader, &root), ["a"]);
        assert!(reader.open.len() <= DEEPEST);
    }
}
