//! The field's words: what a feed, an item, an enclosure, a bookmark is. No input or output, no async, no SQL.
//!
//! Text fields are text, never markup. Markup from outside is [`RawHtml`], which can be neither printed nor
//! serialised: the only way on is through `kazpost_sanitise`.

mod feed;
mod fold;
mod html;
mod key;
mod time;

pub use feed::{Enclosure, ParsedFeed, ParsedItem, Person};
pub use fold::{across, across_into, begins_words, fold, words_across, words_in_a_row};
pub use html::RawHtml;
pub use key::{ArticleKey, FeedKey, PictureKey};
pub use time::Timestamp;
