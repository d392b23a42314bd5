//! How an article changed since the reader read it, word by word.

use std::time::{Duration, Instant};

use kazpost_api::{Failure, Redline, Wording, Words};
use kazpost_model::{ArticleKey, Timestamp};
use similar::{Algorithm, DiffOp, DiffTag, capture_diff_slices_deadline};

use crate::failure::{not_found, of_store};
use crate::library::Library;
use crate::prepare;

/// Longer than this nobody waits; what is left is told more coarsely.
const PATIENCE: Duration = Duration::from_secs(2);
/// As few words between two changes are taken for part of one.
const TRIFLE: usize = 1;

/// A word or a mark, and the white space before it.
struct Token<'a> {
    before: &'a str,
    text: &'a str,
}

impl Library {
    /// What changed in an article since it was read.
    pub fn redline(&self, id: &str) -> Result<Redline, Failure> {
        let key = ArticleKey::from_text(id);
        let read = self.store().version_read(&key).map_err(of_store)?;
        let present = self.store().versions(&key).map_err(of_store)?.pop();
        let (Some(read), Some(present)) = (read, present) else {
            return Err(not_found("change of the article", id));
        };
        let text = |version: &kazpost_store::Version| {
            prepare::clean(&version.content, version.base.as_deref()).text()
        };
        Ok(Redline {
            seen_at: present.seen_at.map_or(0, Timestamp::seconds),
            title: difference(&read.title, &present.title)
                .into_iter()
                .flatten()
                .collect(),
            paragraphs: difference(&text(&read), &text(&present)),
        })
    }

    /// The reader has seen what changed.
    pub fn redline_seen(&self, id: &str) -> Result<(), Failure> {
        self.store()
            .correction_seen(&ArticleKey::from_text(id))
            .map_err(of_store)
    }
}

/// Whether two texts differ in more than white space.
pub(crate) fn reworded(old: &str, new: &str) -> bool {
    !old.split_whitespace().eq(new.split_whitespace())
}

/// The new text by paragraphs, with what was taken out and put in.
fn difference(old: &str, new: &str) -> Vec<Vec<Words>> {
    let (old, new) = (tokens(old), tokens(new));
    let words =
        |tokens: &[Token<'_>]| -> Vec<String> { tokens.iter().map(|token| token.text.to_owned()).collect() };
    let (before, after) = (words(&old), words(&new));
    let deadline = Some(Instant::now() + PATIENCE);
    let steps = capture_diff_slices_deadline(Algorithm::Myers, &before, &after, deadline);
    let mut page = Page::default();
    for (tag, from, to) in joined(&steps) {
        match tag {
            DiffTag::Equal => page.write(Wording::Same, &new[to]),
            _ => {
                page.write(Wording::Removed, &old[from]);
                page.write(Wording::Added, &new[to]);
            }
        }
    }
    page.paragraphs.retain(|paragraph| !paragraph.is_empty());
    page.paragraphs
}

type Step = (DiffTag, std::ops::Range<usize>, std::ops::Range<usize>);

/// One change where two stand so close that a single word between them would be all that stayed.
fn joined(steps: &[DiffOp]) -> Vec<Step> {
    let mut out: Vec<Step> = Vec::new();
    for (at, step) in steps.iter().enumerate() {
        let (tag, from, to) = step.as_tag_tuple();
        let between = at > 0 && at + 1 < steps.len();
        let trifle = tag == DiffTag::Equal && between && to.len() <= TRIFLE;
        match out.last_mut() {
            Some((last, all_from, all_to))
                if *last != DiffTag::Equal && (tag != DiffTag::Equal || trifle) =>
            {
                *last = DiffTag::Replace;
                all_from.end = from.end;
                all_to.end = to.end;
            }
            _ => out.push((tag, from, to)),
        }
    }
    out
}

/// Words of letters and figures, each other mark by itself.
fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut rest = text;
    loop {
        let start = rest.len() - rest.trim_start().len();
        let (before, after) = rest.split_at(start);
        let Some(first) = after.chars().next() else {
            return tokens;
        };
        let is_word =
            |c: char| c.is_alphanumeric() || matches!(c, '\u{ad}' | '\'' | '’' | '\u{300}'..='\u{36f}');
        let end = if is_word(first) {
            after.find(|c: char| !is_word(c)).unwrap_or(after.len())
        } else {
            first.len_utf8()
        };
        tokens.push(Token {
            before,
            text: &after[..end],
        });
        rest = &after[end..];
    }
}

