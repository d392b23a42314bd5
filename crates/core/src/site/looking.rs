//! Articles of a site are looked at again on their pages: see `crate::looks`.

use kazpost_api::Failure;
use kazpost_fetch::{Answer, FetchError, Kind};
use kazpost_store::{Ingested, Look, SiteLink, Validators};
use std::sync::Arc;

use kazpost_extract::Selectors;
use url::Url;

use super::filing::{self, Cabinet, Found, Outcome, item};
use super::manners::{Asked, Manners};
use crate::correction::{Verdict, Wording, verdict};
use crate::failure::of_store;
use crate::looks;

/// A look that was taken.
pub(super) struct Looking {
    pub(super) look: Look,
    pub(super) link: SiteLink,
    pub(super) seen: Seen,
}

/// What was seen.
pub(super) enum Seen {
    AsItWas(Option<Validators>),
    Page(Box<Found>),
    /// Nothing that could be compared: what is filed stays.
    Nothing,
    /// The site wants to be left alone.
    Throttled(FetchError),
}

pub(super) async fn look(
    manners: &Manners,
    home: &Url,
    look: &Look,
    link: &SiteLink,
    selectors: &Arc<Selectors>,
) -> Seen {
    let Some(url) = Url::parse(&look.url).ok().filter(|url| manners.allows(url)) else {
        return Seen::Nothing;
    };
    let asked = Asked {
        etag: look.validators.etag.clone(),
        last_modified: look.validators.last_modified.clone(),
        validated_url: looks::validated(&look.validators),
    };
    match manners.page(url, asked).await {
        Ok(Answer::NotModified {
            etag, last_modified, ..
        }) => Seen::AsItWas(looks::still(look, etag, last_modified)),
        Ok(Answer::Body(body)) => match filing::read(manners, home, link, selectors, body, false).await {
            Outcome::Article(found) if found.broken.is_none() => Seen::Page(found),
            Outcome::Throttled(error) => Seen::Throttled(error),
            _ => Seen::Nothing,
        },
        Err(error) if matches!(error.kind, Kind::TooManyRequests { .. }) => Seen::Throttled(error),
        Err(_) => Seen::Nothing,
    }
}

impl Cabinet {
    /// Files what changed under the key that the article has, and notes when to look again.
    pub(super) fn correct(&self, looked: Vec<Looking>) -> Result<Ingested, Failure> {
        let store = self.library.store();
        let (mut items, mut keys, mut words, mut taken) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        for Looking { look, link, seen } in looked {
            let validators = match seen {
                Seen::Throttled(_) => continue,
                Seen::Nothing => None,
                Seen::AsItWas(validators) => validators,
                Seen::Page(found) => {
                    let Some(record) = store.article(&look.article).map_err(of_store)? else {
                        continue;
                    };
                    let said = found.validators.clone();
                    let old = Wording {
                        title: &record.row.title,
                        content: &record.content,
                    };
                    let new = Wording {
                        title: &found.article.title,
                        content: &found.article.content,
                    };
                    match verdict(&old, &new) {
                        Verdict::Same => Some(said),
                        Verdict::Poorer | Verdict::Another => None,
                        Verdict::Corrected => {
                            words.push((link.url.clone(), found.words));
                            keys.push(look.article.clone());
                            items.push(item(*found, &link));
                            Some(said)
                        }
                    }
                }
            };
            taken.push(looks::taken(&look, validators));
        }
        let stored = if items.is_empty() {
            Ingested::default()
        } else {
            self.store(items, keys)?
        };
        store.site_reworded(&self.feed, &words).map_err(of_store)?;
        store.looked(&taken).map_err(of_store)?;
        Ok(stored)
    }
}
