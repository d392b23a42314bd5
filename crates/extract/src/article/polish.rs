//! What an extractor leaves in the body that a reader of the article does not want: lines that lead to other
//! articles, empty shells.

use dom_query::{Document, NodeRef};

use super::tree::{is_block, letters, measure, squeezed};
use super::{Article, pleas};

/// How lines that lead elsewhere begin, in lower case.
const ELSEWHERE: &[&str] = &[
    "read also",
    "also read",
    "read more",
    "read next",
    "see also",
    "related:",
    "related stories",
    "related articles",
    "more:",
    "more on",
    "recommended",
    "you may also like",
    "you might also like",
    "more from",
    "vous aimerez aussi",
    "vous aimerez",
    "mehr aus",
    "ähnliche",
    "entdecke weitere",
    "das könnte",
    "top themen",
    "viel gelesen",
    "empfohlen",
    "похожие",
    "ещё новости",
    "другие новости",
    "ұқсас",
    "басқа жаңалықтар",
    "artículos relacionados",
    "notas relacionadas",
    "noticias relacionadas",
    "articles liés",
    "sur le même sujet",
    "articoli correlati",
    "artigos relacionados",
    "powiązane",
    "don't miss",
    "watch:",
    "watch also",
    "lesen sie auch",
    "lesen sie mehr",
    "lesen sie hier",
    "lesen sie dazu",
    "mehr zum thema",
    "mehr dazu",
    "mehr themen",
    "lies auch",
    "siehe auch",
    "weiterlesen",
    "auch interessant",
    "das könnte sie auch interessieren",
    "das könnte dich auch interessieren",
    "empfohlene beiträge",
    "weitere artikel",
    "weiterführende links",
    "weitere infos",
    "weitere informationen",
    "mehr informationen",
    "weitere nachrichten",
    "more news",
    "latest news",
    "últimas noticias",
    "notícias relacionadas",
    "lire aussi",
    "à lire aussi",
    "voir aussi",
    "lisez aussi",
    "à lire",
    "lea también",
    "lea además",
    "lee también",
    "vea también",
    "ver también",
    "le puede interesar",
    "te puede interesar",
    "mire:",
    "mira:",
    "leer más",
    "más información",
    "más noticias",
    "leia também",
    "leia mais",
    "veja também",
    "saiba mais",
    "leggi anche",
    "vedi anche",
    "approfondisci",
    "lees ook",
    "läs också",
    "läs även",
    "les også",
    "læs også",
    "lue myös",
    "czytaj też",
    "czytaj także",
    "czytaj również",
    "zobacz też",
    "zobacz także",
    "przeczytaj także",
    "čtěte také",
    "přečtěte si",
    "читайте также",
    "читать также",
    "читайте ещё",
    "смотрите также",
    "по теме",
    "материалы по теме",
    "ещё по теме",
    "подробнее:",
    "читайте на",
    "подписывайтесь",
    "оқи отырыңыз",
    "тағы оқыңыз",
    "сондай-ақ оқыңыз",
    "толығырақ",
    "оқыңыз:",
    "читайте",
];
/// Lines of the page about itself, whole or as their beginning, in lower case.
const CHROME: &[&str] = &[
    "advertisement",
    "anzeige",
    "werbung",
    "publicidad",
    "publicité",
    "publicidade",
    "pubblicità",
    "reklama",
    "реклама",
    "жарнама",
    "comments are closed",
    "no comments",
    "leave a comment",
    "kommentare geschlossen",
    "keine kommentare",
    "kommentar verfassen",
    "комментариев нет",
    "пікір жоқ",
    "share this",
    "share on",
    "share the",
    "artikel teilen",
    "diesen artikel teilen",
    "möchten sie den artikel teilen",
    "war der artikel",
    "war dieser artikel",
    "was this",
    "поделиться",
    "бөлісу",
    "compartir",
    "partager",
    "condividi",
    "zurück zur",
    "zurück zu",
    "back to",
    "print this",
    "artikel drucken",
    "версия для печати",
    "drukuj",
    "sign up for",
    "subscribe to our",
    "subscribe now",
    "follow us",
    "folgen sie uns",
    "folge uns",
    "síguenos",
    "suivez-nous",
    "get the app",
    "download the app",
    "download our app",
    "externer inhalt",
    "lade weitere",
    "loading",
    "enable javascript",
    "please enable",
];
/// Such a line is shorter, in letters.
const LONGEST_CHROME: usize = 120;

