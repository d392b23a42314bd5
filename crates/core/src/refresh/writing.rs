//! Storing what the workers have read. One thread does it for all: what has become ready while it wrote goes into its next
//! transaction together, which spares writing the same pages of the file once for each feed.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use kazpost_api::Failure;
use kazpost_store::{Arrival, FeedRecord};
use tokio::runtime::Handle;
use tokio::sync::{OwnedSemaphorePermit, Semaphore, mpsc};
use tokio::task::JoinSet;

use super::gather::Done;
use super::work;
use crate::failure::of_store;
use crate::library::Library;

/// A permit stands for so many bytes of articles that wait to be stored, or are being stored.
const UNIT: usize = 1 << 10;

/// The way to the thread that writes.
#[derive(Clone)]
pub(super) struct Writing {
    ready: mpsc::UnboundedSender<Ready>,
    room: Arc<Room>,
    runtime: Handle,
}

/// As much as the library stores in one go.
struct Room {
    free: Arc<Semaphore>,
    units: AtomicUsize,
}

impl Room {
    fn of(library: &Library) -> Room {
        let units = library.store().portion() / UNIT;
        Room {
            free: Arc::new(Semaphore::new(units)),
            units: AtomicUsize::new(units),
        }
    }

    /// The library has become larger. One thread alone may say so.
    fn fit(&self, library: &Library) {
        let units = library.store().portion() / UNIT;
        let before = self.units.fetch_max(units, Ordering::Relaxed);
        self.free.add_permits(units.saturating_sub(before));
    }
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
        let room = Arc::new(Room::of(library));
        let (library, finish, larger) = (library.clone(), finish.clone(), Arc::clone(&room));
        workers.spawn_blocking(move || {
            while let Some(first) = waiting.blocking_recv() {
                let mut together = vec![first];
                while let Ok(next) = waiting.try_recv() {
                    together.push(next);
                }
                if !store(&library, together, &finish) {
                    break;
                }
                larger.fit(&library);
            }
            Ok(())
        });
        Writing {
            ready,
            room,
            runtime: Handle::current(),
        }
    }

    /// Gives a document to be stored, once there is room for it; whether somebody is there to take it. Blocks.
    pub(super) fn take(&self, feed: FeedRecord, arrival: Arrival) -> bool {
        let bytes: usize = arrival.articles.iter().map(|article| article.bytes()).sum();
        let most = self.room.units.load(Ordering::Relaxed);
        let units = u32::try_from((bytes / UNIT).clamp(1, most)).unwrap_or(u32::MAX);
        let room = Arc::clone(&self.room.free).acquire_many_owned(units);
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
