use std::borrow::Cow;

use super::{Element, Reader, is_void, names};
use crate::{
    address::{self, Base},
    text::{escape_into, resolve, unmangle},
    tokens::{Tag, Token},
};

/// How the markup within an element is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Nested {
    /// As XHTML: text beside it is text.
    Inline,
    /// By a slip: it was to be escaped, as the text beside it is.
    Naked,
}

/// What an element holds.
pub(crate) struct Inner<'a> {
    /// Its text, references resolved; where there are elements in it, markup.
    pub value: Cow<'a, str>,
    /// There were elements in it.
    pub nested: bool,
}

impl<'a> Reader<'a> {
    /// Reads `element` to its end.
    pub fn inner(&mut self, element: &Element<'a>, nested: Nested) -> Inner<'a> {
        let mut inner = Inner {
            value: Cow::Borrowed(""),
            nested: false,
        };
        if element.empty || self.open.len() < element.depth {
            return inner;
        }
        // What is open in it, with the base where it is not the element's.
        let mut within: Vec<(&'a str, Base)> = Vec::new();
        while let Some(token) = self.token() {
            match token {
                Token::Text(text)
                    if inner.nested && nested == Nested::Inline && self.entities().is_empty() =>
                {
                    inner.value.to_mut().push_str(text);
                }
                Token::Text(text) => {
                    let text = resolve(text, self.entities());
                    inner.push(text, nested);
                }
                Token::CData(text) => inner.push(Cow::Borrowed(text), nested),
                Token::Start(tag) => {
                    if nested == Nested::Naked && within.is_empty() && names::ends_text(tag.name)
                        || within.len() >= super::DEEPEST && names::may_be_item(tag.name)
                    {
                        self.pending = Some(token);
                        break;
                    }
                    inner.begin_nested(nested);
                    let outer = within.last().and_then(|(_, base)| base.clone());
                    let (empty, base) = self.open_tag(tag, element, outer, inner.value.to_mut());
                    if !empty && within.len() < super::DEEPEST {
                        within.push((tag.name, base));
                    }
                }
                Token::End(name) => {
                    if let Some(at) = within.iter().rposition(|(open, _)| names::same(open, name)) {
                        for (open, _) in within.drain(at..).rev() {
                            close_tag(open, inner.value.to_mut());
                        }
                    } else if names::same(element.name, name) {
                        break;
                    } else if self.open.iter().any(|open| names::same(open.name, name)) {
                        self.pending = Some(token);
                        break;
                    }
                }
            }
        }
        for (open, _) in within.drain(..).rev() {
            close_tag(open, inner.value.to_mut());
        }
        self.close_to(element.depth - 1);
        if let Some(text) = unmangle(&inner.value) {
            inner.value = Cow::Owned(text);
        }
        inner
    }

    /// The text of `element`, whatever elements are in it.
    pub fn text(&mut self, element: &Element<'a>) -> Cow<'a, str> {
        let inner = self.inner(element, Nested::Naked);
        if !inner.nested {
            return match inner.value {
                Cow::Borrowed(text) => Cow::Borrowed(text.trim()),
                Cow::Owned(text) => Cow::Owned(text.trim().to_owned()),
            };
        }
        Cow::Owned(crate::text::plain(&inner.value))
    }

    /// Writes the start tag as HTML. Addresses under an `xml:base` of its own are made absolute here, for nobody
    /// after this knows of it.
    fn open_tag(&self, tag: Tag<'a>, element: &Element<'a>, outer: Base, out: &mut String) -> (bool, Base) {
        let name = names::local(tag.name);
        out.push('<');
        out.push_str(name);
        let mut base = outer;
        if tag.attributes.0.contains("xml:base")
            && let Some(own) = tag.attributes.get("xml:base")
        {
            base = address::join(&own, if base.is_some() { &base } else { &element.base }).or(base);
        }
        if base.is_some() {
            for (name, value) in tag.attributes.iter() {
                let value = resolve(value, self.entities());
                let value = match name {
                    "href" | "src" => address::absolute(&value, &base).unwrap_or_default().into(),
                    _ => value,
                };
                out.push(' ');
                out.push_str(name);
                out.push_str("=\"");
                out.push_str(&value.replace('&', "&amp;").replace('"', "&quot;"));
                out.push('"');
            }
        } else {
            out.push_str(tag.attributes.0.trim_end());
        }
        out.push('>');
        if tag.empty && !is_void(name) {
            close_tag(name, out);
        }
        (tag.empty || is_void(name), base)
    }
}

impl<'a> Inner<'a> {
    fn push(&mut self, text: Cow<'a, str>, nested: Nested) {
        if self.nested && nested == Nested::Inline {
            escape_into(&text, self.value.to_mut());
        } else if self.value.is_empty() {
            self.value = text;
        } else {
            self.value.to_mut().push_str(&text);
        }
    }

    /// What was text so far becomes markup.
    fn begin_nested(&mut self, nested: Nested) {
        if !self.nested && nested == Nested::Inline && !self.value.is_empty() {
            let mut escaped = String::with_capacity(self.value.len());
            escape_into(&self.value, &mut escaped);
            self.value = Cow::Owned(escaped);
        }
        self.nested = true;
    }
}

fn close_tag(name: &str, out: &mut String) {
    out.push_str("</");
    out.push_str(names::local(name));
    out.push('>');
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, nested: Nested) -> (String, bool) {
        let mut reader = Reader::new(text, Some("http://example.org/"));
        let element = reader.any().unwrap();
        let inner = reader.inner(&element, nested);
        (inner.value.into_owned(), inner.nested)
    }

    #[test]
    fn text_and_cdata_join() {
        let (value, nested) = read("<a>1 &lt; <![CDATA[<b>&amp;]]> &eacute;</a>", Nested::Naked);
        assert_eq!((value.as_str(), nested), ("1 < <b>&amp; é", false));
    }

    #[test]
    fn inline_markup_keeps_text_text() {
        let text = "<a>1 &lt; 2 <h:b x='&quot;'>b &amp; c<br/><p/></h:b> &gt;</a>";
        let (value, nested) = read(text, Nested::Inline);
        assert_eq!(value, "1 &lt; 2 <b x='&quot;'>b &amp; c<br><p></p></b> &gt;");
        assert!(nested);
    }

    #[test]
    fn naked_markup_joins_escaped_markup() {
        assert_eq!(
            read("<a>&lt;i>x&lt;/i><b>y</a>", Nested::Naked).0,
            "<i>x</i><b>y</b>"
        );
    }

    #[test]
    fn addresses_under_a_base_within() {
        let text = "<a><div xml:base='x/'><a href='y?a&amp;b'>c</a></div><a href='z'>d</a></a>";
        let (value, _) = read(text, Nested::Inline);
        assert!(
            value.contains("href=\"http://example.org/x/y?a&amp;b\""),
            "{value}"
        );
        assert!(
            value.contains("href='z'"),
            "what is under the element's own base stays: {value}"
        );
        let (value, _) = read("<a><img xml:base='x/' src='y?a&amp;b'/></a>", Nested::Inline);
        assert!(
            value.contains("src=\"http://example.org/x/y?a&amp;b\""),
            "{value}"
        );
    }

    #[test]
    fn an_unclosed_field_ends_before_the_next() {
        let mut reader = Reader::new("<rss><item><title>One<link>two</link></item></rss>", None);
        let rss = reader.any().unwrap();
        let item = reader.child(&rss).unwrap();
        let title = reader.child(&item).unwrap();
        assert_eq!(reader.text(&title), "One");
        let link = reader.child(&item).unwrap();
        assert_eq!(reader.text(&link), "two");
    }
}
