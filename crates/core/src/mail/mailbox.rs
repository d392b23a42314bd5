//! Newsletters in a mailbox.

use std::collections::{BTreeMap, HashMap};

use kazpost_api::{Code, Failure, MailAdded, MailFeed, MailboxAdded, MailboxRequest};
use kazpost_mailbox::{self as mailbox, Account, BadPlace, Found, Password, Place, Session};
use kazpost_newsletter::mail;
use kazpost_store::Mailbox;

use crate::failure::{failure, of_store};
use crate::library::{Library, locked};
use crate::whole_text::blocking;

/// Of a mailbox that was never read, so many of the newest mails are.
const FIRST: usize = 1000;

/// The heads of so many mails are looked at in one question.
const AT_ONCE: usize = 64;

/// Mails are fetched together up to so many bytes.
const TOGETHER: u32 = 8 << 20;

/// Passwords for as long as the program runs.
#[derive(Debug, Default)]
pub(crate) struct Passwords {
    /// Typed, where no keyring keeps them.
    typed: HashMap<Account, Password>,
    /// Given to the program as it started, for the one account that there is.
    lent: Option<Password>,
}

/// What the mailboxes brought with a sync.
#[derive(Debug, Default)]
pub(crate) struct Asked {
    /// The lists that had mails.
    pub(super) new: Vec<MailFeed>,
    /// The mailboxes that could not be read, by their addresses.
    pub(super) failed: BTreeMap<String, Failure>,
}

impl Library {
    /// The password of the one account whose mailboxes are read, for as long as the program runs. It is kept nowhere,
    /// and of no use where there are several accounts: none of them may learn another's.
    pub fn mailbox_password_lent(&self, password: &str) {
        locked(&self.0.passwords).lent = Some(Password::new(password));
    }

    /// The folders of an account that can be read.
    pub async fn mailbox_folders(&self, request: &MailboxRequest) -> Result<Vec<String>, Failure> {
        let place = wanted(request)?;
        let password = self.password(&place.account, request.password.as_deref()).await?;
        let folders = mailbox::folders(&place.account, &password).await;
        folders.map_err(|error| of_mailbox(&place, error))
    }

    /// Reads a mailbox, and with every sync again; each list in it becomes a feed. A password that lets in goes into
    /// the system's keyring.
    pub async fn mailbox_add(&self, request: &MailboxRequest) -> Result<MailboxAdded, Failure> {
        let place = wanted(request)?;
        let password = self.password(&place.account, request.password.as_deref()).await?;
        let session = Session::open(&place, &password).await;
        let session = session.map_err(|error| of_mailbox(&place, error))?;
        let mut not_kept = None;
        if request.password.is_some() {
            let (account, kept) = (place.account.clone(), password.clone());
            let keeping = blocking(move || Ok(mailbox::keep(&account, &kept))).await?;
            not_kept = keeping.err().map(|cause| cause.0);
            if not_kept.is_some() {
                locked(&self.0.passwords)
                    .typed
                    .insert(place.account.clone(), password);
            }
        }
        let address = place.to_string();
        self.store().mailbox_add(&address).map_err(of_store)?;
        self.store().mailbox_failed(&address, "").map_err(of_store)?;
        let added = self.read_session(&place, session, true).await?;
        self.store().flush().map_err(of_store)?;
        Ok(MailboxAdded {
            place: address,
            added,
            not_kept,
        })
    }

