//! Leaving a list: one POST (RFC 8058), or its page, or a mail.

use kazpost_api::{Code, Failure, MailList};
use kazpost_fetch::{Origin, Sending};
use kazpost_model::FeedKey;
use kazpost_store::MailList as Kept;
use url::Url;

use super::{SCHEME, address};
use crate::failure::{failure, not_found, of_fetch, of_store};
use crate::library::{Library, now};

/// What is sent, to the letter (RFC 8058, 3.2).
const CLICK: &[u8] = b"List-Unsubscribe=One-Click";

/// Nothing in the answer is of use but its status; so much of it is read, in bytes.
const MOST: u64 = 1 << 20;

impl Library {
    /// The newsletters among the feeds, and how each is left.
    pub fn mail_lists(&self) -> Result<Vec<MailList>, Failure> {
        let lists = self.store().mail_lists().map_err(of_store)?;
        let mut found = Vec::new();
        for kept in lists {
            if let Some(feed) = self.store().feed_at(&address(&kept.list)).map_err(of_store)? {
                found.push(MailList {
                    id: feed.key.as_str().into(),
                    title: feed.title,
                    one_click: click(&kept).and_then(|url| url.host_str().map(str::to_owned)),
                    page: kept.page,
                    mail: kept.mail,
                    ended: kept.ended,
                });
            }
        }
        Ok(found)
    }

    /// Asks a list's sender to end it, by the one click; to be called only when the reader said so. What was read
    /// stays.
    pub async fn mail_unsubscribe(&self, id: &str) -> Result<(), Failure> {
        let feed = self.store().feed(&FeedKey::from_text(id)).map_err(of_store)?;
        let list = feed.as_ref().and_then(|feed| feed.url.strip_prefix(SCHEME));
        let kept = list.map(|list| self.store().mail_list(list)).transpose();
        let kept = kept
            .map_err(of_store)?
            .flatten()
            .ok_or_else(|| not_found("newsletter", id))?;
        let url = click(&kept).ok_or_else(|| {
            failure(
                Code::BadRequest,
                &kept.list,
                "",
                format!("{} takes no one-click unsubscribe.", kept.list),
            )
        })?;
        let sending = Sending {
            content: Some(("application/x-www-form-urlencoded", CLICK.to_vec())),
            max_bytes: MOST,
            // A mail names it: the reader's own network is none of its business.
            origin: Origin::Content {
                trusted_host: is_test(&url)
                    .then(|| kazpost_fetch::host_and_port(&url))
                    .flatten(),
            },
            url: url.clone(),
        };
        let sent = self.client()?.send(sending).await;
        let sent = sent.map_err(|error| of_fetch(error.error))?;
        // A redirect is no yes: the click must not need another step (RFC 8058, 3.1).
        if !(200..300).contains(&sent.status) {
            let (url, status) = (url.as_str(), sent.status.to_string());
            let message = format!("{url} answered {status} to the unsubscribe.");
            return Err(failure(Code::HttpStatus, url, status, message));
        }
        self.store()
            .mail_list_ended(&kept.list, now().seconds())
            .map_err(of_store)
    }
}

/// Where the click goes, where it goes encrypted.
fn click(kept: &Kept) -> Option<Url> {
    let url = Url::parse(kept.one_click.as_deref()?).ok()?;
    (url.scheme() == "https" || is_test(&url)).then_some(url)
}

/// A server on this computer, and only where the tests' variable says that it may be one.
fn is_test(url: &Url) -> bool {
    let allowed = std::env::var_os("KAZPOST_TEST_LOOPBACK").is_some_and(|value| value == "1");
    allowed && kazpost_fetch::is_loopback(url)
}
