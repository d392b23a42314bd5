use std::time::{Duration, Instant, SystemTime};

use reqwest::header::{
    ACCEPT, CONTENT_TYPE, ETAG, HeaderMap, HeaderName, HeaderValue, IF_MODIFIED_SINCE, IF_NONE_MATCH,
    LAST_MODIFIED, LOCATION, RETRY_AFTER,
};
use reqwest::{Response, StatusCode};
use url::Url;

use crate::{
    Answer, Body, Client, FetchError, Kind, Origin, Request, address, body, cause, forbidden, headers,
};

const MOST_REDIRECTS: usize = 10;

/// One request on its way from redirect to redirect.
pub(crate) struct Journey<'a> {
    client: &'a Client,
    watch: &'a (dyn Fn(u64) + Send + Sync),
    request: Request,
    /// Where the next hop goes.
    url: Url,
    visited: Vec<Url>,
    /// Set while every hop was for good.
    permanent: bool,
    permanent_url: Option<Url>,
    /// Set once the public net has redirected a reader's own address.
    among_strangers: bool,
    time_left: Duration,
}

impl<'a> Journey<'a> {
    pub(crate) fn new(
        client: &'a Client,
        request: Request,
        watch: &'a (dyn Fn(u64) + Send + Sync),
    ) -> Journey<'a> {
        let mut url = request.url.clone();
        url.set_fragment(None);
        let time_left = client.0.total_timeout;
        Journey {
            client,
            watch,
            request,
            url,
            visited: Vec::new(),
            permanent: true,
            permanent_url: None,
            among_strangers: false,
            time_left,
        }
    }

    pub(crate) async fn run(mut self) -> Result<Answer, FetchError> {
        while self.visited.len() <= MOST_REDIRECTS && !self.visited.contains(&self.url) {
            match self.hop().await {
                Ok(Some(answer)) => return Ok(answer),
                Ok(None) => {}
                Err(kind) => return Err(FetchError::new(&self.url, kind)),
            }
        }
        Err(FetchError::new(&self.url, Kind::RedirectLoop))
    }

    /// `None` after a redirect.
    async fn hop(&mut self) -> Result<Option<Answer>, Kind> {
        if !matches!(self.url.scheme(), "http" | "https") {
            return Err(Kind::UnsupportedScheme);
        }
        if !self.visited.is_empty() && !self.request.way.is_open(&self.url) {
            return Err(Kind::WayClosed);
        }
        let client = self.client;
        let route = client
            .0
            .route(&self.url, self.public_only())
            .ok_or(Kind::AddressNotAllowed)?;
        let _turn = client.0.hosts.turn(&self.url).await;
        let begun = Instant::now();
        let time_left = self.time_left;
        let step = tokio::time::timeout(time_left, self.ask(route.client, route.proxied)).await;
        self.time_left = time_left.saturating_sub(begun.elapsed());
        step.unwrap_or(Err(Kind::TimedOut))
    }

    /// True where this hop may lead to public addresses alone.
    fn public_only(&self) -> bool {
        match &self.request.origin {
            Origin::Reader => self.among_strangers,
            Origin::Content { trusted_host } => {
                trusted_host.is_none() || *trusted_host != crate::host_and_port(&self.url)
            }
        }
    }

    async fn ask(&mut self, client: &reqwest::Client, proxied: bool) -> Result<Option<Answer>, Kind> {
        let headers = self.headers();
        let conditional = headers.contains_key(IF_NONE_MATCH) || headers.contains_key(IF_MODIFIED_SINCE);
        let send = || client.get(self.url.clone()).headers(headers.clone()).send();
        let response = match send().await {
            Err(error) if cause::closed_idle(&error) => send().await,
            first => first,
        };
        let response = response.map_err(|error| cause::of_request(&error))?;
        let location = response
            .headers()
            .get(LOCATION)
            .map(|value| String::from_utf8_lossy(value.as_bytes()));
        match (response.status(), location) {
            (StatusCode::NOT_MODIFIED, _) if conditional => Ok(Some(self.not_modified(&response))),
            (status, Some(location)) if matches!(status.as_u16(), 301 | 302 | 303 | 307 | 308) => {
                let target = self.url.join(location.trim()).map_err(|_| Kind::BadAddress)?;
                let peer = response.remote_addr().map(|peer| peer.ip());
                self.among_strangers |= proxied || peer.is_some_and(|ip| !forbidden::forbids(ip));
                self.turn_to(target, matches!(status.as_u16(), 301 | 308));
                body::drain(response).await;
                Ok(None)
            }
            // A part that nobody asked for is no document.
            (StatusCode::PARTIAL_CONTENT, _) => Err(Kind::Truncated),
            (status, _) if status.is_success() => Ok(Some(Answer::Body(self.arrive(response).await?))),
            (status, _) => Err(refusal(status, response.headers())),
        }
    }

    fn headers(&self) -> HeaderMap {
        let mut headers = HeaderMap::new();
        headers.insert(ACCEPT, HeaderValue::from_static(self.request.accept));
        let validated = self.request.validated_url.as_ref().unwrap_or(&self.request.url);
        if same_resource(validated, &self.url) {
            let mut set = |name: HeaderName, value: &Option<String>| {
                // One that no header can hold was none of the host's.
                if let Some(Ok(value)) = value.as_deref().map(HeaderValue::from_str) {
                    headers.insert(name, value);
                }
            };
            set(IF_NONE_MATCH, &self.request.etag);
            set(IF_MODIFIED_SINCE, &self.request.last_modified);
        }
        headers
    }

    fn turn_to(&mut self, mut target: Url, permanent: bool) {
        target.set_fragment(None);
        keep_credentials(&self.url, &mut target);
        let step_down = self.url.scheme() == "https" && target.scheme() != "https";
        self.permanent &= permanent && !step_down;
        if self.permanent {
            self.permanent_url = Some(target.clone());
        }
        self.visited.push(std::mem::replace(&mut self.url, target));
    }

    fn not_modified(&mut self, response: &Response) -> Answer {
        Answer::NotModified {
            permanent_url: self.permanent_url.take(),
            etag: headers::text(response.headers(), ETAG),
            last_modified: headers::text(response.headers(), LAST_MODIFIED),
            fresh_for: headers::fresh_for(response.headers()),
        }
    }

    async fn arrive(&mut self, response: Response) -> Result<Body, Kind> {
        let fetched_url = address::bare(&self.url);
        let head = response.headers();
        Ok(Body {
            url: headers::content_location(head, &fetched_url),
            permanent_url: self.permanent_url.take(),
            content_type: headers::text(head, CONTENT_TYPE),
            etag: headers::text(head, ETAG),
            last_modified: headers::text(head, LAST_MODIFIED),
            fresh_for: headers::fresh_for(head),
            fetched_url,
            bytes: body::read(response, self.request.max_bytes, self.watch).await?,
        })
    }
}

