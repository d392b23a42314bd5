//! A document becomes articles ready to store: parse → sanitise. No network; of the library it asks only which
//! articles it knows, to spare the work for those that did not change.

use kazpost_model::{ArticleKey, FeedKey, ParsedFeed, ParsedItem, RawHtml};
use kazpost_sanitise::SafeHtml;
use kazpost_store::{ArticleRecord, FeedMeta, NewArticle, Store, StoreError};
use url::Url;

use crate::filters::{Filters, Looked, Text};
use crate::search::terms;
use crate::{excerpt, filters, identity, language, reading, redline, teaser};

/// A teaser longer than this is no teaser, in characters.
const LONGEST_SUMMARY: usize = 4000;

/// What there is to store.
pub(crate) struct Prepared {
    pub(crate) meta: FeedMeta,
    /// Those that are new or changed.
    pub(crate) articles: Vec<NewArticle>,
}

/// `address` is the document's own, the base of what has no other.
pub(crate) fn prepare(
    store: &Store,
    feed: &FeedKey,
    parsed: ParsedFeed,
    address: &str,
) -> Result<Prepared, StoreError> {
    let keys = identity::keys(feed, &parsed.items);
    prepare_as(store, feed, parsed, keys, address)
}

/// As [`prepare`], where the items' keys are known.
pub(crate) fn prepare_as(
    store: &Store,
    feed: &FeedKey,
    parsed: ParsedFeed,
    keys: Vec<ArticleKey>,
    address: &str,
) -> Result<Prepared, StoreError> {
    let known = store.fingerprints(feed, &keys)?;
    let feed_language = parsed.language.as_deref().unwrap_or_default().to_owned();
    let feed_authors = by_names(&parsed.authors);
    let mut seen = std::collections::HashSet::with_capacity(keys.len());
    let mut articles = Vec::new();
    let source = Source {
        feed,
        language: &feed_language,
        authors: &feed_authors,
        address,
        base: Url::parse(address).ok(),
        filters: Filters::in_force(store)?,
    };
    for ((item, key), known) in parsed.items.into_iter().zip(keys).zip(known) {
        // The document's order is news first, so the first of doubles is the newest.
        if !seen.insert(key.clone()) {
            continue;
        }
        let fingerprint = identity::fingerprint(&item);
        if known.is_none_or(|known| known != fingerprint && !identity::was(&item, known)) {
            let old = if known.is_some() {
                store.article(&key)?
            } else {
                None
            };
            let page = old.as_ref().and_then(|old| old.page.as_ref());
            let mut article = article(&source, item, key, fingerprint, page.map(|(page, _)| page));
            if let Some(old) = old {
                article.reworded = reworded(&old, &article)?;
            }
            articles.push(article);
        }
    }
    let meta = FeedMeta {
        title: parsed.title.unwrap_or_default(),
        site_url: parsed.home_page_url.filter(|url| is_web(url)),
        icon: parsed.icon.filter(|url| is_web(url)),
        language: feed_language,
    };
    Ok(Prepared { meta, articles })
}

/// Whether an article that is read and kept says something else now. Where its page is shown, the page will tell.
fn reworded(old: &ArticleRecord, new: &NewArticle) -> Result<bool, StoreError> {
    if !old.row.read || old.row.title != new.title {
        return Ok(old.row.read);
    }
    let content = new.content.markup()?;
    let text = if content.is_blank() {
        new.summary.clone().unwrap_or_default()
    } else {
        clean(&content, new.content_base.as_deref()).text()
    };
    Ok(old.page.is_none() && redline::reworded(&reading::of_feed(old).text(), &text))
}

/// What all articles of a document have in common.
struct Source<'a> {
    feed: &'a FeedKey,
    language: &'a str,
    authors: &'a str,
    address: &'a str,
    /// `address` taken apart.
    base: Option<Url>,
    filters: Filters,
}

/// `page`: what is kept of its page from before.
fn article(
    source: &Source<'_>,
    item: ParsedItem,
    key: ArticleKey,
    fingerprint: [u8; 16],
    page: Option<&RawHtml>,
) -> NewArticle {
    let content = item.content.unwrap_or_default();
    let base = item.content_base.unwrap_or_else(|| source.address.to_owned());
    let other = (base != source.address).then(|| Url::parse(&base).ok());
    let gist = kazpost_sanitise::gist(&content, other.as_ref().unwrap_or(&source.base).as_ref());
    let text = gist.text;
    let summary = item.summary.filter(|summary| !summary.trim().is_empty());
    let standfirst = excerpt::of(summary.as_deref().unwrap_or(&text));
    let title = one_line(item.title.as_deref().unwrap_or_default());
    let own_names = by_names(&item.authors);
    let words = excerpt::words(if text.trim().is_empty() {
        summary.as_deref().unwrap_or("")
    } else {
        &text
    });
    let sample = format!("{title} {standfirst}");
    let language = language::of(item.language.as_deref(), Some(source.language), &sample);
    let author = if own_names.is_empty() {
        source.authors.to_owned()
    } else {
        own_names
    };
    let terms = terms::of(&terms::Words {
        language: &language,
        title: &title,
        teaser: summary.as_deref(),
        author: &author,
        tags: &item.tags,
        notes: &[],
        text: &text,
    });
    let url = item.url.filter(|url| is_web(url));
    let linked = url.is_some() && !title.is_empty() && item.enclosures.is_empty();
    let teaser = if linked {
        teaser::of(
            if text.trim().is_empty() {
                summary.as_deref().unwrap_or("")
            } else {
                &text
            },
            words,
        )
    } else {
        0
    };
    let whole = || {
        let own = if text.trim().is_empty() {
            summary.as_deref().unwrap_or_default()
        } else {
            &text
        };
        filters::with_page(own, page)
    };
    let caught = source.filters.catching(&Looked {
        feed: source.feed.as_str(),
        title: &title,
        standfirst: &standfirst,
        author: &author,
        tags: &item.tags,
        text: Text::new(&whole),
    });
    NewArticle {
        caught,
        key,
        guid: item.guid,
        url,
        external_url: item.external_url.filter(|url| is_web(url)),
        picture: item.image.as_deref().and_then(web).or(gist.picture),
        language,
        title,
        standfirst,
        summary: summary.map(|summary| summary.chars().take(LONGEST_SUMMARY).collect()),
        author,
        authors: item.authors,
        tags: item.tags,
        content: content.into(),
        content_base: Some(base),
        image: item.image,
        enclosures: item.enclosures,
        published: item.published,
        modified: item.modified,
        words,
        teaser,
        reworded: false,
        fingerprint,
        terms,
    }
}

/// Cleans what an article holds, relative to the address that goes with it.
pub(crate) fn clean(content: &RawHtml, base: Option<&str>) -> SafeHtml {
    kazpost_sanitise::clean(content, base.and_then(|base| Url::parse(base).ok()).as_ref())
}

/// Names for one line.
pub(crate) fn by_names(people: &[kazpost_model::Person]) -> String {
    let names: Vec<String> = people
        .iter()
        .filter_map(|person| person.name.as_deref())
        .map(one_line)
        .filter(|name| !name.is_empty())
        .collect();
    names.join(", ")
}

pub(crate) fn is_web(url: &str) -> bool {
    kazpost_sanitise::is_plainly_web(url) || web(url).is_some()
}

/// A web address in its normal form, the one that pictures are known by.
pub(crate) fn web(url: &str) -> Option<String> {
    let url = Url::parse(url).ok()?;
    matches!(url.scheme(), "http" | "https").then(|| url.into())
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
