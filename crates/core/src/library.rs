use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::atomic::AtomicU64;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::{Instant, SystemTime, UNIX_EPOCH};

use kazpost_api::{About, Failure, Publication};
use kazpost_fetch::{Client, Network};
use kazpost_model::{PictureKey, Timestamp};
use kazpost_store::Store;

use crate::lists::OpenLists;
use crate::log::Log;
use crate::mail::Passwords;
use crate::offline::Preparing;
use crate::refresh::Refreshing;
use crate::search::Common;
use crate::topics::LastTopics;
use crate::updates::Updating;
use crate::{failure, places, publication, starter};

/// How a library is opened.
#[derive(Clone, Debug)]
pub struct Options {
    /// Where everything lives; made where it is not there.
    pub data_dir: PathBuf,
    /// Puts the starter edition and the publication's feeds into a library opened for the first time. By default
    /// yes, unless `KAZPOST_NO_STARTER` is set to anything but `0`.
    pub starter: bool,
    /// How hosts are treated.
    pub fetch: kazpost_fetch::Options,
    /// The program of the window, which updates replace; without, none does.
    pub program: Option<PathBuf>,
}

impl Default for Options {
    fn default() -> Options {
        let unwanted =
            std::env::var_os("KAZPOST_NO_STARTER").is_some_and(|value| !value.is_empty() && value != "0");
        Options {
            data_dir: PathBuf::new(),
            starter: !unwanted,
            fetch: kazpost_fetch::Options::default(),
            program: None,
        }
    }
}

/// An open library. Cheap to clone; clones are the same one.
#[derive(Clone)]
pub struct Library(pub(crate) Arc<Inner>);

pub(crate) struct Inner {
    pub(crate) store: Store,
    pub(crate) data_dir: PathBuf,
    pub(crate) publication: Publication,
    pub(crate) log: Log,
    pub(crate) lists: Mutex<OpenLists>,
    pub(crate) refreshing: Refreshing,
    /// Held while the outbox is sent.
    pub(crate) sending: tokio::sync::Mutex<()>,
    pub(crate) preparing: Preparing,
    /// Words too common to tell one article from another.
    pub(crate) common: Mutex<Common>,
    /// Filters that were tried: a newer one ends the trying of those before.
    pub(crate) filters_tried: AtomicU64,
    /// What was in the news when that was last asked.
    pub(crate) topics: Mutex<LastTopics>,
    /// The kept searches are read, changed and written one at a time.
    pub(crate) keeping_searches: Mutex<()>,
    /// Pictures that could not be had, and when that was tried.
    pub(crate) missing_pictures: Mutex<HashMap<PictureKey, Instant>>,
    /// What the system last said of its network, and when.
    pub(crate) network: Mutex<Option<(Instant, Network)>>,
    /// One picture at a time is decoded.
    pub(crate) shrinking: Mutex<()>,
    /// Of mailboxes, where the system's keyring has them not.
    pub(crate) passwords: Mutex<Passwords>,
    /// Held while pictures are fetched after a sync.
    pub(crate) picturing: tokio::sync::Mutex<()>,
    pub(crate) updating: Updating,
    /// The program of the window.
    pub(crate) program: Option<PathBuf>,
    pub(crate) fetch: kazpost_fetch::Options,
    client: OnceLock<Client>,
    listeners: Mutex<Vec<Box<dyn Fn() + Send + Sync>>>,
}

impl Library {
    /// Opens the library in a folder, brings it up to date and makes it where there is none.
    pub fn open(options: Options) -> Result<Library, Failure> {
        let store = Store::open(&places::database(&options.data_dir)).map_err(failure::of_store)?;
        let library = Library(Arc::new(Inner {
            store,
            publication: publication::read(&options.data_dir)?,
            log: Log::new(&options.data_dir),
            data_dir: options.data_dir,
            lists: Mutex::default(),
            refreshing: Refreshing::default(),
            sending: tokio::sync::Mutex::default(),
            preparing: Preparing::default(),
            common: Mutex::default(),
            filters_tried: AtomicU64::new(0),
            topics: Mutex::default(),
            keeping_searches: Mutex::default(),
            missing_pictures: Mutex::default(),
            network: Mutex::default(),
            shrinking: Mutex::default(),
            passwords: Mutex::default(),
            picturing: tokio::sync::Mutex::default(),
            updating: Updating::default(),
            program: options.program,
            fetch: options.fetch,
            client: OnceLock::new(),
            listeners: Mutex::default(),
        }));
        library.store().filters_expire(now()).map_err(failure::of_store)?;
        if options.starter {
            starter::put_in(&library)?;
        }
        Ok(library)
    }

    /// The newspaper that this app is.
    pub fn publication(&self) -> Result<Publication, Failure> {
        Ok(self.0.publication.clone())
    }

    /// Facts for the About page.
    pub fn about(&self) -> Result<About, Failure> {
        let (logs, faults) = self.noted_in();
        Ok(About {
            version: env!("CARGO_PKG_VERSION").into(),
            sqlite: self.store().sqlite_version().into(),
            data_dir: self.0.data_dir.display().to_string(),
            portable: places::is_portable(&self.0.data_dir),
            logs,
            faults,
        })
    }

    /// Calls `listener` after anything in the library changed that nobody asked for just now. It may be called
    /// from any thread and must not block.
    pub fn on_change(&self, listener: impl Fn() + Send + Sync + 'static) {
        locked(&self.0.listeners).push(Box::new(listener));
    }

    pub(crate) fn changed(&self) {
        for listener in locked(&self.0.listeners).iter() {
            listener();
        }
    }

    pub(crate) fn store(&self) -> &Store {
        &self.0.store
    }

    /// Made when it is first needed: it reads the system's certificates.
    pub(crate) fn client(&self) -> Result<&Client, Failure> {
        if let Some(client) = self.0.client.get() {
            return Ok(client);
        }
        let client = Client::new(self.0.fetch.clone()).map_err(failure::of_fetch)?;
        Ok(self.0.client.get_or_init(|| client))
    }
}

/// Now, by the system's clock.
pub(crate) fn now() -> Timestamp {
    let seconds = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .map_or(0, |time| i64::try_from(time.as_secs()).unwrap_or(0));
    Timestamp::from_seconds(seconds).unwrap_or(EPOCH)
}

/// What a clock shows that is out of all years.
const EPOCH: Timestamp = match Timestamp::from_seconds(0) {
    Some(epoch) => epoch,
    None => unreachable!(),
};

/// A panic elsewhere leaves nothing half done behind these locks.
pub(crate) fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A library without anything in it, and the folder that goes with it.
#[cfg(test)]
pub(crate) fn empty() -> (tempfile::TempDir, Library) {
    let folder = tempfile::tempdir().expect("a folder");
    let library = Library::open(Options {
        data_dir: folder.path().to_owned(),
        starter: false,
        ..Options::default()
    });
    (folder, library.expect("a library"))
}
