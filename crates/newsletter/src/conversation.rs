use std::time::Duration;

use url::Url;

use crate::Address;

/// Who signs up for what.
#[derive(Clone, Debug)]
pub struct SignUp<'a> {
    /// Where the newsletter goes.
    pub address: &'a Address,
    /// The provider's own name of the newsletter (an id), where it has several.
    pub list: Option<&'a str>,
    /// A token of the caller's, for providers that carry something along: who brings it back has followed the link
    /// that confirms.
    pub token: &'a str,
    /// The publication's page that hands the token back, where it has one.
    pub back: Option<&'a Url>,
}

impl SignUp<'_> {
    /// The page that hands the token back, with the token.
    pub(crate) fn way_back(&self) -> Option<Url> {
        let mut url = self.back?.clone();
        url.query_pairs_mut().append_pair(TOKEN, self.token);
        Some(url)
    }
}

/// What the token is called in addresses and forms.
pub(crate) const TOKEN: &str = "kazpost";

/// One request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ask {
    /// Where to. https, but on loopback.
    pub url: Url,
    /// How.
    pub means: Means,
    /// True for the request that signs up. One that comes before it may be repeated; this one may not.
    pub decisive: bool,
}

/// How something is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Means {
    /// GET.
    Get,
    /// POST of a form (`application/x-www-form-urlencoded`).
    Form(Vec<(String, String)>),
    /// POST of JSON.
    Json(serde_json::Value),
}

/// What came back. A redirect is an answer too; it is not followed.
#[derive(Clone, Debug)]
pub struct Reply {
    /// The status.
    pub status: u16,
    /// The document.
    pub body: Vec<u8>,
    /// `Retry-After`.
    pub retry_after: Option<Duration>,
}

/// What comes next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// Another request.
    Ask(Ask),
    /// The end.
    End(Verdict),
}

/// How it ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Taken. Whether anything follows the provider does not say.
    Sent,
    /// A mail with a link has been promised.
    CheckInbox,
    /// Not taken.
    Refused(Refusal),
    /// Not now: after so long, or when the caller thinks best.
    Later(Option<Duration>),
}

/// Why a provider did not take a sign-up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// It takes the address for none; its own words where it has any.
    Address(String),
    /// There is no such newsletter, or no form where one should be.
    NoNewsletter,
    /// It wants something that an app cannot give (a picture puzzle, a secret).
    NeedsPage,
    /// Anything else: the status, and its own words where it has any.
    Other(u16, String),
}

/// A provider's protocol.
pub trait Provider: Send + Sync {
    /// The first request. `None`: what the publication says about its provider makes none.
    fn begin(&self, sign_up: &SignUp<'_>) -> Option<Ask>;

    /// What the answer to `asked` means.
    fn next(&self, sign_up: &SignUp<'_>, asked: &Ask, reply: &Reply) -> Step;
}

impl Reply {
    /// The document as text.
    pub(crate) fn text(&self) -> std::borrow::Cow<'_, str> {
        String::from_utf8_lossy(&self.body)
    }

    /// The document as JSON, also within the call of a function (JSONP).
    pub(crate) fn json(&self) -> Option<serde_json::Value> {
        let text = self.text();
        let text = text.trim().trim_end_matches(';');
        serde_json::from_str(text).ok().or_else(|| {
            let inner = &text[text.find('(')? + 1..text.rfind(')')?];
            serde_json::from_str(inner).ok()
        })
    }

    /// What any provider means by a status: `None` where that is for its document to say.
    pub(crate) fn common(&self) -> Option<Verdict> {
        match self.status {
            429 => Some(Verdict::Later(self.retry_after)),
            500..=599 => Some(Verdict::Later(self.retry_after)),
            404 | 410 => Some(Verdict::Refused(Refusal::NoNewsletter)),
            401 | 403 => Some(Verdict::Refused(Refusal::NeedsPage)),
            _ => None,
        }
    }
}

/// Somebody else's words as one line of text, cut where they grow long.
pub(crate) fn words(markup: &str) -> String {
    let text = dom_query::Document::fragment(markup).text();
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    line.chars().take(200).collect()
}
