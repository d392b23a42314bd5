/// Where a word must stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// Anywhere.
    Any,
    /// In the title.
    Title,
    /// Among the authors.
    Author,
    /// Among the tags.
    Tag,
}

/// One word, or several that stand together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Match {
    /// Where.
    pub field: Field,
    /// For each word in order the keys that it may have.
    pub words: Vec<Vec<String>>,
    /// What was typed so far of the last word, which may go on.
    pub open: Option<String>,
}

/// Any of these.
pub type Clause = Vec<Match>;

/// A phrase of words with several keys each is asked for in no more than so many ways.
const MOST_WAYS: usize = 24;

/// All of `with` and none of `without`, in FTS5's language; `None` where nothing is asked for.
pub(crate) fn expression(with: &[Clause], without: &[Clause]) -> Option<String> {
    let mut text = String::new();
    for clause in with {
        let clause = any(clause)?;
        if !text.is_empty() {
            text.push_str(" AND ");
        }
        text.push_str(&clause);
    }
    if text.is_empty() {
        return None;
    }
    for clause in without {
        if let Some(clause) = any(clause) {
            text = format!("({text}) NOT {clause}");
        }
    }
    Some(text)
}

fn any(clause: &Clause) -> Option<String> {
    let ways: Vec<String> = clause.iter().filter_map(one).collect();
    (!ways.is_empty()).then(|| format!("({})", ways.join(" OR ")))
}

fn one(wanted: &Match) -> Option<String> {
    let mut phrases = vec![String::new()];
    for keys in &wanted.words {
        let mut longer = Vec::new();
        for phrase in &phrases {
            for key in keys {
                let space = if phrase.is_empty() { "" } else { " " };
                longer.push(format!("{phrase}{space}{}", letters(key)));
            }
        }
        longer.truncate(MOST_WAYS);
        phrases = longer;
    }
    let mut ways: Vec<String> = phrases
        .into_iter()
        .filter(|phrase| !phrase.is_empty())
        .map(|phrase| format!("\"{phrase}\""))
        .collect();
    // Of words that stand together the last is named or left out before this (`opening`).
    if let Some(open) = wanted.open.as_ref().filter(|_| wanted.words.len() < 2) {
        ways.push(format!("\"{}\" *", letters(open)));
    }
    if ways.is_empty() {
        return None;
    }
    let ways = ways.join(" OR ");
    Some(match wanted.field {
        Field::Any => format!("({ways})"),
        Field::Title => format!("(title : ({ways}))"),
        Field::Author => format!("(author : ({ways}))"),
        Field::Tag => format!("(tags : ({ways}))"),
    })
}

/// Keys are letters and digits; whatever else came in must not reach the language of the index.
pub(super) fn letters(key: &str) -> String {
    key.chars().filter(|c| c.is_alphanumeric()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn word(keys: &[&str]) -> Match {
        Match {
            field: Field::Any,
            words: vec![keys.iter().map(|key| (*key).to_owned()).collect()],
            open: None,
        }
    }

    #[test]
    fn clauses_become_one_expression() {
        let title = Match {
            field: Field::Title,
            words: vec![vec!["a".into(), "b".into()], vec!["c".into()]],
            open: None,
        };
        assert_eq!(
            expression(
                &[vec![word(&["x"]), word(&["y"])], vec![title]],
                &[vec![word(&["z"])]]
            )
            .unwrap(),
            r#"(((("x") OR ("y")) AND ((title : ("a c" OR "b c")))) NOT (("z")))"#
                .strip_prefix('(')
                .and_then(|text| text.strip_suffix(')'))
                .unwrap()
        );
        assert_eq!(expression(&[], &[]), None);
    }

    #[test]
    fn nothing_but_letters_reaches_the_index() {
        let evil = word(&["a\" OR title:*"]);
        assert_eq!(expression(&[vec![evil]], &[]).unwrap(), r#"(("aORtitle"))"#);
    }
}
