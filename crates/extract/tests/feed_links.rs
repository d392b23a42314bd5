//! Feed discovery on pages as they are found in the wild.

use kazpost_extract::{FeedLink, feed_links};
use url::Url;

fn links(page: &str) -> Vec<FeedLink> {
    links_at(page, "https://example.org/blog/")
}

fn links_at(page: &str, base: &str) -> Vec<FeedLink> {
    feed_links(
        page.as_bytes(),
        &Url::parse(base).expect("an address"),
        Some("text/html; charset=utf-8"),
    )
}

fn urls(page: &str) -> Vec<String> {
    links(page).into_iter().map(|link| link.url).collect()
}

#[test]
fn a_page_announces_its_feeds() {
    let found = links(
        "<!doctype html><html><head><title>A <link rel=alternate type=application/rss+xml href=/no></title>
        <link rel=\"alternate\" type=\"application/rss+xml\" title=\"Жаңалықтар &amp;\n пікір\" href=\"feed.xml?a=1&amp;b=2\">
        <LINK REL='ALTERNATE home' TYPE='Application/Atom+XML; charset=utf-8' HREF='//feeds.example.org/atom#x'/>
        <link rel=alternate type=application/feed+json href=/feed.json></head>",
    );
    let expected = [
        (
            "https://example.org/blog/feed.xml?a=1&b=2",
            Some("Жаңалықтар & пікір"),
            "application/rss+xml",
        ),
        ("https://feeds.example.org/atom", None, "application/atom+xml"),
        ("https://example.org/feed.json", None, "application/feed+json"),
    ];
    let expected = expected.map(|(url, title, mime_type)| FeedLink {
        url: url.into(),
        title: title.map(Into::into),
        mime_type: mime_type.into(),
    });
    assert_eq!(found, expected);
}

#[test]
fn feeds_of_comments_come_last() {
    let page = "
        <link rel=alternate type=application/rss+xml title='Blog » Comments Feed' href=/comments/feed/>
        <link rel=alternate type=application/rss+xml title='Пікірлер' href=/k>
        <link rel=alternate type=application/rss+xml title='Blog » Feed' href=/feed/>";
    assert_eq!(
        urls(page),
        [
            "https://example.org/feed/",
            "https://example.org/comments/feed/",
            "https://example.org/k"
        ]
    );
}

#[test]
fn what_is_no_feed_is_left_out() {
    let page = "
        <link rel=alternate hreflang=kk href=/kk/>
        <link rel=alternate type=application/json href=/wp-json/wp/v2/pages/2>
        <link rel=alternate type=application/json+oembed href=/oembed>
        <link rel=alternate type=text/html href=/amp>
        <link rel='alternate stylesheet' type=text/xml href=/style.xml>
        <link rel=stylesheet type=application/rss+xml href=/x>
        <link rel=alternate type=application/rss+xml>
        <link rel=alternate type=application/rss+xml href='javascript:alert(1)'>
        <link rel=alternate type=application/rss+xml href='http://[broken'>
        <!-- <link rel=alternate type=application/rss+xml href=/comment> -->
        <script>'<link rel=alternate type=application/rss+xml href=/script>'</script>
        <textarea><link rel=alternate type=application/rss+xml href=/textarea></textarea>
        <a href=/about>RSS</a> <a href=/feedback>Feedback</a> <a href=/sitemap.xml>Map</a>";
    assert_eq!(urls(page), Vec::<String>::new());
}

#[test]
fn a_link_counts_wherever_it_stands() {
    let page = "<body><div><p>text<svg><link rel=feed href=/a.xml></svg><noscript>
        <link rel=alternate type=text/xml href=/b></noscript><template><link rel=alternate type=application/rdf+xml href=/c>";
    assert_eq!(
        urls(page),
        [
            "https://example.org/a.xml",
            "https://example.org/b",
            "https://example.org/c"
        ]
    );
}

#[test]
fn the_base_of_the_page_counts() {
    let link = "<link rel=alternate type=application/rss+xml href=feed>";
    assert_eq!(
        urls(&format!("{link}<base href='/other/'><base href=/late/>")),
        ["https://example.org/other/feed"]
    );
    assert_eq!(
        urls(&format!(
            "<base target=_top><base href='https://cdn.example/'>{link}"
        )),
        ["https://cdn.example/feed"]
    );
    assert_eq!(
        urls(&format!("<base href='data:,'>{link}")),
        ["https://example.org/blog/feed"]
    );
}

#[test]
fn anchors_come_after_links_and_none_twice() {
    let page = "<a href='https://elsewhere.org/feed'>Friend</a>
        <a class=rss href='/rss.xml' title=Feed><img src=rss.png></a> <a href=/feed><b>All</b>\n news</a>
        <a href=/comments.rss>c</a><a href='feed:https://example.org/old.rss'>Old</a>
        <link rel=alternate type=application/rss+xml title=Main href=/feed#x>";
    let found: Vec<_> = links(page)
        .into_iter()
        .map(|link| (link.url, link.title.unwrap_or_default()))
        .collect();
    let expected = [
        ("https://example.org/feed", "Main"),
        ("https://example.org/rss.xml", "Feed"),
        ("https://example.org/old.rss", "Old"),
        ("https://elsewhere.org/feed", "Friend"),
        ("https://example.org/comments.rss", "c"),
    ];
    assert_eq!(
        found,
        expected.map(|(url, title)| (url.to_owned(), title.to_owned()))
    );
}

#[test]
fn titles_come_in_the_pages_own_charset() {
    let page = b"<meta http-equiv=Content-Type content='text/html; charset=windows-1251'>\
        <link rel=alternate type=application/rss+xml title='\xcf\xee\xf7\xf2\xe0' href=/rss>";
    let base = Url::parse("https://example.org/").expect("an address");
    assert_eq!(feed_links(page, &base, None)[0].title.as_deref(), Some("Почта"));
}

#[test]
fn no_page_is_too_broken() {
    let base = Url::parse("https://example.org/").expect("an address");
    for page in [
        "",
        "<",
        "<link",
        "<link rel=alternate type=application/rss+xml href=/x",
        "<a href",
        "\0\0<a\0href=/feed>",
    ] {
        feed_links(page.as_bytes(), &base, None);
    }
    let noise: Vec<u8> = (0..100_000_u32)
        .map(|at| (at.wrapping_mul(2_654_435_761) >> 13) as u8)
        .collect();
    feed_links(&noise, &base, None);
    let many = "<a href=/feed?x=1><link rel=alternate type=application/rss+xml href=/y>".repeat(20_000);
    assert_eq!(feed_links(many.as_bytes(), &base, None).len(), 2);
}
