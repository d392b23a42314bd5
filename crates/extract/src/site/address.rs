//! What the address of a page tells of it, before anybody asked for it.

use url::Url;

/// Words that a part of an address has where it leads to no article, in lower case.
const NEVER: &[&str] = &[
    "tag",
    "tags",
    "category",
    "categories",
    "cat",
    "author",
    "authors",
    "topic",
    "topics",
    "login",
    "signin",
    "sign-in",
    "signup",
    "sign-up",
    "logout",
    "register",
    "registration",
    "account",
    "profile",
    "user",
    "users",
    "search",
    "subscribe",
    "subscription",
    "subscriptions",
    "newsletter",
    "newsletters",
    "privacy",
    "privacy-policy",
    "terms",
    "terms-of-use",
    "terms-of-service",
    "terms-and-conditions",
    "cookie",
    "cookies",
    "cookie-policy",
    "policy",
    "legal",
    "imprint",
    "impressum",
    "about",
    "about-us",
    "aboutus",
    "contact",
    "contacts",
    "contact-us",
    "advertise",
    "advertising",
    "advertisement",
    "reklama",
    "faq",
    "help",
    "support",
    "careers",
    "jobs",
    "vacancies",
    "donate",
    "shop",
    "cart",
    "checkout",
    "store",
    "feed",
    "rss",
    "sitemap",
    "archive",
    "archives",
    "page",
    "pages",
    "wp-login.php",
    "wp-admin",
    "wp-content",
    "cdn-cgi",
    "comments",
    "print",
    "share",
    "redakciya",
    "kontakty",
    "o-nas",
    "o-proekte",
    "team",
    "staff",
    "masthead",
    "accessibility",
    "membership",
    "podcasts",
    "live",
    "static",
    "assets",
    "upload",
    "uploads",
    "api",
    "amp-consent",
    "lang",
    "members",
    "portal",
];
/// Ends of paths behind which there is no page.
const FILES: &[&str] = &[
    "pdf", "jpg", "jpeg", "png", "gif", "webp", "avif", "svg", "ico", "zip", "gz", "rar", "doc", "docx",
    "xls", "xlsx", "ppt", "pptx", "mp3", "m4a", "ogg", "mp4", "webm", "avi", "mov", "xml", "rss", "atom",
    "json", "css", "js", "txt", "apk", "exe", "epub", "ics",
];
/// Parameters that say where somebody came from and not what is there.
const TRACKING: &[&str] = &[
    "fbclid",
    "gclid",
    "yclid",
    "dclid",
    "msclkid",
    "igshid",
    "mc_cid",
    "mc_eid",
    "ref",
    "referrer",
    "_openstat",
    "ysclid",
    "cmpid",
];

/// Absolute, of the web, without a fragment and without what follows a reader about.
pub(super) fn resolved(base: &Url, href: &str) -> Option<Url> {
    let href = href.trim();
    if href.is_empty() || href.starts_with('#') {
        return None;
    }
    let mut url = base
        .join(href)
        .ok()
        .filter(|url| matches!(url.scheme(), "http" | "https"))?;
    url.set_fragment(None);
    if url.query().is_some() {
        let kept: Vec<(String, String)> = url
            .query_pairs()
            .filter(|(name, _)| !name.starts_with("utm_") && !TRACKING.contains(&&*name.to_ascii_lowercase()))
            .map(|(name, value)| (name.into_owned(), value.into_owned()))
            .collect();
        if kept.len() < url.query_pairs().count() {
            url.query_pairs_mut().clear().extend_pairs(&kept);
        }
        if kept.is_empty() {
            url.set_query(None);
        }
    }
    Some(url)
}

/// Whether both belong to one site: the same host and port, `www.` or not.
pub fn same_site(a: &Url, b: &Url) -> bool {
    fn bare(url: &Url) -> Option<&str> {
        url.host_str()
            .map(|host| host.strip_prefix("www.").unwrap_or(host))
    }
    let port = |url: &Url| match url.port_or_known_default() {
        // A link from https to the same site's http is answered by the same site.
        Some(80 | 443) | None => 0,
        Some(port) => port,
    };
    bare(a) == bare(b) && port(a) == port(b)
}

/// How an address speaks for an article (above 0) or against it; `None` where there can be none.
pub(super) fn points(url: &Url) -> Option<i32> {
    let path = url.path().trim_end_matches('/').to_lowercase();
    let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
    let last = *parts.last().unwrap_or(&"");
    let (stem, end) = match last.rsplit_once('.') {
        Some((stem, end)) if (1..=5).contains(&end.len()) => (stem, Some(end)),
        _ => (last, None),
    };
    if end.is_some_and(|end| FILES.contains(&end)) {
        return None;
    }
    let mut points = 0;
    let id = |name: &str| {
        matches!(
            name,
            "id" | "p" | "newsid" | "news_id" | "article" | "artid" | "nid" | "story" | "sid"
        )
    };
    let by_query = url
        .query_pairs()
        .any(|(name, value)| id(&name.to_ascii_lowercase()) && value.chars().any(|c| c.is_ascii_digit()));
    if by_query {
        points += 3;
    } else if parts.is_empty() {
        return None;
    } else if url.query().is_some() {
        points -= 1;
    }
    if parts.iter().any(|part| NEVER.contains(part)) {
        points -= 6;
    }
    if is_dated(&parts) {
        points += 3;
    }
    let words = stem
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty() && !word.bytes().all(|c| c.is_ascii_digit()))
        .count();
    points += match words {
        0 | 1 => 0,
        2 => 1,
        3 => 2,
        _ => 3,
    };
    if stem.bytes().filter(u8::is_ascii_digit).count() >= 3 {
        points += 2;
    }
    if matches!(end, Some("html" | "htm" | "shtml" | "phtml" | "php" | "aspx")) && parts.len() > 1 {
        points += 1;
    }
    if parts.len() == 1 && words <= 1 && points <= 0 {
        points -= 2;
    }
    Some(points)
}

