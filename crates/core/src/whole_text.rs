//! Whole articles from their pages, where a feed gives only how they begin: fetch → extract → store.

use std::collections::HashMap;
use std::sync::Arc;

use kazpost_api::{Code, Failure, Offline};
use kazpost_extract::Article;
use kazpost_fetch::{Answer, Body, FetchError, Kind, Origin, Request, host_and_port};
use kazpost_model::{ArticleKey, FeedKey, Timestamp};
use kazpost_store::{ArticleRecord, Page, PageCandidate, PageState, Validators};
use tokio::task::JoinSet;
use url::Url;

use crate::correction::{Verdict, Wording, verdict};
use crate::failure::{failure, of_fetch, of_store};
use crate::filters::{Filters, Looked, Text};
use crate::library::{Library, now};
use crate::parts::{Joined, extracted, joined};
use crate::{excerpt, looks, prepare, reading, redline};

/// Pages that are asked for at once; each host has its own bound besides.
const AT_ONCE: usize = 8;
/// Pages of one feed in one sync: the newest; an edition takes the rest.
const OF_A_FEED: usize = 40;
/// A page that failed is not asked for again by a sync before, in seconds.
const PATIENCE: i64 = 3_600;
/// The largest page, in bytes.
const MAX_BYTES: u64 = 8 << 20;
const ACCEPT: &str = "text/html, application/xhtml+xml;q=0.9, */*;q=0.1";

/// An article as its page, or pages, have it.
pub(crate) struct Fetched {
    pub(crate) article: Article,
    pub(crate) url: Url,
    /// To be asked with the next time.
    pub(crate) validators: Validators,
    /// Why it is not whole.
    pub(crate) broken: Option<FetchError>,
}

impl Library {
    /// The whole texts that a sync brings: of all feeds or one. `stopped` is asked before each page.
    pub(crate) async fn whole_texts_of_sync(
        &self,
        only: Option<FeedKey>,
        stopped: Arc<dyn Fn() -> bool + Send + Sync>,
    ) -> Result<(), Failure> {
        let patience = Timestamp::from_seconds(now().seconds() - PATIENCE).unwrap_or_else(now);
        let library = self.clone();
        let candidates = blocking(move || {
            library
                .store()
                .pages_of_sync(only.as_ref(), patience)
                .map_err(of_store)
        })
        .await?;
        let mut taken: HashMap<FeedKey, usize> = HashMap::new();
        let wanted = candidates.into_iter().filter(|candidate| {
            let taken = taken.entry(candidate.feed.clone()).or_default();
            *taken += 1;
            *taken <= OF_A_FEED
        });
        let wanted: Vec<ArticleKey> = wanted.map(|candidate| candidate.key).collect();
        self.make_whole(wanted, stopped, |_| ()).await
    }

    /// Fetches the pages of these articles; `done` hears how many are through.
    pub(crate) async fn make_whole(
        &self,
        articles: Vec<ArticleKey>,
        stopped: Arc<dyn Fn() -> bool + Send + Sync>,
        done: impl Fn(usize),
    ) -> Result<(), Failure> {
        let make = |key| {
            let library = self.clone();
            async move { library.make_one_whole(key).await }
        };
        a_few_at_once(articles, stopped, done, make).await
    }

    /// Fetches one page and keeps what came of it. An error is one of the library.
    async fn make_one_whole(&self, key: ArticleKey) -> Result<(), Failure> {
        let library = self.clone();
        let asked = key.clone();
        let record = blocking(move || library.store().article(&asked).map_err(of_store)).await?;
        let Some(record) = record else { return Ok(()) };
        let Some(url) = address(&record) else {
            return Ok(());
        };
        let fetched = self.fetch_article(url.clone(), trusted(&record)).await;
        let library = self.clone();
        blocking(move || {
            let (page, look) = match fetched {
                Ok(fetched) if is_lost(&record, &fetched) => (Page::Lost, None),
                Ok(fetched) => {
                    let filters = Filters::in_force(library.store()).map_err(of_store)?;
                    let look = looks::first(url.as_str(), fetched.validators.clone());
                    (compared(&record, fetched, record.wants_page(), &filters), look)
                }
                Err(failure) => (Page::Failed(failure.message), None),
            };
            library
                .store()
                .put_page(&key, &page, look.as_ref(), now())
                .map_err(of_store)
        })
        .await
    }

