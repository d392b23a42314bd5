use super::{image, link};
use crate::{
    atom,
    draft::{FeedDraft, Rank, language, person},
    reader::{Element, Ns, Reader},
    text,
};

/// Reads a child of a channel. `false` where RSS does not know it.
pub(crate) fn channel_child<'a>(
    reader: &mut Reader<'a>,
    element: &Element<'a>,
    feed: &mut FeedDraft,
) -> bool {
    if element.ns == Ns::Atom {
        return false;
    }
    match element.local() {
        "title" => feed
            .title
            .offer_text(Rank::Own, text::plain(&atom::html(reader, element))),
        "description" => feed
            .description
            .offer_text(Rank::Own, text::plain(&atom::html(reader, element))),
        "link" if element.attr("href").is_none() => {
            feed.home_page_url.offer_last(Rank::Near, link(reader, element))
        }
        "language" => feed.language.offer(Rank::Own, language(&reader.text(element))),
        "managingeditor" => feed.authors.add(Rank::Own, person(&reader.text(element))),
        "image" => {
            let rank = if element.attr("rdf:resource").is_some() {
                Rank::Dc
            } else {
                Rank::Own
            };
            feed.icon.offer(rank, image(reader, element));
        }
        "textinput" | "cloud" | "skiphours" | "skipdays" | "items" | "webmaster" => {}
        _ => return false,
    }
    true
}

#[cfg(test)]
mod tests {
    use crate::{Document, feed};

    #[test]
    fn a_channel() {
        let text = "<rss><channel><title>A &amp;amp; &lt;b>B&lt;/b></title><link>/x</link><description>D</description>\
                    <textInput><title>no</title><link>no</link></textInput><language>kk_KZ</language>\
                    <image><title>no</title><url>i.png</url><link>no</link></image><webMaster>no@x</webMaster>\
                    <managingEditor>a@b (Айгүл)</managingEditor>\
                    <atom:link rel='self' href='feed.xml'/><itunes:author>no</itunes:author></channel></rss>";
        let document = Document {
            bytes: text.as_bytes(),
            url: Some("http://a/f/"),
            content_type: None,
        };
        let feed = feed(document).unwrap();
        assert_eq!(feed.title.as_deref(), Some("A & B"));
        assert_eq!(feed.home_page_url.as_deref(), Some("http://a/x"));
        assert_eq!(feed.feed_url.as_deref(), Some("http://a/f/feed.xml"));
        assert_eq!(feed.icon.as_deref(), Some("http://a/f/i.png"));
        assert_eq!(feed.language.as_deref(), Some("kk-KZ"));
        assert_eq!(feed.authors.len(), 1);
        assert_eq!(feed.authors[0].name.as_deref(), Some("Айгүл"));
    }
}
