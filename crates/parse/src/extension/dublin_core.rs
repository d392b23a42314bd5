//! Dublin Core (<https://www.dublincore.org/specifications/dublin-core/dcmi-terms/>), both vocabularies.

use crate::{
    atom, date,
    draft::{FeedDraft, ItemDraft, Markup, Rank, language, person},
    reader::{Element, Reader},
    text,
};

pub(crate) fn item<'a>(reader: &mut Reader<'a>, element: &Element<'a>, item: &mut ItemDraft) {
    match element.local() {
        "title" => item
            .title
            .offer_text(Rank::Dc, text::plain(&reader.text(element))),
        "creator" | "author" => item.authors.add(Rank::Dc, person(&reader.text(element))),
        "subject" => item.tag(&reader.text(element)),
        "date" | "issued" | "created" | "available" => {
            let rank = if element.local() == "created" {
                Rank::Itunes
            } else {
                Rank::Dc
            };
            item.published.offer(rank, date::parse(&reader.text(element)));
        }
        "modified" => item.modified.offer(Rank::Dc, date::parse(&reader.text(element))),
        "description" | "abstract" => {
            let markup = Markup {
                base: element.base.clone(),
                html: atom::html(reader, element),
            };
            item.description.offer(Rank::Dc, Some(markup));
        }
        "identifier" => item.guid.offer_text(Rank::Dc, reader.text(element).into_owned()),
        "language" => item.language = item.language.take().or(language(&reader.text(element))),
        _ => {}
    }
}

pub(crate) fn feed<'a>(reader: &mut Reader<'a>, element: &Element<'a>, feed: &mut FeedDraft) {
    match element.local() {
        "title" => feed
            .title
            .offer_text(Rank::Dc, text::plain(&reader.text(element))),
        "creator" | "author" => feed.authors.add(Rank::Dc, person(&reader.text(element))),
        "description" => feed
            .description
            .offer_text(Rank::Dc, text::plain(&reader.text(element))),
        "language" => feed.language.offer(Rank::Dc, language(&reader.text(element))),
        _ => {}
    }
}
