//! New versions of the app: asking the publication, telling the reader, and replacing the program when they say so.
//! Nothing is asked where the publication names no place, and nothing is fetched beyond the description of the newest
//! release before the reader wants it.

mod ask;
mod replace;

use std::path::Path;
use std::sync::{Mutex, OnceLock};
use std::time::{Duration, Instant};

use kazpost_api::{Code, Failure, NewRelease, UpdateState, UpdateStep, UpdateWay};
use kazpost_fetch::Client;
use kazpost_update::{Key, Owner, Release, Version};
use serde::{Deserialize, Serialize};
use tokio::sync::Notify;
use url::Url;

use crate::failure::failure;
use crate::library::{Library, locked, now};
use crate::whole_text::blocking;

const KEPT: &str = "updates";
/// Between two questions that nobody asked for, in seconds.
const DAY: i64 = 86_400;
/// After one that got no answer.
const RETRY: Duration = Duration::from_secs(3_600);

/// What goes on with updates.
#[derive(Default)]
pub(crate) struct Updating {
    step: Mutex<UpdateStep>,
    /// Asked once: package managers take their time.
    owner: OnceLock<Owner>,
    /// Packages are large, and lines may be slow.
    client: OnceLock<Client>,
    /// When asking by the clock came to nothing.
    in_vain: Mutex<Option<Instant>>,
    stop: Notify,
    turn: tokio::sync::Mutex<()>,
}

/// What outlives the program. The description is verified again whenever it is read.
#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
struct Kept {
    document: String,
    signature: String,
    asked_at: Option<i64>,
    dismissed: String,
}

/// Where the publication announces its releases.
struct Source {
    address: Url,
    key: Key,
}

impl Library {
    /// What is known. Nothing is fetched.
    pub fn update_state(&self) -> Result<UpdateState, Failure> {
        let source = self.update_source()?;
        let kept: Kept = self.kept(KEPT)?;
        let release = source.as_ref().and_then(|source| known(source, &kept));
        let way = match source {
            Some(_) => way(self.owner()),
            None => UpdateWay::Off,
        };
        Ok(UpdateState {
            version: env!("CARGO_PKG_VERSION").into(),
            host: source
                .and_then(|source| source.address.host_str().map(str::to_owned))
                .unwrap_or_default(),
            asked_at: kept.asked_at,
            release: release
                .filter(|release| release.version > own_version())
                .map(|release| self.as_new(release, &kept)),
            step: locked(&self.0.updating.step).clone(),
            way,
        })
    }

    /// Asks the publication, where a day has passed since the last time and the reader did not forbid it. What
    /// goes wrong is for the log alone: nobody waits for it.
    pub async fn update_daily(&self) -> Option<Result<UpdateState, Failure>> {
        let due = || -> Result<bool, Failure> {
            if self.0.publication.updates.is_none() || !self.settings()?.ask_for_updates {
                return Ok(false);
            }
            let in_vain = *locked(&self.0.updating.in_vain);
            if in_vain.is_some_and(|since| since.elapsed() < RETRY) {
                return Ok(false);
            }
            let asked = self.kept::<Kept>(KEPT)?.asked_at;
            // A clock that was put back is a reason to ask, and not to wait for years.
            Ok(asked.is_none_or(|asked| !(0..DAY).contains(&(now().seconds() - asked))))
        };
        match due() {
            Ok(false) => return None,
            Ok(true) => {}
            Err(failure) => return Some(Err(failure)),
        }
        // A package manager's app gets its versions there, and has nothing to ask.
        let library = self.clone();
        let ours = blocking(move || Ok(!matches!(library.owner(), Owner::System { .. })));
        if !ours.await.unwrap_or(false) {
            *locked(&self.0.updating.in_vain) = Some(Instant::now());
            return None;
        }
        let asked = self.ask_publication().await;
        *locked(&self.0.updating.in_vain) = asked.is_err().then(Instant::now);
        Some(match asked {
            Ok(()) => self.update_look().await,
            Err(failure) => Err(failure),
        })
    }

