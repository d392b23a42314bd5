use kazpost_api::{Article, Attachment, Code, Failure, PositionRequest};
use kazpost_model::{ArticleKey, RawHtml};
use kazpost_sanitise::{Placed, SafeHtml};
use kazpost_store::ArticleRecord;
use url::Url;

use crate::failure::{failure, not_found, of_store};
use crate::library::Library;
use crate::{excerpt, language, prepare, rows};

impl Library {
    /// An article to read, sanitised now: what lies in the library is never trusted.
    pub fn article(&self, id: &str) -> Result<Article, Failure> {
        let record = self.readable(id)?;
        let offline = self.offline(&record)?;
        let key = &record.row.key;
        let body = for_window(&record, &self.places(key)?);
        let (body, footnote) = body.split_footnote();
        let text = body.text();
        let byline = match prepare::by_names(&record.authors) {
            names if names.is_empty() => record.row.author.clone(),
            names => names,
        };
        let lead = record
            .summary
            .filter(|summary| !text.trim().is_empty() && !excerpt::begins(&text, summary))
            .map(|summary| excerpt::of(&summary));
        let (offline, page_failure) = offline;
        Ok(Article {
            offline,
            page_failure,
            direction: language::direction(&record.row.language, &record.row.title).into(),
            byline,
            lead: lead.unwrap_or_default(),
            body: body.hyphenated(&record.row.language),
            footnote: footnote.map(|note| note.hyphenated(&record.row.language)),
            url: record.url.or(record.external_url),
            site_url: record.site_url,
            enclosures: record
                .enclosures
                .into_iter()
                .filter(|enclosure| prepare::is_web(&enclosure.url))
                .map(|enclosure| Attachment {
                    url: enclosure.url,
                    mime_type: enclosure.mime_type.unwrap_or_default(),
                    title: enclosure.title.unwrap_or_default(),
                    size: enclosure.size,
                    duration: enclosure.duration.filter(|duration| duration.is_finite()),
                })
                .collect(),
            updated: record.updated,
            position: record.position,
            tags: record.tags,
            row: rows::row(record.row),
        })
    }

    /// Keeps where the reader is in an article.
    pub fn position_save(&self, request: PositionRequest) -> Result<(), Failure> {
        let position = if request.position.is_finite() {
            request.position.clamp(0.0, 1.0)
        } else {
            0.0
        };
        self.store()
            .set_position(&ArticleKey::from_text(request.id), position)
            .map_err(of_store)
    }

    /// The address of a link of an article, if it may be opened outside: http, https and mailto alone.
    pub fn link(&self, address: &str) -> Result<String, Failure> {
        Url::parse(address)
            .ok()
            .filter(|url| matches!(url.scheme(), "http" | "https" | "mailto"))
            .map(String::from)
            .ok_or_else(|| {
                let message = format!("“{address}” is no address that can be opened.");
                failure(Code::BadAddress, address, "", message)
            })
    }

    /// One that is to be read: its text must be there. What is missing of it for damage the next sync brings anew.
    pub(crate) fn readable(&self, id: &str) -> Result<ArticleRecord, Failure> {
        let record = self.record(id)?;
        if record.page.is_some() {
            return Ok(record);
        }
        if record.damaged || record.page_damaged {
            self.store().have_anew(&record).map_err(of_store)?;
        }
        if record.damaged {
            let at = record.url.unwrap_or_default();
            let there = if at.is_empty() {
                String::new()
            } else {
                format!(" It can be read at {at}.")
            };
            let message = format!(
                "The text of “{}” is damaged in the library; all else is there.{there}",
                record.row.title
            );
            return Err(failure(Code::DamagedText, at, "", message));
        }
        Ok(record)
    }

    pub(crate) fn record(&self, id: &str) -> Result<ArticleRecord, Failure> {
        self.store()
            .article(&ArticleKey::from_text(id))
            .map_err(of_store)?
            .ok_or_else(|| not_found("article", id))
    }
}

/// What an article shows in the window; `picture` gives each picture's own address in the app.
pub(crate) fn for_window(record: &ArticleRecord, picture: &dyn Fn(&Url) -> Option<Placed>) -> SafeHtml {
    let base = base(record);
    kazpost_sanitise::clean_for_window(&markup(record), base.as_ref(), picture)
}

/// What an article shows elsewhere.
pub(crate) fn for_export(record: &ArticleRecord) -> SafeHtml {
    kazpost_sanitise::clean(&markup(record), base(record).as_ref())
}

/// The text of [`for_export`], which mostly takes no cleaning.
pub(crate) fn text(record: &ArticleRecord) -> String {
    kazpost_sanitise::gist(&markup(record), base(record).as_ref()).text
}

/// Cleans a fragment of HTML from anywhere; relative addresses are resolved against `url`, where there is one.
pub fn sanitised(html: String, url: Option<&str>) -> SafeHtml {
    prepare::clean(&RawHtml::new(html), url)
}

fn base_of_feed(record: &ArticleRecord) -> Option<Url> {
    let base = record.content_base.as_deref().or(record.url.as_deref());
    base.and_then(|base| Url::parse(base).ok())
}

/// What the feed gave of it.
pub(crate) fn of_feed(record: &ArticleRecord) -> SafeHtml {
    kazpost_sanitise::clean(&of_feed_raw(record), base_of_feed(record).as_ref())
}

/// The article as its page has it, where that is kept; else what the feed gave.
fn markup(record: &ArticleRecord) -> RawHtml {
    match &record.page {
        Some((page, _)) => page.clone(),
        None => of_feed_raw(record),
    }
}

fn base(record: &ArticleRecord) -> Option<Url> {
    match &record.page {
        Some((_, base)) => base.as_deref().and_then(|base| Url::parse(base).ok()),
        None => base_of_feed(record),
    }
}

/// The body, or where the feed gave only a teaser, that.
fn of_feed_raw(record: &ArticleRecord) -> RawHtml {
    match &record.summary {
        Some(summary) if record.content.is_blank() => RawHtml::new(paragraphs(summary)),
        _ => record.content.clone(),
    }
}

fn paragraphs(text: &str) -> String {
    let escaped = text.replace('&', "&amp;").replace('<', "&lt;");
    let lines = escaped.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.map(|line| format!("<p>{line}</p>")).collect()
}
