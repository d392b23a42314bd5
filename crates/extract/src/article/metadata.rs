//! What a page says of its article: JSON-LD, OpenGraph, microdata, meta elements, in that order where they differ.

use dom_query::Document;
use kazpost_model::RawHtml;
use serde_json::{Map, Value};
use url::Url;

use super::{Article, schema};

/// Text beyond is no name and no date, in characters.
const LONGEST: usize = 300;

/// All but the content and the next page. `found` has been read from the same page by Readability's rules, which
/// readers are used to: they come first where they have an answer.
pub(super) fn read(
    page: &Document,
    objects: &[Map<String, Value>],
    found: &dom_smoothie::Article,
    url: Option<&Url>,
) -> Article {
    let own = schema::article(objects);
    let field = |name: &str| {
        own.and_then(|object| schema::text(object.get(name)))
            .map(|text| plain(&text))
    };
    let base = base(page, url);
    let published = [
        found.published_time.clone(),
        field("datePublished"),
        meta(
            page,
            &[
                "article:published_time",
                "og:published_time",
                "date",
                "dc.date",
                "dcterms.created",
                "dcterms.date",
                "pubdate",
                "parsely-pub-date",
                "sailthru.date",
                "publish_date",
                "publishdate",
                "datePublished",
            ],
        ),
        attribute(page, "[itemprop~='datePublished']", &["content", "datetime"]),
        attribute(
            page,
            "time[pubdate], time.published, time.entry-date, abbr.published",
            &["datetime", "title"],
        ),
        field("dateCreated"),
        dateline(page),
    ];
    let byline = found.byline.clone().or_else(|| field("author")).or_else(|| {
        meta(
            page,
            &[
                "author",
                "article:author",
                "dc.creator",
                "parsely-author",
                "sailthru.author",
            ],
        )
        .filter(|name| !name.starts_with("http"))
        .or_else(|| signature(page))
    });
    let image = found
        .image
        .clone()
        .or_else(|| {
            meta(
                page,
                &[
                    "og:image",
                    "og:image:url",
                    "og:image:secure_url",
                    "twitter:image",
                    "twitter:image:src",
                ],
            )
        })
        .or_else(|| {
            let image = own.and_then(|object| object.get("image"))?;
            let first = image.as_array().and_then(|list| list.first()).unwrap_or(image);
            let address = first
                .as_object()
                .and_then(|object| object.get("url").or_else(|| object.get("contentUrl")));
            schema::text(Some(address.unwrap_or(first)))
        })
        .or_else(|| below_headline(page));
    let language = attribute(page, "html", &["lang", "xml:lang"])
        .or_else(|| found.lang.clone())
        .or_else(|| {
            meta(
                page,
                &["content-language", "language", "dc.language", "og:locale"],
            )
        })
        .or_else(|| field("inLanguage"));
    Article {
        title: plain(&found.title),
        byline: byline
            .map(|name| plain(&name))
            .filter(|name| !name.is_empty() && name.chars().count() <= LONGEST),
        site_name: found
            .site_name
            .clone()
            .or_else(|| meta(page, &["og:site_name", "application-name"]))
            .or_else(|| schema::text(own.and_then(|object| object.get("publisher"))))
            .map(|name| plain(&name))
            .filter(|name| !name.is_empty()),
        published: published.into_iter().flatten().find_map(|text| iso_date(&text)),
        language: language.and_then(|tag| tag_of(&tag)),
        excerpt: found
            .excerpt
            .as_deref()
            .map(plain)
            .filter(|text| !text.is_empty()),
        image: image.and_then(|address| absolute(&address, base.as_ref())),
        content: RawHtml::default(),
        next: None,
    }
}

pub(crate) fn base(page: &Document, url: Option<&Url>) -> Option<Url> {
    let own = attribute(page, "base[href]", &["href"]);
    match (own, url) {
        (Some(own), Some(url)) => url.join(&own).ok().or_else(|| Some(url.clone())),
        (_, url) => url.cloned(),
    }
}

fn absolute(address: &str, base: Option<&Url>) -> Option<String> {
    let address = address.trim();
    let url = match base {
        Some(base) => base.join(address),
        None => Url::parse(address),
    };
    url.ok()
        .filter(|url| matches!(url.scheme(), "http" | "https"))
        .map(String::from)
}

