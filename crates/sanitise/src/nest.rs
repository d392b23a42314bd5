//! Writes markup that every parser reads back as the very tree that was meant.
//!
//! Cleaning must be a fixed point, and markup that a parser rearranges is how a harmless tree becomes a harmful
//! one on the second reading (mutation XSS). So no start tag is written where tree construction (WHATWG HTML
//! 13.2.6) would move it, or would end something by itself: the end tag is written first, or the tag is left
//! out and its content kept. All end tags are written.

use crate::markup;
use crate::policy::{Element, Kind};

/// Deeper than any article, and shallower than the 512 levels at which browsers begin to flatten.
const DEEPEST: usize = 200;
/// More line breaks in a row than this are a layout, not a text.
const BREAKS: u8 = 2;

/// An element that was opened; given back to [`Nest::close`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Opened(usize);

struct Open {
    element: &'static Element,
    serial: Opened,
    start: usize,
    breaks: u8,
    filled: bool,
}

/// The markup written so far, and what is open in it.
#[derive(Default)]
pub struct Nest {
    out: String,
    open: Vec<Open>,
    serials: usize,
    breaks: u8,
    /// Where the content of the `pre` that was opened last begins.
    preformatted: Option<usize>,
}

impl Nest {
    /// With room for markup about that long.
    pub fn with_capacity(length: usize) -> Nest {
        Nest {
            out: String::with_capacity(length),
            ..Nest::default()
        }
    }

    /// Writes a start tag with `attributes` (serialised, with a space before each). `None`: it has no end, or
    /// it could not stand here.
    pub fn open(&mut self, element: &'static Element, attributes: &str) -> Option<Opened> {
        if !self.make_way(element) {
            return None;
        }
        if element.name == "br" {
            if self.breaks >= BREAKS {
                return None;
            }
            self.breaks += 1;
        }
        let start = self.out.len();
        let before = self.breaks;
        self.out.push('<');
        self.out.push_str(element.name);
        self.out.push_str(attributes);
        self.out.push('>');
        if element.is_void() {
            if !matches!(element.name, "br" | "wbr") {
                self.fill();
            }
            return None;
        }
        if !matches!(element.kind, Kind::Inline | Kind::Anchor | Kind::RubyText) {
            self.breaks = 0;
        }
        if element.name == "pre" {
            self.preformatted = Some(self.out.len());
        }
        let serial = Opened(self.serials);
        self.serials += 1;
        let filled = attributes.contains(" id=\"");
        self.open.push(Open {
            element,
            serial,
            start,
            breaks: before,
            filled,
        });
        Some(serial)
    }

    /// Ends an element, unless it had to end before.
    pub fn close(&mut self, opened: Opened) {
        while self.open.last().is_some_and(|top| top.serial >= opened) {
            self.pop();
        }
    }

    /// Ends the innermost open element of that name, as an end tag from a stranger would.
    pub fn close_named(&mut self, name: &str) {
        let part = matches!(
            name,
            "table" | "caption" | "tbody" | "thead" | "tfoot" | "tr" | "td" | "th"
        );
        let fence =
            |open: &Open| !part && matches!(open.element.kind, Kind::Cell | Kind::Caption | Kind::Table);
        for at in (0..self.open.len()).rev() {
            if self.open[at].element.name == name {
                return self.close_from(at);
            }
            if fence(&self.open[at]) {
                return;
            }
        }
    }

    /// Writes text that is escaped already.
    pub fn text(&mut self, escaped: &str) {
        // A byte order mark would vanish on the next reading if it came to stand first, and a carriage return
        // would become a line feed.
        if escaped.bytes().any(|byte| byte == b'\r' || byte == 0xef) {
            let fixed = escaped
                .chars()
                .filter(|c| *c != '\u{feff}')
                .map(|c| if c == '\r' { '\n' } else { c });
            self.steady_text(&fixed.collect::<String>());
        } else {
            self.steady_text(escaped);
        }
    }

    fn steady_text(&mut self, escaped: &str) {
        if escaped.is_empty() {
            return;
        }
        let white = escaped.bytes().all(is_white);
        if !white
            && self
                .open
                .last()
                .is_some_and(|top| holds_no_text(top.element.kind))
        {
            self.leave_table();
        }
        if self.preformatted == Some(self.out.len()) && escaped.starts_with('\n') {
            // A parser drops the first line feed in `pre`; one more keeps what was there.
            self.out.push('\n');
        }
        if !white && !is_blank(escaped) {
            self.fill();
        }
        self.out.push_str(escaped);
    }

