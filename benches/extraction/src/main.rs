//! `extraction CANDIDATE extract --batch`: what `kazpost extract --batch` does, by another extractor.

use std::io::{BufRead, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};

use serde_json::{Value, json};

/// Some of them recurse into the page.
const STACK: usize = 256 << 20;

type Extractor = fn(&str, &str) -> Result<Value, String>;

const CANDIDATES: &[(&str, Extractor)] = &[
    ("dom_smoothie", dom_smoothie),
    ("legible", legible),
    ("rs-trafilatura", rs_trafilatura),
    ("trafilatura", trafilatura),
];

fn main() {
    let name = std::env::args().nth(1).unwrap_or_default();
    let Some((_, extract)) = CANDIDATES.iter().find(|(known, _)| *known == name) else {
        for (known, _) in CANDIDATES {
            println!("{known}");
        }
        return;
    };
    std::panic::set_hook(Box::new(|_| {}));
    let work = std::thread::Builder::new()
        .stack_size(STACK)
        .spawn(|| batch(*extract));
    work.expect("a thread").join().expect("an end");
}

fn batch(extract: Extractor) {
    for line in std::io::stdin().lock().lines() {
        let request: Value = serde_json::from_str(&line.expect("a line")).expect("JSON");
        let url = request["url"]
            .as_str()
            .filter(|url| url.starts_with("http"))
            .unwrap_or("http://page.invalid/");
        let html = match (request["html"].as_str(), request["file"].as_str()) {
            (Some(html), _) => html.to_owned(),
            (None, file) => text(&std::fs::read(file.expect("a file")).expect("its bytes")),
        };
        let answered = catch_unwind(AssertUnwindSafe(|| extract(&html, url)));
        let mut answer = match answered {
            Ok(Ok(answer)) => answer,
            Ok(Err(words)) => json!({ "error": words }),
            Err(_) => json!({ "error": "it panicked" }),
        };
        answer["id"] = request["id"].clone();
        let mut out = std::io::stdout().lock();
        writeln!(out, "{answer}")
            .and_then(|()| out.flush())
            .expect("somebody listens");
    }
}

/// UTF-8 where it holds, else what the page declares.
fn text(bytes: &[u8]) -> String {
    if let Ok(text) = std::str::from_utf8(bytes) {
        return text.to_owned();
    }
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(2048)]).to_lowercase();
    let label = head.split("charset=").nth(1).map(|rest| {
        let label = rest.trim_start_matches(['"', '\'']);
        label
            .chars()
            .take_while(|c| c.is_alphanumeric() || matches!(c, '-' | '_'))
            .collect::<String>()
    });
    let encoding = label.and_then(|label| encoding_rs::Encoding::for_label(label.as_bytes()));
    encoding
        .unwrap_or(encoding_rs::WINDOWS_1252)
        .decode(bytes)
        .0
        .into_owned()
}

fn dom_smoothie(html: &str, url: &str) -> Result<Value, String> {
    let mut reader =
        dom_smoothie::Readability::new(html, Some(url), None).map_err(|error| error.to_string())?;
    let found = reader.parse().map_err(|error| error.to_string())?;
    Ok(json!({ "title": found.title, "content_html": found.content.to_string() }))
}

fn legible(html: &str, url: &str) -> Result<Value, String> {
    let found = legible::parse(html, Some(url), None).map_err(|error| error.to_string())?;
    Ok(json!({ "title": found.title, "content_html": found.content }))
}

fn rs_trafilatura(html: &str, url: &str) -> Result<Value, String> {
    let options = rs_trafilatura::Options {
        include_comments: false,
        include_tables: true,
        url: Some(url.to_owned()),
        ..rs_trafilatura::Options::default()
    };
    let found = rs_trafilatura::extract_with_options(html, &options).map_err(|error| error.to_string())?;
    Ok(json!({ "title": found.metadata.title, "content_text": found.content_text }))
}

fn trafilatura(html: &str, url: &str) -> Result<Value, String> {
    let mut options = trafilatura::Options::default();
    options.enable_fallback = true;
    options.exclude_comments = true;
    options.original_url = url.parse().ok();
    let found = trafilatura::extract(html, &options).map_err(|error| error.to_string())?;
    Ok(json!({ "title": found.metadata.title, "content_text": found.content_text }))
}
