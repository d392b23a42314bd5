//! Related articles over labelled articles: how often the first five have the label of the article, and how long it
//! takes. Driven by `related.py`, which makes the articles and computes the reference.

use std::time::{Duration, Instant};

use kazpost_core::{Library, Options};
use kazpost_language::{Tongue, keys};
use kazpost_model::{ArticleKey, FeedKey, RawHtml, Timestamp};
use kazpost_store::{FeedMeta, Fetched, NewArticle, NewFeed, Store, Terms};

const ADDRESS: &str = "https://example.org/feed";

#[derive(serde::Deserialize)]
struct Labelled {
    label: String,
    language: String,
    title: String,
    text: String,
}

fn main() {
    let Some(path) = std::env::var_os("KAZPOST_LABELLED") else {
        println!("driven by benches/related.py");
        return;
    };
    let text = std::fs::read_to_string(path).expect("the articles");
    let articles: Vec<Labelled> = text
        .lines()
        .map(|line| serde_json::from_str(line).expect("an article"))
        .collect();
    let queries: Vec<usize> = std::env::var("KAZPOST_QUERIES")
        .expect("the articles asked for")
        .split(',')
        .map(|number| number.parse().expect("a number"))
        .collect();
    let folder = tempfile::tempdir().expect("a folder");
    let library = Library::open(Options {
        data_dir: folder.path().to_owned(),
        starter: false,
        ..Options::default()
    })
    .expect("a library");
    fill(
        &Store::open(&folder.path().join("library.sqlite")).expect("its store"),
        &articles,
    );

    let mut right = 0;
    for &query in &queries {
        for item in library.related_items(&id(query), 5).expect("related articles") {
            let number: usize = item
                .title
                .unwrap_or_default()
                .split(' ')
                .next()
                .map_or(0, |n| n.parse().expect("a number"));
            right += usize::from(articles[number].label == articles[query].label);
        }
    }
    #[allow(clippy::cast_precision_loss, reason = "a few thousand")]
    let precision = right as f64 / (5 * queries.len()) as f64;
    println!("{} articles, {} asked for", articles.len(), queries.len());
    println!("KazPost                                   P@5 {precision:.3}");

    // As the window asks, with what a program that runs knows by now.
    let mut times: Vec<Duration> = queries
        .iter()
        .map(|&query| {
            let start = Instant::now();
            library.related(&id(query)).expect("related articles");
            start.elapsed()
        })
        .collect();
    times.sort();
    println!(
        "time: median {:?}, 95th percentile {:?}, longest {:?}",
        times[times.len() / 2],
        times[times.len() * 95 / 100],
        times[times.len() - 1]
    );
}

fn id(number: usize) -> String {
    ArticleKey::of_identity(&FeedKey::of_address(ADDRESS), &number.to_string())
        .as_str()
        .to_owned()
}

fn fill(store: &Store, articles: &[Labelled]) {
    let feed = NewFeed {
        url: ADDRESS.into(),
        ..NewFeed::default()
    };
    store.subscribe(&[feed]).expect("subscribed");
    let key = FeedKey::of_address(ADDRESS);
    let moment = |seconds: i64| Timestamp::from_seconds(1_790_000_000 + seconds).expect("within all years");
    let fetched = Fetched {
        at: moment(1_000_000),
        moved_to: None,
        etag: None,
        last_modified: None,
        validated_url: ADDRESS.into(),
        body_hash: vec![],
    };
    let new: Vec<NewArticle> = articles
        .iter()
        .enumerate()
        .map(|(number, article)| {
            let tongue = Tongue::of(&article.language);
            NewArticle {
                key: ArticleKey::of_identity(&key, &number.to_string()),
                guid: None,
                url: None,
                external_url: None,
                // The number leads back to the label; numbers tell nothing and are not counted as words.
                title: format!("{number} {}", article.title),
                standfirst: String::new(),
                summary: None,
                author: String::new(),
                authors: vec![],
                tags: vec![],
                language: article.language.clone(),
                content: RawHtml::new(format!(
                    "<p>{}</p>",
                    article.text.replace('&', "&amp;").replace('<', "&lt;")
                ))
                .into(),
                content_base: None,
                image: None,
                picture: None,
                enclosures: vec![],
                published: Some(moment(i64::try_from(number).unwrap_or(0))),
                modified: None,
                words: u32::try_from(article.text.split_whitespace().count()).unwrap_or(u32::MAX),
                teaser: 0,
                caught: vec![],
                reworded: false,
                fingerprint: [1; 16],
                terms: Terms {
                    title: keys(&article.title, tongue),
                    body: keys(&article.text, tongue),
                    ..Terms::default()
                },
            }
        })
        .collect();
    for portion in new.chunks(500) {
        store
            .ingest(&key, &FeedMeta::default(), portion, &fetched)
            .expect("stored");
    }
    store.flush().expect("flushed");
}