    /// The article at an address, all its pages joined.
    pub(crate) async fn fetch_article(&self, url: Url, origin: Origin) -> Result<Fetched, Failure> {
        let first = self.fetch_page(url, origin).await.map_err(of_fetch)?;
        self.whole_article(first).await
    }

    /// The article of a page, with all pages that it goes on with.
    pub(crate) async fn whole_article(&self, first: Body) -> Result<Fetched, Failure> {
        let first_url = first.url.clone();
        let validators = looks::validators(&first);
        let article = extracted(first)
            .await
            .ok_or_else(|| no_article(first_url.as_str()))?;
        // Pages that follow are named by content, whoever named the first.
        let onward = Origin::Content {
            trusted_host: host_and_port(&first_url),
        };
        let joined = joined(article, &first_url, |url| {
            let page = self.fetch_page(url, onward.clone());
            async move { page.await.map(Some) }
        });
        let Joined { article, broken } = joined.await;
        Ok(Fetched {
            article,
            url: first_url,
            // What is not whole is asked for again whatever its first page says.
            validators: if broken.is_none() {
                validators
            } else {
                Validators::default()
            },
            broken,
        })
    }

    async fn fetch_page(&self, url: Url, origin: Origin) -> Result<Body, FetchError> {
        match self.answer(page_request(url.clone(), origin)).await? {
            Answer::Body(body) => Ok(body),
            Answer::NotModified { .. } => Err(unexpected(&url)),
        }
    }

    /// What a host answers.
    pub(crate) async fn answer(&self, request: Request) -> Result<Answer, FetchError> {
        let client = self.client().map_err(|failure| FetchError {
            url: request.url.to_string(),
            kind: Kind::Other(failure.message),
        })?;
        client.get(request).await
    }

    /// How much of an article can be read without a network.
    pub(crate) fn offline(&self, record: &ArticleRecord) -> Result<(Offline, Option<String>), Failure> {
        let candidate = self.store().page_of(&record.row.key).map_err(of_store)?;
        let Some(candidate) = candidate else {
            return Ok((Offline::Teaser, None));
        };
        if !is_whole(&candidate, record) {
            return Ok((Offline::Teaser, candidate.why));
        }
        for address in pictures(record) {
            let key = kazpost_model::PictureKey::of_address(address.as_str());
            let starter = crate::starter::picture(&address).is_some();
            if !starter
                && !self
                    .store()
                    .has_picture(&record.row.key, &key)
                    .map_err(of_store)?
            {
                return Ok((Offline::Text, None));
            }
        }
        Ok((Offline::Complete, None))
    }
}

/// Works on a few at once, until all are through or it is stopped; `done` hears how many are. An error is the first
/// of those that came.
pub(crate) async fn a_few_at_once<T, Working>(
    all: Vec<T>,
    stopped: Arc<dyn Fn() -> bool + Send + Sync>,
    done: impl Fn(usize),
    work: impl Fn(T) -> Working,
) -> Result<(), Failure>
where
    Working: Future<Output = Result<(), Failure>> + Send + 'static,
{
    let mut tasks = JoinSet::new();
    let mut through = 0;
    let mut outcome = Ok(());
    for one in all {
        if stopped() {
            break;
        }
        if tasks.len() >= AT_ONCE
            && let Some(ended) = tasks.join_next().await
        {
            outcome = outcome.and(ended.unwrap_or(Ok(())));
            through += 1;
            done(through);
        }
        tasks.spawn(work(one));
    }
    while let Some(ended) = tasks.join_next().await {
        outcome = outcome.and(ended.unwrap_or(Ok(())));
        through += 1;
        done(through);
    }
    outcome
}

/// What a page is asked for with.
pub(crate) fn page_request(url: Url, origin: Origin) -> Request {
    Request {
        accept: ACCEPT,
        max_bytes: MAX_BYTES,
        origin,
        ..Request::new(url)
    }
}

/// Content names the pages of articles: into a private network only where the feed itself lives.
pub(crate) fn trusted(record: &ArticleRecord) -> Origin {
    Origin::Content {
        trusted_host: Url::parse(&record.feed_url).ok().as_ref().and_then(host_and_port),
    }
}

