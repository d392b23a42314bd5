use kazpost_api::ExtractedPage;
use kazpost_extract::Article;
use url::Url;

/// A page as it came from somewhere.
#[derive(Clone, Copy, Debug)]
pub enum Page<'a> {
    /// Bytes as they came from the network.
    Bytes(&'a [u8]),
    /// Text already.
    Text(&'a str),
}

/// The article of the page that came from `url`, sanitised; `None` where there is none.
pub fn extracted(page: Page<'_>, url: Option<&str>) -> Option<ExtractedPage> {
    let url = url.and_then(|url| Url::parse(url).ok());
    let article = match page {
        Page::Bytes(bytes) => kazpost_extract::article(bytes, url.as_ref(), None),
        Page::Text(text) => kazpost_extract::article_of(text, url.as_ref()),
    }?;
    Some(presented(article, url.as_ref()))
}

fn presented(article: Article, url: Option<&Url>) -> ExtractedPage {
    let content = kazpost_sanitise::clean(&article.content, url);
    ExtractedPage {
        title: article.title,
        byline: article.byline,
        site_name: article.site_name,
        published: article.published,
        language: article.language,
        excerpt: article.excerpt,
        image: article.image,
        content_text: content.text_as_written(),
        content_html: content,
    }
}
