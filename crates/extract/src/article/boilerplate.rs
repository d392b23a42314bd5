//! What on a page is certainly not the article: told by what its author called it (class, id, role), by its
//! element, and by being mostly links. A name alone convicts nothing that holds much of the page's prose.

use std::collections::HashMap;

use dom_query::{Document, NodeId, NodeRef};

use super::tree::{Measure, measure, names, ratio};

/// Names of what is never the article.
const NEVER: &[&str] = &[
    "ad",
    "ads",
    "advert",
    "advertisement",
    "advertising",
    "adsense",
    "advertorial",
    "anzeige",
    "werbung",
    "sponsored",
    "sponsor",
    "outbrain",
    "taboola",
    "criteo",
    "teads",
    "mgid",
    "plista",
    "breadcrumb",
    "breadcrumbs",
    "pagination",
    "pager",
    "paginator",
    "comment",
    "comments",
    "commentlist",
    "kommentar",
    "kommentare",
    "comentarios",
    "commentaires",
    "disqus",
    "respond",
    "consent",
    "cookie",
    "cookies",
    "gdpr",
    "cmp",
    "footer",
    "copyright",
    "disclaimer",
    "disclosure",
    "colophon",
    "imprint",
    "login",
    "signin",
    "signup",
    "register",
    "registration",
    "masthead",
    "nav",
    "navi",
    "navigation",
    "navbar",
    "menu",
    "submenu",
    "topbar",
    "modal",
    "popup",
    "overlay",
    "lightbox",
    "tooltip",
    "dropdown",
    "newsletter",
    "newsletters",
    "subscribe",
    "subscription",
    "subscriptions",
    "paywall",
    "piano",
    "recommend",
    "recommended",
    "recommendation",
    "recommendations",
    "related",
    "similar",
    "popular",
    "trending",
    "relatedposts",
    "relatedarticles",
    "relatedlinks",
    "share",
    "sharing",
    "sharer",
    "sharebar",
    "social",
    "socials",
    "addthis",
    "addtoany",
    "sharedaddy",
    "shariff",
    "syndication",
    "sidebar",
    "sidenav",
    "rating",
    "ratings",
    "vote",
    "votes",
    "poll",
    "print",
    "printonly",
    "skip",
    "search",
    "searchform",
    "tags",
    "taglist",
    "tagcloud",
    "toolbar",
    "widgets",
    "carousel",
    "cta",
    "alert",
    "alerts",
    "nextstory",
    "nextpost",
    "nextarticle",
    "readnext",
    "upnext",
];

/// How such names begin where they are run together.
const STEMS: &[&str] = &[
    "comment",
    "kommentar",
    "newsletter",
    "related",
    "recommend",
    "breadcrumb",
    "advert",
    "subscri",
    "cookie",
    "navig",
    "sitemap",
    "paywall",
    "outbrain",
    "taboola",
];

/// Names of what is not the article where it is short or mostly links.
const SELDOM: &[&str] = &[
    "author",
    "authors",
    "autor",
    "autoren",
    "bio",
    "biography",
    "profile",
    "vcard",
    "avatar",
    "aside",
    "banner",
    "bottom",
    "category",
    "categories",
    "kategorie",
    "links",
    "list",
    "listing",
    "meta",
    "metadata",
    "more",
    "next",
    "prev",
    "previous",
    "promo",
    "promotion",
    "read",
    "stories",
    "teaser",
    "teasers",
    "tag",
    "widget",
    "timestamp",
    "byline",
    "published",
    "download",
    "downloads",
    "contact",
    "kontakt",
    "donate",
    "donation",
    "spenden",
    "follow",
    "app",
    "infobox",
    "hidden",
    "slider",
    "slideshow",
    "gallery",
    "latest",
    "header",
    "panel",
    "button",
    "buttons",
    "btn",
];

/// Elements that hold no running text.
const ELEMENTS: &str = "nav, footer, aside, form, button, dialog, menu, [role=navigation], [role=complementary], [role=contentinfo], [role=search], [role=dialog], [role=alertdialog], [role=banner]";

/// Mostly links begins here.
const LINKED: f64 = 0.4;

/// A part that holds more of the page's prose than this is not taken for boilerplate by its name.
const MOST_PROSE: f64 = 0.25;

/// Names that say it so plainly that more may go: under a short article stand long threads and many teasers.
const PLAINLY: &[&str] = &[
    "comment",
    "comments",
    "commentlist",
    "kommentare",
    "disqus",
    "related",
    "recommended",
];

/// How much may go by a name that says it plainly: boldly nearly all, and once more with less where nothing is left.
fn most_of_plain(boldly: bool) -> f64 {
    if boldly { 0.98 } else { 0.5 }
}

