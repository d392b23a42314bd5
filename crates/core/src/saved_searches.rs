//! Queries that the reader keeps among the sources, each with how many unread articles it finds.

use kazpost_api::{Code, Failure, SaveSearchRequest, SavedSearch};
use serde::{Deserialize, Serialize};

use crate::failure::{failure, not_found, of_store};
use crate::library::{Library, locked};

/// The setting that holds them.
const SEARCHES: &str = "searches";
/// Each costs a look into the index after every sync.
const MOST: usize = 100;
/// Longer ones are no names and no queries.
const LONGEST_NAME: usize = 80;
const LONGEST_QUERY: usize = 2_000;

/// One of them, as it is kept.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Kept {
    id: String,
    name: String,
    query: String,
}

impl Library {
    /// The kept searches in the order in which they were kept, counted.
    pub fn searches(&self) -> Result<Vec<SavedSearch>, Failure> {
        let counted = |kept: Kept| {
            Ok(SavedSearch {
                unread: self.count_unread(&kept.query)?,
                id: kept.id,
                name: kept.name,
                query: kept.query,
            })
        };
        self.kept_searches()?.into_iter().map(counted).collect()
    }

    /// Keeps a search, or gives one another name or query. The same query is kept once.
    pub fn search_save(&self, request: SaveSearchRequest) -> Result<String, Failure> {
        let query = request.query.trim();
        if query.is_empty() {
            return Err(failure(Code::BadRequest, "", "", "A search needs words."));
        }
        if query.chars().count() > LONGEST_QUERY {
            return Err(failure(
                Code::BadRequest,
                "",
                "",
                "This query is too long to be kept.",
            ));
        }
        let name = request.name.split_whitespace().collect::<Vec<_>>().join(" ");
        let name: String = if name.is_empty() { query } else { &name }
            .chars()
            .take(LONGEST_NAME)
            .collect();
        let _one_at_a_time = locked(&self.0.keeping_searches);
        let mut all = self.kept_searches()?;
        let known = match &request.id {
            Some(id) => Some(
                all.iter()
                    .position(|kept| kept.id == *id)
                    .ok_or_else(|| not_found("search", id))?,
            ),
            None => all.iter().position(|kept| kept.query == query),
        };
        let id = if let Some(kept) = known.and_then(|at| all.get_mut(at)) {
            kept.name = name;
            query.clone_into(&mut kept.query);
            kept.id.clone()
        } else {
            if all.len() >= MOST {
                return Err(failure(Code::BadRequest, "", "", "No more searches can be kept."));
            }
            let numbers = all.iter().filter_map(|kept| kept.id.parse::<u64>().ok());
            let id = (numbers.max().unwrap_or(0) + 1).to_string();
            all.push(Kept {
                id: id.clone(),
                name,
                query: query.to_owned(),
            });
            id
        };
        self.keep_searches(&all)?;
        Ok(id)
    }

    /// Keeps a search no longer.
    pub fn search_remove(&self, id: &str) -> Result<(), Failure> {
        let _one_at_a_time = locked(&self.0.keeping_searches);
        let mut all = self.kept_searches()?;
        let before = all.len();
        all.retain(|kept| kept.id != id);
        if all.len() == before {
            return Err(not_found("search", id));
        }
        self.keep_searches(&all)
    }

    fn kept_searches(&self) -> Result<Vec<Kept>, Failure> {
        let text = self.store().setting(SEARCHES).map_err(of_store)?;
        // What a newer version or a hand wrote there and is not understood is no reason not to open.
        Ok(text
            .and_then(|text| serde_json::from_str(&text).ok())
            .unwrap_or_default())
    }

    fn keep_searches(&self, all: &[Kept]) -> Result<(), Failure> {
        let text = serde_json::to_string(all).map_err(|cause| {
            failure(
                Code::Library,
                "",
                "",
                format!("The searches cannot be written: {cause}"),
            )
        })?;
        self.store().set_setting(SEARCHES, &text).map_err(of_store)
    }
}
