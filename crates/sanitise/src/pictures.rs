//! Finding the picture behind an `<img>`: lazy loading, sets of sizes, placeholders and tracking pixels.

use std::borrow::Cow;

use url::Url;

use crate::addresses::{self, Picture};
use crate::markup::Attributes;
use crate::policy::{LAZY, LAZY_SETS};

/// A picture to show.
#[derive(Debug)]
pub struct Found {
    /// Where it is.
    pub picture: Picture,
    /// True where the page's script would have put it in place of another.
    pub lazy: bool,
}

/// The picture an `<img>` means; `candidate` is what its `<picture>` offered.
pub fn find(attributes: Attributes<'_>, candidate: Option<&str>, base: Option<&Url>) -> Option<Found> {
    let at = |value: Cow<'_, str>| addresses::picture(&value, base);
    let set = |name: &str| {
        attributes
            .get(name)
            .and_then(|set| widest(&set))
            .and_then(|one| at(one.into()))
    };
    if is_pixel(attributes) {
        return None;
    }
    let late = LAZY
        .iter()
        .filter_map(|name| at(attributes.get(name)?))
        .find(|picture| !is_placeholder(picture))
        .or_else(|| LAZY_SETS.iter().find_map(|name| set(name)));
    let own = attributes.get("src").and_then(at);
    let lazy = late.is_some();
    let usable = |picture: &Picture| !is_placeholder(picture);
    let picture = late
        .or_else(|| own.clone().filter(usable))
        .or_else(|| set("srcset").filter(usable))
        .or_else(|| candidate.and_then(|one| at(one.into())).filter(usable))
        .filter(|picture| !is_tracker(picture))?;
    Some(Found { picture, lazy })
}

/// The address of the widest picture in a `srcset` (HTML 4.8.4.2.1), or of the densest.
pub fn widest(set: &str) -> Option<String> {
    let mut best: Option<(f64, &str)> = None;
    let mut rest = set.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == ',');
    while !rest.is_empty() {
        // An address may hold commas; it ends at white space, or at a comma before it.
        let end = rest.find(|c: char| c.is_ascii_whitespace()).unwrap_or(rest.len());
        let (address, after) = rest.split_at(end);
        let bare = address.trim_end_matches(',');
        let (size, after) = if bare.len() < address.len() {
            ("", after)
        } else {
            after.split_once(',').unwrap_or((after, ""))
        };
        let size = size
            .trim()
            .trim_end_matches(['w', 'x', 'h'])
            .parse()
            .unwrap_or(1.0);
        if !bare.is_empty() && best.is_none_or(|(widest, _)| size > widest) {
            best = Some((size, bare));
        }
        rest = after.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == ',');
    }
    best.map(|(_, address)| address.to_owned())
}

/// A number of pixels, as `width` and `height` give it.
pub fn pixels(value: &str) -> Option<u32> {
    let value = value.trim();
    let value = value.strip_suffix("px").unwrap_or(value).trim_end();
    let whole = value.split_once('.').map_or(value, |(whole, _)| whole);
    (whole.len() <= 5 && whole.bytes().all(|b| b.is_ascii_digit()))
        .then(|| whole.parse().ok())
        .flatten()
}

/// One pixel, or none: it is there to be asked for, not to be seen.
fn is_pixel(attributes: Attributes<'_>) -> bool {
    let size = |name| attributes.get(name).and_then(|value| pixels(&value));
    match (size("width"), size("height")) {
        (Some(width), Some(height)) if width <= 2 && height <= 2 => return true,
        (Some(0), _) | (_, Some(0)) => return true,
        _ => {}
    }
    let Some(style) = attributes.get("style") else {
        return false;
    };
    let style: String = style.to_ascii_lowercase().split_ascii_whitespace().collect();
    let has = |name: &str| {
        style.split(';').any(|rule| {
            rule.strip_prefix(name)
                .is_some_and(|value| matches!(value, ":0" | ":0px" | ":1px"))
        })
    };
    // Hidden pictures with a later source are the lazy kind: a script would show them.
    (has("width") && has("height"))
        || (style.contains("display:none") && LAZY.iter().all(|name| attributes.get(name).is_none()))
}

/// What stands in a picture's place until a script brings it.
fn is_placeholder(picture: &Picture) -> bool {
    match picture {
        Picture::Data(address) => address.len() < 200,
        Picture::Remote(_, address) | Picture::Relative(address) => {
            let path = address.split(['?', '#']).next().unwrap_or_default();
            let file = path.rsplit('/').next().unwrap_or_default();
            let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
            matches!(
                stem.to_ascii_lowercase().as_str(),
                "1x1"
                    | "blank"
                    | "clear"
                    | "empty"
                    | "lazy"
                    | "lazyload"
                    | "loader"
                    | "loading"
                    | "pixel"
                    | "placeholder"
                    | "spacer"
                    | "spaceball"
                    | "trans"
                    | "transparent"
                    | "grey-placeholder"
            )
        }
    }
}

/// Counters that feeds carry by custom, known by the form of their address.
fn is_tracker(picture: &Picture) -> bool {
    let Picture::Remote(url, _) = picture else {
        return false;
    };
    let host = url.host_str().unwrap_or_default();
    let first = host.split('.').next().unwrap_or_default();
    let path = url.path();
    let feedburner =
        (host.starts_with("feeds.") || host.contains("feedburner") || host.contains("feedsportal"))
            && (path.contains("/~") || path.ends_with("/mf.gif"));
    feedburner
        || matches!(first, "pixel" | "beacon" | "tracking" | "counter")
        || (host.ends_with("wordpress.com") && (path.ends_with("/b.gif") || first == "feeds"))
        || matches!(
            path.rsplit('/').next(),
            Some("utm.gif" | "__utm.gif" | "pixel.gif" | "beacon.gif" | "count.gif")
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_widest_of_a_set() {
        assert_eq!(
            widest("a.jpg 320w, b.jpg 1280w, c.jpg 640w").as_deref(),
            Some("b.jpg")
        );
        assert_eq!(widest("a.jpg, b.jpg 2x").as_deref(), Some("b.jpg"));
        assert_eq!(
            widest("/w_100,h_50/a.jpg 1x").as_deref(),
            Some("/w_100,h_50/a.jpg"),
            "commas in addresses"
        );
        assert_eq!(widest(" , "), None);
    }

    #[test]
    fn sizes() {
        assert_eq!(pixels("640"), Some(640));
        assert_eq!(pixels("640.5px"), Some(640));
        assert_eq!(pixels("100%"), None);
        assert_eq!(pixels("-1"), None);
        assert_eq!(pixels(""), None);
    }
}
