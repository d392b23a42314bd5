use url::Url;

use super::bracketed;

/// How a list is left (RFC 2369 and RFC 8058), as its last mail says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Unsubscribe {
    /// One POST there ends it. https; http too where the caller wants that.
    pub one_click: Option<Url>,
    /// A page that ends it.
    pub page: Option<Url>,
    /// An address that a mail ends it at, as `mailto:`.
    pub mail: Option<Url>,
}

/// From the two headers. An address is one for the click only where the second header says so (RFC 8058, 3.1):
/// else a POST there might mean anything.
pub(super) fn of(places: Option<&str>, post: Option<&str>) -> Unsubscribe {
    let mut found = Unsubscribe::default();
    for place in bracketed(places.unwrap_or_default()) {
        let Ok(url) = Url::parse(&place) else { continue };
        let slot = match url.scheme() {
            "https" | "http" => &mut found.page,
            "mailto" => &mut found.mail,
            _ => continue,
        };
        slot.get_or_insert(url);
    }
    let clicks = post.is_some_and(|post| post.trim().eq_ignore_ascii_case("List-Unsubscribe=One-Click"));
    if clicks {
        found.one_click.clone_from(&found.page);
    }
    found
}
