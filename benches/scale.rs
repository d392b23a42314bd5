//! A large library, asked as the window asks it: how long each answer takes. For `benches/scale.py`, which makes the
//! library, asks others the same and prints the table.
//!
//! `KAZPOST_SCALE_LIBRARY` names the data folder; what it holds stays as it is. `KAZPOST_SCALE_QUERIES` names a file
//! with a line for each search: a name, a tab, the query. Prints a line of JSON for each thing measured, in
//! milliseconds.

use std::time::Instant;

use kazpost_api::{Change, ListRequest, MarkRequest, RowsRequest, Scope, SearchRequest, SearchStage, Target};
use kazpost_core::{Library, Options};

/// Each question is asked so often.
const ROUNDS: usize = 40;

fn main() {
    let (Some(folder), Some(queries)) = (
        std::env::var_os("KAZPOST_SCALE_LIBRARY"),
        std::env::var_os("KAZPOST_SCALE_QUERIES"),
    ) else {
        eprintln!("scale: left out, for KAZPOST_SCALE_LIBRARY or KAZPOST_SCALE_QUERIES is not set");
        return;
    };
    let options = |data_dir| Options {
        data_dir,
        starter: false,
        ..Options::default()
    };
    let empty = tempfile::tempdir().expect("a folder");
    drop(Library::open(options(empty.path().into())).expect("made"));
    measure("open, empty", || {
        Library::open(options(empty.path().into())).expect("opened")
    });
    measure("open", || {
        Library::open(options(folder.clone().into())).expect("opened")
    });

    let library = Library::open(options(folder.into())).expect("opened");
    let request = |scope, first| ListRequest {
        scope,
        unread_only: false,
        filter: String::new(),
        utc_offset_minutes: 300,
        first,
        at: None,
    };
    let all = library.list_open(request(Scope::All, 0)).expect("a list");
    let mut page = 0;
    measure("a page of 200 rows", || {
        page = (page + 7919) % all.total.saturating_sub(200).max(1);
        let wanted = RowsRequest {
            list: all.list,
            offset: page,
            limit: 200,
        };
        library.list_rows(wanted).expect("rows")
    });
    measure("counts", || library.counts().expect("counts"));
    measure("sources with their counts", || {
        library.sources().expect("sources")
    });
    measure("list of all opened", || {
        library.list_open(request(Scope::All, 60)).expect("a list")
    });

    // Lists that were opened long ago are forgotten.
    let all = library.list_open(request(Scope::All, 0)).expect("a list");
    let wanted = RowsRequest {
        list: all.list,
        offset: all.total / 2,
        limit: u32::try_from(ROUNDS).unwrap_or(u32::MAX),
    };
    // As the window does when it is there.
    let began = Instant::now();
    library.learn_common().expect("learnt");
    tell("common words learnt", &mut [milliseconds(began)]);
    let mut times = Vec::new();
    for row in library.list_rows(wanted).expect("rows") {
        let began = Instant::now();
        library.related(&row.id).expect("related articles");
        times.push(milliseconds(began));
    }
    tell("related articles", &mut times);

    for line in std::fs::read_to_string(queries).expect("queries").lines() {
        let Some((name, query)) = line.split_once('\t') else {
            continue;
        };
        // A key at a time from the third letter on, as it is typed.
        let typed: Vec<usize> = query
            .char_indices()
            .map(|(at, c)| at + c.len_utf8())
            .skip(2)
            .collect();
        let mut times = Vec::new();
        for round in 0..ROUNDS {
            let end = typed
                .get(round % typed.len().max(1))
                .copied()
                .unwrap_or(query.len());
            let wanted = SearchRequest {
                query: query[..end].into(),
                stage: SearchStage::Key,
                limit: 30,
                utc_offset_minutes: 300,
            };
            let began = Instant::now();
            let answer = library.search(wanted).expect("an answer");
            times.push(milliseconds(began));
            assert!(answer.unindexed == 0, "the index is behind");
        }
        tell(&format!("search as typed: {name}"), &mut times);
    }

    let (mut marked, mut taken_back) = (Vec::new(), Vec::new());
    for _ in 0..5 {
        let began = Instant::now();
        let done = library
            .mark(MarkRequest {
                target: Target::Scope { scope: Scope::All },
                change: Change::Read,
            })
            .expect("marked");
        marked.push(milliseconds(began));
        let began = Instant::now();
        if let Some(action) = done.action {
            library.undo(action).expect("taken back");
        }
        taken_back.push(milliseconds(began));
    }
    tell("all marked read", &mut marked);
    tell("and taken back", &mut taken_back);
}

fn measure<T>(name: &str, mut work: impl FnMut() -> T) {
    let mut times = Vec::new();
    for _ in 0..ROUNDS {
        let began = Instant::now();
        let done = work();
        times.push(milliseconds(began));
        drop(done);
    }
    tell(name, &mut times);
}

fn milliseconds(since: Instant) -> f64 {
    since.elapsed().as_secs_f64() * 1000.0
}

fn tell(name: &str, times: &mut [f64]) {
    times.sort_by(f64::total_cmp);
    let at = |share: usize| times[(times.len() - 1) * share / 100];
    println!(
        "{{\"name\": \"{name}\", \"median\": {:.3}, \"p95\": {:.3}}}",
        at(50),
        at(95)
    );
}
