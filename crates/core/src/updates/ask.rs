use kazpost_api::{Code, Failure, UpdateState, UpdateStep};
use kazpost_fetch::{Answer, Origin, Request};
use url::Url;

use super::{KEPT, Kept, Source, known};
use crate::failure::{failure, of_fetch};
use crate::library::{Library, now};

/// A description of a release, its list of changes included, is no longer.
const LONGEST: u64 = 256 << 10;

impl Library {
    /// Asks the publication which version is the newest, because the reader wants to know.
    pub async fn update_check(&self) -> Result<UpdateState, Failure> {
        // While a package is on its way there is nothing to ask.
        if let Ok(_turn) = self.0.updating.turn.try_lock() {
            self.update_step(UpdateStep::Asking);
            let asked = self.ask_publication().await;
            self.update_step(match asked {
                Ok(()) => UpdateStep::Idle,
                Err(failure) => UpdateStep::Failed { failure },
            });
        }
        self.update_look().await
    }

    /// Fetches the description of the newest release and keeps it, if it is signed and not older than the last one.
    pub(super) async fn ask_publication(&self) -> Result<(), Failure> {
        let Some(source) = self.update_source()? else {
            return Ok(());
        };
        let mut signed = source.address.clone();
        signed.set_path(&format!("{}.minisig", source.address.path()));
        let (document, signature) = tokio::join!(self.small(&source.address), self.small(&signed));
        let document = document?;
        let signature = signature.or_else(|failure| match failure.code {
            // It lies nowhere: so it is not signed, and that is what is said.
            Code::HttpStatus | Code::Gone => Ok(Vec::new()),
            _ => Err(failure),
        })?;
        let release = kazpost_update::release(&source.key, &document, &signature)
            .map_err(|refused| not_genuine(&source.address, &refused.to_string()))?;
        let kept: Kept = self.kept(KEPT)?;
        refuse_older(&source, &kept, &release)?;
        self.keep(
            KEPT,
            &Kept {
                document: String::from_utf8_lossy(&document).into_owned(),
                signature: String::from_utf8_lossy(&signature).into_owned(),
                asked_at: Some(now().seconds()),
                ..kept
            },
        )
    }

    async fn small(&self, address: &Url) -> Result<Vec<u8>, Failure> {
        let request = Request {
            max_bytes: LONGEST,
            origin: Origin::Reader,
            ..Request::new(address.clone())
        };
        match self.client()?.get(request).await.map_err(of_fetch)? {
            Answer::Body(body) => Ok(body.bytes),
            // Nothing was asked for on conditions.
            Answer::NotModified { .. } => Ok(Vec::new()),
        }
    }
}

/// Whoever sits between can keep new releases away, but cannot bring back an old one that has a known hole.
fn refuse_older(source: &Source, kept: &Kept, release: &kazpost_update::Release) -> Result<(), Failure> {
    match known(source, kept) {
        Some(last) if last.version > release.version => Err(failure(
            Code::OlderRelease,
            source.address.as_str(),
            last.version.to_string(),
            format!(
                "{} offers {}, but offered {} before.",
                source.address, release.version, last.version
            ),
        )),
        _ => Ok(()),
    }
}

pub(super) fn not_genuine(address: &Url, why: &str) -> Failure {
    let message = format!("{address} is not what the publication signed: {why}.");
    failure(Code::NotGenuine, address.as_str(), why, message)
}
