//! The picture at the head of an article that is shown above it already.

use std::ops::Range;

use url::Url;

use crate::elements::is_void;
use crate::markup::{Piece, Pieces};

/// The bytes of the first picture, with its figure, if it shows what `src` shows and stands before any text.
pub fn find(markup: &str, src: &str) -> Option<Range<usize>> {
    let mut pieces = Pieces::of(markup);
    let mut open: Vec<(&str, usize)> = Vec::new();
    loop {
        let at = pieces.at();
        match pieces.next()? {
            Piece::Open("img", attributes) => {
                if !same_picture(&attributes.get("src")?, src) {
                    return None;
                }
                return Some(with_figure(markup, &open, at..pieces.at()));
            }
            Piece::Open(name, _) if !is_void(name) => open.push((name, at)),
            Piece::Open("hr", _) => return None,
            Piece::Open(..) => {}
            Piece::Close => {
                open.pop();
            }
            // A caption may stand above its picture.
            Piece::Text(text) => {
                if !text.trim().is_empty() && open.iter().all(|(name, _)| *name != "figure") {
                    return None;
                }
            }
        }
    }
}

/// The picture with the figure that holds nothing else, and with what would be left empty around it.
fn with_figure(markup: &str, open: &[(&str, usize)], img: Range<usize>) -> Range<usize> {
    let mut range = img;
    let figure = open.iter().rposition(|(name, _)| *name == "figure");
    for (depth, (_, start)) in open.iter().enumerate().rev() {
        let Some(inner) = inner(markup, *start) else {
            return range;
        };
        let outer_end = inner.end + markup[inner.end..].find('>').map_or(0, |at| at + 1);
        let rest = [&markup[inner.start..range.start], &markup[range.end..inner.end]];
        let alone = match figure {
            Some(figure) if figure == depth => rest.iter().all(|part| !part.contains("<img ")),
            Some(figure) if depth > figure => true,
            _ => rest.iter().all(|part| part.trim().is_empty()),
        };
        if !alone {
            return range;
        }
        if figure.is_none_or(|figure| depth <= figure) || rest.iter().all(|part| part.trim().is_empty()) {
            range = *start..outer_end;
        }
    }
    range
}

/// What stands between the tags of the element that begins at `start`.
fn inner(markup: &str, start: usize) -> Option<Range<usize>> {
    let mut pieces = Pieces::of(&markup[start..]);
    pieces.next()?;
    let from = start + pieces.at();
    let mut depth = 1;
    loop {
        let at = start + pieces.at();
        match pieces.next()? {
            Piece::Open(name, _) => depth += usize::from(!is_void(name)),
            Piece::Close => depth -= 1,
            Piece::Text(_) => {}
        }
        if depth == 0 {
            return Some(from..at);
        }
    }
}

/// True where two addresses are of one picture: they differ in scheme, or in the size asked for.
fn same_picture(a: &str, b: &str) -> bool {
    a == b || matches!((essence(a), essence(b)), (Some(a), Some(b)) if a == b)
}

/// Host and path without the size that a publishing system writes into it (`-1024x683.jpg`, `-scaled.jpg`). A
/// query belongs to it where the path names no picture.
fn essence(address: &str) -> Option<String> {
    let url = Url::parse(address)
        .ok()
        .filter(|url| matches!(url.scheme(), "http" | "https"))?;
    let path = url.path();
    let (stem, kind) = path.rsplit_once('.').unwrap_or((path, ""));
    let kind = kind.to_ascii_lowercase();
    let host = url.host_str()?;
    if !matches!(kind.as_str(), "jpg" | "jpeg" | "png" | "gif" | "webp" | "avif") {
        return Some(format!("{host}{path}?{}", url.query().unwrap_or_default()));
    }
    let stem = match stem.rsplit_once('-') {
        Some((stem, "scaled")) => stem,
        Some((stem, size)) if is_size(size) => stem,
        _ => stem,
    };
    Some(format!("{host}{stem}.{kind}"))
}

fn is_size(text: &str) -> bool {
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    text.split_once('x')
        .is_some_and(|(width, height)| digits(width) && digits(height))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn without(markup: &str) -> String {
        match find(markup, "https://a.example/rain.jpg") {
            Some(range) => format!("{}{}", &markup[..range.start], &markup[range.end..]),
            None => markup.to_owned(),
        }
    }

    const IMG: &str = r#"<img src="https://a.example/rain.jpg">"#;

    #[test]
    fn the_leading_picture_goes_with_its_figure() {
        assert_eq!(without(&format!("{IMG}<p>x</p>")), "<p>x</p>");
        assert_eq!(
            without(&format!(
                "<p><a href=\"https://a.example/\">{IMG}</a></p><p>x</p>"
            )),
            "<p>x</p>"
        );
        let figure =
            format!("<div><figure><a href=\"h\">{IMG}</a><figcaption>Rain</figcaption></figure>x</div>");
        assert_eq!(without(&figure), "<div>x</div>");
        let caption_first = format!("<figure><figcaption>Rain</figcaption>{IMG}</figure>x");
        assert_eq!(without(&caption_first), "x");
        assert_eq!(
            without("<img src=\"http://a.example/rain-640x480.jpg?w=2\">x"),
            "x",
            "a size of the same"
        );
    }

    #[test]
    fn any_other_picture_stays() {
        for kept in [
            format!("<p>Text.</p>{IMG}"),
            format!("<img src=\"https://a.example/snow.jpg\">{IMG}"),
            "<img src=\"https://b.example/rain.jpg\">".to_owned(),
            "<p>x</p>".to_owned(),
        ] {
            assert_eq!(without(&kept), kept);
        }
        let gallery = format!("<figure>{IMG}<img src=\"https://a.example/b.jpg\"></figure>");
        assert_eq!(
            without(&gallery),
            "<figure><img src=\"https://a.example/b.jpg\"></figure>"
        );
    }
}
