//! Where an article of several pages goes on.

use dom_query::Document;
use url::Url;

/// The page's `rel=next`, on its own host and not itself.
pub(super) fn find(page: &Document, url: &Url) -> Option<Url> {
    let links = page.select("link[rel~='next'][href], a[rel~='next'][href]");
    links.nodes().iter().find_map(|link| {
        let mut next = url.join(link.attr("href")?.trim()).ok()?;
        next.set_fragment(None);
        let own =
            next.host_str() == url.host_str() && next.port_or_known_default() == url.port_or_known_default();
        // A blog's next article is not this one's next page: that begins with the address of this.
        (own && next != *url && goes_on(url, &next)).then_some(next)
    })
}

/// `/story` → `/story/2`, `/story?page=2`, `/story-2.html`; not `/another-story`.
fn goes_on(url: &Url, next: &Url) -> bool {
    let stem = |url: &Url| {
        let path = url.path().trim_end_matches('/');
        let path = path
            .rsplit_once('.')
            .map_or(path, |(stem, end)| if end.len() <= 5 { stem } else { path });
        let tail = path.trim_end_matches(|c: char| c.is_ascii_digit());
        let tail = if tail.len() < path.len() {
            tail.trim_end_matches(['-', '_', '/', ','])
        } else {
            tail
        };
        let tail = tail
            .strip_suffix("/page")
            .or(tail.strip_suffix("/seite"))
            .unwrap_or(tail);
        tail.to_owned()
    };
    stem(url) == stem(next)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_same_article_goes_on() {
        let next = |from: &str, to: &str| {
            let page = Document::from(format!("<head><link rel=next href='{to}'></head><body>a"));
            find(&page, &Url::parse(from).expect("an address")).map(String::from)
        };
        assert_eq!(
            next("https://a.test/story", "/story?page=2").as_deref(),
            Some("https://a.test/story?page=2")
        );
        assert_eq!(
            next("https://a.test/story/", "/story/2/").as_deref(),
            Some("https://a.test/story/2/")
        );
        assert_eq!(
            next("https://a.test/story/2", "3").as_deref(),
            Some("https://a.test/story/3")
        );
        assert_eq!(
            next("https://a.test/story.html", "story-2.html").as_deref(),
            Some("https://a.test/story-2.html")
        );
        assert_eq!(next("https://a.test/story", "/other-story"), None);
        assert_eq!(next("https://a.test/story", "https://b.test/story/2"), None);
        assert_eq!(next("https://a.test/story", "/story#top"), None);
    }
}
