//! An element's attributes, each with the values it can have.

use super::Rewriter;
use crate::addresses::{self, Link};
use crate::embeds;
use crate::markup::{Attributes, attribute};
use crate::nest::Opened;
use crate::policy::{self, Element};

impl Rewriter<'_> {
    pub(super) fn element(
        &mut self,
        element: &'static Element,
        attributes: Attributes<'_>,
    ) -> Option<Opened> {
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
    pub(super) fn global(&mut self, out: &mut String, element: &Element, attributes: Attributes<'_>) {
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
}

fn is_language(tag: &str) -> bool {
    !tag.is_empty() && tag.len() <= 35 && tag.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
}
