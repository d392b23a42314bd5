use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use kazpost_api::{Code, Failure, FeedReport, FeedStatus, SyncProgress};
use kazpost_fetch::{Answer, Body, Client, FetchError};
use kazpost_store::{Arrival, Attempt, FeedRecord};
use tokio::sync::{mpsc, watch};
use tokio::task::JoinSet;

use super::progress::Turn;
use super::writing::Writing;
use super::{feed, work};
use crate::aside::aside;
use crate::failure::failure;
use crate::library::{Library, locked, now};
use crate::site;

/// Feeds that are asked at once.
const AT_ONCE: usize = 24;

/// Documents that wait for a worker; with those fetched and those worked on they bound the memory.
const WAITING: usize = 4;

/// Workers that parse and sanitise.
const WORKERS: usize = 2;

/// Listeners are told of new articles no more often.
const PAUSE: Duration = Duration::from_secs(2);

/// What came of asking.
#[derive(Default)]
pub(crate) struct Gathered {
    /// A line for each feed that is settled.
    pub(crate) lines: Vec<FeedReport>,
    /// Feeds that had no network; nothing is noted of them yet.
    pub(crate) without_network: Vec<(FeedRecord, FetchError)>,
}

/// What a fetch gives to the workers.
struct Arrived {
    feed: FeedRecord,
    answer: Result<Answer, FetchError>,
}

/// What comes of a feed: a line of the report, or that it had no network.
pub(super) enum Done {
    Line(FeedReport),
    NoNetwork(Box<(FeedRecord, FetchError)>),
}

/// The ends that each fetch holds.
#[derive(Clone)]
struct Ways {
    library: Library,
    client: Client,
    arrive: mpsc::Sender<Arrived>,
    finish: mpsc::Sender<Result<Done, Failure>>,
}

/// Asks feeds and takes in what they answer, until all are done or the reader stops it. An error is one of the
/// library itself.
pub(crate) async fn gather(
    library: &Library,
    due: Vec<FeedRecord>,
    turn: &Turn<'_>,
    on_progress: &(impl Fn(SyncProgress) + Send + Sync),
) -> Result<Gathered, Failure> {
    let mut gathered = Gathered::default();
    if due.is_empty() {
        return Ok(gathered);
    }
    let (arrive, arrived) = mpsc::channel(WAITING);
    let (finish, mut finished) = mpsc::channel(AT_ONCE);
    let ways = Ways {
        library: library.clone(),
        client: library.client()?.clone(),
        arrive,
        finish,
    };
    let mut workers = JoinSet::new();
    let writing = Writing::begin(library, &ways.finish, &mut workers);
    employ(library, arrived, &ways.finish, writing, &mut workers);
    let mut cancelled = turn.cancelled.clone();
    let mut waiting = due.into_iter();
    let mut fetches = JoinSet::new();
    // Held for as long as there are feeds to ask, so that the workers and the writer know when nothing more will come.
    let mut ways = Some(ways);
    let mut next = || {
        let fetch = waiting
            .next()
            .zip(ways.clone())
            .map(|(record, ways)| fetch(ways, record));
        if waiting.len() == 0 {
            ways = None;
        }
        fetch
    };
    fetches.extend(std::iter::from_fn(&mut next).take(AT_ONCE));
    // Each fetch gives one `Done`, perhaps long after it ended.
    let mut expected = fetches.len();
    let mut told = Told::new(library);
    while expected > 0 {
        tokio::select! {
            biased;
            () = stopped(&mut cancelled) => {
                fetches.shutdown().await;
                break;
            }
            Some(done) = finished.recv() => {
                expected -= 1;
                let line = gathered.add(done?);
                turn.progress.send_modify(|progress| {
                    progress.done += 1;
                    progress.new += line.0;
                    progress.updated += line.1;
                    progress.failed += line.2;
                });
                on_progress(turn.progress.borrow().clone());
                told.note(line.0 + line.1 > 0);
            }
            Some(fetched) = fetches.join_next() => {
                fetched.map_err(|cause| broken(&cause))?;
                if let Some(fetch) = next() {
                    fetches.spawn(fetch);
                    expected += 1;
                }
            }
        }
    }
    drop(ways);
    // What a worker has in hand is finished, also after a cancel: a feed is stored whole or not at all.
    while let Some(done) = finished.recv().await {
        gathered.add(done?);
    }
    while let Some(ended) = workers.join_next().await {
        ended.map_err(|cause| broken(&cause))??;
    }
    Ok(gathered)
}

impl Gathered {
    /// Gives new and changed articles and failures.
    fn add(&mut self, done: Done) -> (u32, u32, u32) {
        match done {
            Done::Line(line) => {
                let counts = (
                    line.new,
                    line.updated,
                    u32::from(line.status == FeedStatus::Error),
                );
                self.lines.push(line);
                counts
            }
            Done::NoNetwork(failed) => {
                self.without_network.push(*failed);
                (0, 0, 1)
            }
        }
    }
}

