//! What is due on a visit is fetched, judged and filed. All three go on at once: no core waits for the network or for
//! the disk while there is a page to be read.

use std::collections::HashSet;
use std::sync::Arc;
use std::time::{Duration, Instant};

use kazpost_api::Failure;
use kazpost_fetch::{Body, FetchError};
use kazpost_store::{Ingested, LinkState, Look, SeenLink, SiteLink};
use tokio::task::{JoinHandle, JoinSet};
use url::Url;

use super::{SHORTEST_LIST, Trouble, Visiting, front_of};
use crate::failure::of_store;
use crate::library::now;
use crate::site::filing::{self, Cabinet, Fetching, Outcome};
use crate::site::looking::{self, Looking, Seen};
use crate::site::plan::{self, Experience};
use crate::whole_text::blocking;

/// Articles of one visit, and how long it may go on; the rest waits for the next.
const MOST_ARTICLES: usize = 300;
const LONGEST: Duration = Duration::from_secs(180);
/// Where a site asks for pauses.
const MOST_OF_A_SLOW_SITE: usize = 20;
/// Articles whose pages are looked at again on one visit.
const MOST_LOOKS: usize = 40;
const MOST_LOOKS_AT_A_SLOW_SITE: usize = 5;
/// Pages in hand, from asking to being judged.
const IN_HAND: usize = 8;
/// Articles that are filed together.
const TOGETHER: usize = 16;

/// One visit's fetching.
pub(super) struct Round {
    asked: HashSet<String>,
    begun: Instant,
    wants_list: bool,
    pub(super) new: u32,
    pub(super) updated: u32,
    pub(super) throttled: Option<FetchError>,
    /// What is being filed while the next pages come.
    filing: Option<JoinHandle<Result<Ingested, Failure>>>,
}

impl Round {
    /// `wants_list`: a list of headlines beside an article would be welcome.
    pub(super) fn new(wants_list: bool) -> Round {
        Round {
            asked: HashSet::new(),
            begun: Instant::now(),
            wants_list,
            new: 0,
            updated: 0,
            throttled: None,
            filing: None,
        }
    }

    /// Begins to file what came, once all before it is filed.
    async fn file(&mut self, cabinet: &Arc<Cabinet>, mut come: Vec<Fetching>) -> Result<(), Failure> {
        self.filed().await?;
        if come.is_empty() {
            return Ok(());
        }
        // The last on the page first: of two that came at once the upper one is the newer.
        come.sort_by_key(|fetching| std::cmp::Reverse(filing::place(&fetching.link)));
        let cabinet = Arc::clone(cabinet);
        self.filing = Some(tokio::spawn(blocking(move || cabinet.file(come))));
        Ok(())
    }

    /// Waits for what is being filed.
    async fn filed(&mut self) -> Result<(), Failure> {
        let Some(filing) = self.filing.take() else {
            return Ok(());
        };
        // It ends without an answer only where the program does.
        let stored = filing.await.unwrap_or_else(|_| Ok(Ingested::default()))?;
        self.new += stored.new;
        self.updated += stored.updated;
        Ok(())
    }
}

