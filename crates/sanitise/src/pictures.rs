//! Finding the picture behind an `<img>`: lazy loading, sets of sizes, placeholders and tracking pixels.

use std::borrow::Cow;

use url::Url;

use crate::addresses::{self, Picture};
use crate::markup::Attributes;
use crate::policy::{DATA, LAZY, LAZY_SETS};

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
            .and_then(|set| fitting(&set))
            .and_then(|one| at(one.into()))
            .filter(|picture| !is_placeholder(picture))
    };
    if is_pixel(attributes) {
        return None;
    }
    let late = || {
        LAZY_SETS.iter().find_map(|name| set(name)).or_else(|| {
            LAZY.iter()
                .filter_map(|name| at(attributes.get(name)?))
                .find(|picture| !is_placeholder(picture))
        })
    };
    let late = attributes.may_have(DATA).then(late).flatten();
    let own = attributes.get("src").and_then(at);
    let lazy = late.is_some();
    let usable = |picture: &Picture| !is_placeholder(picture);
    let picture = late
        .or_else(|| set("srcset"))
        .or_else(|| own.clone().filter(usable))
        .or_else(|| candidate.and_then(|one| at(one.into())).filter(usable))
        .filter(|picture| !is_tracker(picture))?;
    Some(Found { picture, lazy })
}

/// What a fine screen can use of a picture in an article: twice the width of its widest column.
const ENOUGH: f64 = 1_600.0;

/// The address that a `srcset` (HTML 4.8.4.2.1) has for an article: the smallest that fills its column on a fine
/// screen, else the largest.
pub fn fitting(set: &str) -> Option<String> {
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
        let size = size.trim();
        let number = |unit| {
            size.strip_suffix(unit)
                .and_then(|number| number.parse::<f64>().ok())
        };
        // A density says how many pixels stand for one of the half of a fine screen.
        let width = number('w')
            .or_else(|| number('x').map(|times| times * ENOUGH / 2.0))
            .unwrap_or(ENOUGH / 2.0);
        let better = |best: f64| {
            if best >= ENOUGH {
                width >= ENOUGH && width < best
            } else {
                width > best
            }
        };
        if !bare.is_empty() && width.is_finite() && best.is_none_or(|(best, _)| better(best)) {
            best = Some((width, bare));
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
    fn what_fills_a_column_of_a_set() {
        assert_eq!(
            fitting("a.jpg 320w, b.jpg 1280w, c.jpg 640w").as_deref(),
            Some("b.jpg"),
            "the largest where none fills it"
        );
        assert_eq!(
            fitting("a.jpg 4000w, b.jpg 800w, c.jpg 1700w, d.jpg 2400w").as_deref(),
            Some("c.jpg"),
            "and no larger one than that"
        );
        assert_eq!(fitting("a.jpg, b.jpg 2x, c.jpg 3x").as_deref(), Some("b.jpg"));
        assert_eq!(
            fitting("/w_100,h_50/a.jpg 1x").as_deref(),
            Some("/w_100,h_50/a.jpg"),
            "commas in addresses"
        );
        assert_eq!(fitting(" , "), None);
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
