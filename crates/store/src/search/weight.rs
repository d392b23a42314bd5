//! How well an article fits what was asked: by bm25 where that is quickly told, else by where the words stand. For
//! bm25 FTS5 counts all articles that have a word, and of a word that stands in half of them the count says nothing.

use std::collections::HashSet;

use rusqlite::{Connection, OptionalExtension};

use super::expression::{Clause, Field, Match, expression};
use super::find::Hit;

/// Weights of title, standfirst, author, tags, notes and body, for bm25.
pub(super) const WEIGHTS: &str = "8.0, 3.0, 4.0, 4.0, 4.0, 1.0";

/// What a word in the title counts, and one in the standfirst. Elsewhere it counts 1.
const TITLE: f64 = 8.0;
const STANDFIRST: f64 = 3.0;

/// From how often the newest articles have a word follows in how many it stands.
const SAMPLE: u32 = 100;

/// bm25 may count so many articles: some milliseconds.
const COUNTED: f64 = 20_000.0;

/// Articles further apart than this, on the average, are looked at one by one.
const SPARSE: i64 = 500;

/// Whether bm25 would count more articles than a reader who types waits for.
pub(super) fn is_costly(c: &Connection, clauses: &[Clause]) -> rusqlite::Result<bool> {
    let Some(last) = c.query_row("SELECT max(id) FROM articles", [], |row| {
        row.get::<_, Option<i64>>(0)
    })?
    else {
        return Ok(false);
    };
    if last < SAMPLE.into() {
        return Ok(false);
    }
    let mut oldest = c.prepare_cached(&format!(
        "SELECT rowid FROM search WHERE search MATCH ?1 ORDER BY rowid DESC LIMIT 1 OFFSET {SAMPLE}"
    ))?;
    let mut counted = 0.0;
    for wanted in clauses.iter().flatten() {
        // What begins so in many words: all of their articles are read.
        if wanted.open.is_some() {
            return Ok(true);
        }
        // Of words that stand together FTS5 reads all articles of each, however seldom they do.
        let mut most: f64 = 0.0;
        for keys in &wanted.words {
            let alone = Match {
                field: wanted.field,
                words: vec![keys.clone()],
                open: None,
            };
            let Some(word) = expression(&[vec![alone]], &[]) else {
                continue;
            };
            let oldest: Option<i64> = oldest.query_row([word], |row| row.get(0)).optional()?;
            #[allow(clippy::cast_precision_loss, reason = "rows are far fewer than 2^52")]
            if let Some(oldest) = oldest {
                most = most.max(f64::from(SAMPLE) * last as f64 / (last - oldest + 1) as f64);
            }
        }
        counted += most;
    }
    Ok(counted > COUNTED)
}

/// Weighs `hits` (the newest first) by where the words stand in them.
pub(super) fn by_place(c: &Connection, clauses: &[Clause], hits: &mut [Hit]) -> rusqlite::Result<()> {
    for clause in clauses {
        let mut best: Vec<f64> = vec![1.0; hits.len()];
        for (column, weight) in [("title", TITLE), ("standfirst", STANDFIRST)] {
            let rows = standing(c, clause, column, hits)?;
            for (hit, best) in hits.iter().zip(&mut best) {
                if rows.contains(&hit.id) {
                    *best = best.max(weight);
                }
            }
        }
        for (hit, best) in hits.iter_mut().zip(best) {
            hit.score += best;
        }
    }
    Ok(())
}

/// What an article weighs that has in its title whatever may stand anywhere.
pub(super) fn in_title(clauses: &[Clause]) -> f64 {
    let anywhere = |clause: &Clause| clause.iter().any(|wanted| wanted.field == Field::Any);
    clauses
        .iter()
        .map(|clause| if anywhere(clause) { TITLE } else { 1.0 })
        .sum()
}

