use kazpost_tests::Reply;
use kazpost_tests::webdriver::journey;
use serde_json::json;
use tempfile::tempdir;

use crate::views::{PREPARED, VIEWS, prepare, size, wear};
use crate::{serve, story_feed, subscribe};

/// At 320 px (a window of 1,280 px at 400 %) and at 640 px (at 200 %), with the text of articles at its largest,
/// every view in every language loses nothing: nothing is to be scrolled sideways but what is meant to be, no words
/// are cut off, and every control can be brought into view with nothing lying over it.
#[test]
fn nothing_is_lost_at_320_px_and_at_200_percent() {
    journey("narrow", async |setting| {
        let mut broken = Vec::new();
        let mut looked = 0;
        let only = std::env::var("KAZPOST_NARROW_OF").unwrap_or_default();
        for language in ["ru", "kk", "en"] {
            let library = tempdir().expect("a folder");
            let server = serve("/feed.xml", "The Steppe Courier", 30);
            let app = setting.open(library.path()).await;
            app.ready().await;
            subscribe(&app, &server.url("/feed.xml"), "Story 1 of The Steppe Courier").await;
            prepare(&app, &server, &story_feed(&server, "The Steppe Courier", 30)).await;
            app.script(LARGEST_TEXT).await;
            for (at, view) in PREPARED.iter().chain(VIEWS).enumerate() {
                if at == PREPARED.len() {
                    server.set("/feed.xml", Reply::status(500));
                }
                if !view.name.contains(&only) {
                    continue;
                }
                size(&app, 1200, 900).await;
                wear(&app, language, view.layout).await;
                for (step, shown) in view.steps {
                    app.script(step).await;
                    app.until(view.name, shown).await;
                }
                for (width, height) in [(640, 720), (320, 640)] {
                    size(&app, width, height).await;
                    for one in app.lines(LOST, vec![json!(width)]).await {
                        broken.push(format!("{language} {width} {}: {one}", view.name));
                    }
                    looked += 1;
                }
            }
            app.close().await;
        }
        println!("narrow: {looked} looks, {} things lost", broken.len());
        assert!(broken.is_empty(), "{}", broken.join("\n"));
        assert!(looked > 0, "no view has {only:?} in its name");
    });
}

const LARGEST_TEXT: &str = "
    const ask = window.__TAURI_INTERNALS__.invoke;
    return ask('start', { request: {} }).then((s) =>
      ask('settings_save', { request: { ...s.settings, text_size: 28 } }))";

/// What is wrong on the page as it stands, in words.
const LOST: &str = r#"
    const wide = innerWidth;
    const bad = [];
    if (wide > arguments[0]) bad.push(`the page is ${wide} px wide`);
    if (document.documentElement.scrollWidth > wide) bad.push('the page scrolls sideways');
    // Moved sideways on purpose, as wide tables, code and the row of desks are.
    const SIDEWAYS = '.wide-table, .text pre, [data-sideways]';
    const name = (e) => `${e.tagName.toLowerCase()}${e.dataset?.testid ? `[${e.dataset.testid}]` : ''}.` +
      `${[...e.classList].filter((c) => !c.startsWith('svelte')).join('.')} “` +
      `${(e.innerText || e.getAttribute('aria-label') || '').trim().slice(0, 40).replaceAll('\n', ' ')}”`;
    const top = document.querySelector('dialog[open]') ?? document.querySelector('[data-testid=context-menu]') ??
      document.querySelector('.veil')?.nextElementSibling ?? document.querySelector('.over') ?? document.body;
    const seen = (e) => {
      if (e.closest('.sr, [hidden], [inert]') || e.getClientRects().length === 0) return false;
      const style = getComputedStyle(e);
      return style.visibility === 'visible' && style.clipPath === 'none';
    };
    const ellipsed = (e) => {
      for (let at = e; at && at !== document.body; at = at.parentElement) {
        const style = getComputedStyle(at);
        if (style.textOverflow === 'ellipsis' && style.overflowX !== 'visible') return true;
        if (style.webkitLineClamp !== 'none' && style.webkitLineClamp !== '') return true;
      }
      return false;
    };
    for (const e of top.querySelectorAll('*')) {
      if (!seen(e) || e.closest('svg') || e.closest(SIDEWAYS)) continue;
      const style = getComputedStyle(e);
      if (e.scrollWidth > e.clientWidth + 1 && e.clientWidth > 0) {
        if (/auto|scroll/.test(style.overflowX)) bad.push(`scrolls sideways by ${e.scrollWidth - e.clientWidth} px: ${name(e)}`);
        else if (style.overflowX === 'hidden' && !ellipsed(e) && !e.matches('input, select, textarea'))
          bad.push(`cuts ${e.scrollWidth - e.clientWidth} px off: ${name(e)}`);
      }
      for (const node of e.childNodes) {
        if (node.nodeType !== Node.TEXT_NODE || !node.data.trim() || ellipsed(e)) continue;
        const range = document.createRange();
        range.selectNodeContents(node);
        const boxes = [...range.getClientRects()];
        if (boxes.some((box) => box.right > wide + 1 || box.left < -1)) {
          bad.push(`words beyond the edge: ${name(e)}`);
          break;
        }
      }
    }
    for (const control of top.querySelectorAll('button, a[href], input, select, textarea, summary')) {
      if (!seen(control) || control.disabled || control.closest('[role=option]')) continue;
      // What is folded away until it has the focus opens; but a window that is not the active one shows no focus.
      if (control.matches('[data-testid=filter]') && !document.hasFocus()) continue;
      control.focus({ preventScroll: true });
      control.scrollIntoView({ block: 'center', inline: 'nearest' });
      const box = [...control.getClientRects()][0];
      if (!box) continue;
      const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
      if (x < 0 || x > wide || y < 0 || y > innerHeight) {
        bad.push(`cannot be brought into view: ${name(control)}`);
        continue;
      }
      const there = document.elementFromPoint(x, y);
      const own = there && (control.contains(there) || there.contains(control) && there.matches('label') ||
        control.labels && [...control.labels].some((label) => label.contains(there)));
      if (!own) bad.push(`is covered by ${there ? name(there) : 'nothing'}: ${name(control)}`);
    }
    return [...new Set(bad)].slice(0, 12);
"#;
