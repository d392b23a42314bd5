//! An edition to be read without a network: sync, whole texts, pictures, and then a look at what is really kept.
//! What is there already is not fetched again, so that one that was stopped goes on where it was.

use std::collections::{HashMap, HashSet};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Instant;

use kazpost_api::{Count, EditionProgress, EditionReport, EditionStep, Failure, Missing, SyncRequest};
use kazpost_model::{ArticleKey, PictureKey};
use kazpost_store::PageCandidate;
use sha2::{Digest, Sha256};
use tokio::task::JoinSet;

use crate::failure::of_store;
use crate::library::{Library, locked};
use crate::lists::count;
use crate::pictures::{chosen, wants};
use crate::starter;
use crate::whole_text::{blocking, is_wanted, is_whole, pictures};

/// Articles whose pictures are fetched at once.
const AT_ONCE: usize = 8;
/// More failures are counted and not named.
const MOST_NAMED: usize = 1_000;

/// What is kept of a picture.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Holding {
    Sound,
    Damaged,
    Nothing,
}

/// How the preparing of an edition is heard of and stopped.
#[derive(Default)]
pub(crate) struct Preparing {
    stop: Arc<AtomicBool>,
    progress: Mutex<EditionProgress>,
    turn: tokio::sync::Mutex<()>,
}

impl Library {
    /// Prepares the unread and the bookmarked articles for reading without a network. `on_progress` hears every step.
    pub async fn edition_prepare(
        &self,
        on_progress: impl Fn(EditionProgress) + Send + Sync,
    ) -> Result<EditionReport, Failure> {
        let _turn = self.0.preparing.turn.lock().await;
        let stop = Arc::clone(&self.0.preparing.stop);
        stop.store(false, Ordering::Relaxed);
        let say = |step, done, total| {
            let progress = EditionProgress {
                step,
                count: Count {
                    done: count(done),
                    total: count(total),
                },
                cancelled: stop.load(Ordering::Relaxed),
                report: None,
            };
            locked(&self.0.preparing.progress).clone_from(&progress);
            on_progress(progress);
        };
        let outcome = self.prepare_edition(&stop, &say).await;
        let progress = EditionProgress {
            cancelled: stop.load(Ordering::Relaxed),
            report: outcome.as_ref().ok().cloned(),
            ..EditionProgress::default()
        };
        locked(&self.0.preparing.progress).clone_from(&progress);
        on_progress(progress);
        self.changed();
        outcome
    }

    /// Stops it; what is kept by then stays.
    pub fn edition_cancel(&self) {
        self.0.preparing.stop.store(true, Ordering::Relaxed);
        if locked(&self.0.preparing.progress).step == EditionStep::Sync {
            self.sync_cancel();
        }
    }

    /// How far it is, or how the last one ended.
    pub fn edition_progress(&self) -> EditionProgress {
        locked(&self.0.preparing.progress).clone()
    }

    async fn prepare_edition(
        &self,
        stop: &Arc<AtomicBool>,
        say: &(dyn Fn(EditionStep, usize, usize) + Send + Sync),
    ) -> Result<EditionReport, Failure> {
        let began = Instant::now();
        let stopped: Arc<dyn Fn() -> bool + Send + Sync> = {
            let stop = Arc::clone(stop);
            Arc::new(move || stop.load(Ordering::Relaxed))
        };
        say(EditionStep::Sync, 0, 0);
        self.sync(SyncRequest { feed: None }, |sync| {
            say(EditionStep::Sync, sync.done as usize, sync.total as usize);
        })
        .await?;
        let candidates = self.candidates().await?;
        let wanted: Vec<ArticleKey> = candidates
            .iter()
            .filter(|candidate| is_wanted(candidate))
            .map(|candidate| candidate.key.clone())
            .collect();
        let total = wanted.len();
        say(EditionStep::Texts, 0, total);
        self.make_whole(wanted, Arc::clone(&stopped), |done| {
            say(EditionStep::Texts, done, total)
        })
        .await?;
        let why = if self.settings()?.pictures {
            self.fetch_pictures(&candidates, &stopped, say).await?
        } else {
            HashMap::new()
        };
        let counted = self.network().await.metered == Some(true);
        self.store().flush().map_err(of_store)?;
        say(EditionStep::Check, 0, candidates.len());
        let library = self.clone();
        let mut report = blocking(move || library.checked(&why, counted)).await?;
        report.seconds = began.elapsed().as_secs_f64();
        Ok(report)
    }

    async fn candidates(&self) -> Result<Vec<PageCandidate>, Failure> {
        let library = self.clone();
        blocking(move || library.store().pages_of_edition().map_err(of_store)).await
    }

