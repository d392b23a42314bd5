//! Whether a feed gives an article or only how it begins.

/// How teasers end where their publisher's program cut them, in lower case.
const CUT: &[&str] = &[
    "…",
    "...",
    "[…]",
    "[...]",
    "[&hellip;]",
    "(…)",
    "read more",
    "read more »",
    "read more →",
    "continue reading",
    "continue reading →",
    "more »",
    "full story",
    "read full article",
    "weiterlesen",
    "lire la suite",
    "leer más",
    "leia mais",
    "читать далее",
    "читать дальше",
    "читать полностью",
    "подробнее",
    "далее",
    "толығырақ",
    "жалғасын оқу",
    "ары қарай оқу",
    "толық оқу",
];
/// Of programs that name the article at the end of its teaser.
const CUT_BEFORE: &[&str] = &["the post ", "continue reading "];
/// No mark is longer, in characters.
const EDGE: usize = 32;
/// The longest text that a cut is believed of, in words.
const LONGEST_CUT: u32 = 300;
/// Fewer words might be a teaser, cut or not.
const SHORT: u32 = 80;

/// 0: not shortened, 1: so short that its page might have more, 2: plainly cut.
pub(crate) fn of(text: &str, words: u32) -> u8 {
    let text = text.trim_end();
    let last = text.rsplit('\n').next().unwrap_or_default();
    // Only the edges count, and a long text takes its time to be turned into lower case.
    let begins: String = last.chars().take(EDGE).flat_map(char::to_lowercase).collect();
    let edge = text.char_indices().rev().nth(EDGE).map_or(0, |(at, _)| at);
    let ends = text[edge..].to_lowercase();
    let cut = CUT.iter().any(|mark| ends.ends_with(mark))
        || CUT_BEFORE.iter().any(|start| begins.starts_with(start));
    match () {
        () if words == 0 => 1,
        () if cut && words <= LONGEST_CUT => 2,
        () if words < SHORT => 1,
        () => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::of;

    #[test]
    fn teasers_are_known_by_their_end_and_their_length() {
        let long = "A sentence of five words. ".repeat(40);
        assert_eq!(of(&long, 200), 0);
        assert_eq!(of(&format!("{long} And then […]"), 200), 2);
        assert_eq!(of(&format!("{long}\nContinue reading A new tram"), 200), 2);
        assert_eq!(of("Қалада жаңа трамвай жүре бастады. Толығырақ", 6), 2);
        assert_eq!(of("A short note, and that is all.", 7), 1);
        assert_eq!(of("", 0), 1);
        assert_eq!(
            of(&format!("{long}..."), 400),
            0,
            "so long a text only trails off"
        );
    }
}
