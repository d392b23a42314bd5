//! Before the first pass: formulas that are whole, with their elements renamed. Any other is left to the first wall, which takes
//! it out.

use std::borrow::Cow;

use memchr::memmem;

use super::{IS, NAME};
use crate::prepare::tag_end;

/// The longest formula that is read, the longest tag and the longest prefix, in bytes. What is no formula costs no more than that
/// for each that it begins.
const LONGEST: usize = 64 << 10;
const LONGEST_TAG: usize = 512;
const LONGEST_PREFIX: usize = 16;

/// The elements that may be in a formula.
const ELEMENTS: &str = "maction math menclose merror mfenced mfrac mi mlabeledtr mmultiscripts mn mo mover mpadded mphantom \
    mprescripts mroot mrow ms mspace msqrt mstyle msub msubsup msup mtable mtd mtext mtr munder munderover none semantics";

fn is_shown(name: &str) -> bool {
    ELEMENTS.split(' ').any(|one| one == name)
}

/// Markup with its formulas renamed.
pub fn named(markup: &str) -> Cow<'_, str> {
    let bytes = markup.as_bytes();
    let mut out = String::new();
    let mut copied = 0;
    let mut from = 0;
    // In capitals, which nobody writes, it goes as it always went.
    while let Some(found) = memmem::find(&bytes[from..], b"math").map(|at| from + at) {
        from = found + 4;
        let Some(formula) = Formula::at(markup, found) else {
            continue;
        };
        let Some(renamed) = formula.renamed() else {
            continue;
        };
        let after = match beside(&markup[formula.end..]) {
            Beside::Picture => continue,
            Beside::Copy(length) => formula.end + length,
            Beside::Nothing => formula.end,
        };
        out.push_str(&markup[copied..formula.start]);
        out.push_str(&renamed);
        // What is closed between a formula and its copy stays closed.
        let copy = &markup[formula.end..after];
        out.push_str(&copy[..copy.find(SPAN).unwrap_or(0)]);
        copied = after;
        from = after;
    }
    if copied == 0 {
        return Cow::Borrowed(markup);
    }
    out.push_str(&markup[copied..]);
    Cow::Owned(out)
}

/// A formula in markup, from `<math` to the end of `</math>`.
struct Formula<'a> {
    markup: &'a str,
    /// With its colon; mostly empty.
    prefix: &'a str,
    start: usize,
    end: usize,
}

impl<'a> Formula<'a> {
    /// Whose name stands at `name`.
    fn at(markup: &'a str, name: usize) -> Option<Formula<'a>> {
        let before = markup.as_bytes()[..name].iter().rev().take(LONGEST_PREFIX);
        let length = before
            .take_while(|b| b.is_ascii_alphanumeric() || **b == b':')
            .count();
        let prefix = &markup[name - length..name];
        let start = (name - length).checked_sub(1)?;
        let alone = prefix.is_empty() || prefix.find(':') == Some(length - 1);
        if !alone || markup.as_bytes()[start] != b'<' {
            return None;
        }
        let tag = Tag::at(markup, start)?;
        if tag.closes || tag.empty || tag.name.len() != prefix.len() + 4 {
            return None;
        }
        let most = (start + LONGEST).min(markup.len());
        let end_tag = format!("</{prefix}math");
        let close = memmem::find(&markup.as_bytes()[tag.end..most], end_tag.as_bytes())? + tag.end;
        Some(Formula {
            markup,
            prefix,
            start,
            end: Tag::at(markup, close)?.end,
        })
    }

    /// `None`: there is something else in it than a formula.
    fn renamed(&self) -> Option<String> {
        let mut out = String::with_capacity(2 * (self.end - self.start));
        let mut at = self.start;
        while at < self.end {
            let text = self.markup[at..self.end].find('<').unwrap_or(self.end - at);
            out.push_str(&self.markup[at..at + text]);
            at += text;
            if at == self.end {
                break;
            }
            if self.markup[at..].starts_with("<!--") {
                at += self.markup[at..self.end].find("-->")? + 3;
                continue;
            }
            let tag = Tag::at(self.markup, at)?;
            let name = tag.name.strip_prefix(self.prefix)?.to_ascii_lowercase();
            at = tag.end;
            // A quotation mark that is not closed before the formula ends.
            if at > self.end {
                return None;
            }
            if matches!(name.as_str(), "annotation" | "annotation-xml") {
                if !tag.empty && !tag.closes {
                    let end_tag = format!("</{}>", tag.name);
                    at += self.markup[at..self.end].find(&end_tag)? + end_tag.len();
                }
                continue;
            }
            let within_itself = name == "math" && !tag.closes && !out.is_empty();
            if !is_shown(&name) || within_itself {
                return None;
            }
            if !tag.closes {
                out.push_str(&format!("<{NAME} {IS}=\"{name}\" {}>", tag.attributes));
            }
            if tag.closes || tag.empty {
                out.push_str(&format!("</{NAME}>"));
            }
        }
        Some(out)
    }
}

/// A tag as it was written.
struct Tag<'a> {
    name: &'a str,
    attributes: &'a str,
    closes: bool,
    empty: bool,
    end: usize,
}

