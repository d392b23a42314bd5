//! "Did you mean": where nothing was found, the query with its unknown words replaced by the likeliest known ones.

use kazpost_api::{Failure, SearchAnswer};
use kazpost_language::query_keys;
use kazpost_store::SearchQuery;

use super::{Asked, query};
use crate::failure::of_store;
use crate::library::Library;

impl Library {
    pub(super) fn suggestion(&self, asked: &Asked, typed: &str) -> Result<Option<String>, Failure> {
        let mut better = typed.to_owned();
        let mut changed = false;
        for word in &asked.query.words {
            let keys = query_keys(word);
            let names: Vec<&str> = keys.iter().map(String::as_str).collect();
            let known = self.store().frequencies(&names).map_err(of_store)?;
            if known.iter().any(|count| *count > 0) {
                continue;
            }
            let mut best: Option<(usize, u32, String)> = None;
            for key in &keys {
                let first: String = key.chars().take(1).collect();
                for (term, articles) in self.store().vocabulary(&first).map_err(of_store)? {
                    let allowed = if key.chars().count() < 6 { 1 } else { 2 };
                    let Some(distance) = distance(key, &term, allowed) else {
                        continue;
                    };
                    let nearer = best.as_ref().is_none_or(|(old, count, _)| {
                        distance < *old || (distance == *old && articles > *count)
                    });
                    if nearer {
                        best = Some((distance, articles, term));
                    }
                }
            }
            if let Some((_, _, term)) = best
                && let Some(form) = self.form_of(&term)?
            {
                better = better.replacen(word.as_str(), &form, 1);
                changed = true;
            }
        }
        Ok((changed && better != typed).then_some(better))
    }

    /// A key as a word that people write: as it stands in the article that it fits best.
    fn form_of(&self, key: &str) -> Result<Option<String>, Failure> {
        let with = query::parse("x", false, 0).with;
        let mut with = with;
        for wanted in with.iter_mut().flatten() {
            wanted.words = vec![vec![key.to_owned()]];
        }
        let asked = Asked {
            query: query::Query {
                with: with.clone(),
                ..query::Query::default()
            },
            filters: Default::default(),
            patience: None,
        };
        let query = SearchQuery {
            with,
            ..SearchQuery::default()
        };
        let found = self.store().search(&query, 20).map_err(of_store)?;
        let mut answer = SearchAnswer::default();
        self.fill(&mut answer, &asked, found, 3, false)?;
        Ok(answer.forms.into_iter().min_by_key(|form| form.chars().count()))
    }
}

/// Letters put in, left out, changed or swapped with their neighbour (optimal string alignment); `None` above `most`.
fn distance(a: &str, b: &str, most: usize) -> Option<usize> {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    if a.len().abs_diff(b.len()) > most {
        return None;
    }
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for i in 1..=a.len() {
        let mut row = vec![i; b.len() + 1];
        for j in 1..=b.len() {
            let same = usize::from(a[i - 1] != b[j - 1]);
            row[j] = (last[j] + 1).min(row[j - 1] + 1).min(last[j - 1] + same);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                row[j] = row[j].min(before[j - 2] + 1);
            }
        }
        before = last;
        last = row;
    }
    last.last().copied().filter(|distance| *distance <= most)
}

#[cfg(test)]
mod tests {
    use super::distance;

    #[test]
    fn slips_of_the_finger_are_near() {
        assert_eq!(distance("казахстан", "казакстан", 2), Some(1));
        assert_eq!(distance("pipeline", "pipleine", 2), Some(1));
        assert_eq!(distance("pipeline", "pipe", 2), None);
        assert_eq!(distance("a", "a", 1), Some(0));
    }
}
