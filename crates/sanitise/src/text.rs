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
    without_soft_hyphens(as_written(markup))
}

/// They are about lines; who searches, quotes or speaks wants the word.
fn without_soft_hyphens(mut text: String) -> String {
    if text.contains('\u{ad}') {
        text.retain(|c| c != '\u{ad}');
    }
    text
}

/// As [`text`], soft hyphens where their author put them.
pub fn as_written(markup: &str) -> String {
    let mut writer = Writer::with_capacity(markup.len());
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
                    (_, kind) => writer.edge(kind),
                }
                if !element.is_void() {
                    kinds.push(element.kind);
                    preformatted.push(name == "pre" || preformatted.last() == Some(&true));
                }
            }
            Piece::Close => {
                preformatted.pop();
                if let Some(kind) = kinds.pop() {
                    writer.edge(kind);
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
    writer.written()
}

fn gap(kind: Kind) -> Gap {
    match kind {
        Kind::Inline | Kind::Anchor | Kind::RubyText | Kind::Void | Kind::Column => Gap::None,
        Kind::Cell => Gap::Tab,
        _ => Gap::Line,
    }
}

/// Writes running text: what is between blocks, and white space, as one character at most.
pub struct Writer {
    out: String,
    gap: Gap,
}

/// A place in what was written, see [`Writer::back`].
#[derive(Clone, Copy)]
pub struct Mark(usize, Gap);

impl Writer {
    /// With room for a text of markup about that long.
    pub fn with_capacity(length: usize) -> Writer {
        Writer {
            out: String::with_capacity(length),
            gap: Gap::None,
        }
    }

    /// An element of that kind begins or ends.
    pub fn edge(&mut self, kind: Kind) {
        self.gap(gap(kind));
    }

    /// A line ends.
    pub fn line(&mut self) {
        self.gap(Gap::Line);
    }

    /// Where [`Writer::back`] leads back to.
    pub fn mark(&self) -> Mark {
        Mark(self.out.len(), self.gap)
    }

    /// Takes back what was written since.
    pub fn back(&mut self, mark: Mark) {
        self.out.truncate(mark.0);
        self.gap = mark.1;
    }

    /// The text, without soft hyphens.
    pub fn finish(self) -> String {
        without_soft_hyphens(self.written())
    }

    fn written(mut self) -> String {
        let end = self.out.trim_end().len();
        self.out.truncate(end);
        self.out
    }

    fn gap(&mut self, gap: Gap) {
        self.gap = self.gap.max(gap);
    }

    /// Text, entities resolved; each run of white space becomes one space.
    pub fn collapsed(&mut self, text: &str) {
        let bytes = text.as_bytes();
        // Runs that hold no other white space than single spaces are copied whole.
        let mut from = 0;
        let mut at = single_spaced(bytes);
        while at < bytes.len() {
            if !bytes[at].is_ascii_whitespace() {
                at += 1;
                continue;
            }
            let inner = bytes[at] == b' '
                && at > from
                && bytes.get(at + 1).is_some_and(|next| !next.is_ascii_whitespace());
            if inner {
                at += 2;
                continue;
            }
            self.run(&text[from..at]);
            while bytes.get(at).is_some_and(u8::is_ascii_whitespace) {
                at += 1;
            }
            self.gap(Gap::Space);
            from = at;
            at += single_spaced(&bytes[at..]);
        }
        self.run(&text[from..]);
    }

    fn run(&mut self, run: &str) {
        if !run.is_empty() {
            self.cross();
            self.out.push_str(run);
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

/// How many bytes at the beginning surely have no other white space than single spaces between words; some more may have none.
/// Every text of a sync passes here, and what asks many bytes at once is not held up by each space.
fn single_spaced(bytes: &[u8]) -> usize {
    const AT_ONCE: usize = 32;
    if bytes.first().is_none_or(u8::is_ascii_whitespace) {
        return 0;
    }
    let mut at = 0;
    while let Some(part) = bytes[at..].first_chunk::<{ AT_ONCE + 1 }>() {
        let space = |byte: u8| u8::from(byte == b' ');
        // With the vertical tab, which only looks closer.
        let white = |byte: u8| space(byte) | u8::from(byte.wrapping_sub(b'\t') < 5);
        let pairs = part[..AT_ONCE].iter().zip(&part[1..]);
        let other = pairs.map(|(one, next)| white(*one) & (!space(*one) | white(*next)));
        if other.fold(0, |any, other| any | other) & 1 == 1 {
            break;
        }
        at += AT_ONCE;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::text;
    use super::{Kind, Writer};

    #[test]
    fn white_space_is_one_space_wherever_it_stands() {
        for white in [" ", "\n", "\t ", "  ", " \r\n", "\u{c}", "\u{a0}"] {
            for length in 0..100 {
                let letters = "қ a".repeat(length);
                let source = format!("{letters}{white}b{white}{letters}{white}");
                let mut writer = Writer::with_capacity(0);
                writer.collapsed(&source);
                writer.edge(Kind::Inline);
                let words: Vec<&str> = source.split_ascii_whitespace().collect();
                assert_eq!(writer.finish(), words.join(" ").trim_end(), "{white:?} {length}");
            }
        }
    }

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
