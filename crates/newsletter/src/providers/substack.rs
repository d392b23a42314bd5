use url::Url;

use super::below;
use crate::conversation::words;
use crate::{Ask, Means, Provider, Refusal, Reply, SignUp, Step, Verdict};

/// The way that the sign-up form of a Substack takes where it may run no script.
pub(super) struct Substack(pub(super) Url);

impl Provider for Substack {
    fn begin(&self, sign_up: &SignUp<'_>) -> Option<Ask> {
        Some(Ask {
            url: below(&self.0, "api/v1/free?nojs=true")?,
            means: Means::Form(vec![
                ("email".to_owned(), sign_up.address.text()),
                ("source".to_owned(), "embed".to_owned()),
            ]),
            decisive: true,
        })
    }

    fn next(&self, _: &SignUp<'_>, _: &Ask, reply: &Reply) -> Step {
        let said = reply.json().unwrap_or_default();
        Step::End(match reply.common() {
            Some(verdict) => verdict,
            None if reply.status < 400 && said["requires_confirmation"] == true => Verdict::CheckInbox,
            None if reply.status < 400 => Verdict::Sent,
            None => {
                let message = said["errors"][0]["msg"].as_str().map(words).unwrap_or_default();
                Verdict::Refused(match reply.status {
                    400 | 422 => Refusal::Address(message),
                    status => Refusal::Other(status, message),
                })
            }
        })
    }
}
