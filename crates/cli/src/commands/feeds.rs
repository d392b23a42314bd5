use std::path::PathBuf;

use kazpost_api::{AddFeedRequest, EditFeedRequest, Feed, FeedContent, FeedPictures};
use kazpost_model::Timestamp;
use serde_json::{Value, json};

use crate::arguments::{Content, Feeds, Pictures};
use crate::output::{self, Stop};

pub fn feeds(data_dir: Option<PathBuf>, command: Feeds) -> Result<(), Stop> {
    let library = output::library(data_dir)?;
    match command {
        Feeds::Add { url, json } => {
            let request = AddFeedRequest {
                address: url,
                folder: None,
            };
            let added = output::runtime()?.block_on(library.feed_add(request))?;
            if json {
                let (id, url, title, items) = (added.id, added.url, added.title, added.items);
                output::json(&json!({ "id": id, "url": url, "title": title, "items": items }))
            } else {
                output::text(&format!(
                    "{}  {}  {} articles\n",
                    added.id, added.title, added.items
                ))
            }
        }
        Feeds::List { json } => {
            let feeds = library.feeds()?;
            if json {
                output::json(&feeds.iter().map(object).collect::<Vec<_>>())
            } else {
                output::text(&feeds.iter().map(line).collect::<String>())
            }
        }
        Feeds::Set {
            id,
            content,
            pictures,
        } => Ok(library.feed_edit(EditFeedRequest {
            id,
            title: None,
            folder: None,
            address: None,
            content: content.map(|content| match content {
                Content::Auto => FeedContent::Auto,
                Content::Feed => FeedContent::Feed,
                Content::Full => FeedContent::Full,
            }),
            pictures: pictures.map(|pictures| match pictures {
                Pictures::Usual => FeedPictures::Usual,
                Pictures::Always => FeedPictures::Always,
                Pictures::Unmetered => FeedPictures::Unmetered,
                Pictures::Saved => FeedPictures::Saved,
                Pictures::Never => FeedPictures::Never,
            }),
        })?),
        Feeds::Remove { id } => {
            let kept = library.feed_remove(&id)?;
            output::text(&format!("Removed. Bookmarked articles that stay: {kept}\n"))
        }
        Feeds::Import { file, json } => {
            let imported = library.opml_import(&output::read(Some(&file))?)?;
            if json {
                output::json(&imported)
            } else {
                output::text(&format!(
                    "{} added, {} there already, {} with no address\n",
                    imported.added, imported.already, imported.invalid
                ))
            }
        }
        Feeds::Export { file } => {
            let text = library.opml_export_text()?;
            match file {
                Some(path) => std::fs::write(&path, text)
                    .map_err(|cause| Stop::Words(format!("{} cannot be written: {cause}", path.display()))),
                None => output::text(&text),
            }
        }
    }
}

fn object(feed: &Feed) -> Value {
    let mut object = json!({
        "id": feed.id,
        "url": feed.url,
        "title": feed.title,
        "site_url": feed.site_url,
        "folder": feed.folder,
        "content": feed.content,
        "unread": feed.unread,
        "total": feed.total,
        "error": feed.error.as_ref().map(|failure| &failure.message),
        "synced_at": feed.synced_at.and_then(Timestamp::from_seconds).map(Timestamp::rfc3339),
    });
    if feed.site {
        object["site"] = true.into();
    }
    object
}

fn line(feed: &Feed) -> String {
    let folder = feed
        .folder
        .as_ref()
        .map(|folder| format!("{folder} / "))
        .unwrap_or_default();
    let error = feed
        .error
        .as_ref()
        .map(|failure| format!("    {failure}\n"))
        .unwrap_or_default();
    format!(
        "{}  {folder}{}  {} unread of {}  {}\n{error}",
        feed.id, feed.title, feed.unread, feed.total, feed.url
    )
}
