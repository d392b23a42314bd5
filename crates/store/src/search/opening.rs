//! What was typed of a word, as the words of the index that begin so. FTS5 would read all articles of all of them
//! before it gives the newest; words that are named it reads from the newest on.

use rusqlite::{Connection, OptionalExtension, params};

use super::expression::{Clause, Match, letters};

/// Finding a word takes a millisecond in a library of 500,000 articles; where more begin so, reading them all is as quick.
const FEW: usize = 8;

/// A key is taken for the stem of what was typed from this length on, and where no more than so many letters follow.
const STEM: usize = 4;
const ENDING: usize = 5;

/// What a connection needs for it, made before it may write nothing more: where each word of the index stands. A row
/// for each place, so that the first of a word is found without counting the others.
pub(crate) const PLACES_OF_WORDS: &str =
    "CREATE VIRTUAL TABLE temp.places_of_words USING fts5vocab (main, search, instance);";

/// Clauses in which no word of several is open any more.
pub(super) struct Closed {
    pub(super) clauses: Vec<Clause>,
    /// More is asked for than was typed: the stem of a word that is in the index in no longer form.
    pub(super) by_stem: bool,
}

/// The words of the index that begin so.
enum Beginning {
    Few(Vec<String>),
    Many,
    None,
}

/// The same clauses, in which what was typed of a word is the few words that begin so. Where many do, it stays open if
/// it stands alone; of a phrase only the words before it are asked for.
pub(super) fn closed(c: &Connection, clauses: &[Clause]) -> rusqlite::Result<Closed> {
    let mut closed = Closed {
        clauses: clauses.to_vec(),
        by_stem: false,
    };
    for clause in &mut closed.clauses {
        let mut named = Vec::new();
        for wanted in clause.iter_mut() {
            let Some(open) = wanted.open.clone() else {
                continue;
            };
            let before = wanted.words.len().saturating_sub(1);
            let words = match beginning(c, &open)? {
                Beginning::Few(words) => words,
                Beginning::Many if before > 0 => {
                    wanted.words.truncate(before);
                    wanted.open = None;
                    continue;
                }
                Beginning::Many => continue,
                Beginning::None => {
                    let stem = stem(c, &open)?;
                    closed.by_stem |= stem.is_some();
                    // A clause without words would ask for nothing.
                    if stem.is_none() && wanted.words.iter().all(Vec::is_empty) {
                        continue;
                    }
                    stem.into_iter().collect()
                }
            };
            wanted.open = None;
            if !words.is_empty() {
                let mut phrase = wanted.words.get(..before).unwrap_or_default().to_vec();
                phrase.push(words);
                named.push(Match {
                    field: wanted.field,
                    words: phrase,
                    open: None,
                });
            }
        }
        clause.append(&mut named);
    }
    Ok(closed)
}

fn beginning(c: &Connection, open: &str) -> rusqlite::Result<Beginning> {
    let open = letters(open);
    let mut next =
        c.prepare_cached("SELECT term FROM temp.places_of_words WHERE term >= ?1 AND term < ?2 LIMIT 1")?;
    let end = format!("{open}{}", char::MAX);
    let mut found: Vec<String> = Vec::new();
    let mut from = open;
    loop {
        let mut rows = next.query(params![from, end])?;
        let Some(row) = rows.next()? else {
            return Ok(if found.is_empty() {
                Beginning::None
            } else {
                Beginning::Few(found)
            });
        };
        if found.len() == FEW {
            return Ok(Beginning::Many);
        }
        let word: String = row.get(0)?;
        // What comes after it; no key has a character of control.
        from = format!("{word}\u{1}");
        found.push(word);
    }
}

/// The longest word of the index with which this begins: whoever types `governm` is about to write a word whose key
/// is `govern`.
fn stem(c: &Connection, open: &str) -> rusqlite::Result<Option<String>> {
    let open: Vec<char> = letters(open).chars().collect();
    let mut stands = c.prepare_cached("SELECT term FROM temp.places_of_words WHERE term = ?1 LIMIT 1")?;
    let shortest = open.len().saturating_sub(ENDING).max(STEM);
    for length in (shortest..open.len()).rev() {
        let key: String = open.iter().take(length).collect();
        let found: Option<String> = stands.query_row([key], |row| row.get(0)).optional()?;
        if found.is_some() {
            return Ok(found);
        }
    }
    Ok(None)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::Field;

    fn index(bodies: &[&str]) -> Connection {
        let c = Connection::open_in_memory().expect("SQLite");
        c.execute_batch(&format!(
            "CREATE VIRTUAL TABLE search USING fts5 (title, body, content = ''); {PLACES_OF_WORDS}"
        ))
        .expect("an index");
        for body in bodies {
            c.execute("INSERT INTO search (title, body) VALUES ('', ?1)", [body])
                .expect("an article");
        }
        c
    }

    fn typed(words: &[&str]) -> Clause {
        vec![Match {
            field: Field::Any,
            words: words.iter().map(|word| vec![(*word).to_owned()]).collect(),
            open: words.last().map(|word| (*word).to_owned()),
        }]
    }

    fn ways(clause: &Clause) -> Vec<Vec<Vec<&str>>> {
        let words = |wanted: &Match| {
            let keys = |keys: &Vec<String>| -> Vec<&'static str> {
                keys.iter().map(|key| &*key.clone().leak()).collect()
            };
            wanted.words.iter().map(keys).collect()
        };
        clause.iter().map(words).collect()
    }

    #[test]
    fn the_last_word_of_a_phrase_is_named_where_few_begin_so_and_else_left_out() {
        let c = index(&["market minister ministry", "ma mb mc md me mf mg mh mi mj"]);
        let few = closed(&c, &[typed(&["market", "minis"])]).expect("closed");
        assert_eq!(
            ways(&few.clauses[0]),
            [
                vec![vec!["market"], vec!["minis"]],
                vec![vec!["market"], vec!["minister", "ministry"]]
            ]
        );
        let many = closed(&c, &[typed(&["market", "m"])]).expect("closed");
        assert_eq!(ways(&many.clauses[0]), [vec![vec!["market"]]]);
        assert!(!few.by_stem && !many.by_stem);
        let open = |closed: &Closed| closed.clauses[0].iter().any(|wanted| wanted.open.is_some());
        assert!(!open(&few) && !open(&many));
    }

    #[test]
    fn where_no_word_goes_on_so_its_stem_is_asked_for() {
        let c = index(&["govern", "gov"]);
        let found = closed(&c, &[typed(&["governm"])]).expect("closed");
        assert!(found.by_stem);
        assert_eq!(ways(&found.clauses[0]), [[["governm"]], [["govern"]]]);
        for nothing in ["govx", "governmentally"] {
            let found = closed(&c, &[typed(&[nothing])]).expect("closed");
            assert!(!found.by_stem, "{nothing}");
            assert_eq!(ways(&found.clauses[0]), [[[nothing]]]);
        }
    }
}
