//! The second pass: what came through `ammonia` is written out again, element by element, with its own list of
//! attributes, addresses resolved, pictures found, frames turned into links.

use std::borrow::Cow;
use std::collections::HashSet;

use url::Url;

use crate::addresses::{self, Link, Picture};
use crate::markup::{Attributes, Piece, Pieces, attribute, escape};
use crate::nest::{Nest, Opened};
use crate::policy::{self, Element, FRAME, NOSCRIPT};
use crate::{embeds, pictures};

/// Gives a picture another address, or takes it out.
pub type PictureSource<'a> = &'a dyn Fn(&Url) -> Option<String>;

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
                    self.open(element, attributes, &markup[pieces.at()..]);
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

    fn element(&mut self, element: &'static Element, attributes: Attributes<'_>) -> Option<Opened> {
        if attributes.is_empty() {
            return match element.name {
                "a" | "span" => None,
                _ => self.nest.open(element, ""),
            };
        }
        let mut out = std::mem::take(&mut self.attributes);
        out.clear();
        let mut element = element;
        self.global(&mut out, element, attributes);
        let own_from = out.len();
        for name in element.attributes {
            if let Some(value) = attributes.get(name) {
                self.own(&mut out, element.name, name, &value);
            }
        }
        if element.name == "a" && !out[own_from..].contains(" href=\"") {
            // Only a place, or nothing at all.
            out.truncate(own_from);
            element = policy::shown("span").unwrap_or(element);
        }
        let bare_span = element.name == "span" && out.is_empty();
        let opened = if bare_span {
            None
        } else {
            self.nest.open(element, &out)
        };
        self.attributes = out;
        opened
    }

    /// What any element may carry. An anchor's old `name` is an `id`.
    fn global(&mut self, out: &mut String, element: &Element, attributes: Attributes<'_>) {
        let id = attributes.get("id").and_then(|id| addresses::anchor(&id));
        let name = || attributes.get("name").and_then(|name| addresses::anchor(&name));
        if let Some(id) = id.or_else(|| if element.name == "a" { name() } else { None }) {
            attribute(out, "id", &id);
            self.ids.insert(id);
        }
        if let Some(lang) = attributes.get("lang").filter(|lang| is_language(lang)) {
            attribute(out, "lang", &lang);
        }
        if let Some(dir) = attributes.get("dir").map(|dir| dir.to_ascii_lowercase())
            && matches!(dir.as_str(), "ltr" | "rtl" | "auto")
        {
            attribute(out, "dir", &dir);
        }
        if let Some(title) = attributes.get("title").filter(|title| !title.trim().is_empty()) {
            attribute(out, "title", &title);
        }
    }

    /// An element's own attribute, if its value is one it can have.
    fn own(&mut self, out: &mut String, element: &str, name: &'static str, value: &str) {
        let number = |most: i64| {
            value
                .trim()
                .parse::<i64>()
                .ok()
                .filter(|n| (-most..=most).contains(n))
        };
        let count = || number(1000).filter(|n| *n >= 0);
        match name {
            "href" => {
                if let Some(href) = self.href(value) {
                    attribute(out, "href", &href);
                    out.push_str(" rel=\"noopener noreferrer\"");
                }
            }
            "class" if value == embeds::CLASS => attribute(out, name, value),
            "cite" => {
                if let Some(Link::Away(address)) = addresses::link(value, self.setting.base)
                    && !address.starts_with("mailto:")
                {
                    attribute(out, name, &address);
                }
            }
            "colspan" | "rowspan" | "span" => {
                if let Some(n) = count() {
                    attribute(out, name, &n.to_string());
                }
            }
            "start" => {
                if let Some(n) = number(1_000_000_000) {
                    attribute(out, name, &n.to_string());
                }
            }
            "value" if element == "li" => {
                if let Some(n) = number(1_000_000_000) {
                    attribute(out, name, &n.to_string());
                }
            }
            "reversed" => attribute(out, name, ""),
            "type" if matches!(value, "1" | "a" | "A" | "i" | "I") => attribute(out, name, value),
            "scope" if matches!(value, "row" | "col" | "rowgroup" | "colgroup") => {
                attribute(out, name, value)
            }
            "abbr" | "datetime" | "value" => attribute(out, name, value),
            _ => {}
        }
    }

    fn href(&mut self, value: &str) -> Option<String> {
        match addresses::link(value, self.setting.base)? {
            Link::Away(address) => Some(address),
            Link::Here(id, away) => match self.places {
                None => {
                    let href = format!("#{id}");
                    self.wanted.insert(id);
                    Some(href)
                }
                Some(places) if places.contains(&id) => Some(format!("#{id}")),
                Some(places) => {
                    let other = addresses::decoded(&id).filter(|id| places.contains(id));
                    other.map(|id| format!("#{id}")).or(away)
                }
            },
            // The window is nobody's base.
            Link::Relative(address) => self.setting.pictures.is_none().then_some(address),
        }
    }

    fn picture(&mut self, attributes: Attributes<'_>) {
        let candidate = match self.sources.last_mut() {
            Some(Source::Picture(candidate, came)) => {
                *came = true;
                candidate.clone()
            }
            _ => None,
        };
        match pictures::find(attributes, candidate.as_deref(), self.setting.base) {
            Some(found) => self.show(found.picture, found.lazy, attributes),
            None if self.noscripts == 0 => self.last_picture = None,
            None => {}
        }
    }

    fn show(&mut self, picture: Picture, lazy: bool, attributes: Attributes<'_>) {
        let noscript = self.noscripts > 0;
        let address = picture.address();
        // A page gives its pictures twice, for readers with and without script.
        if let Some(last) = &self.last_picture
            && last.noscript != noscript
            && (last.address == address || last.lazy || lazy)
        {
            self.last_picture = None;
            return;
        }
        self.last_picture = Some(LastPicture {
            address: address.to_owned(),
            lazy,
            noscript,
        });
        let alt = attributes.get("alt");
        let src = match (&picture, self.setting.pictures) {
            (Picture::Remote(url, _), Some(source)) => source(url),
            (Picture::Relative(_), Some(_)) => None,
            _ => Some(address.to_owned()),
        };
        let Some(src) = src else {
            let mut text = String::new();
            escape(&mut text, alt.as_deref().unwrap_or_default());
            return self.nest.text(&text);
        };
        let Some(img) = policy::shown("img") else { return };
        let mut out = String::new();
        self.global(&mut out, img, attributes);
        attribute(&mut out, "src", &src);
        if let Some(alt) = alt {
            attribute(&mut out, "alt", &alt);
        }
        for name in ["width", "height"] {
            if let Some(size) = attributes.get(name).and_then(|value| pictures::pixels(&value)) {
                attribute(&mut out, name, &size.to_string());
            }
        }
        self.nest.open(img, &out);
    }

    fn source(&mut self, attributes: Attributes<'_>) {
        match self.sources.last_mut() {
            Some(Source::Picture(candidate @ None, false)) => {
                let set = attributes.get("srcset").or_else(|| attributes.get("data-srcset"));
                *candidate = set
                    .and_then(|set| pictures::widest(&set))
                    .filter(|one| !one.starts_with("data:"));
            }
            Some(Source::Recording(title)) => {
                let title = title.take();
                if self.card_titled("src", attributes, title.as_deref()) {
                    // One link is enough: the other sources are the same recording in other formats.
                    self.sources.pop();
                    self.skipped = 1;
                } else if let Some(Source::Recording(kept)) = self.sources.last_mut() {
                    *kept = title;
                }
            }
            _ => {}
        }
    }

    fn card(&mut self, name: &str, attributes: Attributes<'_>) -> bool {
        let title = attributes.get("title");
        self.card_titled(name, attributes, title.as_deref())
    }

    /// Writes a link to a frame or recording, as a paragraph of its own where it does not stand in one. False:
    /// it has no address to go to.
    fn card_titled(&mut self, name: &str, attributes: Attributes<'_>, title: Option<&str>) -> bool {
        let address = attributes
            .get(name)
            .and_then(|value| embeds::address(&value, self.setting.base));
        let Some(address) = address else { return false };
        let (Some(p), Some(a)) = (policy::shown("p"), policy::shown("a")) else {
            return false;
        };
        let around = if self.nest.is_in("p") {
            None
        } else {
            self.nest.open(p, "")
        };
        let mut out = String::new();
        attribute(&mut out, "class", embeds::CLASS);
        attribute(&mut out, "href", &address);
        out.push_str(" rel=\"noopener noreferrer\"");
        if let Some(link) = self.nest.open(a, &out) {
            let mut text = String::new();
            escape(&mut text, &embeds::label(title, &address));
            self.nest.text(&text);
            self.nest.close(link);
        }
        if let Some(around) = around {
            self.nest.close(around);
        }
        self.last_picture = None;
        true
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

fn is_language(tag: &str) -> bool {
    !tag.is_empty() && tag.len() <= 35 && tag.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
}
