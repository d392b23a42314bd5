//! Lists and counts of a library of 100,000 articles.

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use kazpost_store::{ListQuery, ListScope, StateChange, Which};

#[path = "support/library.rs"]
mod library;

use library::{key, moment, prepared, store, subscribed};

const FEEDS: usize = 500;
const ARTICLES: usize = 200;

fn lists(criterion: &mut Criterion) {
    let folder = tempfile::tempdir().expect("a folder");
    let library = subscribed(&folder, FEEDS);
    for feed in 0..FEEDS {
        store(&library, &prepared(feed, ARTICLES, 500, 1));
    }
    library.flush().expect("flushed");
    let query = |scope, filter: &str| ListQuery {
        scope,
        unread_only: false,
        filter: filter.into(),
    };
    let all = query(ListScope::All, "");
    let members: Vec<i64> = library
        .snapshot(&all, None)
        .expect("a list")
        .into_iter()
        .map(|(row, _)| row)
        .collect();
    assert_eq!(members.len(), FEEDS * ARTICLES, "what is measured must be there");
    // A reader has read a third of it, here and there.
    let read: Vec<i64> = members.iter().copied().step_by(3).collect();
    library
        .record(Which::Rows(&read), StateChange::Read(true), moment(0))
        .expect("read");

    let mut group = criterion.benchmark_group("100000 articles");
    for (name, start) in [
        ("200 rows, the first", 0),
        ("200 rows, in the middle", members.len() / 2),
    ] {
        let page = &members[start..start + 200];
        group.bench_function(name, |bench| bench.iter(|| library.rows(black_box(page))));
    }
    group.bench_function("counts", |bench| bench.iter(|| library.counts()));
    group.bench_function("feeds with their counts", |bench| bench.iter(|| library.feeds()));
    group.bench_function("first 60 of all", |bench| {
        bench.iter(|| library.snapshot(black_box(&all), Some(60)));
    });

    group.sample_size(20);
    for (name, query) in [
        ("list of all", all.clone()),
        ("list of the unread", query(ListScope::Unread, "")),
        ("list of one feed", query(ListScope::Feed(key(7)), "")),
        ("filter, common word", query(ListScope::All, "КӨПІР")),
        ("filter, no hit", query(ListScope::All, "желтасқұмыра")),
    ] {
        group.bench_function(name, |bench| {
            bench.iter(|| library.snapshot(black_box(&query), None));
        });
    }

    for (name, text) in [
        ("titles, common beginning", "ж"),
        ("titles, no hit", "желтасқұмыра"),
    ] {
        group.bench_function(name, |bench| bench.iter(|| library.titled(black_box(text), 50)));
    }

    group.sample_size(10);
    group.bench_function("all read and taken back", |bench| {
        bench.iter(|| {
            let done = library
                .record(Which::Scope(&ListScope::All), StateChange::Read(true), moment(1))
                .expect("recorded");
            library.undo(done.action.expect("an action"), moment(2))
        });
    });
    group.finish();
}

criterion_group!(benches, lists);
criterion_main!(benches);
