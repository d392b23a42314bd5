//! Reading and writing our own serialisation: what `ammonia` and [`crate::nest`] write, and nothing wilder.
//!
//! In it `<` and `>` are tags only (text and attributes have them escaped), every attribute is `name="value"`,
//! and the entities are `&amp; &lt; &gt; &quot; &nbsp;`.

use std::borrow::Cow;

use memchr::memchr;

/// A piece of serialised markup.
#[derive(Clone, Copy, Debug)]
pub enum Piece<'a> {
    /// A start tag.
    Open(&'a str, Attributes<'a>),
    /// An end tag.
    Close,
    /// Text, still escaped.
    Text(&'a str),
}

/// Walks over markup piece by piece.
pub struct Pieces<'a> {
    markup: &'a str,
    at: usize,
}

impl<'a> Pieces<'a> {
    /// From the beginning.
    pub fn of(markup: &'a str) -> Pieces<'a> {
        Pieces { markup, at: 0 }
    }

    /// Where the next piece begins.
    pub fn at(&self) -> usize {
        self.at
    }

    /// Goes on so many bytes later, where another piece begins.
    pub fn pass_over(&mut self, bytes: usize) {
        self.at += bytes;
    }
}

impl<'a> Iterator for Pieces<'a> {
    type Item = Piece<'a>;

    fn next(&mut self) -> Option<Piece<'a>> {
        let rest = &self.markup[self.at..];
        if rest.is_empty() {
            return None;
        }
        if !rest.starts_with('<') {
            let end = memchr(b'<', rest.as_bytes()).unwrap_or(rest.len());
            self.at += end;
            return Some(Piece::Text(&rest[..end]));
        }
        let end = memchr(b'>', rest.as_bytes()).unwrap_or(rest.len());
        self.at += (end + 1).min(rest.len());
        let inside = &rest[1..end];
        if inside.starts_with('/') {
            return Some(Piece::Close);
        }
        let (name, attributes) = inside.split_at(inside.find(' ').unwrap_or(inside.len()));
        Some(Piece::Open(name, Attributes(attributes)))
    }
}

/// The attributes of a start tag.
#[derive(Clone, Copy, Debug, Default)]
pub struct Attributes<'a>(&'a str);

impl<'a> Attributes<'a> {
    /// Written as ` name="value"` each.
    pub fn of(written: &'a str) -> Attributes<'a> {
        Attributes(written)
    }

    /// True where there is none.
    pub fn is_empty(self) -> bool {
        self.0.is_empty()
    }

    /// The value, entities resolved.
    pub fn get(self, name: &str) -> Option<Cow<'a, str>> {
        let mut rest = self.0;
        loop {
            let quote = memchr(b'"', rest.as_bytes())?;
            let value = &rest[quote + 1..];
            let end = memchr(b'"', value.as_bytes())?;
            let found = rest[..quote].strip_suffix('=')?.trim_ascii_start();
            if found == name {
                return Some(unescape(&value[..end]));
            }
            rest = &value[end + 1..];
        }
    }

    /// False where there is surely none whose name begins so; asks once for many.
    pub fn may_have(self, beginning: &str) -> bool {
        self.0.contains(beginning)
    }
}

/// Entities resolved.
pub fn unescape(text: &str) -> Cow<'_, str> {
    const ENTITIES: [(&str, char); 5] = [
        ("&amp;", '&'),
        ("&lt;", '<'),
        ("&gt;", '>'),
        ("&quot;", '"'),
        ("&nbsp;", '\u{a0}'),
    ];
    let Some(first) = memchr(b'&', text.as_bytes()) else {
        return Cow::Borrowed(text);
    };
    let mut out = String::with_capacity(text.len());
    out.push_str(&text[..first]);
    let mut rest = &text[first..];
    while let Some(at) = memchr(b'&', rest.as_bytes()) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let known = ENTITIES.iter().find(|(entity, _)| rest.starts_with(entity));
        let (entity, character) = known.unwrap_or(&("&", '&'));
        out.push(*character);
        rest = &rest[entity.len()..];
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// Appends text, escaped. A carriage return becomes a line feed: a parser would make it one on the next reading.
pub fn escape(out: &mut String, text: &str) {
    escape_for(out, text, false);
}

fn escape_for(out: &mut String, text: &str, quoted: bool) {
    let mut from = 0;
    for (at, byte) in text.bytes().enumerate() {
        let (width, with) = match byte {
            b'&' => (1, "&amp;"),
            b'<' => (1, "&lt;"),
            b'>' => (1, "&gt;"),
            b'"' if quoted => (1, "&quot;"),
            b'\r' => (1, "\n"),
            0 => (1, ""),
            0xc2 if text.as_bytes().get(at + 1) == Some(&0xa0) => (2, "&nbsp;"),
            _ => continue,
        };
        out.push_str(&text[from..at]);
        out.push_str(with);
        from = at + width;
    }
    out.push_str(&text[from..]);
}

/// Appends ` name="value"`.
pub fn attribute(out: &mut String, name: &str, value: &str) {
    out.push(' ');
    out.push_str(name);
    out.push_str("=\"");
    escape_for(out, value, true);
    out.push('"');
}
