//! Safe markup as XHTML of few elements, for files that are checked against a schema: what XHTML nests otherwise, or
//! does not know, is flattened to paragraphs, lists, tables and headings. No word is lost.

use crate::markup::{Piece, Pieces, unescape};
use crate::policy;

/// What is open in the output.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Open {
    Blockquote,
    List(&'static str),
    Item,
    Table,
    Row,
    Cell,
    /// Holds words and inline elements alone.
    Line(&'static str),
    Inline(&'static str),
}

impl Open {
    fn name(self) -> &'static str {
        match self {
            Open::Blockquote => "blockquote",
            Open::List(name) | Open::Line(name) | Open::Inline(name) => name,
            Open::Item => "li",
            Open::Table => "table",
            Open::Row => "tr",
            Open::Cell => "td",
        }
    }
}

const INLINE: &[&str] = &[
    "em", "strong", "b", "i", "u", "s", "sub", "sup", "code", "small", "q", "cite", "mark", "kbd", "samp",
    "var",
];

/// The markup as XHTML. Pictures keep their address as it stands.
pub fn xhtml(markup: &str) -> String {
    let mut writer = Writer {
        out: String::with_capacity(markup.len() + markup.len() / 8),
        open: Vec::new(),
    };
    // For each open element of the source: how many of the output were open before it, where it opened one.
    let mut source: Vec<Option<usize>> = Vec::new();
    for piece in Pieces::of(markup) {
        match piece {
            Piece::Text(text) => writer.text(&unescape(text)),
            Piece::Close => {
                if let Some(Some(depth)) = source.pop() {
                    writer.close_to(depth);
                }
            }
            Piece::Open(name, attributes) => {
                let void = policy::read(name).is_some_and(policy::Element::is_void);
                let depth = match name {
                    "br" => {
                        if writer.in_line() {
                            writer.out.push_str("<br/>");
                        }
                        None
                    }
                    "hr" => {
                        writer.block();
                        writer.out.push_str("<hr/>");
                        None
                    }
                    "img" => {
                        if let Some(src) = attributes.get("src") {
                            writer.line();
                            let alt = attributes.get("alt").unwrap_or_default();
                            writer.out.push_str("<img src=\"");
                            escape(&mut writer.out, &src);
                            writer.out.push_str("\" alt=\"");
                            escape(&mut writer.out, &alt);
                            writer.out.push_str("\"/>");
                        }
                        None
                    }
                    "h1" | "h2" => Some(writer.open_line("h2")),
                    "h3" => Some(writer.open_line("h3")),
                    "h4" | "h5" | "h6" => Some(writer.open_line("h4")),
                    "pre" => Some(writer.open_line("pre")),
                    "blockquote" => Some(writer.open_block(Open::Blockquote)),
                    "ul" | "menu" => Some(writer.open_block(Open::List("ul"))),
                    "ol" => Some(writer.open_block(Open::List("ol"))),
                    "li" => Some(writer.item()),
                    "table" => Some(writer.open_block(Open::Table)),
                    "tbody" | "thead" | "tfoot" | "colgroup" | "col" => None,
                    "tr" => Some(writer.row()),
                    "td" | "th" => Some(writer.cell()),
                    "a" => {
                        let href = attributes.get("href").filter(|href| {
                            href.starts_with("https://")
                                || href.starts_with("http://")
                                || href.starts_with("mailto:")
                        });
                        href.filter(|_| !writer.open.contains(&Open::Inline("a")))
                            .map(|href| {
                                writer.line();
                                let depth = writer.open.len();
                                writer.out.push_str("<a href=\"");
                                escape(&mut writer.out, &href);
                                writer.out.push_str("\">");
                                writer.open.push(Open::Inline("a"));
                                depth
                            })
                    }
                    _ => match INLINE.iter().find(|known| **known == name) {
                        Some(known) => {
                            writer.line();
                            Some(writer.push(Open::Inline(known)))
                        }
                        // What else begins a line ends the one before.
                        None => match policy::read(name).map(|element| element.kind) {
                            None
                            | Some(
                                policy::Kind::Inline
                                | policy::Kind::Anchor
                                | policy::Kind::RubyText
                                | policy::Kind::Void
                                | policy::Kind::Column,
                            ) => None,
                            Some(_) => {
                                writer.block();
                                Some(writer.open.len())
                            }
                        },
                    },
                };
                if !void {
                    source.push(depth);
                }
            }
        }
    }
    writer.close_to(0);
    writer.out
}

struct Writer {
    out: String,
    open: Vec<Open>,
}

impl Writer {
    fn push(&mut self, open: Open) -> usize {
        self.out.push('<');
        self.out.push_str(open.name());
        self.out.push('>');
        self.open.push(open);
        self.open.len() - 1
    }

    fn close_to(&mut self, depth: usize) {
        while self.open.len() > depth {
            if let Some(open) = self.open.pop() {
                // A list or table of nothing is none.
                let start = format!("<{}>", open.name());
                if !matches!(open, Open::Inline(_)) && self.out.ends_with(&start) && open != Open::Cell {
                    self.out.truncate(self.out.len() - start.len());
                    continue;
                }
                self.out.push_str("</");
                self.out.push_str(open.name());
                self.out.push('>');
            }
        }
    }

    fn in_line(&self) -> bool {
        matches!(self.open.last(), Some(Open::Line(_) | Open::Inline(_)))
    }

    /// Ends the line that is open.
    fn end_line(&mut self) {
        let depth = self
            .open
            .iter()
            .rposition(|open| !matches!(open, Open::Line(_) | Open::Inline(_)));
        self.close_to(depth.map_or(0, |depth| depth + 1));
    }

    /// Gets where a block may stand.
    fn block(&mut self) {
        self.end_line();
        match self.open.last() {
            Some(Open::List(_)) => {
                self.push(Open::Item);
            }
            Some(Open::Table) => {
                self.push(Open::Row);
                self.push(Open::Cell);
            }
            Some(Open::Row) => {
                self.push(Open::Cell);
            }
            _ => {}
        }
    }

    /// Gets where words may stand.
    fn line(&mut self) {
        if !self.in_line() {
            self.block();
            self.push(Open::Line("p"));
        }
    }

    fn open_line(&mut self, name: &'static str) -> usize {
        self.block();
        let depth = self.open.len();
        self.push(Open::Line(name));
        depth
    }

    fn open_block(&mut self, open: Open) -> usize {
        self.block();
        self.push(open)
    }

    fn item(&mut self) -> usize {
        self.end_line();
        if !matches!(self.open.last(), Some(Open::List(_))) {
            self.block();
            self.push(Open::List("ul"));
        }
        self.push(Open::Item)
    }

    fn row(&mut self) -> usize {
        self.end_line();
        match self.open.iter().rposition(|open| *open == Open::Table) {
            Some(table)
                if self.open[table + 1..]
                    .iter()
                    .all(|open| matches!(open, Open::Row | Open::Cell)) =>
            {
                self.close_to(table + 1);
                self.push(Open::Row)
            }
            _ => self.open.len(),
        }
    }

    fn cell(&mut self) -> usize {
        self.end_line();
        match self.open.last() {
            Some(Open::Table) => {
                self.push(Open::Row);
                self.push(Open::Cell)
            }
            Some(Open::Row) => self.push(Open::Cell),
            _ => self.open.len(),
        }
    }

    fn text(&mut self, text: &str) {
        if text.trim().is_empty() {
            if self.in_line() {
                escape(&mut self.out, text);
            }
            return;
        }
        self.line();
        escape(&mut self.out, text);
    }
}

/// Text or an attribute's value for XML; what XML cannot hold goes.
pub fn escape(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' | '\r' => out.push(c),
            '\u{0}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => {}
            _ => out.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::xhtml;

    #[test]
    fn it_nests_as_a_schema_wants() {
        assert_eq!(xhtml("a<br>b &amp; c"), "<p>a<br/>b &amp; c</p>");
        assert_eq!(xhtml("<b>bold<p>new</p></b>"), "<p><b>bold</b></p><p>new</p>");
        assert_eq!(
            xhtml("<ul>\n<li>a<ul><li>b</li></ul></li>\n</ul>"),
            "<ul><li><p>a</p><ul><li><p>b</p></li></ul></li></ul>"
        );
        assert_eq!(
            xhtml("<table><tbody><tr><th>a</th><td>b</td></tr></tbody></table>"),
            "<table><tr><td><p>a</p></td><td><p>b</p></td></tr></table>"
        );
        assert_eq!(
            xhtml("<figure><img src=\"x.png\" alt=\"a&quot;b\"><figcaption>c</figcaption></figure>"),
            "<p><img src=\"x.png\" alt=\"a&quot;b\"/></p><p>c</p>"
        );
        assert_eq!(
            xhtml("<a href=\"#article-x\">a</a> <a href=\"https://b.test/?a&amp;b\">b</a>"),
            "<p>a <a href=\"https://b.test/?a&amp;b\">b</a></p>"
        );
        assert_eq!(xhtml("<ul></ul><blockquote></blockquote>"), "");
    }
}
