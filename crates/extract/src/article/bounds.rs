//! Pages beyond these cost more than any article is worth.

/// What stands beyond is not read, in bytes.
pub(crate) const LONGEST: usize = 16 << 20;
/// Elements that must be closed, open at the same time. Articles stay below 100.
const DEEPEST: usize = 1_000;
/// Tags.
const MOST_TAGS: usize = 400_000;

/// Elements that nest as deep as a page says, for no other tag closes them.
const NESTING: &[&str] = &[
    "a",
    "article",
    "aside",
    "b",
    "big",
    "blockquote",
    "center",
    "cite",
    "code",
    "del",
    "details",
    "div",
    "dl",
    "em",
    "fieldset",
    "figure",
    "font",
    "footer",
    "form",
    "header",
    "i",
    "ins",
    "main",
    "nav",
    "ol",
    "q",
    "s",
    "section",
    "small",
    "span",
    "strong",
    "sub",
    "sup",
    "svg",
    "table",
    "tt",
    "u",
    "ul",
];

/// The page as far as it is read; `None` where reading it would take time or stack without bound.
pub(crate) fn within(html: &str) -> Option<&str> {
    let mut end = html.len().min(LONGEST);
    while !html.is_char_boundary(end) {
        end -= 1;
    }
    let html = &html[..end];
    let (mut depth, mut tags) = (0_usize, 0_usize);
    for piece in html.split('<').skip(1) {
        let closes = piece.starts_with('/');
        let name = &piece[usize::from(closes)..];
        let length = name.bytes().take_while(u8::is_ascii_alphabetic).count();
        if length == 0 {
            continue;
        }
        tags += 1;
        let name = &name[..length];
        // A custom element nests as well.
        let nests = NESTING.iter().any(|known| known.eq_ignore_ascii_case(name))
            || piece.as_bytes().get(usize::from(closes) + length) == Some(&b'-');
        if closes && nests {
            depth = depth.saturating_sub(1);
        } else if nests {
            depth += 1;
        }
        if depth > DEEPEST || tags > MOST_TAGS {
            return None;
        }
    }
    Some(html)
}
