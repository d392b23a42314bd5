use memchr::{memchr, memchr2, memmem};

use super::entities::{Entities, resolve};

/// Elements of HTML, old and new, that a writer of markup in a text field may have meant. Sorted.
#[rustfmt::skip]
const ELEMENTS: &[&str] = &[
    "a", "abbr", "acronym", "address", "applet", "area", "article", "aside", "audio", "b", "base", "basefont",
    "bdi", "bdo", "big", "blink", "blockquote", "body", "br", "button", "canvas", "caption", "center", "cite",
    "code", "col", "colgroup", "data", "dd", "del", "details", "dfn", "dir", "div", "dl", "dt", "em", "embed",
    "fieldset", "figcaption", "figure", "font", "footer", "form", "frame", "frameset", "h1", "h2", "h3", "h4",
    "h5", "h6", "head", "header", "hr", "html", "i", "iframe", "img", "input", "ins", "kbd", "label",
    "legend", "li", "link", "main", "map", "mark", "marquee", "math", "menu", "meta", "meter", "nav", "nobr",
    "noscript", "object", "ol", "optgroup", "option", "output", "p", "param", "picture", "pre", "progress",
    "q", "rp", "rt", "ruby", "s", "samp", "script", "section", "select", "small", "source", "span", "strike",
    "strong", "style", "sub", "summary", "sup", "svg", "table", "tbody", "td", "textarea", "tfoot", "th",
    "thead", "time", "title", "tr", "track", "tt", "u", "ul", "var", "video", "wbr",
];

/// Elements after which the eye sees a gap. Sorted.
#[rustfmt::skip]
const BLOCKS: &[&str] = &[
    "address", "article", "aside", "blockquote", "br", "caption", "center", "dd", "details", "div", "dl",
    "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header",
    "hr", "li", "main", "nav", "ol", "p", "pre", "section", "table", "td", "th", "tr", "ul",
];

/// Elements whose content is not for the eye. That of frames and objects is for those who cannot show them.
const UNSEEN: &[&str] = &["script", "style", "template"];

/// Markup that stands in a field of text → text: tags of HTML out, references resolved, white space collapsed. What
/// only looks like a tag (`Vec<u8>`, `a < b`) stays.
pub(crate) fn plain(markup: &str) -> String {
    if memchr2(b'<', b'&', markup.as_bytes()).is_none() {
        return collapse(markup);
    }
    if !markup.contains('<') {
        return collapse(&resolve(markup, &Entities::default()));
    }
    let mut out = String::with_capacity(markup.len());
    let mut rest = markup;
    let mut ahead = Ahead {
        no_tag_end: false,
        no_comment_end: false,
        unclosed: [false; UNSEEN.len()],
    };
    while let Some(at) = rest.find('<') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        match ahead.tag(rest) {
            Some(Piece { length, gap }) => {
                if gap {
                    out.push(' ');
                }
                rest = &rest[length..];
            }
            None => {
                out.push('<');
                rest = &rest[1..];
            }
        }
    }
    out.push_str(rest);
    collapse(&resolve(&out, &Entities::default()))
}

/// True where a browser would find a tag of HTML.
pub(crate) fn has_markup(text: &str) -> bool {
    memchr::memchr_iter(b'<', text.as_bytes()).any(|at| tag_name(&text[at..]).is_some())
}

struct Piece {
    length: usize,
    gap: bool,
}

/// What is known not to come any more, so that nothing is looked for twice.
struct Ahead {
    no_tag_end: bool,
    no_comment_end: bool,
    unclosed: [bool; UNSEEN.len()],
}

impl Ahead {
    /// The tag or comment that `text` begins with.
    fn tag(&mut self, text: &str) -> Option<Piece> {
        if text.starts_with("<!--") {
            return Some(Piece {
                length: self.comment(text),
                gap: false,
            });
        }
        let (name, closing) = tag_name(text)?;
        let length = self.tag_end(text)?;
        let gap = BLOCKS.binary_search(&name.as_str()).is_ok();
        let unseen = UNSEEN.iter().position(|known| *known == name);
        if let Some(n) = unseen
            && !closing
            && !text[..length].ends_with("/>")
            && !self.unclosed[n]
        {
            let hidden = closing_tag(&text[length..], &name);
            self.unclosed[n] = hidden.is_none();
            return Some(Piece {
                length: length + hidden.unwrap_or(0),
                gap,
            });
        }
        Some(Piece { length, gap })
    }

    fn tag_end(&mut self, text: &str) -> Option<usize> {
        if self.no_tag_end {
            return None;
        }
        let end = memchr(b'>', text.as_bytes());
        self.no_tag_end = end.is_none();
        end.map(|at| at + 1)
    }

    /// A comment without an end ends with its line's worth of markup, at the latest with the text.
    fn comment(&mut self, text: &str) -> usize {
        if !self.no_comment_end {
            if let Some(end) = memmem::find(text.as_bytes(), b"-->") {
                return end + 3;
            }
            self.no_comment_end = true;
        }
        self.tag_end(text).unwrap_or(text.len())
    }
}

/// Where the element so named ends.
fn closing_tag(text: &str, name: &str) -> Option<usize> {
    memmem::find_iter(text.as_bytes(), b"</").find(|at| {
        let found = text.as_bytes().get(at + 2..at + 2 + name.len());
        found.is_some_and(|found| found.eq_ignore_ascii_case(name.as_bytes()))
    })
}

/// The name of the HTML tag that `text` begins with, in small letters, and whether it closes.
fn tag_name(text: &str) -> Option<(String, bool)> {
    let inner = text.strip_prefix('<')?;
    let (inner, closing) = match inner.strip_prefix('/') {
        Some(inner) => (inner, true),
        None => (inner, false),
    };
    let length = inner
        .bytes()
        .take(12)
        .take_while(u8::is_ascii_alphanumeric)
        .count();
    let after = inner.as_bytes().get(length);
    if length == 0 || !after.is_none_or(|b| b.is_ascii_whitespace() || matches!(b, b'>' | b'/')) {
        return None;
    }
    let name = inner[..length].to_ascii_lowercase();
    ELEMENTS.binary_search(&name.as_str()).ok()?;
    Some((name, closing))
}

/// White space to single spaces, none at the ends; control characters out.
pub(crate) fn collapse(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut gap = false;
    for c in text.chars() {
        if c.is_ascii_whitespace() || c == '\u{85}' || c == '\u{2028}' || c == '\u{2029}' {
            gap = true;
        } else if !c.is_control() {
            if gap && !out.is_empty() {
                out.push(' ');
            }
            gap = false;
            out.push(c);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_are_sorted() {
        assert!(ELEMENTS.is_sorted());
        assert!(BLOCKS.is_sorted());
    }

    #[test]
    fn tags_go_and_text_stays() {
        assert_eq!(plain("<p>One</p><p>two <B>three</B>"), "One two three");
        assert_eq!(
            plain("a < b, Vec<u8> and <vector>"),
            "a < b, Vec<u8> and <vector>"
        );
        assert_eq!(plain("AT&amp;T &lt;b&gt;"), "AT&T <b>");
        assert_eq!(
            plain("safe<script>alert('<b>')</script> <!-- x --> text<!-- cut"),
            "safe text"
        );
        assert_eq!(plain("  a\n\t b\u{0} "), "a b");
        assert_eq!(plain("<img src='x' alt='y'>"), "");
    }

    #[test]
    fn markup_is_told_from_text() {
        assert!(has_markup("a <br/> b"));
        assert!(!has_markup("1 < 2 and <T>"));
    }
}
