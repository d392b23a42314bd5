use url::Url;

use crate::{Ask, Means, Provider, Refusal, Reply, SignUp, Step, Verdict, form};

/// A page with a form, read when it is needed: its tokens are young then.
pub(super) struct Page(pub(super) Url);

/// What stands in a page that lets in nobody without a puzzle.
const PUZZLES: [&str; 5] = [
    "g-recaptcha",
    "h-captcha",
    "cf-turnstile",
    "friendly-challenge",
    "frc-captcha",
];

impl Provider for Page {
    fn begin(&self, _: &SignUp<'_>) -> Option<Ask> {
        Some(Ask {
            url: self.0.clone(),
            means: Means::Get,
            decisive: false,
        })
    }

    fn next(&self, sign_up: &SignUp<'_>, asked: &Ask, reply: &Reply) -> Step {
        if let Some(verdict) = reply.common() {
            return Step::End(verdict);
        }
        if asked.decisive {
            // What a page says then is for people; that it took the form is all that can be known.
            return Step::End(match reply.status {
                200..=399 => Verdict::Sent,
                status => Verdict::Refused(Refusal::Other(status, String::new())),
            });
        }
        let page = reply.text();
        if reply.status >= 300 {
            return Step::End(Verdict::Refused(Refusal::NoNewsletter));
        }
        match form::fill(&page, &self.0, &sign_up.address.text(), sign_up.token) {
            Some(_) if PUZZLES.iter().any(|mark| page.contains(mark)) => {
                Step::End(Verdict::Refused(Refusal::NeedsPage))
            }
            Some(ask) => Step::Ask(ask),
            None => Step::End(Verdict::Refused(Refusal::NoNewsletter)),
        }
    }
}
