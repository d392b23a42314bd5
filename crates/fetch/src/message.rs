use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use url::Url;

/// How a [`crate::Client`] behaves towards every host.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// Sent as `User-Agent`.
    pub user_agent: String,
    /// How many requests one host and port gets at a time; the others wait their turn. At least 1.
    pub connections_per_host: usize,
    /// For the name, the connection and TLS together.
    pub connect_timeout: Duration,
    /// The longest pause within an answer, its head included.
    pub read_timeout: Duration,
    /// For the whole, redirects included; waiting for the host's turn does not count.
    pub total_timeout: Duration,
}

impl Default for Options {
    fn default() -> Options {
        Options {
            user_agent: concat!("KazPost/", env!("CARGO_PKG_VERSION")).into(),
            connections_per_host: 4,
            connect_timeout: Duration::from_secs(10),
            read_timeout: Duration::from_secs(15),
            total_timeout: Duration::from_secs(60),
        }
    }
}

/// One document to get.
#[derive(Clone)]
pub struct Request {
    /// http or https. A name and password in it are sent to its own host alone (RFC 7617).
    pub url: Url,
    /// The `Accept` header, e.g. [`crate::ACCEPT_FEED`].
    pub accept: &'static str,
    /// As an earlier answer gave it, sent as `If-None-Match`.
    pub etag: Option<String>,
    /// As an earlier answer gave it, sent as `If-Modified-Since`.
    pub last_modified: Option<String>,
    /// [`Body::fetched_url`] of the answer that gave `etag` and `last_modified`: they are sent to this address
    /// alone, also when it is reached by redirects. `None` means `url`.
    pub validated_url: Option<Url>,
    /// The largest document accepted, in bytes after unpacking.
    pub max_bytes: u64,
    /// Who named the address.
    pub origin: Origin,
    /// Where a redirect may lead, beside what `origin` says.
    pub way: Way,
}

impl Request {
    /// An unconditional request for anything up to 16 MiB at an address that the reader gave.
    pub fn new(url: Url) -> Request {
        Request {
            url,
            accept: "*/*",
            etag: None,
            last_modified: None,
            validated_url: None,
            max_bytes: 16 << 20,
            origin: Origin::Reader,
            way: Way::default(),
        }
    }
}

/// The caller's own judgement of each address that a redirect leads to; without one, all are as good.
#[derive(Clone, Default)]
pub struct Way(Option<Arc<Judge>>);

type Judge = dyn Fn(&Url) -> bool + Send + Sync;

impl Way {
    /// Only to addresses of which `open` says true.
    pub fn where_open(open: impl Fn(&Url) -> bool + Send + Sync + 'static) -> Way {
        Way(Some(Arc::new(open)))
    }

    pub(crate) fn is_open(&self, url: &Url) -> bool {
        self.0.as_ref().is_none_or(|open| open(url))
    }
}

/// Who named an address, and so which hosts it may lead to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// The reader typed it or subscribed to it: any host. Redirects from the public net into a private one are
    /// refused all the same, for then it is a stranger who names the address.
    Reader,
    /// Content named it (a picture, an enclosure, a page linked from an article): never loopback, private,
    /// link-local, shared (RFC 6598), metadata, multicast or reserved addresses, neither literally nor by name,
    /// neither at first nor after a redirect.
    Content {
        /// The one host and port (see [`crate::host_and_port`]) exempt from this: the feed's own.
        trusted_host: Option<String>,
    },
}

/// What the host answered.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(
    clippy::large_enum_variant,
    reason = "taken apart at once, never kept in numbers"
)]
pub enum Answer {
    /// A document.
    Body(Body),
    /// 304: what the caller has is still right.
    NotModified {
        /// See [`Body::permanent_url`].
        permanent_url: Option<Url>,
        /// The validator to keep from now on, where the answer names one.
        etag: Option<String>,
        /// The validator to keep from now on, where the answer names one.
        last_modified: Option<String>,
        /// See [`Body::fresh_for`].
        fresh_for: Option<Duration>,
    },
}

/// A document as it came, unpacked.
#[derive(Clone, PartialEq, Eq)]
pub struct Body {
    /// At most the request's `max_bytes`; never decoded as text.
    pub bytes: Vec<u8>,
    /// The base of the document's relative addresses: after redirects, `Content-Location` applied; without name
    /// and password.
    pub url: Url,
    /// The address that really answered, after redirects alone; without name and password. This, and not `url`,
    /// tells where a document was found.
    pub fetched_url: Url,
    /// Where to ask from now on: the target of the last 301 or 308 such that every hop before it was one too.
    /// A name and password are kept where the host stays the same. Never from https to http.
    pub permanent_url: Option<Url>,
    /// `Content-Type` as it stands.
    pub content_type: Option<String>,
    /// `ETag` as it stands, quotes included.
    pub etag: Option<String>,
    /// `Last-Modified` as it stands.
    pub last_modified: Option<String>,
    /// What is left of `Cache-Control: max-age` (RFC 9111, 5.2.2.1), at most a day; `None` where the host says
    /// nothing or forbids keeping.
    pub fresh_for: Option<Duration>,
}

impl fmt::Debug for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Body")
            .field("bytes", &self.bytes.len())
            .field("url", &self.url.as_str())
            .field("fetched_url", &self.fetched_url.as_str())
            .field("content_type", &self.content_type)
            .finish_non_exhaustive()
    }
}
