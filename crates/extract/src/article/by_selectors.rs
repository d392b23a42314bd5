//! What a publication's own selectors find on a page, before the general rules are asked.

use dom_query::Document;

use super::{Article, metadata};
use crate::Selectors;

/// A longer headline is a paragraph, in characters.
const LONGEST_TITLE: usize = 500;

/// Takes out what is no part of any article.
pub(super) fn remove(page: &Document, selectors: &Selectors) {
    if let Some(selection) = selectors
        .remove
        .as_deref()
        .and_then(|remove| page.try_select(remove))
    {
        selection.remove();
    }
}

/// The body.
pub(super) fn content(page: &Document, selectors: &Selectors) -> Option<String> {
    let found = page.try_select(selectors.content.as_deref()?)?;
    let all: String = found
        .nodes()
        .iter()
        .map(|node| node.inner_html().to_string())
        .collect();
    let text = found.text();
    (!text.trim().is_empty()).then_some(all)
}

/// Headline, name and day.
pub(super) fn name(page: &Document, selectors: &Selectors, article: &mut Article) {
    if let Some(title) = line(page, selectors.title.as_deref()).filter(|t| t.chars().count() <= LONGEST_TITLE)
    {
        article.title = title;
    }
    if let Some(byline) = line(page, selectors.byline.as_deref()) {
        article.byline = Some(byline);
    }
    let published = selectors.published.as_deref().and_then(|selector| {
        metadata::attribute(page, selector, &["datetime", "content"]).or_else(|| line(page, Some(selector)))
    });
    if let Some(day) = published.as_deref().and_then(metadata::iso_date) {
        article.published = Some(day);
    }
}

/// The text of the first that is found.
fn line(page: &Document, selector: Option<&str>) -> Option<String> {
    let found = page.try_select(selector?)?;
    let first = found.nodes().first()?;
    Some(metadata::plain(&first.text())).filter(|text| !text.is_empty())
}
