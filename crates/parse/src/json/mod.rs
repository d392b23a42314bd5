//! JSON Feed 1.0 and 1.1 (<https://www.jsonfeed.org/version/1.1/>).

mod repair;

use kazpost_model::{Enclosure, ParsedFeed, ParsedItem, Person, RawHtml};
use serde_json::{Map, Value};

use crate::{
    NotAFeed,
    address::{self, Base},
    date,
    draft::language,
    text,
};

type Object = Map<String, Value>;

pub(crate) fn read(document: &str, url: Option<&str>) -> Result<ParsedFeed, NotAFeed> {
    let no_feed = || NotAFeed::but("JSON, but no JSON Feed");
    let document = document.trim_start_matches('\u{feff}').trim();
    let value = match serde_json::from_str(document) {
        Ok(value) => value,
        Err(_) => repair::cut(document).ok_or_else(|| NotAFeed::but("broken JSON"))?,
    };
    let Value::Object(feed) = value else {
        return Err(no_feed());
    };
    let version = feed.get("version").and_then(Value::as_str).unwrap_or_default();
    if !version.contains("jsonfeed.org") && !feed.get("items").is_some_and(Value::is_array) {
        return Err(no_feed());
    }
    let base = url.and_then(|url| address::join(url, &None));
    let items = feed.get("items").and_then(Value::as_array);
    Ok(ParsedFeed {
        title: line(&feed, "title"),
        description: line(&feed, "description"),
        home_page_url: link(&feed, "home_page_url", &base),
        feed_url: link(&feed, "feed_url", &base),
        icon: link(&feed, "icon", &base).or_else(|| link(&feed, "favicon", &base)),
        language: feed.get("language").and_then(Value::as_str).and_then(language),
        authors: people(&feed, &base),
        items: items
            .into_iter()
            .flatten()
            .filter_map(Value::as_object)
            .map(|item| self::item(item, &base))
            .collect(),
    })
}

fn item(item: &Object, base: &Base) -> ParsedItem {
    let markup = string(item, "content_html").filter(|html| !html.trim().is_empty());
    let content = markup.or_else(|| string(item, "content_text").map(|plain| text::to_html(&plain)));
    let content = content.filter(|html| !html.is_empty());
    let attachments = item.get("attachments").and_then(Value::as_array);
    let tags = item.get("tags").and_then(Value::as_array);
    let mut kept: Vec<String> = Vec::new();
    for tag in tags.into_iter().flatten().filter_map(Value::as_str) {
        const MOST: usize = 1000;
        let tag = text::plain(tag);
        if !tag.is_empty() && kept.len() < MOST && !kept.contains(&tag) {
            kept.push(tag);
        }
    }
    ParsedItem {
        guid: string(item, "id").filter(|id| !id.is_empty()),
        url: link(item, "url", base),
        external_url: link(item, "external_url", base),
        title: line(item, "title"),
        summary: line(item, "summary"),
        content_base: content.as_ref().and(base.as_ref()).map(|base| base.to_string()),
        content: content.map(RawHtml::new),
        image: link(item, "image", base).or_else(|| link(item, "banner_image", base)),
        published: string(item, "date_published").and_then(|said| date::parse(&said)),
        modified: string(item, "date_modified").and_then(|said| date::parse(&said)),
        authors: people(item, base),
        tags: kept,
        language: item.get("language").and_then(Value::as_str).and_then(language),
        enclosures: attachments
            .into_iter()
            .flatten()
            .filter_map(|file| enclosure(file.as_object()?, base))
            .collect(),
    }
}

fn enclosure(file: &Object, base: &Base) -> Option<Enclosure> {
    Some(Enclosure {
        url: link(file, "url", base)?,
        mime_type: string(file, "mime_type"),
        title: line(file, "title"),
        size: file
            .get("size_in_bytes")
            .and_then(Value::as_f64)
            .filter(|size| *size >= 0.0)
            .map(|size| size as u64),
        duration: file
            .get("duration_in_seconds")
            .and_then(Value::as_f64)
            .filter(|seconds| *seconds > 0.0),
    })
}

/// `authors` of 1.1, else `author` of 1.0.
fn people(object: &Object, base: &Base) -> Vec<Person> {
    let many = object.get("authors").and_then(Value::as_array);
    let one = object.get("author");
    many.filter(|many| !many.is_empty())
        .map_or_else(
            || one.into_iter().collect(),
            |many| many.iter().collect::<Vec<_>>(),
        )
        .into_iter()
        .filter_map(|person| match person {
            Value::String(name) => Some(Person {
                name: Some(text::plain(name)),
                ..Person::default()
            }),
            Value::Object(person) => Some(Person {
                name: line(person, "name"),
                url: link(person, "url", base),
                avatar: link(person, "avatar", base),
            }),
            _ => None,
        })
        .filter(|person| *person != Person::default())
        .collect()
}

/// A string; ids are numbers in some feeds.
fn string(object: &Object, key: &str) -> Option<String> {
    match object.get(key)? {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

fn line(object: &Object, key: &str) -> Option<String> {
    string(object, key)
        .map(|said| text::plain(&said))
        .filter(|line| !line.is_empty())
}

fn link(object: &Object, key: &str, base: &Base) -> Option<String> {
    address::absolute(object.get(key)?.as_str()?, base)
}

#[cfg(test)]
mod tests {
    use super::*;

    const FEED: &str = r#"{"version": "https://jsonfeed.org/version/1.1", "title": "T &amp; T", "home_page_url": "/h",
        "authors": [{"name": "N", "url": "u"}], "items": [
        {"id": 1, "content_html": "<p>a</p>", "url": "1", "tags": ["x", "x"], "date_published": "2025-11-24T10:00:00+05:00",
         "attachments": [{"url": "e.mp3", "mime_type": "audio/mpeg", "size_in_bytes": 7, "duration_in_seconds": 1.5}]},
        {"id": "2", "content_text": "a < b", "author": {"name": "M"}}]}"#;

    #[test]
    fn both_versions() {
        let feed = read(FEED, Some("http://a/")).unwrap();
        assert_eq!(feed.title.as_deref(), Some("T & T"));
        assert_eq!(feed.home_page_url.as_deref(), Some("http://a/h"));
        assert_eq!(feed.items[0].guid.as_deref(), Some("1"));
        assert_eq!(feed.items[0].tags, ["x"]);
        assert_eq!(feed.items[0].enclosures[0].duration, Some(1.5));
        assert_eq!(feed.items[0].published.unwrap().rfc3339(), "2025-11-24T05:00:00Z");
        assert_eq!(feed.items[1].content.as_ref().unwrap().untrusted(), "a &lt; b");
        assert_eq!(feed.items[1].authors[0].name.as_deref(), Some("M"));
    }

    #[test]
    fn cut_off_after_the_first_item() {
        let end = FEED.find("\"content_text\"").unwrap();
        let feed = read(&FEED[..end], None).unwrap();
        assert_eq!(feed.items.len(), 1);
    }

    #[test]
    fn other_json() {
        assert!(read("{\"a\": [1]}", None).is_err());
        assert!(read("{\"a\"", None).is_err());
        assert!(read(&"[".repeat(100_000), None).is_err());
    }
}
