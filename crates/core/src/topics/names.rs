//! Names in headlines and standfirsts: runs of words with a capital that are not written small elsewhere. No list of
//! names and no model; what is one is learnt from the texts of the day. Pure.

use kazpost_language::{Tongue, Word, key, words};
use rustc_hash::FxHashMap;

/// A word may be written small in one of so many places and still be a name.
const SELDOM: u32 = 5;

/// A headline of so many words or more whose words nearly all begin with a capital says nothing of names.
const HEADLINE: usize = 4;

/// A name has no more words.
const LONGEST: usize = 4;

/// Words that English writes with a capital and that are no names; as keys.
const NO_NAMES: &[&str] = &[
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "januari",
    "februari",
    "march",
    "april",
    "may",
    "june",
    "juli",
    "august",
    "septemb",
    "octob",
    "novemb",
    "decemb",
];

/// One text of an article.
pub(crate) struct Text<'a> {
    pub(crate) language: &'a str,
    pub(crate) text: &'a str,
}

/// A word with what its capital says.
struct Seen<'a> {
    word: Word<'a>,
    key: String,
    capital: Capital,
    /// Follows the word before with a space or a hyphen between them.
    joined: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Capital {
    None,
    /// Where any word would have one.
    Expected,
    Own,
    /// All of it, as in НАТО.
    All,
}

/// How words are written in the texts of the day, by key.
#[derive(Default)]
pub(crate) struct Learnt {
    own: FxHashMap<String, u32>,
    small: FxHashMap<String, u32>,
}

impl Learnt {
    pub(crate) fn from(&mut self, text: &Text<'_>) {
        let seen = look(text);
        for one in seen {
            let counts = match one.capital {
                Capital::None => &mut self.small,
                Capital::Own | Capital::All => &mut self.own,
                Capital::Expected => continue,
            };
            *counts.entry(one.key).or_default() += 1;
        }
    }

    fn is_name(&self, key: &str) -> bool {
        let of = |counts: &FxHashMap<String, u32>| counts.get(key).copied().unwrap_or_default();
        of(&self.own) > SELDOM.saturating_sub(1) * of(&self.small) && !NO_NAMES.contains(&key)
    }
}

/// A name as it stands in a text.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Name {
    /// The keys of its words.
    pub(crate) keys: Vec<String>,
    /// As written, without an English 's.
    pub(crate) form: String,
    /// The key and the form of the word after it, where that is written small.
    pub(crate) next: Option<(String, String)>,
}

/// The names in a text.
pub(crate) fn names(text: &Text<'_>, learnt: &Learnt) -> Vec<Name> {
    let seen = look(text);
    let is_name = |one: &Seen<'_>| {
        one.capital != Capital::None && one.key.chars().count() > 1 && learnt.is_name(&one.key)
    };
    let mut found = Vec::new();
    let mut at = 0;
    while at < seen.len() {
        if !is_name(&seen[at]) {
            at += 1;
            continue;
        }
        let mut end = at + 1;
        while end < seen.len() && end - at < LONGEST && seen[end].joined && is_name(&seen[end]) {
            end += 1;
        }
        let (first, last) = (seen[at].word.start, seen[end - 1].word.end());
        let next = seen
            .get(end)
            .filter(|next| next.joined && next.capital == Capital::None && next.key.chars().count() > 2)
            .map(|next| (next.key.clone(), text.text[last..next.word.end()].to_owned()));
        found.push(Name {
            keys: seen[at..end].iter().map(|one| one.key.clone()).collect(),
            form: without_possessive(&text.text[first..last]).to_owned(),
            next,
        });
        at = end;
    }
    found
}

fn without_possessive(form: &str) -> &str {
    form.strip_suffix("'s")
        .or_else(|| form.strip_suffix("’s"))
        .unwrap_or(form)
}

