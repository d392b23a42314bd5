use std::path::PathBuf;

use kazpost_api::RetentionRule;
use serde_json::json;

use crate::arguments::Retention;
use crate::output::{self, Stop};

pub fn retention(data_dir: Option<PathBuf>, options: Retention) -> Result<(), Stop> {
    let library = output::library(data_dir)?;
    let usual = library.retention_rule()?;
    let rule = match (options.days, options.megabytes) {
        (None, None) => usual,
        (days, megabytes) => RetentionRule {
            days: days.unwrap_or(0),
            megabytes: megabytes.unwrap_or(0),
        },
    };
    let preview = library.retention_preview(rule)?;
    let removed = if options.apply {
        library.retention_apply(rule)?
    } else {
        0
    };
    if options.json {
        return output::json(&json!({
            "articles": preview.articles,
            "bytes": preview.bytes,
            "newest": preview.newest.map(kazpost_core::day),
            "removed": removed,
        }));
    }
    let mut text = String::new();
    for row in &preview.rows {
        let title = if row.title.is_empty() {
            &row.standfirst
        } else {
            &row.title
        };
        text += &format!("{}  {}  {title}\n", row.id, kazpost_core::day(row.time));
    }
    let what = if options.apply { "removed" } else { "to be removed" };
    let count = if options.apply { removed } else { preview.articles };
    output::text(&format!(
        "{text}{count} articles {what}, about {} MB\n",
        preview.bytes.div_ceil(1_000_000)
    ))
}
