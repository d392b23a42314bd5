use std::cell::RefCell;
use std::time::{Duration, Instant};

use kazpost_api::{Code, Failure};
use kazpost_fetch::{ACCEPT_PICTURE, Answer, Origin, Request, host_and_port};
use kazpost_model::{ArticleKey, PictureKey};
use kazpost_store::{ArticleRecord, PictureRecord};
use url::Url;

use crate::failure::{failure, not_found, of_fetch, of_store};
use crate::library::{Library, locked};
use crate::{reading, starter};

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

/// The largest picture that is kept, in bytes.
const MAX_BYTES: u64 = 12 << 20;

/// A picture that could not be had is not asked for again before.
const PATIENCE: Duration = Duration::from_secs(300);

impl Library {
    /// A picture of an article, fetched when it is first asked for and kept with the article. Only what the
    /// stored article shows can be had: a key is a name, never an address.
    pub async fn picture(&self, article: &str, picture: &str) -> Result<Picture, Failure> {
        let key = PictureKey::from_text(picture);
        let library = self.clone();
        let (asked, article) = (key.clone(), article.to_owned());
        let found = blocking(move || library.find_picture(&asked, &article)).await?;
        let (record, address) = match found {
            Found::Kept(kept) => return Ok(kept.into()),
            Found::Named(named) => *named,
        };
        let bytes = match starter::picture(&address) {
            Some(bytes) => bytes.to_vec(),
            None => self.fetch_picture(&key, &record, address.clone()).await?,
        };
        let kept = PictureRecord {
            media_type: media_type(&bytes)
                .ok_or_else(|| not_found("picture", address.as_str()))?
                .into(),
            bytes,
        };
        let library = self.clone();
        blocking(move || {
            library
                .store()
                .put_picture(&record.row.key, &key, &kept)
                .map_err(of_store)?;
            Ok(kept.into())
        })
        .await
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
    ) -> Result<Vec<u8>, Failure> {
        let recently = |tried: &Instant| tried.elapsed() < PATIENCE;
        if !self.settings()?.pictures || locked(&self.0.missing_pictures).get(key).is_some_and(recently) {
            return Err(not_found("picture", address.as_str()));
        }
        let feed = Url::parse(&record.feed_url).ok();
        let request = Request {
            accept: ACCEPT_PICTURE,
            max_bytes: MAX_BYTES,
            origin: Origin::Content {
                trusted_host: feed.as_ref().and_then(host_and_port),
            },
            ..Request::new(address)
        };
        let answer = self.client()?.get(request).await;
        let missing = |why: Failure| {
            let mut missing = locked(&self.0.missing_pictures);
            missing.retain(|_, tried| recently(tried));
            missing.insert(key.clone(), Instant::now());
            why
        };
        match answer {
            Ok(Answer::Body(body)) if media_type(&body.bytes).is_some() => Ok(body.bytes),
            Ok(_) => Err(missing(failure(
                Code::NotFound,
                "",
                "",
                "The answer was no picture.",
            ))),
            Err(error) => Err(missing(of_fetch(error))),
        }
    }
}

impl From<PictureRecord> for Picture {
    fn from(record: PictureRecord) -> Picture {
        Picture {
            media_type: record.media_type,
            bytes: record.bytes,
        }
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

/// By the first bytes alone (WHATWG MIME Sniffing, 6.1): what a host calls a picture may be a page. SVG is none of
/// them, for it is a document that can do things.
pub(crate) fn media_type(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1a, b'\n', ..] => Some("image/png"),
        [0xff, 0xd8, 0xff, ..] => Some("image/jpeg"),
        [b'G', b'I', b'F', b'8', b'7' | b'9', b'a', ..] => Some("image/gif"),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Some("image/webp"),
        [
            _,
            _,
            _,
            _,
            b'f',
            b't',
            b'y',
            b'p',
            b'a',
            b'v',
            b'i',
            b'f' | b's',
            ..,
        ] => Some("image/avif"),
        _ => None,
    }
}

async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, Failure> + Send + 'static,
) -> Result<T, Failure> {
    match tokio::task::spawn_blocking(work).await {
        Ok(answer) => answer,
        Err(cause) => Err(failure(
            Code::Library,
            "",
            "",
            format!("Reading a picture ended early: {cause}."),
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_is_known_by_its_bytes() {
        assert_eq!(media_type(b"\x89PNG\r\n\x1a\n...."), Some("image/png"));
        assert_eq!(media_type(b"RIFF\x00\x00\x00\x00WEBPVP8 "), Some("image/webp"));
        for other in [&b"<svg xmlns"[..], b"<html>", b"", b"RIFF....WAVE", b"GIF"] {
            assert_eq!(media_type(other), None);
        }
    }
}