/// A line that leads elsewhere is shorter, in letters.
const LONGEST: usize = 200;

/// Takes them out of the fragment.
pub(super) fn polish(fragment: &Document, article: &Article, host: Option<&str>) {
    let root = fragment.root();
    let measures = measure(&root);
    let mut gone = Vec::new();
    for node in root.descendants_it() {
        let Some(name) = node.node_name() else { continue };
        let own = measures.get(&node.id).copied().unwrap_or_default();
        if own.text == 0 {
            continue;
        }
        if &*name == "ul" && own.link_density() > 0.9 && own.links > 0 && own.text < 100 * own.links {
            gone.push(node);
            continue;
        }
        if own.text > LONGEST
            || !matches!(
                &*name,
                "p" | "h2" | "h3" | "h4" | "h5" | "h6" | "div" | "ul" | "blockquote"
            )
        {
            continue;
        }
        let text = node.text();
        let trimmed = text.trim();
        let text = text
            .trim_start_matches(|c: char| !c.is_alphanumeric() && c != 'à')
            .to_lowercase();
        let led = own.links > 0
            && own.link_density() > 0.3
            && ELSEWHERE.iter().any(|start| text.starts_with(start));
        let only_link = own.links == 1
            && stays(&node, host)
            && own.link_density() > 0.9
            && own.text > 20
            && matches!(&*name, "p" | "h3" | "h4" | "h5" | "h6")
            && !trimmed.ends_with(['.', ':'])
            && !trimmed.starts_with("http")
            && !node
                .ancestors_it(None)
                .any(|above| above.has_name("li") || above.has_name("td") || above.has_name("blockquote"));
        let chrome = own.text <= LONGEST_CHROME
            && matches!(&*name, "p" | "div" | "h2" | "h3" | "h4" | "h5" | "h6")
            && CHROME.iter().any(|start| text.starts_with(start))
            && !node.descendants_it().any(|below| below.has_name("img"));
        if chrome {
            gone.push(node);
            continue;
        }
        let announces = own.text <= 70
            && (name.starts_with('h')
                || &*name == "p" && (trimmed.ends_with([':', '!', '…']) || bold(&node)))
            && ELSEWHERE.iter().any(|start| text.starts_with(start));
        if announces {
            let mut next = node.next_element_sibling();
            let mut below = Vec::new();
            while let Some(sibling) = next {
                let theirs = measures.get(&sibling.id).copied().unwrap_or_default();
                if theirs.text > 0 && theirs.link_density() < 0.4 {
                    break;
                }
                below.push(sibling);
                next = sibling.next_element_sibling();
            }
            if !below.is_empty() || name.starts_with('h') && next.is_none() {
                gone.push(node);
                gone.extend(below);
                continue;
            }
        }
        if led || only_link {
            gone.push(node);
        }
    }
    for node in gone {
        node.remove_from_parent();
    }
    trim_start(fragment, &squeezed(&article.title));
    trim_about(fragment, article.byline.as_deref());
    trim_end(fragment);
}

/// The headline once more above the text, and the clock of a player that plays nothing here.
fn trim_start(fragment: &Document, title: &str) {
    let root = fragment.root();
    let mut gone = Vec::new();
    for node in root.descendants_it() {
        let Some(name) = node.node_name() else { continue };
        if !is_block(&name)
            || node.descendants_it().any(|below| {
                below
                    .node_name()
                    .is_some_and(|name| is_block(&name) || &*name == "img")
            })
        {
            continue;
        }
        let text = node.text();
        let line = squeezed(&text);
        if line.is_empty() {
            continue;
        }
        if line == title && !title.is_empty() || is_clock(&text) {
            gone.push(node);
        } else if letters(&text) > LONGEST_BEFORE {
            break;
        }
    }
    for node in gone {
        node.remove_from_parent();
    }
}

/// Where lines are longer the text has begun, in letters.
const LONGEST_BEFORE: usize = 80;

