mod round;

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex};

use kazpost_api::{Failure, FeedReport, FeedStatus};
use kazpost_extract::{FrontPage, Selectors};
use kazpost_fetch::{Answer, Body, FetchError};
use kazpost_store::{Attempt, FeedRecord, Fetched, SeenLink, SitePage, StoreError};
use url::Url;

use self::round::Round;
use super::filing::Cabinet;
use super::manners::{Asked, Manners};
use super::pages::{Read, Reader};
use super::plan::Experience;
use super::{no_articles, not_welcome, selectors};
use crate::failure::of_store;
use crate::identity;
use crate::library::{Library, now};
use crate::refresh::{feed, work};
use crate::whole_text::blocking;

/// A list of headlines on an article's page is longer.
const SHORTEST_LIST: usize = 8;

/// How a visit ended.
pub(crate) enum Visit {
    /// A line for the report.
    Line(FeedReport),
    /// The site could not be reached.
    NoNetwork(FetchError),
}

/// Visits a site. An error is one of the library itself.
pub(crate) async fn visit(library: &Library, record: &FeedRecord) -> Result<Visit, Failure> {
    match Visiting::begin(library, record).await {
        Ok(visiting) => match visiting.go_on().await {
            // Removed while it was read.
            Err(Trouble::Removed) => Ok(Visit::Line(feed::line(record, FeedStatus::Ok))),
            Err(trouble) => trouble.told(library, record),
            Ok(line) => Ok(Visit::Line(line)),
        },
        Err(trouble) => trouble.told(library, record),
    }
}

/// Why a visit did not go to its end.
enum Trouble {
    Fetch(FetchError),
    Useless(Failure),
    Library(Failure),
    Removed,
}

impl Trouble {
    fn told(self, library: &Library, record: &FeedRecord) -> Result<Visit, Failure> {
        let (failure, attempt) = match self {
            Trouble::Library(failure) => return Err(failure),
            Trouble::Removed => return Ok(Visit::Line(feed::line(record, FeedStatus::Ok))),
            Trouble::Fetch(error) if feed::want_of_network(&error.kind) => {
                return Ok(Visit::NoNetwork(error));
            }
            Trouble::Fetch(error) => feed::failed(record, error, now()),
            Trouble::Useless(failure) => {
                let attempt = feed::useless(record, &failure, now());
                (failure, attempt)
            }
        };
        work::attempted(library, record, failure, &attempt).map(Visit::Line)
    }
}

impl From<FetchError> for Trouble {
    fn from(error: FetchError) -> Trouble {
        Trouble::Fetch(error)
    }
}

impl From<Failure> for Trouble {
    fn from(failure: Failure) -> Trouble {
        if failure.code == kazpost_api::Code::NotFound {
            Trouble::Removed
        } else {
            Trouble::Library(failure)
        }
    }
}

impl From<StoreError> for Trouble {
    fn from(error: StoreError) -> Trouble {
        of_store(error).into()
    }
}

struct Visiting<'a> {
    library: &'a Library,
    record: &'a FeedRecord,
    manners: Manners,
    home: Url,
    selectors: Arc<Selectors>,
    /// Pages known of earlier, with the rules as they are now.
    known: Vec<SitePage>,
    rules: Option<SitePage>,
    sections: Vec<Url>,
    /// The front page, where it is another than last time.
    front: Option<FrontPage>,
    changed: bool,
    fetched: Fetched,
}

