use std::collections::BTreeSet;
use std::path::PathBuf;

use kazpost_tests::feeds::{Item, rss};
use kazpost_tests::webdriver::{App, journey};
use kazpost_tests::{Reply, Server};
use serde_json::{Value, json};
use tempfile::tempdir;

/// How many items a feed carries.
const A_FEED: usize = 100;

/// Some of each kind, for where there are no corpora; and what corpora do not have: faults of addresses.
const OWN: &[&str] = &[
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)>",
    "<svg><style><img src=x onerror=alert(1)></style></svg>",
    "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=alert(1)&gt;\">",
    "<iframe src=javascript:alert(1)></iframe>",
    "<a href=\" &#1;javascript:alert(1)\">x</a>",
    "<form action=javascript:alert(1)><input type=submit autofocus onfocus=alert(1)></form>",
    "<meta http-equiv=refresh content=\"0;url=/away\">",
    "<base href=/away/><link rel=stylesheet href=/style.css>",
    "<style>@import '/style.css'; body { background: url(/picture.png) }</style>",
    "<p style=\"background:url(/picture.png)\">x</p>",
    "<img srcset=\"/picture.png 1x\"><picture><source srcset=/picture.png></picture>",
    "<video poster=/poster.png src=/film.mp4 autoplay></video><audio src=/sound.mp3 autoplay></audio>",
    "<object data=/object></object><embed src=/embed>",
    "<details open ontoggle=alert(1)><summary>x</summary></details>",
    "<template><img src=x onerror=alert(1)></template>",
    "<a href=\"http://%\">x</a> %E0%A4%A %",
    "{{constructor.constructor('alert(1)')()}} ${alert(1)} {@html alert(1)}",
];

/// Hooks for whatever a payload would do, before the first of them is shown.
const WATCH: &str = "
    const seen = (what) => window.__pwned.push(what);
    window.__pwned = [];
    window.__refused = [];
    window.__asked = [];
    window.__failed = [];
    for (const name of ['alert', 'confirm', 'prompt', 'print', 'open', 'eval', 'postMessage'])
        window[name] = () => seen(name);
    addEventListener('securitypolicyviolation', (e) => window.__refused.push(e.effectiveDirective + ' ' + e.blockedURI));
    // That sizes are reported a frame later is how a browser breaks a circle, and no failure.
    const late = /^ResizeObserver loop/;
    addEventListener('error', (e) => e instanceof ErrorEvent && !late.test(e.message) && window.__failed.push(e.message));
    addEventListener('unhandledrejection', (e) => window.__failed.push(String(e.reason?.message ?? e.reason)));
    const own = /^(tauri|ipc|picture):\\/\\/localhost\\//;
    new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) if (!own.test(entry.name)) window.__asked.push(entry.name);
    }).observe({ type: 'resource', buffered: true });
";

