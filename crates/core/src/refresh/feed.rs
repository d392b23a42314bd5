use std::time::Duration;

use kazpost_api::{Code, Failure, FeedReport, FeedStatus};
use kazpost_fetch::{ACCEPT_FEED, FetchError, Kind, Request};
use kazpost_model::Timestamp;
use kazpost_store::{Attempt, FeedRecord};
use url::Url;

use super::{MAX_BYTES, backoff};
use crate::failure::{failure, of_fetch};

/// No host can ask for more, in seconds; a longer wait was noted while the clock was wrong.
const LONGEST_WAIT: i64 = 7 * 24 * 60 * 60;

/// Whether a feed is not asked this time, and why. Asked for by name, a feed that merely failed is tried again at
/// once; what a host said about when to come back is obeyed always.
pub(crate) fn skipped(feed: &FeedRecord, now: Timestamp, by_name: bool) -> Option<FeedStatus> {
    if feed.gone {
        return Some(FeedStatus::Gone);
    }
    let left = feed.next_try.map_or(0, |time| time.seconds() - now.seconds());
    let waits = (1..=LONGEST_WAIT).contains(&left);
    let told = || error(feed).is_some_and(|failure| failure.code == Code::TooManyRequests);
    (waits && (!by_name || told())).then_some(FeedStatus::Deferred)
}

/// The request for a feed, conditional where an earlier answer allows it (RFC 9110, 13.1).
pub(crate) fn request(feed: &FeedRecord) -> Result<Request, Failure> {
    let url = Url::parse(&feed.url).map_err(|_| {
        failure(
            Code::BadAddress,
            &feed.url,
            "",
            format!("“{}” is not a web address.", feed.url),
        )
    })?;
    Ok(Request {
        accept: ACCEPT_FEED,
        etag: feed.etag.clone(),
        last_modified: feed.last_modified.clone(),
        validated_url: feed.validated_url.as_deref().and_then(|url| Url::parse(url).ok()),
        max_bytes: MAX_BYTES,
        ..Request::new(url)
    })
}

/// What a failed attempt means for the feed.
pub(crate) fn failed(feed: &FeedRecord, error: FetchError, now: Timestamp) -> (Failure, Attempt) {
    let wait = match &error.kind {
        Kind::TooManyRequests { retry_after } => {
            // Told to wait but not how long.
            let wait = retry_after.unwrap_or(Duration::from_secs(3600));
            backoff::after(now, wait).max(backoff::next_try(now, feed.failures + 1))
        }
        _ => backoff::next_try(now, feed.failures + 1),
    };
    let gone = error.kind == Kind::Gone;
    let failure = of_fetch(error);
    let attempt = attempt(&failure, wait, gone);
    (failure, attempt)
}

/// As [`failed`], where there was an answer and it was of no use.
pub(crate) fn useless(feed: &FeedRecord, failure: &Failure, now: Timestamp) -> Attempt {
    attempt(failure, backoff::next_try(now, feed.failures + 1), false)
}

fn attempt(failure: &Failure, next_try: Option<Timestamp>, gone: bool) -> Attempt {
    Attempt::Failed {
        error: serde_json::to_string(failure).unwrap_or_default(),
        next_try,
        gone,
    }
}

/// Whether it failed for want of a network rather than through the host.
pub(crate) fn want_of_network(kind: &Kind) -> bool {
    matches!(kind, Kind::Dns | Kind::Connect)
}

/// The error kept beside a feed.
fn error(feed: &FeedRecord) -> Option<Failure> {
    serde_json::from_str(feed.error.as_deref()?).ok()
}

/// A line of the report on a feed that was not asked, or that brought nothing.
pub(crate) fn line(feed: &FeedRecord, status: FeedStatus) -> FeedReport {
    let failure = match status {
        FeedStatus::Ok | FeedStatus::NotModified => None,
        FeedStatus::Deferred | FeedStatus::Gone | FeedStatus::Error => error(feed),
    };
    FeedReport {
        id: feed.key.as_str().into(),
        url: feed.url.clone(),
        status,
        new: 0,
        updated: 0,
        error: failure.as_ref().map(|failure| failure.message.clone()),
        failure,
    }
}
