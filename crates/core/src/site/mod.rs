//! Following a site that has no feed: its front page and what else lists its articles is read, each article that is
//! new is fetched from its page and filed like a feed's item. One visit is one turn of a sync.
//! Why so: docs/decisions/0012-following-a-site.md.

mod filing;
mod looking;
mod manners;
mod pages;
mod plan;
mod visit;

use kazpost_api::{AddFeedRequest, AddedFeed, Code, Failure, FeedStatus, PublicationSite, Row};
use kazpost_extract::Selectors;
use kazpost_fetch::normalise_address;
use kazpost_model::FeedKey;
use kazpost_store::NewFeed;
use url::Url;

pub(crate) use visit::{Visit, visit};

use crate::failure::{failure, not_found, of_fetch, of_store};
use crate::library::Library;
use crate::rows::row;
use crate::whole_text::blocking;

impl Library {
    /// Follows the site whose front page stands at an address, and files the articles that it links to now.
    /// Following twice is no error.
    pub async fn site_follow(&self, request: AddFeedRequest) -> Result<AddedFeed, Failure> {
        let address = normalise_address(&request.address).map_err(of_fetch)?;
        if let Some(known) = self.subscription_at(&address)? {
            return Ok(known);
        }
        let key = FeedKey::of_address(address.as_str());
        let folder = request.folder.map(|folder| folder.trim().to_owned());
        let new = NewFeed {
            url: address.as_str().into(),
            title: address.host_str().unwrap_or_default().into(),
            site_url: Some(address.as_str().into()),
            folder: folder.filter(|folder| !folder.is_empty()),
            site: true,
            ..NewFeed::default()
        };
        let library = self.clone();
        blocking(move || library.store().subscribe(&[new]).map(drop).map_err(of_store)).await?;
        let followed = self.first_visit(&key, &address).await;
        if followed.is_err() {
            // What cannot be followed is no source.
            let library = self.clone();
            blocking(move || library.store().remove_feed(&key).map(drop).map_err(of_store)).await?;
        }
        followed
    }

    async fn first_visit(&self, key: &FeedKey, address: &Url) -> Result<AddedFeed, Failure> {
        let Some(record) = self.store().feed(key).map_err(of_store)? else {
            return Err(not_found("feed", key.as_str()));
        };
        match visit(self, &record).await? {
            Visit::NoNetwork(error) => return Err(of_fetch(error)),
            Visit::Line(line) if line.status != FeedStatus::Ok => {
                return Err(line.failure.unwrap_or_else(|| no_articles(address.as_str())));
            }
            Visit::Line(_) => {}
        }
        self.store().flush().map_err(of_store)?;
        let feeds = self.store().feeds().map_err(of_store)?;
        let feed = feeds.into_iter().find(|feed| feed.key == *key);
        let feed = feed.ok_or_else(|| not_found("feed", key.as_str()))?;
        if feed.total == 0 {
            return Err(no_articles(address.as_str()));
        }
        Ok(AddedFeed {
            id: key.as_str().into(),
            url: feed.url,
            title: feed.title,
            items: feed.total,
            already: false,
        })
    }

    /// The list of latest headlines of the publication's own site, if that is followed.
    pub(crate) fn headlines_of_publication(&self, limit: u32) -> Result<Vec<Row>, Failure> {
        let publication = &self.0.publication;
        let mut own = publication.sites.iter().map(|site| site.url.as_str());
        let addresses: Vec<Url> = std::iter::once(publication.home_url.as_str())
            .chain(&mut own)
            .filter_map(|url| Url::parse(url).ok())
            .collect();
        for feed in self.store().feeds().map_err(of_store)? {
            let Ok(url) = Url::parse(&feed.url) else { continue };
            if feed.site && addresses.iter().any(|own| kazpost_extract::same_site(own, &url)) {
                let ids = self.store().site_headlines(&feed.key, limit).map_err(of_store)?;
                let rows = self.store().rows(&ids).map_err(of_store)?;
                if !rows.is_empty() {
                    return Ok(rows.into_iter().map(row).collect());
                }
            }
        }
        Ok(Vec::new())
    }

    /// What the publication knows of a site.
    fn rules_of(&self, url: &Url) -> PublicationSite {
        let mut sites = self.0.publication.sites.iter();
        let found =
            sites.find(|site| Url::parse(&site.url).is_ok_and(|own| kazpost_extract::same_site(&own, url)));
        found.cloned().unwrap_or_default()
    }
}

fn selectors(site: &PublicationSite) -> Selectors {
    Selectors {
        links: site.links.clone(),
        headlines: site.headlines.clone(),
        title: site.title.clone(),
        content: site.content.clone(),
        byline: site.byline.clone(),
        published: site.published.clone(),
        remove: site.remove.clone(),
    }
}

fn no_articles(url: &str) -> Failure {
    failure(
        Code::NoArticlesLinked,
        url,
        "",
        format!("No link on {url} was found to lead to an article."),
    )
}

fn not_welcome(url: &str) -> Failure {
    failure(
        Code::NotWelcome,
        url,
        "",
        format!("The robots.txt of {url} asks programs not to read it."),
    )
}