fn refusal(status: StatusCode, headers: &HeaderMap) -> Kind {
    let retry_after = headers::retry_after(headers, SystemTime::now());
    match status {
        StatusCode::GONE => Kind::Gone,
        StatusCode::TOO_MANY_REQUESTS => Kind::TooManyRequests { retry_after },
        StatusCode::SERVICE_UNAVAILABLE if headers.contains_key(RETRY_AFTER) => {
            Kind::TooManyRequests { retry_after }
        }
        status => Kind::Status(status.as_u16()),
    }
}

/// The same address, or the same moved up from http to https.
fn same_resource(validated: &Url, url: &Url) -> bool {
    let rest = |url: &Url| {
        (
            url.host_str().map(str::to_owned),
            url.path().to_owned(),
            url.query().map(str::to_owned),
        )
    };
    rest(validated) == rest(url) && (same_port(validated, url) || moved_up(validated, url))
}

/// The name and password stay with their host: same scheme, host and port, or moved up to https there.
fn keep_credentials(from: &Url, to: &mut Url) {
    let bare = to.username().is_empty() && to.password().is_none();
    if bare && from.host() == to.host() && (same_port(from, to) || moved_up(from, to)) {
        // Neither call can fail for an address with a host.
        let _ = to.set_username(from.username());
        let _ = to.set_password(from.password());
    }
}

fn same_port(a: &Url, b: &Url) -> bool {
    a.scheme() == b.scheme() && a.port_or_known_default() == b.port_or_known_default()
}

/// Between the usual ports.
fn moved_up(from: &Url, to: &Url) -> bool {
    (from.scheme(), from.port(), to.scheme(), to.port()) == ("http", None, "https", None)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn url(text: &str) -> Url {
        Url::parse(text).unwrap()
    }

    fn with_journey<T>(start: &str, test: impl FnOnce(&mut Journey<'_>) -> T) -> T {
        let client = Client::new(crate::Options::default()).unwrap();
        test(&mut Journey::new(&client, Request::new(url(start)), &|_| ()))
    }

    #[test]
    fn strangers_lead_a_readers_address_into_no_private_net() {
        with_journey("http://127.0.0.1/", |journey| {
            assert!(!journey.public_only());
            journey.among_strangers = true;
            assert!(journey.public_only());
        });
    }

    #[test]
    fn a_step_down_from_https_is_never_for_good() {
        with_journey("http://example.org/a", |journey| {
            journey.turn_to(url("https://example.org/a"), true);
            journey.turn_to(url("http://example.org/b"), true);
            journey.turn_to(url("https://example.org/c"), true);
            assert_eq!(journey.permanent_url, Some(url("https://example.org/a")));
        });
    }

    #[test]
    fn credentials_move_up_to_https_and_not_down_or_away() {
        let kept = |from: &str, to: &str| {
            let mut target = url(to);
            keep_credentials(&url(from), &mut target);
            target.to_string()
        };
        let from = "http://me:p%40ss@example.org/";
        assert_eq!(
            kept(from, "https://example.org/x"),
            "https://me:p%40ss@example.org/x"
        );
        assert_eq!(kept(from, "http://example.org:8080/"), "http://example.org:8080/");
        assert_eq!(kept(from, "http://www.example.org/"), "http://www.example.org/");
        assert_eq!(kept(from, "http://you@example.org/"), "http://you@example.org/");
        assert_eq!(
            kept("https://me:pw@example.org/", "http://example.org/"),
            "http://example.org/"
        );
    }

    #[test]
    fn a_resource_stays_the_same_when_it_moves_up_to_https() {
        let same = |a: &str, b: &str| same_resource(&url(a), &url(b));
        assert!(same("http://me:pw@example.org/a?b", "https://example.org/a?b"));
        assert!(!same("https://example.org/a", "http://example.org/a"));
        assert!(!same("http://example.org/a", "http://example.org/a?b"));
        assert!(!same("http://example.org/a", "http://www.example.org/a"));
    }
}
