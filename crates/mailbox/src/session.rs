use std::time::Duration;

use async_imap::imap_proto::{NameAttribute, Response, Status};
use async_imap::types::Fetch;
use async_imap::{Authenticator, Client};
use futures_util::TryStreamExt;
use tokio::time::timeout;

use crate::error::About;
use crate::stream::{Allowance, Stream};
use crate::{Account, Error, LARGEST, Password, Place, names};

/// A command may take so long, and one that brings mails so long.
const COMMAND: Duration = Duration::from_secs(60);
const MAILS: Duration = Duration::from_secs(300);

/// Bytes of an answer that brings no mails.
const ANSWER: u64 = 8 << 20;

/// Servers round the size of a mail, and write around it.
const SLACK: u64 = 1 << 20;

/// What a mail's head says of it being a list's.
const HEADS: &str = "(UID RFC822.SIZE BODY.PEEK[HEADER.FIELDS (LIST-ID LIST-UNSUBSCRIBE)])";

/// A folder that is open for reading.
pub struct Session {
    imap: async_imap::Session<Stream>,
    allowance: Allowance,
    validity: u32,
}

/// What is known of a mail before it is fetched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found {
    /// Its number in the folder, for as long as [`Session::validity`] stays.
    pub uid: u32,
    /// In bytes, as the server says.
    pub size: u32,
    /// Its head names a list, or how to leave one.
    pub list: bool,
}

/// The folders that can be opened, the inbox first.
pub async fn folders(account: &Account, password: &Password) -> Result<Vec<String>, Error> {
    let (mut imap, allowance) = log_in(account, password).await?;
    allowance.grant(ANSWER);
    let listed = async {
        let names = imap.list(None, Some("*")).await?;
        names.try_collect::<Vec<_>>().await
    };
    let listed = within(COMMAND, listed, About::Other).await?;
    let mut found: Vec<String> = listed
        .iter()
        .filter(|name| !name.attributes().contains(&NameAttribute::NoSelect))
        .map(|name| names::decoded(name.name()))
        .collect();
    found.sort_by_key(|name| (!name.eq_ignore_ascii_case("INBOX"), name.to_lowercase()));
    found.dedup();
    drop(listed);
    leave(imap).await;
    Ok(found)
}

async fn log_in(
    account: &Account,
    password: &Password,
) -> Result<(async_imap::Session<Stream>, Allowance), Error> {
    let allowance = Allowance::default();
    allowance.grant(ANSWER);
    let stream = Stream::open(account, allowance.clone()).await?;
    let mut client = Client::new(stream);
    let greeting = async {
        client
            .read_response()
            .await
            .map_err(async_imap::error::Error::from)
    };
    let greeting = within(COMMAND, greeting, About::Other).await?;
    let greeting = greeting.ok_or_else(|| Error::Broken("the server hung up".into()))?;
    match greeting.parsed() {
        Response::Data {
            status: Status::Ok, ..
        } => {}
        Response::Data { outcome, .. } => {
            let words = outcome.information.as_deref().unwrap_or_default();
            return Err(Error::Refused(words.chars().take(200).collect()));
        }
        _ => return Err(Error::Broken("the server does not greet as IMAP does".into())),
    }
    drop(greeting);
    // LOGIN is what every server takes; it is written in ASCII, the other is not (RFC 4616).
    let ascii = account.user.is_ascii() && password.text().is_ascii();
    let logging_in = async {
        let done = if ascii {
            client.login(&account.user, password.text()).await
        } else {
            client.authenticate("PLAIN", Plain(account, password)).await
        };
        done.map_err(|(error, _)| error)
    };
    let imap = within(COMMAND, logging_in, About::Password).await?;
    Ok((imap, allowance))
}

struct Plain<'a>(&'a Account, &'a Password);

impl Authenticator for Plain<'_> {
    type Response = String;

    fn process(&mut self, _: &[u8]) -> String {
        format!("\0{}\0{}", self.0.user, self.1.text())
    }
}

