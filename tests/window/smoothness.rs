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