/// Those of `hits` that have it in this column.
fn standing(c: &Connection, clause: &Clause, column: &str, hits: &[Hit]) -> rusqlite::Result<HashSet<i64>> {
    let anywhere: Vec<Match> = clause
        .iter()
        .filter(|wanted| wanted.field == Field::Any)
        .cloned()
        .collect();
    let ids = || hits.iter().map(|hit| hit.id);
    let (Some(words), Some(oldest), Some(newest)) = (expression(&[anywhere], &[]), ids().min(), ids().max())
    else {
        return Ok(HashSet::new());
    };
    let words = format!("{column} : {words}");
    if newest - oldest < SPARSE.saturating_mul(i64::try_from(hits.len()).unwrap_or(i64::MAX)) {
        return c
            .prepare_cached(
                "SELECT rowid FROM search WHERE search MATCH ?1 AND rowid >= ?2 ORDER BY rowid DESC",
            )?
            .query_map((words, oldest), |row| row.get(0))?
            .collect();
    }
    let mut stands = c.prepare_cached("SELECT 1 FROM search WHERE search MATCH ?1 AND rowid = ?2")?;
    let mut found = HashSet::new();
    for id in ids() {
        if stands.exists((&words, id))? {
            found.insert(id);
        }
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use kazpost_model::FeedKey;

    use super::*;

    fn clause(words: &[&str]) -> Clause {
        let word = |word: &&str| Match {
            field: Field::Any,
            words: vec![vec![(*word).to_owned()]],
            open: None,
        };
        words.iter().map(word).collect()
    }

    fn index() -> Connection {
        let c = Connection::open_in_memory().expect("SQLite");
        c.execute_batch(
            "CREATE TABLE articles (id INTEGER PRIMARY KEY);
             CREATE VIRTUAL TABLE search USING fts5 (title, standfirst, author, tags, notes, body, content = '');",
        )
        .expect("an index");
        c
    }

    fn hit(id: i64) -> Hit {
        Hit {
            id,
            time: 0,
            feed: FeedKey::of_address("https://one.example/feed"),
            language: String::new(),
            read: false,
            saved: false,
            story: None,
            score: 0.0,
        }
    }

    #[test]
    fn only_what_stands_in_very_many_articles_is_costly() {
        let c = index();
        c.execute_batch(
            "INSERT INTO articles WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < 30000)
                 SELECT n FROM n;
             INSERT INTO search (rowid, title, body)
                 SELECT id, iif(id % 10 = 0, 'budget', ''), iif(id = 7, 'everywhere lake', 'everywhere') FROM articles;",
        )
        .expect("articles");
        for (words, costly) in [
            (&["everywhere"][..], true),
            (&["budget"], false),
            (&["lake"], false),
            (&["lake", "everywhere"], true),
            (&["nowhere"], false),
        ] {
            assert_eq!(
                is_costly(&c, &[clause(words)]).expect("told"),
                costly,
                "{words:?}"
            );
        }
        let phrase = |words: &[&str]| {
            vec![Match {
                field: Field::Any,
                words: words.iter().map(|word| vec![(*word).to_owned()]).collect(),
                open: None,
            }]
        };
        // Nowhere do they stand together, but all articles of each are read to tell that.
        assert!(is_costly(&c, &[phrase(&["everywhere", "budget"])]).expect("told"));
        assert!(!is_costly(&c, &[phrase(&["lake", "budget"])]).expect("told"));
    }

    #[test]
    fn articles_far_apart_weigh_as_those_close_together() {
        let c = index();
        c.execute_batch(
            "INSERT INTO search (rowid, title, standfirst, body) VALUES
                 (1, 'lake', '', 'lake'), (2, '', 'lake', ''), (1000000, '', '', 'lake'), (2000000, 'lake', '', '');",
        )
        .expect("articles");
        let mut hits: Vec<Hit> = [2_000_000, 1_000_000, 2, 1].map(hit).into();
        by_place(&c, &[clause(&["lake"])], &mut hits).expect("weighed");
        let scores: Vec<f64> = hits.iter().map(|hit| hit.score).collect();
        assert_eq!(scores, [8.0, 1.0, 3.0, 8.0]);
    }

    #[test]
    fn a_word_counts_by_the_best_place_in_which_it_stands() {
        let c = index();
        c.execute_batch(
            "INSERT INTO search (rowid, title, standfirst, body) VALUES
                 (1, 'lake', '', 'lake'), (2, 'lake', 'lake', 'river'), (3, '', 'lake', 'lake'), (4, '', '', 'lake'),
                 (5, 'river lake', '', '');",
        )
        .expect("articles");
        let mut hits: Vec<Hit> = [5, 4, 3, 2].map(hit).into();
        by_place(&c, &[clause(&["lake"]), clause(&["river", "sea"])], &mut hits).expect("weighed");
        let scores: Vec<f64> = hits.iter().map(|hit| hit.score).collect();
        assert_eq!(scores, [16.0, 2.0, 4.0, 9.0]);
    }
}
