use dom_query::Document;
use serde_json::{Map, Value};
use url::Url;

use super::{metadata, schema, tree};

/// What speaks for a page's being an article, besides that one could be found on it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// The page says so: OpenGraph, JSON-LD or microdata.
    pub declared: bool,
    /// It is made of headlines that lead elsewhere.
    pub listing: bool,
    /// Letters of running text.
    pub prose: usize,
    /// The address that the page gives for itself, where that is on its own site.
    pub canonical: Option<Url>,
    /// Letters and digits of the longest paragraph: what pages around it say does not change it.
    pub longest: String,
}

/// So many headlines with links make a list.
const LIST: usize = 5;
/// Least prose, in letters: of a page that says what it is, that has its link's headline, and of any other.
const DECLARED: usize = 60;
const HEADED: usize = 120;
const UNSAID: usize = 600;
/// Of a headline's words, so many must be met by another to be the same.
const ALIKE: f64 = 0.6;

impl Standing {
    pub(super) fn of(
        page: &Document,
        kept: &Document,
        objects: &[Map<String, Value>],
        url: Option<&Url>,
        fragment: &Document,
        measure: &tree::Measure,
    ) -> Standing {
        let paragraphs = fragment.select("p, blockquote, li");
        let paragraphs = paragraphs.nodes().iter().map(dom_query::NodeRef::text);
        let longest = paragraphs
            .max_by_key(|text| text.len())
            .unwrap_or_else(|| fragment.text());
        let headings =
            kept.select("h1 a[href], h2 a[href], h3 a[href], h4 a[href], a[href] h2, a[href] h3, a[href] h4");
        Standing {
            declared: declared(page, objects),
            listing: headings.length() >= LIST || measure.links >= LIST && measure.link_density() > 0.4,
            prose: measure.prose,
            canonical: url.and_then(|url| canonical(page, url)),
            longest: tree::squeezed(&longest),
        }
    }

    /// Whether the page that a link with the words `link` led to is the article `title`. `named`: the site itself
    /// lists it as an article.
    pub fn is_article(&self, title: &str, link: &str, dated: bool, named: bool) -> bool {
        let headed = alike(title, link);
        if named || self.declared {
            return (headed || !self.listing) && self.prose >= DECLARED;
        }
        !self.listing && (headed && self.prose >= HEADED || dated && self.prose >= UNSAID)
    }
}

fn declared(page: &Document, objects: &[Map<String, Value>]) -> bool {
    let kind = metadata::meta(page, &["og:type"]);
    if let Some(kind) = kind {
        // A page that calls itself a site is none, whatever articles it lists.
        if kind.eq_ignore_ascii_case("article") {
            return true;
        }
        if kind.eq_ignore_ascii_case("website") && metadata::meta(page, &["article:published_time"]).is_none()
        {
            return objects.iter().filter(|object| schema::is_article(object)).count() == 1
                && !objects.iter().any(|object| {
                    object
                        .get("itemListElement")
                        .is_some_and(|list| list.as_array().is_some_and(|list| list.len() >= LIST))
                });
        }
    }
    metadata::meta(page, &["article:published_time"]).is_some()
        || objects.iter().filter(|object| schema::is_article(object)).count() == 1
        || page
            .select("[itemtype$='Article'], [itemtype$='BlogPosting']")
            .length()
            == 1
}

/// Two headlines that say the same.
fn alike(one: &str, other: &str) -> bool {
    let words = |text: &str| -> Vec<String> {
        let words = text
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty());
        words.map(str::to_lowercase).collect()
    };
    let (one, other) = (words(one), words(other));
    if one.is_empty() || other.len() < 2 {
        return false;
    }
    let met = one.iter().filter(|word| other.contains(word)).count();
    tree::ratio(met, one.len().min(other.len())) >= ALIKE
}

fn canonical(page: &Document, url: &Url) -> Option<Url> {
    let said = metadata::attribute(page, "link[rel='canonical'][href]", &["href"])?;
    let mut said = url.join(&said).ok()?;
    said.set_fragment(None);
    // Many sites give their front page for every page.
    let own = crate::same_site(&said, url) && (said.path() != "/" || said.query().is_some());
    own.then_some(said)
}
