use std::borrow::Cow;

use super::{FOLLOWED, NotOpml, Opml, OpmlFeed, folders};
use crate::{
    address, encoding, kind,
    reader::{Element, Reader},
    text,
    tokens::Attributes,
};

/// Reads a list of feeds, whatever its encoding, the case of its names and the faults of its XML.
pub fn read(bytes: &[u8]) -> Result<Opml, NotOpml> {
    if let Some(what) = kind::of_bytes(bytes) {
        return Err(NotOpml { what: what.into() });
    }
    let document = encoding::text(bytes, None);
    let mut reader = Reader::new(&document, None);
    let mut first = None;
    while let Some(element) = reader.any() {
        let local = element.local();
        if local == "opml" || (first.is_none() && matches!(local, "body" | "outline" | "outlinedocument")) {
            let mut opml = Opml::default();
            if local == "outline" {
                outline(&mut reader, &element, &mut opml, None);
            } else {
                children(&mut reader, &element, &mut opml, None);
            }
            // An outline at the root has others beside it.
            while let Some(next) = reader.any() {
                if next.local() == "outline" {
                    outline(&mut reader, &next, &mut opml, None);
                }
            }
            return Ok(opml);
        }
        first.get_or_insert_with(|| local.to_owned());
    }
    let what = match first.as_deref() {
        Some("rss" | "feed" | "rdf") => "a feed".into(),
        Some(root) => kind::of_root(root),
        None => kind::of_text(&document).into(),
    };
    Err(NotOpml { what })
}

fn children<'a>(reader: &mut Reader<'a>, parent: &Element<'a>, opml: &mut Opml, folder: Option<&str>) {
    while let Some(child) = reader.child(parent) {
        match child.local() {
            "outline" => outline(reader, &child, opml, folder),
            "title" if opml.title.is_none() => {
                opml.title = Some(text::plain(&reader.text(&child))).filter(|title| !title.is_empty());
            }
            "head" | "body" => children(reader, &child, opml, folder),
            _ => {}
        }
    }
}

/// A feed, or a folder with what lies in it; some are both.
fn outline<'a>(reader: &mut Reader<'a>, element: &Element<'a>, opml: &mut Opml, folder: Option<&str>) {
    let named = |name: &str| {
        element
            .attr(name)
            .map(|said| text::plain(&said))
            .filter(|said| !said.is_empty())
    };
    let title = named("title").or_else(|| named("text"));
    let kind = element.attr("type").unwrap_or_default().to_ascii_lowercase();
    let mut said = address(element.attributes);
    // Of links, only those that say that they lead to a feed.
    said = said.or_else(|| element.attr("url").filter(|_| is_feed(&kind)));
    let followed = said.is_none() && element.attr(FOLLOWED).is_some_and(|follow| &*follow == "true");
    if followed {
        said = element.attr("url");
    }
    if said.is_none() && !is_feed(&kind) {
        let mut spilt = String::new();
        let inner = match (folder, &title) {
            (Some(outer), Some(name)) => Some(joined(outer, name)),
            (None, Some(name)) => Some(folders::of_one_name(name)),
            (outer, None) => outer.map(Into::into),
        };
        while let Some(child) = reader.child_or_text(element, Some(&mut spilt)) {
            if child.local() == "outline" {
                // Bare markup in an attribute cuts the tag short, and what comes after it is text.
                if address(Attributes(&spilt)).is_some() {
                    reader.end_before(element, &child);
                    break;
                }
                spilt.clear();
                outline(reader, &child, opml, inner.as_deref());
            }
        }
        // What begins with `<` is the next tag, cut off with the document.
        if !spilt.contains('<')
            && let Some(said) = address(Attributes(&spilt))
        {
            add(opml, &said, title, element, folder);
        }
        return;
    }
    match said {
        Some(said) => {
            add(opml, &said, title, element, folder);
            if let Some(feed) = opml.feeds.last_mut().filter(|_| followed) {
                feed.followed = true;
            }
        }
        None => opml.invalid += 1,
    }
    children(reader, element, opml, folder);
}

fn address<'a>(attributes: Attributes<'a>) -> Option<Cow<'a, str>> {
    ["xmlUrl", "xml_url", "rssUrl", "feedUrl"]
        .iter()
        .find_map(|name| attributes.get(name))
}

fn add(opml: &mut Opml, said: &str, title: Option<String>, element: &Element, folder: Option<&str>) {
    match fetchable(said) {
        Some(xml_url) => opml.feeds.push(OpmlFeed {
            title,
            xml_url,
            html_url: element.attr("htmlUrl").and_then(|site| fetchable(&site)),
            folder: folder.map(Into::into),
            followed: false,
        }),
        None => opml.invalid += 1,
    }
}

/// Folders in folders: `Outer/Inner`.
fn joined(outer: &str, name: &str) -> String {
    const LONGEST: usize = 400;
    let name = folders::of_one_name(name);
    if outer.len() + name.len() > LONGEST {
        name
    } else {
        format!("{outer}/{name}")
    }
}