fn look<'a>(text: &Text<'a>) -> Vec<Seen<'a>> {
    let tongue = Tongue::of(text.language);
    let mut seen: Vec<Seen<'a>> = Vec::new();
    let mut before = 0;
    for word in words(text.text) {
        let gap = &text.text[before..word.start];
        let begins = before == 0
            || gap.contains([
                '.', '!', '?', '…', ':', ';', '—', '–', '•', '\n', '"', '«', '“', '„',
            ]);
        // An initial ends no sentence: А. Иванов.
        let initial = gap == ". " && seen.last().is_some_and(|one| one.word.text.chars().count() == 1);
        let mut letters = word.text.chars().filter(|c| c.is_alphabetic());
        let upper = letters.next().is_some_and(char::is_uppercase);
        let rest = letters.clone().count();
        let all = upper && rest > 0 && letters.all(char::is_uppercase);
        seen.push(Seen {
            capital: match (upper, all) {
                (false, _) => Capital::None,
                (true, true) => Capital::All,
                (true, false) if begins && !initial => Capital::Expected,
                (true, false) => Capital::Own,
            },
            key: key(word.text, tongue, str::to_owned),
            joined: before > 0 && matches!(gap, " " | "-" | "\u{a0}" | "‑"),
            word,
        });
        before = word.end();
    }
    let long = seen.iter().filter(|one| one.word.text.chars().count() > 3);
    let (all, large) = long.fold((0, 0), |(all, large), one| {
        (all + 1, large + usize::from(one.capital != Capital::None))
    });
    if all >= HEADLINE && large * 10 >= all * 8 {
        for one in &mut seen {
            if one.capital != Capital::None {
                one.capital = Capital::Expected;
            }
        }
    }
    seen
}

/// The form of a name to show: the shortest, for endings make longer; of these one that ends as feminine names do in
/// Russian where they have no ending; of these the most frequent.
pub(crate) fn best_form(forms: &FxHashMap<String, u32>) -> String {
    let rank = |form: &str, times: u32| {
        let open = form.ends_with(['а', 'я']);
        (std::cmp::Reverse(form.chars().count()), open, times)
    };
    let best = forms
        .iter()
        .max_by(|(a, n), (b, m)| rank(a, **n).cmp(&rank(b, **m)).then(b.cmp(a)));
    best.map(|(form, _)| form.clone()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(language: &str, texts: &[&str]) -> Vec<Vec<String>> {
        let mut learnt = Learnt::default();
        for text in texts {
            learnt.from(&Text { language, text });
        }
        let forms = |text: &&str| {
            let found = names(&Text { language, text }, &learnt);
            found.into_iter().map(|name| name.form).collect()
        };
        texts.iter().map(forms).collect()
    }

    #[test]
    fn a_capital_where_any_word_has_one_is_no_name() {
        let found = of(
            "en",
            &[
                "Ferry returns. Nobody in Aktau had seen it, said Ivan Petrov",
                "Aktau waits for Petrov’s ship",
                "The ferry that nobody saw",
            ],
        );
        assert_eq!(
            found,
            [vec!["Aktau", "Ivan Petrov"], vec!["Aktau", "Petrov"], vec![]]
        );
    }

    #[test]
    fn a_headline_all_in_capitals_teaches_nothing() {
        let found = of(
            "en",
            &[
                "Ferry Service Returns To Northern Lake",
                "the ferry to Aktau returns",
            ],
        );
        assert_eq!(found, [Vec::<&str>::new(), vec!["Aktau"]]);
    }

    #[test]
    fn forms_of_a_name_have_one_key() {
        let texts = [
            "в Актау прибыл Касым Токаев",
            "Встреча Касыма Токаева",
            "Токаеву вручили",
        ];
        let mut learnt = Learnt::default();
        texts
            .iter()
            .for_each(|text| learnt.from(&Text { language: "ru", text }));
        let keys: Vec<Vec<String>> = texts
            .iter()
            .flat_map(|text| names(&Text { language: "ru", text }, &learnt))
            .map(|name| name.keys)
            .collect();
        assert_eq!(keys[1], keys[2]);
        assert_eq!(keys[3], keys[1][1..]);
    }

    #[test]
    fn a_name_is_shown_as_it_is_called() {
        let forms =
            |all: &[(&str, u32)]| best_form(&all.iter().map(|(form, n)| ((*form).to_owned(), *n)).collect());
        assert_eq!(forms(&[("Токаева", 3), ("Токаев", 1)]), "Токаев");
        assert_eq!(forms(&[("Астане", 5), ("Астана", 1), ("Астану", 2)]), "Астана");
        assert_eq!(forms(&[("Тоқаевтың", 2), ("Тоқаев", 2)]), "Тоқаев");
    }
}
