use std::borrow::Cow;

use crate::{
    base64,
    reader::{Element, Nested, Reader},
    text,
};

/// What a text construct holds (RFC 4287, 3.1), also by the media types of Atom 0.3.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Text,
    Html,
    Xhtml,
    /// Content that does not say what it is: HTML where tags of it are in it. By the letter it were text.
    Unsaid,
    /// Another media type, in base 64.
    Binary,
}

/// A text construct as read.
pub(crate) enum Construct {
    Text(String),
    Html(String),
}

impl Construct {
    /// For a field of text. References that were escaped twice are resolved, as readers do.
    pub fn into_text(self) -> String {
        match self {
            Construct::Text(text) => text::collapse(&text::resolve(&text, &text::Entities::default())),
            Construct::Html(html) => text::plain(&html),
        }
    }

    /// For a field of markup.
    pub fn into_html(self) -> String {
        match self {
            Construct::Text(text) => text::to_html(&text),
            Construct::Html(html) => html,
        }
    }
}

/// Reads a text construct or content. `None` where it is no text.
pub(crate) fn construct<'a>(
    reader: &mut Reader<'a>,
    element: &Element<'a>,
    default: Kind,
) -> Option<Construct> {
    let kind = element.attr("type").map_or(default, |said| kind(&said, default));
    let mode = element.attr("mode");
    let inline = kind == Kind::Xhtml || mode.as_deref() == Some("xml");
    let inner = reader.inner(element, if inline { Nested::Inline } else { Nested::Naked });
    if (kind == Kind::Binary || mode.as_deref() == Some("base64")) && !inner.nested {
        return match base64::text(&inner.value) {
            Some(text) if kind == Kind::Text => Some(Construct::Text(text)),
            Some(text) => Some(Construct::Html(text)),
            None if kind == Kind::Binary => None,
            None => Some(Construct::Text(inner.value.into_owned())),
        };
    }
    let is_text = match kind {
        Kind::Text => !inner.nested,
        // Text in XHTML is text; but some escape their markup there.
        Kind::Xhtml | Kind::Unsaid => !inner.nested && !text::has_markup(&inner.value),
        Kind::Html | Kind::Binary => false,
    };
    Some(if is_text {
        Construct::Text(inner.value.into_owned())
    } else {
        Construct::Html(text::mend(trimmed(inner.value)))
    })
}

fn trimmed(text: Cow<'_, str>) -> Cow<'_, str> {
    match text {
        Cow::Borrowed(text) => Cow::Borrowed(text.trim()),
        Cow::Owned(text) if text.trim().len() == text.len() => Cow::Owned(text),
        Cow::Owned(text) => Cow::Owned(text.trim().to_owned()),
    }
}

fn kind(said: &str, default: Kind) -> Kind {
    let lower = said.to_ascii_lowercase();
    match lower.split(';').next().unwrap_or_default().trim() {
        "" => default,
        "text" | "text/plain" | "plain" => Kind::Text,
        "html" | "text/html" | "escaped" => Kind::Html,
        "xhtml" | "application/xhtml+xml" | "xml" => Kind::Xhtml,
        other if other.ends_with("/xml") || other.ends_with("+xml") => Kind::Xhtml,
        other if other.starts_with("text/") => Kind::Text,
        other if other.contains('/') => Kind::Binary,
        _ => default,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<Construct> {
        let mut reader = Reader::new(text, None);
        let element = reader.any().unwrap();
        construct(&mut reader, &element, Kind::Text)
    }

    fn text(document: &str) -> String {
        read(document).unwrap().into_text()
    }

    fn html(document: &str) -> String {
        read(document).unwrap().into_html()
    }

    #[test]
    fn text_is_text() {
        assert_eq!(text("<t>the &lt;blink> tag</t>"), "the <blink> tag");
        assert_eq!(html("<t type='text'>the &lt;b> tag</t>"), "the &lt;b&gt; tag");
        assert_eq!(text("<t>AT&amp;amp;T</t>"), "AT&T");
        assert_eq!(text("<t>a <b>naked</b> one</t>"), "a naked one");
    }

    #[test]
    fn html_and_xhtml() {
        assert_eq!(html("<t type='html'> &lt;b>x&lt;/b> </t>"), "<b>x</b>");
        assert_eq!(
            html("<t type='xhtml'><div>1 &lt; 2</div></t>"),
            "<div>1 &lt; 2</div>"
        );
        assert_eq!(html("<t type='xhtml'>1 &lt; 2</t>"), "1 &lt; 2");
        assert_eq!(
            html("<t type='text/html' mode='escaped'>&lt;i>x&lt;/i></t>"),
            "<i>x</i>"
        );
    }

    #[test]
    fn base_64() {
        assert_eq!(
            html("<t type='application/octet-stream'>PGI+eDwvYj4=</t>"),
            "<b>x</b>"
        );
        assert_eq!(
            html("<t type='text/plain' mode='base64'>PGI+eDwvYj4=</t>"),
            "&lt;b&gt;x&lt;/b&gt;"
        );
        assert!(read("<t type='image/png'>////</t>").is_none());
    }
}
