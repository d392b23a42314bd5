//! Before the first pass: what must not reach a parser as it is.
//!
//! * Text without a tag or entity needs no parser.
//! * `<iframe>` and `<noscript>` are renamed: under their own names a parser takes their content for raw text.
//! * Crowds of tags (a hundred thousand open elements) would cost a tree builder the square of their number;
//!   they are first brought into order by the tokeniser alone, see [`crate::crowd`].

use std::borrow::Cow;

use crate::policy::{FRAME, NOSCRIPT};

/// Elements with rules of their own in a parser, and the names under which they are ordinary.
const RENAMED: [(&str, &str); 2] = [("iframe", FRAME), ("noscript", NOSCRIPT)];

/// So many start tags no tree builder is given without having them put in order: what a tree builder does for
/// one tag may cost as much as all the tags before it.
pub const CROWD: usize = 2000;

/// The longest tag of a frame, in bytes.
const LONGEST_TAG: usize = 4096;

/// What a look at the bytes tells.
pub struct Prepared<'a> {
    /// The markup, with names changed where they had to be.
    pub markup: Cow<'a, str>,
    /// True where there is nothing but text.
    pub plain: bool,
    /// True where there are more start tags than [`CROWD`].
    pub crowd: bool,
}

/// Looks at markup once.
pub fn prepare(markup: &str) -> Prepared<'_> {
    let bytes = markup.as_bytes();
    let mut out = String::new();
    let (mut copied, mut tags) = (0, 0);
    let mut plain = !bytes.contains(&b'&');
    let mut from = 0;
    while let Some(found) = markup[from..].find('<') {
        let at = from + found;
        from = at + 1;
        plain = false;
        let end_tag = bytes.get(from) == Some(&b'/');
        let name_at = from + usize::from(end_tag);
        if !bytes.get(name_at).is_some_and(u8::is_ascii_alphabetic) {
            continue;
        }
        tags += usize::from(!end_tag);
        for (old, new) in RENAMED {
            let after = name_at + old.len();
            let named = bytes
                .get(name_at..after)
                .is_some_and(|name| name.eq_ignore_ascii_case(old.as_bytes()))
                && bytes
                    .get(after)
                    .is_none_or(|b| matches!(b, b'\t' | b'\n' | b'\x0c' | b'\r' | b' ' | b'/' | b'>'));
            if !named {
                continue;
            }
            out.push_str(&markup[copied..name_at]);
            out.push_str(new);
            copied = after;
            // XML closes a frame in its start tag; HTML would take the rest of the article for its content.
            if !end_tag
                && let Some(end) = tag_end(bytes, after, LONGEST_TAG)
                && bytes[end - 1] == b'/'
                && end > after
            {
                out.push_str(&markup[copied..=end]);
                out.push_str("</");
                out.push_str(new);
                out.push('>');
                copied = end + 1;
                from = copied;
            }
            break;
        }
    }
    let markup = if copied == 0 {
        Cow::Borrowed(markup)
    } else {
        out.push_str(&markup[copied..]);
        Cow::Owned(out)
    };
    Prepared {
        markup,
        plain,
        crowd: tags > CROWD,
    }
}

/// Where the tag ends whose name ended at `from`, if that is no more than `most` bytes away.
pub fn tag_end(bytes: &[u8], from: usize, most: usize) -> Option<usize> {
    let mut quote = None;
    for (at, &byte) in bytes.iter().enumerate().skip(from).take(most) {
        match quote {
            Some(open) if byte == open => quote = None,
            Some(_) => {}
            None if byte == b'>' => return Some(at),
            None if byte == b'"' || byte == b'\'' => quote = Some(byte),
            None => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn renames_raw_text_elements() {
        let markup = |text| prepare(text).markup.into_owned();
        assert_eq!(
            markup("<IFRAME src=x>a</iframe >b"),
            "<kz-frame src=x>a</kz-frame >b"
        );
        assert_eq!(
            markup("<iframe src='a>b'/>after"),
            "<kz-frame src='a>b'/></kz-frame>after"
        );
        assert_eq!(markup("<iframes><noscript>"), "<iframes><kz-noscript>");
        assert_eq!(markup("<iframe"), "<kz-frame");
        assert_eq!(markup("é<iframe/>é"), "é<kz-frame/></kz-frame>é");
    }

    #[test]
    fn knows_text_and_crowds() {
        assert!(prepare("only > text").plain);
        assert!(!prepare("a &amp; b").plain && !prepare("a < b").plain);
        assert!(prepare(&"<b>".repeat(CROWD + 1)).crowd && !prepare(&"</b>".repeat(CROWD + 1)).crowd);
    }
}
