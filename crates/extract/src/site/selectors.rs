//! What a publication knows of its own site, as CSS selectors. Whatever finds nothing is done the general way.

/// Selectors for one site; each may be missing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selectors {
    /// Links that lead to articles, or what they stand in.
    pub links: Option<String>,
    /// What the list of the latest headlines stands in.
    pub headlines: Option<String>,
    /// The headline of an article.
    pub title: Option<String>,
    /// Its body.
    pub content: Option<String>,
    /// Who wrote it.
    pub byline: Option<String>,
    /// When: an element with `datetime` or `content`, or whose text begins with an ISO date.
    pub published: Option<String>,
    /// What is no part of the body.
    pub remove: Option<String>,
}
