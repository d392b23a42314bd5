use std::sync::Arc;
use std::time::{Duration, Instant};

use kazpost_api::{Code, Failure, FeedReport, FeedStatus, SyncProgress, SyncReport, SyncRequest};
use kazpost_fetch::{Answer, Body, FetchError};
use kazpost_store::{Attempt, FeedRecord};
use tokio::sync::mpsc;
use tokio::task::JoinSet;

use super::progress::{Running, Turn};
use super::{feed, work};
use crate::failure::{failure, of_store};
use crate::library::{Library, now};
use crate::lists::count;
use crate::sources::SYNCED_AT;
use crate::starter;

/// Feeds that are asked at once.
const AT_ONCE: usize = 24;

/// Documents that wait for a worker; with those fetched and those worked on they bound the memory.
const WAITING: usize = 4;

/// Workers that parse, sanitise and store.
const WORKERS: usize = 2;

/// Listeners are told of new articles no more often.
const PAUSE: Duration = Duration::from_secs(2);

/// What a fetch gives to the workers.
struct Arrived {
    feed: FeedRecord,
    answer: Result<Answer, FetchError>,
}

/// What the workers give back: a line of the report, or that the feed had no network.
enum Done {
    Line(FeedReport),
    NoNetwork(Box<(FeedRecord, FetchError)>),
}

impl Library {
    /// Syncs all feeds or one. Where a sync runs that does the same, this joins it. `on_progress` is called for
    /// every feed done, from whatever thread.
    pub async fn sync(
        &self,
        request: SyncRequest,
        on_progress: impl Fn(SyncProgress) + Send + Sync,
    ) -> Result<SyncReport, Failure> {
        loop {
            match self.0.refreshing.begin(request.feed.clone()) {
                Ok(turn) => return self.run(turn, request.feed.as_deref(), &on_progress).await,
                Err(running) => {
                    let same = running.feed.is_none() || running.feed == request.feed;
                    let report = join(running, &on_progress).await;
                    if let (true, Some(report)) = (same, report) {
                        return Ok(SyncReport::clone(&report));
                    }
                }
            }
        }
    }

    /// Ends the sync that runs; what is stored by then stays.
    pub fn sync_cancel(&self) {
        self.0.refreshing.cancel();
    }

    /// How far the sync is that runs, or how the last one ended.
    pub fn sync_progress(&self) -> SyncProgress {
        self.0.refreshing.progress()
    }

    async fn run(
        &self,
        turn: Turn<'_>,
        only: Option<&str>,
        on_progress: &(impl Fn(SyncProgress) + Send + Sync),
    ) -> Result<SyncReport, Failure> {
        let began = Instant::now();
        let feeds = self.feeds_to_sync(only)?;
        turn.progress
            .send_modify(|progress| progress.total = count(feeds.len()));
        on_progress(turn.progress.borrow().clone());
        let order: Vec<String> = feeds.iter().map(|feed| feed.key.as_str().to_owned()).collect();

        let mut lines = Vec::with_capacity(feeds.len());
        let mut due = Vec::new();
        for record in feeds {
            match feed::skipped(&record, now(), only.is_some()) {
                Some(status) => lines.push(feed::line(&record, status)),
                None => due.push(record),
            }
        }
        turn.progress
            .send_modify(|progress| progress.done = count(lines.len()));
        let asked = due.len();
        let (fetched, answered) = self.ask(due, &turn, on_progress, &mut lines).await?;

        let cancelled = *turn.cancelled.borrow();
        let offline = asked > 0 && answered == 0 && fetched.len() == asked;
        for (record, error) in fetched {
            let (failure, attempt) = feed::failed(&record, error, now());
            // Without a network no feed is to blame, and none is to wait when there is one again.
            let attempt = match attempt {
                Attempt::Failed { error, gone, .. } if offline => Attempt::Failed {
                    error,
                    next_try: None,
                    gone,
                },
                attempt => attempt,
            };
            lines.push(work::attempted(self, &record, failure, &attempt)?);
        }
        self.store().flush().map_err(of_store)?;
        if answered > 0 && only.is_none() && !cancelled {
            self.store()
                .set_setting(SYNCED_AT, &now().seconds().to_string())
                .map_err(of_store)?;
        }
        lines.sort_by_key(|line| order.iter().position(|id| *id == line.id));
        let report = Arc::new(SyncReport {
            new: lines.iter().map(|line| line.new).sum(),
            updated: lines.iter().map(|line| line.updated).sum(),
            failed: count(
                lines
                    .iter()
                    .filter(|line| line.status == FeedStatus::Error)
                    .count(),
            ),
            seconds: began.elapsed().as_secs_f64(),
            feeds: lines,
        });
        turn.progress.send_modify(|progress| {
            progress.running = false;
            progress.failed = report.failed;
            progress.offline = offline;
            progress.cancelled = cancelled;
        });
        let last = turn.progress.borrow().clone();
        turn.end(&report);
        on_progress(last);
        self.changed();
        Ok(SyncReport::clone(&report))
    }

    /// The starter edition comes with the app and is asked nowhere.
    fn feeds_to_sync(&self, only: Option<&str>) -> Result<Vec<FeedRecord>, Failure> {
        if let Some(id) = only {
            self.known(id)?;
        }
        let mut feeds = self.store().feeds().map_err(of_store)?;
        feeds
            .retain(|feed| feed.url != starter::ADDRESS && only.is_none_or(|only| feed.key.as_str() == only));
        Ok(feeds)
    }

