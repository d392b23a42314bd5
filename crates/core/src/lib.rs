//! What a reader can do with the library: one file per verb or noun, each calling the stages in order (fetch →
//! parse → extract → sanitise → store → present). Knows no Tauri, no SQL and no printing.
//!
//! [`Library`] is the face of it. Functions that are not `async` block for as long as the disk does.

mod annotations;
mod book;
mod doctor;
mod edition;
mod excerpt;
mod export;
mod extracting;
mod failure;
pub mod faults;
mod feed_document;
mod filters;
mod handed;
mod history;
mod identity;
mod language;
mod library;
mod lists;
mod log;
mod mail;
mod marking;
mod newsletter;
mod notices;
mod offline;
mod opml;
mod parts;
mod pictures;
mod picturing;
mod places;
mod preferences;
mod prepare;
mod publication;
mod reading;
mod redline;
mod refresh;
mod report;
mod retention;
mod rows;
mod saved_searches;
mod saving;
mod search;
mod site;
mod sources;
mod start;
mod starter;
mod stories;
mod subscribe;
mod teaser;
mod topics;
mod updates;
mod whole_text;

pub use export::ListOptions;
pub use extracting::{Page, extracted};
pub use feed_document::of as feed_document;
pub use kazpost_parse::{Document, NotAFeed};
pub use library::{Library, Options};
pub use log::Entry;
pub use mail::mailbox_request;
pub use pictures::Picture;
pub use places::{data_dir, is_elsewhere};
pub use reading::sanitised;
pub use retention::day;
pub use search::FoundItems;
