//! Reading text and pictures off markup that needs no parser, which is most of what feeds carry.
//!
//! Markup is *tame* where every reader of HTML sees the same tree in it and the sanitiser would keep all that is
//! read here: elements in lower case from a short list, each ended in order and standing where tree construction
//! (WHATWG HTML, 13.2.6) leaves it alone, attributes in quotes, entities that are ended. Of tame markup [`gist`]
//! gives what the cleaned form would give, to the letter; a test holds that over everything that it takes.
//! Of any other it gives nothing, and the whole way through both walls is gone.
//!
//! No markup comes out of here, only text and an address: what is shown passes the walls always.

use memchr::memchr;
use url::{ParseError, Url};

use crate::addresses::{self, Picture};
use crate::embeds;
use crate::markup::Attributes;
use crate::nest::is_blank_text;
use crate::pictures;
use crate::policy::{self, Element, Kind};
use crate::prepare::CROWD;
use crate::text::Writer;

/// Deeper nesting is the parser's business.
const DEEPEST: usize = 60;
/// More line breaks in a row than this are left out, as in the second wall.
const BREAKS: u8 = 2;

/// What an article's markup says, without the markup.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Gist {
    /// As [`crate::SafeHtml::text`].
    pub text: String,
    /// The first of [`crate::SafeHtml::pictures`].
    pub picture: Option<String>,
}

/// `None`: not tame.
pub fn gist(markup: &str, base: Option<&Url>) -> Option<Gist> {
    let mut reader = Reader {
        markup,
        at: 0,
        base,
        writer: Writer::with_capacity(markup.len()),
        open: Vec::new(),
        breaks: 0,
        tags: 0,
        picture: None,
    };
    reader.run()?;
    Some(Gist {
        text: reader.writer.finish(),
        picture: reader.picture,
    })
}

/// An element that is open.
struct Open {
    element: &'static Element,
    /// For a paragraph: what was written when it began, in case there is nothing in it.
    before: (crate::text::Mark, u8),
    filled: bool,
    /// It may carry a place that links lead to, which fills a paragraph that is else empty.
    place: bool,
}

struct Reader<'a> {
    markup: &'a str,
    at: usize,
    base: Option<&'a Url>,
    writer: Writer,
    open: Vec<Open>,
    breaks: u8,
    tags: usize,
    picture: Option<String>,
}

impl<'a> Reader<'a> {
    fn run(&mut self) -> Option<()> {
        while self.at < self.markup.len() {
            let rest = &self.markup[self.at..];
            let end = memchr(b'<', rest.as_bytes()).unwrap_or(rest.len());
            if end > 0 {
                self.text(&rest[..end])?;
                self.at += end;
                continue;
            }
            self.at += 1;
            match self.markup.as_bytes().get(self.at)? {
                b'/' => {
                    self.at += 1;
                    self.end_tag()?;
                }
                b'a'..=b'z' => self.start_tag()?,
                _ => return None,
            }
        }
        self.open.is_empty().then_some(())
    }

    fn text(&mut self, text: &'a str) -> Option<()> {
        // What the parser or the second wall takes out or turns into something else.
        let odd = |byte: u8| matches!(byte, 0..=8 | 0x0b | 0x0e..=0x1f | 0x7f | 0xef);
        // Many bytes to the step, which none of them may end.
        let any_odd = |some: &[u8]| some.iter().fold(false, |any, byte| any | odd(*byte));
        if text.as_bytes().chunks(256).any(any_odd)
            && text
                .chars()
                .any(|c| c == '\u{feff}' || c.is_control() && !is_white(c))
        {
            return None;
        }
        let mut rest = text;
        while let Some(at) = memchr(b'&', rest.as_bytes()) {
            self.plain(&rest[..at]);
            let (character, length) = reference(&rest[at..])?;
            let mut utf8 = [0; 4];
            self.plain(character.encode_utf8(&mut utf8));
            rest = &rest[at + length..];
        }
        self.plain(rest);
        Some(())
    }

    fn plain(&mut self, text: &str) {
        if !is_blank_text(text) {
            self.fill();
        }
        self.writer.collapsed(text);
    }

    fn fill(&mut self) {
        self.breaks = 0;
        if let Some(top) = self.open.last_mut() {
            top.filled = true;
        }
    }

