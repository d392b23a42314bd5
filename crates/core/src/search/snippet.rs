//! Where the words stand that were searched for. Text in pieces, never markup.

use std::collections::{HashSet, VecDeque};

use kazpost_api::Piece;
use kazpost_language::{Tongue, fold, key, words};
use kazpost_store::Field;

use super::query::{Exact, Query};

/// What is looked for in a text.
#[derive(Default)]
pub(crate) struct Sought {
    keys: HashSet<String>,
    open: Vec<String>,
    /// The keys of what may go on, taken for a whole word.
    whole: HashSet<String>,
    /// Of these words none counts alone.
    phrases: Vec<Exact>,
}

/// A snippet has so many words, and begins so many before the first hit.
const LENGTH: usize = 34;
const BEFORE: usize = 6;

impl Sought {
    pub(crate) fn of(query: &Query) -> Sought {
        let mut sought = Sought {
            phrases: query.exact.clone(),
            ..Sought::default()
        };
        let exactly = |at: usize| query.exact.iter().any(|exact| exact.clause == at);
        let loosely = query.with.iter().enumerate().filter(|(at, _)| !exactly(*at));
        for wanted in loosely.flat_map(|(_, clause)| clause) {
            if matches!(wanted.field, Field::Any | Field::Title) {
                sought.keys.extend(wanted.words.iter().flatten().cloned());
                if let Some(open) = &wanted.open {
                    sought.open.push(open.clone());
                    sought.whole.extend(wanted.words.iter().flatten().cloned());
                }
            }
        }
        sought
    }

    fn has(&self, word: &str, tongue: Tongue) -> bool {
        let fits = |key: &str| {
            self.keys.contains(key) || self.open.iter().any(|open| key.starts_with(open.as_str()))
        };
        key(word, tongue, fits) || self.begins(word)
    }

    /// Whether the word itself begins as typed: its key may be shorter than that.
    fn begins(&self, word: &str) -> bool {
        if self.open.is_empty() {
            return false;
        }
        let word = fold(word);
        self.open.iter().any(|open| word.starts_with(open.as_str()))
    }

    /// All words of a text, and which of them are looked for.
    fn places(&self, text: &str, tongue: Tongue) -> (Vec<(usize, usize)>, Vec<usize>) {
        let words: Vec<_> = words(text).collect();
        let mut sought: Vec<bool> = if self.keys.is_empty() {
            vec![false; words.len()]
        } else {
            words.iter().map(|word| self.has(word.text, tongue)).collect()
        };
        if !self.phrases.is_empty() {
            let folded: Vec<String> = words.iter().map(|word| fold(word.text)).collect();
            for phrase in self.phrases.iter().filter(|phrase| !phrase.words.is_empty()) {
                for (at, run) in folded.windows(phrase.words.len()).enumerate() {
                    if phrase.is(run) {
                        sought[at..at + run.len()].fill(true);
                    }
                }
            }
        }
        let hits = (0..words.len()).filter(|at| sought[*at]).collect();
        let places = words.iter().map(|word| (word.start, word.end())).collect();
        (places, hits)
    }

    /// Whether a text has a word that is or begins as typed; yes where no word outside of quotes may go on.
    pub(crate) fn begins_in(&self, text: &str, tongue: Tongue) -> bool {
        let typed = |word: &str| self.begins(word) || key(word, tongue, |key| self.whole.contains(key));
        self.open.is_empty() || words(text).any(|word| typed(word.text))
    }

    /// A short text whole.
    pub(crate) fn marked(&self, text: &str, tongue: Tongue, forms: &mut Forms) -> Vec<Piece> {
        let (places, hits) = self.places(text, tongue);
        let hits: Vec<(usize, usize)> = hits.into_iter().map(|hit| places[hit]).collect();
        forms.add(text, &hits);
        pieces(text, 0, text.len(), &hits)
    }

    /// The place of a text with the most of them; its beginning where none stands in it.
    pub(crate) fn snippet(&self, text: &str, tongue: Tongue, forms: &mut Forms) -> Vec<Piece> {
        let (places, hits) = self.places(text, tongue);
        let mut best = (0, 0);
        for (at, &first) in hits.iter().enumerate() {
            let inside = hits[at..]
                .iter()
                .take_while(|hit| **hit < first + LENGTH - BEFORE)
                .count();
            if inside > best.0 {
                best = (inside, first);
            }
        }
        let Some(&(_, text_end)) = places.last() else {
            return Vec::new();
        };
        let from = best.1.saturating_sub(BEFORE);
        let to = (from + LENGTH).min(places.len());
        let start = if from == 0 { 0 } else { places[from].0 };
        let end = if to == places.len() {
            text.len().max(text_end)
        } else {
            places[to - 1].1
        };
        let shown: Vec<(usize, usize)> = hits
            .iter()
            .map(|hit| places[*hit])
            .filter(|(a, b)| *a >= start && *b <= end)
            .collect();
        forms.add(text, &shown);
        let mut pieces = pieces(text, start, end, &shown);
        for piece in &mut pieces {
            piece.text = one_line(&piece.text);
        }
        if start > 0 {
            // Bound to its word: the mark alone makes no line.
            pieces.insert(0, plain("…\u{a0}"));
        }
        if end < text.len() {
            pieces.push(plain("\u{a0}…"));
        }
        pieces
    }
}