/// The first `<meta>` of these names that says something.
pub(super) fn meta(page: &Document, names: &[&str]) -> Option<String> {
    let all = page.select("meta[content]");
    names.iter().find_map(|name| {
        all.nodes().iter().find_map(|node| {
            let said = ["property", "name", "itemprop", "http-equiv"].iter().any(|key| {
                node.attr(key).is_some_and(|value| {
                    value
                        .split_ascii_whitespace()
                        .any(|word| word.eq_ignore_ascii_case(name))
                })
            });
            said.then(|| node.attr("content"))
                .flatten()
                .map(|value| value.trim().to_owned())
                .filter(|value| !value.is_empty())
        })
    })
}

pub(super) fn attribute(page: &Document, selector: &str, names: &[&str]) -> Option<String> {
    let all = page.select(selector);
    all.nodes().iter().find_map(|node| {
        let found = names.iter().find_map(|name| node.attr(name));
        found
            .map(|value| value.trim().to_owned())
            .filter(|value| !value.is_empty())
    })
}

/// The picture between the headline and the text, where a page that says nothing of itself has its lead.
fn below_headline(page: &Document) -> Option<String> {
    let (mut begun, mut found) = (false, None);
    for node in page.body()?.descendants_it() {
        begun |= node.has_name("h1");
        // What a spacer or a counting pixel says of its size.
        let tiny = ["width", "height"].iter().any(|name| {
            let size = node
                .attr(name)
                .and_then(|size| size.trim_end_matches("px").parse::<u32>().ok());
            size.is_some_and(|size| size < 100)
        });
        if begun && found.is_none() && node.has_name("img") && !tiny {
            found = ["data-src", "src"]
                .iter()
                .find_map(|name| node.attr(name))
                .map(|src| src.to_string());
        }
        let text = matches!(node.node_name().as_deref(), Some("p" | "blockquote"));
        if begun && text && super::tree::letters(&node.text()) > 100 {
            // A picture without a text below it is another article's.
            return found.filter(|src| !src.starts_with("data:"));
        }
    }
    None
}

/// The time beside the headline. One in a masthead is the day of the visit, one in a list another article's.
fn dateline(page: &Document) -> Option<String> {
    let own = page.select("article, main, [itemtype*='Article']");
    let own = own
        .nodes()
        .iter()
        .find(|node| node.descendants_it().any(|below| below.has_name("h1")))?;
    let (mut times, mut begun) = (Vec::new(), false);
    for node in own.descendants_it() {
        begun |= node.has_name("h1");
        if let Some(time) = node.attr("datetime").filter(|_| node.has_name("time")) {
            times.push((begun, time));
        }
        // The text has begun: what comes is said in it or stands below it.
        if begun && node.has_name("p") && super::tree::letters(&node.text()) > 200 {
            break;
        }
    }
    // Two are a list's, or when it was written and when it was changed: the first after the headline is the former.
    let beside = times.iter().find(|(after, _)| *after).or(times.first());
    beside.map(|(_, time)| time.to_string())
}

/// What classes and ids of a line with the author's name say, in lower case; after Readability.js.
const SIGNED: &[&str] = &["byline", "author", "dateline", "writtenby", "p-author"];
/// A signature is shorter, in characters.
const LONGEST_SIGNATURE: usize = 100;

/// The first line that is marked as the author's name.
fn signature(page: &Document) -> Option<String> {
    page.body()?.descendants_it().find_map(|node| {
        let marked = node.attr("rel").is_some_and(|rel| &*rel == "author")
            || node.attr("itemprop").is_some_and(|prop| prop.contains("author"))
            || [node.attr("class"), node.attr("id")]
                .into_iter()
                .flatten()
                .any(|value| {
                    let value = value.to_lowercase();
                    SIGNED.iter().any(|word| value.contains(word))
                });
        if !marked {
            return None;
        }
        let name = node
            .descendants_it()
            .find(|below| below.attr("itemprop").is_some_and(|prop| prop.contains("name")));
        let text = plain(&name.unwrap_or(node).text());
        (!text.is_empty() && text.chars().count() < LONGEST_SIGNATURE).then_some(text)
    })
}