    fn start_tag(&mut self) -> Option<()> {
        let name = self.name();
        if matches!(name, "script" | "style") {
            return self.skip(name);
        }
        self.tags += 1;
        if self.tags > CROWD {
            return None;
        }
        if name == "iframe" {
            let attributes = self.attributes(false, true)?;
            return self.frame(Attributes::of(attributes));
        }
        let element = policy::shown(name)?;
        let attributes = self.attributes(element.is_void(), name == "img")?;
        self.fits(element)?;
        match name {
            "img" => return self.image(Attributes::of(attributes)),
            "br" => {
                if self.breaks < BREAKS {
                    self.breaks += 1;
                    self.writer.line();
                }
                return Some(());
            }
            "hr" => {
                self.writer.line();
                self.fill();
                return Some(());
            }
            _ => {}
        }
        let before = (self.writer.mark(), self.breaks);
        self.writer.edge(element.kind);
        if !in_line(element.kind) {
            self.breaks = 0;
        }
        self.open.push(Open {
            element,
            before,
            filled: false,
            place: attributes.contains("id=") || attributes.contains("name="),
        });
        Some(())
    }

    /// What stands between `<script` and its end is nobody's text.
    fn skip(&mut self, name: &str) -> Option<()> {
        self.attributes(false, false)?;
        let inside = &self.markup[self.at..];
        let mut end = 0;
        // Other end tags are text here (13.2.5.15), as of a paragraph that the script writes.
        let after = loop {
            end += inside[end..].find("</")? + "</".len();
            let tag = &inside[end..];
            if let Some(after) = tag.strip_prefix(name).and_then(|tag| tag.strip_prefix('>')) {
                break after;
            }
            // A parser would end it here, or not: by what follows the name.
            let begins = tag.as_bytes().get(..name.len());
            if begins.is_some_and(|begins| begins.eq_ignore_ascii_case(name.as_bytes())) {
                return None;
            }
        };
        let inside = &inside[..end];
        // A comment in a script may hold its end tag.
        if inside.contains("<!") || inside.contains('\0') {
            return None;
        }
        self.at = self.markup.len() - after.len();
        Some(())
    }

    fn end_tag(&mut self) -> Option<()> {
        let name = self.name();
        if self.markup.as_bytes().get(self.at) != Some(&b'>') {
            return None;
        }
        self.at += 1;
        let open = self.open.pop_if(|open| open.element.name == name)?;
        if open.element.kind == Kind::Paragraph && !open.filled {
            // With a place in it, it stays.
            if open.place {
                return None;
            }
            self.writer.back(open.before.0);
            self.breaks = open.before.1;
            return Some(());
        }
        self.writer.edge(open.element.kind);
        if !in_line(open.element.kind) {
            self.breaks = 0;
        }
        if let Some(parent) = self.open.last_mut() {
            parent.filled |= open.filled;
            parent.place |= open.place;
        }
        Some(())
    }

