//! Storing what was fetched: 450 feeds of 40 articles of 5 KB.

use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};

#[path = "support/library.rs"]
mod library;

use library::{prepared, store, subscribed};

const FEEDS: usize = 450;
const ARTICLES: usize = 40;

fn ingest(criterion: &mut Criterion) {
    let documents = |edition| -> Vec<_> {
        (0..FEEDS)
            .map(|feed| prepared(feed, ARTICLES, 5000, edition))
            .collect()
    };
    let (first, second) = (documents(1), documents(2));
    let mut group = criterion.benchmark_group("store 450 feeds");
    group.sample_size(10);
    group.throughput(Throughput::Elements((FEEDS * ARTICLES) as u64));

    group.bench_function("new", |bench| {
        bench.iter_batched(
            || {
                let folder = tempfile::tempdir().expect("a folder");
                let library = subscribed(&folder, FEEDS);
                (folder, library)
            },
            |(folder, library)| {
                let stored: u32 = first.iter().map(|document| store(&library, document)).sum();
                assert_eq!(stored as usize, FEEDS * ARTICLES, "what is measured must be done");
                library.flush().expect("flushed");
                (folder, library)
            },
            BatchSize::PerIteration,
        );
    });

    let folder = tempfile::tempdir().expect("a folder");
    let library = subscribed(&folder, FEEDS);
    for document in &first {
        store(&library, document);
    }
    group.bench_function("unchanged", |bench| {
        bench.iter(|| {
            let stored: u32 = first.iter().map(|document| store(&library, document)).sum();
            assert_eq!(stored, 0);
        });
    });
    let mut turn = false;
    group.bench_function("changed", |bench| {
        bench.iter(|| {
            turn = !turn;
            let documents = if turn { &second } else { &first };
            let stored: u32 = documents.iter().map(|document| store(&library, document)).sum();
            assert_eq!(stored as usize, FEEDS * ARTICLES);
        });
    });
    group.finish();
}

criterion_group!(benches, ingest);
criterion_main!(benches);
