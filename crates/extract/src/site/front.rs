//! Which links of a page lead to articles. Nothing is known of the site: each link is judged by its address, its
//! words and its place on the page, and by how many of its kind there are. What is doubtful is said to be, and
//! decided by whoever sees the page again or has fetched what is behind the link.

use std::collections::HashMap;

use dom_query::{Document, NodeId, NodeRef};
use url::Url;

use super::{Selectors, address, named};
use crate::article::{bounds, metadata, schema, tree};
use crate::charset;

/// More links are not looked at.
const MOST: usize = 5_000;
/// Sections beyond are left alone.
const MOST_SECTIONS: usize = 40;
/// A headline has so many words at least, or so many letters.
const HEADLINE_WORDS: usize = 4;
const HEADLINE_LETTERS: usize = 25;
/// A title beyond is an excerpt, in characters.
const LONGEST_TITLE: usize = 300;
/// A list of headlines is longer.
const SHORTEST_LIST: usize = 8;

/// From here on a link is taken for one to an article.
const LIKELY: i32 = 4;
/// From here on it might be one.
const POSSIBLE: i32 = 1;
/// By the site's own word.
const NAMED: i32 = 20;

/// A front page, or a section's.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FrontPage {
    /// The name of the site.
    pub title: Option<String>,
    /// A language tag.
    pub language: Option<String>,
    /// Links that lead to articles, or might, in the page's order, each address once.
    pub links: Vec<FrontLink>,
    /// The publication's own selector found links: no others lead to articles.
    pub selected: bool,
    /// Sections of the site.
    pub sections: Vec<Url>,
    /// The site's list of its latest headlines, in its order; empty where the page has none.
    pub headlines: Vec<Url>,
}

/// A link that leads to an article, or might.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FrontLink {
    /// Absolute.
    pub url: Url,
    /// Its words; may be empty.
    pub title: String,
    /// How likely it leads to one.
    pub chance: Chance,
    /// It stands among navigation.
    pub among_navigation: bool,
    /// As the page says in JSON-LD, in seconds since 1970.
    pub published: Option<i64>,
}

/// How likely a link leads to an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Chance {
    /// Something speaks against it.
    Unlikely,
    /// It might.
    Possible,
    /// Everything speaks for it.
    Likely,
    /// The page itself, or its publication, says so.
    Named,
}

/// Reads the page at `url`; `content_type` is the header. `None` where it is no page.
pub fn front_page(
    bytes: &[u8],
    url: &Url,
    content_type: Option<&str>,
    selectors: &Selectors,
) -> Option<FrontPage> {
    let bytes = &bytes[..bytes.len().min(bounds::LONGEST)];
    let html = charset::text(bytes, content_type);
    let page = Document::from(bounds::within(&html)?);
    page.body()?;
    let objects = schema::objects(&page);
    let base = metadata::base(&page, Some(url)).unwrap_or_else(|| url.clone());
    let mut seen = Seen::collect(&page, &base, url);
    seen.weigh_groups();
    seen.take_named(named::articles(&objects, &base), url);
    let selected = seen.take_selected(&page, &base, url, selectors);
    let headlines = seen.list(&page, &base, url, selectors);
    Some(FrontPage {
        title: metadata::site_name(&page, &objects),
        language: metadata::language(&page),
        sections: seen.sections(url),
        headlines,
        selected,
        links: seen.links(),
    })
}

/// One address and the best that was found of it.
struct Candidate {
    url: Url,
    title: String,
    points: i32,
    by_address: i32,
    headline: bool,
    among_navigation: bool,
    /// In a menu at least once.
    in_menu: bool,
    published: Option<i64>,
}

#[derive(Default)]
struct Seen {
    order: Vec<Candidate>,
    places: HashMap<Url, usize>,
}

impl Seen {
    fn collect(page: &Document, base: &Url, url: &Url) -> Seen {
        let mut seen = Seen::default();
        let mut navigation: HashMap<NodeId, bool> = HashMap::new();
        for anchor in page.select("a[href]").nodes().iter().take(MOST) {
            let Some(target) = anchor
                .attr("href")
                .and_then(|href| address::resolved(base, &href))
            else {
                continue;
            };
            if !address::same_site(&target, url) {
                continue;
            }
            let Some(by_address) = address::points(&target) else {
                continue;
            };
            let among_navigation = within_navigation(anchor, &mut navigation);
            let title = title_of(anchor);
            let (by_words, headline) = words_of(&title);
            let by_place = if among_navigation {
                -4
            } else {
                surroundings(anchor)
            };
            let points = by_address + by_words + by_place;
            seen.add(Candidate {
                url: target,
                title,
                points,
                by_address,
                headline,
                among_navigation,
                in_menu: among_navigation,
                published: None,
            });
        }
        seen
    }