    fn name(&mut self) -> &'a str {
        let rest = &self.markup[self.at..];
        let end = rest
            .bytes()
            .position(|byte| !(byte.is_ascii_lowercase() || byte.is_ascii_digit()))
            .unwrap_or(rest.len());
        self.at += end;
        &rest[..end]
    }

    /// The attributes as they stand, and on to after the tag. A picture's must be of the form that
    /// [`Attributes`] reads.
    fn attributes(&mut self, void: bool, strict: bool) -> Option<&'a str> {
        let bytes = self.markup.as_bytes();
        let from = self.at;
        loop {
            let before = self.at;
            while bytes.get(self.at)?.is_ascii_whitespace() {
                self.at += 1;
            }
            let end = self.at;
            match bytes[self.at] {
                b'>' => {
                    self.at += 1;
                    return Some(&self.markup[from..end]);
                }
                _ if strict && !bytes[before..end].iter().all(|byte| *byte == b' ') => return None,
                b'/' if void && bytes.get(self.at + 1) == Some(&b'>') => {
                    self.at += 2;
                    return Some(&self.markup[from..end]);
                }
                _ if before == self.at => return None,
                _ => {}
            }
            while matches!(bytes.get(self.at)?, b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b':') {
                self.at += 1;
            }
            let quote = *bytes.get(self.at + 1)?;
            let quoted = quote == b'"' || quote == b'\'' && !strict;
            if end == self.at || bytes[self.at] != b'=' || !quoted {
                return None;
            }
            let value = self.at + 2;
            let length = bytes[value..].iter().position(|byte| *byte == quote)?;
            if strict && !is_plain_value(&self.markup[value..value + length]) {
                return None;
            }
            self.at = value + length + 1;
        }
    }

    /// Nothing where the element ends something else, or is moved, by standing here.
    fn fits(&self, element: &Element) -> Option<()> {
        use Kind::*;
        let top = self.open.last().map(|open| open.element);
        let within = |kinds: &[Kind]| self.open.iter().any(|open| kinds.contains(&open.element.kind));
        let fits = match element.name {
            "li" => top.is_some_and(|top| matches!(top.name, "ul" | "ol")),
            // Rules of their own, in a parser or in a text.
            "pre" | "dt" | "dd" | "dl" | "details" | "summary" | "ruby" | "rt" | "rp" | "wbr" => false,
            _ => match element.kind {
                Anchor => !within(&[Anchor]),
                Heading => !within(&[Heading, Paragraph]),
                Block | Paragraph | Rule => !within(&[Paragraph]),
                Inline | Void => true,
                _ => false,
            },
        };
        (fits && self.open.len() < DEEPEST).then_some(())
    }

    fn image(&mut self, attributes: Attributes<'_>) -> Option<()> {
        if !is_plain_address(attributes) {
            return None;
        }
        let Some(found) = pictures::find(attributes, None, self.base) else {
            return Some(());
        };
        self.fill();
        if let (None, Picture::Remote(_, address)) = (&self.picture, found.picture) {
            self.picture = Some(address);
        }
        Some(())
    }

    /// In a frame's place stands a link to it, in a paragraph of its own.
    fn frame(&mut self, attributes: Attributes<'_>) -> Option<()> {
        let after = self.markup[self.at..].strip_prefix("</iframe>")?;
        self.at = self.markup.len() - after.len();
        let within = |kind: Kind| self.open.iter().any(|open| open.element.kind == kind);
        if !is_plain_address(attributes) || within(Kind::Anchor) {
            return None;
        }
        let address = ["data-src", "data-lazy-src", "src"]
            .iter()
            .find_map(|name| embeds::address(&attributes.get(name)?, self.base));
        let Some(address) = address else {
            return Some(());
        };
        let around = if within(Kind::Paragraph) {
            Kind::Inline
        } else {
            Kind::Paragraph
        };
        let label = embeds::label(attributes.get("title").as_deref(), &address);
        self.writer.edge(around);
        self.plain(&label);
        self.writer.edge(around);
        (!label.contains('\u{feff}')).then_some(())
    }
}

/// Stands in a line of text and does not begin another.
fn in_line(kind: Kind) -> bool {
    matches!(kind, Kind::Inline | Kind::Anchor | Kind::RubyText)
}

fn is_white(c: char) -> bool {
    c.is_ascii_whitespace()
}

/// An address that the first wall leaves alone.
fn is_plain_address(attributes: Attributes<'_>) -> bool {
    attributes.get("src").is_none_or(|src| {
        addresses::is_plainly_web(&src)
            || match Url::parse(&src) {
                Ok(url) => matches!(url.scheme(), "http" | "https"),
                Err(ParseError::RelativeUrlWithoutBase) => true,
                Err(_) => false,
            }
    })
}

/// A value that means the same with every entity resolved as with the five of our own serialisation.
fn is_plain_value(value: &str) -> bool {
    const OWN: [&str; 5] = ["&amp;", "&lt;", "&gt;", "&quot;", "&nbsp;"];
    if value
        .bytes()
        .any(|byte| matches!(byte, b'<' | b'>' | 0..=0x1f | 0x7f))
    {
        return false;
    }
    let mut rest = value;
    while let Some(at) = memchr(b'&', rest.as_bytes()) {
        rest = &rest[at..];
        let after = rest[1..].trim_start_matches(|c: char| c.is_ascii_alphanumeric());
        // `&name=` in an address is no entity (WHATWG HTML, 13.2.5.73).
        let literal = after.starts_with('=') || after.len() == rest.len() - 1 && !after.starts_with('#');
        if !literal && !OWN.iter().any(|entity| rest.starts_with(entity)) {
            return false;
        }
        rest = &rest[1..];
    }
    true
}

