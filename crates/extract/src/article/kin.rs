//! Articles that stand in several containers of one make — the rows of a page builder, the posts of a thread, the
//! sections between pictures — of which Readability's rules take one: what is made as the body is made belongs to it.

use std::collections::{HashMap, HashSet};

use dom_query::{Document, NodeId, NodeRef};

use super::tree::{Measure, leaves, letters, measure, ratio, squeezed};

/// Containers that a paragraph's make is told by.
const CONTAINERS: usize = 3;
/// So many letters of a paragraph tell it from others.
const TELLING: usize = 60;
/// Less is not worth the risk, in letters of prose.
const WORTH: usize = 100;
/// And less than this share of what was found.
const SHARE: f64 = 0.1;
/// The place of the article and its kin may hold so much other text, as a share of their prose.
const OTHER: f64 = 0.25;
/// A paragraph of more links is none of the article.
const LINKED: f64 = 0.3;
const MOST_LINKED: f64 = 0.4;
/// A heading with a link that is shorter is a name, in letters.
const HEADLINE: usize = 20;

/// The body with its kin, where it has any.
pub(super) fn whole(kept: &Document, found: &str, prose: usize) -> Option<String> {
    let body = kept.body()?;
    let measures = measure(&body);
    let taken: HashSet<String> = taken(found).into_iter().collect();
    let blocks = leaves(&body, &measures);
    let (inside, outside): (Vec<_>, Vec<_>) = blocks
        .into_iter()
        .partition(|block| taken.contains(&told_by(block)));
    let makes: HashSet<String> = inside.iter().filter_map(make).collect();
    if makes.is_empty() {
        return None;
    }
    let mut holders: HashSet<NodeId> = HashSet::new();
    for block in &inside {
        for above in block.ancestors_it(None) {
            if !holders.insert(above.id) {
                break;
            }
        }
    }
    let mut led_away: HashMap<NodeId, bool> = HashMap::new();
    let kin: Vec<NodeRef<'_>> = outside
        .into_iter()
        .filter(|block| {
            of(&measures, block).link_density() < LINKED
                && make(block).is_some_and(|make| makes.contains(&make))
                && !is_of_another(block, &holders, &mut led_away)
        })
        .collect();
    let more: usize = kin.iter().map(|block| of(&measures, block).prose).sum();
    let inner: usize = inside.iter().map(|block| of(&measures, block).prose).sum();
    if more < WORTH || ratio(more, inner) < SHARE || 2 * inner < prose {
        return None;
    }
    let place = common(&inside, &kin)?;
    let of_article: HashSet<NodeId> = inside
        .iter()
        .chain(&kin)
        .flat_map(|block| block.ancestors_it(None).map(|above| above.id).chain([block.id]))
        .collect();
    let paragraphs: HashSet<NodeId> = inside.iter().chain(&kin).map(|block| block.id).collect();
    let theirs: usize = inside
        .iter()
        .chain(&kin)
        .map(|block| of(&measures, block).prose)
        .sum();
    let mut other = of(&measures, &place).text.saturating_sub(theirs);
    let copy = kept.clone();
    for node in place.descendants_it() {
        let own = of(&measures, &node);
        if !node.is_element() || of_article.contains(&node.id) || own.text == 0 {
            continue;
        }
        let apart = node
            .parent()
            .is_some_and(|above| of_article.contains(&above.id) && !paragraphs.contains(&above.id));
        if apart
            && own.prose < own.text / 2
            && (own.link_density() > MOST_LINKED || headline_that_leads_away(&node))
        {
            other -= own.text.min(other);
            if let Some(node) = copy.tree.get(&node.id) {
                node.remove_from_parent();
            }
        }
    }
    if ratio(other, theirs) > OTHER {
        return beside(&inside, &kin, &holders, &measures, &place, found);
    }
    copy.tree
        .get(&place.id)
        .map(|place| place.inner_html().to_string())
}