    /// Reads what is new in the mailboxes, or in `only` one of them. What fails is noted and stops no other.
    pub(crate) async fn ask_mailboxes(&self, only: Option<&str>) -> Result<Asked, Failure> {
        let mut asked = Asked::default();
        for kept in self.store().mailboxes().map_err(of_store)? {
            if only.is_some_and(|only| only != kept.address) {
                continue;
            }
            // A wrong password that is tried again and again locks the reader out everywhere.
            let refused = serde_json::from_str::<Failure>(&kept.failure).ok();
            let refused = refused.filter(|failure| failure.code == Code::MailPassword);
            let lent = locked(&self.0.passwords).lent.is_some();
            if let (Some(failure), false) = (refused, lent) {
                asked.failed.insert(kept.address, failure);
                continue;
            }
            let said = match self.read_mailbox(&kept).await {
                Ok(added) => {
                    asked.new.extend(added.feeds);
                    String::new()
                }
                Err(failure) => {
                    let said = serde_json::to_string(&failure).unwrap_or_default();
                    asked.failed.insert(kept.address.clone(), failure);
                    said
                }
            };
            if said != kept.failure {
                self.store()
                    .mailbox_failed(&kept.address, &said)
                    .map_err(of_store)?;
            }
        }
        Ok(asked)
    }

    async fn read_mailbox(&self, kept: &Mailbox) -> Result<MailAdded, Failure> {
        let place = Place::parse(&kept.address).map_err(bad_place)?;
        let password = self.password(&place.account, None).await?;
        let session = Session::open(&place, &password).await;
        let session = session.map_err(|error| of_mailbox(&place, error))?;
        self.read_session(&place, session, false).await
    }

    /// Reads on where it was left. What was stored before something fails stays, and is not fetched again.
    async fn read_session(
        &self,
        place: &Place,
        mut session: Session,
        wanted: bool,
    ) -> Result<MailAdded, Failure> {
        let failed = |error| of_mailbox(place, error);
        let address = place.to_string();
        let kept = self.store().mailboxes().map_err(of_store)?;
        let kept = kept.into_iter().find(|kept| kept.address == address);
        let validity = session.validity();
        // Whoever names a mailbox anew wants its lists back: all of it is looked at again.
        let last = kept.filter(|kept| kept.validity == validity && !wanted);
        let last = last.map_or(0, |kept| kept.last);
        let mut uids = session.after(last).await.map_err(failed)?;
        if last == 0 {
            uids.drain(..uids.len().saturating_sub(FIRST));
        }
        let mut added = MailAdded::default();
        for portion in uids.chunks(AT_ONCE) {
            let found = session.look(portion).await.map_err(failed)?;
            let mut together = Vec::new();
            for mail in found {
                // Letters lie in the inbox too, and a letter is no newsletter.
                if place.is_inbox() && !mail.list {
                    continue;
                }
                if mail.size > mailbox::LARGEST {
                    added.unreadable.push(format!("{address};UID={}", mail.uid));
                    continue;
                }
                let held: u32 = together.iter().map(|held: &Found| held.size).sum();
                if !together.is_empty() && held.saturating_add(mail.size) > TOGETHER {
                    let portion = std::mem::take(&mut together);
                    self.fetch_and_file(place, &mut session, portion, wanted, &mut added)
                        .await?;
                }
                together.push(mail);
            }
            self.fetch_and_file(place, &mut session, together, wanted, &mut added)
                .await?;
            if let Some(last) = portion.last() {
                self.store()
                    .mailbox_read(&address, validity, *last)
                    .map_err(of_store)?;
            }
        }
        if uids.is_empty() {
            self.store()
                .mailbox_read(&address, validity, last)
                .map_err(of_store)?;
        }
        session.close().await;
        Ok(added)
    }

    async fn fetch_and_file(
        &self,
        place: &Place,
        session: &mut Session,
        found: Vec<Found>,
        wanted: bool,
        added: &mut MailAdded,
    ) -> Result<(), Failure> {
        let fetched = session.mails(&found).await;
        let fetched = fetched.map_err(|error| of_mailbox(place, error))?;
        let (library, address) = (self.clone(), place.to_string());
        let mut so_far = std::mem::take(added);
        *added = blocking(move || {
            let mut mails = Vec::new();
            for (uid, bytes) in fetched {
                match mail::read(&bytes) {
                    Some(mail) => mails.push(mail),
                    None => so_far.unreadable.push(format!("{address};UID={uid}")),
                }
            }
            library.file_all(mails, Some(&address), wanted, &mut so_far)?;
            Ok(so_far)
        })
        .await?;
        Ok(())
    }

