//! A feed document as a JSON Feed 1.1 document: `kazpost parse`, without a library.

use kazpost_api::json_feed::{Attachment, Author, Item, JsonFeed, VERSION};
use kazpost_model::{Enclosure, ParsedItem, Person};
use kazpost_parse::{Document, NotAFeed};
use sha2::{Digest, Sha256};
use url::Url;

/// Reads `document` and cleans what it carries. Nothing is stored and nothing asked of the network.
pub fn of(document: Document<'_>) -> Result<JsonFeed, NotAFeed> {
    let feed = kazpost_parse::feed(document)?;
    Ok(JsonFeed {
        version: VERSION,
        title: feed.title.unwrap_or_default(),
        home_page_url: feed.home_page_url,
        feed_url: feed.feed_url,
        description: feed.description,
        icon: feed.icon,
        language: feed.language,
        authors: feed.authors.into_iter().map(author).collect(),
        items: feed.items.into_iter().map(item).collect(),
    })
}

fn item(item: ParsedItem) -> Item {
    let base = item
        .content_base
        .as_deref()
        .and_then(|base| Url::parse(base).ok());
    let safe = item
        .content
        .as_ref()
        .map(|raw| kazpost_sanitise::clean(raw, base.as_ref()));
    Item {
        id: identity(&item),
        content_text: safe
            .as_ref()
            .map(|safe| safe.text())
            .filter(|text| !text.is_empty()),
        content_html: safe,
        url: item.url,
        external_url: item.external_url,
        title: item.title,
        summary: item.summary,
        image: item.image,
        date_published: item.published.map(|moment| moment.rfc3339()),
        date_modified: item.modified.map(|moment| moment.rfc3339()),
        authors: item.authors.into_iter().map(author).collect(),
        tags: item.tags,
        language: item.language,
        attachments: item.enclosures.into_iter().map(attachment).collect(),
        kazpost: None,
    }
}

/// The GUID as it stands, else the link, else a hash of what the item says.
fn identity(item: &ParsedItem) -> String {
    if let Some(identity) = item.guid.as_ref().or(item.url.as_ref()) {
        return identity.clone();
    }
    let mut sha = Sha256::new();
    for part in [
        item.title.as_deref(),
        item.summary.as_deref(),
        item.content.as_ref().map(|raw| raw.untrusted()),
        item.enclosures.first().map(|file| file.url.as_str()),
    ] {
        let part = part.unwrap_or_default();
        sha.update((part.len() as u64).to_le_bytes());
        sha.update(part);
    }
    let digits: String = sha.finalize()[..12]
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    format!("sha256:{digits}")
}

fn author(person: Person) -> Author {
    Author {
        name: person.name,
        url: person.url,
        avatar: person.avatar,
    }
}

fn attachment(file: Enclosure) -> Attachment {
    Attachment {
        mime_type: file
            .mime_type
            .unwrap_or_else(|| "application/octet-stream".into()),
        url: file.url,
        title: file.title,
        size_in_bytes: file.size,
        duration_in_seconds: file.duration,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &str) -> JsonFeed {
        of(Document {
            bytes: bytes.as_bytes(),
            url: Some("http://a/f"),
            content_type: None,
        })
        .unwrap()
    }

    #[test]
    fn content_is_clean_and_ids_are_stable() {
        let text = "<rss><item><title>T</title><description>&lt;script>x&lt;/script>\
                    &lt;b>y&lt;/b></description></item><item><link>l</link></item></rss>";
        let feed = read(text);
        let html = serde_json::to_string(&feed.items[0].content_html).unwrap();
        assert!(!html.contains("script"), "{html}");
        assert!(feed.items[0].id.starts_with("sha256:"));
        assert_eq!(feed.items[0].id, read(text).items[0].id);
        assert_eq!(feed.items[1].id, "http://a/l");
    }

    #[test]
    fn what_is_no_feed_says_what_it_is() {
        let document = Document {
            bytes: b"<html>",
            url: None,
            content_type: None,
        };
        assert_eq!(of(document).unwrap_err().what, "an HTML page");
    }
}
