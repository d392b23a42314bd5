use std::path::PathBuf;

use kazpost_api::AddFeedRequest;
use serde_json::json;

use crate::arguments::Follow;
use crate::output::{self, Stop};

pub fn follow(data_dir: Option<PathBuf>, options: Follow) -> Result<(), Stop> {
    let library = output::library(data_dir)?;
    let request = AddFeedRequest {
        address: options.url,
        folder: None,
    };
    let followed = output::runtime()?.block_on(library.site_follow(request))?;
    if options.json {
        output::json(&json!({
            "id": followed.id,
            "url": followed.url,
            "title": followed.title,
            "items": followed.items,
        }))
    } else {
        output::text(&format!(
            "{}  {}  {} articles\n",
            followed.id, followed.title, followed.items
        ))
    }
}
