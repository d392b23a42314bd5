//! Text: references resolved, tags out, white space as a person would type it.

mod entities;
mod mojibake;
mod plain;

pub(crate) use entities::{Entities, character, resolve};
pub(crate) use mojibake::unmangle;
pub(crate) use plain::{collapse, has_markup, plain};

/// Text → markup that shows it.
pub(crate) fn escape_into(text: &str, out: &mut String) {
    let mut rest = text;
    while let Some(at) = rest.find(['<', '>', '&']) {
        out.push_str(&rest[..at]);
        out.push_str(match rest.as_bytes()[at] {
            b'<' => "&lt;",
            b'>' => "&gt;",
            _ => "&amp;",
        });
        rest = &rest[at + 1..];
    }
    out.push_str(rest);
}

/// Plain text → HTML: its lines stay lines.
pub(crate) fn to_html(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    for (n, line) in text.trim().lines().enumerate() {
        if n > 0 {
            out.push_str("<br>\n");
        }
        escape_into(line, &mut out);
    }
    out
}

/// Markup whose `<!` is no declaration, as in `<!' said the reader`, would vanish as a comment: it is text. CDATA
/// sections, which HTML does not know, are opened.
pub(crate) fn mend(html: std::borrow::Cow<'_, str>) -> String {
    if memchr::memmem::find(html.as_bytes(), b"<!").is_none() {
        return html.into_owned();
    }
    let mut out = String::with_capacity(html.len() + 8);
    let mut rest = html.as_ref();
    // A document type ends somewhere, or is none.
    let ends = memchr::memrchr(b'>', html.as_bytes()).map_or(0, |last| html.len() - last);
    while let Some(at) = memchr::memmem::find(rest.as_bytes(), b"<!") {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let after = &rest[2..];
        if after.starts_with("--") {
            out.push_str("<!");
        } else if let Some(data) = after.strip_prefix("[CDATA[") {
            rest = data;
            continue;
        } else if after.len() > 7
            && after.as_bytes()[..7].eq_ignore_ascii_case(b"doctype")
            && after.len() >= ends
            && ends > 0
        {
            out.push_str("<!");
        } else {
            out.push_str("&lt;!");
        }
        rest = after;
    }
    out.push_str(rest);
    if html.contains("<![CDATA[") {
        // What writes such sections into each other escapes the inner end.
        out = out.replace("]]&gt;", "").replace("]]>", "");
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_text_becomes_html_that_shows_it() {
        assert_eq!(
            mend("<!' a <![CDATA[<b>]]><!-- c --><!DOCTYPE".into()),
            "&lt;!' a <b><!-- c -->&lt;!DOCTYPE"
        );
        assert_eq!(to_html(" a <b> & c\nd "), "a &lt;b&gt; &amp; c<br>\nd");
    }
}
