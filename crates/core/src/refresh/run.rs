use std::collections::HashMap;
use std::sync::Arc;
use std::time::Instant;

use kazpost_api::{Failure, FeedReport, FeedStatus, SyncProgress, SyncReport, SyncRequest};
use kazpost_store::{Attempt, FeedRecord};

use super::progress::{Running, Turn};
use super::{feed, gather, work};
use crate::failure::of_store;
use crate::library::{Library, now};
use crate::lists::count;
use crate::mail;
use crate::sources::SYNCED_AT;
use crate::starter;
use crate::whole_text::blocking;

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
        self.store().filters_expire(now()).map_err(of_store)?;
        let feeds = self.feeds_to_sync(only)?;
        turn.progress
            .send_modify(|progress| progress.total = count(feeds.len()));
        on_progress(turn.progress.borrow().clone());
        let (mails, feeds): (Vec<_>, Vec<_>) = feeds.into_iter().partition(mail::is_mail);
        let order: HashMap<String, usize> = mails
            .iter()
            .chain(&feeds)
            .map(|feed| feed.key.as_str().to_owned())
            .zip(0..)
            .collect();

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
        let gathered = gather::gather(self, due, &turn, on_progress).await?;
        lines.extend(gathered.lines);
        let mailed = self.mails_of_sync(mails, only.is_none()).await?;

        let cancelled = *turn.cancelled.borrow();
        let answered = lines
            .iter()
            .any(|line| matches!(line.status, FeedStatus::Ok | FeedStatus::NotModified));
        let answered = answered || (asked == 0 && !mailed.is_empty());
        lines.extend(mailed);
        let offline = asked > 0 && gathered.without_network.len() == asked;
        for (record, error) in gathered.without_network {
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
        if !offline && !cancelled {
            let stopped = turn.cancelled.clone();
            let only = only.map(kazpost_model::FeedKey::from_text);
            let stopped: Arc<dyn Fn() -> bool + Send + Sync> = Arc::new(move || *stopped.borrow());
            self.whole_texts_of_sync(only.clone(), Arc::clone(&stopped))
                .await?;
            self.look_again(only, stopped).await?;
        }
        let library = self.clone();
        blocking(move || {
            library.store().index_stored().map_err(of_store)?;
            library.gather_stories()?;
            library.store().flush().map_err(of_store)
        })
        .await?;
        if answered && only.is_none() && !cancelled {
            self.store()
                .set_setting(SYNCED_AT, &now().seconds().to_string())
                .map_err(of_store)?;
        }
        lines.sort_by_cached_key(|line| order.get(&line.id).copied());
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

    /// The newsletters; with a sync of everything also where none is known yet, for a folder may have its first mail.
    async fn mails_of_sync(&self, mails: Vec<FeedRecord>, all: bool) -> Result<Vec<FeedReport>, Failure> {
        if mails.is_empty() && !all {
            return Ok(Vec::new());
        }
        // Of one newsletter only the place that it lies in is asked.
        let only = match mails.as_slice() {
            [one] if !all => self.mail_place_of(one)?,
            _ => None,
        };
        let asked = match (&only, all) {
            (None, false) => mail::Asked::default(),
            _ => self.ask_mailboxes(only.as_deref()).await?,
        };
        let library = self.clone();
        blocking(move || library.sync_mails(&mails, asked, all)).await
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
