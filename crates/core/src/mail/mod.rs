//! Newsletters as reading: mails in files become the articles of a feed that is their list.

mod files;
mod filing;
mod leaving;
mod mailbox;
mod places;

use std::collections::BTreeMap;
use std::path::Path;

use kazpost_api::{Code, Failure, FeedReport, FeedStatus, MailAdded, MailFeed};
use kazpost_model::FeedKey;
use kazpost_newsletter::mail;
use kazpost_store::{Attempt, FeedRecord, MailFile};

use crate::failure::{failure, of_store};
use crate::library::Library;
use crate::refresh::feed::line;
use crate::refresh::work::{attempted, unchanged};

pub use mailbox::mailbox_request;
pub(crate) use mailbox::{Asked, Passwords};

/// Before what a list is known by, in the address of its feed.
const SCHEME: &str = "mail:";

/// So many mails are held in memory at once.
const AT_ONCE: usize = 64;

/// Whether a feed is read from mails and asked nowhere.
pub(crate) fn is_mail(feed: &FeedRecord) -> bool {
    feed.url.starts_with(SCHEME)
}

/// The ID of the feed that a list's mails become, by what the list is known by.
pub(crate) fn feed_of(list: &str) -> String {
    FeedKey::of_address(&address(&list.to_lowercase()))
        .as_str()
        .into()
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
            return Err(no_mail(&files::name(&path)));
        }
        if folder {
            self.store()
                .mail_folder_add(&files::name(&path))
                .map_err(of_store)?;
        }
        self.store().flush().map_err(of_store)?;
        Ok(added)
    }

    /// Reads one mail, as it was dropped onto the window; its list becomes a feed.
    pub fn mail_take(&self, bytes: &[u8]) -> Result<MailAdded, Failure> {
        let read = mail::read(bytes).ok_or_else(|| no_mail(""))?;
        let mut added = MailAdded::default();
        self.file_all(vec![read], None, true, &mut added)?;
        self.store().flush().map_err(of_store)?;
        Ok(added)
    }

    /// Reads what is new in the folders; a line for each list among the feeds, and with `all` for those that are new.
    /// `asked`: what the mailboxes brought.
    pub(crate) fn sync_mails(
        &self,
        feeds: &[FeedRecord],
        asked: Asked,
        all: bool,
    ) -> Result<Vec<FeedReport>, Failure> {
        let known = self.store().mail_files().map_err(of_store)?;
        let (mut new, mut missing): (Vec<MailFeed>, BTreeMap<String, Failure>) = (asked.new, asked.failed);
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
        // Lists that were not there when the sync began.
        for one in new.iter().filter(|one| one.new > 0) {
            let told = |id: &str| lines.iter().any(|line: &FeedReport| line.id == id);
            let known = all && !told(&one.id);
            let feed = known.then(|| self.store().feed(&FeedKey::from_text(&one.id)));
            if let Some(feed) = feed.transpose().map_err(of_store)?.flatten() {
                lines.push(FeedReport {
                    new: one.new,
                    ..line(&feed, FeedStatus::Ok)
                });
            }
        }
        Ok(lines)
    }

    /// The folder or mailbox that a newsletter was last found in.
    pub(crate) fn mail_place_of(&self, feed: &FeedRecord) -> Result<Option<String>, Failure> {
        let list = feed.url.strip_prefix(SCHEME).unwrap_or_default();
        let kept = self.store().mail_list(list).map_err(of_store)?;
        Ok(kept.and_then(|kept| kept.folder))
    }

    /// `wanted`: the reader named these files, so lists that were removed come back.
    fn read_mails(
        &self,
        found: Vec<MailFile>,
        folder: Option<&Path>,
        wanted: bool,
    ) -> Result<MailAdded, Failure> {
        let place = folder.map(files::name);
        let mut added = MailAdded::default();
        for portion in found.chunks(AT_ONCE) {
            let mut mails = Vec::new();
            for file in portion {
                match files::bytes(file).and_then(|bytes| mail::read(&bytes)) {
                    Some(mail) => mails.push(mail),
                    None => added.unreadable.push(file.path.clone()),
                }
            }
            self.file_all(mails, place.as_deref(), wanted, &mut added)?;
            self.store().mail_files_read(portion).map_err(of_store)?;
        }
        Ok(added)
    }
}

fn no_mail(name: &str) -> Failure {
    let what = if name.is_empty() { "This" } else { name };
    failure(
        Code::NotAMail,
        name,
        "",
        format!("{what} is no mail that can be read."),
    )
}
