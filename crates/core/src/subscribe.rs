use kazpost_api::{AddFeedRequest, AddedFeed, Code, Failure};
use kazpost_fetch::{
    ACCEPT_FEED, Answer, Body, FetchError, Kind, Origin, Request, host_and_port, normalise_address,
};
use kazpost_model::{FeedKey, ParsedFeed};
use kazpost_parse::Document;
use kazpost_store::NewFeed;
use url::Url;

use crate::failure::{failure, not_a_feed, of_fetch, of_store};
use crate::library::Library;
use crate::refresh::{self, Answered};

/// Feeds that a page names and that are looked at; more are a catalogue.
const MOST_LINKS: usize = 12;

/// Failures in a row at the usual places after which the host is left in peace.
const MOST_FAILURES: usize = 3;

struct Found {
    parsed: ParsedFeed,
    body: Body,
    /// Where it was asked for.
    asked: Url,
}

impl Library {
    /// Subscribes to the feed at an address, or to the one that the site at the address has, and stores its
    /// articles. Adding twice is no error.
    pub async fn feed_add(&self, request: AddFeedRequest) -> Result<AddedFeed, Failure> {
        let address = normalise_address(&request.address).map_err(of_fetch)?;
        if let Some(known) = self.subscription_at(&address)? {
            return Ok(known);
        }
        let found = self.discover(address).await?;
        let url = found
            .body
            .permanent_url
            .clone()
            .unwrap_or_else(|| found.asked.clone());
        for place in [&url, &found.asked] {
            if let Some(known) = self.subscription_at(place)? {
                return Ok(known);
            }
        }
        let library = self.clone();
        let folder = request.folder.map(|folder| folder.trim().to_owned());
        let stored = tokio::task::spawn_blocking(move || library.subscribe_to(&url, folder, found)).await;
        stored.unwrap_or_else(|cause| {
            Err(failure(
                Code::Library,
                "",
                "",
                format!("Subscribing ended early: {cause}."),
            ))
        })
    }

    fn subscribe_to(&self, url: &Url, folder: Option<String>, found: Found) -> Result<AddedFeed, Failure> {
        let key = FeedKey::of_address(url.as_str());
        let new = NewFeed {
            url: url.as_str().into(),
            folder: folder.filter(|folder| !folder.is_empty()),
            ..NewFeed::default()
        };
        self.store()
            .subscribe(std::slice::from_ref(&new))
            .map_err(of_store)?;
        let answered = Answered::of(found.body);
        refresh::store_parsed(self, &key, found.parsed, &answered).map_err(of_store)?;
        self.store().flush().map_err(of_store)?;
        self.subscription_at(url)?
            .map(|added| AddedFeed {
                already: false,
                ..added
            })
            .ok_or_else(|| crate::failure::not_found("feed", key.as_str()))
    }

    pub(crate) fn subscription_at(&self, url: &Url) -> Result<Option<AddedFeed>, Failure> {
        let Some(feed) = self.store().feed_at(url.as_str()).map_err(of_store)? else {
            return Ok(None);
        };
        let feeds = self.store().feeds().map_err(of_store)?;
        let total = feeds
            .iter()
            .find(|known| known.key == feed.key)
            .map_or(0, |known| known.total);
        Ok(Some(AddedFeed {
            id: feed.key.as_str().into(),
            url: feed.url,
            title: feed.title,
            items: total,
            already: true,
        }))
    }

    /// The feed at the address; else the first that its page names (RSS Autodiscovery); else the first at one of
    /// the usual places of the site.
    async fn discover(&self, address: Url) -> Result<Found, Failure> {
        let trusted = Origin::Content {
            trusted_host: host_and_port(&address),
        };
        let refused = match self.fetch_feed(address.clone(), Origin::Reader).await {
            Ok(Ok(found)) => return Ok(found),
            Ok(Err((page, failure))) => {
                let links = kazpost_extract::feed_links(&page.bytes, &page.url, page.content_type.as_deref());
                for link in links.into_iter().take(MOST_LINKS) {
                    let Ok(url) = Url::parse(&link.url) else { continue };
                    if let Ok(Ok(found)) = self.fetch_feed(url, trusted.clone()).await {
                        return Ok(found);
                    }
                }
                failure
            }
            // A page that is not there says nothing about the feed of its site.
            Err(error) if matches!(error.kind, Kind::Status(_)) => of_fetch(error),
            Err(error) => return Err(of_fetch(error)),
        };
        let mut failures = 0;
        for url in kazpost_extract::usual_feed_addresses(&address) {
            match self.fetch_feed(url, trusted.clone()).await {
                Ok(Ok(found)) => return Ok(found),
                Ok(Err(_)) => {}
                Err(error) if matches!(error.kind, Kind::Status(400..=499) | Kind::Gone) => {}
                Err(_) => failures += 1,
            }
            if failures == MOST_FAILURES {
                break;
            }
        }
        Err(match refused.code {
            Code::NotAFeed => failure(
                Code::NoFeedFound,
                address.as_str(),
                &refused.detail,
                format!(
                    "No feed was found at {address}: it is {}, and it names none.",
                    refused.detail
                ),
            ),
            _ => refused,
        })
    }

    /// The feed there; inside, the document that stands there instead.
    async fn fetch_feed(
        &self,
        url: Url,
        origin: Origin,
    ) -> Result<Result<Found, (Body, Failure)>, FetchError> {
        let request = Request {
            accept: ACCEPT_FEED,
            max_bytes: refresh::MAX_BYTES,
            origin,
            ..Request::new(url.clone())
        };
        let client = self.client().map_err(|failure| FetchError {
            url: url.to_string(),
            kind: Kind::Other(failure.message),
        })?;
        let body = match client.get(request).await? {
            Answer::Body(body) => body,
            // Nothing was said about what is known, so there is nothing that could be unchanged.
            Answer::NotModified { .. } => {
                return Err(FetchError {
                    url: url.into(),
                    kind: Kind::Status(304),
                });
            }
        };
        let parsed = kazpost_parse::feed(Document {
            bytes: &body.bytes,
            url: Some(body.url.as_str()),
            content_type: body.content_type.as_deref(),
        });
        Ok(match parsed {
            Ok(parsed) => Ok(Found {
                parsed,
                body,
                asked: url,
            }),
            Err(error) => {
                let failure = not_a_feed(url.as_str(), &error);
                Err((body, failure))
            }
        })
    }
}