    fn add(&mut self, found: Candidate) {
        let Some(place) = self.places.get(&found.url) else {
            self.places.insert(found.url.clone(), self.order.len());
            self.order.push(found);
            return;
        };
        let known = &mut self.order[*place];
        known.in_menu |= found.in_menu;
        // A picture and a headline that lead to the same place are one link: the words of the one count for both.
        if found.points > known.points {
            let title = if found.headline || !known.headline {
                found.title
            } else {
                known.title.clone()
            };
            *known = Candidate {
                title,
                headline: known.headline || found.headline,
                in_menu: known.in_menu,
                published: known.published,
                ..found
            };
        } else if found.headline && !known.headline {
            known.title = found.title;
            known.headline = true;
        }
    }

    /// Where most addresses of a kind carry headlines all of them lead to articles; where hardly one does, none.
    fn weigh_groups(&mut self) {
        let mut groups: HashMap<String, (usize, usize)> = HashMap::new();
        for candidate in &self.order {
            let group = groups.entry(address::pattern(&candidate.url)).or_default();
            group.0 += 1;
            group.1 += usize::from(candidate.headline && !candidate.among_navigation);
        }
        for candidate in &mut self.order {
            let (all, headlines) = groups[&address::pattern(&candidate.url)];
            if all >= 5 && 10 * headlines >= 6 * all {
                candidate.points += 2;
            } else if all >= 5 && 10 * headlines <= all {
                candidate.points -= 2;
            }
        }
    }

    fn take_named(&mut self, named: Vec<named::Named>, url: &Url) {
        for article in named {
            if article.url == *url || !address::same_site(&article.url, url) {
                continue;
            }
            self.add(Candidate {
                title: article.title.clone().unwrap_or_default(),
                by_address: address::points(&article.url).unwrap_or_default(),
                url: article.url.clone(),
                points: NAMED,
                headline: article.title.is_some(),
                among_navigation: false,
                in_menu: false,
                published: None,
            });
            if let Some(place) = self.places.get(&article.url) {
                self.order[*place].published = article.published;
            }
        }
    }

    /// With a publication's own selector these links are articles, and no others.
    fn take_selected(&mut self, page: &Document, base: &Url, url: &Url, selectors: &Selectors) -> bool {
        let selected = selected(page, base, url, selectors.links.as_deref());
        if selected.is_empty() {
            return false;
        }
        for candidate in &mut self.order {
            let is_selected = selected.contains(&candidate.url);
            candidate.points = if is_selected { NAMED } else { i32::MIN / 2 };
        }
        true
    }

    /// The list of headlines: where the publication says, else the longest run of nothing but headlines.
    fn list(&self, page: &Document, base: &Url, url: &Url, selectors: &Selectors) -> Vec<Url> {
        let told = selected(page, base, url, selectors.headlines.as_deref());
        if told.is_empty() {
            self.longest_list(page, base)
        } else {
            told
        }
    }

    fn longest_list(&self, page: &Document, base: &Url) -> Vec<Url> {
        let Some(body) = page.body() else {
            return Vec::new();
        };
        let measures = tree::measure(&body);
        // Ancestors of headlines, with the headlines below them.
        let mut below: HashMap<NodeId, Vec<Url>> = HashMap::new();
        for anchor in page.select("a[href]").nodes().iter().take(MOST) {
            let Some(target) = anchor
                .attr("href")
                .and_then(|href| address::resolved(base, &href))
            else {
                continue;
            };
            let Some(candidate) = self.places.get(&target).map(|place| &self.order[*place]) else {
                continue;
            };
            if candidate.points < POSSIBLE || !words_of(&title_of(anchor)).1 {
                continue;
            }
            for above in anchor.ancestors_it(Some(6)) {
                let urls = below.entry(above.id).or_default();
                if urls.last() != Some(&target) && !urls.contains(&target) {
                    urls.push(target.clone());
                }
            }
        }
        let lists = below.into_iter().filter(|(id, urls)| {
            urls.len() >= SHORTEST_LIST
                && measures
                    .get(id)
                    // Nothing beside the headlines but their times and sources.
                    .is_some_and(|own| own.link_density() >= 0.8 && own.links <= 2 * urls.len())
        });
        lists
            .max_by_key(|(id, urls)| {
                (
                    urls.len(),
                    std::cmp::Reverse(measures.get(id).map_or(0, |own| own.text)),
                )
            })
            .map(|(_, urls)| urls)
            .unwrap_or_default()
    }

    fn sections(&self, url: &Url) -> Vec<Url> {
        let sections = self.order.iter().filter(|candidate| {
            let path = candidate.url.path();
            let parts = path.split('/').filter(|part| !part.is_empty()).count();
            // A number that ends in a stroke may be a section's as well as an article's.
            let most = if path.ends_with('/') { 2 } else { 1 };
            candidate.in_menu
                && (1..=4).contains(&parts)
                && (-2..=most).contains(&candidate.by_address)
                && candidate.points < LIKELY
                && (1..=3).contains(&candidate.title.split_whitespace().count())
                && candidate.url.query().is_none()
                && path != url.path()
        });
        sections
            .map(|candidate| candidate.url.clone())
            .take(MOST_SECTIONS)
            .collect()
    }