impl<'a> Visiting<'a> {
    /// Asks for the rules and for the front page.
    async fn begin(library: &'a Library, record: &'a FeedRecord) -> Result<Visiting<'a>, Trouble> {
        let url = Url::parse(&record.url).map_err(|_| Trouble::Useless(no_articles(&record.url)))?;
        let known = library.store().site_pages(&record.key)?;
        let rules = library.rules_of(&url);
        let (mut manners, page) = Manners::of(library, &url, &known).await?;
        if !manners.allows(&url) {
            return Err(Trouble::Useless(not_welcome(&record.url)));
        }
        let asked = Asked {
            etag: record.etag.clone(),
            last_modified: record.last_modified.clone(),
            validated_url: record
                .validated_url
                .as_deref()
                .and_then(|url| Url::parse(url).ok()),
        };
        let answer = manners.front(url.clone(), asked).await?;
        let selectors = Arc::new(selectors(&rules));
        let (home, fetched, front, changed) = match answer {
            Answer::NotModified {
                permanent_url,
                etag,
                last_modified,
                ..
            } => {
                let home = permanent_url.clone().unwrap_or(url);
                let fetched = Fetched {
                    at: now(),
                    moved_to: permanent_url.map(String::from),
                    etag: etag.or_else(|| record.etag.clone()),
                    last_modified: last_modified.or_else(|| record.last_modified.clone()),
                    validated_url: record.validated_url.clone().unwrap_or_default(),
                    body_hash: record.body_hash.clone().unwrap_or_default(),
                };
                (home, fetched, None, false)
            }
            Answer::Body(body) => {
                let home = body.url.clone();
                let (fetched, changed) = of_body(&body, record);
                let front = if changed {
                    front_of(body, &selectors).await
                } else {
                    None
                };
                if changed && front.is_none() {
                    return Err(Trouble::Useless(no_articles(&record.url)));
                }
                (home, fetched, front, changed)
            }
        };
        manners.trust(&home);
        let sections = rules
            .sections
            .iter()
            .filter_map(|said| home.join(said).ok())
            .collect();
        Ok(Visiting {
            library,
            record,
            manners,
            home,
            selectors,
            known,
            rules: page,
            sections,
            front,
            changed,
            fetched,
        })
    }

    async fn go_on(mut self) -> Result<FeedReport, Trouble> {
        let key = &self.record.key;
        let links = self.library.store().site_links(key)?;
        let mut experience = Experience::of(&links);
        let read = self.read().await?;
        let headlines = self.front.as_ref().map(headlines_of);
        let has_list = self
            .front
            .as_ref()
            .is_some_and(|front| front.headlines.len() >= SHORTEST_LIST);
        let seen = self.seen(&read, &experience);
        let (title, language) = (
            self.front.as_ref().and_then(|front| front.title.clone()),
            self.front
                .as_ref()
                .and_then(|front| front.language.clone())
                .or_else(|| Some(self.record.language.clone()).filter(|tag| !tag.is_empty())),
        );
        let pages: Vec<SitePage> = read.pages.into_iter().chain(self.rules.take()).collect();
        self.note(pages, seen, headlines).await?;
        let cabinet = Arc::new(Cabinet {
            library: self.library.clone(),
            feed: key.clone(),
            title,
            language,
            home: self.home.clone(),
            fetched: self.fetched.clone(),
            words: Mutex::default(),
        });
        let mut round = Round::new(self.changed && !has_list);
        // What the first round finds on its way is fetched in the second, what that proves in the third.
        for _ in 0..3 {
            let found = self.round(&cabinet, &mut round, &mut experience).await?;
            if !found || round.throttled.is_some() {
                break;
            }
        }
        if round.throttled.is_none() {
            self.look_again(&cabinet, &mut round).await?;
        }
        let asked = Arc::clone(&cabinet);
        blocking(move || asked.close()).await?;
        if let Some(error) = round.throttled {
            // What came is filed; the site says when to come back.
            let (failure, attempt) = feed::failed(self.record, error, now());
            let line = work::attempted(self.library, self.record, failure, &attempt)?;
            return Ok(FeedReport {
                new: round.new,
                updated: round.updated,
                ..line
            });
        }
        let unchanged = !self.changed && round.new + round.updated == 0;
        if unchanged {
            let attempt = Attempt::NotModified {
                url: None,
                etag: None,
                last_modified: None,
            };
            return Ok(work::unchanged(self.library, self.record, &attempt)?);
        }
        Ok(FeedReport {
            new: round.new,
            updated: round.updated,
            ..feed::line(self.record, FeedStatus::Ok)
        })
    }

    /// Reads what else lists articles.
    async fn read(&self) -> Result<Read, FetchError> {
        let reader = Reader {
            manners: &self.manners,
            home: &self.home,
            known: self
                .known
                .iter()
                .map(|page| (page.url.as_str(), page))
                .collect::<HashMap<_, _>>(),
            selectors: Selectors::clone(&self.selectors),
        };
        let mut sections = self.sections.clone();
        if let Some(front) = &self.front {
            sections.extend(
                front
                    .sections
                    .iter()
                    .filter(|url| !self.sections.contains(url))
                    .cloned(),
            );
        }
        let mut read = Read::default();
        reader.sections(&sections, &mut read).await?;
        reader.sitemaps(&mut read).await?;
        Ok(read)
    }

    fn seen(&self, read: &Read, experience: &Experience) -> Vec<SeenLink> {
        let told = self.front.iter().chain(&read.fronts).any(|front| front.selected);
        let fronts = self
            .front
            .iter()
            .chain(&read.fronts)
            .filter(|front| front.selected || !told);
        let mut seen: Vec<SeenLink> = fronts
            .flat_map(|front| front.links.iter().cloned())
            .map(|link| experience.seen(link))
            .collect();
        let listed = read.listed.iter().filter(|_| !told);
        for (entry, of_articles) in listed {
            if kazpost_extract::same_site(&entry.url, &self.home) && entry.url != self.home {
                seen.push(experience.listed(entry.clone(), *of_articles));
            }
        }
        let sections: HashSet<&str> = read.pages.iter().map(|page| page.url.as_str()).collect();
        seen.retain(|link| link.url != self.home.as_str() && !sections.contains(link.url.as_str()));
        seen
    }

    async fn note(
        &self,
        pages: Vec<SitePage>,
        links: Vec<SeenLink>,
        headlines: Option<Vec<String>>,
    ) -> Result<(), Failure> {
        let (library, key) = (self.library.clone(), self.record.key.clone());
        blocking(move || {
            let store = library.store();
            store
                .site_seen(&key, &pages, &links, headlines.as_deref(), now())
                .map_err(of_store)
        })
        .await
    }
}

fn of_body(body: &Body, record: &FeedRecord) -> (Fetched, bool) {
    let hash = identity::of_bytes(&body.bytes);
    let changed = record.body_hash.as_deref() != Some(&hash);
    let fetched = Fetched {
        at: now(),
        moved_to: body.permanent_url.clone().map(String::from),
        etag: body.etag.clone(),
        last_modified: body.last_modified.clone(),
        validated_url: body.fetched_url.as_str().into(),
        body_hash: hash,
    };
    (fetched, changed)
}

async fn front_of(body: Body, selectors: &Arc<Selectors>) -> Option<FrontPage> {
    let selectors = Arc::clone(selectors);
    let read = tokio::task::spawn_blocking(move || {
        kazpost_extract::front_page(&body.bytes, &body.url, body.content_type.as_deref(), &selectors)
    });
    read.await.ok().flatten()
}

/// The site's headlines in its order: its list, else the links to articles as they come.
fn headlines_of(front: &FrontPage) -> Vec<String> {
    let list: Vec<String> = front
        .headlines
        .iter()
        .map(|url| url.as_str().to_owned())
        .collect();
    if list.len() >= SHORTEST_LIST {
        return list;
    }
    let links = front.links.iter();
    links
        .filter(|link| link.chance >= kazpost_extract::Chance::Likely)
        .map(|link| link.url.as_str().to_owned())
        .collect()
}
