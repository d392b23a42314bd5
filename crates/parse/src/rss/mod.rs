//! RSS 0.91–2.0 (<https://www.rssboard.org/rss-specification>), bare or with its modules.

mod channel;
mod item;

pub(crate) use channel::channel_child;
pub(crate) use item::{full_text, item_child};

use crate::{
    address,
    reader::{Element, Reader},
};

/// An element whose text is an address, or whose `href` is.
fn link<'a>(reader: &mut Reader<'a>, element: &Element<'a>) -> Option<String> {
    let text = reader.text(element);
    address::absolute(&text, &element.base)
}

/// A picture: `<image><url>`, or as some write it `href`, `url`, `rdf:resource` or text.
fn image<'a>(reader: &mut Reader<'a>, element: &Element<'a>) -> Option<String> {
    let named = ["href", "url", "src", "rdf:resource", "resource"]
        .iter()
        .find_map(|name| element.address(name));
    let mut said = String::new();
    let mut own = None;
    while let Some(child) = reader.child_or_text(element, Some(&mut said)) {
        if child.local() == "url" {
            own = own.or(link(reader, &child));
        }
    }
    own.or(named)
        .or_else(|| address::absolute(&said, &element.base).filter(|said| address::is_web(said)))
}
