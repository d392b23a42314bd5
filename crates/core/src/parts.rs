//! An article that goes on on further pages.

use kazpost_extract::Article;
use kazpost_fetch::{Body, FetchError, host_and_port};
use kazpost_model::RawHtml;
use url::Url;

/// Pages of one article.
const MOST: usize = 12;

/// An article with the pages that it goes on with.
pub(crate) struct Joined {
    pub(crate) article: Article,
    /// Why it is not whole.
    pub(crate) broken: Option<FetchError>,
}

/// Reads the pages that an article goes on with. `ask` gives one of them, or `None` where it is not to be asked for.
pub(crate) async fn joined<Asking>(mut article: Article, first: &Url, ask: impl Fn(Url) -> Asking) -> Joined
where
    Asking: Future<Output = Result<Option<Body>, FetchError>> + Send,
{
    let mut read = vec![first.clone()];
    let mut next = article.next.take();
    while let Some(url) = next.take().filter(|url| read.len() < MOST && !read.contains(url)) {
        let page = match ask(url.clone()).await {
            Ok(Some(page)) => page,
            Ok(None) => break,
            Err(error) => {
                let broken = Some(error);
                return Joined { article, broken };
            }
        };
        read.push(url);
        if host_and_port(&page.url) != host_and_port(first) {
            break;
        }
        let Some(mut more) = extracted(page).await else {
            break;
        };
        let whole = format!("{}{}", article.content.untrusted(), more.content.untrusted());
        article.content = RawHtml::new(whole);
        next = more.next.take();
    }
    let broken = None;
    Joined { article, broken }
}

/// The article of a page. One that a stage stumbles over is that article's trouble alone.
pub(crate) async fn extracted(page: Body) -> Option<Article> {
    let found = tokio::task::spawn_blocking(move || {
        kazpost_extract::article(&page.bytes, Some(&page.url), page.content_type.as_deref())
    });
    found.await.ok().flatten()
}
