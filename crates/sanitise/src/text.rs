//! Markup as text: for excerpts, search terms and reading aloud.

use crate::markup::{Piece, Pieces, unescape};
use crate::policy::{self, Kind};

/// What must come between what was written and what comes next; the stronger wins.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Gap {
    None,
    Space,
    Tab,
    Line,
}

/// The text of our own serialisation. Blocks stand on lines of their own, the cells of a row apart by tabs,
/// white space runs are one space except in `pre`. Pictures leave nothing.
pub fn text(markup: &str) -> String {
    let mut text = as_written(markup);
    // They are about lines; who searches, quotes or speaks wants the word.
    text.retain(|c| c != '\u{ad}');
    text
}

/// As [`text`], soft hyphens where their author put them.
pub fn as_written(markup: &str) -> String {
    let mut writer = Writer {
        out: String::with_capacity(markup.len()),
        gap: Gap::None,
    };
    let mut preformatted: Vec<bool> = Vec::new();
    let mut kinds: Vec<Kind> = Vec::new();
    let mut starts_pre = false;
    for piece in Pieces::of(markup) {
        match piece {
            Piece::Open(name, _) => {
                let Some(element) = policy::read(name) else {
                    continue;
                };
                starts_pre = name == "pre";
                match (name, element.kind) {
                    ("br", _) => writer.gap(Gap::Line),
                    (_, kind) => writer.gap(gap(kind)),
                }
                if !element.is_void() {
                    kinds.push(element.kind);
                    preformatted.push(name == "pre" || preformatted.last() == Some(&true));
                }
            }
            Piece::Close => {
                preformatted.pop();
                if let Some(kind) = kinds.pop() {
                    writer.gap(gap(kind));
                }
                starts_pre = false;
            }
            Piece::Text(text) => {
                let text = unescape(text);
                if preformatted.last() == Some(&true) {
                    // The line feed right after `<pre>` belongs to the tag.
                    writer.kept(if starts_pre {
                        text.strip_prefix('\n').unwrap_or(&text)
                    } else {
                        &text
                    });
                } else {
                    writer.collapsed(&text);
                }
                starts_pre = false;
            }
        }
    }
    let end = writer.out.trim_end().len();
    writer.out.truncate(end);
    writer.out
}

fn gap(kind: Kind) -> Gap {
    match kind {
        Kind::Inline | Kind::Anchor | Kind::RubyText | Kind::Void | Kind::Column => Gap::None,
        Kind::Cell => Gap::Tab,
        _ => Gap::Line,
    }
}

struct Writer {
    out: String,
    gap: Gap,
}

impl Writer {
    fn gap(&mut self, gap: Gap) {
        self.gap = self.gap.max(gap);
    }

    fn collapsed(&mut self, text: &str) {
        let white = |c: char| c.is_ascii_whitespace();
        let mut rest = text;
        while !rest.is_empty() {
            let end = rest.find(white).unwrap_or(rest.len());
            if end > 0 {
                self.cross();
                self.out.push_str(&rest[..end]);
            }
            let after = rest[end..].trim_start_matches(white);
            if after.len() < rest.len() - end {
                self.gap(Gap::Space);
            }
            rest = after;
        }
    }

    fn kept(&mut self, text: &str) {
        if !text.is_empty() {
            self.cross();
            self.out.push_str(text);
        }
    }

    fn cross(&mut self) {
        let gap = std::mem::replace(&mut self.gap, Gap::None);
        if self.out.is_empty() || self.out.ends_with('\n') {
            return;
        }
        match gap {
            Gap::None => {}
            Gap::Space => self.out.push(' '),
            Gap::Tab => self.out.push('\t'),
            Gap::Line => self.out.push('\n'),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::text;

    #[test]
    fn blocks_stand_on_lines() {
        assert_eq!(
            text("<p>One  <b>two</b>\n three</p><p>Four<br>five</p>"),
            "One two three\nFour\nfive"
        );
        assert_eq!(text("<ul>\n<li>a</li>\n<li>b</li>\n</ul> end"), "a\nb\nend");
        assert_eq!(text("a<hr>b"), "a\nb");
    }

    #[test]
    fn cells_stand_apart() {
        let table = "<table><tbody><tr><th>a</th><td>b</td></tr><tr><td>c</td></tr></tbody></table>";
        assert_eq!(text(table), "a\tb\nc");
    }

    #[test]
    fn preformatted_text_keeps_its_lines() {
        assert_eq!(
            text("<p>a</p><pre>\n\n  x\n    y\n</pre><p>b</p>"),
            "a\n\n  x\n    y\nb"
        );
        assert_eq!(text("<pre><code>x\n y</code></pre>"), "x\n y");
    }

    #[test]
    fn soft_hyphens_are_no_text() {
        assert_eq!(text("<p>ми\u{ad}ни\u{ad}стер\u{ad}ство</p>"), "министерство");
    }

    #[test]
    fn entities_are_resolved() {
        assert_eq!(text("5 &lt; 6 &amp;amp;&nbsp;x"), "5 < 6 &amp;\u{a0}x");
        assert_eq!(text(""), "");
    }
}