/// The date or time, if it is one in ISO 8601; a date without a day, or in words, is none.
pub(super) fn iso_date(text: &str) -> Option<String> {
    let text = text.trim();
    let text = text.get(..text.len().min(LONGEST))?;
    let day = text.get(..10)?;
    day.parse::<jiff::civil::Date>().ok()?;
    let rest = text[10..].trim_start_matches(['T', ' ']);
    let time: String = rest
        .chars()
        .take_while(|c| c.is_ascii_digit() || matches!(c, ':' | '.' | '+' | '-' | 'Z'))
        .collect();
    if time.len() >= 5 && time.is_char_boundary(2) && time.as_bytes()[2] == b':' {
        Some(format!("{day}T{time}"))
    } else {
        Some(day.to_owned())
    }
}

/// Seconds since 1970 in UTC of what [`Article::published`] says; what names no zone is taken for UTC.
pub fn seconds_of(published: &str) -> Option<i64> {
    if let Ok(moment) = published.parse::<jiff::Timestamp>() {
        return Some(moment.as_second());
    }
    let local = published
        .parse::<jiff::civil::DateTime>()
        .or_else(|_| {
            published
                .parse::<jiff::civil::Date>()
                .map(|day| day.at(0, 0, 0, 0))
        })
        .ok()?;
    jiff::tz::Offset::UTC
        .to_timestamp(local)
        .ok()
        .map(jiff::Timestamp::as_second)
}

/// The name of the site that a page belongs to: as it says, else what its title has besides a headline.
pub(crate) fn site_name(page: &Document, objects: &[Map<String, Value>]) -> Option<String> {
    let site = objects
        .iter()
        .find(|object| object.get("@type").is_some_and(|kind| kind == "WebSite"));
    let said = meta(page, &["og:site_name", "application-name"])
        .or_else(|| schema::text(site.and_then(|object| object.get("name"))));
    let title = || {
        let title = page.select("head title").text().to_string();
        let mut parts = title
            .split(['|', '–', '—', '·', '•', '«'])
            .flat_map(|part| part.split(" - "));
        parts.find(|part| !part.trim().is_empty()).map(str::to_owned)
    };
    said.or_else(title)
        .map(|name| plain(&name))
        .filter(|name| !name.is_empty() && name.chars().count() <= LONGEST)
}

/// The language that a page says it is in.
pub(crate) fn language(page: &Document) -> Option<String> {
    attribute(page, "html", &["lang", "xml:lang"])
        .or_else(|| meta(page, &["content-language", "og:locale"]))
        .and_then(|tag| tag_of(&tag))
}

/// `en_US` is `en-US`; words are no tag.
fn tag_of(text: &str) -> Option<String> {
    let tag = text.split([',', ';', ' ']).next()?.trim().replace('_', "-");
    let first = tag.split('-').next()?;
    let is_tag = (2..=8).contains(&first.len())
        && tag.len() <= 35
        && tag.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    is_tag.then_some(tag)
}

/// One line, without the entities that some publishers leave in their attributes.
pub(super) fn plain(text: &str) -> String {
    let text = if text.contains('&') && text.contains(';') {
        Document::fragment(text.replace('<', "&lt;")).text().to_string()
    } else {
        text.to_owned()
    };
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_those_that_a_machine_can_read() {
        assert_eq!(
            iso_date("2025-02-22T10:00:00+05:00").as_deref(),
            Some("2025-02-22T10:00:00+05:00")
        );
        assert_eq!(iso_date("2025-02-22 10:00").as_deref(), Some("2025-02-22T10:00"));
        assert_eq!(iso_date(" 2025-02-22 ").as_deref(), Some("2025-02-22"));
        for none in [
            "Saturday, Feb 22, 2025",
            "2025-13-45",
            "2025",
            "",
            "Жұма, 22 ақпан",
        ] {
            assert_eq!(iso_date(none), None, "{none}");
        }
    }

    #[test]
    fn languages_are_tags() {
        assert_eq!(tag_of("en_US").as_deref(), Some("en-US"));
        assert_eq!(tag_of("kk, ru").as_deref(), Some("kk"));
        assert_eq!(tag_of("қазақша"), None);
    }
}
