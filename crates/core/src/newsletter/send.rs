use kazpost_api::{Code, Failure, NewsletterList, SignUp, SignUpReason};
use kazpost_fetch::{Origin, SendError, Sending};
use kazpost_newsletter::{Address, Ask, Means, Refusal, Reply, SignUp as Asked, Step, Verdict};
use kazpost_store::OutboxRow;
use url::{Url, form_urlencoded};

use super::is_safe;
use crate::failure::{failure, of_store};
use crate::library::{Library, now};

/// The largest answer of a provider that is read, in bytes. A page with a form may be long.
const MOST: u64 = 2 << 20;

/// A request that is out for longer than this, in seconds, was cut off: no request takes so long.
const STALE: i64 = 180;

/// Waits after the first failures, in seconds; the last for all that follow.
const WAITS: [i64; 6] = [60, 300, 1800, 7200, 21_600, 86_400];

/// So often a busy provider is asked before it counts as failed.
const PATIENCE: u32 = 12;

/// A conversation longer than this goes nowhere.
const MOST_ASKED: usize = 4;

/// What came of one.
struct Ended {
    state: &'static str,
    reason: SignUpReason,
    detail: String,
    next_try: i64,
}

impl Ended {
    fn new(state: &'static str, reason: SignUpReason) -> Ended {
        Ended {
            state,
            reason,
            detail: String::new(),
            next_try: 0,
        }
    }
}

impl Library {
    /// Sends what waits in the outbox and is due, one after the other; gives those that something came of. Each goes
    /// out once: it is marked on the disk before, and one whose fate is not known is left for the reader to decide.
    pub async fn newsletter_send(&self) -> Result<Vec<SignUp>, Failure> {
        let mut done = Vec::new();
        // Whoever asks meanwhile waits: otherwise the second would go out beside the first, perhaps before it.
        let _turn = self.0.sending.lock().await;
        let read = self.mail_lists()?;
        loop {
            let at = now().seconds();
            let Some(mut row) = self.store().outbox_take(at, at - STALE).map_err(of_store)? else {
                return Ok(done);
            };
            let ended = self.speak(&row).await;
            self.set(row.id, ended.state, ended.reason, &ended.detail, ended.next_try)?;
            row.state = ended.state.into();
            row.reason = super::name(&ended.reason);
            row.detail = ended.detail;
            row.next_try = ended.next_try;
            done.push(self.sign_up(row, &read));
        }
    }

    async fn speak(&self, row: &OutboxRow) -> Ended {
        let lists = self
            .0
            .publication
            .newsletter
            .iter()
            .flat_map(|newsletter| &newsletter.lists);
        let list: Option<&NewsletterList> = lists.into_iter().find(|list| list.name == row.list);
        let (Some(service), Some(list), Ok(address)) = (self.service(), list, Address::parse(&row.address))
        else {
            return Ended::new("failed", SignUpReason::Publication);
        };
        let back = self.0.publication.newsletter.as_ref();
        let back = back.and_then(|newsletter| Url::parse(newsletter.back_url.as_deref()?).ok());
        let back = back.filter(is_safe);
        let trusted = kazpost_fetch::host_and_port(service.address());
        let provider = service.provider();
        let asked = Asked {
            token: &row.token,
            back: back.as_ref(),
            address: &address,
            list: list.id.as_deref(),
        };
        let Some(mut ask) = provider.begin(&asked) else {
            return Ended::new("failed", SignUpReason::Publication);
        };
        for _ in 0..MOST_ASKED {
            if !is_safe(&ask.url) {
                return Ended::new("failed", SignUpReason::Publication);
            }
            let reply = match self.ask(&ask, trusted.clone()).await {
                Ok(reply) => reply,
                Err(SendError { reached, .. }) if reached && ask.decisive => {
                    return Ended::new("unsure", SignUpReason::CutOff);
                }
                Err(_) => return later(row, SignUpReason::Offline, None),
            };
            match provider.next(&asked, &ask, &reply) {
                Step::Ask(next) => ask = next,
                Step::End(verdict) => return ended(row, verdict),
            }
        }
        Ended::new("failed", SignUpReason::Refused)
    }

    async fn ask(&self, ask: &Ask, trusted_host: Option<String>) -> Result<Reply, SendError> {
        let content = match &ask.means {
            Means::Get => None,
            Means::Form(fields) => {
                let body = form_urlencoded::Serializer::new(String::new())
                    .extend_pairs(fields)
                    .finish();
                Some(("application/x-www-form-urlencoded", body.into_bytes()))
            }
            Means::Json(value) => Some(("application/json", value.to_string().into_bytes())),
        };
        let client = self.client().map_err(|_| SendError {
            error: kazpost_fetch::FetchError {
                url: ask.url.to_string(),
                kind: kazpost_fetch::Kind::Tls,
            },
            reached: false,
        })?;
        let sending = Sending {
            url: ask.url.clone(),
            content,
            max_bytes: MOST,
            // A form's target is what a page says.
            origin: Origin::Content { trusted_host },
        };
        let sent = client.send(sending).await?;
        Ok(Reply {
            status: sent.status,
            body: sent.body,
            retry_after: sent.retry_after,
        })
    }
}

fn ended(row: &OutboxRow, verdict: Verdict) -> Ended {
    match verdict {
        Verdict::Sent => Ended::new("sent", SignUpReason::None),
        Verdict::CheckInbox => Ended::new("check_inbox", SignUpReason::None),
        Verdict::Later(wait) => later(
            row,
            SignUpReason::Busy,
            wait.and_then(|wait| i64::try_from(wait.as_secs()).ok()),
        ),
        Verdict::Refused(refusal) => {
            let (reason, detail) = match refusal {
                Refusal::Address(words) => (SignUpReason::Address, words),
                Refusal::NoNewsletter => (SignUpReason::NoNewsletter, String::new()),
                Refusal::NeedsPage => (SignUpReason::NeedsPage, String::new()),
                Refusal::Other(status, words) if words.is_empty() => {
                    (SignUpReason::Refused, status.to_string())
                }
                Refusal::Other(_, words) => (SignUpReason::Refused, words),
            };
            Ended {
                detail,
                ..Ended::new("failed", reason)
            }
        }
    }
}

/// Back into the outbox. Without network it waits as long as it takes; a busy provider is not asked for ever.
fn later(row: &OutboxRow, reason: SignUpReason, wait: Option<i64>) -> Ended {
    if reason == SignUpReason::Busy && row.attempts >= PATIENCE {
        return Ended::new("failed", reason);
    }
    let step = (row.attempts.max(1) as usize - 1).min(WAITS.len() - 1);
    // Nobody was asked anything while there was no network: soon again.
    let usual = if reason == SignUpReason::Offline {
        WAITS[0]
    } else {
        WAITS[step]
    };
    let wait = wait.unwrap_or(usual).clamp(1, WAITS[WAITS.len() - 1]);
    Ended {
        next_try: now().seconds() + wait,
        ..Ended::new("queued", reason)
    }
}

impl Library {
    /// As [`Library::newsletter_subscribe`], and sent at once where that goes.
    pub async fn newsletter_sign_up(
        &self,
        request: &kazpost_api::SubscribeRequest,
    ) -> Result<SignUp, Failure> {
        let queued = self.newsletter_subscribe(request)?;
        self.newsletter_send().await?;
        let all = self.newsletter_status()?;
        let own = all.into_iter().find(|one| one.id == queued.id);
        own.ok_or_else(|| {
            failure(
                Code::NotFound,
                &queued.id,
                "",
                "The sign-up was withdrawn meanwhile.",
            )
        })
    }
}
