//! Mails that were read become articles of the feed that is their list.

use std::collections::BTreeMap;

use kazpost_api::{Failure, MailAdded, MailFeed};
use kazpost_model::{FeedKey, ParsedFeed, PictureKey};
use kazpost_newsletter::mail::Mail;
use kazpost_store::{Fetched, MailList, NewFeed};

use super::address;
use crate::failure::of_store;
use crate::library::{Library, now};
use crate::{identity, prepare};

impl Library {
    /// Files mails by their lists. `place`: the folder or mailbox that they lie in. `wanted`: the reader named it just
    /// now, so lists that were removed come back.
    pub(super) fn file_all(
        &self,
        mails: Vec<Mail>,
        place: Option<&str>,
        wanted: bool,
        added: &mut MailAdded,
    ) -> Result<(), Failure> {
        let mut lists: BTreeMap<String, Vec<Mail>> = BTreeMap::new();
        for mail in mails {
            added.mails += 1;
            lists.entry(mail.list.clone()).or_default().push(mail);
        }
        for (list, mails) in lists {
            let Some(feed) = self.file_mails(&list, mails, place, wanted)? else {
                continue;
            };
            match added.feeds.iter_mut().find(|one| one.id == feed.id) {
                Some(one) => one.new += feed.new,
                None => added.feeds.push(feed),
            }
        }
        Ok(())
    }

    /// Stores mails of one list; `None` where the reader removed it.
    fn file_mails(
        &self,
        list: &str,
        mut mails: Vec<Mail>,
        place: Option<&str>,
        wanted: bool,
    ) -> Result<Option<MailFeed>, Failure> {
        let store = self.store();
        let url = address(list);
        let subscribed = store.feed_at(&url).map_err(of_store)?.is_some();
        let removed = !subscribed && store.mail_list(list).map_err(of_store)?.is_some();
        if removed && !wanted {
            return Ok(None);
        }
        // News first, as in other feeds.
        mails.sort_by_key(|mail| std::cmp::Reverse(mail.item.published));
        let Some(newest) = mails.first() else {
            return Ok(None);
        };
        let title = newest.name.clone();
        let text = |url: &Option<url::Url>| url.as_ref().map(url::Url::to_string);
        let seen = MailList {
            list: list.to_owned(),
            folder: place.map(str::to_owned),
            newest: newest.item.published.map_or(0, kazpost_model::Timestamp::seconds),
            one_click: text(&newest.unsubscribe.one_click),
            page: text(&newest.unsubscribe.page),
            mail: text(&newest.unsubscribe.mail),
            ended: None,
        };
        let key = FeedKey::of_address(&url);
        if !subscribed {
            let new = NewFeed {
                url: url.clone(),
                title: title.clone(),
                ..NewFeed::default()
            };
            store.subscribe(&[new]).map_err(of_store)?;
            // A mail is whole; its page is asked for by nobody but the reader.
            store.set_feed_content(&key, "feed").map_err(of_store)?;
        }
        store.mail_list_seen(&seen).map_err(of_store)?;
        let new = self.store_mails(&key, &url, &title, mails)?;
        Ok(Some(MailFeed {
            id: key.as_str().into(),
            url,
            title,
            new,
        }))
    }

    fn store_mails(&self, key: &FeedKey, url: &str, title: &str, mails: Vec<Mail>) -> Result<u32, Failure> {
        let store = self.store();
        let (items, inside): (Vec<_>, Vec<_>) =
            mails.into_iter().map(|mail| (mail.item, mail.pictures)).unzip();
        let articles = identity::keys(key, &items);
        let parsed = ParsedFeed {
            title: Some(title.to_owned()),
            items,
            ..ParsedFeed::default()
        };
        let prepared = prepare::prepare(store, key, parsed, url).map_err(of_store)?;
        let fetched = Fetched {
            at: now(),
            moved_to: None,
            etag: None,
            last_modified: None,
            validated_url: url.to_owned(),
            body_hash: Vec::new(),
        };
        let stored = store
            .ingest(key, &prepared.meta, &prepared.articles, &fetched)
            .map_err(of_store)?;
        for (article, pictures) in articles.iter().zip(inside) {
            for picture in pictures {
                // By its bytes, whatever the mail calls it.
                self.keep_picture(
                    article,
                    &PictureKey::of_address(&picture.address),
                    picture.bytes,
                    false,
                )?;
            }
        }
        Ok(stored.new)
    }
}
