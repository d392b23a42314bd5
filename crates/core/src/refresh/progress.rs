use std::sync::{Arc, Mutex};

use kazpost_api::{SyncProgress, SyncReport};
use tokio::sync::watch;

use crate::library::locked;

/// The sync that runs, if one does, and how the last one went.
#[derive(Default)]
pub(crate) struct Refreshing {
    running: Mutex<Option<Running>>,
    last: Mutex<Option<SyncProgress>>,
}

/// A sync as others see it.
#[derive(Clone)]
pub(crate) struct Running {
    /// Which feed, or all.
    pub(crate) feed: Option<String>,
    /// How far it is.
    pub(crate) progress: watch::Receiver<SyncProgress>,
    /// What came of it, once it ended.
    pub(crate) report: watch::Receiver<Option<Arc<SyncReport>>>,
    cancel: Arc<watch::Sender<bool>>,
}

/// A sync as it sees itself. When it goes, the place is free for the next.
pub(crate) struct Turn<'a> {
    refreshing: &'a Refreshing,
    pub(crate) progress: watch::Sender<SyncProgress>,
    report: watch::Sender<Option<Arc<SyncReport>>>,
    pub(crate) cancelled: watch::Receiver<bool>,
}

impl Refreshing {
    /// Begins, or says which one runs already.
    pub(crate) fn begin(&self, feed: Option<String>) -> Result<Turn<'_>, Running> {
        let mut running = locked(&self.running);
        if let Some(running) = running.as_ref() {
            return Err(running.clone());
        }
        let (progress, watched) = watch::channel(SyncProgress {
            running: true,
            ..idle()
        });
        let (report, reported) = watch::channel(None);
        let (cancel, cancelled) = watch::channel(false);
        *running = Some(Running {
            feed,
            progress: watched,
            report: reported,
            cancel: Arc::new(cancel),
        });
        Ok(Turn {
            refreshing: self,
            progress,
            report,
            cancelled,
        })
    }

    pub(crate) fn cancel(&self) {
        if let Some(running) = locked(&self.running).as_ref() {
            running.cancel.send_replace(true);
        }
    }

    pub(crate) fn progress(&self) -> SyncProgress {
        match locked(&self.running).as_ref() {
            Some(running) => running.progress.borrow().clone(),
            None => locked(&self.last).clone().unwrap_or_else(idle),
        }
    }
}

impl Turn<'_> {
    /// Ends in order; who joined gets the report.
    pub(crate) fn end(self, report: &Arc<SyncReport>) {
        self.report.send_replace(Some(Arc::clone(report)));
    }
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        self.progress.send_modify(|progress| progress.running = false);
        *locked(&self.refreshing.last) = Some(self.progress.borrow().clone());
        *locked(&self.refreshing.running) = None;
    }
}

fn idle() -> SyncProgress {
    SyncProgress {
        running: false,
        done: 0,
        total: 0,
        new: 0,
        updated: 0,
        failed: 0,
        offline: false,
        cancelled: false,
    }
}
