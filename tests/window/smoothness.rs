use kazpost_tests::feeds::{Item, rss};
use kazpost_tests::webdriver::{App, journey};
use kazpost_tests::{Reply, Server};
use serde_json::json;
use tempfile::tempdir;

use crate::views::size;

const FEEDS: usize = 20;
const ARTICLES: usize = 5_000;

/// 100,000 articles: how even the frames are while the list is scrolled, beside a page with nothing on it, and how
/// soon an article is painted. A measurement and no gate, for it depends on what else the machine does; run where
/// `KAZPOST_MEASURE` is set.
#[test]
fn a_list_of_100_000_scrolls_evenly() {
    journey("smoothness", async |setting| {
        if std::env::var_os("KAZPOST_MEASURE").is_none() {
            eprintln!("SKIPPED smoothness: it measures only where KAZPOST_MEASURE is set");
            return;
        }
        let library = tempdir().expect("a folder");
        let server = serve();
        let app = setting.open(library.path()).await;
        size(&app, 1600, 1000).await;
        for feed in 0..FEEDS {
            let add = "return window.__TAURI_INTERNALS__.invoke('feed_add', { request: { address: arguments[0], \
                       folder: null } }).then((added) => added.items)";
            let address = server.url(&format!("/{feed}.xml"));
            let added = app.script_with(add, vec![json!(address)]).await;
            assert_eq!(added.as_u64(), Some(ARTICLES as u64), "feed {feed}");
        }
        app.script("document.querySelector('[data-testid=source-all]').click()")
            .await;
        app.until(
            "all are listed",
            "Number(document.querySelector('[role=option]')?.getAttribute('aria-setsize')) >= 100000",
        )
        .await;
        for (what, asking) in [
            ("palette, nothing found", TITLES),
            ("filter of a word that is nowhere, tried", PREVIEW),
            ("filter of a pattern that is nowhere, tried", PATTERN),
        ] {
            println!("{what}: {}", app.script(&asked(asking)).await);
        }
        for layout in ["panes", "ledger"] {
            for (what, step) in [("reading on", 40), ("flying", 4_000)] {
                let gaps = gaps(&app, step).await;
                println!("{layout}, {what} ({step} px a frame): {gaps}");
            }
            println!("{layout}, nothing on the page: {}", gaps(&app, 0).await);
            app.script("document.querySelector('[data-testid=list]').scrollTo(0, 0)")
                .await;
            println!("{layout}, open to paint: {}", app.script(OPENING).await);
            app.script("document.querySelector('[data-testid=back]')?.click()")
                .await;
            app.script("document.querySelector('[data-testid=layout]').click()")
                .await;
            tokio::time::sleep(std::time::Duration::from_millis(500)).await;
        }
        app.close().await;
    });
}

/// An hour of reading, faster: as many articles as somebody reads who opens one each four seconds, opened one after
/// the other, scrolled and left, in a list of 100,000. What the process tree takes is told after each hundred.
/// `KAZPOST_READ` says how many (900 if not).
#[test]
fn reading_on_and_on_takes_no_more_memory() {
    journey("reading on and on", async |setting| {
        if std::env::var_os("KAZPOST_MEASURE").is_none() {
            eprintln!("SKIPPED reading on and on: it measures only where KAZPOST_MEASURE is set");
            return;
        }
        let wanted = std::env::var("KAZPOST_READ").ok();
        let wanted: usize = wanted.and_then(|n| n.parse().ok()).unwrap_or(900);
        let library = tempdir().expect("a folder");
        let server = serve();
        let app = setting.open(library.path()).await;
        size(&app, 1600, 1000).await;
        for feed in 0..FEEDS {
            let add = "return window.__TAURI_INTERNALS__.invoke('feed_add', { request: { address: arguments[0], \
                       folder: null } })";
            app.script_with(add, vec![json!(server.url(&format!("/{feed}.xml")))])
                .await;
        }
        app.script("document.querySelector('[data-testid=source-all]').click()")
            .await;
        app.until(
            "all are listed",
            "Number(document.querySelector('[role=option]')?.getAttribute('aria-setsize')) >= 100000",
        )
        .await;
        app.script("document.querySelector('[role=option]').click()")
            .await;
        app.until(
            "the first is open",
            "document.querySelector('[data-testid=article-body]')",
        )
        .await;
        let began = std::time::Instant::now();
        for hundred in 1..=wanted.div_ceil(100) {
            app.script(READ_A_HUNDRED).await;
            let (of_app, of_all) = memory(app.process());
            println!(
                "after {} articles, {:.0} s: program {of_app:.1} MB, whole tree {of_all:.1} MB (PSS)",
                hundred * 100,
                began.elapsed().as_secs_f64()
            );
        }
        app.close().await;
    });
}

/// Each opened, scrolled to its middle and its end, and left.
const READ_A_HUNDRED: &str = "
    const pause = (ms) => new Promise((done) => setTimeout(done, ms));
    return (async () => {
      for (let n = 0; n < 100; n++) {
        const before = document.querySelector('[data-testid=article]').dataset.article;
        document.querySelector('[data-testid=next]').click();
        while (document.querySelector('[data-testid=article]').dataset.article === before) await pause(5);
        const sheet = document.querySelector('#sheet');
        sheet.scrollTo(0, sheet.scrollHeight / 2);
        await pause(80);
        sheet.scrollTo(0, sheet.scrollHeight);
        await pause(80);
      }
    })()";