/// Beside `author`: the box about the writer, not the article of a writer.
const ABOUT: &[&str] = &[
    "bio",
    "biography",
    "box",
    "info",
    "description",
    "card",
    "about",
    "profile",
    "text",
    "teaser",
];

/// What is said of a writer may be longer than a short article, and hold so much of the page's prose.
const MOST_ABOUT_AUTHOR: f64 = 0.6;

/// Names of lines about the article, no part of it where they are short.
const LINES: &[&str] = &[
    "meta",
    "metadata",
    "date",
    "datetime",
    "published",
    "timestamp",
    "readtime",
    "readingtime",
    "categories",
    "category",
    "credits",
    "byline",
    "authors",
    "author",
    "tags",
    "print",
    "permalink",
];
/// Such a line is shorter, in letters.
const LONGEST_LINE: usize = 100;

/// Takes it out of the page; `boldly` even where a name that says so plainly stands over most of its prose.
pub(super) fn prune(page: &Document, boldly: bool) {
    let Some(body) = page.body() else { return };
    let measures = measure(&body);
    let all = measures.get(&body.id).copied().unwrap_or_default();
    let mut gone: Vec<NodeRef<'_>> = Vec::new();
    let elements = page.select(ELEMENTS);
    for node in elements.nodes() {
        if share(of(&measures, node), all) <= MOST_PROSE && may_go(node) {
            gone.push(*node);
        }
    }
    // A word that convicts much of the page is not said of what the page calls so elsewhere: it is disarmed.
    let mut convicted: HashMap<String, usize> = HashMap::new();
    let mut suspects: Vec<(NodeRef<'_>, Vec<String>)> = Vec::new();
    for node in body.descendants_it() {
        if !node.is_element() || !may_go(&node) {
            continue;
        }
        let own = of(&measures, &node);
        let held = share(own, all);
        if held > most_of_plain(boldly)
            || held > MOST_PROSE && node.descendants_it().any(|below| below.has_name("h1"))
        {
            continue;
        }
        if hidden(&node) {
            gone.push(node);
            continue;
        }
        let mut words = names(&node);
        let about_author = words
            .iter()
            .any(|word| matches!(word.as_str(), "author" | "autor"))
            && words.iter().any(|word| ABOUT.contains(&word.as_str()));
        let linked = own.link_density() > LINKED;
        let line = own.prose == 0 && own.text <= LONGEST_LINE && !in_figure(&node);
        words.retain(|word| {
            let word = word.as_str();
            held <= most(word, boldly)
                && (NEVER.contains(&word)
                    || STEMS.iter().any(|stem| word.starts_with(stem))
                    || linked && SELDOM.contains(&word)
                    || line && LINES.contains(&word)
                    || about_author && ABOUT.contains(&word))
        });
        if words.is_empty() && about_author && held <= MOST_ABOUT_AUTHOR {
            gone.push(node);
            continue;
        }
        if !words.is_empty() {
            for word in &words {
                *convicted.entry(word.clone()).or_default() += own.prose;
            }
            suspects.push((node, words));
        }
    }
    for (node, words) in suspects {
        if words
            .iter()
            .any(|word| ratio(convicted[word], all.prose) <= most(word, boldly))
        {
            gone.push(node);
        }
    }
    for node in gone {
        node.remove_from_parent();
    }
}

fn of(measures: &HashMap<NodeId, Measure>, node: &NodeRef<'_>) -> Measure {
    measures.get(&node.id).copied().unwrap_or_default()
}

fn share(own: Measure, all: Measure) -> f64 {
    ratio(own.prose, all.prose)
}

fn most(word: &str, boldly: bool) -> f64 {
    if PLAINLY.contains(&word) {
        most_of_plain(boldly)
    } else {
        MOST_PROSE
    }
}

/// Hidden by its own attributes, from readers and thus not meant for them.
fn hidden(node: &NodeRef<'_>) -> bool {
    let style = node
        .attr("style")
        .map(|style| style.replace(' ', "").to_lowercase());
    node.has_attr("hidden")
        || style.is_some_and(|style| style.contains("display:none") || style.contains("visibility:hidden"))
}

fn in_figure(node: &NodeRef<'_>) -> bool {
    node.ancestors_it(Some(4)).any(|parent| parent.has_name("figure"))
}

fn may_go(node: &NodeRef<'_>) -> bool {
    !matches!(
        node.node_name().as_deref(),
        Some(
            "html"
                | "body"
                | "main"
                | "h1"
                | "h2"
                | "h3"
                | "h4"
                | "img"
                | "picture"
                | "pre"
                | "code"
                | "em"
                | "strong"
                | "b"
                | "i"
                | "tbody"
                | "tr"
        ) | None
    )
}