impl Session {
    /// Opens a folder for reading only.
    pub async fn open(place: &Place, password: &Password) -> Result<Session, Error> {
        let (mut imap, allowance) = log_in(&place.account, password).await?;
        allowance.grant(ANSWER);
        let folder = names::encoded(&place.folder);
        let opened = within(COMMAND, imap.examine(&folder), About::Folder).await?;
        // Without it the numbers mean nothing from one time to the next (RFC 3501, 2.3.1.1).
        let validity = opened
            .uid_validity
            .ok_or_else(|| Error::Refused("it does not number its mails".into()))?;
        Ok(Session {
            imap,
            allowance,
            validity,
        })
    }

    /// Stays for as long as the numbers of its mails do.
    pub fn validity(&self) -> u32 {
        self.validity
    }

    /// The numbers of the mails after this one, in order.
    pub async fn after(&mut self, uid: u32) -> Result<Vec<u32>, Error> {
        self.allowance.grant(ANSWER);
        let query = format!("UID {}:*", u64::from(uid) + 1);
        let found = within(COMMAND, self.imap.uid_search(query), About::Other).await?;
        // `*` is the last mail even where that is an older one (RFC 3501, 6.4.8).
        let mut found: Vec<u32> = found.into_iter().filter(|found| *found > uid).collect();
        found.sort_unstable();
        Ok(found)
    }

    /// What these mails are.
    pub async fn look(&mut self, uids: &[u32]) -> Result<Vec<Found>, Error> {
        let fetched = self.fetch(uids, HEADS, ANSWER, COMMAND).await?;
        let found = fetched.iter().filter_map(|mail| {
            Some(Found {
                uid: mail.uid?,
                size: mail.size?,
                list: mail.header().is_some_and(|head| head.contains(&b':')),
            })
        });
        let mut found: Vec<Found> = found.filter(|found| uids.contains(&found.uid)).collect();
        found.sort_unstable_by_key(|found| found.uid);
        found.dedup_by_key(|found| found.uid);
        Ok(found)
    }

    /// The mails themselves; those that are gone meanwhile are not among them. They are not marked as read by it.
    pub async fn mails(&mut self, found: &[Found]) -> Result<Vec<(u32, Vec<u8>)>, Error> {
        let uids: Vec<u32> = found.iter().map(|found| found.uid).collect();
        let size: u64 = found.iter().map(|found| u64::from(found.size.min(LARGEST))).sum();
        let fetched = self
            .fetch(&uids, "(UID BODY.PEEK[])", size + size / 2 + SLACK, MAILS)
            .await?;
        let mails = fetched
            .iter()
            .filter_map(|mail| Some((mail.uid?, mail.body()?.to_vec())));
        Ok(mails.filter(|(uid, _)| uids.contains(uid)).collect())
    }

    async fn fetch(
        &mut self,
        uids: &[u32],
        what: &str,
        most: u64,
        wait: Duration,
    ) -> Result<Vec<Fetch>, Error> {
        if uids.is_empty() {
            return Ok(Vec::new());
        }
        self.allowance.grant(most);
        let set = uids.iter().map(u32::to_string).collect::<Vec<_>>().join(",");
        let fetched = async {
            let stream = self.imap.uid_fetch(set, what).await?;
            stream.try_collect().await
        };
        within(wait, fetched, About::Other).await
    }

    /// Says goodbye.
    pub async fn close(self) {
        leave(self.imap).await;
    }
}

async fn leave(mut imap: async_imap::Session<Stream>) {
    // A server that does not answer a goodbye has been left all the same.
    let _ = timeout(Duration::from_secs(5), imap.logout()).await;
}

async fn within<T>(
    wait: Duration,
    what: impl Future<Output = async_imap::error::Result<T>>,
    about: About,
) -> Result<T, Error> {
    match timeout(wait, what).await {
        Ok(done) => done.map_err(|error| Error::of(&error, about)),
        Err(_) => Err(Error::TimedOut),
    }
}