/// The forms in which words were found.
#[derive(Default)]
pub(crate) struct Forms(Vec<String>);

const MOST_FORMS: usize = 8;

impl Forms {
    fn add(&mut self, text: &str, hits: &[(usize, usize)]) {
        for (start, end) in hits {
            if self.0.len() == MOST_FORMS {
                return;
            }
            let form = text[*start..*end].to_lowercase().replace('\u{ad}', "");
            if !self.0.contains(&form) {
                self.0.push(form);
            }
        }
    }

    pub(crate) fn list(self) -> Vec<String> {
        self.0
    }
}

fn plain(text: &str) -> Piece {
    Piece {
        text: text.into(),
        hit: false,
    }
}

fn pieces(text: &str, start: usize, end: usize, hits: &[(usize, usize)]) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut at = start;
    for (from, to) in hits {
        if at < *from {
            pieces.push(plain(&text[at..*from]));
        }
        pieces.push(Piece {
            text: text[*from..*to].into(),
            hit: true,
        });
        at = *to;
    }
    if at < end {
        pieces.push(plain(&text[at..end]));
    }
    pieces
}

/// Runs of white space as one space.
fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for c in text.chars() {
        if !c.is_whitespace() {
            line.push(c);
        } else if !line.ends_with(' ') {
            line.push(' ');
        }
    }
    line
}

/// Whether these words stand together in a text in this very form.
pub(crate) fn stands(text: &str, exact: &Exact) -> bool {
    let mut run: VecDeque<String> = VecDeque::with_capacity(exact.words.len() + 1);
    words(text).any(|word| {
        run.push_back(fold(word.text));
        if run.len() > exact.words.len() {
            run.pop_front();
        }
        exact.is(run.make_contiguous())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::query::parse;

    fn sought(query: &str) -> Sought {
        Sought::of(&parse(query, false, 0))
    }

    fn shown(pieces: &[Piece]) -> String {
        pieces
            .iter()
            .map(|piece| {
                if piece.hit {
                    format!("[{}]", piece.text)
                } else {
                    piece.text.clone()
                }
            })
            .collect()
    }

    #[test]
    fn hits_are_marked_in_any_form() {
        let mut forms = Forms::default();
        let pieces = sought("су").marked("Судың деңгейі, суының тұзы", Tongue::Kazakh, &mut forms);
        assert_eq!(shown(&pieces), "[Судың] деңгейі, [суының] тұзы");
        assert_eq!(forms.list(), ["судың", "суының"]);
    }

    #[test]
    fn a_snippet_is_where_the_hits_are() {
        let text = format!(
            "{} the water rose\nand rose {}",
            "word ".repeat(100),
            "other ".repeat(100)
        );
        let mut forms = Forms::default();
        let snippet = shown(&sought("rising water rose").snippet(&text, Tongue::Other, &mut forms));
        assert!(snippet.starts_with("…\u{a0}word "), "{snippet}");
        assert!(snippet.contains("[water] [rose] and [rose] other"), "{snippet}");
        assert!(snippet.ends_with("\u{a0}…"), "{snippet}");
        let none = shown(&sought("nothing").snippet("a b c", Tongue::Other, &mut forms));
        assert_eq!(none, "a b c");
        assert!(sought("x").snippet("", Tongue::Other, &mut forms).is_empty());
    }

    #[test]
    fn of_exact_words_only_those_that_stand_together_are_marked() {
        let text = format!("market {} the Market Ministers met; market", "word ".repeat(60));
        let typed = Sought::of(&parse("met \"market minis", true, 0));
        let mut forms = Forms::default();
        let snippet = shown(&typed.snippet(&text, Tongue::Other, &mut forms));
        assert!(
            snippet.ends_with("[Market] [Ministers] [met]; market"),
            "{snippet}"
        );
        let title = typed.marked("Ministers of the market", Tongue::Other, &mut forms);
        assert_eq!(shown(&title), "Ministers of the market");
    }

    #[test]
    fn exact_words_stand_together() {
        let exact = |text: &str, open| Exact {
            clause: 0,
            words: text.split(' ').map(str::to_owned).collect(),
            open,
        };
        assert!(stands("Белая юрта стоит", &exact("белая юрта", false)));
        assert!(!stands("Белой юрты нет, белая", &exact("белая юрта", false)));
        assert!(!stands("Белая юрта стоит", &exact("белая юр", false)));
        assert!(stands("Белая юрта стоит", &exact("белая юр", true)));
        assert!(!stands("Белая, и юрта", &exact("белая юр", true)));
        assert!(stands("Юрта", &exact("юр", true)));
    }

    #[test]
    fn a_word_is_marked_that_begins_as_typed_though_its_key_is_shorter() {
        let sought = Sought::of(&parse("governm", true, 0));
        let mut forms = Forms::default();
        let pieces = sought.marked("A government governs", Tongue::Other, &mut forms);
        assert_eq!(shown(&pieces), "A [government] governs");
        assert!(sought.begins_in("the government", Tongue::Other));
        assert!(!sought.begins_in("it governs", Tongue::Other));
        let two = Sought::of(&parse("budget governm", true, 0));
        assert!(!two.begins_in("the budget governs", Tongue::Other));
        assert!(Sought::of(&parse("\"budget governm", true, 0)).begins_in("", Tongue::Other));
    }
}
