//! A site as it is followed without a feed: what it asks of programs (`robots`), what it lists of itself (`sitemap`),
//! and which links of a page lead to articles (`front`). Why so: docs/decisions/0012-following-a-site.md.

mod address;
mod front;
mod named;
mod robots;
mod selectors;
mod sitemap;

pub use address::{pattern, promising, same_site};
pub use front::{Chance, FrontLink, FrontPage, front_page};
pub use robots::Robots;
pub use selectors::Selectors;
pub use sitemap::{Sitemap, SitemapEntry, sitemap};
