use std::borrow::Cow;

use crate::text::{Entities, resolve};

/// The attributes of a tag, unread.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Attributes<'a>(pub &'a str);

impl<'a> Attributes<'a> {
    /// The value of the attribute so named, whatever the case, its references resolved and trimmed.
    pub fn get(self, name: &str) -> Option<Cow<'a, str>> {
        self.iter()
            .find(|(known, _)| known.eq_ignore_ascii_case(name))
            .map(|(_, value)| match resolve(value.trim(), &Entities::default()) {
                Cow::Borrowed(value) => Cow::Borrowed(value),
                Cow::Owned(value) => Cow::Owned(value.trim().to_owned()),
            })
    }

    /// Names with their prefix and values as they stand.
    pub fn iter(self) -> impl Iterator<Item = (&'a str, &'a str)> {
        Iter(self.0)
    }
}

struct Iter<'a>(&'a str);

impl<'a> Iterator for Iter<'a> {
    type Item = (&'a str, &'a str);

    fn next(&mut self) -> Option<Self::Item> {
        let text = self.0.trim_start_matches(|c: char| {
            c.is_ascii_whitespace() || matches!(c, '/' | '"' | '\'' | '=' | ',' | '?')
        });
        let end = text
            .bytes()
            .position(|b| b.is_ascii_whitespace() || b == b'=')
            .unwrap_or(text.len());
        if end == 0 {
            return None;
        }
        let (name, rest) = text.split_at(end);
        let Some(value) = rest.trim_start().strip_prefix('=') else {
            self.0 = rest;
            return Some((name, ""));
        };
        let value = value.trim_start();
        for quote in ['"', '\''] {
            let Some(value) = value.strip_prefix(quote) else {
                continue;
            };
            let (value, rest) = value.split_once(quote).unwrap_or((value, ""));
            self.0 = rest;
            return Some((name, value));
        }
        let end = value
            .bytes()
            .position(|b| b.is_ascii_whitespace())
            .unwrap_or(value.len());
        let (value, rest) = value.split_at(end);
        self.0 = rest;
        Some((name, value))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quoted_unquoted_bare_and_broken() {
        let attributes = Attributes(" HREF = 'a&amp;b' type=text/html checked rel=\"x y\" cut=\"of");
        assert_eq!(attributes.get("href").as_deref(), Some("a&b"));
        assert_eq!(attributes.get("type").as_deref(), Some("text/html"));
        assert_eq!(attributes.get("checked").as_deref(), Some(""));
        assert_eq!(attributes.get("rel").as_deref(), Some("x y"));
        assert_eq!(attributes.get("cut").as_deref(), Some("of"));
        assert_eq!(attributes.get("none"), None);
    }
}
