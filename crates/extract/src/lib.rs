//! The bytes of a page → what a feed reader wants of it. Pure: no clock, no disk, no net; what it is given may be
//! of any size and any brokenness.
//!
//! The article on it ([`article`]), the feeds that it points to ([`feed_links`]), and where else a site may keep
//! them ([`usual_feed_addresses`]).

mod article;
mod charset;
mod feed_links;
mod likeness;
mod usual;

pub use article::{Article, article, article_of, seconds_of};
pub use feed_links::{FeedLink, feed_links};
pub use usual::usual_feed_addresses;
