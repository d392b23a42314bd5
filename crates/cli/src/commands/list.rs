use std::path::PathBuf;

use kazpost_api::Scope;
use kazpost_api::json_feed::Item;
use kazpost_core::ListOptions;

use crate::arguments::List;
use crate::output::{self, Stop};

pub fn list(data_dir: Option<PathBuf>, options: List) -> Result<(), Stop> {
    let library = output::library(data_dir)?;
    let wanted = ListOptions {
        scope: match options.feed {
            Some(feed) => Scope::Feed(feed),
            None if options.saved => Scope::Saved,
            None => Scope::All,
        },
        unread_only: options.unread,
        saved_only: options.saved,
        limit: options.limit,
    };
    if options.json {
        let mut items = Vec::new();
        library.list_items(&wanted, &mut |item| items.push(item))?;
        return output::json(&library.json_feed(items));
    }
    let mut ended = Ok(());
    library.list_items(&wanted, &mut |item| {
        if ended.is_ok() {
            ended = output::text(&line(&item));
        }
    })?;
    ended
}

pub fn line(item: &Item) -> String {
    let (unread, saved) = item
        .kazpost
        .as_ref()
        .map_or((false, false), |state| (!state.read, state.saved));
    let day = item
        .date_published
        .as_deref()
        .and_then(|date| date.get(..10))
        .unwrap_or("          ");
    let title = item
        .title
        .as_deref()
        .or(item.summary.as_deref())
        .unwrap_or_default();
    let flags = [if unread { '•' } else { ' ' }, if saved { '★' } else { ' ' }];
    format!("{}  {day}  {}{}  {title}\n", item.id, flags[0], flags[1])
}
