use kazpost_model::{Enclosure, ParsedItem, Timestamp};

use super::{Field, Markup, People, without_doubles};
use crate::text;

#[derive(Debug, Default)]
pub(crate) struct ItemDraft {
    pub guid: Field<String>,
    pub url: Field<String>,
    pub external_url: Option<String>,
    pub title: Field<String>,
    /// A teaser, or all there is.
    pub description: Field<Markup>,
    /// What calls itself a summary.
    pub summary: Field<Markup>,
    /// What is said of a file, where nothing is said of the item.
    pub caption: Field<Markup>,
    pub content: Field<Markup>,
    pub image: Field<String>,
    pub published: Field<Timestamp>,
    pub modified: Field<Timestamp>,
    pub authors: People,
    pub tags: Vec<String>,
    pub language: Option<String>,
    pub enclosures: Vec<Enclosure>,
    /// Media content, which stands after the enclosures.
    pub media: Vec<Enclosure>,
    /// The length of the episode, in seconds.
    pub duration: Option<f64>,
}

impl ItemDraft {
    pub fn tag(&mut self, tag: &str) {
        let tag = text::plain(tag);
        if !tag.is_empty() {
            self.tags.push(tag);
        }
    }

    /// Tags apart by commas.
    pub fn keywords(&mut self, keywords: &str) {
        for keyword in keywords.split(',') {
            self.tag(keyword);
        }
    }

    pub fn finish(mut self) -> ParsedItem {
        let text = |field: Field<Markup>| field.take().filter(|markup| !markup.html.trim().is_empty());
        let (content, mut teaser) = match (text(self.content), text(self.description), text(self.summary)) {
            (Some(content), description, summary) => (Some(content), description.or(summary)),
            (None, Some(description), summary) => (Some(description), summary),
            (None, None, None) => (text(self.caption), None),
            (None, None, only) => (only, None),
        };
        if let (Some(content), Some(said)) = (&content, &teaser)
            && content.html == said.html
        {
            teaser = None;
        }
        let summary = teaser.map(|teaser| text::plain(&teaser.html));
        // Podcasts say the same twice, once without markup. A real teaser is far shorter than the whole.
        let summary = summary.filter(|said| {
            content
                .as_ref()
                .is_none_or(|all| said.len() < all.html.len() / 4 || text::plain(&all.html) != *said)
        });
        let (content, content_base) = content.map(Markup::into_parts).unzip();
        self.enclosures.append(&mut self.media);
        let mut enclosures = without_doubles(self.enclosures, |enclosure| enclosure.url.clone());
        if let Some(duration) = self.duration
            && let Some(episode) = enclosures.iter_mut().find(|enclosure| is_played(enclosure))
        {
            episode.duration = episode.duration.or(Some(duration));
        }
        self.image.offer(
            super::Rank::Last,
            enclosures
                .iter()
                .find(|enclosure| is_image(enclosure))
                .map(|enclosure| enclosure.url.clone()),
        );
        ParsedItem {
            guid: self.guid.take(),
            url: self.url.take(),
            external_url: self.external_url,
            title: self.title.take(),
            summary: summary.filter(|summary| !summary.is_empty()),
            content,
            content_base: content_base.flatten(),
            image: self.image.take(),
            published: self.published.take(),
            modified: self.modified.take(),
            authors: self.authors.take(),
            tags: without_doubles(self.tags, String::clone),
            language: self.language,
            enclosures,
        }
    }
}

/// True for audio and video, and for what says nothing of itself.
fn is_played(enclosure: &Enclosure) -> bool {
    match &enclosure.mime_type {
        Some(kind) => kind.starts_with("audio") || kind.starts_with("video"),
        None => !is_image(enclosure),
    }
}

/// True for pictures, by type or else by name.
pub(crate) fn is_image(enclosure: &Enclosure) -> bool {
    match &enclosure.mime_type {
        Some(kind) if kind.contains('/') => kind.trim().to_ascii_lowercase().starts_with("image/"),
        _ => {
            let path = enclosure.url.split(['?', '#']).next().unwrap_or_default();
            let (_, extension) = path.rsplit_once('.').unwrap_or_default();
            ["jpg", "jpeg", "png", "gif", "webp", "avif", "svg"]
                .iter()
                .any(|known| extension.eq_ignore_ascii_case(known))
        }
    }
}
