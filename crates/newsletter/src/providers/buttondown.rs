use url::Url;

use super::below;
use crate::conversation::words;
use crate::{Ask, Means, Provider, Refusal, Reply, SignUp, Step, Verdict};

/// Where Buttondown is.
pub(super) fn usual() -> Url {
    Url::parse("https://buttondown.com/").expect("this is an address")
}

/// Buttondown's embedded form. <https://docs.buttondown.com/building-your-subscriber-base>
pub(super) struct Buttondown {
    pub(super) account: String,
    pub(super) address: Url,
}

impl Provider for Buttondown {
    fn begin(&self, sign_up: &SignUp<'_>) -> Option<Ask> {
        let mut url = below(&self.address, "api/emails/embed-subscribe/")?;
        url.path_segments_mut().ok()?.pop_if_empty().push(&self.account);
        let mut fields = vec![
            ("email".to_owned(), sign_up.address.text()),
            ("embed".to_owned(), "1".to_owned()),
        ];
        if let Some(tag) = sign_up.list {
            fields.push(("tag".to_owned(), tag.to_owned()));
        }
        Some(Ask {
            url,
            means: Means::Form(fields),
            decisive: true,
        })
    }

    fn next(&self, _: &SignUp<'_>, _: &Ask, reply: &Reply) -> Step {
        Step::End(match reply.common() {
            Some(verdict) => verdict,
            None if reply.status < 400 => Verdict::CheckInbox,
            None => {
                let said = reply.json().unwrap_or_default();
                let message = said["detail"].as_str().map(words).unwrap_or_default();
                Verdict::Refused(match reply.status {
                    400 | 422 => Refusal::Address(message),
                    status => Refusal::Other(status, message),
                })
            }
        })
    }
}
