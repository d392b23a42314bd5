//! Words arrive as they were written, whatever they are written in and whatever is said about that.

use encoding_rs::Encoding;
use kazpost_tests::{Reply, Server};

use crate::reader::{Reader, line, subscribe, sync};

const RUSSIAN: &str = "Съешь ещё этих мягких французских булок, да выпей чаю — «вот и весь сказ»";
const RUSSIAN_KOI8: &str = "Съешь ещё этих мягких французских булок, да выпей чаю";
const KAZAKH: &str = "Қазақстан жаңалықтары: әр өңірдегі ғылым, үкімет және ұлттық құрылыс";

fn document(title: &str, declared: &str) -> String {
    let declaration = match declared {
        "" => String::new(),
        name => format!("<?xml version=\"1.0\" encoding=\"{name}\"?>\n"),
    };
    format!(
        "{declaration}<rss version=\"2.0\"><channel><title>{title}</title><item><guid>1</guid>\
         <title>{title}</title><description>{title}</description></item></channel></rss>"
    )
}

/// In an encoding of the web, without a mark.
fn encoded(text: &str, label: &str) -> Vec<u8> {
    let encoding = Encoding::for_label(label.as_bytes()).expect("an encoding");
    let (bytes, _, lossy) = encoding.encode(text);
    assert!(!lossy, "{label} has letters for {text}");
    bytes.into_owned()
}

fn utf16(text: &str, unit: impl Fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(unit).collect()
}

#[tokio::test]
async fn every_encoding_gives_the_words() {
    let marked = |name: &str| format!("\u{feff}{}", document(KAZAKH, name));
    let cases: Vec<(&str, &str, Vec<u8>, &str)> = vec![
        (
            "/plain",
            "application/rss+xml",
            document(KAZAKH, "").into(),
            KAZAKH,
        ),
        ("/mark", "application/xml", marked("utf-8").into(), KAZAKH),
        (
            "/1251-by-header",
            "text/xml; charset=windows-1251",
            encoded(&document(RUSSIAN, ""), "windows-1251"),
            RUSSIAN,
        ),
        (
            "/1251-by-declaration",
            "text/xml",
            encoded(&document(RUSSIAN, "windows-1251"), "windows-1251"),
            RUSSIAN,
        ),
        (
            "/1251-header-before-declaration",
            "text/xml; charset=\"Windows-1251\"",
            encoded(&document(RUSSIAN, "koi8-r"), "windows-1251"),
            RUSSIAN,
        ),
        (
            "/koi8-by-header",
            "application/rss+xml; charset=KOI8-R",
            encoded(&document(RUSSIAN_KOI8, ""), "koi8-r"),
            RUSSIAN_KOI8,
        ),
        (
            "/koi8-by-declaration",
            "application/rss+xml",
            encoded(&document(RUSSIAN_KOI8, "koi8-r"), "koi8-r"),
            RUSSIAN_KOI8,
        ),
        (
            "/utf16-le",
            "application/xml",
            utf16(&marked("utf-16"), u16::to_le_bytes),
            KAZAKH,
        ),
        (
            "/utf16-be",
            "application/xml; charset=utf-16",
            utf16(&marked("utf-16"), u16::to_be_bytes),
            KAZAKH,
        ),
        // What is said is wrong, and the bytes show it.
        (
            "/wrong-header",
            "text/xml; charset=iso-8859-1",
            document(KAZAKH, "utf-8").into(),
            KAZAKH,
        ),
        (
            "/wrong-declaration",
            "text/xml",
            document(KAZAKH, "windows-1251").into(),
            KAZAKH,
        ),
        (
            "/wrong-both",
            "text/xml; charset=utf-8",
            encoded(&document(RUSSIAN, "utf-8"), "windows-1251"),
            RUSSIAN,
        ),
        (
            "/mark-against-header",
            "text/xml; charset=windows-1251",
            marked("windows-1251").into(),
            KAZAKH,
        ),
        (
            "/unknown",
            "text/xml; charset=klingon",
            document(KAZAKH, "klingon").into(),
            KAZAKH,
        ),
    ];
    let (server, reader) = (Server::start(), Reader::new());
    let library = reader.open();
    for (path, content_type, bytes, _) in &cases {
        server.set(path, Reply::ok(content_type, bytes.clone()));
    }
    let addresses: Vec<String> = cases.iter().map(|(path, ..)| server.url(path)).collect();
    subscribe(&library, &addresses);

    let report = sync(&library).await;

    let feeds = library.feeds().expect("the feeds");
    for (path, _, _, title) in &cases {
        let line = line(&report, path);
        assert_eq!(line.error, None, "{path}");
        let feed = feeds.iter().find(|feed| feed.id == line.id).expect("the feed");
        assert_eq!(feed.title, *title, "{path}: the feed's title");
        let item = &reader.items(&["--feed", &feed.id])[0];
        assert_eq!(item["title"], *title, "{path}: the article's title");
        let html = item["content_html"].as_str().unwrap_or_default();
        assert!(html.contains(title), "{path}: the article's text: {html}");
    }
}
