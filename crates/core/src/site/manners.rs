use std::sync::{Arc, OnceLock};
use std::time::Duration;

use kazpost_extract::{Robots, same_site};
use kazpost_fetch::{Answer, Body, FetchError, Kind, Origin, Request, Way, host_and_port};
use kazpost_model::Timestamp;
use kazpost_store::{SitePage, SitePageKind};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use url::Url;

use crate::library::{Library, now};
use crate::whole_text::unexpected;

/// The name that a site's rules are looked up by.
const AGENT: &str = "KazPost";
/// Pages of one site that are asked for at the same time.
const AT_ONCE: usize = 4;
/// The longest pause that is kept between two pages.
const LONGEST_PAUSE: Duration = Duration::from_secs(30);
/// For so long the rules are not asked for again, in seconds (RFC 9309, 2.4).
const DAY: i64 = 86_400;
/// The largest robots.txt, in bytes.
const MAX_ROBOTS: u64 = 1 << 20;
/// The largest page or sitemap, in bytes.
const MAX_PAGE: u64 = 8 << 20;

/// How one site is treated: its rules, and a pause after each page where it asks for one.
#[derive(Clone)]
pub(super) struct Manners {
    library: Library,
    robots: Arc<Robots>,
    turns: Arc<Semaphore>,
    pause: Option<Duration>,
    /// Where its front page stands.
    home: Url,
    /// Said once that it wants to be left alone: whoever waits for a turn then asks no more.
    hushed: Arc<OnceLock<FetchError>>,
}

/// What is asked for, and what an earlier answer said of it.
#[derive(Default)]
pub(super) struct Asked {
    pub(super) etag: Option<String>,
    pub(super) last_modified: Option<String>,
    pub(super) validated_url: Option<Url>,
}

impl Manners {
    /// The rules of the site at `home`; `known` are the pages kept of it. The page to keep where they were asked for.
    pub(super) async fn of(
        library: &Library,
        home: &Url,
        known: &[SitePage],
    ) -> Result<(Manners, Option<SitePage>), FetchError> {
        let url = home.join("/robots.txt").map_err(|_| FetchError {
            url: home.to_string(),
            kind: Kind::BadAddress,
        })?;
        let kept = known
            .iter()
            .find(|page| page.kind == SitePageKind::Robots && page.url == url.as_str());
        let mut manners = Manners {
            library: library.clone(),
            robots: Arc::default(),
            turns: Arc::new(Semaphore::new(AT_ONCE)),
            pause: None,
            home: home.clone(),
            hushed: Arc::default(),
        };
        let fresh = kept.filter(|page| (0..DAY).contains(&(now().seconds() - page.asked.seconds())));
        if let Some(SitePage { body: Some(text), .. }) = fresh {
            manners.obey(text);
            return Ok((manners, None));
        }
        let answer = manners
            .get(
                url.clone(),
                MAX_ROBOTS,
                "text/plain, */*;q=0.5",
                Asked::default(),
                Origin::Reader,
            )
            .await;
        let text = match answer {
            Ok(Answer::Body(body)) => Some(String::from_utf8_lossy(&body.bytes).into_owned()),
            // No rules, no restrictions (RFC 9309, 2.3.1.3).
            Err(FetchError {
                kind: Kind::Status(400..=499) | Kind::Gone | Kind::RedirectLoop,
                ..
            }) => Some(String::new()),
            Err(error)
                if matches!(
                    error.kind,
                    Kind::Dns | Kind::Connect | Kind::TooManyRequests { .. }
                ) =>
            {
                return Err(error);
            }
            _ => kept.and_then(|page| page.body.clone()),
        };
        match &text {
            Some(text) => manners.obey(text),
            // The server is in trouble and may have meant to forbid everything (RFC 9309, 2.3.1.4).
            None => manners.robots = Arc::new(Robots::closed()),
        }
        let page = text.map(|text| SitePage {
            url: url.into(),
            kind: SitePageKind::Robots,
            etag: None,
            last_modified: None,
            body: Some(text),
            asked: now(),
        });
        Ok((manners, page))
    }

    fn obey(&mut self, text: &str) {
        let robots = Robots::read(text.as_bytes(), AGENT);
        if let Some(seconds) = robots.delay.filter(|seconds| *seconds > 0) {
            self.pause = Some(Duration::from_secs(u64::from(seconds)).min(LONGEST_PAUSE));
            self.turns = Arc::new(Semaphore::new(1));
        }
        self.robots = Arc::new(robots);
    }

