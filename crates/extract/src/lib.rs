//! The bytes of a page → what a feed reader wants of it. Pure: no clock, no disk, no net; what it is given may be
//! of any size and any brokenness.
//!
//! The article on it ([`article`]), the feeds that it points to ([`feed_links`]), and where else a site may keep
//! them ([`usual_feed_addresses`]). Of a site that has no feed, what its front page and its sitemaps list
//! ([`front_page`], [`sitemap`]) and what it asks of programs ([`Robots`]). Of an article
//! the words by which a correction is told ([`wording`]).

mod article;
mod charset;
mod feed_links;
mod likeness;
mod site;
mod usual;
mod wording;

pub use article::{Article, Standing, article, article_of, article_page, seconds_of};
pub use feed_links::{FeedLink, feed_links};
pub use site::{
    Chance, FrontLink, FrontPage, Robots, Selectors, Sitemap, SitemapEntry, front_page, pattern, promising,
    same_site, sitemap,
};
pub use usual::usual_feed_addresses;
pub use wording::wording;
