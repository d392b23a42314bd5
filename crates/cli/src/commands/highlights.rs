use std::path::PathBuf;

use crate::arguments::Highlights;
use crate::output::{self, Stop};

pub fn highlights(data_dir: Option<PathBuf>, options: &Highlights) -> Result<(), Stop> {
    let library = output::library(data_dir)?;
    if options.json {
        output::json(&library.highlights()?.all)
    } else {
        output::text(&library.highlights_markdown()?)
    }
}