/// Whether the text that is kept is all there is.
pub(crate) fn is_whole(candidate: &PageCandidate, record: &ArticleRecord) -> bool {
    let had = candidate.of_site || matches!(candidate.state, PageState::Whole | PageState::Same);
    if had || address(record).is_none() {
        return true;
    }
    match candidate.wanted.as_str() {
        "feed" => true,
        "full" => false,
        // What is short and could not be had otherwise may be all there is, what is cut cannot.
        _ => candidate.teaser == 0,
    }
}

/// Whether an edition asks for its page.
pub(crate) fn is_wanted(candidate: &PageCandidate) -> bool {
    let lacking = matches!(candidate.state, PageState::Unasked | PageState::Failed);
    lacking
        && !candidate.of_site
        && (candidate.wanted == "full" || candidate.wanted == "auto" && candidate.teaser > 0)
}

/// The pictures that an article shows, each once: its own first.
pub(crate) fn pictures(record: &ArticleRecord) -> Vec<Url> {
    let own = record
        .row
        .picture
        .as_deref()
        .and_then(|address| Url::parse(address).ok());
    let found = std::cell::RefCell::new(own.into_iter().collect::<Vec<Url>>());
    reading::for_window(record, &|address| {
        let mut found = found.borrow_mut();
        if !found.contains(address) {
            found.push(address.clone());
        }
        None
    });
    found.into_inner()
}

fn address(record: &ArticleRecord) -> Option<Url> {
    let url = Url::parse(record.url.as_deref().or(record.external_url.as_deref())?).ok()?;
    // The starter edition comes with the app and lies nowhere else.
    (record.feed_url != crate::starter::ADDRESS).then_some(url)
}

/// Whether a page that was whole has become a wall or an error: what is kept of it is more than that, and more than the
/// feed gives.
fn is_lost(record: &ArticleRecord, fetched: &Fetched) -> bool {
    let Some((page, base)) = &record.page else {
        return false;
    };
    let wording = |content| Wording { title: "", content };
    let kept = excerpt::words(&prepare::clean(page, base.as_deref()).text());
    verdict(&wording(page), &wording(&fetched.article.content)) == Verdict::Poorer
        && 2 * excerpt::words(&reading::of_feed(record).text()) < kept
}

/// What the page has beside what the feed gave.
pub(crate) fn compared(record: &ArticleRecord, fetched: Fetched, full: bool, filters: &Filters) -> Page {
    let Fetched { article, url, .. } = fetched;
    let safe = kazpost_sanitise::clean(&article.content, Some(&url));
    let words = excerpt::words(&safe.text());
    let own = excerpt::words(&reading::of_feed(record).text());
    // A page with less than the feed is a wall, or its article was not found.
    let enough = if full {
        2 * words >= own
    } else {
        10 * words > 11 * own
    };
    if !enough {
        return Page::Same;
    }
    let reworded = record.page.as_ref().is_some_and(|(page, base)| {
        record.row.read && redline::reworded(&prepare::clean(page, base.as_deref()).text(), &safe.text())
    });
    let whole = || format!("{}\n{}", reading::of_feed(record).text(), safe.text());
    let caught = filters.catching(&Looked {
        feed: record.row.feed.as_str(),
        title: &record.row.title,
        standfirst: &record.row.standfirst,
        author: &record.row.author,
        tags: &record.tags,
        text: Text::new(&whole),
    });
    Page::Whole {
        caught,
        reworded,
        content: article.content,
        base: url.into(),
        words,
        picture: safe
            .pictures()
            .into_iter()
            .next()
            .or(article.image)
            .as_deref()
            .and_then(prepare::web),
    }
}

/// “Not modified” where no condition was asked.
pub(crate) fn unexpected(url: &Url) -> FetchError {
    FetchError {
        url: url.to_string(),
        kind: Kind::Status(304),
    }
}

pub(crate) fn no_article(url: &str) -> Failure {
    failure(Code::NoArticle, url, "", format!("There is no article at {url}."))
}

pub(crate) async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, Failure> + Send + 'static,
) -> Result<T, Failure> {
    tokio::task::spawn_blocking(work).await.unwrap_or_else(|cause| {
        let message = format!("Reading a page ended early: {cause}.");
        Err(failure(Code::Library, "", "", message))
    })
}
