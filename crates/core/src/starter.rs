//! The starter edition: a feed document and pictures inside the program, which go the way of every other feed, so
//! that the first start shows a newspaper without a network.

use kazpost_api::{Code, Failure};
use kazpost_model::FeedKey;
use kazpost_parse::Document;
use kazpost_store::{Fetched, NewFeed};
use url::Url;

use crate::failure::{failure, of_store};
use crate::identity;
use crate::library::{Library, now};
use crate::prepare::prepare;

/// Where it would be, were it anywhere (RFC 2606: `.invalid` never is).
pub(crate) const ADDRESS: &str = "https://starter.kazpost.invalid/feed.xml";

const DOCUMENT: &[u8] = include_bytes!("../../../publication/starter/feed.xml");

/// Names and bytes.
const PICTURES: &[(&str, &[u8])] = include!(concat!(env!("OUT_DIR"), "/pictures.rs"));

/// Set once a library had its first start.
const DONE: &str = "starter";

/// At the first start puts the edition and the publication's feeds in; later brings the edition up to date, if
/// the reader still has it.
pub(crate) fn put_in(library: &Library) -> Result<(), Failure> {
    let store = library.store();
    if store.setting(DONE).map_err(of_store)?.is_none() {
        let mut feeds: Vec<NewFeed> = library
            .0
            .publication
            .feeds
            .iter()
            .map(|feed| NewFeed {
                url: feed.url.clone(),
                title: feed.title.clone(),
                folder: feed.folder.clone(),
                site: feed.site,
                ..NewFeed::default()
            })
            .collect();
        feeds.push(NewFeed {
            url: ADDRESS.into(),
            ..NewFeed::default()
        });
        store.subscribe(&feeds).map_err(of_store)?;
        ingest(library)?;
        return store.set_setting(DONE, "1").map_err(of_store);
    }
    ingest(library)
}

fn ingest(library: &Library) -> Result<(), Failure> {
    let store = library.store();
    let hash = identity::of_bytes(DOCUMENT);
    let key = FeedKey::of_address(ADDRESS);
    match store.feed(&key).map_err(of_store)? {
        Some(feed) if feed.body_hash.as_deref() != Some(&hash) => {}
        _ => return Ok(()),
    }
    take_in(library, ADDRESS, DOCUMENT, hash)
}

/// Takes in a document that no network gave.
pub(crate) fn take_in(
    library: &Library,
    address: &str,
    bytes: &[u8],
    body_hash: Vec<u8>,
) -> Result<(), Failure> {
    let store = library.store();
    let key = FeedKey::of_address(address);
    let document = Document {
        bytes,
        url: Some(address),
        content_type: None,
    };
    let parsed = kazpost_parse::feed(document).map_err(|error| {
        failure(
            Code::NotAFeed,
            address,
            &error.what,
            format!("What was given as {address} is {error}."),
        )
    })?;
    let prepared = prepare(store, &key, parsed, address).map_err(of_store)?;
    let fetched = Fetched {
        at: now(),
        moved_to: None,
        etag: None,
        last_modified: None,
        validated_url: address.into(),
        body_hash,
    };
    store
        .ingest(&key, &prepared.meta, &prepared.articles, &fetched)
        .map_err(of_store)?;
    Ok(())
}

/// A picture of the edition; `None` for any other address.
pub(crate) fn picture(address: &Url) -> Option<&'static [u8]> {
    let own = Url::parse(ADDRESS).ok()?;
    if address.origin() != own.origin() {
        return None;
    }
    let name = address.path().strip_prefix("/pictures/")?;
    PICTURES
        .iter()
        .find(|(known, _)| *known == name)
        .map(|(_, bytes)| *bytes)
}
