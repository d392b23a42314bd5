//! What RSS 1.0 (<https://web.resource.org/rss/1.0/spec>) and its forerunner 0.90 have of their own: items stand beside
//! the channel, and `rdf:about` names them. All else is read as RSS.

use crate::{
    draft::{ItemDraft, Rank},
    reader::Element,
};

/// `rdf:about` is the item's name, and its address where it has no link.
pub(crate) fn about(element: &Element, item: &mut ItemDraft) {
    let Some(about) = element.attr("rdf:about").or_else(|| element.attr("about")) else {
        return;
    };
    if crate::address::is_web(&about) {
        item.url.offer(Rank::Last, Some(about.clone().into_owned()));
    }
    item.guid.offer_text(Rank::Near, about.into_owned());
}

#[cfg(test)]
mod tests {
    use crate::{Document, feed};

    #[test]
    fn items_beside_the_channel() {
        let text = "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://purl.org/rss/1.0/' \
                    xmlns:dc='http://purl.org/dc/elements/1.1/'><channel rdf:about='http://a/rss'><title>Т</title>\
                    <link>http://a/</link><image rdf:resource='http://a/i.png'/><items><rdf:Seq>\
                    <rdf:li rdf:resource='http://a/1'/></rdf:Seq></items></channel>\
                    <image rdf:about='http://a/i.png'><title>not this</title><url>http://a/i.png</url></image>\
                    <item rdf:about='http://a/1'><title>1</title><dc:date>2025-11-24</dc:date></item>\
                    <item><title>2</title><link>http://a/2</link></item></rdf:RDF>";
        let feed = feed(Document {
            bytes: text.as_bytes(),
            url: None,
            content_type: None,
        })
        .unwrap();
        assert_eq!(feed.title.as_deref(), Some("Т"));
        assert_eq!(feed.icon.as_deref(), Some("http://a/i.png"));
        assert_eq!(feed.items.len(), 2);
        assert_eq!(feed.items[0].guid.as_deref(), Some("http://a/1"));
        assert_eq!(feed.items[0].url.as_deref(), Some("http://a/1"));
        assert!(feed.items[0].published.is_some());
        assert_eq!(feed.items[1].url.as_deref(), Some("http://a/2"));
        assert_eq!(feed.items[1].guid, None);
    }
}
