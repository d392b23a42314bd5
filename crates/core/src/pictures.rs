use std::cell::RefCell;
use std::collections::HashMap;
use std::time::{Duration, Instant};

use kazpost_api::{Code, Failure, FetchPictures, Holdings, NetworkState, PictureRequest};
use kazpost_fetch::{ACCEPT_PICTURE, Answer, Network, Origin, Request, host_and_port};
use kazpost_model::{ArticleKey, PictureKey};
use kazpost_sanitise::Placed;
use kazpost_store::{ArticleRecord, PictureRecord, Size};
use sha2::{Digest, Sha256};
use url::Url;

use crate::failure::{failure, not_found, of_fetch, of_store};
use crate::library::{Library, locked};
use crate::whole_text::blocking;
use crate::{reading, rows, starter};

/// A picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// `image/…`, as its bytes say.
    pub media_type: String,
    /// The file.
    pub bytes: Vec<u8>,
}

/// Where a picture is.
enum Found {
    /// In the library.
    Kept(PictureRecord),
    /// At an address that the article shows.
    Named(Box<(ArticleRecord, Url)>),
}

/// The largest picture that is fetched, in bytes.
const MAX_BYTES: u64 = 12 << 20;

/// A picture that could not be had is not asked for again before.
const PATIENCE: Duration = Duration::from_secs(300);

/// The system is asked about its network no more often.
const NETWORK_FRESH: Duration = Duration::from_secs(15);

impl Library {
    /// A picture of an article: what is kept, else fetched where the reader's choice lets it be, and kept with the
    /// article. Only what the stored article shows can be had: a key is a name, never an address.
    pub async fn picture(&self, article: &str, picture: &str) -> Result<Picture, Failure> {
        self.picture_if(article, picture, false).await
    }

    /// Fetches a picture that is missing because the reader asks for it, whatever the choice is.
    pub async fn picture_fetch(&self, request: PictureRequest) -> Result<(), Failure> {
        let key = PictureKey::from_text(request.picture.as_str());
        locked(&self.0.missing_pictures).remove(&key);
        self.picture_if(&request.article, &request.picture, true)
            .await
            .map(drop)
    }

    async fn picture_if(&self, article: &str, picture: &str, asked: bool) -> Result<Picture, Failure> {
        let key = PictureKey::from_text(picture);
        let library = self.clone();
        let (wanted, article) = (key.clone(), article.to_owned());
        let found = blocking(move || library.find_picture(&wanted, &article)).await?;
        let (record, address) = match found {
            Found::Kept(kept) => return shown(kept),
            Found::Named(named) => *named,
        };
        let (bytes, own) = match starter::picture(&address) {
            Some(bytes) => (bytes.to_vec(), true),
            None => (
                self.fetch_picture(&key, &record, address.clone(), asked).await?,
                false,
            ),
        };
        let library = self.clone();
        let article = record.row.key.clone();
        let kept = blocking(move || {
            library
                .keep_picture(&article, &key, bytes, own)?
                .ok_or_else(|| not_found("picture", address.as_str()))
        })
        .await?;
        shown(kept)
    }

    /// Keeps a picture of an article; `None`: it is none. `as_it_is`: it is not to be made smaller.
    pub(crate) fn keep_picture(
        &self,
        article: &ArticleKey,
        key: &PictureKey,
        bytes: Vec<u8>,
        as_it_is: bool,
    ) -> Result<Option<PictureRecord>, Failure> {
        let Some(kept) = self.prepared(bytes, as_it_is) else {
            return Ok(None);
        };
        let hash: [u8; 32] = Sha256::digest(&kept.bytes).into();
        self.store()
            .put_picture(article, key, &kept, &hash)
            .map_err(of_store)?;
        Ok(Some(kept))
    }

    /// A picture as it is kept: looked at, and made smaller where that saves much. One at a time, for decoded it is
    /// many times its size.
    fn prepared(&self, bytes: Vec<u8>, as_it_is: bool) -> Option<PictureRecord> {
        let _turn = locked(&self.0.shrinking);
        let facts = kazpost_picture::facts(&bytes)?;
        let smaller = if as_it_is {
            None
        } else {
            kazpost_picture::smaller(&bytes)
        };
        let (facts, bytes) = match smaller {
            Some(smaller) => (smaller.facts, smaller.bytes),
            None => (facts, bytes),
        };
        Some(PictureRecord {
            media_type: facts.media_type.into(),
            width: facts.width,
            height: facts.height,
            bytes,
        })
    }

    /// What was kept for another article is kept for this one too where it shows the same.
    fn find_picture(&self, key: &PictureKey, article: &str) -> Result<Found, Failure> {
        let article_key = ArticleKey::from_text(article);
        if let Some(kept) = self.store().picture_of(&article_key, key).map_err(of_store)? {
            return Ok(Found::Kept(kept));
        }
        let record = self.record(article)?;
        let address = address(&record, key).ok_or_else(|| not_found("picture", key.as_str()))?;
        let Some(kept) = self.store().picture(key).map_err(of_store)? else {
            return Ok(Found::Named(Box::new((record, address))));
        };
        self.store().use_picture(&article_key, key).map_err(of_store)?;
        Ok(Found::Kept(kept))
    }

