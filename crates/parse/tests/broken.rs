//! Documents that were cut off, garbled or written to do harm: none may panic, hang or swell.
#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    clippy::unwrap_used,
    reason = "tests read clocks"
)]

use std::time::{Duration, Instant};

use kazpost_parse::{Document, feed, opml};

const FIXTURES: &[&str] = &[
    "<?xml version='1.0' encoding='utf-8'?><!DOCTYPE rss [<!ENTITY city 'Алматы'>]><rss version='2.0' \
     xmlns:media='http://search.yahoo.com/mrss/' xmlns:dc='http://purl.org/dc/elements/1.1/' xml:base='http://a/'>\
     <channel><title>Жаңалық &city; &#1179; &amp;amp;</title><link>/</link><item><title>Бір <b>екі</b></title>\
     <guid isPermaLink='false'>g</guid><pubDate>Дс, 24 қараша 2025 10:00:00 +0500</pubDate><description>\
     <![CDATA[<p>мәтін</p>]]></description><media:group><media:content url='v.mp4' duration='1:02'/></media:group>\
     <dc:creator>Айгүл &lt;a@b&gt;</dc:creator><enclosure url='e.mp3' length='12' type='audio/mpeg'/></item>\
     <item><content:encoded>&lt;i&gt;т&lt;/i&gt;</content:encoded></item></channel></rss>",
    "<feed xmlns='http://www.w3.org/2005/Atom' xml:lang='kk'><title type='html'>А &lt;b>Б&lt;/b></title><entry>\
     <id>tag:a,2025:1</id><link href='1'/><updated>2025-11-24T10:00:00.5+05:00</updated><content type='xhtml' \
     xml:base='http://b/'><div xmlns='http://www.w3.org/1999/xhtml' xml:base='c/'><a href='x'>ү</a><br/></div></content>\
     </entry><entry><content type='application/octet-stream'>0JDQsdCw0Lk=</content></entry></feed>",
    "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://purl.org/rss/1.0/'><channel>\
     <title>Т</title></channel><item rdf:about='http://a/1'><title>қ</title></item></rdf:RDF>",
    "{\"version\": \"https://jsonfeed.org/version/1.1\", \"title\": \"Ж\", \"items\": [{\"id\": 1, \"content_html\": \
     \"<p>т\\u0430</p>\", \"attachments\": [{\"url\": \"a\"}], \"date_published\": \"2025-11-24T10:00:00Z\"}]}",
    "<?xml version='1.0'?><opml version='2.0'><head><title>Т</title></head><body><outline text='Қ'><outline \
     text='т' xmlUrl='http://a/?b&amp;c' htmlUrl='http://a/'/></outline></body></opml>",
];

fn read(bytes: &[u8]) {
    for (url, content_type) in [
        (None, None),
        (Some("http://e/"), Some("text/xml; charset=koi8-r")),
    ] {
        let _ = feed(Document {
            bytes,
            url,
            content_type,
        });
    }
    let _ = opml::read(bytes);
}

#[test]
fn cut_off_at_every_byte() {
    for fixture in FIXTURES {
        for end in 0..=fixture.len() {
            read(&fixture.as_bytes()[..end]);
        }
    }
}

#[test]
fn begun_at_every_byte() {
    for fixture in FIXTURES {
        for start in 0..fixture.len() {
            read(&fixture.as_bytes()[start..]);
        }
    }
}

#[test]
fn garbled_by_a_fixed_sequence() {
    // Knuth's MMIX generator: the same bytes on every machine.
    let mut state: u64 = 2025;
    let mut next = move || {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize
    };
    let marks = b"<>&;\"'/=[]!-? \0{}:,\xff\xc2\x80";
    for fixture in FIXTURES {
        for _ in 0..2000 {
            let mut bytes = fixture.as_bytes().to_vec();
            for _ in 0..1 + next() % 6 {
                let at = next() % bytes.len();
                match next() % 4 {
                    0 => bytes[at] ^= 1 << (next() % 8),
                    1 => bytes[at] = marks[next() % marks.len()],
                    2 => bytes.insert(at, marks[next() % marks.len()]),
                    _ => {
                        let end = (at + next() % 40).min(bytes.len());
                        bytes.drain(at..end);
                        bytes.push(b'>');
                    }
                }
            }
            read(&bytes);
        }
    }
}

/// Read within seconds, even unoptimised and on a busy machine: quadratic time shows.
#[test]
fn hostile_repetition_is_read_in_linear_time() {
    let pieces = [
        "<a ",
        "<a x='",
        "<a x=\">\" y=\"<a\" ",
        "</a",
        "<!--",
        "<![CDATA[",
        "<!DOCTYPE [",
        "<!doctype ",
        "<!ENTITY x ",
        "<?x",
        "&",
        "&#",
        "&a;",
        "<b>",
        "</b>",
        "<item>",
        "<title>",
        "<description>",
        "<p",
        "<!",
        "<script>",
        "<script></x>",
        "<!-- > ",
        "<b x='",
        "[",
        "{\"a\":",
        "]]>",
        "<category>a</category>",
        "<media:group>",
        "<author>",
        "<div xml:base='a/'>",
        "<xmlns:a xmlns:b='c'>",
        "<outline text='a'>",
        "0",
        "<enclosure url='x'/>",
        "<![CDATA[<!-- ]]>",
    ];
    for piece in pieces {
        let body = piece.repeat(300_000 / piece.len());
        for (before, after) in [
            ("", ""),
            ("<rss><channel><item><title>", "</title></item></channel></rss>"),
            (
                "<rss><item><description><![CDATA[",
                "]]></description></item></rss>",
            ),
            ("<rss><item>", "</item></rss>"),
            (
                "<feed><entry><content type='xhtml'>",
                "></content></entry></feed>",
            ),
            ("<opml><body>", "'>"),
        ] {
            let begun = Instant::now();
            read(format!("{before}{body}{after}").as_bytes());
            assert!(
                begun.elapsed() < Duration::from_secs(5),
                "{piece:?} in {before:?}"
            );
        }
    }
}

#[test]
fn an_entity_bomb_does_not_go_off() {
    let mut text = String::from("<!DOCTYPE rss [<!ENTITY a0 'ха'>");
    for n in 1..100 {
        text += &format!("<!ENTITY a{n} '{}'>", format!("&a{};", n - 1).repeat(10));
    }
    text += &format!(
        "<!ENTITY big '{}'>]><rss><channel><title>&a99;</title>",
        "x".repeat(4000)
    );
    text += &format!(
        "<item><description>{}</description></item></channel></rss>",
        "&big;".repeat(100_000)
    );
    let feed = feed(Document {
        bytes: text.as_bytes(),
        url: None,
        content_type: None,
    })
    .unwrap();
    assert!(feed.title.unwrap().len() < 1000);
    assert!(feed.items[0].content.as_ref().unwrap().untrusted().len() < 4_000_000);
}
