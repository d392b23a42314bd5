use std::path::PathBuf;

use kazpost_api::SavePageRequest;

use crate::arguments::Save;
use crate::output::{self, Stop};

pub fn save(data_dir: Option<PathBuf>, options: Save) -> Result<(), Stop> {
    let library = output::library(data_dir)?;
    let request = SavePageRequest { address: options.url };
    let saved = output::runtime()?.block_on(library.page_save(request))?;
    if options.json {
        output::json(&saved)
    } else {
        output::text(&format!("{}  {}\n", saved.id, saved.title))
    }
}
