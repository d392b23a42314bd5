//! Podcasts (<https://podcasters.apple.com/support/823-podcast-requirements>), with Google's likes.

use crate::{
    atom,
    draft::{FeedDraft, ItemDraft, Markup, Rank, person},
    reader::{Element, Reader},
    text,
};

pub(crate) fn item<'a>(reader: &mut Reader<'a>, element: &Element<'a>, item: &mut ItemDraft) {
    match element.local() {
        "title" => item
            .title
            .offer_text(Rank::Itunes, text::plain(&reader.text(element))),
        "author" => item.authors.add(Rank::Itunes, person(&reader.text(element))),
        "summary" | "description" => offer(reader, element, item, Rank::Itunes),
        "subtitle" => offer(reader, element, item, Rank::Media),
        "image" | "link" => item.image.offer(Rank::Itunes, picture(reader, element)),
        "duration" => item.duration = item.duration.or(duration(&reader.text(element))),
        "category" => category(reader, element, item),
        "keywords" => item.keywords(&reader.text(element)),
        _ => {}
    }
}

pub(crate) fn feed<'a>(reader: &mut Reader<'a>, element: &Element<'a>, feed: &mut FeedDraft) {
    match element.local() {
        "title" => feed
            .title
            .offer_text(Rank::Itunes, text::plain(&reader.text(element))),
        "author" => feed.authors.add(Rank::Itunes, person(&reader.text(element))),
        "subtitle" => feed
            .description
            .offer_text(Rank::Itunes, text::plain(&reader.text(element))),
        "summary" | "description" => {
            feed.description
                .offer_text(Rank::Media, text::plain(&reader.text(element)));
        }
        "image" | "link" => feed.icon.offer(Rank::Itunes, picture(reader, element)),
        _ => {}
    }
}

fn offer<'a>(reader: &mut Reader<'a>, element: &Element<'a>, item: &mut ItemDraft, rank: Rank) {
    let markup = Markup {
        base: element.base.clone(),
        html: atom::html(reader, element),
    };
    item.summary
        .offer(rank, Some(markup).filter(|markup| !markup.html.is_empty()));
}

/// `<itunes:image href>`, and how it is misspelt: `url`, as text, `<itunes:link rel="image">`.
fn picture<'a>(reader: &mut Reader<'a>, element: &Element<'a>) -> Option<String> {
    if element.local() == "link" && element.attr("rel").as_deref() != Some("image") {
        return None;
    }
    element
        .address("href")
        .or_else(|| element.address("url"))
        .or_else(|| {
            let text = reader.text(element);
            crate::address::is_web(&text).then(|| text.into_owned())
        })
}

/// Categories nest: both levels are tags.
fn category<'a>(reader: &mut Reader<'a>, element: &Element<'a>, item: &mut ItemDraft) {
    if let Some(label) = element.attr("text") {
        item.tag(&label);
        while let Some(child) = reader.child(element) {
            if let Some(label) = child.attr("text") {
                item.tag(&label);
            }
        }
    } else {
        item.tag(&reader.text(element));
    }
}

/// Seconds from `1:02:03`, `62:03`, `3723`.
pub(crate) fn duration(text: &str) -> Option<f64> {
    let mut seconds = 0.0;
    let text = text.trim();
    if text.is_empty() || text.len() > 20 {
        return None;
    }
    for part in text.split(':') {
        let part = part.trim();
        if part.is_empty() || !part.bytes().all(|b| b.is_ascii_digit() || b == b'.') {
            return None;
        }
        seconds = seconds * 60.0 + part.parse::<f64>().ok()?;
    }
    (seconds > 0.0).then_some(seconds)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations() {
        assert_eq!(duration("1:02:03"), Some(3723.0));
        assert_eq!(duration("62:03"), Some(3723.0));
        assert_eq!(duration(" 3723 "), Some(3723.0));
        assert_eq!(duration("00:00:00"), None);
        assert_eq!(duration("about an hour"), None);
        assert_eq!(duration("-5"), None);
    }
}
