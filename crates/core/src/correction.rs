//! Whether a page that was looked at again says something else, and whether that is the article still.

use std::collections::HashSet;

use kazpost_model::RawHtml;

use crate::{excerpt, redline, teaser};

/// What a page is beside the text that is kept of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// It says the same, whatever else stands around it.
    Same,
    /// Its publisher changed it.
    Corrected,
    /// Most of it is not there: a wall, an error, a stage that stumbled.
    Poorer,
    /// Another text altogether.
    Another,
}

/// A headline and a text.
pub(crate) struct Wording<'a> {
    pub(crate) title: &'a str,
    pub(crate) content: &'a RawHtml,
}

pub(crate) fn verdict(old: &Wording<'_>, new: &Wording<'_>) -> Verdict {
    let (before, after) = (
        kazpost_extract::wording(old.content),
        kazpost_extract::wording(new.content),
    );
    let reworded = redline::reworded(&before, &after);
    if !reworded {
        let same = !redline::reworded(old.title, new.title);
        return if same { Verdict::Same } else { Verdict::Corrected };
    }
    let (old, new): (Vec<&str>, Vec<&str>) = (
        before.split_whitespace().collect(),
        after.split_whitespace().collect(),
    );
    let kept = Kept::of(&old, &new);
    if is_poorer(&before, &old, &after, &new, &kept) {
        Verdict::Poorer
    } else if kept.is_little() {
        Verdict::Another
    } else {
        Verdict::Corrected
    }
}

/// Pairs of neighbouring words, in one text, in the other and in both.
struct Kept {
    old: usize,
    new: usize,
    both: usize,
}

impl Kept {
    fn of(old: &[&str], new: &[&str]) -> Kept {
        let pairs = |words: &[&str]| -> HashSet<(String, String)> {
            let pairs = words.windows(2);
            pairs
                .map(|pair| (pair[0].to_lowercase(), pair[1].to_lowercase()))
                .collect()
        };
        let (old, new) = (pairs(old), pairs(new));
        Kept {
            both: old.intersection(&new).count(),
            old: old.len(),
            new: new.len(),
        }
    }

    /// Of the pairs of the shorter text not three in ten stand in the other.
    fn is_little(&self) -> bool {
        10 * self.both < 3 * self.old.min(self.new)
    }
}

/// It is shorter, and less than half is left, of its length or of what it said; or less than three quarters, and that is
/// how the old one begins; or it is plainly cut.
fn is_poorer(before: &str, old: &[&str], after: &str, new: &[&str], kept: &Kept) -> bool {
    let begins = old.iter().zip(new).take_while(|(old, new)| old == new).count();
    let cut = |text: &str| teaser::of(text, excerpt::words(text)) == 2;
    new.len() < old.len()
        && (2 * new.len() < old.len()
            || 2 * kept.both < kept.old
            || 4 * new.len() < 3 * old.len() && 5 * begins > 4 * new.len()
            || cut(after) && !cut(before))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(old: &str, new: &str) -> Verdict {
        let (old, new) = (RawHtml::new(old), RawHtml::new(new));
        let title = "Budget";
        verdict(
            &Wording { title, content: &old },
            &Wording { title, content: &new },
        )
    }

    const TEXT: &str = "<p>The council met on Monday and agreed on a budget of four million for the harbour.</p>\
                        <p>The mayor said that the money will be spent on the new pier and on the old lighthouse.</p>\
                        <p>The opposition wants a hearing before the end of the year and asks who will pay for it.</p>";

    #[test]
    fn a_word_is_a_correction_and_white_space_is_none() {
        assert_eq!(of(TEXT, &TEXT.replace("four", "five")), Verdict::Corrected);
        assert_eq!(of(TEXT, &TEXT.replace(' ', "\n ")), Verdict::Same);
        let more = format!("{TEXT}<h2>Related</h2><ul><li><a href=/x>The pier in pictures</a></li></ul>");
        assert_eq!(of(TEXT, &more), Verdict::Same);
        assert_eq!(of(&more, TEXT), Verdict::Same);
    }

    #[test]
    fn a_paragraph_more_and_a_paragraph_less_are_corrections() {
        let more = format!("{TEXT}<p>Update: the hearing was refused on Tuesday, said the mayor.</p>");
        assert_eq!(of(TEXT, &more), Verdict::Corrected);
        assert_eq!(of(&more, TEXT), Verdict::Corrected);
    }

    #[test]
    fn what_is_left_of_an_article_behind_a_wall_is_none() {
        let (first, _) = TEXT.split_once("</p>").expect("it has paragraphs");
        assert_eq!(of(TEXT, first), Verdict::Poorer);
        let wall = format!("{first}<p>Log in to read on, or become a subscriber for a month.</p>");
        assert_eq!(of(TEXT, &wall), Verdict::Poorer);
        let cut = TEXT.replace("asks who will pay for it.", "…");
        assert_eq!(of(TEXT, &cut), Verdict::Poorer);
        assert_eq!(of(TEXT, ""), Verdict::Poorer);
    }

    #[test]
    fn another_text_is_no_correction_and_a_live_report_that_grew_is_one() {
        let error = "<p>Something went wrong on our side, and we are very sorry for it. Please come back in a few \
                     minutes, when our technicians will have found out what it was and mended the machine.</p>\
                     <p>In the meantime you may read other pages of our paper, or write to the desk.</p>";
        assert_eq!(of(TEXT, error), Verdict::Poorer);
        assert_eq!(of(TEXT, &error.repeat(2)), Verdict::Another);
        let grown = format!("{}{TEXT}", error.repeat(4));
        assert_eq!(of(TEXT, &grown), Verdict::Corrected);
    }

    #[test]
    fn a_headline_alone_may_be_corrected() {
        let content = RawHtml::new(TEXT);
        let wording = |title| Wording {
            title,
            content: &content,
        };
        assert_eq!(
            verdict(&wording("Budget"), &wording("Budget  agreed")),
            Verdict::Corrected
        );
        assert_eq!(
            verdict(&wording("Budget agreed"), &wording("Budget  agreed")),
            Verdict::Same
        );
    }
}