    /// Fetches the pictures that are missing; says of those that failed why.
    async fn fetch_pictures(
        &self,
        candidates: &[PageCandidate],
        stopped: &Arc<dyn Fn() -> bool + Send + Sync>,
        say: &(dyn Fn(EditionStep, usize, usize) + Send + Sync),
    ) -> Result<HashMap<String, String>, Failure> {
        // The reader asks now: what failed a minute ago is tried again.
        locked(&self.0.missing_pictures).clear();
        let (mut tasks, mut why, mut through) = (JoinSet::new(), HashMap::new(), 0);
        let mut ended = |outcome: Result<Vec<(String, String)>, tokio::task::JoinError>, through: usize| {
            why.extend(outcome.unwrap_or_default());
            say(EditionStep::Pictures, through, candidates.len());
        };
        for candidate in candidates {
            if stopped() {
                break;
            }
            if tasks.len() >= AT_ONCE
                && let Some(outcome) = tasks.join_next().await
            {
                through += 1;
                ended(outcome, through);
            }
            let (library, key) = (self.clone(), candidate.key.clone());
            tasks.spawn(async move { library.fetch_pictures_of(key).await });
        }
        while let Some(outcome) = tasks.join_next().await {
            through += 1;
            ended(outcome, through);
        }
        Ok(why)
    }

    async fn fetch_pictures_of(&self, article: ArticleKey) -> Vec<(String, String)> {
        let library = self.clone();
        let asked = article.clone();
        let missing = blocking(move || {
            let Some(record) = library.store().article(&asked).map_err(of_store)? else {
                return Ok(Vec::new());
            };
            let mut missing = Vec::new();
            for address in pictures(&record) {
                let key = PictureKey::of_address(address.as_str());
                if starter::picture(&address).is_none()
                    && !library.store().has_picture(&asked, &key).map_err(of_store)?
                {
                    missing.push((address, key));
                }
            }
            Ok(missing)
        });
        let mut failed = Vec::new();
        for (address, key) in missing.await.unwrap_or_default() {
            if let Err(failure) = self.picture(article.as_str(), key.as_str()).await {
                failed.push((address.into(), failure.message));
            }
        }
        failed
    }

    /// What is kept of a picture of an article, its bytes looked through. One that is damaged is let go of, so that the
    /// next edition fetches it. `looked`: those that were looked through, sound or not.
    fn holding(
        &self,
        article: &ArticleKey,
        key: &PictureKey,
        looked: &mut HashMap<PictureKey, bool>,
    ) -> Result<Holding, Failure> {
        let store = self.store();
        if let Some(false) = looked.get(key) {
            return Ok(Holding::Damaged);
        }
        if !store.has_picture(article, key).map_err(of_store)? {
            return Ok(Holding::Nothing);
        }
        if looked.contains_key(key) {
            return Ok(Holding::Sound);
        }
        let sound = match store.picture_and_hash(key).map_err(of_store)? {
            None => return Ok(Holding::Nothing),
            Some((picture, Some(hash))) => Sha256::digest(&picture.bytes).as_slice() == hash,
            Some((picture, None)) => kazpost_picture::facts(&picture.bytes).is_some(),
        };
        looked.insert(key.clone(), sound);
        if sound {
            return Ok(Holding::Sound);
        }
        store.forget_picture(key).map_err(of_store)?;
        Ok(Holding::Damaged)
    }

    /// What is kept, looked up anew.
    fn checked(&self, why: &HashMap<String, String>, counted: bool) -> Result<EditionReport, Failure> {
        let settings = self.settings()?;
        let mut report = EditionReport::default();
        let mut missing: Vec<Missing> = Vec::new();
        let mut named = HashSet::new();
        let mut looked = HashMap::new();
        let mut miss = |url: String, why: String| {
            if missing.len() < MOST_NAMED && named.insert(url.clone()) {
                missing.push(Missing { url, why });
            }
        };
        for candidate in self.store().pages_of_edition().map_err(of_store)? {
            let Some(record) = self.store().article(&candidate.key).map_err(of_store)? else {
                continue;
            };
            report.articles.total += 1;
            // A short text whose page had nothing to add, or could not be had, may be all there is: that is said too.
            if is_whole(&candidate, &record) {
                report.articles.done += 1;
            } else {
                let url = record.url.clone().or_else(|| record.external_url.clone());
                let reason = candidate.why.clone();
                miss(
                    url.unwrap_or_else(|| candidate.key.as_str().into()),
                    reason.unwrap_or_else(|| "Its page was not asked for yet.".into()),
                );
            }
            if !settings.pictures {
                continue;
            }
            let choice = chosen(&record.pictures).unwrap_or(settings.fetch_pictures);
            let wanted = wants(choice, record.row.saved, counted);
            for address in pictures(&record) {
                let key = PictureKey::of_address(address.as_str());
                let holding = match starter::picture(&address) {
                    Some(_) => Holding::Sound,
                    None => self.holding(&candidate.key, &key, &mut looked)?,
                };
                report.pictures.total += u32::from(holding != Holding::Nothing || wanted);
                match holding {
                    Holding::Sound => report.pictures.done += 1,
                    Holding::Damaged => miss(address.into(), "What was kept of it was damaged.".into()),
                    Holding::Nothing if wanted => {
                        let reason = why.get(address.as_str()).cloned();
                        miss(
                            address.into(),
                            reason.unwrap_or_else(|| "It was not asked for yet.".into()),
                        );
                    }
                    Holding::Nothing => {}
                }
            }
        }
        report.failed = missing;
        Ok(report)
    }
}
