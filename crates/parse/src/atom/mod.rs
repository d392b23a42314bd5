//! Atom 1.0 (RFC 4287) and 0.3 (<https://datatracker.ietf.org/doc/html/draft-ietf-atompub-format-00> and before).

mod construct;
mod entry;
mod feed;
mod link;

pub(crate) use construct::{Construct, Kind, construct};
pub(crate) use entry::entry_child;
pub(crate) use feed::feed_child;

use crate::{
    draft::Named,
    reader::{Element, Ns, Reader},
    text,
    xml::Format,
};

/// The type of a text construct that names none: RSS means HTML, Atom text.
fn default_kind(element: &Element, format: Format) -> Kind {
    if element.ns == Ns::Atom || format == Format::Atom {
        Kind::Text
    } else {
        Kind::Html
    }
}

/// A person construct (RFC 4287, 3.2), and the text in it where somebody wrote a name without an element.
pub(crate) fn person_parts<'a>(reader: &mut Reader<'a>, element: &Element<'a>) -> (Named, String) {
    let mut named = Named::default();
    let mut said = String::new();
    while let Some(child) = reader.child_or_text(element, Some(&mut said)) {
        match child.local() {
            "name" => named.name = named.name.or(Some(text::plain(&reader.text(&child)))),
            "email" => named.mail = named.mail.or(Some(text::collapse(&reader.text(&child)))),
            "uri" | "url" | "homepage" => {
                let address = reader.text(&child);
                named.url = named.url.or(crate::address::absolute(&address, &child.base));
            }
            "script" | "style" => {}
            _ => said.push_str(&reader.text(&child)),
        }
    }
    (named, said)
}

/// The markup of an element that is HTML unless it says otherwise, whether escaped or not.
pub(crate) fn html<'a>(reader: &mut Reader<'a>, element: &Element<'a>) -> String {
    construct(reader, element, Kind::Html)
        .map(Construct::into_html)
        .unwrap_or_default()
}
