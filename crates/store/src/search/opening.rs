//! What was typed of a word, as the words of the index that begin so. FTS5 would read all articles of all of them
//! before it gives the newest; words that are named it reads from the newest on.

use rusqlite::{Connection, params};

use super::expression::{Clause, Match, letters};

/// Finding a word takes a millisecond in a library of 500,000 articles; where more begin so, reading them all is as quick.
const FEW: usize = 8;

/// What a connection needs for it, made before it may write nothing more: where each word of the index stands. A row
/// for each place, so that the first of a word is found without counting the others.
pub(crate) const PLACES_OF_WORDS: &str =
    "CREATE VIRTUAL TABLE temp.places_of_words USING fts5vocab (main, search, instance);";

/// The same clauses, in which what was typed of a word is the few words that begin so.
pub(super) fn closed(c: &Connection, clauses: &[Clause]) -> rusqlite::Result<Vec<Clause>> {
    let mut closed = clauses.to_vec();
    for clause in &mut closed {
        let mut named = Vec::new();
        for wanted in clause.iter_mut() {
            let Some(words) = wanted.open.as_ref().map(|open| beginning(c, open)).transpose()? else {
                continue;
            };
            if let Some(words) = words {
                wanted.open = None;
                named.push(Match {
                    field: wanted.field,
                    words: vec![words],
                    open: None,
                });
            }
        }
        clause.append(&mut named);
    }
    Ok(closed)
}

/// The words of the index that begin so; `None` where they are many, or none: a clause without words asks for nothing.
fn beginning(c: &Connection, open: &str) -> rusqlite::Result<Option<Vec<String>>> {
    let open = letters(open);
    let mut next =
        c.prepare_cached("SELECT term FROM temp.places_of_words WHERE term >= ?1 AND term < ?2 LIMIT 1")?;
    let end = format!("{open}{}", char::MAX);
    let mut found: Vec<String> = Vec::new();
    let mut from = open;
    loop {
        let mut rows = next.query(params![from, end])?;
        let Some(row) = rows.next()? else {
            return Ok((!found.is_empty()).then_some(found));
        };
        if found.len() == FEW {
            return Ok(None);
        }
        let word: String = row.get(0)?;
        // What comes after it; no key has a character of control.
        from = format!("{word}\u{1}");
        found.push(word);
    }
}
