use std::cell::RefCell;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind::{Rawtext, Rcdata, ScriptData};
use html5ever::tokenizer::{
    BufferQueue, CharacterTokens, EndTag, StartTag, Tag, TagToken, Token, TokenSink, TokenSinkResult,
    Tokenizer, TokenizerOpts,
};
use url::Url;

use crate::{charset, likeness};

/// More of one kind are not feeds but a catalogue of them.
const MOST: usize = 100;
/// Tags of one kind beyond these are passed over.
const MOST_TAGS: usize = 20_000;
/// What stands beyond is not read, in bytes of UTF-8; one piece of the tokenizer's holds less than 4 GiB.
const LONGEST_PAGE: usize = 64 << 20;
/// Titles end here, in characters.
const LONGEST_TITLE: usize = 200;

/// A feed that a page points to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FeedLink {
    /// Absolute, http or https, without a fragment.
    pub url: String,
    /// Text: the link's title, or the words of the anchor.
    pub title: Option<String>,
    /// In lower case; guessed from the address where the page does not say.
    pub mime_type: String,
}

/// The feeds that the page at `base` points to, best first, none twice: `<link rel="alternate">` with a feed's type
/// wherever it stands in the page (RSS Autodiscovery; HTML, 4.6.7.1), those of comments after the others; then
/// `<a href>` whose address plainly is a feed's, those of the page's own host first. `content_type` is the header.
pub fn feed_links(bytes: &[u8], base: &Url, content_type: Option<&str>) -> Vec<FeedLink> {
    let found = collect(&charset::text(bytes, content_type));
    let own_base = found
        .base
        .as_deref()
        .and_then(|href| base.join(href.trim()).ok())
        .filter(|url| !url.cannot_be_a_base());
    let base_url = own_base.as_ref().unwrap_or(base);

    let mut ranked: Vec<(u8, FeedLink)> = Vec::new();
    for link in &found.links {
        let Some(url) = resolve(base_url, &link.href) else {
            continue;
        };
        let guessed = || {
            link.feed.then(|| {
                likeness::guessed_type(&url)
                    .unwrap_or("application/rss+xml")
                    .to_owned()
            })
        };
        let Some(mime_type) = likeness::feed_type(&link.mime_type, &url).or_else(guessed) else {
            continue;
        };
        let comments = likeness::is_of_comments(&url, link.title.as_deref());
        ranked.push((
            u8::from(comments),
            FeedLink {
                url: url.into(),
                title: link.title.clone(),
                mime_type,
            },
        ));
    }
    for anchor in &found.anchors {
        let Some(url) = resolve(base_url, &anchor.href) else {
            continue;
        };
        let Some(mime_type) = likeness::guessed_type(&url) else {
            continue;
        };
        let title = shortened(&anchor.words).or_else(|| anchor.title.clone());
        let rank = match () {
            () if likeness::is_of_comments(&url, title.as_deref()) => 4,
            () if url.host() == base.host() => 2,
            () => 3,
        };
        ranked.push((
            rank,
            FeedLink {
                url: url.into(),
                title,
                mime_type: mime_type.into(),
            },
        ));
    }
    ranked.sort_by_key(|(rank, _)| *rank);
    let mut links: Vec<FeedLink> = Vec::new();
    for (_, link) in ranked {
        if links.len() < MOST && links.iter().all(|known| known.url != link.url) {
            links.push(link);
        }
    }
    links
}

/// Absolute and of the web; `feed:` before an address is taken off.
fn resolve(base: &Url, href: &str) -> Option<Url> {
    let href = href.trim();
    let bare = match href.get(..5) {
        Some(scheme) if scheme.eq_ignore_ascii_case("feed:") => &href[5..],
        _ => href,
    };
    if bare.is_empty() {
        return None;
    }
    let mut url = base
        .join(bare)
        .ok()
        .filter(|url| matches!(url.scheme(), "http" | "https"))?;
    url.set_fragment(None);
    Some(url)
}

/// In one line of bearable length; `None` where nothing is left.
fn shortened(text: &str) -> Option<String> {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    (!line.is_empty()).then(|| line.chars().take(LONGEST_TITLE).collect())
}

#[derive(Default)]
struct Found {
    base: Option<String>,
    links: Vec<Link>,
    anchors: Vec<Anchor>,
    /// The last anchor is still open.
    within: bool,
}

struct Link {
    href: String,
    title: Option<String>,
    mime_type: String,
    /// `rel="feed"`: a feed whatever its type.
    feed: bool,
}

struct Anchor {
    href: String,
    title: Option<String>,
    words: String,
}

fn collect(text: &str) -> Found {
    let tokenizer = Tokenizer::new(Collector::default(), TokenizerOpts::default());
    let queue = BufferQueue::default();
    let mut end = text.len().min(LONGEST_PAGE);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    queue.push_back(StrTendril::from_slice(&text[..end]));
    while !queue.is_empty() {
        let _ = tokenizer.feed(&queue);
    }
    tokenizer.end();
    tokenizer.sink.0.into_inner()
}

/// Notes the tags that matter; builds no tree, so that a link is found wherever it stands.
#[derive(Default)]
struct Collector(RefCell<Found>);

impl TokenSink for Collector {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let mut found = self.0.borrow_mut();
        match token {
            TagToken(tag) if tag.kind == StartTag => return found.open(&tag),
            TagToken(tag) if tag.kind == EndTag && &*tag.name == "a" => found.within = false,
            CharacterTokens(text) if found.within => {
                if let Some(anchor) = found
                    .anchors
                    .last_mut()
                    .filter(|anchor| anchor.words.len() < 4 * LONGEST_TITLE)
                {
                    anchor.words.push_str(&text);
                }
            }
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

impl Found {
    fn open(&mut self, tag: &Tag) -> TokenSinkResult<()> {
        let get = |name: &str| {
            tag.attrs
                .iter()
                .find(|held| &*held.name.local == name)
                .map(|held| held.value.to_string())
        };
        match &*tag.name {
            "base" if self.base.is_none() => self.base = get("href"),
            "link" if self.links.len() < MOST_TAGS => {
                let rel = get("rel").unwrap_or_default().to_ascii_lowercase();
                let has = |word: &str| rel.split_ascii_whitespace().any(|held| held == word);
                if let Some(href) =
                    get("href").filter(|_| (has("alternate") || has("feed")) && !has("stylesheet"))
                {
                    let title = get("title").as_deref().and_then(shortened);
                    let mime_type = get("type").unwrap_or_default();
                    self.links.push(Link {
                        href,
                        title,
                        mime_type,
                        feed: has("feed"),
                    });
                }
            }
            "a" => {
                self.within = false;
                if let Some(href) = get("href").filter(|_| self.anchors.len() < MOST_TAGS) {
                    let title = get("title").as_deref().and_then(shortened);
                    self.anchors.push(Anchor {
                        href,
                        title,
                        words: String::new(),
                    });
                    self.within = true;
                }
            }
            // What stands in these is text (HTML, 13.2.6.4.4 and .7).
            "title" | "textarea" => return TokenSinkResult::RawData(Rcdata),
            "script" => return TokenSinkResult::RawData(ScriptData),
            "style" | "xmp" | "iframe" | "noembed" | "noframes" => return TokenSinkResult::RawData(Rawtext),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}
