//! The walk through a feed in XML, of whatever format: its root, its items, and for each element the reader that
//! knows it.

use kazpost_model::ParsedFeed;

use crate::{
    NotAFeed, atom,
    draft::{FeedDraft, ItemDraft, Rank, language},
    extension::{dublin_core, itunes, media},
    kind, rdf,
    reader::{Element, Ns, Reader},
    rss,
};

/// Whose words the feed's own elements are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Format {
    Rss,
    Atom,
}

pub(crate) fn read(text: &str, url: Option<&str>) -> Result<ParsedFeed, NotAFeed> {
    let mut reader = Reader::new(text, url);
    let mut first = None;
    while let Some(element) = reader.any() {
        if let Some(format) = root(&element, first.is_none()) {
            return Ok(feed(&mut reader, &element, format));
        }
        // A page is no feed, unless a program's complaints were printed before one.
        first.get_or_insert_with(|| element.local().to_owned());
        if element.local() == "html"
            && !text.contains("<rss")
            && !text.contains("<rdf:RDF")
            && !text.contains("<feed ")
        {
            break;
        }
    }
    Err(NotAFeed::but(match first {
        Some(root) => kind::of_root(&root),
        None => kind::of_text(text).into(),
    }))
}

fn root(element: &Element, first: bool) -> Option<Format> {
    match (element.ns, element.local()) {
        (Ns::Other | Ns::Xhtml | Ns::Itunes | Ns::Media | Ns::Dc, _) => None,
        (_, "rss" | "rdf") => Some(Format::Rss),
        (_, "feed") => Some(Format::Atom),
        (_, "channel" | "item") if first => Some(Format::Rss),
        (_, "entry") if first => Some(Format::Atom),
        _ => None,
    }
}

fn feed<'a>(reader: &mut Reader<'a>, root: &Element<'a>, format: Format) -> ParsedFeed {
    reader.take_as_root(root);
    let mut feed = FeedDraft::default();
    if matches!(root.local(), "entry" | "item") {
        let item = item(reader, root, format);
        feed.items.push(item);
    } else {
        container(reader, root, &mut feed, format);
    }
    feed.finish()
}

/// A root or channel: items stand in either.
fn container<'a>(reader: &mut Reader<'a>, parent: &Element<'a>, feed: &mut FeedDraft, format: Format) {
    feed.language.offer(
        Rank::Near,
        parent.attr("xml:lang").and_then(|lang| language(&lang)),
    );
    while let Some(child) = reader.child(parent) {
        if !child.ns.is_feed() {
            extend_feed(reader, &child, feed);
            continue;
        }
        match child.local() {
            "item" | "entry" => {
                let item = item(reader, &child, format);
                feed.items.push(item);
            }
            "channel" | "feed" | "rss" => container(reader, &child, feed, format),
            _ => {
                let _ = match (child.ns, format) {
                    (Ns::Atom, _) | (_, Format::Atom) => {
                        atom::feed_child(reader, &child, feed, format)
                            || rss::channel_child(reader, &child, feed)
                    }
                    _ => {
                        rss::channel_child(reader, &child, feed)
                            || atom::feed_child(reader, &child, feed, format)
                    }
                };
            }
        }
    }
}

fn extend_feed<'a>(reader: &mut Reader<'a>, child: &Element<'a>, feed: &mut FeedDraft) {
    match child.ns {
        Ns::Dc => dublin_core::feed(reader, child, feed),
        Ns::Itunes => itunes::feed(reader, child, feed),
        Ns::Media => media::feed(reader, child, feed),
        _ => {}
    }
}

fn item<'a>(reader: &mut Reader<'a>, element: &Element<'a>, format: Format) -> ItemDraft {
    let mut item = ItemDraft {
        language: element.attr("xml:lang").and_then(|lang| language(&lang)),
        ..ItemDraft::default()
    };
    rdf::about(element, &mut item);
    while let Some(child) = reader.child(element) {
        match child.ns {
            Ns::Atom => {
                atom::entry_child(reader, &child, &mut item, format);
            }
            Ns::Core | Ns::Rss => {
                let _ = match format {
                    Format::Rss => {
                        rss::item_child(reader, &child, &mut item)
                            || atom::entry_child(reader, &child, &mut item, format)
                    }
                    Format::Atom => {
                        atom::entry_child(reader, &child, &mut item, format)
                            || rss::item_child(reader, &child, &mut item)
                    }
                };
            }
            Ns::Dc => dublin_core::item(reader, &child, &mut item),
            Ns::Itunes => itunes::item(reader, &child, &mut item),
            Ns::Media => media::item(reader, &child, &mut item),
            Ns::Content if child.local() == "encoded" => rss::full_text(reader, &child, &mut item, Rank::Own),
            Ns::Xhtml if matches!(child.local(), "body" | "div") => {
                rss::full_text(reader, &child, &mut item, Rank::Near);
            }
            Ns::Feedburner if child.local() == "origlink" => {
                let address = crate::address::absolute(&reader.text(&child), &child.base);
                item.url.offer(Rank::Own, address);
            }
            _ => {}
        }
    }
    item
}
