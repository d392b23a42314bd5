//! What an address, a title or a media type tells about a feed.

use url::Url;

const ATOM: &str = "application/atom+xml";
const JSON: &str = "application/feed+json";
const RDF: &str = "application/rdf+xml";
const RSS: &str = "application/rss+xml";
const XML: &str = "application/xml";

/// The media type where it is one of a feed: in lower case, without parameters.
pub(crate) fn feed_type(declared: &str, url: &Url) -> Option<String> {
    let mime_type = declared
        .split(';')
        .next()
        .unwrap_or_default()
        .trim()
        .to_ascii_lowercase();
    let fits = match mime_type.as_str() {
        ATOM | JSON | RDF | RSS | XML | "text/xml" => true,
        "application/rss" | "application/x-rss+xml" | "text/rss" | "text/rss+xml" => true,
        "application/atom" | "application/x-atom+xml" | "text/atom" | "text/atom+xml" => true,
        // Also the type of programming interfaces, so the address has to agree.
        "application/json" => guessed_type(url) == Some(JSON),
        _ => false,
    };
    fits.then_some(mime_type)
}

/// The media type where the address is plainly a feed's: by the last part of its path, its query or its host.
pub(crate) fn guessed_type(url: &Url) -> Option<&'static str> {
    let path = url.path().trim_end_matches('/').to_ascii_lowercase();
    let last = path.rsplit('/').next().unwrap_or_default();
    let (stem, extension) = last.rsplit_once('.').unwrap_or((last, ""));
    let speaks = |word: &str| stem.split(['-', '_', '.']).any(|part| part == word);
    match (stem, extension) {
        (_, "rss" | "rss2") | ("rss" | "rss2" | "feed", "" | "php") => return Some(RSS),
        (_, "atom") | ("atom", "" | "xml" | "php") => return Some(ATOM),
        (_, "rdf") | ("rdf", "") => return Some(RDF),
        ("feed", "json") => return Some(JSON),
        (_, "json") if speaks("feed") => return Some(JSON),
        (_, "xml") if speaks("sitemap") || speaks("opensearch") || stem.starts_with("sitemap") => {
            return None;
        }
        (_, "xml") => return Some(if stem.contains("rss") { RSS } else { XML }),
        _ => {}
    }
    for (name, value) in url.query_pairs() {
        let kind = match value.to_ascii_lowercase().as_str() {
            "rss" | "rss2" | "feed" | "rss_200" => RSS,
            "atom" => ATOM,
            _ => continue,
        };
        if matches!(
            &*name.to_ascii_lowercase(),
            "feed" | "format" | "type" | "alt" | "output" | "view" | "mode"
        ) {
            return Some(kind);
        }
    }
    let host = url.host_str().unwrap_or_default();
    ((host.starts_with("feeds.") || host.starts_with("feed.")) && path.len() > 1).then_some(RSS)
}

/// True for what carries the comments on articles, not the articles.
pub(crate) fn is_of_comments(url: &Url, title: Option<&str>) -> bool {
    // The singular of the Kazakh word also means opinion, which papers have feeds of.
    const WORDS: [&str; 6] = [
        "comment",
        "kommentar",
        "commentaire",
        "коммент",
        "пікірлер",
        "ответы к",
    ];
    let title = title.unwrap_or_default().to_lowercase();
    let path = url.path().to_ascii_lowercase();
    WORDS.iter().any(|word| title.contains(word))
        || path
            .split(['/', '-', '_', '.'])
            .any(|part| part == "comments" || part == "comment")
        || url.query_pairs().any(|(_, value)| value.starts_with("comments"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn guess(address: &str) -> Option<&'static str> {
        guessed_type(&Url::parse("https://example.org/").unwrap().join(address).unwrap())
    }

    #[test]
    fn plain_feed_addresses_are_known() {
        for address in [
            "/feed",
            "/blog/feed/",
            "/a.rss",
            "/RSS",
            "/rss.php",
            "/?feed=rss2",
            "/x?format=rss",
            "//feeds.x.org/y",
            "/news_rss.xml",
        ] {
            assert_eq!(guess(address), Some(RSS), "{address}");
        }
        for address in ["/atom.xml", "/commits/main.atom", "/x?alt=atom"] {
            assert_eq!(guess(address), Some(ATOM), "{address}");
        }
        assert_eq!(guess("/index.xml"), Some(XML));
        assert_eq!(guess("/index.rdf"), Some(RDF));
        assert_eq!(guess("/feed.json"), Some(JSON));
    }

    #[test]
    fn other_addresses_are_not() {
        for address in [
            "/",
            "/feedback",
            "/sitemap.xml",
            "/sitemap_news.xml",
            "/opensearch.xml",
            "/rss-explained",
            "/data.json",
            "//feeds.x.org/",
            "/?q=rss",
            "/rss.html",
        ] {
            assert_eq!(guess(address), None, "{address}");
        }
    }

    #[test]
    fn json_is_a_feed_where_the_address_agrees() {
        let of = |address: &str| feed_type("Application/JSON; charset=utf-8", &Url::parse(address).unwrap());
        assert_eq!(
            of("https://example.org/feed.json").as_deref(),
            Some("application/json")
        );
        assert_eq!(of("https://example.org/wp-json/wp/v2/posts/1"), None);
    }
}
