use super::{construct, default_kind, link::Link, person_parts};
use crate::{
    address,
    draft::{FeedDraft, Rank, person},
    reader::{Element, Ns, Reader},
    xml::Format,
};

/// Reads a child of a feed. `false` where Atom does not know it.
pub(crate) fn feed_child<'a>(
    reader: &mut Reader<'a>,
    element: &Element<'a>,
    feed: &mut FeedDraft,
    format: Format,
) -> bool {
    let rank = if format == Format::Atom {
        Rank::Own
    } else {
        Rank::Near
    };
    match element.local() {
        "title" => feed.title.offer_text(rank, text(reader, element, format)),
        "subtitle" | "tagline" => feed.description.offer_text(rank, text(reader, element, format)),
        "info" => feed
            .description
            .offer_text(Rank::Last, text(reader, element, format)),
        "link" => link(reader, element, feed, format),
        "logo" => feed
            .icon
            .offer(rank, address::absolute(&reader.text(element), &element.base)),
        "icon" => feed.icon.offer(
            Rank::Near,
            address::absolute(&reader.text(element), &element.base),
        ),
        "author" => {
            let (named, said) = person_parts(reader, element);
            feed.authors.add(rank, named.person().or_else(|| person(&said)));
        }
        "contributor" | "category" | "id" | "generator" | "rights" | "copyright" | "updated" => {}
        _ => return false,
    }
    true
}

fn text<'a>(reader: &mut Reader<'a>, element: &Element<'a>, format: Format) -> String {
    construct(reader, element, default_kind(element, format))
        .map(super::Construct::into_text)
        .unwrap_or_default()
}

fn link<'a>(reader: &mut Reader<'a>, element: &Element<'a>, feed: &mut FeedDraft, format: Format) {
    let Some(link) = Link::read(reader, element) else {
        return;
    };
    match link.rel.as_str() {
        "alternate" => {
            if link.is_page() && format == Format::Rss && element.ns != Ns::Atom {
                feed.home_page_url.offer_last(Rank::Near, Some(link.href));
            } else {
                let rank = if link.is_page() { Rank::Dc } else { Rank::Media };
                feed.home_page_url.offer(rank, Some(link.href));
            }
        }
        "self" => feed.feed_url.offer(Rank::Own, Some(link.href)),
        "icon" | "image" | "shortcut icon" => feed.icon.offer(Rank::Last, Some(link.href)),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use crate::{Document, feed};

    #[test]
    fn a_feed() {
        let text = "<feed xmlns='http://www.w3.org/2005/Atom' xml:lang='kk' xml:base='http://b/'>\
                    <title type='html'>A &amp;lt; &lt;i>B&lt;/i></title><subtitle>S</subtitle>\
                    <link rel='alternate' type='application/json' href='j'/><link href='/h'/><link rel='self' href='f'/>\
                    <icon>i.ico</icon><logo>l.png</logo><author><name>N</name><email>n@x</email><uri>u</uri></author>\
                    <contributor><name>no</name></contributor></feed>";
        let feed = feed(Document {
            bytes: text.as_bytes(),
            url: Some("http://a/"),
            content_type: None,
        })
        .unwrap();
        assert_eq!(feed.title.as_deref(), Some("A < B"));
        assert_eq!(feed.description.as_deref(), Some("S"));
        assert_eq!(feed.home_page_url.as_deref(), Some("http://b/h"));
        assert_eq!(feed.feed_url.as_deref(), Some("http://b/f"));
        assert_eq!(feed.icon.as_deref(), Some("http://b/l.png"));
        assert_eq!(feed.language.as_deref(), Some("kk"));
        assert_eq!(feed.authors.len(), 1);
        assert_eq!(feed.authors[0].name.as_deref(), Some("N"));
        assert_eq!(feed.authors[0].url.as_deref(), Some("http://b/u"));
    }
}
