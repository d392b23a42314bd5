//! Media RSS (<https://www.rssboard.org/media-rss>): files with their pictures, alone or in groups.

use kazpost_model::Enclosure;

use super::itunes::duration;
use crate::{
    draft::{FeedDraft, ItemDraft, Markup, Rank, is_image},
    reader::{Element, Reader},
    text,
};

pub(crate) fn item<'a>(reader: &mut Reader<'a>, element: &Element<'a>, item: &mut ItemDraft) {
    match element.local() {
        "group" => {
            while let Some(child) = reader.child(element) {
                if child.ns == element.ns {
                    self::item(reader, &child, item);
                }
            }
        }
        "content" => content(reader, element, item),
        "thumbnail" => item.image.offer(Rank::Media, thumbnail(reader, element)),
        "title" => item
            .title
            .offer_text(Rank::Media, text::plain(&reader.text(element))),
        "description" => description(reader, element, item),
        "keywords" => item.keywords(&reader.text(element)),
        "category" => {
            let label = element.attr("label").filter(|label| !label.is_empty());
            let said = reader.text(element);
            item.tag(label.as_deref().unwrap_or(&said));
        }
        _ => {}
    }
}

pub(crate) fn feed<'a>(reader: &mut Reader<'a>, element: &Element<'a>, feed: &mut FeedDraft) {
    match element.local() {
        "thumbnail" => feed.icon.offer(Rank::Media, thumbnail(reader, element)),
        "content" => {
            if let Some(file) = file(element)
                && (is_image(&file) || element.attr("medium").as_deref() == Some("image"))
            {
                feed.icon.offer(Rank::Media, Some(file.url));
            }
        }
        "description" => feed
            .description
            .offer_text(Rank::Last, text::plain(&reader.text(element))),
        _ => {}
    }
}

fn content<'a>(reader: &mut Reader<'a>, element: &Element<'a>, item: &mut ItemDraft) {
    let file = file(element);
    let mut title = None;
    while let Some(child) = reader.child(element) {
        match child.local() {
            _ if child.ns != element.ns => {}
            // A file's own words are its own where the file is not all there is.
            "title" => {
                let said = text::plain(&reader.text(&child));
                item.title.offer_text(Rank::Last, said.clone());
                title = Some(said).filter(|title| !title.is_empty());
            }
            "description" => description(reader, &child, item),
            "credit" | "rating" => {}
            _ => self::item(reader, &child, item),
        }
    }
    let Some(mut file) = file else { return };
    file.title = title;
    let medium = element.attr("medium");
    if medium.as_deref() == Some("image") || is_image(&file) {
        item.image.offer(Rank::Media, Some(file.url.clone()));
    }
    item.media.push(file);
}

fn file(element: &Element) -> Option<Enclosure> {
    Some(Enclosure {
        url: element.address("url")?,
        mime_type: element
            .attr("type")
            .filter(|kind| !kind.is_empty())
            .map(Into::into),
        title: None,
        size: element.attr("fileSize").and_then(|size| size.parse().ok()),
        duration: element.attr("duration").and_then(|text| duration(&text)),
    })
}

/// The address stands in `url`, or by a slip as text.
fn thumbnail<'a>(reader: &mut Reader<'a>, element: &Element<'a>) -> Option<String> {
    element.address("url").or_else(|| {
        let said = reader.text(element);
        crate::address::absolute(&said, &element.base).filter(|address| crate::address::is_web(address))
    })
}

fn description<'a>(reader: &mut Reader<'a>, element: &Element<'a>, item: &mut ItemDraft) {
    let plain = element.attr("type").is_none_or(|kind| kind.trim() != "html");
    let said = reader.text(element);
    let html = if plain && !text::has_markup(&said) {
        text::to_html(&said)
    } else {
        said.into_owned()
    };
    let markup = Markup {
        html,
        base: element.base.clone(),
    };
    item.caption
        .offer(Rank::Media, Some(markup).filter(|markup| !markup.html.is_empty()));
}
