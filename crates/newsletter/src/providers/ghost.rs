use serde_json::json;
use url::Url;

use super::below;
use crate::conversation::words;
use crate::{Ask, Means, Provider, Refusal, Reply, SignUp, Step, Verdict};

/// Ghost 5, as it answers in fact (`members-api/controllers/RouterController.js` in TryGhost/Ghost): a token against
/// forged requests, then the mail with the magic link, as its own Portal asks for them. A double is answered as the
/// first was.
pub(super) struct Ghost(pub(super) Url);

impl Provider for Ghost {
    fn begin(&self, _: &SignUp<'_>) -> Option<Ask> {
        Some(Ask {
            url: below(&self.0, "members/api/integrity-token/")?,
            means: Means::Get,
            decisive: false,
        })
    }

    fn next(&self, sign_up: &SignUp<'_>, asked: &Ask, reply: &Reply) -> Step {
        let ok = (200..300).contains(&reply.status);
        if !asked.decisive && ok {
            let mut said = json!({
                "email": sign_up.address.text(),
                "emailType": "subscribe",
                "labels": [],
                "integrityToken": reply.text().trim(),
            });
            if let Some(list) = sign_up.list {
                said["newsletters"] = json!([{ "name": list }]);
            }
            // Where the link in the mail leads back to. Ghost takes only pages of its own there.
            if let Some(back) = sign_up.way_back().filter(|back| back.origin() == self.0.origin()) {
                said["redirect"] = json!(back);
            }
            if let Some(url) = below(&self.0, "members/api/send-magic-link/") {
                return Step::Ask(Ask {
                    url,
                    means: Means::Json(said),
                    decisive: true,
                });
            }
        }
        Step::End(match reply.common() {
            Some(verdict) => verdict,
            None if asked.decisive && ok => Verdict::CheckInbox,
            None => {
                let said = reply.json();
                let message = said
                    .as_ref()
                    .and_then(|said| said["errors"][0]["message"].as_str())
                    .map(words)
                    .unwrap_or_default();
                Verdict::Refused(match reply.status {
                    // `messages` in RouterController.js: what is wrong stands in its words alone.
                    400 if message.starts_with("Cannot subscribe to") => Refusal::NoNewsletter,
                    // Without JSON it is the mail server that took the address for none (EENVELOPE).
                    400 if said.is_none() || message.starts_with("Email") => Refusal::Address(message),
                    status => Refusal::Other(status, message),
                })
            }
        })
    }
}