/// `0:00 0:00 Close` and the like: times of minutes and seconds, and at most a word.
fn is_clock(text: &str) -> bool {
    let (mut times, mut words) = (0, 0);
    for word in text
        .split(|c: char| c.is_whitespace() || c == '/')
        .filter(|word| !word.is_empty())
    {
        let time = word.split_once(':').is_some_and(|(minutes, seconds)| {
            minutes.len() <= 2
                && seconds.len() == 2
                && [minutes, seconds].concat().bytes().all(|c| c.is_ascii_digit())
        });
        if time { times += 1 } else { words += 1 }
    }
    times >= 1 && words <= 1 && (times > 1 || words == 0)
}

/// Paragraphs about the paper, about when the article was put up, and at the end about who wrote it.
fn trim_about(fragment: &Document, byline: Option<&str>) {
    let byline = byline.map(str::to_lowercase);
    let root = fragment.root();
    let lines: Vec<_> =
        root.descendants_it()
            .filter(|node| {
                node.node_name().is_some_and(|name| {
                    is_block(&name) && !matches!(&*name, "figcaption" | "td" | "th" | "pre")
                }) && !node.descendants_it().any(|below| {
                    below
                        .node_name()
                        .is_some_and(|name| is_block(&name) || &*name == "img")
                }) && !node.text().trim().is_empty()
            })
            .collect();
    let lines: Vec<(NodeRef<'_>, String)> = lines
        .into_iter()
        .map(|line| {
            let text = line.text();
            let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
            (line, text.to_lowercase())
        })
        .collect();
    let count = lines.len();
    let whom_to_ask = pleas::contact(lines.iter().map(|(_, text)| text.as_str())).unwrap_or(count);
    for (place, (line, text)) in lines.into_iter().enumerate() {
        let letters = letters(&text);
        let at_end = place + LAST >= count;
        let at_an_end = place < FIRST || at_end;
        if place >= whom_to_ask
            || (at_an_end || stands_out(&line)) && pleas::asks(&text, letters)
            || at_an_end && pleas::files(&text, letters)
            || at_end && pleas::tells_of_writer(&text, letters, byline.as_deref())
        {
            line.remove_from_parent();
        }
    }
}

/// Whether all its text is bold, slanted or a link, as a notice between paragraphs is.
fn stands_out(line: &NodeRef<'_>) -> bool {
    let whole = line.text().trim().len();
    line.descendants_it().any(|below| {
        matches!(
            below.node_name().as_deref(),
            Some("b" | "strong" | "em" | "i" | "a")
        ) && below.text().trim().len() == whole
    })
}

/// Lines that stand at the beginning, and at the end.
const FIRST: usize = 3;
const LAST: usize = 5;

/// Headings with nothing below them, lines that announce what is not there.
fn trim_end(fragment: &Document) {
    loop {
        let root = fragment.root();
        let last = root
            .descendants_it()
            .filter(|node| {
                node.is_text() && !node.text().trim().is_empty()
                    || matches!(
                        node.node_name().as_deref(),
                        Some("img" | "picture" | "video" | "audio" | "iframe")
                    )
            })
            .last();
        let Some(last) = last.filter(NodeRef::is_text) else {
            return;
        };
        let Some(line) = last
            .ancestors_it(None)
            .find(|above| above.node_name().is_some_and(|name| is_block(&name)))
        else {
            return;
        };
        let text = line.text();
        let heading = matches!(
            line.node_name().as_deref(),
            Some("h1" | "h2" | "h3" | "h4" | "h5" | "h6")
        );
        let announces = line.has_name("p") && text.trim().ends_with(':') && letters(&text) < 60;
        if !(heading || announces) {
            return;
        }
        line.remove_from_parent();
    }
}

/// Whether its link leads to the page's own site.
fn stays(node: &NodeRef<'_>, host: Option<&str>) -> bool {
    let link = node.descendants_it().find(|below| below.has_name("a"));
    let Some(href) = link.and_then(|link| link.attr("href")) else {
        return false;
    };
    match url::Url::parse(&href) {
        Ok(url) => url.host_str().map(bare) == host.map(bare),
        Err(_) => true,
    }
}

fn bare(host: &str) -> &str {
    host.strip_prefix("www.").unwrap_or(host)
}

/// Whether all its text is in one bold element.
fn bold(node: &NodeRef<'_>) -> bool {
    node.element_children().first().is_some_and(|first| {
        matches!(first.node_name().as_deref(), Some("b" | "strong"))
            && first.text().trim().len() == node.text().trim().len()
    })
}
