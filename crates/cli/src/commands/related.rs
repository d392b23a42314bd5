use std::path::PathBuf;

use super::list::line;
use crate::arguments::Related;
use crate::output::{self, Stop};

pub fn related(data_dir: Option<PathBuf>, options: Related) -> Result<(), Stop> {
    let library = output::library(data_dir)?;
    let items = library.related_items(&options.id, options.limit)?;
    if options.json {
        return output::json(&library.json_feed(items));
    }
    for item in &items {
        output::text(&line(item))?;
        let why = item.kazpost.as_ref().map(|state| state.why.join(", "));
        output::text(&format!("    shares: {}\n", why.unwrap_or_default()))?;
    }
    Ok(())
}
