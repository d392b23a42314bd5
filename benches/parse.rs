//! A document of 40 articles, its bytes to its items.

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use kazpost_benches::{Format, Language, document};
use kazpost_parse::{Document, feed};

fn parse(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("parse");
    for (name, format, language) in [
        ("rss, english", Format::Rss, Language::English),
        ("rss, kazakh", Format::Rss, Language::Kazakh),
        ("atom, russian", Format::Atom, Language::Russian),
        ("json, english", Format::Json, Language::English),
    ] {
        let text = document(format, language, 40, 5000);
        let document = Document {
            bytes: text.as_bytes(),
            url: Some("https://example.org/feed"),
            content_type: None,
        };
        let items = feed(document).map_or(0, |feed| feed.items.len());
        assert_eq!(items, 40, "{name}: what is measured must be done");
        group.throughput(Throughput::Bytes(text.len() as u64));
        group.bench_function(name, |bench| bench.iter(|| feed(black_box(document))));
    }
    group.finish();
}

criterion_group!(benches, parse);
criterion_main!(benches);
