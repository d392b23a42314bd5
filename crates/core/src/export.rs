use std::fmt::Write;

use kazpost_api::json_feed::{self, Attachment, Author, Item, JsonFeed, State};
use kazpost_api::{Failure, Passage, Scope};
use kazpost_model::Timestamp;
use kazpost_store::{ArticleRecord, ListQuery};

use crate::failure::of_store;
use crate::library::Library;
use crate::{lists, reading};

/// Which articles the command line lists.
#[derive(Clone, Debug)]
pub struct ListOptions {
    /// Which.
    pub scope: Scope,
    /// Of these the unread ones only.
    pub unread_only: bool,
    /// Of these the bookmarked ones only.
    pub saved_only: bool,
    /// At most this many.
    pub limit: Option<u32>,
}

impl Library {
    /// Articles as a JSON Feed 1.1 document, newest first, each handed to `each` as it is read, so that a large
    /// library needs no large memory.
    pub fn list_items(&self, options: &ListOptions, each: &mut dyn FnMut(Item)) -> Result<(), Failure> {
        if let Scope::Feed(id) = &options.scope {
            self.known(id)?;
        }
        let query = ListQuery {
            scope: lists::scope(&options.scope),
            unread_only: options.unread_only,
            filter: String::new(),
        };
        let limit = options.limit.unwrap_or(u32::MAX);
        let before = if options.saved_only { None } else { options.limit };
        let mut listed = 0;
        for (id, _) in self.store().snapshot(&query, before).map_err(of_store)? {
            if listed == limit {
                break;
            }
            let Some(record) = self.store().article_of_row(id).map_err(of_store)? else {
                continue;
            };
            if !options.saved_only || record.row.saved {
                each(item(record));
                listed += 1;
            }
        }
        Ok(())
    }

    /// One article as an item of a JSON Feed.
    pub fn item(&self, id: &str) -> Result<Item, Failure> {
        self.readable(id).map(item)
    }

    /// The document that items stand in.
    pub fn json_feed(&self, items: Vec<Item>) -> JsonFeed {
        JsonFeed {
            version: json_feed::VERSION,
            title: self.0.publication.name.clone(),
            home_page_url: Some(self.0.publication.home_url.clone()),
            items,
            ..JsonFeed::default()
        }
    }
}

/// Highlights and notes, article by article.
pub(crate) fn markdown(passages: &[Passage], address: &dyn Fn(&str) -> Option<String>) -> String {
    let mut out = String::new();
    let mut article = "";
    for Passage { row, annotation } in passages {
        if article != row.id {
            article = &row.id;
            let title = if row.title.is_empty() {
                &row.standfirst
            } else {
                &row.title
            };
            let gap = if out.is_empty() { "" } else { "\n" };
            let _ = writeln!(out, "{gap}## {}\n", escaped(title));
            let date = Timestamp::from_seconds(row.time).map(Timestamp::rfc3339);
            let date = date
                .as_deref()
                .and_then(|date| date.get(..10))
                .unwrap_or_default();
            let _ = write!(out, "{}, {date}", escaped(&row.source));
            match address(&row.id) {
                Some(url) => {
                    let _ = writeln!(out, ", <{}>", url.replace(['<', '>', ' ', '\n'], ""));
                }
                None => out.push('\n'),
            }
        }
        if !annotation.quote.is_empty() {
            out.push('\n');
            for line in annotation
                .quote
                .lines()
                .map(str::trim)
                .filter(|line| !line.is_empty())
            {
                let _ = writeln!(out, "> {}", escaped(line));
            }
        }
        if !annotation.note.is_empty() {
            out.push('\n');
            for line in annotation.note.lines() {
                let _ = writeln!(out, "{}", escaped(line.trim_end()));
            }
        }
    }
    out
}

/// Text that Markdown (CommonMark) takes as text.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        let special = match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' | '&' => true,
            '#' | '+' | '-' | '=' => text[..at].trim().is_empty(),
            // A number with one of these begins a list.
            '.' | ')' => {
                let before = text[..at].trim_start();
                !before.is_empty() && before.bytes().all(|b| b.is_ascii_digit())
            }
            _ => false,
        };
        if special {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

pub(crate) fn item(record: ArticleRecord) -> Item {
    let content = reading::for_export(&record);
    let text = content.text();
    let authors = record.authors.into_iter().map(|person| Author {
        name: person.name,
        url: person.url,
        avatar: person.avatar,
    });
    let attachments = record.enclosures.into_iter().map(|enclosure| Attachment {
        url: enclosure.url,
        mime_type: enclosure
            .mime_type
            .unwrap_or_else(|| "application/octet-stream".into()),
        title: enclosure.title,
        size_in_bytes: enclosure.size,
        duration_in_seconds: enclosure.duration.filter(|duration| duration.is_finite()),
    });
    Item {
        id: record.row.key.as_str().into(),
        url: record.url,
        external_url: record.external_url,
        title: (!record.row.title.is_empty()).then_some(record.row.title),
        content_html: Some(content),
        content_text: (!text.is_empty()).then_some(text),
        summary: record
            .summary
            .or_else(|| (!record.row.standfirst.is_empty()).then_some(record.row.standfirst)),
        image: record.image.or(record.row.picture),
        date_published: record.published.map(Timestamp::rfc3339),
        date_modified: record.modified.map(Timestamp::rfc3339),
        authors: authors.collect(),
        tags: record.tags,
        language: (!record.row.language.is_empty()).then_some(record.row.language),
        attachments: attachments.collect(),
        kazpost: Some(State {
            feed: record.row.feed.as_str().into(),
            guid: record.guid,
            read: record.row.read,
            saved: record.row.saved,
            updated: record.updated,
            ..State::default()
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn text_stays_text() {
        assert_eq!(
            escaped("a *b* [c](d) <e> _f_"),
            "a \\*b\\* \\[c\\](d) \\<e\\> \\_f\\_"
        );
        assert_eq!(escaped("# 1 - 2"), "\\# 1 - 2");
        assert_eq!(escaped("1. one"), "1\\. one");
        assert_eq!(escaped("Қазақ тілі, өз 12.5"), "Қазақ тілі, өз 12.5");
    }
}
