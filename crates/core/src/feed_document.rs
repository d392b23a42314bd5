use kazpost_api::json_feed::{Attachment, Author, Item, JsonFeed, VERSION};
use kazpost_model::{ParsedItem, Person, Timestamp};
use kazpost_parse::{Document, NotAFeed};

use crate::{identity, prepare};

/// A feed document of whatever format as JSON Feed 1.1, its HTML sanitised. Every item comes out, in order; an
/// item's `id` is its GUID, else its link, else a hash of what it says.
pub fn of(document: Document<'_>) -> Result<JsonFeed, NotAFeed> {
    let parsed = kazpost_parse::feed(document)?;
    Ok(JsonFeed {
        version: VERSION,
        title: parsed.title.unwrap_or_default(),
        home_page_url: parsed.home_page_url,
        feed_url: parsed.feed_url,
        description: parsed.description,
        icon: parsed.icon,
        language: parsed.language,
        authors: parsed.authors.into_iter().map(author).collect(),
        items: parsed
            .items
            .into_iter()
            .map(|parsed| item(parsed, document.url))
            .collect(),
    })
}

fn item(parsed: ParsedItem, address: Option<&str>) -> Item {
    let id = parsed
        .guid
        .clone()
        .or_else(|| parsed.url.clone())
        .unwrap_or_else(|| identity::hex(&identity::fingerprint(&parsed)));
    let content = parsed
        .content
        .filter(|content| !content.is_blank())
        .map(|content| prepare::clean(&content, parsed.content_base.as_deref().or(address)));
    let text = content.as_ref().map(kazpost_sanitise::SafeHtml::text);
    let attachments = parsed.enclosures.into_iter().map(|enclosure| Attachment {
        url: enclosure.url,
        mime_type: enclosure.mime_type.unwrap_or_default(),
        title: enclosure.title,
        size_in_bytes: enclosure.size,
        duration_in_seconds: enclosure.duration.filter(|duration| duration.is_finite()),
    });
    Item {
        id,
        url: parsed.url,
        external_url: parsed.external_url,
        title: parsed.title,
        content_html: content,
        content_text: text.filter(|text| !text.is_empty()),
        summary: parsed.summary,
        image: parsed.image,
        date_published: parsed.published.map(Timestamp::rfc3339),
        date_modified: parsed.modified.map(Timestamp::rfc3339),
        authors: parsed.authors.into_iter().map(author).collect(),
        tags: parsed.tags,
        language: parsed.language,
        attachments: attachments.collect(),
        kazpost: None,
    }
}

fn author(person: Person) -> Author {
    Author {
        name: person.name,
        url: person.url,
        avatar: person.avatar,
    }
}
