use serde_json::json;
use url::Url;

use super::below;
use crate::conversation::words;
use crate::{Ask, Means, Provider, Refusal, Reply, SignUp, Step, Verdict};

/// listmonk's public endpoint. <https://listmonk.app/docs/apis/subscribers/#post-apipublicsubscription>
pub(super) struct Listmonk(pub(super) Url);

impl Provider for Listmonk {
    fn begin(&self, sign_up: &SignUp<'_>) -> Option<Ask> {
        let lists: Vec<&str> = sign_up.list.into_iter().collect();
        Some(Ask {
            url: below(&self.0, "api/public/subscription")?,
            means: Means::Json(json!({
                "email": sign_up.address.text(),
                "name": "",
                "list_uuids": lists,
            })),
            decisive: true,
        })
    }

    fn next(&self, _: &SignUp<'_>, _: &Ask, reply: &Reply) -> Step {
        let said = reply.json().unwrap_or_default();
        Step::End(match reply.common() {
            Some(verdict) => verdict,
            None if reply.status == 200 && said["data"]["has_optin"] == true => Verdict::CheckInbox,
            None if reply.status == 200 && !said["data"].is_null() => Verdict::Sent,
            None => {
                let message = said["message"].as_str().map(words).unwrap_or_default();
                // All that it refuses is a 400, in words of its own language: a switched-off page and an unknown list too.
                // In each of those languages, those of an address hold "mail".
                let about_mail = message.to_lowercase().contains("mail");
                Verdict::Refused(match reply.status {
                    400 if about_mail => Refusal::Address(message),
                    status => Refusal::Other(status, message),
                })
            }
        })
    }
}
