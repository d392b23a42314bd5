use std::path::PathBuf;

use crate::arguments::Stories;
use crate::output::{self, Stop};

pub fn stories(data_dir: Option<PathBuf>, options: &Stories) -> Result<(), Stop> {
    let stories = output::library(data_dir)?.stories()?;
    if options.json {
        return output::json(&serde_json::json!({ "stories": stories }));
    }
    for story in &stories {
        output::text(&format!("{}\n", story.title))?;
        for article in &story.articles {
            output::text(&format!("    {article}\n"))?;
        }
    }
    Ok(())
}
