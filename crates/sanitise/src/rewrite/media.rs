//! Pictures, and links in place of what would play.

use super::{LastPicture, Rewriter, Source};
use crate::addresses::Picture;
use crate::markup::{Attributes, attribute, escape};
use crate::{Placed, embeds, pictures, policy};

impl Rewriter<'_> {
    pub(super) fn picture(&mut self, attributes: Attributes<'_>) {
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

    pub(super) fn show(&mut self, picture: Picture, lazy: bool, attributes: Attributes<'_>) {
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
            _ => Some(address.to_owned().into()),
        };
        let Some(Placed { address: src, size }) = src else {
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
        let told = |name| attributes.get(name).and_then(|value| pictures::pixels(&value));
        let (width, height) = match size {
            Some((width, height)) => (Some(width), Some(height)),
            None => (told("width"), told("height")),
        };
        for (name, pixels) in [("width", width), ("height", height)] {
            if let Some(pixels) = pixels {
                attribute(&mut out, name, &pixels.to_string());
            }
        }
        self.nest.open(img, &out);
    }

    pub(super) fn source(&mut self, attributes: Attributes<'_>) {
        match self.sources.last_mut() {
            Some(Source::Picture(candidate @ None, false)) => {
                let set = attributes.get("srcset").or_else(|| attributes.get("data-srcset"));
                *candidate = set
                    .and_then(|set| pictures::fitting(&set))
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

    pub(super) fn card(&mut self, name: &str, attributes: Attributes<'_>) -> bool {
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
