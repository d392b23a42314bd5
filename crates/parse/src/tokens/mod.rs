//! Text of a document → start tags, end tags, text: what is there, whether or not it is well-formed XML 1.0
//! (<https://www.w3.org/TR/xml/>). Comments, processing instructions and the document type are passed over.
//! Every call moves forward and looks at each byte a bounded number of times.

mod attributes;
mod doctype;

use memchr::{memchr, memchr2, memmem, memrchr};

pub(crate) use attributes::Attributes;

use crate::text::Entities;

/// A piece of the document.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Token<'a> {
    Start(Tag<'a>),
    End(&'a str),
    /// With its references as they stand.
    Text(&'a str),
    /// Text in which nothing is to be resolved.
    CData(&'a str),
}

/// A start tag.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Tag<'a> {
    /// With its prefix.
    pub name: &'a str,
    /// What stands between the name and the end.
    pub attributes: Attributes<'a>,
    /// `<name/>`.
    pub empty: bool,
}

/// A position in a document.
pub(crate) struct Tokens<'a> {
    text: &'a str,
    at: usize,
    /// After the last `>`: no tag can end from here on.
    last_end: usize,
    /// Once the quotes in a tag led to the end of the document, they count for nothing.
    quotes_fail: bool,
    /// The entities that the internal subset of the document type declares.
    pub entities: Entities,
}

impl<'a> Tokens<'a> {
    pub fn new(text: &'a str) -> Tokens<'a> {
        Tokens {
            text,
            at: 0,
            last_end: memrchr(b'>', text.as_bytes()).map_or(0, |at| at + 1),
            quotes_fail: false,
            entities: Entities::default(),
        }
    }

    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    pub fn next(&mut self) -> Option<Token<'a>> {
        loop {
            let rest = self.rest();
            if rest.is_empty() {
                return None;
            }
            if !rest.starts_with('<') {
                return Some(self.text_until(memchr(b'<', rest.as_bytes())));
            }
            match rest.as_bytes().get(1) {
                Some(b'!') => {
                    if let Some(token) = self.declaration() {
                        return Some(token);
                    }
                }
                Some(b'?') => self.instruction(),
                Some(b'/') => match self.end_tag() {
                    Some(token) => return Some(token),
                    None => return Some(self.stray()),
                },
                Some(&first) if starts_name(first) => match self.start_tag() {
                    Some(token) => return Some(token),
                    None => return Some(self.stray()),
                },
                _ => return Some(self.stray()),
            }
        }
    }

    fn text_until(&mut self, end: Option<usize>) -> Token<'a> {
        let rest = self.rest();
        let end = end.unwrap_or(rest.len());
        self.at += end;
        Token::Text(&rest[..end])
    }

    /// A `<` that opens nothing is text.
    fn stray(&mut self) -> Token<'a> {
        let next = memchr(b'<', &self.rest().as_bytes()[1..]);
        self.text_until(next.map(|at| at + 1))
    }

    /// `<!…`: `None` for what is passed over.
    fn declaration(&mut self) -> Option<Token<'a>> {
        let rest = self.rest();
        if let Some(comment) = rest.strip_prefix("<!--") {
            // A comment without an end reaches to the end of the document, as in HTML.
            self.at += memmem::find(comment.as_bytes(), b"-->").map_or(rest.len(), |at| at + 7);
            return None;
        }
        if let Some(data) = rest.strip_prefix("<![CDATA[") {
            let end = memmem::find(data.as_bytes(), b"]]>");
            self.at += end.map_or(rest.len(), |at| at + 12);
            return Some(Token::CData(&data[..end.unwrap_or(data.len())]));
        }
        if rest.len() >= 9 && rest.as_bytes()[2..9].eq_ignore_ascii_case(b"doctype") {
            self.at += doctype::read(rest, &mut self.entities);
            return None;
        }
        if "<![CDATA[".starts_with(rest) {
            self.at = self.text.len(); // cut off within the opening
            return None;
        }
        self.skip_past_end();
        None
    }

    fn instruction(&mut self) {
        let rest = self.rest();
        match memchr2(b'>', b'<', &rest.as_bytes()[1..]) {
            Some(at) if rest.as_bytes()[at + 1] == b'>' => self.at += at + 2,
            Some(at) => self.at += at + 1,
            None => self.at = self.text.len(),
        }
    }

    fn skip_past_end(&mut self) {
        self.at += memchr(b'>', self.rest().as_bytes()).map_or(self.rest().len(), |at| at + 1);
    }

    fn end_tag(&mut self) -> Option<Token<'a>> {
        let rest = self.rest();
        let name = name_of(&rest[2..]);
        if name.is_empty() || self.at >= self.last_end {
            return None;
        }
        let after = 2 + name.len();
        // `</a <b>`: the missing end is before the next tag.
        self.at += match memchr2(b'>', b'<', &rest.as_bytes()[after..]) {
            Some(at) if rest.as_bytes()[after + at] == b'>' => after + at + 1,
            Some(at) => after + at,
            None => rest.len(),
        };
        Some(Token::End(name))
    }

    fn start_tag(&mut self) -> Option<Token<'a>> {
        if self.at >= self.last_end {
            return None;
        }
        let rest = self.rest();
        let name = name_of(&rest[1..]);
        let after = 1 + name.len();
        let bounds = if self.quotes_fail {
            None
        } else {
            tag_end(&rest[after..])
        };
        let (length, closed) = match bounds {
            Some(bounds) => bounds,
            None => {
                self.quotes_fail = true;
                let end = memchr2(b'>', b'<', &rest.as_bytes()[after..])?;
                (end, rest.as_bytes()[after + end] == b'>')
            }
        };
        self.at += after + length + usize::from(closed);
        let inner = &rest[after..after + length];
        let (inner, empty) = match inner.strip_suffix('/') {
            Some(inner) => (inner, true),
            None => (inner, false),
        };
        Some(Token::Start(Tag {
            name,
            attributes: Attributes(inner),
            empty,
        }))
    }
}

