//! The article of a page, as the command line gives it.

use kazpost_sanitise::SafeHtml;
use serde::Serialize;

/// What was found on a page. What the page does not say is null.
#[derive(Clone, Debug, Serialize)]
pub struct ExtractedPage {
    /// The headline; it does not stand in the content.
    pub title: String,
    /// Who wrote it.
    pub byline: Option<String>,
    /// The name of the site.
    pub site_name: Option<String>,
    /// ISO 8601: a date or a time.
    pub published: Option<String>,
    /// A language tag.
    pub language: Option<String>,
    /// The article in a sentence or two.
    pub excerpt: Option<String>,
    /// The address of its picture.
    pub image: Option<String>,
    /// The body, sanitised.
    pub content_html: SafeHtml,
    /// The body as text, blocks apart by line breaks.
    pub content_text: String,
}
