//! Storing what the workers have read. One thread does it for all: what has become ready while it wrote goes into its next
//! transaction together, which spares writing the same pages of the file once for each feed.

use std::sync::Arc;

use kazpost_api::Failure;
use kazpost_store::{Arrival, FeedRecord};
use tokio::runtime::Handle;
use tokio::sync::{OwnedSemaphorePermit, Semaphore, mpsc};
use tokio::task::JoinSet;

use super::gather::Done;
use super::work;
use crate::failure::of_store;
use crate::library::Library;

/// So many bytes of articles may wait to be stored, or are being stored.
const ROOM: usize = 5 << 20;

/// A permit stands for so many of them.
const UNIT: usize = 1 << 10;

/// The way to the thread that writes.
#[derive(Clone)]
pub(super) struct Writing {
    ready: mpsc::UnboundedSender<Ready>,
    room: Arc<Semaphore>,
    runtime: Handle,
}

struct Ready {
    feed: FeedRecord,
    arrival: Arrival,
    /// Given back when it is stored.
    room: OwnedSemaphorePermit,
}

impl Writing {
    /// Starts the thread, which ends when nobody can give it anything more.
    pub(super) fn begin(
        library: &Library,
        finish: &mpsc::Sender<Result<Done, Failure>>,
        workers: &mut JoinSet<Result<(), Failure>>,
    ) -> Writing {
        let (ready, mut waiting) = mpsc::unbounded_channel();
        let (library, finish) = (library.clone(), finish.clone());
        workers.spawn_blocking(move || {
            while let Some(first) = waiting.blocking_recv() {
                let mut together = vec![first];
                while let Ok(next) = waiting.try_recv() {
                    together.push(next);
                }
                if !store(&library, together, &finish) {
                    break;
                }
            }
            Ok(())
        });
        Writing {
            ready,
            room: Arc::new(Semaphore::new(ROOM / UNIT)),
            runtime: Handle::current(),
        }
    }

    /// Gives a document to be stored, once there is room for it; whether somebody is there to take it. Blocks.
    pub(super) fn take(&self, feed: FeedRecord, arrival: Arrival) -> bool {
        let bytes: usize = arrival.articles.iter().map(|article| article.bytes()).sum();
        let units = (bytes / UNIT).clamp(1, ROOM / UNIT);
        let room = Arc::clone(&self.room).acquire_many_owned(u32::try_from(units).unwrap_or(u32::MAX));
        let Ok(room) = self.runtime.block_on(room) else {
            return false;
        };
        let ready = Ready { feed, arrival, room };
        self.ready.send(ready).is_ok()
    }
}

/// Whether to go on.
fn store(library: &Library, together: Vec<Ready>, finish: &mpsc::Sender<Result<Done, Failure>>) -> bool {
    let mut feeds = Vec::with_capacity(together.len());
    let mut arrivals = Vec::with_capacity(together.len());
    let mut rooms = Vec::with_capacity(together.len());
    for ready in together {
        feeds.push(ready.feed);
        arrivals.push(ready.arrival);
        rooms.push(ready.room);
    }
    match library.store().ingest_all(arrivals) {
        Ok(done) => {
            drop(rooms);
            feeds.iter().zip(done).all(|(feed, done)| {
                let line = Done::Line(work::stored(feed, done));
                finish.blocking_send(Ok(line)).is_ok()
            })
        }
        // One of the library itself, which ends the sync.
        Err(error) => {
            let _ = finish.blocking_send(Err(of_store(error)));
            false
        }
    }
}
