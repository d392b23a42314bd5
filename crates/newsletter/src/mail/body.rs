//! The text of a mail as markup: the pictures inside it get addresses, tables that only place things become blocks,
//! and what no reader was meant to see goes. Making it safe is the sanitiser's.

use std::collections::{HashMap, HashSet};
use std::fmt::Write;

use dom_query::{Document, NodeRef};
use mail_parser::{Message, PartType};

use super::Picture;

/// Longer markup is cut: no newsletter is.
const LONGEST: usize = 4 << 20;

/// The markup, and the addresses of the pictures in it.
pub(super) fn of(message: &Message<'_>, pictures: &HashMap<String, Picture>) -> (String, HashSet<String>) {
    let mut markup = String::new();
    let mut shown = HashSet::new();
    for part in message.html_body.iter().filter_map(|id| message.part(*id)) {
        match &part.body {
            PartType::Html(html) => markup.push_str(&tidy(cut(html), pictures, &mut shown)),
            PartType::Text(text) => markup.push_str(&paragraphs(cut(text))),
            _ => {}
        }
    }
    (markup, shown)
}

fn cut(text: &str) -> &str {
    let end = (0..=LONGEST.min(text.len()))
        .rev()
        .find(|end| text.is_char_boundary(*end));
    &text[..end.unwrap_or(0)]
}

fn tidy(html: &str, pictures: &HashMap<String, Picture>, shown: &mut HashSet<String>) -> String {
    let document = Document::from(html);
    for element in document.select("[style]").nodes() {
        let style = element.attr("style").unwrap_or_default();
        if !element.has_name("img") && hidden(&style) {
            element.remove_from_parent();
        }
    }
    for picture in document.select("img[src]").nodes() {
        let source = picture.attr("src").unwrap_or_default();
        let Some((scheme, name)) = source.trim().split_once(':') else {
            continue;
        };
        if !scheme.eq_ignore_ascii_case("cid") {
            continue;
        }
        match pictures.get(name).or_else(|| pictures.get(&unescaped(name))) {
            Some(inside) => {
                picture.set_attr("src", &inside.address);
                shown.insert(inside.address.clone());
            }
            None => picture.remove_from_parent(),
        }
    }
    let tables = document.select("table");
    let placing: Vec<&NodeRef<'_>> = tables.nodes().iter().filter(|table| !has_data(table)).collect();
    for table in placing {
        dissolve(table);
    }
    document.select("body").inner_html().to_string()
}

/// The line for the list of mails that stands unseen at the top, and what only telephones show.
fn hidden(style: &str) -> bool {
    let style: String = style.to_ascii_lowercase().split_ascii_whitespace().collect();
    style.split(';').any(|rule| {
        let rule = rule.trim_end_matches("!important");
        matches!(
            rule,
            "display:none" | "visibility:hidden" | "mso-hide:all" | "max-height:0" | "max-height:0px"
        )
    })
}

/// A table that says something has headings or lines, and no other table in it; all else in mails is scaffolding.
fn has_data(table: &NodeRef<'_>) -> bool {
    let role = table.attr("role").unwrap_or_default();
    if matches!(&*role, "presentation" | "none") {
        return false;
    }
    let mut data = table
        .attr("border")
        .is_some_and(|border| !matches!(border.trim(), "" | "0"));
    for inner in table.descendants_it() {
        match inner.node_name().as_deref() {
            Some("table") => return false,
            Some("th" | "caption") => data = true,
            _ => {}
        }
    }
    data
}

/// Makes blocks of a table's rows and cells, but not of what stands in the cells.
fn dissolve(table: &NodeRef<'_>) {
    let mut open = table.children();
    table.rename("div");
    while let Some(node) = open.pop() {
        match node.node_name().as_deref() {
            Some("tbody" | "thead" | "tfoot" | "tr") => {
                open.extend(node.children());
                node.rename("div");
            }
            Some("td" | "th") => node.rename("div"),
            Some("colgroup" | "col") => node.remove_from_parent(),
            _ => {}
        }
    }
}

/// Percent-encoding undone (RFC 2392, 2).
fn unescaped(name: &str) -> String {
    let mut bytes = Vec::with_capacity(name.len());
    let mut rest = name.as_bytes();
    while let [first, after @ ..] = rest {
        let code = (*first == b'%')
            .then(|| after.get(..2))
            .flatten()
            .and_then(|digits| u8::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok());
        bytes.push(code.unwrap_or(*first));
        rest = if code.is_some() { &after[2..] } else { after };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Plain text: an empty line parts paragraphs, an address is a link.
fn paragraphs(text: &str) -> String {
    let mut markup = String::new();
    let text = text.replace("\r\n", "\n");
    // Below this line stands what belongs to every mail (RFC 3676, 4.3).
    let text = text.split("\n-- \n").next().unwrap_or_default();
    for paragraph in text.split("\n\n").map(str::trim).filter(|one| !one.is_empty()) {
        markup.push_str("<p>");
        for (number, line) in paragraph.lines().enumerate() {
            if number > 0 {
                markup.push_str("<br>");
            }
            for (number, word) in line.split(' ').enumerate() {
                if number > 0 {
                    markup.push(' ');
                }
                linked(&mut markup, word);
            }
        }
        markup.push_str("</p>\n");
    }
    markup
}

fn linked(markup: &mut String, word: &str) {
    let start = word.find("https://").or_else(|| word.find("http://"));
    let Some(start) = start else {
        markup.push_str(&escaped(word));
        return;
    };
    let (before, rest) = word.split_at(start);
    let end = rest.find(['<', '>', '"']).unwrap_or(rest.len());
    let address = rest[..end].trim_end_matches(['.', ',', ';', ':', '!', '?', ')', '»']);
    let after = &rest[address.len()..];
    let address = escaped(address);
    let (before, after) = (escaped(before), escaped(after));
    let _ = write!(markup, "{before}<a href=\"{address}\">{address}</a>{after}");
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}
