use kazpost_api::{Code, Failure, FeedReport, FeedStatus};
use kazpost_fetch::Body;
use kazpost_model::{FeedKey, ParsedFeed};
use kazpost_parse::Document;
use kazpost_store::{Arrival, Attempt, FeedRecord, Fetched, Ingested, StoreError};

use super::feed;
use crate::failure::{not_a_feed, of_store};
use crate::identity;
use crate::library::{Library, now};
use crate::prepare::prepare;

/// What is kept of an answer besides its articles.
pub(crate) struct Answered {
    fetched: Fetched,
    /// The base of relative addresses.
    base: String,
}

impl Answered {
    pub(crate) fn of(body: Body) -> Answered {
        let hash = identity::of_bytes(&body.bytes);
        Answered::hashed(body, hash)
    }

    fn hashed(body: Body, body_hash: Vec<u8>) -> Answered {
        Answered {
            fetched: Fetched {
                at: now(),
                moved_to: body.permanent_url.map(String::from),
                etag: body.etag,
                last_modified: body.last_modified,
                validated_url: body.fetched_url.into(),
                body_hash,
            },
            base: body.url.into(),
        }
    }
}

/// Stores what a feed said.
pub(crate) fn store_parsed(
    library: &Library,
    key: &FeedKey,
    parsed: ParsedFeed,
    answered: &Answered,
) -> Result<Ingested, StoreError> {
    let prepared = prepare(library.store(), key, parsed, &answered.base)?;
    library
        .store()
        .ingest(key, &prepared.meta, &prepared.articles, &answered.fetched)
}

/// What reading a document came to.
pub(crate) enum Read {
    /// There is nothing to store of it.
    Settled(FeedReport),
    /// To be stored.
    Ready(Arrival),
}

/// Parses and sanitises one document. An error is one of the library itself, which ends the sync.
pub(crate) fn read(library: &Library, feed: &FeedRecord, body: Body) -> Result<Read, Failure> {
    let hash = identity::of_bytes(&body.bytes);
    // The same bytes again from a host that knows no conditions.
    if feed.body_hash.as_deref() == Some(&hash) {
        let attempt = Attempt::SameBytes {
            url: body.permanent_url.map(String::from),
            etag: body.etag,
            last_modified: body.last_modified,
            validated_url: body.fetched_url.into(),
        };
        return unchanged(library, feed, &attempt).map(Read::Settled);
    }
    let document = Document {
        bytes: &body.bytes,
        url: Some(body.url.as_str()),
        content_type: body.content_type.as_deref(),
    };
    let parsed = match kazpost_parse::feed(document) {
        Ok(parsed) => parsed,
        Err(error) => {
            let failure = not_a_feed(&feed.url, &error);
            let attempt = feed::useless(feed, &failure, now());
            return attempted(library, feed, failure, &attempt).map(Read::Settled);
        }
    };
    let answered = Answered::hashed(body, hash);
    let prepared = prepare(library.store(), &feed.key, parsed, &answered.base).map_err(of_store)?;
    Ok(Read::Ready(Arrival {
        feed: feed.key.clone(),
        meta: prepared.meta,
        articles: prepared.articles,
        fetched: answered.fetched,
    }))
}

/// The line of the report on a document that was stored; `None`: the feed was removed while it was fetched.
pub(crate) fn stored(feed: &FeedRecord, done: Option<Ingested>) -> FeedReport {
    let done = done.unwrap_or_default();
    FeedReport {
        new: done.new,
        updated: done.updated,
        ..feed::line(feed, FeedStatus::Ok)
    }
}

/// Notes that nothing changed.
pub(crate) fn unchanged(
    library: &Library,
    feed: &FeedRecord,
    attempt: &Attempt,
) -> Result<FeedReport, Failure> {
    library
        .store()
        .attempted(&feed.key, now(), attempt)
        .map_err(of_store)?;
    Ok(feed::line(feed, FeedStatus::NotModified))
}

/// Notes that it failed.
pub(crate) fn attempted(
    library: &Library,
    feed: &FeedRecord,
    failure: Failure,
    attempt: &Attempt,
) -> Result<FeedReport, Failure> {
    library
        .store()
        .attempted(&feed.key, now(), attempt)
        .map_err(of_store)?;
    let status = match failure.code {
        _ if matches!(attempt, Attempt::Failed { gone: true, .. }) => FeedStatus::Gone,
        // The host said when to come back: it works, and so do we.
        Code::TooManyRequests => FeedStatus::Deferred,
        _ => FeedStatus::Error,
    };
    Ok(FeedReport {
        error: Some(failure.message.clone()),
        failure: Some(failure),
        ..feed::line(feed, status)
    })
}