impl Visiting<'_> {
    /// Fetches what is due and files it; says whether that led to more.
    pub(super) async fn round(
        &self,
        cabinet: &Arc<Cabinet>,
        round: &mut Round,
        experience: &mut Experience,
    ) -> Result<bool, Trouble> {
        let most = if self.manners.is_slow() {
            MOST_OF_A_SLOW_SITE
        } else {
            MOST_ARTICLES
        };
        let left = most.saturating_sub(round.asked.len());
        let links = self.library.store().site_links(&self.record.key)?;
        let due = plan::due(links).filter(|link| {
            !round.asked.contains(&link.url)
                && Url::parse(&link.url).is_ok_and(|url| self.manners.allows(&url))
        });
        let due: Vec<_> = due.take(left).collect();
        if due.is_empty() {
            return Ok(false);
        }
        let mut waiting = (0..).zip(due);
        let mut tasks: JoinSet<Fetching> = JoinSet::new();
        let mut come: Vec<Fetching> = Vec::new();
        let mut more = false;
        loop {
            let on_time = round.begun.elapsed() < LONGEST && round.throttled.is_none();
            while on_time && tasks.len() < IN_HAND {
                let Some((place, link)) = waiting.next() else {
                    break;
                };
                round.asked.insert(link.url.clone());
                tasks.spawn(self.fetching(link, round.wants_list && place < 1));
            }
            let Some(ended) = tasks.join_next().await else {
                break;
            };
            let Ok(mut fetching) = ended else { continue };
            match &mut fetching.outcome {
                Outcome::Throttled(error) => round.throttled = Some(error.clone()),
                Outcome::Article(found) => {
                    experience.learn(&fetching.link.url, true);
                    if let Some(page) = found.page.take() {
                        round.wants_list = false;
                        more |= self.list_beside(page, experience).await?;
                    }
                }
                Outcome::NoArticle => experience.learn(&fetching.link.url, false),
                Outcome::Failed => {}
            }
            come.push(fetching);
            if come.len() >= TOGETHER {
                round.file(cabinet, std::mem::take(&mut come)).await?;
            }
        }
        round.file(cabinet, come).await?;
        round.filed().await?;
        // What has proved itself meanwhile.
        if let Some(front) = &self.front {
            let proved: Vec<SeenLink> = front
                .links
                .iter()
                .cloned()
                .map(|link| experience.seen(link))
                .filter(|link| link.state == LinkState::Waiting && !round.asked.contains(&link.url))
                .collect();
            more |= !proved.is_empty();
            self.note(Vec::new(), proved, None).await?;
        }
        Ok(more)
    }

    fn fetching(&self, link: SiteLink, keep: bool) -> impl Future<Output = Fetching> + Send + 'static {
        let (manners, home) = (self.manners.clone(), self.home.clone());
        let selectors = Arc::clone(&self.selectors);
        async move {
            let outcome = filing::fetch(&manners, &home, &link, &selectors, keep).await;
            Fetching { link, outcome }
        }
    }

    /// Asks pages of articles that are filed whether they changed.
    pub(super) async fn look_again(&self, cabinet: &Arc<Cabinet>, round: &mut Round) -> Result<(), Trouble> {
        let most = if self.manners.is_slow() {
            MOST_LOOKS_AT_A_SLOW_SITE
        } else {
            MOST_LOOKS
        };
        let (library, key) = (self.library.clone(), self.record.key.clone());
        let due = blocking(move || library.store().looks_of_site(&key, now(), most).map_err(of_store));
        let mut waiting = due.await?.into_iter();
        let mut tasks: JoinSet<Looking> = JoinSet::new();
        let mut looked = Vec::new();
        loop {
            let on_time = round.begun.elapsed() < LONGEST && round.throttled.is_none();
            while on_time && tasks.len() < IN_HAND {
                let Some((look, link)) = waiting.next() else {
                    break;
                };
                tasks.spawn(self.looking(look, link));
            }
            let Some(ended) = tasks.join_next().await else {
                break;
            };
            let Ok(looking) = ended else { continue };
            if let Seen::Throttled(error) = &looking.seen {
                round.throttled = Some(error.clone());
            }
            looked.push(looking);
        }
        let cabinet = Arc::clone(cabinet);
        let stored = blocking(move || cabinet.correct(looked)).await?;
        round.updated += stored.updated;
        Ok(())
    }

    fn looking(&self, look: Look, link: SiteLink) -> impl Future<Output = Looking> + Send + 'static {
        let (manners, home) = (self.manners.clone(), self.home.clone());
        let selectors = Arc::clone(&self.selectors);
        async move {
            let seen = looking::look(&manners, &home, &look, &link, &selectors).await;
            Looking { look, link, seen }
        }
    }

    /// Some sites list their latest headlines below each article: more than the front page has, and in order.
    async fn list_beside(&self, page: Body, experience: &Experience) -> Result<bool, Trouble> {
        let told = self.selectors.links.is_some() && self.selectors.headlines.is_none();
        let Some(front) = front_of(page, &self.selectors).await.filter(|_| !told) else {
            return Ok(false);
        };
        if front.headlines.len() < SHORTEST_LIST {
            return Ok(false);
        }
        let listed: HashSet<&Url> = front.headlines.iter().collect();
        let links = front
            .links
            .iter()
            .filter(|link| listed.contains(&link.url))
            .cloned();
        let seen: Vec<SeenLink> = links.map(|link| experience.seen(link)).collect();
        let headlines = front
            .headlines
            .iter()
            .map(|url| url.as_str().to_owned())
            .collect();
        self.note(Vec::new(), seen, Some(headlines)).await?;
        Ok(true)
    }
}