    async fn fetch_picture(
        &self,
        key: &PictureKey,
        record: &ArticleRecord,
        address: Url,
        asked: bool,
    ) -> Result<Vec<u8>, Failure> {
        let recently = |tried: &Instant| tried.elapsed() < PATIENCE;
        if locked(&self.0.missing_pictures).get(key).is_some_and(recently)
            || !asked && !self.wants_pictures(&record.pictures, record.row.saved).await?
        {
            return Err(not_found("picture", address.as_str()));
        }
        let feed = Url::parse(&record.feed_url).ok();
        let request = Request {
            accept: ACCEPT_PICTURE,
            max_bytes: MAX_BYTES,
            origin: Origin::Content {
                trusted_host: feed.as_ref().and_then(host_and_port),
            },
            ..Request::new(address.clone())
        };
        let answer = self.client()?.get(request).await;
        let missing = |why: Failure| {
            let mut missing = locked(&self.0.missing_pictures);
            missing.retain(|_, tried| recently(tried));
            missing.insert(key.clone(), Instant::now());
            why
        };
        match answer {
            Ok(Answer::Body(body)) if kazpost_picture::facts(&body.bytes).is_some() => Ok(body.bytes),
            Ok(_) => Err(missing(failure(
                Code::NotFound,
                address.as_str(),
                "",
                "The answer was no picture.",
            ))),
            Err(error) => Err(missing(of_fetch(error))),
        }
    }

    /// Whether pictures of an article may be fetched unasked now.
    pub(crate) async fn wants_pictures(&self, of_feed: &str, saved: bool) -> Result<bool, Failure> {
        let settings = self.settings()?;
        let choice = chosen(of_feed).unwrap_or(settings.fetch_pictures);
        let counted = choice == FetchPictures::Unmetered && self.network().await.metered == Some(true);
        Ok(settings.pictures && wants(choice, saved, counted))
    }

    /// What the system says of its network, asked now and then.
    pub(crate) async fn network(&self) -> Network {
        let known = *locked(&self.0.network);
        if let Some((asked, network)) = known
            && asked.elapsed() < NETWORK_FRESH
        {
            return network;
        }
        let network = kazpost_fetch::network().await;
        *locked(&self.0.network) = Some((Instant::now(), network));
        network
    }

    /// Whether the system says that there is a network.
    pub async fn network_state(&self) -> NetworkState {
        NetworkState {
            connected: self.network().await.connected,
        }
    }

    /// What pictures and library take, and whether the network counts.
    pub async fn holdings(&self) -> Result<Holdings, Failure> {
        let metered = self.network().await.metered;
        let library = self.clone();
        blocking(move || {
            Ok(Holdings {
                picture_bytes: library.store().picture_bytes().map_err(of_store)?,
                library_bytes: library.store().library_bytes().map_err(of_store)?,
                metered,
            })
        })
        .await
    }

    /// Width and height of the pictures of an article that are kept or come with the app.
    pub(crate) fn places(
        &self,
        article: &ArticleKey,
    ) -> Result<impl Fn(&Url) -> Option<Placed> + use<>, Failure> {
        let sizes = self.store().picture_sizes(article).map_err(of_store)?;
        let sizes: HashMap<PictureKey, Size> = sizes.into_iter().collect();
        let article = article.clone();
        Ok(move |address: &Url| {
            let key = PictureKey::of_address(address.as_str());
            Some(Placed {
                address: rows::picture_address(&article, address.as_str()),
                size: sizes.get(&key).copied().or_else(|| {
                    let facts = kazpost_picture::facts(starter::picture(address)?)?;
                    Some((facts.width, facts.height))
                }),
            })
        })
    }
}

/// Only kinds that are known are given out, whatever the library says.
fn shown(record: PictureRecord) -> Result<Picture, Failure> {
    let media_type =
        kazpost_picture::media_type(&record.bytes).ok_or_else(|| not_found("picture", &record.media_type))?;
    Ok(Picture {
        media_type: media_type.into(),
        bytes: record.bytes,
    })
}

/// What a feed's own choice is; `None`: it has none.
pub(crate) fn chosen(of_feed: &str) -> Option<FetchPictures> {
    match of_feed {
        "always" => Some(FetchPictures::Always),
        "unmetered" => Some(FetchPictures::Unmetered),
        "saved" => Some(FetchPictures::Saved),
        "never" => Some(FetchPictures::Never),
        _ => None,
    }
}

/// Whether a choice lets a picture be fetched; `counted`: the network's traffic is.
pub(crate) fn wants(choice: FetchPictures, saved: bool, counted: bool) -> bool {
    match choice {
        FetchPictures::Always => true,
        FetchPictures::Unmetered => !counted,
        FetchPictures::Saved => saved,
        FetchPictures::Never => false,
    }
}

/// Which of the pictures that the article shows has this key.
fn address(record: &ArticleRecord, key: &PictureKey) -> Option<Url> {
    let own = record
        .row
        .picture
        .as_deref()
        .and_then(|address| Url::parse(address).ok());
    if let Some(own) = own.filter(|own| PictureKey::of_address(own.as_str()) == *key) {
        return Some(own);
    }
    let found = RefCell::new(None);
    reading::for_window(record, &|address| {
        if PictureKey::of_address(address.as_str()) == *key {
            found.replace(Some(address.clone()));
        }
        None
    });
    found.into_inner()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_choice_is_kept_to() {
        let all = |saved, counted| {
            [
                FetchPictures::Always,
                FetchPictures::Unmetered,
                FetchPictures::Saved,
                FetchPictures::Never,
            ]
            .map(|choice| wants(choice, saved, counted))
        };
        assert_eq!(all(false, false), [true, true, false, false]);
        assert_eq!(all(false, true), [true, false, false, false]);
        assert_eq!(all(true, true), [true, false, true, false]);
        assert_eq!(chosen("usual"), None);
    }
}
