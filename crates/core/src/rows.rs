//! What the store keeps of an article as a row of a list.

use kazpost_api::Row;
use kazpost_model::{ArticleKey, PictureKey};
use kazpost_store::RowRecord;

use crate::excerpt;

pub(crate) fn row(record: RowRecord) -> Row {
    Row {
        picture: record
            .picture
            .as_deref()
            .map(|address| picture_address(&record.key, address)),
        minutes: excerpt::minutes(record.words, &record.language),
        id: record.key.as_str().into(),
        feed: record.feed.as_str().into(),
        source: record.source,
        title: record.title,
        standfirst: record.standfirst,
        author: record.author,
        language: record.language,
        time: record.time,
        section: record.section,
        read: record.read,
        saved: record.saved,
        important: record.important,
        changed: record.changed,
        also: Vec::new(),
        under: false,
    }
}

/// A picture in the app's own scheme. Some web views know no such schemes and get a host of their own instead.
pub(crate) fn picture_address(article: &ArticleKey, address: &str) -> String {
    let origin = if cfg!(any(windows, target_os = "android")) {
        "http://picture.localhost"
    } else {
        "picture://localhost"
    };
    format!("{origin}/{article}/{}", PictureKey::of_address(address))
}
