use kazpost_model::Enclosure;

use super::{Construct, Kind, construct, default_kind, link::Link, person_parts};
use crate::{
    address, date,
    draft::{ItemDraft, Markup, Rank, person},
    reader::{Element, Ns, Reader},
    xml::Format,
};

/// Reads a child of an entry. `false` where Atom does not know it.
pub(crate) fn entry_child<'a>(
    reader: &mut Reader<'a>,
    element: &Element<'a>,
    item: &mut ItemDraft,
    format: Format,
) -> bool {
    let rank = if format == Format::Atom {
        Rank::Own
    } else {
        Rank::Near
    };
    match element.local() {
        "title" => {
            let title = construct(reader, element, default_kind(element, format));
            item.title
                .offer_text(rank, title.map(Construct::into_text).unwrap_or_default());
        }
        "id" => {
            let id = reader.text(element);
            // Where an entry has no link, its id may be one.
            item.url.offer(
                Rank::Last,
                Some(id.clone().into_owned()).filter(|id| address::is_web(id)),
            );
            item.guid.offer_text(rank, id.into_owned());
        }
        "link" => link(reader, element, item, format),
        "content" => content(reader, element, item, format),
        "summary" => {
            let markup = markup(reader, element, format);
            item.summary.offer(rank, markup);
        }
        "published" | "issued" => item.published.offer(rank, date::parse(&reader.text(element))),
        "created" => item.published.offer(Rank::Dc, date::parse(&reader.text(element))),
        "updated" | "modified" => item.modified.offer(rank, date::parse(&reader.text(element))),
        "author" => {
            let (named, said) = person_parts(reader, element);
            item.authors.add(rank, named.person().or_else(|| person(&said)));
        }
        "category" => {
            let term = element
                .attr("label")
                .filter(|label| !label.is_empty())
                .or_else(|| element.attr("term"));
            match term {
                Some(term) => item.tag(&term),
                None => item.tag(&reader.text(element)),
            }
        }
        "source" | "contributor" | "rights" | "copyright" => {}
        _ => return false,
    }
    true
}

fn markup<'a>(reader: &mut Reader<'a>, element: &Element<'a>, format: Format) -> Option<Markup> {
    let kind = match default_kind(element, format) {
        Kind::Text => Kind::Unsaid,
        other => other,
    };
    let html = construct(reader, element, kind)?.into_html();
    (!html.trim().is_empty()).then(|| Markup {
        html,
        base: element.base.clone(),
    })
}

/// Content elsewhere is the entry's page where it has no other (RFC 4287, 4.1.3.2).
fn content<'a>(reader: &mut Reader<'a>, element: &Element<'a>, item: &mut ItemDraft, format: Format) {
    item.url.offer(Rank::Media, element.address("src"));
    let markup = markup(reader, element, format);
    item.content.offer(Rank::Own, markup);
}

fn link<'a>(reader: &mut Reader<'a>, element: &Element<'a>, item: &mut ItemDraft, format: Format) {
    let Some(link) = Link::read(reader, element) else {
        return;
    };
    match link.rel.as_str() {
        "alternate" => {
            if link.is_page() && format == Format::Rss && element.ns != Ns::Atom {
                item.url.offer_last(Rank::Near, Some(link.href));
            } else {
                let rank = if link.is_page() { Rank::Dc } else { Rank::Media };
                item.url.offer(rank, Some(link.href));
            }
        }
        "enclosure" => item.enclosures.push(Enclosure {
            url: link.href,
            mime_type: link.kind,
            title: link.title.filter(|title| !title.is_empty()),
            size: link.length,
            duration: None,
        }),
        "self" if address::is_web(&link.href) => item.url.offer(Rank::Media, Some(link.href)),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use crate::{Document, feed};

    #[test]
    fn an_entry() {
        let text = "<feed xmlns='http://www.w3.org/2005/Atom'><entry xml:base='http://b/' xml:lang='ru'>\
                    <id>tag:b,2025:1</id><title>T</title><link rel='enclosure' href='e.mp3' type='audio/mpeg' \
                    length='5' title='E'/><link href='p'/><published>2025-11-24T10:00:00+05:00</published>\
                    <updated>2025-11-25T00:00:00Z</updated><category term='t' label='L'/><category term='t2'/>\
                    <author><name>N</name></author><author><email>m@x</email></author>\
                    <content type='xhtml' xml:base='c/'><div xmlns='http://www.w3.org/1999/xhtml'><a href='x'>y</a>\
                    <br/></div></content><summary>S</summary><source><title>no</title><author><name>no</name>\
                    </author></source></entry></feed>";
        let feed = feed(Document {
            bytes: text.as_bytes(),
            url: None,
            content_type: None,
        })
        .unwrap();
        let item = &feed.items[0];
        assert_eq!(item.guid.as_deref(), Some("tag:b,2025:1"));
        assert_eq!(item.title.as_deref(), Some("T"));
        assert_eq!(item.url.as_deref(), Some("http://b/p"));
        assert_eq!(item.language.as_deref(), Some("ru"));
        assert_eq!(item.published.unwrap().rfc3339(), "2025-11-24T05:00:00Z");
        assert_eq!(item.modified.unwrap().rfc3339(), "2025-11-25T00:00:00Z");
        assert_eq!(item.tags, ["L", "t2"]);
        assert_eq!(item.authors.len(), 2);
        assert_eq!(item.authors[1].name.as_deref(), Some("m@x"));
        assert!(
            item.content
                .as_ref()
                .unwrap()
                .untrusted()
                .contains("<a href='x'>y</a>")
        );
        assert_eq!(item.content_base.as_deref(), Some("http://b/c/"));
        assert_eq!(item.summary.as_deref(), Some("S"));
        assert_eq!(item.enclosures[0].url, "http://b/e.mp3");
        assert_eq!(item.enclosures[0].title.as_deref(), Some("E"));
    }
}