/// What a process takes, and with all that it started, in MB: its share of what is shared (PSS).
fn memory(process: u32) -> (f64, f64) {
    let share = |process: u32| -> f64 {
        let text = std::fs::read_to_string(format!("/proc/{process}/smaps_rollup")).unwrap_or_default();
        let line = text.lines().find_map(|line| line.strip_prefix("Pss:"));
        let kilobytes = line.and_then(|line| line.split_whitespace().next()?.parse::<f64>().ok());
        kilobytes.unwrap_or(0.0) / 1000.0
    };
    let mut tree = vec![process];
    let mut at = 0;
    while let Some(&parent) = tree.get(at) {
        at += 1;
        let tasks = std::fs::read_dir(format!("/proc/{parent}/task"))
            .into_iter()
            .flatten()
            .flatten();
        for task in tasks {
            let children = std::fs::read_to_string(task.path().join("children")).unwrap_or_default();
            tree.extend(
                children
                    .split_whitespace()
                    .filter_map(|child| child.parse::<u32>().ok()),
            );
        }
    }
    (share(process), tree.iter().map(|process| share(*process)).sum())
}

const TITLES: &str = "'titles', { request: { text: 'zzqx nothing', limit: 8 } }";
const PREVIEW: &str = "'filter_preview', { request: { id: null, name: '', conditions: [{ field: 'keyword', \
    value: 'zzqx' }], effect: 'mute', expires: null, apply: false } }";
const PATTERN: &str = "'filter_preview', { request: { id: null, name: '', conditions: [{ field: 'pattern', \
    value: 'zz(q|x)x' }], effect: 'mute', expires: null, apply: false } }";

/// Asks the program five times, one after the other.
fn asked(what: &str) -> String {
    format!(
        "return (async () => {{
           const times = [];
           for (let n = 0; n < 5; n++) {{
             const from = performance.now();
             await window.__TAURI_INTERNALS__.invoke({what});
             times.push(performance.now() - from);
           }}
           times.sort((a, b) => a - b);
           return `median ${{times[2].toFixed(0)}} ms, longest ${{times[4].toFixed(0)}} ms`;
         }})();"
    )
}

fn serve() -> Server {
    let server = Server::start();
    for feed in 0..FEEDS {
        let items: Vec<Item> = (0..ARTICLES)
            .map(|n| Item {
                guid: format!("{feed}-{n}"),
                title: format!("Story {n} of source {feed}: the river, the road and the price of bread this week"),
                body: "<p>What is written here fills three lines of a list and a short page of an article, and says \
                       nothing beyond that.</p>"
                    .repeat(6),
                hours: u32::try_from(n / 10).unwrap_or(0),
                ..Item::default()
            })
            .collect();
        let title = format!("Source {feed}");
        server.set(
            &format!("/{feed}.xml"),
            Reply::rss(rss(&title, &server.url("/"), &items)),
        );
    }
    server
}

/// Four seconds of frames; with a step of 0 nothing is on the page at all.
async fn gaps(app: &App, step: i32) -> String {
    let run = format!(
        "const list = document.querySelector('[data-testid=list]');
         const all = document.querySelector('#app');
         all.style.display = {step} ? '' : 'none';
         return new Promise((done) => {{
           const gaps = [];
           const end = performance.now() + 4000;
           let last = null;
           const frame = (now) => {{
             if (last !== null) gaps.push(now - last);
             last = now;
             if ({step}) list.scrollTop += {step};
             if (performance.now() < end) requestAnimationFrame(frame);
             else {{
               all.style.display = '';
               gaps.sort((a, b) => a - b);
               const at = (part) => gaps[Math.floor((gaps.length - 1) * part)].toFixed(1);
               done(`${{gaps.length}} frames, median ${{at(0.5)}} ms, p95 ${{at(0.95)}} ms, p99 ${{at(0.99)}} ms, longest ${{at(1)}} ms`);
             }}
           }};
           requestAnimationFrame(frame);
         }});"
    );
    app.script(&run).await.as_str().unwrap_or_default().to_owned()
}

/// Thirty articles one after another, each from the press of the button until the frame after its title.
const OPENING: &str = "
    const times = [];
    const painted = (title) => new Promise((done) => {
      const look = () => {
        const shown = document.querySelector('[data-testid=article-title]')?.textContent ?? '';
        if (shown !== title && shown) requestAnimationFrame(() => setTimeout(done));
        else setTimeout(look, 1);
      };
      look();
    });
    return (async () => {
      document.querySelector('[role=option]').click();
      await painted('');
      for (let n = 0; n < 30; n++) {
        const before = document.querySelector('[data-testid=article-title]').textContent;
        const from = performance.now();
        document.querySelector('[data-testid=next]').click();
        await painted(before);
        times.push(performance.now() - from);
        await new Promise((done) => setTimeout(done, 60));
      }
      times.sort((a, b) => a - b);
      return `median ${times[15].toFixed(0)} ms, p95 ${times[28].toFixed(0)} ms, longest ${times[29].toFixed(0)} ms`;
    })();";
