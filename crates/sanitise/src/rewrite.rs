//! The second pass: what came through `ammonia` is written out again, element by element, with its own list of
//! attributes, addresses resolved, pictures found, frames turned into links.

mod attributes;
mod media;

use std::borrow::Cow;
use std::collections::HashSet;

use url::Url;

use crate::Placed;
use crate::addresses;
use crate::formula;
use crate::markup::{Attributes, Piece, Pieces};
use crate::nest::{Nest, Opened};
use crate::policy::{self, Element, FRAME, NOSCRIPT};

/// Gives a picture another address, or takes it out.
pub type PictureSource<'a> = &'a dyn Fn(&Url) -> Option<Placed>;

/// Where the article stands and who it is for.
#[derive(Clone, Copy)]
pub struct Setting<'a> {
    /// What relative addresses are relative to.
    pub base: Option<&'a Url>,
    /// For the window: where its pictures come from.
    pub pictures: Option<PictureSource<'a>>,
}

/// Writes the first pass's markup as it may be shown.
pub fn rewrite(markup: &str, setting: Setting<'_>) -> String {
    let mut first = Rewriter::new(setting, None, markup.len());
    first.run(markup);
    if setting.base.is_none() || first.wanted.is_subset(&first.ids) {
        return first.nest.finish();
    }
    // Some links go to places that are not in the article (comments, a menu): to the page, then.
    let mut second = Rewriter::new(setting, Some(&first.ids), markup.len());
    second.run(markup);
    second.nest.finish()
}

/// What an element that was opened in the source has become.
enum Source {
    /// Itself, or nothing.
    Written(Option<Opened>),
    /// `<noscript>`.
    Noscript,
    /// `<picture>`: what its sources offer, and whether its `<img>` came.
    Picture(Option<String>, bool),
    /// `<video>` or `<audio>` that has no address of its own, and its title.
    Recording(Option<String>),
}

/// The picture written last, while no text came after it.
struct LastPicture {
    address: String,
    lazy: bool,
    noscript: bool,
}

struct Rewriter<'a> {
    setting: Setting<'a>,
    /// The places that exist, where that is known.
    places: Option<&'a HashSet<String>>,
    nest: Nest,
    sources: Vec<Source>,
    /// How many `<noscript>` are open.
    noscripts: usize,
    /// How many elements are open within one that goes with its content.
    skipped: usize,
    last_picture: Option<LastPicture>,
    ids: HashSet<String>,
    wanted: HashSet<String>,
    /// Used again for each start tag.
    attributes: String,
}

impl<'a> Rewriter<'a> {
    fn new(setting: Setting<'a>, places: Option<&'a HashSet<String>>, length: usize) -> Rewriter<'a> {
        Rewriter {
            setting,
            places,
            nest: Nest::with_capacity(length),
            sources: Vec::new(),
            noscripts: 0,
            skipped: 0,
            last_picture: None,
            ids: HashSet::new(),
            wanted: HashSet::new(),
            attributes: String::new(),
        }
    }

    fn run(&mut self, markup: &str) {
        let mut pieces = Pieces::of(markup);
        while let Some(piece) = pieces.next() {
            match piece {
                Piece::Open(name, attributes) => {
                    let Some(element) = policy::read(name) else {
                        continue;
                    };
                    if self.skipped > 0 {
                        self.skipped += usize::from(!element.is_void());
                        continue;
                    }
                    let rest = &markup[pieces.at()..];
                    if element.name == formula::NAME {
                        self.last_picture = None;
                        pieces.pass_over(formula::write(attributes, rest, &mut self.nest));
                        continue;
                    }
                    self.open(element, attributes, rest);
                }
                Piece::Close if self.skipped > 0 => self.skipped -= 1,
                Piece::Close => self.close(),
                Piece::Text(_) if self.skipped > 0 => {}
                Piece::Text(text) => {
                    if self.noscripts == 0 && !text.trim().is_empty() {
                        self.last_picture = None;
                    }
                    self.nest.text(text);
                }
            }
        }
    }

    fn open(&mut self, element: &'static Element, attributes: Attributes<'_>, rest: &str) {
        match element.name {
            "img" => self.picture(attributes),
            "source" => self.source(attributes),
            "embed" => {
                self.card("src", attributes);
            }
            "picture" => self.sources.push(Source::Picture(None, false)),
            NOSCRIPT => {
                self.noscripts += 1;
                self.sources.push(Source::Noscript);
            }
            FRAME => {
                let _ = ["data-src", "data-lazy-src", "src"]
                    .iter()
                    .any(|name| self.card(name, attributes));
                if is_fallback(rest) {
                    self.skipped = 1;
                } else {
                    self.sources.push(Source::Written(None));
                }
            }
            "object" => {
                if self.card("data", attributes) {
                    self.skipped = 1;
                } else {
                    self.sources.push(Source::Written(None));
                }
            }
            "video" | "audio" => {
                if self.card("src", attributes) || self.card("data-src", attributes) {
                    self.skipped = 1;
                } else {
                    let title = attributes.get("title").map(Cow::into_owned);
                    self.sources.push(Source::Recording(title));
                }
            }
            _ => {
                let opened = self.element(element, attributes);
                if !element.is_void() {
                    self.sources.push(Source::Written(opened));
                }
            }
        }
    }

    fn close(&mut self) {
        match self.sources.pop() {
            Some(Source::Written(Some(opened))) => self.nest.close(opened),
            Some(Source::Noscript) => self.noscripts -= 1,
            Some(Source::Picture(Some(address), false)) => {
                if let Some(picture) = addresses::picture(&address, self.setting.base) {
                    self.show(picture, true, Attributes::default());
                }
            }
            _ => {}
        }
    }
}

/// True where a frame's content is what old browsers show instead. Where the frame was not closed in the
/// source, what follows in its block has become its content, and that is kept.
fn is_fallback(rest: &str) -> bool {
    let mut end = rest.len().min(400);
    while !rest.is_char_boundary(end) {
        end -= 1;
    }
    rest[..end].contains("</kz-frame>")
}