    /// The password that was typed just now or since the program runs, or the one in the keyring.
    async fn password(&self, account: &Account, typed: Option<&str>) -> Result<Password, Failure> {
        if let Some(typed) = typed {
            return Ok(Password::new(typed));
        }
        let accounts = self.accounts()?;
        {
            let passwords = locked(&self.0.passwords);
            // The one that there is, or the first that is to be.
            let alone = accounts.iter().all(|other| other == account);
            let lent = passwords.lent.as_ref().filter(|_| alone);
            if let Some(held) = passwords.typed.get(account).or(lent) {
                return Ok(held.clone());
            }
        }
        let asked = account.clone();
        let missing = match blocking(move || Ok(mailbox::kept(&asked))).await? {
            Ok(Some(password)) => return Ok(password),
            Ok(None) => "no password is kept for it".to_owned(),
            Err(cause) => cause.to_string(),
        };
        Err(failure(
            Code::MailPasswordNeeded,
            format!("{} · {}", account.user, account.host),
            &missing,
            format!(
                "The password of {} at {} is needed: {missing}.",
                account.user, account.host
            ),
        ))
    }

    fn accounts(&self) -> Result<Vec<Account>, Failure> {
        let kept = self.store().mailboxes().map_err(of_store)?;
        let mut accounts: Vec<Account> = kept
            .iter()
            .filter_map(|kept| Some(Place::parse(&kept.address).ok()?.account))
            .collect();
        accounts.sort();
        accounts.dedup();
        Ok(accounts)
    }

    /// Forgets the password of an account of which no mailbox is read any more.
    pub(super) fn forget_password(&self, account: &Account) -> Result<(), Failure> {
        if self.accounts()?.contains(account) {
            return Ok(());
        }
        locked(&self.0.passwords).typed.remove(account);
        // Without a keyring nothing is in it.
        let _ = mailbox::forget(account);
        Ok(())
    }
}

/// The mailbox at an `imaps://` address.
pub fn mailbox_request(address: &str, password: Option<String>) -> Result<MailboxRequest, Failure> {
    let place = Place::parse(address).map_err(bad_place)?;
    Ok(MailboxRequest {
        server: format!("{}:{}", place.account.host, place.account.port),
        user: place.account.user,
        password,
        folder: Some(place.folder),
    })
}

fn wanted(request: &MailboxRequest) -> Result<Place, Failure> {
    let account = Account::at(&request.server, &request.user);
    let account = account.map_err(bad_place)?;
    let folder = request.folder.as_deref().map(str::trim);
    Ok(account.folder(folder.filter(|folder| !folder.is_empty()).unwrap_or("INBOX")))
}

/// What was typed is not repeated: it may hold a password.
fn bad_place(cause: BadPlace) -> Failure {
    let message = match cause {
        BadPlace::Password => "A password has no place in an address: it would be seen and kept.",
        BadPlace::Shape => "That names no mailbox; one is written imaps://user@server/folder.",
    };
    failure(Code::BadMailbox, "", "", message)
}

fn of_mailbox(place: &Place, error: mailbox::Error) -> Failure {
    use mailbox::Error;
    let host = &place.account.host;
    let said = error.to_string();
    let message = format!("{host}: {}.", said.trim_end_matches('.'));
    match error {
        Error::Unreachable(_) => failure(Code::Unreachable, host, "", message),
        Error::TimedOut => failure(Code::TimedOut, host, "", message),
        Error::Certificate(_) => failure(Code::Tls, host, "", message),
        Error::Password(words) => failure(Code::MailPassword, host, words, message),
        Error::Folder(words) => failure(Code::MailFolder, &place.folder, words, message),
        Error::Refused(words) => failure(Code::MailRefused, host, words, message),
        Error::Broken(_) => failure(Code::Truncated, host, "", message),
        Error::TooMuch => failure(
            Code::TooLarge,
            host,
            (mailbox::LARGEST >> 20).to_string(),
            message,
        ),
    }
}
