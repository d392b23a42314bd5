//! The pictures of what a sync brought, fetched after it: nobody waits for them.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use kazpost_api::{Code, Failure};
use kazpost_model::PictureKey;
use kazpost_store::PictureCandidate;
use tokio::task::JoinSet;

use crate::failure::of_store;
use crate::library::Library;
use crate::whole_text::{blocking, pictures};

/// Articles whose pictures are fetched at once.
const AT_ONCE: usize = 4;
/// So many of the newest unread articles get their pictures; bookmarks always do, an edition takes the rest.
const NEWEST: u32 = 500;

/// What came of the pictures of one article.
#[derive(Default)]
struct Outcome {
    count: u32,
    bytes: u64,
    answered: bool,
    unreachable: bool,
}

type Ended = (PictureCandidate, Result<Outcome, Failure>);

impl Library {
    /// Fetches the pictures of the newest unread articles and of bookmarks, as the reader's choice has it and as long
    /// as the disk's share for pictures lasts. Says how many it brought. Where it runs already, nothing.
    pub async fn pictures_after_sync(&self) -> Result<u32, Failure> {
        let Ok(_turn) = self.0.picturing.try_lock() else {
            return Ok(0);
        };
        let settings = self.settings()?;
        if !settings.pictures {
            return Ok(0);
        }
        let library = self.clone();
        let (candidates, taken) = blocking(move || {
            let store = library.store();
            Ok((
                store.unpictured(NEWEST).map_err(of_store)?,
                store.picture_bytes().map_err(of_store)?,
            ))
        })
        .await?;
        let most = match settings.picture_megabytes {
            0 => u64::MAX,
            megabytes => u64::from(megabytes) * 1_000_000,
        };
        let taken = Arc::new(AtomicU64::new(taken));
        let (mut tasks, mut brought, mut answered) = (JoinSet::new(), 0, false);
        let mut unreachable = Vec::new();
        for candidate in candidates {
            if taken.load(Ordering::Relaxed) >= most || (!answered && unreachable.len() >= AT_ONCE) {
                break;
            }
            if !self.wants_pictures(&candidate.wanted, candidate.saved).await? {
                continue;
            }
            if tasks.len() >= AT_ONCE
                && let Some(ended) = tasks.join_next().await
            {
                self.note(ended, &taken, &mut brought, &mut answered, &mut unreachable)
                    .await?;
            }
            let library = self.clone();
            tasks.spawn(async move {
                let outcome = library.pictures_of(&candidate).await;
                (candidate, outcome)
            });
        }
        while let Some(ended) = tasks.join_next().await {
            self.note(ended, &taken, &mut brought, &mut answered, &mut unreachable)
                .await?;
        }
        if answered {
            // There is a network, so it is those hosts that do not answer.
            for candidate in unreachable {
                self.pictured(candidate).await?;
            }
        }
        Ok(brought)
    }

    async fn note(
        &self,
        ended: Result<Ended, tokio::task::JoinError>,
        taken: &AtomicU64,
        brought: &mut u32,
        answered: &mut bool,
        unreachable: &mut Vec<PictureCandidate>,
    ) -> Result<(), Failure> {
        // A picture that a stage stumbles over is that article's trouble alone.
        let Ok((candidate, outcome)) = ended else {
            return Ok(());
        };
        let outcome = outcome?;
        *brought += outcome.count;
        taken.fetch_add(outcome.bytes, Ordering::Relaxed);
        *answered |= outcome.answered;
        if outcome.unreachable {
            unreachable.push(candidate);
            return Ok(());
        }
        self.pictured(candidate).await
    }

    async fn pictured(&self, candidate: PictureCandidate) -> Result<(), Failure> {
        let library = self.clone();
        blocking(move || library.store().set_pictured(&candidate.key).map_err(of_store)).await
    }

    async fn pictures_of(&self, candidate: &PictureCandidate) -> Result<Outcome, Failure> {
        let (library, key) = (self.clone(), candidate.key.clone());
        let missing = blocking(move || {
            let Some(record) = library.store().article(&key).map_err(of_store)? else {
                return Ok(Vec::new());
            };
            let mut missing = Vec::new();
            for address in pictures(&record) {
                let picture = PictureKey::of_address(address.as_str());
                if crate::starter::picture(&address).is_none()
                    && !library.store().has_picture(&key, &picture).map_err(of_store)?
                {
                    missing.push(picture);
                }
            }
            Ok(missing)
        })
        .await?;
        let mut outcome = Outcome::default();
        for picture in missing {
            match self.picture(candidate.key.as_str(), picture.as_str()).await {
                Ok(kept) => {
                    outcome.count += 1;
                    outcome.answered = true;
                    outcome.bytes += kept.bytes.len() as u64;
                }
                Err(failure) if failure.code == Code::Unreachable => outcome.unreachable = true,
                Err(failure) if matches!(failure.code, Code::Library | Code::DiskFull) => {
                    return Err(failure);
                }
                Err(_) => outcome.answered = true,
            }
        }
        Ok(outcome)
    }
}