/// The character that stands for what `rest` begins with, and the reference's length; a bare ampersand is itself.
fn reference(rest: &str) -> Option<(char, usize)> {
    const NAMED: [(&str, char); 24] = [
        ("&amp;", '&'),
        ("&lt;", '<'),
        ("&gt;", '>'),
        ("&quot;", '"'),
        ("&nbsp;", '\u{a0}'),
        ("&apos;", '\''),
        ("&mdash;", '—'),
        ("&ndash;", '–'),
        ("&hellip;", '…'),
        ("&laquo;", '«'),
        ("&raquo;", '»'),
        ("&lsquo;", '‘'),
        ("&rsquo;", '’'),
        ("&ldquo;", '“'),
        ("&rdquo;", '”'),
        ("&bdquo;", '„'),
        ("&sbquo;", '‚'),
        ("&bull;", '•'),
        ("&middot;", '·'),
        ("&copy;", '©'),
        ("&reg;", '®'),
        ("&deg;", '°'),
        ("&euro;", '€'),
        ("&times;", '×'),
    ];
    if let Some((name, character)) = NAMED.iter().find(|(name, _)| rest.starts_with(name)) {
        return Some((*character, name.len()));
    }
    let after = rest.as_bytes().get(1);
    let Some(number) = rest.strip_prefix("&#") else {
        let bare = after.is_none_or(|byte| !byte.is_ascii_alphanumeric());
        return bare.then_some(('&', 1));
    };
    let (digits, _) = number.split_at(number.bytes().take(9).position(|byte| byte == b';')?);
    let code = match digits.strip_prefix(['x', 'X']) {
        Some(hexadecimal) if hexadecimal.bytes().all(|byte| byte.is_ascii_hexdigit()) => {
            u32::from_str_radix(hexadecimal, 16).ok()?
        }
        _ if digits.bytes().all(|byte| byte.is_ascii_digit()) => digits.parse().ok()?,
        _ => return None,
    };
    let character = char::from_u32(code)?;
    let plain = !character.is_control() && character != '\u{feff}';
    // Numbers that name no character are replaced or dropped by a parser's own table.
    let noncharacter = (0xfdd0..=0xfdef).contains(&code) || code & 0xfffe == 0xfffe;
    (plain && !noncharacter).then_some((character, digits.len() + 3))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(markup: &str) -> Option<String> {
        gist(markup, None).map(|gist| gist.text)
    }

    #[test]
    fn articles_as_feeds_carry_them_are_tame() {
        let article = "<p><strong>Rain &amp; wind.</strong> It&#8217;s &laquo;late&raquo;.</p>\n<script \
            type=\"text/javascript\">f(\"<p>x</p>\");</script><figure><img src=\"https://a.example/p.jpg?a=1&b=2\" alt=\"A\" \
            width=\"64\" /><figcaption>Rain</figcaption></figure><ul>\n<li>One</li>\n<li>Two <a href='/x'>more</a>\
            </li></ul><p>&nbsp;</p><h2 id=\"end\">End</h2><hr/>x<br><br/>y";
        let gist = gist(article, None).unwrap();
        assert_eq!(
            gist.text,
            "Rain & wind. It’s «late».\nRain\nOne\nTwo more\nEnd\nx\ny"
        );
        assert_eq!(gist.picture.as_deref(), Some("https://a.example/p.jpg?a=1&b=2"));
    }

    #[test]
    fn what_a_parser_would_rearrange_is_left_to_it() {
        for wild in [
            "<p>a<p>b</p></p>",
            "<p>a",
            "</p>",
            "<b><i>a</b></i>",
            "<p><div>a</div></p>",
            "<a href=\"x\"><a href=\"y\">z</a></a>",
            "<li>a</li>",
            "<P>a</P>",
            "<table><tr><td>a</td></tr></table>",
            "<pre>a</pre>",
            "<a href=x>y</a>",
            "<p class>y</p>",
            "<p/>y",
            "<x>y</x>",
            "a<!-- b -->c",
            "&copy2024",
            "&#0;",
            "&#x85;",
            "\0",
            "a\u{feff}",
            "<script>\"<!--\"</script>",
            "<p><a id=\"x\"></a></p>",
            "a < b",
        ] {
            assert_eq!(of(wild), None, "{wild}");
        }
    }
}
