use crate::{
    address,
    reader::{Element, Reader},
};

/// A link of Atom (RFC 4287, 4.2.7).
pub(super) struct Link {
    pub href: String,
    pub rel: String,
    pub kind: Option<String>,
    pub title: Option<String>,
    pub length: Option<u64>,
}

impl Link {
    /// The address stands in `href`, or by a slip as text.
    pub fn read<'a>(reader: &mut Reader<'a>, element: &Element<'a>) -> Option<Link> {
        let href = match element.attr("href") {
            Some(_) => element.address("href"),
            None => address::absolute(&reader.text(element), &element.base),
        }?;
        let rel = element.attr("rel").unwrap_or_default().to_ascii_lowercase();
        let rel = rel.rsplit_once("/relation/").map_or(rel.as_str(), |(_, rel)| rel);
        Some(Link {
            href,
            rel: if rel.is_empty() {
                "alternate".into()
            } else {
                rel.into()
            },
            kind: element
                .attr("type")
                .filter(|kind| !kind.is_empty())
                .map(Into::into),
            title: element.attr("title").map(|title| crate::text::plain(&title)),
            length: element.attr("length").and_then(|length| length.parse().ok()),
        })
    }

    /// True where a browser shows what it leads to.
    pub fn is_page(&self) -> bool {
        self.kind.as_deref().is_none_or(|kind| kind.contains("html"))
    }
}