    /// Asks feeds and takes in what they answer. Gives those that had no network, and how many answered.
    async fn ask(
        &self,
        due: Vec<FeedRecord>,
        turn: &Turn<'_>,
        on_progress: &(impl Fn(SyncProgress) + Send + Sync),
        lines: &mut Vec<FeedReport>,
    ) -> Result<(Vec<(FeedRecord, FetchError)>, usize), Failure> {
        let mut without_network = Vec::new();
        if due.is_empty() {
            return Ok((without_network, 0));
        }
        let client = self.client()?.clone();
        let (arrive, arrived) = mpsc::channel::<Arrived>(WAITING);
        let (finish, mut finished) = mpsc::channel::<Result<Done, Failure>>(AT_ONCE);
        let arrived = Arc::new(std::sync::Mutex::new(arrived));
        let mut workers = JoinSet::new();
        for _ in 0..WORKERS {
            let (library, arrived, finish) = (self.clone(), Arc::clone(&arrived), finish.clone());
            workers.spawn_blocking(move || {
                loop {
                    let next = crate::library::locked(&arrived).blocking_recv();
                    let Some(next) = next else { break };
                    if finish.blocking_send(settle(&library, next)).is_err() {
                        break;
                    }
                }
            });
        }
        let mut cancelled = turn.cancelled.clone();
        let mut waiting = due.into_iter();
        let mut fetches = JoinSet::new();
        let mut next_fetch = |fetches: &mut JoinSet<()>| {
            if let Some(record) = waiting.next() {
                let (client, arrive, finish) = (client.clone(), arrive.clone(), finish.clone());
                fetches.spawn(async move {
                    match feed::request(&record) {
                        Ok(request) => {
                            let answer = feed::fetch(&client, request).await;
                            let _ = arrive.send(Arrived { feed: record, answer }).await;
                        }
                        Err(failure) => {
                            let line = FeedReport {
                                error: Some(failure.message.clone()),
                                failure: Some(failure),
                                ..feed::line(&record, FeedStatus::Error)
                            };
                            let _ = finish.send(Ok(Done::Line(line))).await;
                        }
                    }
                });
            }
        };
        for _ in 0..AT_ONCE {
            next_fetch(&mut fetches);
        }
        let mut answered = 0;
        let mut told = Instant::now();
        let mut untold = false;
        let mut expected = fetches.len();
        let mut pending = true;
        while pending || expected > 0 {
            tokio::select! {
                biased;
                _ = cancelled.wait_for(|cancelled| *cancelled) => {
                    fetches.shutdown().await;
                    break;
                }
                done = finished.recv(), if expected > 0 => {
                    let Some(done) = done else { break };
                    expected -= 1;
                    let progress = match done? {
                        Done::Line(line) => {
                            answered += usize::from(line.status != FeedStatus::Error);
                            let counts = (line.new, line.updated, u32::from(line.status == FeedStatus::Error));
                            untold |= line.new + line.updated > 0;
                            lines.push(line);
                            counts
                        }
                        Done::NoNetwork(failed) => {
                            without_network.push(*failed);
                            (0, 0, 1)
                        }
                    };
                    turn.progress.send_modify(|now| {
                        now.done += 1;
                        now.new += progress.0;
                        now.updated += progress.1;
                        now.failed += progress.2;
                    });
                    on_progress(turn.progress.borrow().clone());
                    if untold && told.elapsed() > PAUSE {
                        self.changed();
                        (told, untold) = (Instant::now(), false);
                    }
                }
                fetched = fetches.join_next(), if pending => {
                    match fetched {
                        Some(Ok(())) => {
                            let before = fetches.len();
                            next_fetch(&mut fetches);
                            expected += fetches.len() - before;
                        }
                        Some(Err(cause)) => return Err(broken(&cause)),
                        None => pending = false,
                    }
                }
            }
        }
        drop((arrive, finish));
        // What a worker has in hand is finished, also after a cancel: a feed is stored whole or not at all.
        finished.close();
        while let Some(done) = finished.recv().await {
            if let Done::Line(line) = done? {
                lines.push(line);
            }
        }
        while let Some(ended) = workers.join_next().await {
            ended.map_err(|cause| broken(&cause))?;
        }
        Ok((without_network, answered))
    }
}

/// Takes in one answer.
fn settle(library: &Library, arrived: Arrived) -> Result<Done, Failure> {
    let Arrived { feed, answer } = arrived;
    let line = match answer {
        Ok(Answer::Body(body)) => take_in(library, &feed, body),
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
            work::unchanged(library, &feed, &attempt)
        }
        Err(error) if feed::want_of_network(&error.kind) => {
            return Ok(Done::NoNetwork(Box::new((feed, error))));
        }
        Err(error) => {
            let (failure, attempt) = feed::failed(&feed, error, now());
            work::attempted(library, &feed, failure, &attempt)
        }
    };
    line.map(Done::Line)
}

/// A document that a stage stumbles over is that feed's trouble alone.
fn take_in(library: &Library, feed: &FeedRecord, body: Body) -> Result<FeedReport, Failure> {
    let attempt = std::panic::AssertUnwindSafe(|| work::take_in(library, feed, body));
    std::panic::catch_unwind(attempt).unwrap_or_else(|_| {
        let message = format!("{} could not be read. This is a fault of KazPost.", feed.url);
        let failure = failure(Code::NotAFeed, &feed.url, "", message);
        let attempt = feed::useless(feed, &failure, now());
        work::attempted(library, feed, failure, &attempt)
    })
}

fn broken(cause: &tokio::task::JoinError) -> Failure {
    failure(Code::Library, "", "", format!("The sync ended early: {cause}."))
}

/// Watches another sync to its end; `None` where it ended without a report.
async fn join(
    mut running: Running,
    on_progress: &(impl Fn(SyncProgress) + Send + Sync),
) -> Option<Arc<SyncReport>> {
    loop {
        on_progress(running.progress.borrow_and_update().clone());
        if running.progress.changed().await.is_err() {
            return running.report.borrow().clone();
        }
    }
}
