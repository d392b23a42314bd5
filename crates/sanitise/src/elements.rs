//! Finding elements in our own serialisation, as ranges of bytes.

use std::ops::Range;

use crate::markup::{Piece, Pieces};
use crate::policy;

/// A child of a piece of markup.
pub struct Child<'a> {
    /// Its name; empty for text.
    pub name: &'a str,
    /// With its tags.
    pub outer: Range<usize>,
    /// Without them.
    pub inner: Range<usize>,
}

/// The children that stand in `markup[within]`; white space between them is left out.
pub fn children(markup: &str, within: Range<usize>) -> Vec<Child<'_>> {
    let part = &markup[within.clone()];
    let mut pieces = Pieces::of(part);
    let mut found: Vec<Child<'_>> = Vec::new();
    let mut depth = 0;
    loop {
        let at = within.start + pieces.at();
        let Some(piece) = pieces.next() else { return found };
        let after = within.start + pieces.at();
        match piece {
            Piece::Open(name, _) => {
                if depth == 0 {
                    found.push(Child {
                        name,
                        outer: at..after,
                        inner: after..after,
                    });
                }
                depth += usize::from(!is_void(name));
            }
            Piece::Close => {
                depth = depth.saturating_sub(1);
                if depth == 0
                    && let Some(child) = found.last_mut()
                {
                    child.outer.end = after;
                    child.inner.end = at;
                }
            }
            Piece::Text(text) => {
                if depth == 0 && !text.trim().is_empty() {
                    found.push(Child {
                        name: "",
                        outer: at..after,
                        inner: at..after,
                    });
                }
            }
        }
    }
}

/// True where an element of that name has no end tag.
pub fn is_void(name: &str) -> bool {
    policy::read(name).is_some_and(|element| element.is_void())
}
