use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use url::Url;

/// The hosts' turns: so many requests at a time to one host and port, first come first served.
pub(crate) struct Hosts {
    each: usize,
    turns: Mutex<HashMap<String, Arc<Semaphore>>>,
}

/// From this many hosts on, those that nobody asks are forgotten before another is noted.
const NOTED: usize = 512;

impl Hosts {
    pub(crate) fn new(each: usize) -> Hosts {
        Hosts {
            each: each.clamp(1, 64),
            turns: Mutex::default(),
        }
    }

    /// Waits until this host has a turn free; dropping the permit passes it on.
    pub(crate) async fn turn(&self, url: &Url) -> Option<OwnedSemaphorePermit> {
        let semaphore = self.of(crate::host_and_port(url)?);
        semaphore.acquire_owned().await.ok()
    }

    fn of(&self, host: String) -> Arc<Semaphore> {
        // Nothing panics while the map is held, so a poisoned one is whole.
        let mut turns = self.turns.lock().unwrap_or_else(PoisonError::into_inner);
        if turns.len() >= NOTED && !turns.contains_key(&host) {
            turns.retain(|_, semaphore| Arc::strong_count(semaphore) > 1);
        }
        Arc::clone(
            turns
                .entry(host)
                .or_insert_with(|| Arc::new(Semaphore::new(self.each))),
        )
    }
}
