use url::Url;

use crate::conversation::words;
use crate::{Ask, Means, Provider, Refusal, Reply, SignUp, Step, Verdict};

/// The way that Mailchimp's embedded form takes: `/subscribe/post-json`, always status 200, judged by `result`.
/// <https://mailchimp.com/help/host-your-own-signup-forms/>
pub(super) struct Mailchimp(pub(super) Url);

impl Provider for Mailchimp {
    fn begin(&self, sign_up: &SignUp<'_>) -> Option<Ask> {
        let mut url = self.0.clone();
        let path = url.path().to_owned();
        let path = path.trim_end_matches('/');
        if !path.ends_with("/post-json") {
            url.set_path(&format!("{}/post-json", path.strip_suffix("/post")?));
        }
        let of = |name: &str| {
            let found = self.0.query_pairs().find(|(held, _)| held == name);
            found.map(|(_, value)| value.into_owned())
        };
        let (account, audience) = (of("u")?, of("id")?);
        url.query_pairs_mut()
            .append_pair("EMAIL", &sign_up.address.text())
            // The field that only robots fill.
            .append_pair(&format!("b_{account}_{audience}"), "");
        if let Some(tag) = sign_up.list {
            url.query_pairs_mut().append_pair("tags", tag);
        }
        Some(Ask {
            url,
            means: Means::Get,
            decisive: true,
        })
    }

    fn next(&self, _: &SignUp<'_>, _: &Ask, reply: &Reply) -> Step {
        if let Some(verdict) = reply.common() {
            return Step::End(verdict);
        }
        let said = reply.json().unwrap_or_default();
        let message = said["msg"].as_str().map(words).unwrap_or_default();
        // Some messages name the field that they are about by its place: "0 - Please enter a value". Ours is the first.
        let (field, message) = match message.split_once(" - ") {
            Some((field, rest)) if field.parse::<u8>().is_ok() => (field.parse::<u8>().ok(), rest.to_owned()),
            _ => (None, message),
        };
        Step::End(match said["result"].as_str() {
            Some("success") if message.to_lowercase().contains("confirm") => Verdict::CheckInbox,
            Some("success") => Verdict::Sent,
            // Their own script opens the hosted form then.
            _ if message == "captcha" => Verdict::Refused(Refusal::NeedsPage),
            _ if field == Some(0) => Verdict::Refused(Refusal::Address(message)),
            _ => Verdict::Refused(Refusal::Other(reply.status, message)),
        })
    }
}

/// The form that ends it, for whoever types the address there: the audience's own, beside the one that begins it.
pub(super) fn leave_page(action: &Url) -> Option<Url> {
    let of = |name: &str| action.query_pairs().find(|(held, _)| held == name);
    let (account, audience) = (of("u")?.1, of("id")?.1);
    let mut page = action.join("/unsubscribe").ok()?;
    page.query_pairs_mut()
        .append_pair("u", &account)
        .append_pair("id", &audience);
    Some(page)
}
