use std::path::PathBuf;

use crate::arguments::Topics;
use crate::output::{self, Stop};

pub fn topics(data_dir: Option<PathBuf>, options: &Topics) -> Result<(), Stop> {
    let library = output::library(data_dir)?;
    library.index_all()?;
    let topics = library.topics()?;
    if options.json {
        return output::json(&serde_json::json!({ "topics": topics }));
    }
    for topic in &topics {
        output::text(&format!(
            "{}\n    {} of {} articles of today in {} sources; {} of {} before\n",
            topic.name, topic.articles, topic.today, topic.sources, topic.before, topic.archive
        ))?;
    }
    Ok(())
}
