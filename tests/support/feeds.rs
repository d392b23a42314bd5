//! Feeds that tests serve, written as a publisher's program would.

use std::fmt::Write;

/// One item of a feed; every field is escaped on its way into the XML.
#[derive(Clone, Debug, Default)]
pub struct Item {
    /// Its identity.
    pub guid: String,
    /// Its title.
    pub title: String,
    /// Its author; empty for none.
    pub author: String,
    /// HTML.
    pub body: String,
    /// The address of a file with it; empty for none.
    pub enclosure: String,
    /// How many hours ago it was published.
    pub hours: u32,
}

/// An RSS 2.0 document.
pub fn rss(title: &str, link: &str, items: &[Item]) -> String {
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n\
         <rss version=\"2.0\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" \
         xmlns:content=\"http://purl.org/rss/1.0/modules/content/\">\n\
         <channel><title>{}</title><link>{}</link><description/><language>en</language>\n",
        escape(title),
        escape(link)
    );
    for item in items {
        // Writing to a string cannot fail.
        let _ = write!(
            out,
            "<item><guid isPermaLink=\"false\">{}</guid><title>{}</title><pubDate>{}</pubDate>\
             <content:encoded>{}</content:encoded>",
            escape(&item.guid),
            escape(&item.title),
            date(item.hours),
            escape(&item.body)
        );
        if !item.author.is_empty() {
            let _ = write!(out, "<dc:creator>{}</dc:creator>", escape(&item.author));
        }
        if !item.enclosure.is_empty() {
            let address = escape(&item.enclosure);
            let _ = write!(
                out,
                "<enclosure url=\"{address}\" type=\"audio/mpeg\" length=\"1\"/>"
            );
        }
        out.push_str("</item>\n");
    }
    out.push_str("</channel></rss>\n");
    out
}

/// An RSS 2.0 document around items that are written out, so that they can be as odd as those in the wild.
pub fn channel(title: &str, items: &str) -> String {
    format!(
        "<?xml version=\"1.0\"?>\n<rss version=\"2.0\"><channel><title>{}</title>{items}</channel></rss>\n",
        escape(title)
    )
}

/// Text in XML; characters that XML does not know are left out.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\r' => out.push_str("&#13;"),
            '\t' | '\n' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'.. => out.push(character),
            _ => (),
        }
    }
    out
}

/// RFC 822, so many hours before 1 June 2026, noon: the same in each run, and never in the future.
fn date(hours: u32) -> String {
    let (days, hour) = (hours / 24, 23 - hours % 24);
    let (month, day) = match days {
        0..=30 => ("May", 31 - days),
        31..=60 => ("Apr", 61 - days),
        _ => ("Mar", 31 - (days - 61).min(30)),
    };
    format!("{day:02} {month} 2026 {hour:02}:00:00 GMT")
}
