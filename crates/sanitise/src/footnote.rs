//! The line about the author at the end of an article.
//!
//! A structural rule, and a shy one: what is body text must never be taken away. The last element is a footnote
//! where it is short, shorter than what stands before it, and either
//! * a `<footer>`, or
//! * a paragraph wholly in `<em>`, `<i>` or `<small>`, right after an `<hr>` (which goes with it), or
//! * such a paragraph that says who wrote: in English, Russian or Kazakh, by the words these lines are made of.
//!
//! One wrapper around everything (`<div>`, `<article>`, `<section>`) is looked into.

use std::ops::Range;

use crate::elements::{Child, children};
use crate::markup::{Piece, Pieces, unescape};
use crate::text::text;

/// Longer is an afterword, not a line about somebody.
const LONGEST: usize = 600;

/// The bytes to take out of the article, and among them the bytes of the footnote.
pub fn find(markup: &str) -> Option<(Range<usize>, Range<usize>)> {
    let mut within = 0..markup.len();
    let mut found = children(markup, within.clone());
    while let [
        Child {
            name: "div" | "article" | "section",
            inner,
            ..
        },
    ] = found.as_slice()
    {
        within = inner.clone();
        found = children(markup, within.clone());
    }
    let (last, before) = found.split_last()?;
    let words = text(&markup[last.inner.clone()]);
    let length = words.chars().count();
    let body = || text(&markup[within.start..last.outer.start]).chars().count();
    if length == 0 || length > LONGEST || body() <= length {
        return None;
    }
    let ruled = before.last().filter(|element| element.name == "hr");
    let cut = ruled.map_or(last.outer.start, |rule| rule.outer.start)..last.outer.end;
    match last.name {
        "footer" => {}
        "p" if is_small_print(&markup[last.inner.clone()]) && (ruled.is_some() || says_who_wrote(&words)) => {
        }
        _ => return None,
    }
    Some((cut, last.outer.clone()))
}

/// True where all that can be read is emphasised or small, and there is nothing to look at.
fn is_small_print(markup: &str) -> bool {
    let mut emphasis: Vec<bool> = Vec::new();
    for piece in Pieces::of(markup) {
        match piece {
            Piece::Open("img", _) => return false,
            Piece::Open("br" | "wbr", _) => {}
            Piece::Open(name, _) => {
                emphasis.push(matches!(name, "em" | "i" | "small") || emphasis.last() == Some(&true));
            }
            Piece::Close => {
                emphasis.pop();
            }
            Piece::Text(text) => {
                if emphasis.last() != Some(&true) && !unescape(text).trim().is_empty() {
                    return false;
                }
            }
        }
    }
    true
}

fn says_who_wrote(text: &str) -> bool {
    const SAYINGS: &[&str] = &[
        "about the author",
        "the author is ",
        "the author of ",
        "the writer is ",
        "об авторе",
        "автор:",
        "автор —",
        "автор –",
        "автор туралы",
        "мақала авторы",
    ];
    const TRADES: &[&str] = &[
        "author",
        "columnist",
        "contributor",
        "correspondent",
        "editor",
        "fellow",
        "historian",
        "journalist",
        "novelist",
        "professor",
        "reporter",
        "writer",
    ];
    const TRADES_KK_RU: &[&str] = &[
        "журналист",
        "колумнист",
        "корреспондент",
        "обозреватель",
        "публицист",
        "редактор",
        "тілші",
        "шолушы",
    ];
    let text = text.to_lowercase();
    let has_word = |trades: &[&str]| {
        text.split(|c: char| !c.is_alphanumeric())
            .any(|word| trades.iter().any(|trade| word.starts_with(trade)))
    };
    // «Name is a writer …», «Имя — журналист …»: a name, a copula, a trade.
    SAYINGS.iter().any(|saying| text.contains(saying))
        || ([" is a ", " is an ", " is the "]
            .iter()
            .any(|copula| text.contains(copula))
            && has_word(TRADES))
        || ([" — ", " – ", " - "].iter().any(|dash| text.contains(dash)) && has_word(TRADES_KK_RU))
}

#[cfg(test)]
mod tests {
    use super::*;

    const BODY: &str = "<p>It rained for a week on the steppe, and the river rose over its banks again.</p>";

    fn note(tail: &str) -> Option<String> {
        let markup = format!("{BODY}{tail}");
        find(&markup).map(|(_, note)| markup[note].to_owned())
    }

    #[test]
    fn a_footer_or_small_print_after_a_rule() {
        assert_eq!(
            note("<footer>By A. B.</footer>").as_deref(),
            Some("<footer>By A. B.</footer>")
        );
        assert_eq!(
            note("<hr><p><em>Thanks to C.</em></p>").as_deref(),
            Some("<p><em>Thanks to C.</em></p>")
        );
        assert!(note("<p><i>A. B. is a writer in Almaty.</i></p>").is_some());
        assert!(note("<p><em>А. Б. — журналист из Алматы.</em></p>").is_some());
    }

    #[test]
    fn body_text_stays() {
        for body in [
            "<p>A. B. is a writer in Almaty.</p>",
            "<p><em>And so it ended.</em></p>",
            "<hr><p>The end.</p>",
            "<hr><p><em>Half</em> of it.</p>",
            "<hr><p><em>x</em><img src=\"https://a.example/a.jpg\"></p>",
            "<footer></footer>",
        ] {
            assert_eq!(note(body), None, "{body}");
        }
        assert_eq!(find("<footer>All there is.</footer>"), None, "no body before it");
    }

    #[test]
    fn one_wrapper_is_looked_into() {
        let markup = format!("<div>{BODY}<hr><p><small>Note.</small></p></div>");
        let (cut, _) = find(&markup).unwrap();
        assert_eq!(
            format!("{}{}", &markup[..cut.start], &markup[cut.end..]),
            format!("<div>{BODY}</div>")
        );
    }
}