/// Where a tag ends: its length, and whether a `>` stands there; `None` where quotes hide every end. A quote that
/// nothing closes before the next tag does not swallow the document.
fn tag_end(text: &str) -> Option<(usize, bool)> {
    let bytes = text.as_bytes();
    let mut at = 0;
    loop {
        let found = at
            + bytes[at..]
                .iter()
                .position(|byte| matches!(byte, b'<' | b'>' | b'"' | b'\''))?;
        match bytes[found] {
            b'>' => return Some((found, true)),
            b'<' => return Some((found, false)),
            quote if opens_value(&bytes[..found]) => {
                let value = found + 1;
                let stop = memchr2(quote, b'<', &bytes[value..]).map(|at| value + at)?;
                if bytes[stop] == quote {
                    at = stop + 1;
                    continue;
                }
                if let Some(end) = memchr(b'>', &bytes[value..stop]) {
                    return Some((value + end, true));
                }
                match memchr2(quote, b'>', &bytes[stop..]).map(|at| stop + at) {
                    Some(end) if bytes[end] == quote => at = end + 1,
                    _ => return Some((stop, false)),
                }
            }
            _ => at = found + 1,
        }
    }
}

/// True after `=`: elsewhere a quote is a slip of the pen.
fn opens_value(before: &[u8]) -> bool {
    before.trim_ascii_end().ends_with(b"=")
}

fn starts_name(byte: u8) -> bool {
    byte.is_ascii_alphabetic() || byte == b'_' || byte == b':' || byte >= 0x80
}

/// The name that `text` begins with; may be empty.
fn name_of(text: &str) -> &str {
    let end = text
        .bytes()
        .position(|byte| {
            byte.is_ascii_whitespace() || matches!(byte, b'>' | b'/' | b'<' | b'=' | b'"' | b'\'')
        })
        .unwrap_or(text.len());
    &text[..end]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(text: &str) -> Vec<String> {
        let mut tokens = Tokens::new(text);
        let mut seen = Vec::new();
        while let Some(token) = tokens.next() {
            seen.push(match token {
                Token::Start(tag) => format!("<{}{}>", tag.name, if tag.empty { "/" } else { "" }),
                Token::End(name) => format!("</{name}>"),
                Token::Text(text) => text.to_owned(),
                Token::CData(text) => format!("[{text}]"),
            });
        }
        seen
    }

    #[test]
    fn what_is_well_formed() {
        assert_eq!(
            all("<?xml version='1.0'?><!-- a > b --><a x='>'>t<b/><![CDATA[<i>]]></a>"),
            ["<a>", "t", "<b/>", "[<i>]", "</a>"]
        );
    }

    #[test]
    fn slips_cost_only_themselves() {
        assert_eq!(all("<a>1 < 2</a>"), ["<a>", "1 ", "< 2", "</a>"]);
        assert_eq!(all("<a href=\"x>t</a>"), ["<a>", "t", "</a>"]);
        assert_eq!(all("<a b=\"1 < 2\">t</a>"), ["<a>", "t", "</a>"]);
        assert_eq!(all("<a it's>t</a><b>"), ["<a>", "t", "</a>", "<b>"]);
        assert_eq!(all("</a <b>t"), ["</a>", "<b>", "t"]);
        assert_eq!(all("<a><![CDATA[cut"), ["<a>", "[cut]"]);
        assert_eq!(all("<a><![CD"), ["<a>"]);
        assert_eq!(all("t<a href='"), ["t", "<a href='"]);
    }

    #[test]
    fn a_wall_of_openings_is_read_in_linear_time() {
        for piece in [
            "<a \"",
            "<a x=\"<",
            "<!",
            "</",
            "<![CDATA[",
            "<a b='>\" ",
            "<?",
            "<!DOCTYPE [",
            "&",
        ] {
            let text = format!("{}>", piece.repeat(200_000));
            let mut tokens = Tokens::new(&text);
            while tokens.next().is_some() {}
        }
    }
}
