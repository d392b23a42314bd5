use url::Url;

/// By how often sites have them.
const NAMES: [&str; 14] = [
    "feed",
    "feed/",
    "rss",
    "rss.xml",
    "atom.xml",
    "feed.xml",
    "index.xml",
    "feed.json",
    "rss/",
    "feed.atom",
    "atom",
    "feed.rss",
    "index.rdf",
    "?feed=rss2",
];

/// Where a site that does not tell may keep its feed, likeliest first: beside the page given, then at the root.
/// At most 40 addresses, all at the host of `site`; empty where that is no web address.
pub fn usual_feed_addresses(site: &Url) -> Vec<Url> {
    let mut addresses = Vec::new();
    for folder in folders(site) {
        let extra: &[&str] = if folder.path() == "/" {
            &["blog/feed", "feeds/posts/default"]
        } else {
            &[]
        };
        for name in NAMES.iter().chain(extra) {
            if let Ok(address) = folder.join(name)
                && !addresses.contains(&address)
            {
                addresses.push(address);
            }
        }
    }
    addresses
}

/// The page's folder and the root; `/blog` is taken for a folder, `/blog/index.html` lies in one.
fn folders(site: &Url) -> Vec<Url> {
    if !matches!(site.scheme(), "http" | "https") || site.cannot_be_a_base() {
        return Vec::new();
    }
    let mut page = site.clone();
    page.set_query(None);
    page.set_fragment(None);
    let path = page.path().to_owned();
    let (parent, last) = path.rsplit_once('/').unwrap_or(("", ""));
    match last {
        "" => {}
        file if file.contains('.') => page.set_path(&format!("{parent}/")),
        _ => page.set_path(&format!("{path}/")),
    }
    let mut root = page.clone();
    root.set_path("/");
    if page == root {
        vec![root]
    } else {
        vec![page, root]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(site: &str) -> Vec<String> {
        usual_feed_addresses(&Url::parse(site).unwrap())
            .into_iter()
            .map(String::from)
            .collect()
    }

    #[test]
    fn a_site_is_searched_at_its_root() {
        let list = of("https://example.org/?page=2#top");
        assert_eq!(list[0], "https://example.org/feed");
        for name in [
            "feed/",
            "rss",
            "rss.xml",
            "atom.xml",
            "feed.xml",
            "index.xml",
            "feed.json",
            "?feed=rss2",
        ] {
            assert!(list.contains(&format!("https://example.org/{name}")), "{name}");
        }
    }

    #[test]
    fn a_page_is_searched_in_its_folder_first() {
        for page in [
            "https://example.org/blog",
            "https://example.org/blog/",
            "https://example.org/blog/index.html",
        ] {
            let list = of(page);
            assert_eq!(list[0], "https://example.org/blog/feed", "{page}");
            assert!(list.contains(&"https://example.org/rss.xml".into()), "{page}");
            assert!(list.len() <= 40);
        }
    }

    #[test]
    fn what_is_no_web_address_has_none() {
        assert!(of("mailto:a@example.org").is_empty());
        assert!(of("file:///etc/").is_empty());
    }
}
