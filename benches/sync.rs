//! A sync of 100 feeds of 40 articles from a server on loopback: fetch, parse, sanitise, store.

use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use kazpost_api::{SyncReport, SyncRequest};
use kazpost_benches::{Format, Language, document};
use kazpost_core::{Library, Options};
use kazpost_loopback::{Reply, Server};
use tokio::runtime::Runtime;

const FEEDS: usize = 100;
const ARTICLES: u32 = 40;

fn subscribed(opml: &str) -> (tempfile::TempDir, Library) {
    let folder = tempfile::tempdir().expect("a folder");
    let options = Options {
        data_dir: folder.path().to_owned(),
        starter: false,
        ..Options::default()
    };
    let library = Library::open(options).expect("a library");
    let imported = library.opml_import(opml.as_bytes()).expect("subscribed");
    assert_eq!(imported.added as usize, FEEDS);
    (folder, library)
}

fn sync(runtime: &Runtime, library: &Library) -> SyncReport {
    let report = runtime.block_on(library.sync(SyncRequest { feed: None }, |_| ()));
    let report = report.expect("synced");
    assert_eq!(report.failed, 0, "what is measured must be done");
    report
}

fn syncs(criterion: &mut Criterion) {
    let server = Server::start();
    let mut opml = String::from("<opml version=\"2.0\"><head/><body>\n");
    for feed in 0..FEEDS {
        let language = [Language::English, Language::Russian, Language::Kazakh][feed % 3];
        let format = [Format::Rss, Format::Atom][feed % 2];
        let path = format!("/{feed}");
        let text = document(format, language, ARTICLES as usize, 5000);
        let reply = Reply::rss(text).gzip().etag("\"one\"");
        server.set(&path, reply);
        opml.push_str(&format!(
            "<outline type=\"rss\" xmlUrl=\"{}\"/>\n",
            server.url(&path)
        ));
    }
    opml.push_str("</body></opml>");

    let runtime = Runtime::new().expect("a runtime");
    let mut group = criterion.benchmark_group("sync 100 feeds");
    group.sample_size(10);
    group.throughput(Throughput::Elements(FEEDS as u64 * u64::from(ARTICLES)));
    group.bench_function("first", |bench| {
        bench.iter_batched(
            || subscribed(&opml),
            |(folder, library)| {
                let report = sync(&runtime, &library);
                assert_eq!(report.new as usize, FEEDS * ARTICLES as usize);
                (folder, library)
            },
            BatchSize::PerIteration,
        );
    });
    let (_folder, library) = subscribed(&opml);
    sync(&runtime, &library);
    group.bench_function("without news", |bench| {
        bench.iter(|| assert_eq!(sync(&runtime, &library).new, 0));
    });
    group.finish();
}

criterion_group!(benches, syncs);
criterion_main!(benches);
