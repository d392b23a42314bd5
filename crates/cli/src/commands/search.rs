use std::io::Write;
use std::path::PathBuf;

use kazpost_api::QueryProblem;

use super::list::line;
use crate::arguments::Search;
use crate::output::{self, Stop};

pub fn search(data_dir: Option<PathBuf>, options: Search) -> Result<(), Stop> {
    let library = output::library(data_dir)?;
    let kazpost_core::FoundItems {
        items,
        parts,
        suggestion,
    } = library.search_items(&options.query, options.limit)?;
    if options.json {
        return output::json(&library.json_feed(items));
    }
    for part in parts {
        if let Some(problem) = part.problem {
            let _ = writeln!(
                std::io::stderr(),
                "note: {}: {}",
                part.text.trim(),
                words(problem)
            );
        }
    }
    if let Some(suggestion) = suggestion {
        let _ = writeln!(
            std::io::stderr(),
            "hint: nothing was found; did you mean: {suggestion}"
        );
    }
    for item in &items {
        output::text(&line(item))?;
        let snippet = item.kazpost.as_ref().and_then(|state| state.snippet.as_deref());
        if let Some(snippet) = snippet.filter(|snippet| !snippet.is_empty()) {
            output::text(&format!("    {snippet}\n"))?;
        }
    }
    Ok(())
}

fn words(problem: QueryProblem) -> &'static str {
    match problem {
        QueryProblem::UnknownOperator => "no such operator; searched for as words",
        QueryProblem::BadDate => "no date such as 2026, 2026-10 or 2026-10-31; left out",
        QueryProblem::BadState => "only unread, read and saved can be asked for; left out",
        QueryProblem::NoSuchFeed => "no source has that in its name",
        QueryProblem::Empty => "says nothing; left out",
        QueryProblem::OpenQuote => "the quote does not end; it ends with the query",
        QueryProblem::LoneOr => "OR has nothing to choose from; left out",
    }
}