    pub(super) fn allows(&self, url: &Url) -> bool {
        self.robots.allows(url)
    }

    /// The sitemaps that the site names.
    pub(super) fn sitemaps(&self) -> &[String] {
        &self.robots.sitemaps
    }

    /// The longest that one visit may ask for pages.
    pub(super) fn is_slow(&self) -> bool {
        self.pause.is_some()
    }

    /// The front page, which the reader named.
    pub(super) async fn front(&self, url: Url, asked: Asked) -> Result<Answer, FetchError> {
        let trust = Origin::Reader;
        self.get(url, MAX_PAGE, kazpost_fetch::ACCEPT_PAGE, asked, trust)
            .await
    }

    /// The front page stands there: what it links to may lead back to that host and into no private network.
    pub(super) fn trust(&mut self, home: &Url) {
        self.home = home.clone();
    }

    /// Asks for a page when it is its turn, and lets the site rest afterwards where it wants to.
    pub(super) async fn page(&self, url: Url, asked: Asked) -> Result<Answer, FetchError> {
        let turn = Arc::clone(&self.turns).acquire_owned().await.ok();
        if let Some(error) = self.hushed.get() {
            return Err(error.clone());
        }
        let trust = Origin::Content {
            trusted_host: host_and_port(&self.home),
        };
        let answer = self
            .get(url, MAX_PAGE, kazpost_fetch::ACCEPT_PAGE, asked, trust)
            .await;
        if let Err(error) = &answer
            && matches!(error.kind, Kind::TooManyRequests { .. })
        {
            // The first word counts.
            let _ = self.hushed.set(error.clone());
        }
        if let Some(pause) = self.pause {
            tokio::spawn(rest(turn, pause));
        }
        answer
    }

    /// A page that an article goes on with; `None` where it is not to be asked for.
    pub(super) async fn onward(&self, url: Url) -> Result<Option<Body>, FetchError> {
        if !self.allows(&url) {
            return Ok(None);
        }
        match self.page(url.clone(), Asked::default()).await? {
            Answer::Body(body) => Ok(Some(body)),
            Answer::NotModified { .. } => Err(unexpected(&url)),
        }
    }

    fn way(&self) -> Way {
        let (robots, home) = (Arc::clone(&self.robots), self.home.clone());
        Way::where_open(move |url| open_to(&robots, &home, url))
    }

    async fn get(
        &self,
        url: Url,
        max_bytes: u64,
        accept: &'static str,
        asked: Asked,
        origin: Origin,
    ) -> Result<Answer, FetchError> {
        let request = Request {
            accept,
            max_bytes,
            etag: asked.etag,
            last_modified: asked.last_modified,
            validated_url: asked.validated_url,
            origin,
            way: self.way(),
            ..Request::new(url)
        };
        self.library.answer(request).await
    }
}

/// Whether a redirect may be followed there. One to another site is none of these rules' business.
fn open_to(robots: &Robots, home: &Url, url: &Url) -> bool {
    !same_site(url, home) || robots.allows(url)
}

async fn rest(turn: Option<OwnedSemaphorePermit>, pause: Duration) {
    tokio::time::sleep(pause).await;
    drop(turn);
}

/// A page that is read for what it lists, as it is kept.
pub(super) fn kept(url: &Url, kind: SitePageKind, body: Option<&Body>, asked: Timestamp) -> SitePage {
    SitePage {
        url: url.as_str().into(),
        kind,
        etag: body.and_then(|body| body.etag.clone()),
        last_modified: body.and_then(|body| body.last_modified.clone()),
        body: None,
        asked,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_to_the_same_site_by_another_name_escapes_no_rule() {
        let robots = Robots::read(b"User-agent: *\nDisallow: /archive/\n", AGENT);
        let open = |url: &str| {
            let home = Url::parse("http://steppe.example/news/").expect("an address");
            open_to(&robots, &home, &Url::parse(url).expect("an address"))
        };
        for forbidden in [
            "http://steppe.example/archive/1",
            "https://steppe.example/archive/1",
            "http://www.steppe.example/archive/1",
            "https://www.steppe.example/archive/1",
        ] {
            assert!(!open(forbidden), "{forbidden}");
        }
        for allowed in [
            "https://www.steppe.example/news/1",
            "https://elsewhere.example/archive/1",
        ] {
            assert!(open(allowed), "{allowed}");
        }
    }
}
