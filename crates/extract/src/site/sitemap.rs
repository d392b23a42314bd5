//! Sitemaps and their index (sitemaps.org), with the fields of news sitemaps. Read piece by piece and not as a tree:
//! they are large, and what is broken in one entry stays there.

use dom_query::Document;
use url::Url;

use crate::article::seconds_of;

/// More entries are not read.
const MOST: usize = 50_000;
/// A longer title is none, in bytes.
const LONGEST: usize = 1_000;

/// What a sitemap lists, in its order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sitemap {
    /// Pages.
    pub entries: Vec<SitemapEntry>,
    /// Other sitemaps, with when each changed, in seconds since 1970.
    pub sitemaps: Vec<(Url, Option<i64>)>,
}

/// A page that a sitemap lists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SitemapEntry {
    /// Its address.
    pub url: Url,
    /// As a news sitemap gives it.
    pub title: Option<String>,
    /// As a news sitemap gives it, in seconds since 1970.
    pub published: Option<i64>,
    /// In seconds since 1970.
    pub modified: Option<i64>,
    /// Listed as news: an article by the site's own word.
    pub news: bool,
}

/// Reads a sitemap that came from `base`; `None` where it is none.
pub fn sitemap(bytes: &[u8], base: &Url) -> Option<Sitemap> {
    let text = String::from_utf8_lossy(bytes);
    let head: String = text.chars().take(2_000).collect();
    if !head.contains("<urlset") && !head.contains("<sitemapindex") {
        return None;
    }
    let mut read = Sitemap::default();
    for (name, piece) in pieces(&text) {
        let Some(url) = element(piece, "loc")
            .and_then(|address| base.join(&address).ok())
            .filter(|url| matches!(url.scheme(), "http" | "https"))
        else {
            continue;
        };
        let modified = element(piece, "lastmod").as_deref().and_then(seconds_of);
        if name == "sitemap" {
            read.sitemaps.push((url, modified));
        } else {
            read.entries.push(SitemapEntry {
                url,
                title: element(piece, "news:title").filter(|title| title.len() < LONGEST),
                published: element(piece, "news:publication_date")
                    .as_deref()
                    .and_then(seconds_of),
                modified,
                news: piece.contains("<news:news"),
            });
        }
    }
    Some(read)
}

/// The elements `url` and `sitemap`, each with what stands in it.
fn pieces(text: &str) -> impl Iterator<Item = (&'static str, &str)> {
    let mut rest = text;
    std::iter::from_fn(move || {
        loop {
            let at = rest.find('<')?;
            rest = &rest[at..];
            let name = ["url", "sitemap"].into_iter().find(|name| {
                let after = rest[1..].strip_prefix(name);
                after.is_some_and(|after| after.starts_with(['>', ' ', '\n', '\r', '\t']))
            });
            let Some(name) = name else {
                rest = &rest[1..];
                continue;
            };
            let end = rest.find(&format!("</{name}>")).unwrap_or(rest.len());
            let piece = &rest[1..end.max(1)];
            rest = &rest[end.max(1)..];
            return Some((name, piece));
        }
    })
    .take(MOST)
}

/// The text of the first element of this name.
fn element(piece: &str, name: &str) -> Option<String> {
    let at = piece.find(&format!("<{name}"))?;
    let (_, rest) = piece[at..].split_once('>')?;
    let (text, _) = rest.split_once("</")?;
    let text = text.trim();
    let text = match text.strip_prefix("<![CDATA[") {
        Some(inner) => inner.trim_end_matches("]]>").trim().to_owned(),
        None if text.contains('&') => Document::fragment(text).text().trim().to_owned(),
        None => text.to_owned(),
    };
    Some(text).filter(|text| !text.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<Sitemap> {
        sitemap(text.as_bytes(), &Url::parse("https://a.test/map.xml").unwrap())
    }

    #[test]
    fn news_carry_their_titles_and_days() {
        let map = read(
            "<?xml version='1.0'?><urlset xmlns='x' xmlns:news='y'><url>\n<loc>https://a.test/a?b=1&amp;c=2</loc>\
             <news:news><news:publication><news:name>A</news:name></news:publication>\
             <news:publication_date>2026-03-01T08:00:00+05:00</news:publication_date>\
             <news:title><![CDATA[Bread & salt]]></news:title></news:news></url>\
             <url><loc>/b</loc><lastmod>2026-03-02</lastmod></url><url><lastmod>2026</lastmod></url></urlset>",
        )
        .unwrap();
        assert_eq!(map.entries.len(), 2);
        let news = &map.entries[0];
        assert_eq!(news.url.as_str(), "https://a.test/a?b=1&c=2");
        assert_eq!(news.title.as_deref(), Some("Bread & salt"));
        assert_eq!(news.published, Some(1_772_334_000));
        assert!(news.news);
        assert_eq!(map.entries[1].modified, Some(1_772_409_600));
        assert!(!map.entries[1].news);
    }

    #[test]
    fn an_index_names_others_and_a_page_is_no_sitemap() {
        let map = read(
            "<sitemapindex><sitemap><loc>https://a.test/posts.xml</loc></sitemap><sitemap><loc>javascript:x</loc>\
             </sitemap></sitemapindex>",
        )
        .unwrap();
        assert_eq!(map.sitemaps.len(), 1);
        assert_eq!(read("<!doctype html><p>Nothing here."), None);
        assert_eq!(
            read("<urlset><url><loc>https://a.test/cut"),
            Some(Sitemap::default())
        );
    }
}
