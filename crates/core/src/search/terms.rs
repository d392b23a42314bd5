//! What an article is found by: its words as keys.

use kazpost_language::{Tongue, keys, push_hashed_keys, push_keys};
use kazpost_store::Terms;

use crate::excerpt;
use crate::stories::Trace;

/// What an article says, as text.
pub(crate) struct Words<'a> {
    pub(crate) language: &'a str,
    pub(crate) title: &'a str,
    pub(crate) teaser: Option<&'a str>,
    pub(crate) author: &'a str,
    pub(crate) tags: &'a [String],
    pub(crate) notes: &'a [String],
    pub(crate) text: &'a str,
}

/// A teaser that merely is how the body begins would count its words twice.
pub(crate) fn of(words: &Words<'_>) -> Terms {
    let tongue = Tongue::of(words.language);
    let hashed = |text: &str| {
        let mut keys = String::with_capacity(text.len() + text.len() / 8);
        let mut hashes = Vec::with_capacity(text.len() / 6);
        push_hashed_keys(text, tongue, &mut keys, |hash| hashes.push(hash));
        (keys, hashes)
    };
    let listed = |texts: &[String]| {
        let mut all = String::new();
        texts.iter().for_each(|text| push_keys(text, tongue, &mut all));
        all
    };
    let teaser = words.teaser.filter(|teaser| !excerpt::begins(words.text, teaser));
    let title = hashed(words.title).0;
    let (standfirst, of_standfirst) = hashed(teaser.unwrap_or_default());
    let (body, of_body) = hashed(words.text);
    let text = if body.is_empty() { of_standfirst } else { of_body };
    Terms {
        sketch: Trace::of_keys(words.language, &title, text).bytes(),
        title,
        standfirst,
        author: keys(words.author, tongue),
        tags: listed(words.tags),
        notes: listed(words.notes),
        body,
    }
}
