use std::sync::Arc;
use std::time::Duration;

use hyper_util::client::proxy::matcher::Matcher;
use reqwest::header::{ACCEPT, ACCEPT_ENCODING, HeaderMap, HeaderValue};
use url::Url;

use crate::hosts::Hosts;
use crate::journey::Journey;
use crate::resolve::PublicOnly;
use crate::{Answer, FetchError, Kind, Options, Request, address, forbidden};

/// Gets documents. Cheap to clone; clones share connections and the hosts' turns.
#[derive(Clone)]
pub struct Client(pub(crate) Arc<Shared>);

pub(crate) struct Shared {
    /// Connects wherever it is told.
    direct: reqwest::Client,
    /// Connects to public addresses alone.
    guarded: reqwest::Client,
    /// Connects through the system's proxy.
    proxied: reqwest::Client,
    proxies: Matcher,
    pub(crate) hosts: Hosts,
    pub(crate) total_timeout: Duration,
}

/// The way to one hop.
pub(crate) struct Route<'a> {
    pub(crate) client: &'a reqwest::Client,
    /// A proxy connects in our place, so the peer's address says nothing about the host.
    pub(crate) proxied: bool,
}

impl Client {
    /// Fails where `options` hold what no header can, or where the system's certificates cannot be read.
    pub fn new(options: Options) -> Result<Client, FetchError> {
        Client::with_proxies(options, Matcher::from_system())
    }

    fn with_proxies(options: Options, proxies: Matcher) -> Result<Client, FetchError> {
        let build = |adapt: &dyn Fn(reqwest::ClientBuilder) -> reqwest::ClientBuilder| {
            adapt(plain(&options)).build().map_err(|error| FetchError {
                url: String::new(),
                kind: Kind::Other(error.to_string()),
            })
        };
        Ok(Client(Arc::new(Shared {
            direct: build(&|builder| builder.no_proxy())?,
            guarded: build(&|builder| builder.no_proxy().dns_resolver(Arc::new(PublicOnly)))?,
            proxied: build(&|builder| builder)?,
            proxies,
            hosts: Hosts::new(options.connections_per_host),
            total_timeout: options.total_timeout,
        })))
    }

    /// Gets one document, following up to 10 redirects. Waits while its host has no turn free.
    pub async fn get(&self, request: Request) -> Result<Answer, FetchError> {
        self.get_watched(request, &|_| ()).await
    }

    /// As [`Client::get`]; `watch` hears how many bytes of the document are here. Dropping the future ends it.
    pub async fn get_watched(
        &self,
        request: Request,
        watch: &(dyn Fn(u64) + Send + Sync),
    ) -> Result<Answer, FetchError> {
        Journey::new(self, request, watch).run().await
    }
}

impl Shared {
    /// `None` where content may not lead there. A proxy resolves names itself, in its own network, so behind one
    /// only what the address spells can be judged here.
    pub(crate) fn route(&self, url: &Url, public_only: bool) -> Option<Route<'_>> {
        if public_only && forbidden::forbids_literal(url) {
            return None;
        }
        let by_proxy = || {
            url.as_str()
                .parse()
                .is_ok_and(|uri| self.proxies.intercept(&uri).is_some())
        };
        let proxied = !address::is_loopback(url) && by_proxy();
        let client = match (proxied, public_only) {
            (true, _) => &self.proxied,
            (false, true) => &self.guarded,
            (false, false) => &self.direct,
        };
        Some(Route { client, proxied })
    }
}

fn plain(options: &Options) -> reqwest::ClientBuilder {
    let mut headers = HeaderMap::new();
    headers.insert(ACCEPT, HeaderValue::from_static("*/*"));
    // `deflate` is unpacked but not asked for: hosts disagree about what it means (RFC 9110, 8.4.1.2).
    headers.insert(ACCEPT_ENCODING, HeaderValue::from_static("gzip, br"));
    reqwest::Client::builder()
        .user_agent(&options.user_agent)
        .default_headers(headers)
        // `body` unpacks it, at once and not piece by piece.
        .no_gzip()
        .redirect(reqwest::redirect::Policy::none())
        .referer(false)
        .connect_timeout(options.connect_timeout)
        .read_timeout(options.read_timeout)
        .pool_max_idle_per_host(options.connections_per_host.clamp(1, 64))
        .pool_idle_timeout(Duration::from_secs(20))
        .tcp_nodelay(true)
        .http1_ignore_invalid_headers_in_responses(true)
        .http1_allow_spaces_after_header_name_in_responses(true)
        .http1_allow_obsolete_multiline_headers_in_responses(true)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_proxy_is_for_strangers_and_opens_no_private_address_to_content() {
        let proxies = Matcher::builder()
            .all("http://proxy.example:3128")
            .no("intranet.example")
            .build();
        let client = Client::with_proxies(Options::default(), proxies).unwrap();
        let proxied = |url: &str, public_only| {
            let url = Url::parse(url).unwrap();
            client.0.route(&url, public_only).map(|route| route.proxied)
        };
        assert_eq!(proxied("https://example.org/", false), Some(true));
        assert_eq!(proxied("https://example.org/", true), Some(true));
        assert_eq!(proxied("https://intranet.example/", false), Some(false));
        assert_eq!(proxied("http://127.0.0.1:8000/", false), Some(false));
        assert_eq!(proxied("http://localhost/", false), Some(false));
        assert_eq!(proxied("http://10.0.0.1/", true), None);
    }

    #[test]
    fn a_name_that_no_header_can_hold_makes_no_client() {
        let user_agent = "a\nb".into();
        assert!(
            Client::new(Options {
                user_agent,
                ..Options::default()
            })
            .is_err()
        );
    }
}
