//! A publisher may change an article after its page was stored. For some days the page is asked whether it did, at
//! growing intervals and with what its last answer said. Only a text that is the article still replaces what is kept.

use std::collections::HashMap;
use std::sync::Arc;

use kazpost_api::Failure;
use kazpost_fetch::{Answer, Body, Origin, Request};
use kazpost_model::{FeedKey, Timestamp};
use kazpost_store::{ArticleRecord, FirstLook, Look, Looked, Page, Validators};
use url::Url;

use crate::correction::{Verdict, Wording, verdict};
use crate::failure::of_store;
use crate::filters::Filters;
use crate::library::{Library, now};
use crate::whole_text::{Fetched, a_few_at_once, blocking, compared, page_request, trusted};

const HOUR: i64 = 3_600;
/// When a page is looked at again after it was first stored, in seconds.
const AFTER: [i64; 4] = [HOUR, 4 * HOUR, 24 * HOUR, 72 * HOUR];
/// Looks at the pages of one feed in one sync, and of all.
const OF_A_FEED: usize = 20;
const OF_A_SYNC: usize = 200;

/// When a page that was first stored at `since` is looked at next; `None`: never again.
fn next(since: Timestamp, now: Timestamp) -> Option<Timestamp> {
    let times = AFTER.iter().map(|after| since.seconds().saturating_add(*after));
    let mut ahead = times.filter(|time| *time > now.seconds());
    ahead.next().and_then(Timestamp::from_seconds)
}

/// The first look at a page that is being stored.
pub(crate) fn first(url: &str, validators: Validators) -> Option<FirstLook> {
    let since = now();
    Some(FirstLook {
        url: url.into(),
        validators,
        since,
        next: next(since, since)?,
    })
}

/// A look that was taken.
pub(crate) fn taken(look: &Look, validators: Option<Validators>) -> Looked {
    Looked {
        article: look.article.clone(),
        validators,
        next: next(look.since, now()),
    }
}

/// What a page is to be asked with the next time.
pub(crate) fn validators(body: &Body) -> Validators {
    Validators {
        etag: body.etag.clone(),
        last_modified: body.last_modified.clone(),
        url: Some(body.fetched_url.as_str().into()),
    }
}

/// The address that they were told at.
pub(crate) fn validated(validators: &Validators) -> Option<Url> {
    Url::parse(validators.url.as_deref()?).ok()
}

/// The same after “not modified”, which may name others.
pub(crate) fn still(look: &Look, etag: Option<String>, last_modified: Option<String>) -> Option<Validators> {
    let told = etag.is_some() || last_modified.is_some();
    told.then(|| Validators {
        etag: etag.or_else(|| look.validators.etag.clone()),
        last_modified: last_modified.or_else(|| look.validators.last_modified.clone()),
        url: look.validators.url.clone(),
    })
}

/// What a look found.
enum Found {
    AsItWas(Option<Validators>),
    Page(Box<Fetched>),
    /// Nothing that could be compared.
    Nothing,
}

impl Library {
    /// Looks again at pages that stand for what feeds give only the beginning of: of all feeds or one. `stopped` is
    /// asked before each.
    pub(crate) async fn look_again(
        &self,
        only: Option<FeedKey>,
        stopped: Arc<dyn Fn() -> bool + Send + Sync>,
    ) -> Result<(), Failure> {
        let library = self.clone();
        let due = blocking(move || {
            library
                .store()
                .looks_of_pages(only.as_ref(), now())
                .map_err(of_store)
        })
        .await?;
        let mut looks: HashMap<FeedKey, usize> = HashMap::new();
        let due = due.into_iter().filter(|(_, feed)| {
            let taken = looks.entry(feed.clone()).or_default();
            *taken += 1;
            *taken <= OF_A_FEED
        });
        let due: Vec<Look> = due.map(|(look, _)| look).take(OF_A_SYNC).collect();
        let library = self.clone();
        let look = |look| {
            let library = library.clone();
            async move { library.look_at(look).await }
        };
        a_few_at_once(due, stopped, |_| (), look).await
    }

    /// An error is one of the library.
    async fn look_at(&self, look: Look) -> Result<(), Failure> {
        let (library, key) = (self.clone(), look.article.clone());
        let record = blocking(move || library.store().article(&key).map_err(of_store)).await?;
        let Some(record) = record else { return Ok(()) };
        let found = self.found(&look, trusted(&record)).await;
        let library = self.clone();
        blocking(move || library.keep_look(&look, &record, found)).await
    }

    async fn found(&self, look: &Look, origin: Origin) -> Found {
        let Ok(url) = Url::parse(&look.url) else {
            return Found::Nothing;
        };
        let request = Request {
            etag: look.validators.etag.clone(),
            last_modified: look.validators.last_modified.clone(),
            validated_url: validated(&look.validators),
            ..page_request(url, origin)
        };
        match self.answer(request).await {
            Ok(Answer::NotModified {
                etag, last_modified, ..
            }) => Found::AsItWas(still(look, etag, last_modified)),
            Ok(Answer::Body(body)) => match self.whole_article(body).await {
                Ok(fetched) if fetched.broken.is_none() => Found::Page(Box::new(fetched)),
                _ => Found::Nothing,
            },
            Err(_) => Found::Nothing,
        }
    }

    fn keep_look(&self, look: &Look, record: &ArticleRecord, found: Found) -> Result<(), Failure> {
        let validators = match found {
            Found::Nothing => None,
            Found::AsItWas(validators) => validators,
            Found::Page(fetched) => self.keep_page_again(record, *fetched)?,
        };
        self.store().looked(&[taken(look, validators)]).map_err(of_store)
    }

    /// Gives what the page is to be asked with, where it is what is kept now.
    fn keep_page_again(
        &self,
        record: &ArticleRecord,
        fetched: Fetched,
    ) -> Result<Option<Validators>, Failure> {
        let Some((page, _)) = &record.page else {
            return Ok(None);
        };
        let said = Some(fetched.validators.clone());
        // The headline that is shown is the feed's.
        let wording = |content| Wording { title: "", content };
        match verdict(&wording(page), &wording(&fetched.article.content)) {
            Verdict::Same => Ok(said),
            Verdict::Poorer | Verdict::Another => Ok(None),
            Verdict::Corrected => {
                let filters = Filters::in_force(self.store()).map_err(of_store)?;
                let page = compared(record, fetched, record.wants_page(), &filters);
                let whole = matches!(page, Page::Whole { .. });
                if whole {
                    self.store()
                        .put_page(&record.row.key, &page, None, now())
                        .map_err(of_store)?;
                }
                Ok(said.filter(|_| whole))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_seconds(seconds).expect("a time")
    }

    #[test]
    fn the_intervals_grow_and_end() {
        let since = at(1_000_000);
        let mut times = Vec::new();
        let mut now = since;
        while let Some(time) = next(since, now) {
            times.push(time.seconds() - since.seconds());
            now = time;
        }
        assert_eq!(times, AFTER);
    }

    #[test]
    fn what_was_missed_is_not_made_up_for() {
        let since = at(1_000_000);
        let late = at(since.seconds() + 5 * HOUR);
        assert_eq!(next(since, late), Some(at(since.seconds() + 24 * HOUR)));
        assert_eq!(next(since, at(since.seconds() + 100 * HOUR)), None);
        // A clock that was put back.
        assert_eq!(next(since, at(0)), Some(at(since.seconds() + HOUR)));
    }
}
