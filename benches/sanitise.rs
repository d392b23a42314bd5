//! The body of an article, as received to what may be shown.

use std::hint::black_box;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use kazpost_benches::{Language, Prose};
use kazpost_model::RawHtml;
use kazpost_sanitise::{clean, clean_for_window};
use url::Url;

fn sanitise(criterion: &mut Criterion) {
    let base = Url::parse("https://example.org/articles/1").expect("an address");
    let mut group = criterion.benchmark_group("sanitise");
    for bytes in [5_000, 30_000, 200_000] {
        let raw = RawHtml::new(Prose::new(Language::Kazakh, 3).markup(bytes));
        let safe = clean(&raw, Some(&base));
        assert!(
            !safe.as_str().contains("<script"),
            "what is measured must be done"
        );
        group.throughput(Throughput::Bytes(raw.untrusted().len() as u64));
        group.bench_function(BenchmarkId::new("clean", bytes), |bench| {
            bench.iter(|| clean(black_box(&raw), Some(&base)));
        });
        group.bench_function(BenchmarkId::new("for the window", bytes), |bench| {
            let name = |address: &Url| Some(format!("picture:{}", address.path()).into());
            bench.iter(|| clean_for_window(black_box(&raw), Some(&base), &name));
        });
        group.bench_function(BenchmarkId::new("text of", bytes), |bench| {
            bench.iter(|| black_box(&safe).text());
        });
    }
    group.finish();
}

criterion_group!(benches, sanitise);
criterion_main!(benches);
