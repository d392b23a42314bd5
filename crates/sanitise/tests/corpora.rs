//! Every hostile payload of the corpora that `KAZPOST_CORPORA` names. Nothing of them is kept here.
#![allow(
    clippy::disallowed_methods,
    reason = "the corpora lie on a disk, and the environment says where"
)]

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{
    BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};
use kazpost_model::RawHtml;
use kazpost_sanitise::clean;
use std::cell::RefCell;
use url::Url;

const HARMLESS: &[&str] = &[
    "a",
    "abbr",
    "address",
    "article",
    "aside",
    "b",
    "bdi",
    "bdo",
    "blockquote",
    "br",
    "caption",
    "cite",
    "code",
    "col",
    "colgroup",
    "data",
    "dd",
    "del",
    "details",
    "dfn",
    "div",
    "dl",
    "dt",
    "em",
    "figcaption",
    "figure",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "i",
    "img",
    "ins",
    "kbd",
    "li",
    "mark",
    "ol",
    "p",
    "pre",
    "q",
    "rp",
    "rt",
    "ruby",
    "s",
    "samp",
    "section",
    "small",
    "span",
    "strike",
    "strong",
    "sub",
    "summary",
    "sup",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "time",
    "tr",
    "tt",
    "u",
    "ul",
    "var",
    "wbr",
];
const QUIET: &[&str] = &[
    "abbr", "alt", "class", "colspan", "datetime", "dir", "height", "lang", "rel", "reversed", "rowspan",
    "scope", "span", "start", "title", "type", "value", "width",
];

/// What a tokeniser finds that must not be there.
#[derive(Default)]
struct Faults(RefCell<Vec<String>>);

impl TokenSink for Faults {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        match token {
            Token::TagToken(tag) => self.0.borrow_mut().extend(faults_of(&tag)),
            Token::CommentToken(_) | Token::DoctypeToken(_) => self.0.borrow_mut().push("comment".into()),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

fn faults_of(tag: &Tag) -> Vec<String> {
    let mut faults = Vec::new();
    if !HARMLESS.contains(&&*tag.name) {
        faults.push(format!("<{}>", tag.name));
    }
    for attribute in tag.attrs.iter().filter(|_| tag.kind == TagKind::StartTag) {
        let (name, value) = (&*attribute.name.local, &*attribute.value);
        let sound = match name {
            "id" => value.starts_with("article-") && value.len() > 8,
            "href" => ["http://", "https://", "mailto:", "#article-"]
                .iter()
                .any(|start| value.starts_with(start)),
            "cite" => value.starts_with("http://") || value.starts_with("https://"),
            "src" => {
                let raster = ["png", "jpeg", "jpg", "gif", "webp"].iter().any(|kind| {
                    value
                        .to_ascii_lowercase()
                        .starts_with(&format!("data:image/{kind};base64,"))
                });
                tag.name == *"img"
                    && (value.starts_with("http://") || value.starts_with("https://") || raster)
            }
            _ => QUIET.contains(&name),
        };
        if !sound {
            faults.push(format!("{}[{name}={value}]", tag.name));
        }
    }
    faults
}

fn faults(markup: &str) -> Vec<String> {
    let tokenizer = Tokenizer::new(Faults::default(), TokenizerOpts::default());
    let input = BufferQueue::default();
    input.push_back(StrTendril::from_slice(markup));
    let _ = tokenizer.feed(&input);
    tokenizer.end();
    tokenizer.sink.0.take()
}

#[test]
fn the_check_itself_sees_faults() {
    for bad in [
        "<script>",
        "<p onclick=x>",
        "<a href='javascript:x'>",
        "<img src=x>",
        "<p id=app>",
        "<!-- x -->",
    ] {
        assert!(!faults(bad).is_empty(), "{bad}");
    }
}

#[test]
fn no_payload_gets_through() {
    let Some(corpora) = std::env::var_os("KAZPOST_CORPORA") else {
        eprintln!("skipped: KAZPOST_CORPORA is not set, so no hostile payloads were tried");
        return;
    };
    let lines = std::fs::read_to_string(std::path::Path::new(&corpora).join("xss.jsonl")).unwrap();
    let base = Url::parse("https://paper.example/a/b.html").unwrap();
    let mut tried = 0;
    for line in lines.lines().filter(|line| !line.is_empty()) {
        let case: serde_json::Value = serde_json::from_str(line).unwrap();
        let payload = case["payload"].as_str().unwrap();
        let once = clean(&RawHtml::new(payload), Some(&base));
        assert_eq!(faults(once.as_str()), Vec::<String>::new(), "{}", case["id"]);
        let twice = clean(&RawHtml::new(once.as_str()), Some(&base));
        assert_eq!(once, twice, "cleaning again changed {}", case["id"]);
        tried += 1;
    }
    assert!(tried > 1000, "only {tried} payloads in the corpus");
}