/// Tells listeners of new articles while a long sync runs, but not of each.
struct Told<'a> {
    library: &'a Library,
    last: Instant,
    news: bool,
}

impl Told<'_> {
    fn new(library: &Library) -> Told<'_> {
        Told {
            library,
            last: Instant::now(),
            news: false,
        }
    }

    fn note(&mut self, news: bool) {
        self.news |= news;
        if self.news && self.last.elapsed() > PAUSE {
            self.library.changed();
            self.last = Instant::now();
            self.news = false;
        }
    }
}

async fn stopped(cancelled: &mut watch::Receiver<bool>) {
    if cancelled.wait_for(|cancelled| *cancelled).await.is_err() {
        // Nobody is left who could stop it.
        std::future::pending::<()>().await;
    }
}

async fn fetch(ways: Ways, record: FeedRecord) {
    if record.site {
        let done = match site::visit(&ways.library, &record).await {
            Ok(site::Visit::Line(line)) => Ok(Done::Line(line)),
            Ok(site::Visit::NoNetwork(error)) => Ok(Done::NoNetwork(Box::new((record, error)))),
            Err(failure) => Err(failure),
        };
        let _ = ways.finish.send(done).await;
        return;
    }
    match feed::request(&record) {
        Ok(request) => {
            let answer = ways.client.get(request).await;
            let _ = ways.arrive.send(Arrived { feed: record, answer }).await;
        }
        Err(failure) => {
            let line = FeedReport {
                error: Some(failure.message.clone()),
                failure: Some(failure),
                ..feed::line(&record, FeedStatus::Error)
            };
            let _ = ways.finish.send(Ok(Done::Line(line))).await;
        }
    }
}

fn employ(
    library: &Library,
    arrived: mpsc::Receiver<Arrived>,
    finish: &mpsc::Sender<Result<Done, Failure>>,
    writing: Writing,
    workers: &mut JoinSet<Result<(), Failure>>,
) {
    let arrived = Arc::new(Mutex::new(arrived));
    for _ in 0..WORKERS {
        let (library, arrived, finish) = (library.clone(), Arc::clone(&arrived), finish.clone());
        let writing = writing.clone();
        let work = move || {
            loop {
                let next = locked(&arrived).blocking_recv();
                let Some(next) = next else { break };
                let going = match settle(&library, next) {
                    Ok(Settled::Done(done)) => finish.blocking_send(Ok(done)).is_ok(),
                    Ok(Settled::Ready(ready)) => {
                        let (feed, arrival) = *ready;
                        writing.take(feed, arrival)
                    }
                    Err(failure) => finish.blocking_send(Err(failure)).is_ok(),
                };
                if !going {
                    break;
                }
            }
        };
        // Writing is what takes longest, and one thread does it.
        workers.spawn(async move { aside("read feeds", work).await.map_err(|ended| broken(&ended)) });
    }
}

/// What a worker made of an answer.
enum Settled {
    Done(Done),
    /// To be stored.
    Ready(Box<(FeedRecord, Arrival)>),
}

/// Takes in one answer.
fn settle(library: &Library, arrived: Arrived) -> Result<Settled, Failure> {
    let Arrived { feed, answer } = arrived;
    let line = match answer {
        Ok(Answer::Body(body)) => match read(library, &feed, body)? {
            work::Read::Settled(line) => line,
            work::Read::Ready(arrival) => return Ok(Settled::Ready(Box::new((feed, arrival)))),
        },
        Ok(Answer::NotModified {
            permanent_url,
            etag,
            last_modified,
            ..
        }) => {
            let attempt = Attempt::NotModified {
                url: permanent_url.map(String::from),
                etag,
                last_modified,
            };
            work::unchanged(library, &feed, &attempt)?
        }
        Err(error) if feed::want_of_network(&error.kind) => {
            return Ok(Settled::Done(Done::NoNetwork(Box::new((feed, error)))));
        }
        Err(error) => {
            let (failure, attempt) = feed::failed(&feed, error, now());
            work::attempted(library, &feed, failure, &attempt)?
        }
    };
    Ok(Settled::Done(Done::Line(line)))
}

/// A document that a stage stumbles over is that feed's trouble alone.
fn read(library: &Library, feed: &FeedRecord, body: Body) -> Result<work::Read, Failure> {
    let attempt = std::panic::AssertUnwindSafe(|| work::read(library, feed, body));
    std::panic::catch_unwind(attempt).unwrap_or_else(|_| {
        let message = format!("{} could not be read. This is a fault of KazPost.", feed.url);
        let failure = failure(Code::NotAFeed, &feed.url, "", message);
        let attempt = feed::useless(feed, &failure, now());
        work::attempted(library, feed, failure, &attempt).map(work::Read::Settled)
    })
}

fn broken(cause: &impl std::error::Error) -> Failure {
    failure(Code::Library, "", "", format!("The sync ended early: {cause}."))
}
