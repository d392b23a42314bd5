//! A page of the reader's choosing, kept as a bookmark.

use kazpost_api::{Change, Failure, MarkRequest, SavePageRequest, SavedPage, Target};
use kazpost_fetch::{Origin, normalise_address};
use kazpost_model::{ArticleKey, FeedKey, Person, Timestamp};
use kazpost_store::{NewArticle, NewFeed, Terms};
use sha2::{Digest, Sha256};
use url::Url;

use crate::failure::{of_fetch, of_store};
use crate::library::{Library, now};
use crate::whole_text::{Fetched, blocking, no_article};
use crate::{excerpt, language, prepare};

impl Library {
    /// Fetches a page, keeps its article and bookmarks it. The same page again is brought up to date.
    pub async fn page_save(&self, request: SavePageRequest) -> Result<SavedPage, Failure> {
        let address = normalise_address(&request.address).map_err(of_fetch)?;
        let fetched = self.fetch_article(address.clone(), Origin::Reader).await?;
        let library = self.clone();
        let saved = blocking(move || library.keep_fetched(&address, fetched)).await?;
        self.changed();
        Ok(saved)
    }

    fn keep_fetched(&self, address: &Url, fetched: Fetched) -> Result<SavedPage, Failure> {
        let url = fetched.url.clone();
        let site = site(&fetched).ok_or_else(|| no_article(address.as_str()))?;
        let mut identity = address.clone();
        identity.set_fragment(None);
        let key = ArticleKey::of_identity(&FeedKey::of_address(&site.url), identity.as_str());
        let article = article(key.clone(), fetched);
        let title = article.title.clone();
        self.store().keep_page(&site, &article, now()).map_err(of_store)?;
        self.mark(MarkRequest {
            target: Target::Articles {
                ids: vec![key.as_str().into()],
            },
            change: Change::Saved,
        })?;
        self.store().flush().map_err(of_store)?;
        Ok(SavedPage {
            id: key.as_str().into(),
            url: url.into(),
            title,
        })
    }
}

/// The row that stands for the page's site. Its address differs from any that a feed has.
fn site(fetched: &Fetched) -> Option<NewFeed> {
    let mut root = fetched.url.join("/").ok()?;
    let _ = root.set_username("");
    let _ = root.set_password(None);
    let name = fetched.article.site_name.clone();
    let mut own = root.clone();
    own.set_fragment(Some("pages"));
    Some(NewFeed {
        url: own.into(),
        title: name.or_else(|| {
            root.host_str()
                .map(|host| host.trim_start_matches("www.").to_owned())
        })?,
        site_url: Some(root.into()),
        ..NewFeed::default()
    })
}

fn article(key: ArticleKey, fetched: Fetched) -> NewArticle {
    let Fetched { article, url, .. } = fetched;
    let safe = kazpost_sanitise::clean(&article.content, Some(&url));
    let text = safe.text();
    let standfirst = excerpt::of(article.excerpt.as_deref().unwrap_or(&text));
    let sample = format!("{} {standfirst}", article.title);
    let image = article.image.as_deref().and_then(prepare::web);
    let hash = Sha256::digest(format!("{}\n{}", article.title, article.content.untrusted()));
    let mut fingerprint = [0; 16];
    fingerprint.copy_from_slice(&hash[..16]);
    NewArticle {
        // What the reader keeps with their own hand no filter catches.
        caught: Vec::new(),
        key,
        guid: None,
        url: Some(url.as_str().to_owned()),
        external_url: None,
        language: language::of(article.language.as_deref(), None, &sample),
        standfirst,
        summary: None,
        author: article.byline.clone().unwrap_or_default(),
        authors: article
            .byline
            .map(|name| Person {
                name: Some(name),
                ..Person::default()
            })
            .into_iter()
            .collect(),
        tags: Vec::new(),
        picture: image.clone().or_else(|| safe.pictures().into_iter().next()),
        image,
        enclosures: Vec::new(),
        published: article.published.as_deref().and_then(moment),
        modified: None,
        words: excerpt::words(&text),
        teaser: 0,
        reworded: false,
        terms: Terms::default(),
        fingerprint,
        content: article.content.into(),
        content_base: Some(url.into()),
        title: article.title,
    }
}

/// A time with its zone is that time; a date alone, or a time of no zone, is taken for UTC.
fn moment(text: &str) -> Option<Timestamp> {
    let seconds = kazpost_extract::seconds_of(text)?;
    Timestamp::from_seconds(seconds)
}
