use url::Url;

use crate::conversation::words;
use crate::{Ask, Means, Provider, Refusal, Reply, SignUp, Step, Verdict};

/// The way that MailerLite's embedded form takes. <https://www.mailerlite.com/help/how-to-embed-a-form>
pub(super) struct Mailerlite(pub(super) Url);

impl Provider for Mailerlite {
    fn begin(&self, sign_up: &SignUp<'_>) -> Option<Ask> {
        let mut fields = vec![
            ("fields[email]".to_owned(), sign_up.address.text()),
            ("ml-submit".to_owned(), "1".to_owned()),
            ("anticsrf".to_owned(), "true".to_owned()),
        ];
        if let Some(group) = sign_up.list {
            fields.push(("groups[]".to_owned(), group.to_owned()));
        }
        Some(Ask {
            url: self.0.clone(),
            means: Means::Form(fields),
            decisive: true,
        })
    }

    fn next(&self, _: &SignUp<'_>, _: &Ask, reply: &Reply) -> Step {
        if let Some(verdict) = reply.common() {
            return Step::End(verdict);
        }
        let said = reply.json().unwrap_or_default();
        let about_mail = said["errors"]["fields"]["email"][0].as_str().map(words);
        Step::End(match (said["success"].as_bool(), about_mail) {
            (Some(true), _) => Verdict::Sent,
            (_, Some(message)) => Verdict::Refused(Refusal::Address(message)),
            _ => Verdict::Refused(Refusal::Other(reply.status, String::new())),
        })
    }
}