/// Steps through the articles as the button does, prods what each body holds, and names what is amiss.
const READ_ON: &str = "
    const [steps, done] = arguments;
    const pane = () => document.querySelector('[data-testid=article]');
    const body = () => pane()?.querySelector('[data-testid=article-body]');
    const pause = () => new Promise((go) => setTimeout(go, 2));
    const ended = () => document.querySelector('[data-testid=next]')?.disabled ?? true;
    const addresses = /^(https?:|mailto:|#|picture:|data:image\\/)/i;
    (async () => {
        const amiss = [];
        let shown = 0;
        for (; shown < steps; shown += 1) {
            for (const element of pane().querySelectorAll('*')) {
                for (const { name, value } of element.attributes) {
                    if (/^on/i.test(name)) amiss.push(name);
                    if (/^(href|src|action|formaction|data|poster)$/i.test(name) && !addresses.test(value))
                        if (!element.closest('button')) amiss.push(`${element.localName} ${name}=${value}`);
                }
                if (/^(script|style|iframe|object|embed|form|base|meta|link)$/.test(element.localName)) amiss.push(element.localName);
            }
            for (const element of body().querySelectorAll('*'))
                for (const event of ['load', 'error', 'focus', 'mouseover', 'pointerenter', 'toggle', 'animationstart'])
                    element.dispatchEvent(new Event(event));
            // On a slow machine the list may still be on its way.
            const asked = performance.now();
            while (ended() && performance.now() - asked < 1500) await pause();
            if (ended()) { shown += 1; break; }
            const next = document.querySelector('[data-testid=next]');
            const before = pane().dataset.article;
            next.click();
            const began = performance.now();
            while (pane()?.dataset.article === before || !body()) {
                if (performance.now() - began > 8000) return done({ shown, amiss, stuck: before });
                await pause();
            }
        }
        done({ shown, amiss, last: shown < steps || ended() });
    })().catch((error) => done({ error: String(error) }));
";

/// Each payload as title, author, body and enclosure of an article that is really shown.
#[test]
fn nothing_that_a_feed_carries_runs_navigates_or_asks_the_network() {
    journey("hostile feeds", async |setting| {
        let payloads = payloads();
        let server = Server::start();
        let library = tempdir().expect("a folder");
        let app = setting.open(library.path()).await;
        app.ready().await;
        without_pictures(&app).await;

        let mut feeds = Vec::new();
        for (number, chunk) in payloads.chunks(A_FEED).enumerate() {
            let path = format!("/hostile-{number}.xml");
            server.set(
                &path,
                Reply::rss(rss(&format!("Hostile {number}"), &server.url("/"), &items(chunk))),
            );
            feeds.push((subscribe(&app, &server.url(&path)).await, chunk.len()));
        }
        // The page did not ask for these itself, so it learns of them when it begins again.
        app.client.refresh().await.expect("the page loads again");
        app.ready().await;
        app.script(WATCH).await;
        server.clear();
        let home = app.script("return location.href").await;
        let mut amiss = BTreeSet::<String>::new();

        for (number, (feed, size)) in feeds.iter().enumerate() {
            show(&app, feed).await;
            let mut shown = 0;
            while shown < *size {
                let report = app
                    .client
                    .execute_async(READ_ON, vec![json!(25)])
                    .await
                    .expect("the page answers");
                assert!(
                    report["error"].is_null() && report["stuck"].is_null(),
                    "feed {number}: {report}"
                );
                amiss.extend(
                    report["amiss"]
                        .as_array()
                        .into_iter()
                        .flatten()
                        .map(Value::to_string),
                );
                shown += usize::try_from(report["shown"].as_u64().unwrap_or_default()).unwrap_or_default();
                if report["last"] == true {
                    break;
                }
            }
            quiet(&app, &home, &format!("feed {number}")).await;
            // Items whose identities are the same are one article, so a few less are right.
            assert!(
                shown * 10 >= size * 9,
                "feed {number}: {shown} of {size} were shown"
            );
        }
        app.shot("hostile").await;
        assert!(
            amiss.is_empty(),
            "{} things that the sanitiser must take out: {amiss:#?}",
            amiss.len()
        );
        let arrived: Vec<String> = server.requests().into_iter().map(|seen| seen.path).collect();
        assert!(arrived.is_empty(), "showing articles asks nobody: {arrived:?}");
        eprintln!("{} payloads shown", payloads.len());
        app.close().await;
    });
}

fn payloads() -> Vec<String> {
    let mut payloads: Vec<String> = OWN.iter().map(|payload| (*payload).to_owned()).collect();
    let Some(corpora) = std::env::var_os("KAZPOST_CORPORA").map(PathBuf::from) else {
        eprintln!(
            "SKIPPED the corpus of payloads: KAZPOST_CORPORA names no corpora; {} of our own",
            OWN.len()
        );
        return payloads;
    };
    let lines = std::fs::read_to_string(corpora.join("xss.jsonl")).expect("the corpus is there");
    for line in lines.lines() {
        let line: Value = serde_json::from_str(line).expect("a line of JSON");
        payloads.push(line["payload"].as_str().expect("a payload").to_owned());
    }
    payloads
}

fn items(payloads: &[String]) -> Vec<Item> {
    let item = |(number, payload): (usize, &String)| Item {
        guid: format!("{number}"),
        title: payload.clone(),
        author: payload.clone(),
        body: payload.clone(),
        enclosure: payload.clone(),
        hours: u32::try_from(number).unwrap_or_default(),
    };
    payloads.iter().enumerate().map(item).collect()
}

/// Payloads name pictures all over the world; a test asks for none of them.
async fn without_pictures(app: &App) {
    app.script(
        "const ask = window.__TAURI_INTERNALS__.invoke;
         return ask('start', { request: {} }).then(({ settings }) => ask('settings_save', { request: { ...settings, pictures: false, layout: 'panes' } }))",
    )
    .await;
}

/// The new feed's key.
async fn subscribe(app: &App, address: &str) -> String {
    let ask = "return window.__TAURI_INTERNALS__.invoke('feed_add', { request: { address: arguments[0], folder: null } })
        .then((added) => added.id, (failure) => { throw new Error(failure.message ?? failure) })";
    app.script_with(ask, vec![json!(address)])
        .await
        .as_str()
        .expect("a key")
        .to_owned()
}

/// Shows the first article of a feed, once the list is that feed's and no longer the one before.
async fn show(app: &App, feed: &str) {
    app.script("window.__old = new Set([...document.querySelectorAll('[data-testid^=\"row-\"]')].map((r) => r.dataset.testid))")
        .await;
    app.click(&format!("source-feed-{feed}")).await;
    // The first of the list: what is drawn first stands above what is seen.
    let first = "const row = document.querySelector('[role=option][aria-posinset=\"1\"]');
        const id = row?.dataset.testid ?? '';
        if (!id.startsWith('row-') || window.__old.has(row.dataset.testid)) return false;
        row.click();
        return `row-${document.querySelector('[data-testid=article]')?.dataset.article}` === row.dataset.testid";
    app.until("the first article is open", &format!("(() => {{ {first} }})()"))
        .await;
}

async fn quiet(app: &App, home: &Value, wherefrom: &str) {
    let found = app
        .script("return { ran: window.__pwned, refused: window.__refused, asked: window.__asked, failed: window.__failed }")
        .await;
    assert_eq!(found["ran"], json!([]), "{wherefrom}: something ran");
    assert_eq!(
        found["refused"],
        json!([]),
        "{wherefrom}: the policy had to refuse what the sanitiser let through"
    );
    assert_eq!(
        found["asked"],
        json!([]),
        "{wherefrom}: something was asked of the network"
    );
    assert_eq!(found["failed"], json!([]), "{wherefrom}: the page itself failed");
    let origin = |address: &Value| {
        address
            .as_str()
            .map(|text| text.split('#').next().unwrap_or_default().to_owned())
    };
    assert_eq!(
        origin(&app.script("return location.href").await),
        origin(home),
        "{wherefrom}: it navigated"
    );
}
