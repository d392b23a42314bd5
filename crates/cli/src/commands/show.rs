use std::path::PathBuf;

use kazpost_api::json_feed::Item;

use crate::arguments::{Format, Show};
use crate::output::{self, Stop};

pub fn show(data_dir: Option<PathBuf>, options: Show) -> Result<(), Stop> {
    let item = output::library(data_dir)?.item(&options.id)?;
    match options.format {
        Format::Json => output::json(&item),
        Format::Html => {
            let html = item.content_html.as_ref().map_or("", |html| html.as_str());
            output::text(&format!("{html}\n"))
        }
        Format::Text => output::text(&text(&item)),
    }
}

fn text(item: &Item) -> String {
    let authors: Vec<&str> = item
        .authors
        .iter()
        .filter_map(|author| author.name.as_deref())
        .collect();
    let date = item
        .date_published
        .as_deref()
        .and_then(|date| date.get(..10))
        .unwrap_or_default();
    let byline = [authors.join(", "), date.to_owned()]
        .into_iter()
        .filter(|part| !part.is_empty());
    let parts = [
        item.title.clone().unwrap_or_default(),
        byline.collect::<Vec<_>>().join(" · "),
        item.content_text
            .clone()
            .or_else(|| item.summary.clone())
            .unwrap_or_default(),
        item.url.clone().unwrap_or_default(),
    ];
    let shown: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    shown.join("\n\n") + "\n"
}
