use crate::{Language, Prose};

/// What kind of document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// RSS 2.0, bodies in `content:encoded` as CDATA.
    Rss,
    /// Atom, bodies escaped.
    Atom,
    /// JSON Feed 1.1.
    Json,
}

/// A feed document of `items` articles with bodies of about `bytes`.
pub fn document(format: Format, language: Language, items: usize, bytes: usize) -> String {
    let mut prose = Prose::new(language, 7);
    let items: Vec<Item> = (0..items).map(|n| Item::new(&mut prose, n, bytes)).collect();
    match format {
        Format::Rss => rss(&items),
        Format::Atom => atom(&items),
        Format::Json => json(&items),
    }
}

struct Item {
    n: usize,
    title: String,
    summary: String,
    body: String,
}

impl Item {
    fn new(prose: &mut Prose, n: usize, bytes: usize) -> Item {
        Item {
            n,
            title: prose.sentence(8),
            summary: prose.sentence(25),
            body: prose.markup(bytes),
        }
    }
}

fn rss(items: &[Item]) -> String {
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rss version=\"2.0\" \
         xmlns:content=\"http://purl.org/rss/1.0/modules/content/\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" \
         xmlns:media=\"http://search.yahoo.com/mrss/\">\n<channel>\n<title>Bench</title>\n\
         <link>https://example.org/</link>\n<description>A feed</description>\n<language>kk</language>\n",
    );
    for item in items {
        let Item {
            n,
            title,
            summary,
            body,
        } = item;
        xml.push_str(&format!(
            "<item>\n<title>{title}</title>\n<link>https://example.org/articles/{n}</link>\n\
             <guid isPermaLink=\"false\">tag:example.org,2026:{n}</guid>\n\
             <pubDate>Tue, 24 Nov 2026 0{}:{:02}:00 +0500</pubDate>\n<dc:creator>A. Writer</dc:creator>\n\
             <category>World</category>\n<category>City</category>\n<description>{summary}</description>\n\
             <media:content url=\"https://example.org/pictures/{n}.jpg\" medium=\"image\"/>\n\
             <content:encoded><![CDATA[{body}]]></content:encoded>\n</item>\n",
            n / 60 % 10,
            n % 60
        ));
    }
    xml.push_str("</channel>\n</rss>\n");
    xml
}

fn atom(items: &[Item]) -> String {
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"ru\">\n\
         <title>Bench</title>\n<id>tag:example.org,2026:feed</id>\n<link href=\"https://example.org/\"/>\n\
         <link rel=\"self\" href=\"https://example.org/feed\"/>\n<updated>2026-11-24T05:00:00Z</updated>\n",
    );
    for item in items {
        let Item {
            n,
            title,
            summary,
            body,
        } = item;
        let body = body
            .replace('&', "&amp;")
            .replace('<', "&lt;")
            .replace('>', "&gt;");
        xml.push_str(&format!(
            "<entry>\n<title>{title}</title>\n<id>tag:example.org,2026:{n}</id>\n\
             <link rel=\"alternate\" href=\"https://example.org/articles/{n}\"/>\n\
             <published>2026-11-24T0{}:{:02}:00+05:00</published>\n<updated>2026-11-24T09:00:00Z</updated>\n\
             <author><name>A. Writer</name></author>\n<category term=\"World\"/>\n<summary>{summary}</summary>\n\
             <content type=\"html\">{body}</content>\n</entry>\n",
            n / 60 % 10,
            n % 60
        ));
    }
    xml.push_str("</feed>\n");
    xml
}

fn json(items: &[Item]) -> String {
    let quoted = |text: &str| {
        let text = text
            .replace('\\', "\\\\")
            .replace('"', "\\\"")
            .replace('\n', "\\n");
        format!("\"{text}\"")
    };
    let items: Vec<String> = items
        .iter()
        .map(|item| {
            format!(
                "{{\"id\": \"{}\", \"url\": \"https://example.org/articles/{}\", \"title\": {}, \"summary\": {}, \
                 \"content_html\": {}, \"date_published\": \"2026-11-24T05:00:00Z\", \
                 \"authors\": [{{\"name\": \"A. Writer\"}}], \"tags\": [\"World\"]}}",
                item.n,
                item.n,
                quoted(&item.title),
                quoted(&item.summary),
                quoted(&item.body)
            )
        })
        .collect();
    format!(
        "{{\"version\": \"https://jsonfeed.org/version/1.1\", \"title\": \"Bench\", \
         \"home_page_url\": \"https://example.org/\", \"items\": [\n{}\n]}}\n",
        items.join(",\n")
    )
}