/// Whether an address alone speaks for an article, for lists that give nothing else.
pub fn promising(url: &Url) -> bool {
    points(url).is_some_and(|points| points >= 2)
}

/// `/2026/03/01/…`, `/2026/03/…`, `/2026-03-01/…`, `/20260301/…`.
fn is_dated(parts: &[&str]) -> bool {
    let number = |part: &str, low: u32, high: u32| {
        part.bytes().all(|c| c.is_ascii_digit())
            && part.parse::<u32>().is_ok_and(|n| (low..=high).contains(&n))
    };
    let pair = parts
        .windows(2)
        .any(|pair| number(pair[0], 1990, 2100) && number(pair[1], 1, 12));
    pair || parts.iter().any(|part| {
        let digits: String = part.chars().filter(char::is_ascii_digit).collect();
        digits.len() == 8
            && part.len() <= 10
            && number(&digits[..4], 1990, 2100)
            && number(&digits[4..6], 1, 12)
            && number(&digits[6..], 1, 31)
    })
}

/// The shape of an address: what pages of one kind on one site have in common. Numbers are `#`, runs of words `~`, a
/// word or two `-`; first parts stay as they are where they are plain words.
pub fn pattern(url: &Url) -> String {
    let parts: Vec<&str> = url.path().split('/').filter(|part| !part.is_empty()).collect();
    let mut out = String::new();
    for (n, part) in parts.iter().enumerate() {
        out.push('/');
        let last = n + 1 == parts.len();
        let (stem, end) = match part.rsplit_once('.') {
            Some((stem, end)) if (1..=5).contains(&end.len()) && last => (stem, end),
            _ => (*part, ""),
        };
        let words: Vec<&str> = stem
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .collect();
        let numbers = words
            .iter()
            .filter(|word| word.bytes().any(|c| c.is_ascii_digit()))
            .count();
        match words.len() - numbers {
            0 if numbers > 0 => out.push('#'),
            1 if !last && numbers == 0 => out.push_str(&stem.to_lowercase()),
            0..=2 if numbers > 0 => out.push_str("-#"),
            0..=2 => out.push('-'),
            _ if numbers > 0 => out.push_str("~#"),
            _ => out.push('~'),
        }
        if !end.is_empty() {
            out.push('.');
            out.push_str(end);
        }
    }
    let mut names: Vec<String> = url.query_pairs().map(|(name, _)| name.into_owned()).collect();
    names.sort_unstable();
    if !names.is_empty() {
        out.push('?');
        out.push_str(&names.join("&"));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(path: &str) -> Option<i32> {
        points(&Url::parse(&format!("https://a.test{path}")).unwrap())
    }

    #[test]
    fn addresses_of_articles_are_told_from_those_of_everything_else() {
        for article in [
            "/can-bread-be-baked-at-night",
            "/2026/03/01/harvest",
            "/news/kak-ispech-hleb/",
            "/site/00003/017.html",
            "/index.php?newsid=4512",
            "/kaz/articles/20260301-nan",
            "/жаңалық/наурыз-мерекесі-қалай-өтті",
        ] {
            assert!(
                of(article).is_some_and(|points| points >= 2),
                "{article}: {:?}",
                of(article)
            );
        }
        for other in [
            "/politics/",
            "/tag/bread-and-salt-prices",
            "/author/anna-smith-jones",
            "/about-us",
            "/privacy-policy/",
            "/page/2/",
            "/sport/football",
            "/category/news/world-news-today",
            "/search?q=bread-and-salt",
        ] {
            assert!(
                of(other).is_none_or(|points| points < 2),
                "{other}: {:?}",
                of(other)
            );
        }
        for none in ["/", "", "/a/report.pdf", "/feed.xml"] {
            assert_eq!(of(none), None, "{none}");
        }
    }

    #[test]
    fn what_follows_a_reader_about_is_taken_off() {
        let base = Url::parse("https://a.test/").unwrap();
        let address = |href| resolved(&base, href).map(String::from);
        assert_eq!(
            address("/a?utm_source=x&id=4#top").as_deref(),
            Some("https://a.test/a?id=4")
        );
        assert_eq!(
            address("/a?utm_source=x&fbclid=2").as_deref(),
            Some("https://a.test/a")
        );
        assert_eq!(address("#top"), None);
        assert_eq!(address("mailto:a@a.test"), None);
    }

    #[test]
    fn pages_of_a_kind_have_one_pattern() {
        let of = |path: &str| pattern(&Url::parse(&format!("https://a.test{path}")).unwrap());
        assert_eq!(of("/site/00003/017.html"), of("/site/00012/001.html"));
        assert_eq!(of("/how-bread-is-baked"), of("/the-price-of-salt-rises"));
        assert_ne!(of("/politics"), of("/how-bread-is-baked"));
        assert_ne!(of("/news/how-bread-is-baked"), of("/blog/how-bread-is-baked"));
    }

    #[test]
    fn a_site_is_one_with_and_without_www() {
        let same = |a: &str, b: &str| same_site(&Url::parse(a).unwrap(), &Url::parse(b).unwrap());
        assert!(same("https://www.a.test/", "http://a.test/x"));
        assert!(!same("https://a.test/", "https://b.test/"));
        assert!(!same("http://127.0.0.1:1/", "http://127.0.0.1:2/"));
    }
}