/// The body as it was found, with its kin before and after it: each as far up as hardly anything else is in it.
fn beside(
    inside: &[NodeRef<'_>],
    kin: &[NodeRef<'_>],
    holders: &HashSet<NodeId>,
    measures: &HashMap<NodeId, Measure>,
    place: &NodeRef<'_>,
    found: &str,
) -> Option<String> {
    let paragraphs: HashSet<NodeId> = inside.iter().chain(kin).map(|block| block.id).collect();
    let body: HashSet<NodeId> = inside.iter().map(|block| block.id).collect();
    let (mut before, mut after) = (String::new(), String::new());
    let mut come = 0;
    let mut done: HashSet<NodeId> = HashSet::new();
    for node in place.descendants_it() {
        if body.contains(&node.id) {
            come += 1;
        }
        if !paragraphs.contains(&node.id) || body.contains(&node.id) {
            continue;
        }
        // One that stands in the midst of the body was left out for a reason.
        if come > 0 && come < inside.len() {
            continue;
        }
        if node.ancestors_it(None).any(|above| done.contains(&above.id)) {
            continue;
        }
        let mut unit = node;
        for above in node.ancestors_it(None).take_while(|above| above.id != place.id) {
            let own = of(measures, &above);
            if ratio(own.text.saturating_sub(own.prose), own.prose) > OTHER || holders.contains(&above.id) {
                break;
            }
            unit = above;
        }
        if done.insert(unit.id) {
            let to = if come == 0 { &mut before } else { &mut after };
            to.push_str(&unit.html());
        }
    }
    (!before.is_empty() || !after.is_empty()).then(|| format!("{before}{found}{after}"))
}

/// The paragraphs of a body, each by how it begins.
pub(super) fn taken(found: &str) -> Vec<String> {
    let fragment = Document::fragment(found);
    let root = fragment.root();
    let measures = measure(&root);
    leaves(&root, &measures).iter().map(told_by).collect()
}

fn of(measures: &HashMap<NodeId, Measure>, node: &NodeRef<'_>) -> Measure {
    measures.get(&node.id).copied().unwrap_or_default()
}

/// What a paragraph is known by in another copy of the page.
pub(super) fn told_by(block: &NodeRef<'_>) -> String {
    squeezed(&block.text()).chars().take(TELLING).collect()
}

/// Elements and classes of the containers, without what is counted; `None` where nothing is said.
fn make(block: &NodeRef<'_>) -> Option<String> {
    let mut make = String::new();
    let mut said = false;
    for above in block.ancestors_it(Some(CONTAINERS)) {
        make.push_str(above.node_name().as_deref().unwrap_or(""));
        let class = above.attr("class");
        for word in class.as_deref().unwrap_or("").split_ascii_whitespace() {
            if !word.contains(|c: char| c.is_ascii_digit()) {
                make.push('.');
                make.push_str(word);
                said = true;
            }
        }
        make.push('<');
    }
    said.then_some(make)
}

/// Whether it stands in an article or under a headline of its own, of which the body has no part.
/// The highest such place has all headlines of the lower ones; what it is, is asked once.
fn is_of_another(
    block: &NodeRef<'_>,
    holders: &HashSet<NodeId>,
    led_away: &mut HashMap<NodeId, bool>,
) -> bool {
    let own = block
        .ancestors_it(None)
        .take_while(|above| !holders.contains(&above.id));
    let Some(highest) = own.last() else { return false };
    *led_away
        .entry(highest.id)
        .or_insert_with(|| headline_that_leads_away(&highest))
}

fn headline_that_leads_away(node: &NodeRef<'_>) -> bool {
    node.descendants_it().chain([*node]).any(|below| {
        below.has_name("h1")
            || matches!(below.node_name().as_deref(), Some("h2" | "h3" | "h4"))
                && letters(&below.text()) >= HEADLINE
                && (below.ancestors_it(Some(2)).any(|over| over.has_name("a"))
                    || below.descendants_it().any(|under| under.has_name("a")))
    })
}

/// The deepest element above all of them.
fn common<'a>(inside: &[NodeRef<'a>], kin: &[NodeRef<'a>]) -> Option<NodeRef<'a>> {
    let mut paths = inside.iter().chain(kin).map(|block| {
        let mut path: Vec<NodeRef<'a>> = block.ancestors_it(None).collect();
        path.reverse();
        path
    });
    let mut common = paths.next()?;
    for path in paths {
        let same = common
            .iter()
            .zip(&path)
            .take_while(|(one, other)| one.id == other.id)
            .count();
        common.truncate(same);
    }
    common.pop()
}

#[cfg(test)]
mod tests {
    use super::*;

    const RIVER: &str = "<p>The river lost its trees when the line was built, which people talk about to this day in the cafes.</p>";
    const BAKERS: &str = "<p>The bakers bake their bread at night, and the smell of it is in the streets before the first tram leaves.</p>";

    fn page(heading: &str) -> Document {
        Document::from(format!(
            "<body><div class=blog><div class=words>{RIVER}</div></div><div class=blog>{heading}<div class=words>{BAKERS}</div></div></body>"
        ))
    }

    #[test]
    fn what_is_made_as_the_body_belongs_to_it() {
        let whole = whole(&page("<h2>What became of the bakers</h2>"), RIVER, 100).expect("kin");
        assert!(whole.contains("lost its trees") && whole.contains("bake their bread"));
    }

    #[test]
    fn what_stands_under_a_headline_that_leads_away_is_another_article() {
        let led = page("<h2><a href=/bakers>What became of the bakers</a></h2>");
        assert_eq!(whole(&led, RIVER, 100), None);
    }
}
