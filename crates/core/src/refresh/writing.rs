//! Storing what the workers have read. One thread does it for all: what becomes ready while it writes goes into its transaction,
//! too, which spares writing the same pages of the file once for each feed.

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

/// A transaction with less than half a portion waits so long for more, from its beginning. Under test so long that one which should
/// not wait is seen to.
const LINGER: Duration = Duration::from_millis(if cfg!(test) { 600_000 } else { 250 });
/// So often it looks meanwhile whether somebody else wants to write.
const GLANCE: Duration = Duration::from_millis(1);

/// The way to the thread that writes.
#[derive(Clone)]
pub(super) struct Writing {
    ready: mpsc::UnboundedSender<Ready>,
    room: Arc<Room>,
    runtime: Handle,
}

/// For what waits to be stored.
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

impl Writing {
    /// Starts the thread, which ends when nobody can give it anything more.
    pub(super) fn begin(
        library: &Library,
        finish: &mpsc::Sender<Result<Done, Failure>>,
        workers: &mut JoinSet<Result<(), Failure>>,
    ) -> Writing {
        let (ready, mut waiting) = mpsc::unbounded_channel::<Ready>();
        let room = Arc::new(Room::of(library.store().room()));
        let (library, finish, larger) = (library.clone(), finish.clone(), Arc::clone(&room));
        let runtime = Handle::current();
        let own = runtime.clone();
        workers.spawn_blocking(move || {
            while let Some(first) = waiting.blocking_recv() {
                if !store(&library, &own, first, &mut waiting, &finish) {
                    break;
                }
                larger.fit(library.store().room());
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

/// When a transaction ends.
struct Measure<'a> {
    /// With so many bytes it does.
    most: usize,
    /// With less than half of that it waits for more until then.
    until: Instant,
    /// Whether somebody else wants to write, which ends it too.
    is_wanted: &'a dyn Fn() -> bool,
}

/// What comes next in a transaction of so many bytes; `None`: nothing.
async fn following<T>(
    waiting: &mut mpsc::UnboundedReceiver<T>,
    bytes: usize,
    measure: &Measure<'_>,
) -> Option<T> {
    while bytes < measure.most && !(measure.is_wanted)() {
        match waiting.try_recv() {
            Ok(next) => return Some(next),
            Err(TryRecvError::Disconnected) => return None,
            Err(TryRecvError::Empty) => {}
        }
        let now = Instant::now();
        if bytes >= measure.most / 2 || now >= measure.until {
            return None;
        }
        if let Ok(next) = timeout_at(measure.until.min(now + GLANCE), waiting.recv()).await {
            return next;
        }
    }
    None
}

/// Stores in one transaction; whether to go on.
fn store(
    library: &Library,
    runtime: &Handle,
    first: Ready,
    waiting: &mut mpsc::UnboundedReceiver<Ready>,
    finish: &mpsc::Sender<Result<Done, Failure>>,
) -> bool {
    let measure = Measure {
        most: library.store().portion(),
        until: Instant::now() + LINGER,
        is_wanted: &|| library.store().is_wanted(),
    };
    let (mut feeds, mut bytes) = (Vec::new(), 0);
    let (mut next, mut stored) = (Some(first), None);
    let arrivals = std::iter::from_fn(|| {
        // Whoever asks for the next has stored the one before.
        drop(stored.take());
        let ready = match next.take() {
            Some(first) => first,
            None => runtime.block_on(following(waiting, bytes, &measure))?,
        };
        bytes += ready.room.num_permits() * UNIT;
        feeds.push(ready.feed);
        stored = Some(ready.room);
        Some(ready.arrival)
    });
    match library.store().ingest_all(arrivals) {
        Ok(done) => feeds.iter().zip(done).all(|(feed, done)| {
            let line = Done::Line(work::stored(feed, done));
            finish.blocking_send(Ok(line)).is_ok()
        }),
        // One of the library itself, which ends the sync.
        Err(error) => {
            let _ = finish.blocking_send(Err(of_store(error)));
            false
        }
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use kazpost_api::SyncRequest;
    use kazpost_loopback::{Reply, Server};
    use kazpost_store::NewFeed;

    use super::*;
    use crate::library;

    const LONG: Duration = Duration::from_secs(600);

    fn measure(patience: Duration, is_wanted: &dyn Fn() -> bool) -> Measure<'_> {
        Measure {
            most: 10,
            until: Instant::now() + patience,
            is_wanted,
        }
    }

    #[tokio::test]
    async fn less_than_half_a_portion_waits_for_more_and_not_for_long() {
        let (ready, mut waiting) = mpsc::unbounded_channel();
        let patient = measure(LONG, &|| false);
        for n in [1, 2] {
            ready.send(n).expect("sent");
        }
        assert_eq!(following(&mut waiting, 9, &patient).await, Some(1));
        assert_eq!(
            following(&mut waiting, 10, &patient).await,
            None,
            "a whole portion"
        );
        assert_eq!(following(&mut waiting, 9, &patient).await, Some(2));
        assert_eq!(following(&mut waiting, 5, &patient).await, None, "half a portion");

        let late = ready.clone();
        tokio::spawn(async move {
            tokio::time::sleep(GLANCE + GLANCE).await;
            late.send(3).expect("sent");
        });
        assert_eq!(following(&mut waiting, 4, &patient).await, Some(3));
        let hasty = measure(Duration::from_millis(1), &|| false);
        assert_eq!(following(&mut waiting, 4, &hasty).await, None);
        ready.send(4).expect("sent");
        assert_eq!(following(&mut waiting, 4, &hasty).await, Some(4), "what is there");

        drop(ready);
        assert_eq!(following(&mut waiting, 4, &patient).await, None);
    }

    #[tokio::test]
    async fn a_transaction_ends_for_whoever_else_wants_to_write() {
        let (ready, mut waiting) = mpsc::unbounded_channel();
        let looks = Cell::new(0);
        let is_wanted = || looks.replace(looks.get() + 1) > 2;
        let patient = measure(LONG, &is_wanted);
        assert_eq!(following(&mut waiting, 1, &patient).await, None);
        ready.send(1).expect("sent");
        assert_eq!(following(&mut waiting, 1, &patient).await, None);
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn a_sync_ends_with_its_last_document_and_waits_for_no_more() {
        let (_folder, library) = library::empty();
        let server = Server::start();
        let feeds = ["/one", "/two"].map(|path| {
            let item = format!("<rss><channel><item><title>{path}</title></item></channel></rss>");
            server.set(path, Reply::rss(item));
            NewFeed {
                url: server.url(path),
                ..NewFeed::default()
            }
        });
        library.store().subscribe(&feeds).expect("subscribed");
        let sync = library.sync(SyncRequest { feed: None }, |_| ());
        let report = tokio::time::timeout(LINGER / 10, sync).await.expect("no waiting");
        assert_eq!(report.expect("a report").new, 2);
    }

    #[test]
    fn room_grows_with_the_library_and_never_shrinks() {
        let room = Room::of(5 << 20);
        assert_eq!(room.free.available_permits(), 5 << 10);
        let taken = Arc::clone(&room.free)
            .try_acquire_many_owned(5 << 10)
            .expect("room");
        room.fit(9 << 20);
        assert_eq!(room.free.available_permits(), 4 << 10);
        room.fit(6 << 20);
        drop(taken);
        assert_eq!(room.free.available_permits(), 9 << 10);
    }
}