fn is_feed(kind: &str) -> bool {
    ["rss", "atom", "feed", "json", "rdf"]
        .iter()
        .any(|known| kind.contains(known))
}

/// The address as something can fetch it: http or https, also behind `feed:`.
fn fetchable(said: &str) -> Option<String> {
    // Some escape twice.
    let said = text::resolve(said.trim(), &text::Entities::default());
    let said = said.trim();
    let bare = match said.get(..5) {
        Some(scheme) if scheme.eq_ignore_ascii_case("feed:") => said[5..].trim_start_matches('/'),
        _ => said,
    };
    let behind_feed = bare.len() < said.len();
    let known = match address::scheme(bare) {
        Some(_) if address::is_web(bare) => bare.to_owned(),
        _ if behind_feed => format!("http://{bare}"),
        _ => return None,
    };
    let url = url::Url::parse(&known).ok()?;
    (url.has_host() && matches!(url.scheme(), "http" | "https")).then(|| address::absolute(&known, &None))?
}

#[cfg(test)]
mod tests {
    use super::*;

    fn feeds(text: &str) -> Vec<OpmlFeed> {
        read(text.as_bytes()).unwrap().feeds
    }

    #[test]
    fn nested_folders_and_odd_attributes() {
        let opml = read(
            "<?xml version='1.0'?><OPML><head><title>Мои &amp;amp; ленты</title></head><body>\
             <outline text='Қала'><outline title='T' text='X' XMLURL='http://a/?b&amp;amp;c=1' htmlurl='http://a/'/>\
             <outline text='Ішкі / Inner'><outline text='U' xmlurl='https://b/f' type='rss'/></outline></outline>\
             <outline type='rss' text='no address'/><outline xmlUrl='javascript:x' text='bad'/>\
             <outline xmlUrl='feed://c/f'/><outline xmlUrl='feed:https://d/f'/><outline type='link' url='http://no'/>\
             </body></opml>"
                .as_bytes(),
        )
        .unwrap();
        assert_eq!(opml.title.as_deref(), Some("Мои & ленты"));
        assert_eq!(opml.invalid, 2);
        let addresses: Vec<_> = opml.feeds.iter().map(|feed| feed.xml_url.as_str()).collect();
        assert_eq!(
            addresses,
            ["http://a/?b&c=1", "https://b/f", "http://c/f", "https://d/f"]
        );
        assert_eq!(opml.feeds[0].title.as_deref(), Some("T"));
        assert_eq!(opml.feeds[0].html_url.as_deref(), Some("http://a/"));
        assert_eq!(opml.feeds[0].folder.as_deref(), Some("Қала"));
        assert_eq!(opml.feeds[1].folder.as_deref(), Some("Қала/Ішкі / Inner"));
        assert_eq!(opml.feeds[2].folder, None);
    }

    #[test]
    fn broken_lists_give_what_is_there() {
        assert_eq!(
            feeds(
                "<opml><body><outline text='F'><outline xmlUrl='http://a/1'/><outline xmlUrl='http://a/2'/"
            )
            .len(),
            1
        );
        assert_eq!(
            feeds("<outline xmlUrl='http://a/1'/><outline xmlUrl='http://a/2'/>").len(),
            2
        );
        assert_eq!(
            feeds("<opml><outline xmlUrl='http://a/1'></body><outline xmlUrl='http://a/2'></opml>").len(),
            2
        );
        assert!(feeds("<opml/>").is_empty());
    }

    #[test]
    fn bare_markup_in_an_attribute() {
        let feeds = feeds(
            "<opml><body><outline text='F'><outline text=\"A\" description=\"at <a href=\"https://s/\">S</a>, \
             <a href=\"x\">G</a>.\" xmlUrl=\"https://a/f\" type=\"rss\" />\n<outline text='B' xmlUrl='https://b/f'/>\
             </outline><outline text='C' xmlUrl='https://c/f'/></body></opml>",
        );
        let addresses: Vec<_> = feeds.iter().map(|feed| feed.xml_url.as_str()).collect();
        assert_eq!(addresses, ["https://a/f", "https://b/f", "https://c/f"]);
        assert_eq!(feeds[0].folder.as_deref(), Some("F"));
        assert_eq!(feeds[1].folder.as_deref(), Some("F"));
        assert_eq!(feeds[2].folder, None);
    }

    #[test]
    fn other_encodings() {
        let text = "<?xml version='1.0' encoding='windows-1251'?><opml><outline text='Новости' xmlUrl='http://a/'/></opml>";
        let (bytes, _, _) = encoding_rs::WINDOWS_1251.encode(text);
        assert_eq!(read(&bytes).unwrap().feeds[0].title.as_deref(), Some("Новости"));
    }

    #[test]
    fn what_it_was_instead() {
        for (bytes, what) in [
            (&b""[..], "nothing: 0 bytes"),
            (b"<rss><channel/></rss>", "a feed"),
            (b"<!doctype html><html><body><p>", "an HTML page"),
            (b"hello", "plain text"),
        ] {
            assert_eq!(read(bytes).unwrap_err().what, what);
        }
    }
}
