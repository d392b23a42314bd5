use std::path::PathBuf;

use crate::arguments::History;
use crate::output::{self, Stop};

pub fn history(data_dir: Option<PathBuf>, options: History) -> Result<(), Stop> {
    let history = output::library(data_dir)?.history(&options.id)?;
    if options.json {
        return output::json(&history);
    }
    let versions = history.versions.iter().map(|version| {
        format!(
            "{}  {}\n\n{}\n\n",
            version.seen_at, version.title, version.content_text
        )
    });
    output::text(&versions.collect::<String>())
}
