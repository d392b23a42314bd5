//! Storing what the workers have read. One thread does it for all: what has become ready while it wrote goes into its next
//! transaction together, which spares writing the same pages of the file once for each feed.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use kazpost_api::Failure;
use kazpost_store::{Arrival, FeedRecord};
use tokio::runtime::Handle;
use tokio::sync::mpsc::error::TryRecvError;
use tokio::sync::{OwnedSemaphorePermit, Semaphore, mpsc};
use tokio::task::JoinSet;
use tokio::time::{Instant, timeout_at};

use super::gather::Done;
use super::work;
use crate::failure::of_store;
use crate::library::Library;

/// A permit stands for so many bytes of articles that wait to be stored, or are being stored.
const UNIT: usize = 1 << 10;

/// In a library that stores so many bytes in one go, what is ready waits for half as much, but no longer than that: a portion
/// of it changes nearly as many pages of the indexes whether it is small or large.
const LARGE: usize = 8 << 20;
const LINGER: Duration = Duration::from_millis(250);

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
    /// For so many bytes.
    fn of(bytes: usize) -> Room {
        let units = bytes / UNIT;
        Room {
            free: Arc::new(Semaphore::new(units)),
            units: AtomicUsize::new(units),
        }
    }

    /// In units.
    fn worth_waiting_for(&self) -> usize {
        let units = self.units.load(Ordering::Relaxed);
        if units * UNIT < LARGE { 0 } else { units / 2 }
    }

    /// The library has become larger. One thread alone may say so.
    fn fit(&self, bytes: usize) {
        let units = bytes / UNIT;
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

impl Ready {
    fn units(&self) -> usize {
        self.room.num_permits()
    }
}

impl Writing {
    /// Starts the thread, which ends when nobody can give it anything more.
    pub(super) fn begin(
        library: &Library,
        finish: &mpsc::Sender<Result<Done, Failure>>,
        workers: &mut JoinSet<Result<(), Failure>>,
    ) -> Writing {
        let (ready, mut waiting) = mpsc::unbounded_channel::<Ready>();
        let room = Arc::new(Room::of(library.store().portion()));
        let (library, finish, larger) = (library.clone(), finish.clone(), Arc::clone(&room));
        let runtime = Handle::current();
        let own = runtime.clone();
        workers.spawn_blocking(move || {
            let mut next = || {
                own.block_on(together(
                    &mut waiting,
                    larger.worth_waiting_for(),
                    LINGER,
                    Ready::units,
                ))
            };
            while let Some(together) = next() {
                if !store(&library, together, &finish) {
                    break;
                }
                larger.fit(library.store().portion());
            }
            Ok(())
        });
        Writing { ready, room, runtime }
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

/// What is ready, and while that is less than `enough`, what becomes ready within `patience` of the first of it; `None` where nothing
/// will come any more.
async fn together<T>(
    waiting: &mut mpsc::UnboundedReceiver<T>,
    enough: usize,
    patience: Duration,
    size: impl Fn(&T) -> usize,
) -> Option<Vec<T>> {
    let first = waiting.recv().await?;
    let until = Instant::now() + patience;
    let mut taken = size(&first);
    let mut together = vec![first];
    loop {
        let next = match waiting.try_recv() {
            Err(TryRecvError::Empty) if taken < enough => {
                timeout_at(until, waiting.recv()).await.ok().flatten()
            }
            next => next.ok(),
        };
        let Some(next) = next else {
            return Some(together);
        };
        taken += size(&next);
        together.push(next);
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

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn less_than_enough_waits_for_more_and_not_for_long() {
        const LONG: Duration = Duration::from_secs(600);
        let (ready, mut waiting) = mpsc::unbounded_channel();
        let size = |units: &usize| *units;
        for units in [1, 2] {
            ready.send(units).expect("sent");
        }
        assert_eq!(together(&mut waiting, 0, LONG, size).await, Some(vec![1, 2]));

        let late = ready.clone();
        tokio::spawn(async move {
            for units in [3, 4] {
                tokio::task::yield_now().await;
                late.send(units).expect("sent");
            }
        });
        assert_eq!(together(&mut waiting, 7, LONG, size).await, Some(vec![3, 4]));
        ready.send(5).expect("sent");
        let little = Duration::from_millis(1);
        assert_eq!(together(&mut waiting, 100, little, size).await, Some(vec![5]));

        ready.send(6).expect("sent");
        drop(ready);
        assert_eq!(together(&mut waiting, 100, LONG, size).await, Some(vec![6]));
        assert_eq!(together(&mut waiting, 100, LONG, size).await, None);
    }

    #[test]
    fn room_grows_with_the_library_and_never_shrinks() {
        let room = Room::of(5 << 20);
        assert_eq!(
            (room.free.available_permits(), room.worth_waiting_for()),
            (5 << 10, 0)
        );
        let taken = Arc::clone(&room.free)
            .try_acquire_many_owned(5 << 10)
            .expect("room");
        room.fit(9 << 20);
        assert_eq!(
            (room.free.available_permits(), room.worth_waiting_for()),
            (4 << 10, 9 << 9)
        );
        room.fit(6 << 20);
        drop(taken);
        assert_eq!(room.free.available_permits(), 9 << 10);
    }
}
