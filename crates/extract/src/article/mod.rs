//! The article of a page: what it says of itself (`metadata`), what is certainly not it (`boilerplate`), the body as
//! Readability's rules find it in the rest, and what these rules lose or leave (`standfirst`, `told`, `polish`).
//! Why so: docs/decisions/0008-extraction-by-measurement.md.

mod boilerplate;
pub(crate) mod bounds;
mod by_selectors;
mod headline;
mod kin;
pub(crate) mod metadata;
mod next;
mod pleas;
mod polish;
mod recipe;
pub(crate) mod schema;
mod standfirst;
mod standing;
mod told;
pub(crate) mod tree;
mod widest;

use dom_query::Document;
use dom_smoothie::{Config, Readability};
use kazpost_model::RawHtml;
use url::Url;

pub use metadata::seconds_of;
pub use standing::Standing;

use crate::{Selectors, charset};

/// An article and what its page says of it. Text fields are text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Article {
    /// The headline; it does not stand in `content`.
    pub title: String,
    /// Who wrote it.
    pub byline: Option<String>,
    /// The name of the site.
    pub site_name: Option<String>,
    /// When it was published, as the page says in ISO 8601: a date, or a time with or without its zone.
    pub published: Option<String>,
    /// A language tag.
    pub language: Option<String>,
    /// What the page says of the article in a sentence or two, else how it begins.
    pub excerpt: Option<String>,
    /// The absolute address of its picture.
    pub image: Option<String>,
    /// The body, as its page has it: not safe.
    pub content: RawHtml,
    /// The address of the page that goes on with it, on the same host.
    pub next: Option<Url>,
}

/// Less text is found again with milder rules, in letters.
const LITTLE: usize = 250;
/// Less text is no article where the page has more, in letters.
const NOTHING: usize = 25;
/// Lines without prose that are links beyond this share are a list, no article.
const LINKED: f64 = 0.7;

/// The article on the page at `url`; `content_type` is the header. `None` where there is none: too little text,
/// nothing but links, or a page beyond all bounds.
pub fn article(bytes: &[u8], url: Option<&Url>, content_type: Option<&str>) -> Option<Article> {
    let bytes = &bytes[..bytes.len().min(bounds::LONGEST)];
    article_of(&charset::text(bytes, content_type), url)
}

/// [`article`] of a page that is text already.
pub fn article_of(html: &str, url: Option<&Url>) -> Option<Article> {
    read(html, url, &Selectors::default()).map(|(article, _)| article)
}

/// [`article`] of a page on a site that is followed, and what speaks for its being one.
pub fn article_page(
    bytes: &[u8],
    url: &Url,
    content_type: Option<&str>,
    selectors: &Selectors,
) -> Option<(Article, Standing)> {
    let bytes = &bytes[..bytes.len().min(bounds::LONGEST)];
    read(&charset::text(bytes, content_type), Some(url), selectors)
}

fn read(html: &str, url: Option<&Url>, selectors: &Selectors) -> Option<(Article, Standing)> {
    let url = url.filter(|url| matches!(url.scheme(), "http" | "https"));
    let html = bounds::within(html)?;
    let page = Document::from(html);
    by_selectors::remove(&page, selectors);
    told::promote_noscript(&page);
    let schema = schema::objects(&page);
    let (found, kept) = find(&page, url);
    let mut found = found?;
    if let Some(wider) = widest::find(&kept, body_prose(&found)) {
        found.content = wider.into();
    }
    if let Some(around) = headline::around(&kept, &found.content, body_prose(&found)) {
        found.content = around.into();
    }
    if let Some(whole) = kin::whole(&kept, &found.content, body_prose(&found)) {
        found.content = whole.into();
    }
    if let Some(whole) = told::instead(&schema, &found.content) {
        found.content = whole.into();
    }
    let selected = by_selectors::content(&page, selectors);
    let is_selected = selected.is_some();
    if let Some(selected) = selected {
        found.content = selected.into();
    }
    let mut meta = metadata::read(&page, &schema, &found, url);
    by_selectors::name(&page, selectors, &mut meta);
    let fragment = Document::fragment(std::mem::take(&mut found.content));
    polish::polish(&fragment, &meta, url.and_then(Url::host_str));
    let text = fragment.text();
    let measure = tree::whole(&fragment.root());
    let all = page.body().map_or(0, |body| tree::whole(&body).text);
    let little = measure.text < NOTHING && 2 * measure.text < all;
    let nothing = little || measure.prose == 0 && measure.link_density() > LINKED;
    if measure.text == 0 || nothing && !is_selected {
        return None;
    }
    // With the body that the publication names nothing is missing.
    let standfirst =
        (!is_selected).then(|| standfirst::find(&kept, &text, &meta.title, found.excerpt.as_deref()));
    let standfirst = standfirst.flatten();
    let mut content = String::new();
    if let Some(standfirst) = standfirst {
        content = told::paragraphs(&standfirst);
    }
    content.push_str(&fragment.html());
    content.extend(recipe::missing(&schema, &text));
    let article = Article {
        next: url.and_then(|url| next::find(&page, url)),
        content: RawHtml::new(content),
        ..meta
    };
    let standing = Standing::of(&page, &kept, &schema, url, &fragment, &measure);
    Some((article, standing))
}

/// The body and what is left of the page without boilerplate: boldly first, then milder, then all of it.
fn find(page: &Document, url: Option<&Url>) -> (Option<dom_smoothie::Article>, Document) {
    let mut kept = page.clone();
    boilerplate::prune(&kept, true);
    let mut found = readability(kept.clone(), url);
    let size = |found: &Option<dom_smoothie::Article>| found.as_ref().map_or(0, size);
    if size(&found) < LITTLE {
        let again = page.clone();
        boilerplate::prune(&again, false);
        let milder = readability(again.clone(), url);
        if size(&milder) > 2 * size(&found) || found.is_none() {
            (found, kept) = (milder, again);
        }
    }
    if size(&found) < LITTLE / 2 {
        let whole = readability(page.clone(), url);
        if size(&whole) > 2 * size(&found) || found.is_none() {
            (found, kept) = (whole, page.clone());
        }
    }
    (found, kept)
}

fn readability(page: Document, url: Option<&Url>) -> Option<dom_smoothie::Article> {
    let config = Config {
        char_threshold: LITTLE,
        ..Config::default()
    };
    let mut reader = Readability::with_document(page, url.map(Url::as_str), Some(config)).ok()?;
    reader.parse().ok()
}

/// How much of an article was found: prose, and lines that are no links for half as much.
fn size(found: &dom_smoothie::Article) -> usize {
    let measure = tree::whole(&Document::fragment(found.content.clone()).root());
    measure.prose.max((measure.text - measure.linked) / 2)
}

/// Letters of running text in the body.
fn body_prose(found: &dom_smoothie::Article) -> usize {
    tree::whole(&Document::fragment(found.content.clone()).root()).prose
}