    /// True where an element of that name is open in the same cell.
    pub fn is_in(&self, name: &str) -> bool {
        let here = |open: &&Open| !matches!(open.element.kind, Kind::Cell | Kind::Caption | Kind::Table);
        self.open
            .iter()
            .rev()
            .take_while(here)
            .any(|open| open.element.name == name)
    }

    /// Ends what is open and gives the markup.
    pub fn finish(mut self) -> String {
        self.close_from(0);
        self.out
    }

    /// Ends what `element` cannot stand in. False: it can stand nowhere here.
    fn make_way(&mut self, element: &Element) -> bool {
        use Kind::*;
        let top = self.open.last().map(|open| open.element.kind);
        let fits = match element.kind {
            Caption | Columns | RowGroup => top == Some(Table),
            Column => top == Some(Columns),
            Row => top == Some(RowGroup),
            Cell => top == Some(Row),
            _ => {
                if top.is_some_and(holds_no_text) {
                    self.leave_table();
                }
                true
            }
        };
        if !fits || (self.open.len() >= DEEPEST && !element.is_void()) {
            return false;
        }
        match element.kind {
            Item => self.end_items(element.name),
            Anchor => {
                let fence = |kind| matches!(kind, Cell | Caption);
                self.end_where(|open| open.element.kind == Anchor, fence);
            }
            RubyText if self.is_in("ruby") => {
                while self
                    .open
                    .last()
                    .is_some_and(|open| matches!(open.element.kind, RubyText | Paragraph | Item))
                {
                    self.pop();
                }
            }
            _ => {}
        }
        if matches!(element.kind, Block | Heading | Paragraph | Item | Table | Rule) {
            let fence = |kind| matches!(kind, Cell | Caption | Table);
            self.end_where(|open| open.element.kind == Paragraph, fence);
        }
        if element.kind == Heading && self.open.last().is_some_and(|open| open.element.kind == Heading) {
            self.pop();
        }
        true
    }

    /// Ends the innermost element that `wanted` names, looking no further than the first fence.
    fn end_where(&mut self, wanted: impl Fn(&Open) -> bool, fence: impl Fn(Kind) -> bool) {
        for at in (0..self.open.len()).rev() {
            if wanted(&self.open[at]) {
                return self.close_from(at);
            }
            if fence(self.open[at].element.kind) {
                return;
            }
        }
    }

    /// The item before `li`, `dt` or `dd`: looked for through lines, paragraphs, `div` and `address` only.
    fn end_items(&mut self, name: &str) {
        use Kind::*;
        for at in (0..self.open.len()).rev() {
            let element = self.open[at].element;
            if element.kind == Item && (element.name == "li") == (name == "li") {
                return self.close_from(at);
            }
            let through = matches!(element.kind, Inline | Anchor | RubyText | Paragraph)
                || matches!(element.name, "div" | "address");
            if !through {
                return;
            }
        }
    }

    fn leave_table(&mut self) {
        let table = self
            .open
            .iter()
            .rposition(|open| open.element.kind == Kind::Table);
        self.close_from(table.unwrap_or(0));
    }

    fn close_from(&mut self, at: usize) {
        while self.open.len() > at {
            self.pop();
        }
    }

    fn pop(&mut self) {
        let Some(open) = self.open.pop() else { return };
        if open.element.kind == Kind::Paragraph && !open.filled {
            self.out.truncate(open.start);
            self.breaks = open.breaks;
            return;
        }
        self.out.push_str("</");
        self.out.push_str(open.element.name);
        self.out.push('>');
        if !matches!(open.element.kind, Kind::Inline | Kind::Anchor | Kind::RubyText) {
            self.breaks = 0;
        }
        if open.filled
            && let Some(parent) = self.open.last_mut()
        {
            parent.filled = true;
        }
    }

    /// Something to read or see was written.
    fn fill(&mut self) {
        self.breaks = 0;
        if let Some(top) = self.open.last_mut() {
            top.filled = true;
        }
    }
}

/// Between the parts of a table a parser accepts white space only.
fn holds_no_text(kind: Kind) -> bool {
    matches!(kind, Kind::Table | Kind::Columns | Kind::RowGroup | Kind::Row)
}

fn is_white(byte: u8) -> bool {
    matches!(byte, b'\t' | b'\n' | b'\x0c' | b'\r' | b' ')
}

/// True where nothing can be seen: white space, no-break spaces, marks of no width.
fn is_blank(escaped: &str) -> bool {
    is_blank_text(&markup::unescape(escaped))
}

/// As [`is_blank`], of text with its entities resolved.
pub fn is_blank_text(text: &str) -> bool {
    text.chars().all(|c| c.is_whitespace() || c == '\u{200b}')
}