    fn links(self) -> Vec<FrontLink> {
        let links = self.order.into_iter().filter(|candidate| candidate.points > -8);
        links
            .map(|candidate| FrontLink {
                chance: match candidate.points {
                    NAMED.. => Chance::Named,
                    LIKELY.. => Chance::Likely,
                    POSSIBLE.. => Chance::Possible,
                    _ => Chance::Unlikely,
                },
                url: candidate.url,
                title: candidate.title,
                among_navigation: candidate.among_navigation,
                published: candidate.published,
            })
            .collect()
    }
}

/// The links that a selector finds, or that stand in what it finds.
fn selected(page: &Document, base: &Url, url: &Url, selector: Option<&str>) -> Vec<Url> {
    let mut found = Vec::new();
    let Some(selection) = selector.and_then(|selector| page.try_select(selector)) else {
        return found;
    };
    for node in selection.nodes() {
        let own = std::iter::once(*node).chain(node.descendants_it());
        for anchor in own.filter(|node| node.has_name("a")) {
            let target = anchor
                .attr("href")
                .and_then(|href| address::resolved(base, &href));
            if let Some(target) = target.filter(|target| address::same_site(target, url))
                && !found.contains(&target)
            {
                found.push(target);
            }
        }
    }
    found
}

/// The words of a link: of a card with a heading in it the heading's.
fn title_of(anchor: &NodeRef<'_>) -> String {
    let heading = anchor.descendants_it().find(|below| {
        matches!(
            below.node_name().as_deref(),
            Some("h1" | "h2" | "h3" | "h4" | "h5" | "h6")
        )
    });
    let text = line(&heading.unwrap_or(*anchor).text());
    if !text.is_empty() {
        return text;
    }
    let said = ["title", "aria-label"].iter().find_map(|name| anchor.attr(name));
    said.map(|said| line(&said)).unwrap_or_default()
}

fn line(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    line.chars().take(LONGEST_TITLE).collect()
}

/// How the words of a link speak for an article, and whether they are a headline.
fn words_of(title: &str) -> (i32, bool) {
    let words = title.split_whitespace().count();
    let letters = title.chars().count();
    match () {
        () if letters == 0 => (0, false),
        () if words >= 6 || letters >= 40 => (3, true),
        () if words >= HEADLINE_WORDS || letters >= HEADLINE_LETTERS => (2, true),
        () if words == 3 => (0, false),
        () => (-2, false),
    }
}

/// Words in class and id of what navigation stands in.
const NAVIGATION: &[&str] = &[
    "nav",
    "navbar",
    "navigation",
    "menu",
    "submenu",
    "breadcrumb",
    "breadcrumbs",
    "footer",
    "pagination",
    "pager",
    "social",
    "share",
    "sharing",
    "topbar",
    "toolbar",
    "login",
    "cookie",
    "lang",
    "languages",
    "hamburger",
    "drawer",
    "tagcloud",
    "tags",
    "subscribe",
    "copyright",
    "legal",
];

/// Whether it stands in a menu, a footer or their like. `known` remembers what was answered of an ancestor.
fn within_navigation(node: &NodeRef<'_>, known: &mut HashMap<NodeId, bool>) -> bool {
    let mut passed = Vec::new();
    let mut answer = false;
    for above in node.ancestors_it(None) {
        if let Some(told) = known.get(&above.id) {
            answer = *told;
            break;
        }
        passed.push(above.id);
        if is_navigation(&above) {
            answer = true;
            break;
        }
    }
    for id in passed {
        known.insert(id, answer);
    }
    answer
}

fn is_navigation(node: &NodeRef<'_>) -> bool {
    let Some(name) = node.node_name() else {
        return false;
    };
    match &*name {
        "nav" | "footer" => return true,
        "body" | "html" | "main" | "article" => return false,
        _ => {}
    }
    let role = node.attr("role");
    if role.is_some_and(|role| {
        matches!(
            &*role,
            "navigation" | "menu" | "menubar" | "contentinfo" | "search"
        )
    }) {
        return true;
    }
    // `<footer>` of a card names its author; a class that says it of the whole page is a page's.
    tree::names(node)
        .iter()
        .any(|word| NAVIGATION.contains(&word.as_str()))
}

/// How what stands around a link speaks for an article.
fn surroundings(anchor: &NodeRef<'_>) -> i32 {
    let is_heading = |node: &NodeRef<'_>| {
        matches!(
            node.node_name().as_deref(),
            Some("h1" | "h2" | "h3" | "h4" | "h5" | "h6")
        )
    };
    let mut points = 0;
    if anchor.ancestors_it(Some(3)).any(|above| is_heading(&above))
        || anchor.descendants_it().any(|below| is_heading(&below))
    {
        points += 2;
    }
    if anchor.ancestors_it(Some(5)).any(|above| {
        above.has_name("article")
            || above
                .attr("itemtype")
                .is_some_and(|kind| kind.contains("Article"))
    }) {
        points += 1;
    }
    // Within running text a link leads to what the text speaks of.
    if anchor.ancestors_it(Some(2)).any(|above| {
        above.has_name("p") && tree::letters(&above.text()) > 2 * tree::letters(&anchor.text()) + 40
    }) {
        points -= 3;
    }
    points
}