#[derive(Default)]
struct Page {
    paragraphs: Vec<Vec<Words>>,
}

impl Page {
    fn write(&mut self, kind: Wording, tokens: &[Token<'_>]) {
        for (at, token) in tokens.iter().enumerate() {
            let fresh = self.paragraphs.is_empty();
            // What takes the place of a paragraph's beginning stands in the same paragraph.
            let instead = kind == Wording::Added
                && at == 0
                && self
                    .paragraphs
                    .last()
                    .is_some_and(|paragraph| paragraph.iter().all(|piece| piece.kind == Wording::Removed));
            let breaks = token.before.contains('\n') && !instead;
            if fresh || breaks {
                self.paragraphs.push(Vec::new());
            }
            let Some(paragraph) = self.paragraphs.last_mut() else {
                continue;
            };
            let space = !paragraph.is_empty() && !token.before.is_empty();
            match paragraph.last_mut() {
                Some(piece) if piece.kind == kind => {
                    if space {
                        piece.text.push(' ');
                    }
                    piece.text.push_str(token.text);
                }
                last => {
                    // The space between two pieces is nobody's change.
                    match last {
                        Some(piece) if space && piece.kind == Wording::Same => piece.text.push(' '),
                        Some(_) if space => paragraph.push(Words {
                            kind: Wording::Same,
                            text: " ".into(),
                        }),
                        _ => {}
                    }
                    match paragraph.last_mut() {
                        Some(piece) if piece.kind == kind => piece.text.push_str(token.text),
                        _ => paragraph.push(Words {
                            kind,
                            text: token.text.to_owned(),
                        }),
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `[-removed-]` and `{+added+}`, paragraphs by line feeds.
    fn shown(old: &str, new: &str) -> String {
        let paragraphs = difference(old, new);
        let lines = paragraphs.iter().map(|pieces| {
            let pieces = pieces.iter().map(|piece| match piece.kind {
                Wording::Same => piece.text.clone(),
                Wording::Removed => format!("[-{}-]", piece.text),
                Wording::Added => format!("{{+{}+}}", piece.text),
            });
            pieces.collect::<String>()
        });
        lines.collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn words_and_not_letters() {
        assert_eq!(
            shown("The budget is four million.", "The budget is five million."),
            "The budget is [-four-] {+five+} million."
        );
        assert_eq!(shown("One, two.", "One two."), "One[-,-] two.");
        assert_eq!(shown("Same.", "Same."), "Same.");
    }

    #[test]
    fn in_russian_and_kazakh() {
        assert_eq!(
            shown(
                "Бюджет вырос на пять процентов.",
                "Бюджет вырос на шесть процентов."
            ),
            "Бюджет вырос на [-пять-] {+шесть+} процентов."
        );
        assert_eq!(
            shown("Өзен сәуірде тасыды.", "Өзен мамырда қайта тасыды."),
            "Өзен [-сәуірде-] {+мамырда қайта+} тасыды."
        );
    }

    #[test]
    fn paragraphs_come_and_go_whole() {
        assert_eq!(shown("A b.\nC d.", "A b.\nE f.\nC d."), "A b.\n{+E f.+}\nC d.");
        assert_eq!(shown("A b.\nE f.\nC d.", "A b.\nC d."), "A b.\n[-E f.-]\nC d.");
        assert_eq!(
            shown("A b.\nOld words here.", "A b.\nNew text there."),
            "A b.\n[-Old words here-] {+New text there+}."
        );
        assert_eq!(
            shown("A b.\nC d.", "A b. C d."),
            "A b. C d.",
            "white space is no word"
        );
    }

    #[test]
    fn a_word_alone_between_two_changes_goes_with_them() {
        assert_eq!(
            shown("He met two old men.", "He saw two young men."),
            "He [-met two old-] {+saw two young+} men."
        );
    }
}