impl<'a> Tag<'a> {
    /// The one that begins at `start`.
    fn at(markup: &'a str, start: usize) -> Option<Tag<'a>> {
        let bytes = markup.as_bytes();
        if bytes.get(start) != Some(&b'<') {
            return None;
        }
        let closes = bytes.get(start + 1) == Some(&b'/');
        let from = start + 1 + usize::from(closes);
        let ends = |b: &u8| b.is_ascii_whitespace() || matches!(b, b'>' | b'/');
        let name_end = from + bytes.get(from..)?.iter().take(64).position(ends)?;
        let end = tag_end(bytes, name_end, LONGEST_TAG)?;
        let inside = &markup[name_end..end];
        let attributes = inside.strip_suffix('/').unwrap_or(inside);
        Some(Tag {
            name: &markup[from..name_end],
            attributes: attributes.trim(),
            closes,
            empty: attributes.len() < inside.len(),
            end: end + 1,
        })
    }
}

const SPAN: &str = "<span";

/// What stands for the same formula right behind it.
enum Beside {
    Nothing,
    /// A picture of it, which says more.
    Picture,
    /// It once more in letters, for the eye alone; up to where, in bytes.
    Copy(usize),
}

fn beside(after: &str) -> Beside {
    let mut at = 0;
    loop {
        let rest = &after[at..];
        at += rest.len() - rest.trim_start().len();
        match after[at..].strip_prefix("</span>") {
            Some(rest) => at = after.len() - rest.len(),
            None => break,
        }
    }
    let Some(tag) = Tag::at(after, at) else {
        return Beside::Nothing;
    };
    match tag.name {
        // As Wikipedia writes them.
        "img" if tag.attributes.contains("math") => Beside::Picture,
        // As KaTeX does.
        "span" if tag.attributes.contains("aria-hidden=\"true\"") && !tag.empty => {
            copy_end(after, tag.end).map_or(Beside::Nothing, Beside::Copy)
        }
        _ => Beside::Nothing,
    }
}

/// Where the `<span>` ends whose content begins at `from`.
fn copy_end(after: &str, from: usize) -> Option<usize> {
    let mut depth = 1;
    let mut at = from;
    while depth > 0 && at < LONGEST {
        at += after[at..].find('<')?;
        let tag = Tag::at(after, at)?;
        match (tag.name, tag.closes) {
            ("span", true) => depth -= 1,
            ("span", false) if !tag.empty => depth += 1,
            _ => {}
        }
        at = tag.end;
    }
    (depth == 0).then_some(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_formula_that_is_whole_is_renamed() {
        assert_eq!(
            named("a <math><mi>x</mi><mspace/></math> b"),
            "a <kz-formula data-is=\"math\" ><kz-formula data-is=\"mi\" >x</kz-formula>\
             <kz-formula data-is=\"mspace\" ></kz-formula></kz-formula> b"
        );
        for left in [
            "mathematics",
            "<math>",
            "<math/>",
            "<mathx></mathx>",
            "</math>",
            "<math><mi>x</mi>",
            "<math><p>x</p></math>",
            "<math><style>x</style></math>",
            "<math><mtext><table><mglyph><style><img src=x></style></mglyph></table></mtext></math>",
            "<math><apply><plus/></apply></math>",
            "<math><mi>x</mi></math><img class=\"mwe-math-fallback\" src=x>",
            "<math><!-- <mi>x</mi></math>",
            "<math><mi",
            "<math><mi a='</math>'>x</mi></math",
            "<math><annotation a='</math>'>x</annotation>",
            "<a:b:math></a:b:math>",
            "<math a='></math>",
            "é<é:math></é:math>",
        ] {
            assert!(matches!(named(left), Cow::Borrowed(_)), "{left}");
        }
    }

    /// Were its work the square of its length, this would not end today.
    #[test]
    fn what_is_no_formula_costs_little() {
        for piece in ["math ", "<math>", "<math ", "<math>é</math"] {
            let long = piece.repeat(100_000);
            assert!(matches!(named(&long), Cow::Borrowed(_)), "{piece}");
        }
    }

    #[test]
    fn what_says_it_a_second_time_goes() {
        let annotated = "<math><semantics><mi>x</mi><annotation encoding=\"application/x-tex\">x<y</annotation></semantics></math>";
        assert!(!named(annotated).contains("x<y"));
        let copied = "<span><span><math><mi>x</mi></math></span><span class=k aria-hidden=\"true\"><span>x</span></span></span>!";
        let renamed = named(copied);
        assert!(renamed.ends_with("</kz-formula></span></span>!"), "{renamed}");
    }

    #[test]
    fn a_prefix_is_taken_off() {
        let renamed = named("<mml:math><mml:mi>x</mml:mi></mml:math>");
        assert!(
            renamed.contains("data-is=\"mi\"") && !renamed.contains("mml"),
            "{renamed}"
        );
    }
}
