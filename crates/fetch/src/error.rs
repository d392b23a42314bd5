use std::fmt;
use std::time::Duration;

use url::Url;

/// Why an address gave no bytes.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub struct FetchError {
    /// The address that failed, after the redirects so far; name and password are removed from it.
    pub url: String,
    /// What went wrong.
    pub kind: Kind,
}

/// What went wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The text is no address.
    BadAddress,
    /// An address, but neither http nor https.
    UnsupportedScheme,
    /// The host's name is not known.
    Dns,
    /// The host does not answer at this port, or it hung up before answering.
    Connect,
    /// Connecting, a pause within the answer or the whole took longer than [`crate::Options`] allow.
    TimedOut,
    /// No secure connection: a wrong or expired certificate, or no TLS at all.
    Tls,
    /// Any other status that carries no document.
    Status(u16),
    /// 410: the feed is gone for good (RFC 9110, 15.5.11).
    Gone,
    /// 429 (RFC 6585, 4), or 503 with `Retry-After`.
    TooManyRequests {
        /// `Retry-After` (RFC 9110, 10.2.3), seconds or date; at most 7 days, zero where it has passed.
        retry_after: Option<Duration>,
    },
    /// More than 10 redirects, or a redirect back to an address already asked.
    RedirectLoop,
    /// The document is larger than `limit` bytes, unpacked.
    TooLarge {
        /// The request's `max_bytes`.
        limit: u64,
    },
    /// The answer broke off: fewer bytes than announced, or packed bytes that cannot be unpacked.
    Truncated,
    /// An address that content may not name: loopback, private, link-local and the like.
    AddressNotAllowed,
    /// A redirect to where [`crate::Request::way`] does not go.
    WayClosed,
    /// Anything else, in the words of the library below.
    Other(String),
}

impl FetchError {
    pub(crate) fn new(url: &Url, kind: Kind) -> FetchError {
        FetchError {
            url: crate::address::bare(url).into(),
            kind,
        }
    }
}

impl fmt::Display for FetchError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let url = &self.url;
        match &self.kind {
            Kind::BadAddress => write!(f, "“{url}” is not a web address."),
            Kind::UnsupportedScheme => write!(f, "{url} is neither an http nor an https address."),
            Kind::Dns => write!(f, "The host of {url} cannot be found."),
            Kind::Connect => write!(f, "The host of {url} cannot be reached."),
            Kind::TimedOut => write!(f, "{url} took too long to answer."),
            Kind::Tls => write!(f, "No secure connection to {url} could be made."),
            Kind::Status(status) => write!(f, "{url} answered with status {status}."),
            Kind::Gone => write!(f, "{url} is gone for good."),
            Kind::TooManyRequests { retry_after: None } => {
                write!(f, "{url} asks to be left alone for a while.")
            }
            Kind::TooManyRequests {
                retry_after: Some(wait),
            } => {
                write!(f, "{url} asks to be left alone for {} seconds.", wait.as_secs())
            }
            Kind::RedirectLoop => write!(f, "{url} redirects without end."),
            Kind::TooLarge { limit } => write!(f, "{url} is larger than {limit} bytes."),
            Kind::Truncated => write!(f, "The answer of {url} broke off."),
            Kind::WayClosed => write!(f, "{url} is closed to programs by its site."),
            Kind::AddressNotAllowed => write!(f, "{url} leads into a private network."),
            Kind::Other(cause) => write!(f, "{url} could not be fetched: {cause}."),
        }
    }
}
