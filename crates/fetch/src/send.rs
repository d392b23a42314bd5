//! Sending something once: a form, or a question that is not repeated.

use std::time::{Duration, SystemTime};

use reqwest::header::{ACCEPT, CONTENT_TYPE, HeaderValue};
use url::Url;

use crate::{Client, FetchError, Kind, Origin, body, cause, headers};

/// What is sent, and where to.
#[derive(Clone, PartialEq, Eq)]
pub struct Sending {
    /// http or https.
    pub url: Url,
    /// Media type and body of a POST; `None` for a GET.
    pub content: Option<(&'static str, Vec<u8>)>,
    /// The largest answer accepted, in bytes after unpacking.
    pub max_bytes: u64,
    /// Who named the address.
    pub origin: Origin,
}

/// What the host answered, whatever it was; a redirect is an answer and is not followed.
#[derive(Clone, PartialEq, Eq)]
pub struct Sent {
    /// The status.
    pub status: u16,
    /// The document.
    pub body: Vec<u8>,
    /// `Retry-After`.
    pub retry_after: Option<Duration>,
}

/// Why there is no answer.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{error}")]
pub struct SendError {
    /// What happened.
    pub error: FetchError,
    /// True where the host may have read the request all the same: to send it again may do it twice.
    pub reached: bool,
}

impl Client {
    /// Sends once. Never again by itself: not after a broken connection and not after a time-out.
    pub async fn send(&self, sending: Sending) -> Result<Sent, SendError> {
        let fail = |kind, reached| SendError {
            error: FetchError::new(&sending.url, kind),
            reached,
        };
        if !matches!(sending.url.scheme(), "http" | "https") {
            return Err(fail(Kind::UnsupportedScheme, false));
        }
        let public_only = match &sending.origin {
            Origin::Reader => false,
            Origin::Content { trusted_host } => {
                trusted_host.is_none() || *trusted_host != crate::host_and_port(&sending.url)
            }
        };
        let Some(route) = self.0.route(&sending.url, public_only) else {
            return Err(fail(Kind::AddressNotAllowed, false));
        };
        let _turn = self.0.hosts.turn(&sending.url).await;
        let mut request = match &sending.content {
            Some((kind, bytes)) => route
                .client
                .post(sending.url.clone())
                .header(CONTENT_TYPE, HeaderValue::from_static(kind))
                .body(bytes.clone()),
            None => route.client.get(sending.url.clone()),
        };
        request = request.header(
            ACCEPT,
            HeaderValue::from_static("application/json, text/html;q=0.9, */*;q=0.5"),
        );
        let exchange = async {
            let response = request.send().await.map_err(|error| {
                let reached = !error.is_connect() && !error.is_builder() && !error.is_dns();
                (cause::of_request(&error), reached)
            })?;
            let status = response.status().as_u16();
            let retry_after = headers::retry_after(response.headers(), SystemTime::now());
            let body = body::read(response, sending.max_bytes, &|_| ())
                .await
                .map_err(|kind| (kind, true))?;
            Ok(Sent {
                status,
                body,
                retry_after,
            })
        };
        match tokio::time::timeout(self.0.total_timeout, exchange).await {
            Ok(ended) => ended.map_err(|(kind, reached)| fail(kind, reached)),
            Err(_) => Err(fail(Kind::TimedOut, true)),
        }
    }
}
