use jiff::fmt::rfc2822::DateTimePrinter;
use kazpost_model::Timestamp;

use super::{FOLLOWED, NAMESPACE, OpmlFeed, folders};
use crate::text;

/// Writes an OPML 2.0 list that other programs read: a folder is an outline around its feeds, `Outer/Inner` one in
/// another, each once; feeds without a folder stand first.
pub fn write(title: &str, date: Timestamp, feeds: &[OpmlFeed]) -> String {
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<opml version=\"2.0\"");
    if feeds.iter().any(|feed| feed.followed) {
        out.push(' ');
        out.push_str(NAMESPACE);
    }
    out.push_str(">\n  <head>\n    <title>");
    text::escape_into(&legible(title), &mut out);
    out.push_str("</title>\n");
    if let Some(date) = rfc822(date) {
        out.push_str(&format!("    <dateCreated>{date}</dateCreated>\n"));
    }
    out.push_str("  </head>\n  <body>\n");
    let mut root = Folder::default();
    for feed in feeds {
        let path = feed.folder.as_deref().unwrap_or_default();
        folders::names(path)
            .into_iter()
            .take(DEEPEST)
            .fold(&mut root, Folder::within)
            .feeds
            .push(feed);
    }
    root.write(4, &mut out);
    out.push_str("  </body>\n</opml>\n");
    out
}

/// No list nests deeper.
const DEEPEST: usize = 20;

/// A folder with what lies in it, in the order in which it was first named.
#[derive(Default)]
struct Folder<'a> {
    feeds: Vec<&'a OpmlFeed>,
    folders: Vec<(&'a str, Folder<'a>)>,
}

impl<'a> Folder<'a> {
    fn within(&mut self, name: &'a str) -> &mut Folder<'a> {
        let at = self.folders.iter().position(|(known, _)| *known == name);
        let at = at.unwrap_or_else(|| {
            self.folders.push((name, Folder::default()));
            self.folders.len() - 1
        });
        &mut self.folders[at].1
    }

    fn write(&self, indent: usize, out: &mut String) {
        for feed in &self.feeds {
            let title = feed.title.as_deref().unwrap_or(&feed.xml_url);
            out.extend(std::iter::repeat_n(' ', indent));
            let (kind, address) = if feed.followed {
                ("link", "url")
            } else {
                ("rss", "xmlUrl")
            };
            out.push_str("<outline");
            attribute("type", kind, out);
            attribute("text", title, out);
            attribute("title", title, out);
            attribute(address, &feed.xml_url, out);
            if feed.followed {
                attribute(FOLLOWED, "true", out);
            }
            if let Some(site) = &feed.html_url {
                attribute("htmlUrl", site, out);
            }
            out.push_str("/>\n");
        }
        for (name, folder) in &self.folders {
            out.extend(std::iter::repeat_n(' ', indent));
            out.push_str("<outline");
            attribute("text", name, out);
            attribute("title", name, out);
            out.push_str(">\n");
            folder.write(indent + 2, out);
            out.extend(std::iter::repeat_n(' ', indent));
            out.push_str("</outline>\n");
        }
    }
}

fn attribute(name: &str, value: &str, out: &mut String) {
    let mut escaped = String::with_capacity(value.len());
    text::escape_into(&legible(value), &mut escaped);
    out.push_str(&format!(" {name}=\"{}\"", escaped.replace('"', "&quot;")));
}

/// XML 1.0 knows no control characters (2.2), and attributes no line breaks.
fn legible(text: &str) -> String {
    text.chars()
        .map(|c| if matches!(c, '\t' | '\n' | '\r') { ' ' } else { c })
        .filter(|c| !c.is_control() && !matches!(c, '\u{fffe}' | '\u{ffff}'))
        .collect()
}

/// RFC 822 with four digits of year, as OPML asks for.
fn rfc822(date: Timestamp) -> Option<String> {
    let moment = jiff::Timestamp::from_second(date.seconds()).ok()?;
    DateTimePrinter::new().timestamp_to_rfc9110_string(&moment).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::opml::read;

    fn feed(title: &str, address: &str, folder: Option<&str>) -> OpmlFeed {
        OpmlFeed {
            title: Some(title.into()),
            xml_url: address.into(),
            html_url: Some("https://example.kz/?a=1&b=\"2\"".into()),
            folder: folder.map(Into::into),
            followed: false,
        }
    }

    #[test]
    fn a_followed_site_is_a_link_to_others_and_comes_back_to_us() {
        let site = OpmlFeed {
            followed: true,
            ..feed("Site", "https://site.example/", Some("News"))
        };
        let plain = feed("Feed", "https://feed.example/rss", None);
        let written = write(
            "T",
            Timestamp::from_seconds(0).unwrap(),
            &[plain.clone(), site.clone()],
        );
        assert!(written.contains("type=\"link\""), "{written}");
        assert!(!written.contains("xmlUrl=\"https://site.example/\""), "{written}");
        assert!(written.contains("xmlns:kazpost="), "{written}");
        assert_eq!(read(written.as_bytes()).unwrap().feeds, [plain.clone(), site]);
        let without = write("T", Timestamp::from_seconds(0).unwrap(), &[plain]);
        assert!(!without.contains("kazpost"), "{without}");
    }

    #[test]
    fn there_and_back_again() {
        let feeds = vec![
            feed("Без папки & <b>", "http://a/?x=1&y=2", None),
            feed("\"Кавычки\"", "http://b/", Some("Қала")),
            feed("Inner", "http://c/", Some("Қала/Спорт")),
            feed("Both", "http://e/", Some("Қала/Спорт / Футбол")),
            feed("One", "http://f/", Some("Ғылым / Білім")),
            feed("Other", "http://d/", Some("Other")),
        ];
        let date = Timestamp::from_seconds(1_763_960_400).unwrap();
        let written = write("Мои ленты", date, &feeds);
        assert!(
            written.contains("<dateCreated>Mon, 24 Nov 2025 05:00:00 GMT</dateCreated>"),
            "{written}"
        );
        let back = read(written.as_bytes()).unwrap();
        assert_eq!(back.title.as_deref(), Some("Мои ленты"));
        assert_eq!(back.invalid, 0);
        let mut want = feeds;
        want[0].title = Some("Без папки &".into());
        assert_eq!(
            back.feeds, want,
            "a title is text, in which tags of HTML are none"
        );
        assert_eq!(written.matches("text=\"Қала\"").count(), 1);
        assert_eq!(
            write("Мои ленты", date, &back.feeds),
            write("Мои ленты", date, &want)
        );
    }

    #[test]
    fn what_xml_cannot_hold_is_left_out() {
        let written = write("a\u{0}b\n", Timestamp::from_seconds(0).unwrap(), &[]);
        assert!(written.contains("<title>ab </title>"));
    }
}
