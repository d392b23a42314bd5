use std::io::ErrorKind;
use std::time::Duration;

use kazpost_api::{Code, Failure, UpdateState, UpdateStep};
use kazpost_fetch::{Answer, Client, Kind, Origin, Request};
use kazpost_update::{Genuine, InstallError, Package, Release};
use url::Url;

use super::ask::not_genuine;
use super::{KEPT, Kept, Source, is_safe, known, own_version, package_name};
use crate::failure::{failure, not_found, of_fetch};
use crate::library::Library;
use crate::whole_text::blocking;

/// No package of ours is larger.
const LARGEST: u64 = 512 << 20;
/// For the whole package, over a slow line.
const PATIENCE: Duration = Duration::from_secs(2 * 3_600);

impl Library {
    /// Fetches this version, which the reader wants, and puts it into the place of the one that runs; the next start
    /// opens it. `on_step` hears of every step. Whatever goes wrong, the old version stays.
    pub async fn update_install(
        &self,
        version: &str,
        on_step: impl Fn(UpdateStep) + Send + Sync,
    ) -> Result<UpdateState, Failure> {
        let Ok(_turn) = self.0.updating.turn.try_lock() else {
            return self.update_look().await;
        };
        let say = |step: UpdateStep| {
            self.update_step(step.clone());
            on_step(step);
        };
        match self.replace(version, &say).await {
            Ok(true) => say(UpdateStep::Installed {
                version: version.to_owned(),
            }),
            Ok(false) => say(UpdateStep::Idle),
            Err(failure) => {
                say(UpdateStep::Failed {
                    failure: failure.clone(),
                });
                return Err(failure);
            }
        }
        self.update_look().await
    }

    /// Whether it was replaced; not so where the reader stopped it on the way.
    async fn replace(
        &self,
        version: &str,
        say: &(impl Fn(UpdateStep) + Send + Sync),
    ) -> Result<bool, Failure> {
        let source = self
            .update_source()?
            .ok_or_else(|| not_found("update", version))?;
        let release = self.wanted(&source, version)?;
        let name = package_name(self.owner());
        let package = name.and_then(|name| release.packages.get(&name));
        let package = package.ok_or_else(|| not_found("package of", version))?.clone();
        let address = source.address.join(&package.url).ok().filter(is_safe);
        let address = address.ok_or_else(|| {
            failure(
                Code::BadAddress,
                &package.url,
                "",
                format!("{} is no address.", package.url),
            )
        })?;
        let bytes = tokio::select! {
            bytes = self.package(&source, &package, &address, say) => bytes?,
            () = self.0.updating.stop.notified() => return Ok(false),
        };
        // From here on nothing breaks it off.
        say(UpdateStep::Installing);
        let library = self.clone();
        let installed = blocking(move || {
            let genuine = Genuine::new(&source.key, &package, bytes)
                .map_err(|refused| not_genuine(&address, &refused.to_string()))?;
            kazpost_update::install(library.owner(), &genuine, &release.version)
                .map_err(|error| of_install(error, &release))
        });
        installed.await.map(|()| true)
    }

    /// The release that the reader was shown, and no other.
    fn wanted(&self, source: &Source, version: &str) -> Result<Release, Failure> {
        let kept: Kept = self.kept(KEPT)?;
        let release = known(source, &kept).filter(|release| release.version.to_string() == version);
        let release = release.ok_or_else(|| not_found("update", version))?;
        if release.version <= own_version() {
            let own = own_version().to_string();
            let message = format!("{version} is not newer than {own}, which runs.");
            return Err(failure(Code::OlderRelease, version, own, message));
        }
        Ok(release)
    }

    async fn package(
        &self,
        source: &Source,
        package: &Package,
        address: &Url,
        say: &(impl Fn(UpdateStep) + Send + Sync),
    ) -> Result<Vec<u8>, Failure> {
        let total = package.bytes;
        if total > LARGEST {
            let message = format!("{address} is larger than any package of this app.");
            return Err(failure(
                Code::TooLarge,
                address.as_str(),
                (LARGEST >> 20).to_string(),
                message,
            ));
        }
        say(UpdateStep::Downloading { done: 0, total });
        let request = Request {
            max_bytes: total,
            origin: Origin::Content {
                trusted_host: kazpost_fetch::host_and_port(&source.address),
            },
            ..Request::new(address.clone())
        };
        let watch = |done| say(UpdateStep::Downloading { done, total });
        match self.patient_client()?.get_watched(request, &watch).await {
            Ok(Answer::Body(body)) => Ok(body.bytes),
            Ok(Answer::NotModified { .. }) => Ok(Vec::new()),
            Err(error) if matches!(error.kind, Kind::TooLarge { .. }) => Err(not_genuine(
                address,
                &format!("it is longer than the {total} bytes that were signed"),
            )),
            Err(error) => Err(of_fetch(error)),
        }
    }

    fn patient_client(&self) -> Result<&Client, Failure> {
        if let Some(client) = self.0.updating.client.get() {
            return Ok(client);
        }
        let options = kazpost_fetch::Options {
            total_timeout: PATIENCE,
            ..self.0.fetch.clone()
        };
        let client = Client::new(options).map_err(of_fetch)?;
        Ok(self.0.updating.client.get_or_init(|| client))
    }
}

fn of_install(error: InstallError, release: &Release) -> Failure {
    let message = format!("{} is not installed: {error}.", release.version);
    let version = release.version.to_string();
    match error {
        InstallError::Package(why) | InstallError::DoesNotRun(why) => {
            failure(Code::DoesNotRun, version, why, message)
        }
        InstallError::NotOurs => failure(Code::BadRequest, version, "", message),
        InstallError::Disk { path, cause } => {
            let code = match cause.kind() {
                ErrorKind::StorageFull | ErrorKind::QuotaExceeded => Code::DiskFull,
                _ => Code::File,
            };
            failure(code, path, cause.to_string(), message)
        }
    }
}
