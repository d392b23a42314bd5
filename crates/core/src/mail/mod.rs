//! Newsletters as reading: mails in files become the articles of a feed that is their list.

mod files;
mod leaving;

use std::collections::BTreeMap;
use std::path::Path;

use kazpost_api::{Code, Failure, FeedReport, FeedStatus, MailAdded, MailFeed};
use kazpost_model::{FeedKey, ParsedFeed, PictureKey};
use kazpost_newsletter::mail::{self, Mail};
use kazpost_store::{Attempt, FeedRecord, Fetched, MailFile, MailList, NewFeed};

use crate::failure::{failure, of_store};
use crate::library::{Library, now};
use crate::refresh::feed::line;
use crate::refresh::work::{attempted, unchanged};
use crate::{identity, prepare};

/// Before what a list is known by, in the address of its feed.
const SCHEME: &str = "mail:";

/// So many mails are held in memory at once.
const AT_ONCE: usize = 64;

/// Whether a feed is read from mails and asked nowhere.
pub(crate) fn is_mail(feed: &FeedRecord) -> bool {
    feed.url.starts_with(SCHEME)
}

fn address(list: &str) -> String {
    format!("{SCHEME}{list}")
}

impl Library {
    /// Reads a mail or a folder of them; each list that they are from becomes a feed. A folder is read again with
    /// every sync.
    pub fn mail_add(&self, path: &Path) -> Result<MailAdded, Failure> {
        let path = std::path::absolute(path).map_err(|cause| files::unreadable(path, &cause))?;
        let folder = path.is_dir();
        let found = files::below(&path)?;
        let added = self.read_mails(found, folder.then_some(path.as_path()), true)?;
        if added.mails == 0 && !folder {
            let name = path.display().to_string();
            return Err(failure(
                Code::File,
                &name,
                "",
                format!("{name} is no mail that can be read."),
            ));
        }
        if folder {
            self.store()
                .mail_folder_add(&files::name(&path))
                .map_err(of_store)?;
        }
        self.store().flush().map_err(of_store)?;
        Ok(added)
    }

    /// Reads what is new in the folders; a line for each list among the feeds.
    pub(crate) fn sync_mails(&self, feeds: &[FeedRecord]) -> Result<Vec<FeedReport>, Failure> {
        let known = self.store().mail_files().map_err(of_store)?;
        let (mut new, mut missing) = (Vec::<MailFeed>::new(), BTreeMap::new());
        for folder in self.store().mail_folders().map_err(of_store)? {
            match files::below(Path::new(&folder)) {
                Ok(mut found) => {
                    found.retain(|file| known.get(&file.path) != Some(&(file.size, file.modified)));
                    let added = self.read_mails(found, Some(Path::new(&folder)), false)?;
                    new.extend(added.feeds);
                }
                Err(failure) => {
                    missing.insert(folder, failure);
                }
            }
        }
        let lists = self.store().mail_lists().map_err(of_store)?;
        let mut lines = Vec::new();
        for feed in feeds {
            let list = lists.iter().find(|list| address(&list.list) == feed.url);
            let gone = list
                .and_then(|list| list.folder.as_ref())
                .and_then(|folder| missing.get(folder));
            let brought: u32 = new
                .iter()
                .filter(|one| one.url == feed.url)
                .map(|one| one.new)
                .sum();
            lines.push(match gone {
                Some(failure) => {
                    let attempt = Attempt::Failed {
                        error: serde_json::to_string(failure).unwrap_or_default(),
                        next_try: None,
                        gone: false,
                    };
                    attempted(self, feed, failure.clone(), &attempt)?
                }
                None if brought > 0 => FeedReport {
                    new: brought,
                    ..line(feed, FeedStatus::Ok)
                },
                None => {
                    let attempt = Attempt::NotModified {
                        url: None,
                        etag: None,
                        last_modified: None,
                    };
                    unchanged(self, feed, &attempt)?
                }
            });
        }
        Ok(lines)
    }

    /// `wanted`: the reader named these files, so lists that were removed come back.
    fn read_mails(
        &self,
        found: Vec<MailFile>,
        folder: Option<&Path>,
        wanted: bool,
    ) -> Result<MailAdded, Failure> {
        let mut added = MailAdded::default();
        for portion in found.chunks(AT_ONCE) {
            let mut lists: BTreeMap<String, Vec<Mail>> = BTreeMap::new();
            for file in portion {
                match files::bytes(file).and_then(|bytes| mail::read(&bytes)) {
                    Some(mail) => {
                        added.mails += 1;
                        lists.entry(mail.list.clone()).or_default().push(mail);
                    }
                    None => added.unreadable.push(file.path.clone()),
                }
            }
            for (list, mails) in lists {
                let Some(feed) = self.file_mails(&list, mails, folder, wanted)? else {
                    continue;
                };
                match added.feeds.iter_mut().find(|one| one.id == feed.id) {
                    Some(one) => one.new += feed.new,
                    None => added.feeds.push(feed),
                }
            }
            self.store().mail_files_read(portion).map_err(of_store)?;
        }
        Ok(added)
    }

    /// Stores mails of one list; `None` where the reader removed it.
    fn file_mails(
        &self,
        list: &str,
        mut mails: Vec<Mail>,
        folder: Option<&Path>,
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
            folder: folder.map(files::name),
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
