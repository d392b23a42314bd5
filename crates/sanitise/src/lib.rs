//! The one door for HTML: [`RawHtml`] → [`SafeHtml`], whose only maker is here. Pure: no clock, no disk, no
//! network, no state.
//!
//! Two walls stand behind each other. `ammonia` parses the fragment as a browser does and lets through what is
//! on the list (`policy.rs`); then the result is written out again by rules that make it a fixed point: read by
//! any parser it gives the same tree, and `clean(clean(x)) == clean(x)`.
//!
//! What it does not know: how articles look, where pictures are kept, what is worth reading.

mod addresses;
mod crowd;
mod elements;
mod embeds;
mod footnote;
mod formula;
mod hyphens;
mod lead;
mod markdown;
mod markup;
mod nest;
mod pictures;
mod policy;
mod prepare;
mod rewrite;
mod tame;
mod text;
mod xhtml;

use std::borrow::Cow;
use std::ops::Range;

use kazpost_model::RawHtml;
use url::Url;

pub use crate::addresses::is_plainly_web;
pub use crate::xhtml::escape as escape_xml;

use crate::markup::{Piece, Pieces};
use crate::rewrite::{Setting, rewrite};
pub use crate::tame::Gist;

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

    /// The text, entities resolved: blocks and list items on lines of their own, the cells of a row apart by tabs,
    /// `pre` as it stands. Pictures and soft hyphens leave nothing.
    pub fn text(&self) -> String {
        text::text(&self.0)
    }

    /// As [`SafeHtml::text`], with the soft hyphens that its author put there: the markup's text, letter by letter.
    pub fn text_as_written(&self) -> String {
        text::as_written(&self.0)
    }

    /// The absolute http(s) addresses of its pictures, in document order. After [`clean_for_window`] there are
    /// none such.
    pub fn pictures(&self) -> Vec<String> {
        Pieces::of(&self.0)
            .filter_map(|piece| match piece {
                Piece::Open("img", attributes) => attributes.get("src"),
                _ => None,
            })
            .filter(|src| src.starts_with("http://") || src.starts_with("https://"))
            .map(Cow::into_owned)
            .collect()
    }

    /// As XHTML of few elements that any schema of it takes; pictures keep the addresses they have here.
    pub fn xhtml(&self) -> String {
        xhtml::xhtml(&self.0)
    }

    /// As Markdown; pictures keep the addresses they have here.
    pub fn markdown(&self) -> String {
        markdown::markdown(&self.0)
    }

    /// Takes off the line about the author at the end, where there is one.
    ///
    /// A structural rule that would rather miss a footnote than take body text for one: the last element, short
    /// and shorter than the rest, is a `<footer>`; or a paragraph wholly in `<em>`, `<i>` or `<small>` that
    /// follows an `<hr>` or says in English, Russian or Kazakh who wrote.
    pub fn split_footnote(self) -> (SafeHtml, Option<SafeHtml>) {
        match footnote::find(&self.0) {
            Some((cut, note)) => {
                let note = SafeHtml(self.0[note].to_owned());
                (self.without(cut), Some(note))
            }
            None => (self, None),
        }
    }

    /// Without its first picture, where that stands before any text and is the one at `src`, which is shown
    /// above the article already: the same address, or one that differs in scheme or in the size in its name.
    /// Its figure goes with it.
    ///
    /// To be asked before or of the same addresses as [`clean_for_window`] wrote: it compares what stands there.
    pub fn without_leading_picture(self, src: &str) -> SafeHtml {
        match lead::find(&self.0, src) {
            Some(cut) => self.without(cut),
            None => self,
        }
    }

    /// With soft hyphens in its running text, by the rules of its language (`ru`, `kk`; others stay as they are).
    /// For showing alone: [`SafeHtml::text`] leaves them out again.
    pub fn hyphenated(self, language: &str) -> SafeHtml {
        match hyphens::hyphenate(&self.0, language) {
            Some(markup) => SafeHtml(markup),
            None => self,
        }
    }

    /// Without whole elements: what is left of safe markup is safe.
    fn without(mut self, cut: Range<usize>) -> SafeHtml {
        self.0.replace_range(cut, "");
        self
    }
}

/// Cleans a fragment; relative addresses are resolved against `base` (`None`: left as they are).
pub fn clean(raw: &RawHtml, base: Option<&Url>) -> SafeHtml {
    cleaned(raw, Setting { base, pictures: None })
}

/// What [`clean`] would give as text and first picture. Markup that is no riddle to any parser is read as it
/// stands, which takes a tenth of the time; of any other this cleans.
pub fn gist(raw: &RawHtml, base: Option<&Url>) -> Gist {
    tame::gist(raw.untrusted(), base).unwrap_or_else(|| {
        let safe = clean(raw, base);
        Gist {
            text: safe.text(),
            picture: safe.pictures().into_iter().next(),
        }
    })
}

/// Where the window finds a picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placed {
    /// In the app's own scheme.
    pub address: String,
    /// Width and height in pixels, where they are known: they stand for what the markup says.
    pub size: Option<(u32, u32)>,
}

impl From<String> for Placed {
    fn from(address: String) -> Placed {
        Placed { address, size: None }
    }
}

/// As [`clean`], but each picture's address is replaced by `picture(address)`: the app's own scheme. Where it
/// answers `None`, the picture goes and its alternative text stays.
pub fn clean_for_window(
    raw: &RawHtml,
    base: Option<&Url>,
    picture: &dyn Fn(&Url) -> Option<Placed>,
) -> SafeHtml {
    cleaned(
        raw,
        Setting {
            base,
            pictures: Some(picture),
        },
    )
}

fn cleaned(raw: &RawHtml, setting: Setting<'_>) -> SafeHtml {
    let with_formulas = formula::named(raw.untrusted());
    let prepared = prepare::prepare(&with_formulas);
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
