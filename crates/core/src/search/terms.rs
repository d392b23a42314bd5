//! What an article is found by: its words as keys.

use kazpost_language::{Tongue, push_keys};
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
    let keys = |text: &str| {
        let mut keys = String::with_capacity(text.len() + text.len() / 8);
        push_keys(text, tongue, &mut keys);
        keys
    };
    let listed = |texts: &[String]| {
        let mut all = String::new();
        texts.iter().for_each(|text| push_keys(text, tongue, &mut all));
        all
    };
    let teaser = words.teaser.filter(|teaser| !excerpt::begins(words.text, teaser));
    let mut terms = Terms {
        title: keys(words.title),
        standfirst: keys(teaser.unwrap_or_default()),
        author: keys(words.author),
        tags: listed(words.tags),
        notes: listed(words.notes),
        body: keys(words.text),
        sketch: Vec::new(),
    };
    terms.sketch = Trace::of_terms(words.language, &terms).bytes();
    terms
}