    /// As [`Library::update_state`], for those that must not wait for a package manager.
    async fn update_look(&self) -> Result<UpdateState, Failure> {
        let library = self.clone();
        blocking(move || library.update_state()).await
    }

    /// The reader does not want to be told of this version again.
    pub fn update_dismiss(&self, version: &str) -> Result<(), Failure> {
        let kept = Kept {
            dismissed: version.to_owned(),
            ..self.kept(KEPT)?
        };
        self.keep(KEPT, &kept)
    }

    /// Ends what goes on, where it can be ended: nothing was replaced by then.
    pub fn update_cancel(&self) {
        self.0.updating.stop.notify_waiters();
    }

    fn owner(&self) -> &Owner {
        self.0.updating.owner.get_or_init(|| {
            let program = self.0.program.as_deref();
            program.map_or(Owner::Unknown, kazpost_update::owner)
        })
    }

    /// `None` where the publication names no place.
    fn update_source(&self) -> Result<Option<Source>, Failure> {
        let Some(updates) = &self.0.publication.updates else {
            return Ok(None);
        };
        let bad = |what: &str| {
            let message = format!("{} is no {what} for updates.", updates.address);
            failure(Code::BadAddress, &updates.address, "", message)
        };
        let address = Url::parse(&updates.address).map_err(|_| bad("address"))?;
        if !is_safe(&address) {
            return Err(bad("https address"));
        }
        let key = Key::read(&updates.public_key).map_err(|refused| {
            failure(
                Code::NotGenuine,
                &updates.address,
                refused.to_string(),
                refused.to_string(),
            )
        })?;
        Ok(Some(Source { address, key }))
    }

    fn as_new(&self, release: Release, kept: &Kept) -> NewRelease {
        let package = package_name(self.owner()).and_then(|name| release.packages.get(&name));
        NewRelease {
            bytes: package.map(|package| package.bytes),
            dismissed: kept.dismissed == release.version.to_string(),
            version: release.version.to_string(),
            published: release.published,
            notes: release.notes,
            // It is opened in the browser.
            page: release
                .page
                .filter(|page| Url::parse(page).is_ok_and(|page| is_safe(&page))),
        }
    }

    fn update_step(&self, step: UpdateStep) {
        *locked(&self.0.updating.step) = step;
    }
}

/// What the publication said last, if it still counts.
fn known(source: &Source, kept: &Kept) -> Option<Release> {
    kazpost_update::release(&source.key, kept.document.as_bytes(), kept.signature.as_bytes()).ok()
}

fn own_version() -> Version {
    // It is the version of a package that was built.
    Version::parse(env!("CARGO_PKG_VERSION")).unwrap_or_else(|_| Version::new(0, 0, 0))
}

fn way(owner: &Owner) -> UpdateWay {
    let text = |path: &Path| path.display().to_string();
    match owner {
        Owner::Image(_) | Owner::Folder(_) => UpdateWay::Own,
        Owner::System { by, package } => UpdateWay::Managed {
            by: (*by).into(),
            package: package.clone(),
        },
        Owner::Another(folder) => UpdateWay::ReadOnly { folder: text(folder) },
        Owner::Unknown => UpdateWay::ByHand,
    }
}

/// What the package for this computer is called.
fn package_name(owner: &Owner) -> Option<String> {
    let kind = match owner {
        Owner::Image(_) => "AppImage",
        Owner::Folder(_) => "tar.zst",
        _ => return None,
    };
    Some(format!(
        "{}-{}.{kind}",
        std::env::consts::OS,
        std::env::consts::ARCH
    ))
}

/// Encrypted, or on this computer.
fn is_safe(address: &Url) -> bool {
    let own = match address.host() {
        Some(url::Host::Ipv4(ip)) => ip.is_loopback(),
        Some(url::Host::Ipv6(ip)) => ip.is_loopback(),
        Some(url::Host::Domain(name)) => name == "localhost",
        None => false,
    };
    address.scheme() == "https" || (address.scheme() == "http" && own)
}
