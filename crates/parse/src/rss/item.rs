use kazpost_model::Enclosure;

use super::{image, link};
use crate::{
    address, atom, date,
    draft::{ItemDraft, Markup, Rank, person},
    reader::{Element, Ns, Reader},
    text,
};

/// Reads a child of an item. `false` where RSS does not know it.
pub(crate) fn item_child<'a>(reader: &mut Reader<'a>, element: &Element<'a>, item: &mut ItemDraft) -> bool {
    match element.local() {
        "title" => {
            let title = atom::construct(reader, element, atom::Kind::Html);
            item.title.offer_text(
                Rank::Own,
                title.map(atom::Construct::into_text).unwrap_or_default(),
            );
        }
        "link" if element.attr("href").is_none() && element.attr("rel").is_none() => {
            item.url.offer_last(Rank::Near, link(reader, element));
        }
        "guid" => guid(reader, element, item),
        "description" => {
            let markup = markup(reader, element);
            item.description.offer(Rank::Own, markup);
        }
        "encoded" | "fullitem" | "body" | "fulltext" => full_text(reader, element, item, Rank::Near),
        "pubdate" | "date" => item
            .published
            .offer(Rank::Own, date::parse(&reader.text(element))),
        "lastbuilddate" => item.modified.offer(Rank::Dc, date::parse(&reader.text(element))),
        "author" if element.ns != Ns::Atom => author(reader, element, item),
        "category" if element.attr("term").is_none() => item.tag(&reader.text(element)),
        "enclosure" => item.enclosures.extend(enclosure(element)),
        "image" => item.image.offer(Rank::Own, image(reader, element)),
        "source" | "comments" => {}
        _ => return false,
    }
    true
}

/// `content:encoded` and what was there before it.
pub(crate) fn full_text<'a>(
    reader: &mut Reader<'a>,
    element: &Element<'a>,
    item: &mut ItemDraft,
    rank: Rank,
) {
    let markup = markup(reader, element);
    item.content.offer(rank, markup);
}

fn markup<'a>(reader: &mut Reader<'a>, element: &Element<'a>) -> Option<Markup> {
    let kind = if element.ns == Ns::Xhtml {
        atom::Kind::Xhtml
    } else {
        atom::Kind::Html
    };
    let html = atom::construct(reader, element, kind)?.into_html();
    (!html.trim().is_empty()).then(|| Markup {
        html,
        base: element.base.clone(),
    })
}

/// A GUID is an address unless it says that it is none.
fn guid<'a>(reader: &mut Reader<'a>, element: &Element<'a>, item: &mut ItemDraft) {
    let guid = reader.text(element);
    let permanent = element
        .attr("isPermaLink")
        .is_none_or(|said| !said.eq_ignore_ascii_case("false"));
    if permanent && address::is_web(&guid) {
        item.url
            .offer(Rank::Itunes, address::absolute(&guid, &element.base));
    }
    item.guid.offer_text(Rank::Own, guid.into_owned());
}

/// A name in text; by a slip in elements, as in Atom. A mail address alone gives way to names elsewhere.
fn author<'a>(reader: &mut Reader<'a>, element: &Element<'a>, item: &mut ItemDraft) {
    let (named, said) = atom::person_parts(reader, element);
    let author = named.person().or_else(|| person(&said));
    let nameless = author
        .as_ref()
        .and_then(|author| author.name.as_ref())
        .is_some_and(|name| name.contains('@'));
    item.authors
        .add(if nameless { Rank::Last } else { Rank::Own }, author);
}

fn enclosure(element: &Element) -> Option<Enclosure> {
    Some(Enclosure {
        url: element.address("url").or_else(|| element.address("href"))?,
        mime_type: element
            .attr("type")
            .filter(|kind| !kind.is_empty())
            .map(Into::into),
        title: element.attr("title").map(|title| text::plain(&title)),
        size: element.attr("length").and_then(|length| length.parse().ok()),
        duration: None,
    })
}

#[cfg(test)]
mod tests {
    use kazpost_model::ParsedItem;

    use crate::{Document, feed};

    fn items(text: &str) -> Vec<ParsedItem> {
        feed(Document {
            bytes: text.as_bytes(),
            url: Some("http://a/f/"),
            content_type: None,
        })
        .unwrap()
        .items
    }

    #[test]
    fn own_elements_rank_before_modules() {
        let item = items(
            "<rss><item><dc:date>2001-01-01</dc:date><media:title>no</media:title><dc:creator>Айгүл</dc:creator>\
             <title>T</title><pubDate>24 Nov 2025 10:00 +0500</pubDate><author>a@b</author>\
             <description>short</description><content:encoded><![CDATA[<p>long</p>]]></content:encoded>\
             <guid isPermaLink='false'>g</guid><link>p</link></item></rss>",
        )
        .remove(0);
        assert_eq!(item.title.as_deref(), Some("T"));
        assert_eq!(item.published.unwrap().rfc3339(), "2025-11-24T05:00:00Z");
        assert_eq!(item.authors[0].name.as_deref(), Some("Айгүл"));
        assert_eq!(item.summary.as_deref(), Some("short"));
        assert_eq!(item.content.unwrap().untrusted(), "<p>long</p>");
        assert_eq!(item.content_base.as_deref(), Some("http://a/f/"));
        assert_eq!(item.guid.as_deref(), Some("g"));
        assert_eq!(item.url.as_deref(), Some("http://a/f/p"));
    }

    #[test]
    fn a_guid_is_a_link_unless_it_says_not() {
        let items = items(
            "<rss><item><guid>http://a/1</guid></item><item><guid isPermaLink='false'>http://a/2</guid></item></rss>",
        );
        assert_eq!(items[0].url.as_deref(), Some("http://a/1"));
        assert_eq!(items[1].url, None);
    }

    #[test]
    fn an_episode() {
        let item = items(
            "<rss><item><enclosure url='e.mp3' length='1234' type='audio/mpeg'/><itunes:duration>1:00</itunes:duration>\
             <itunes:image href='i.jpg'/><media:group><media:content url='e.mp3'/>\
             <media:content url='v.mp4' type='video/mp4' fileSize='9' duration='3'><media:title>V</media:title>\
             </media:content><media:thumbnail url='t.jpg'/></media:group>\
             <itunes:keywords>a, b,a</itunes:keywords></item></rss>",
        )
        .remove(0);
        assert_eq!(item.enclosures.len(), 2);
        assert_eq!(item.enclosures[0].size, Some(1234));
        assert_eq!(item.enclosures[0].duration, Some(60.0));
        assert_eq!(item.enclosures[1].duration, Some(3.0));
        assert_eq!(item.enclosures[1].title.as_deref(), Some("V"));
        assert_eq!(item.image.as_deref(), Some("http://a/f/i.jpg"));
        assert_eq!(item.tags, ["a", "b"]);
    }

    #[test]
    fn feedburner_gives_the_address_back() {
        let item = items("<rss><item><link>http://feeds.example/1</link><feedburner:origLink>http://a/1</feedburner:origLink></item></rss>").remove(0);
        assert_eq!(item.url.as_deref(), Some("http://a/1"));
    }

    #[test]
    fn a_cut_document_gives_what_is_there() {
        let items =
            items("<rss><channel><item><title>One</title></item><item><title>Two</title><description>begun");
        assert_eq!(items.len(), 2);
        assert_eq!(items[1].content.as_ref().unwrap().untrusted(), "begun");
    }
}
