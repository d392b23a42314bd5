use kazpost_tests::webdriver::{App, journey};
use kazpost_tests::{Reply, Server};
use tempfile::tempdir;

use crate::{story_feed, subscribe};

async fn two_sources(app: &App, server: &Server) {
    for name in ["Alatau", "Betpak"] {
        let path = format!("/{name}.xml");
        server.set(&path, Reply::rss(story_feed(server, name, 8)));
        subscribe(app, &server.url(&path), &format!("Story 1 of {name}")).await;
    }
}

/// The names of the sidebar from top to bottom, after the places.
const ORDER: &str = "[...document.querySelectorAll('[data-feed] .name, [data-folder] .name')].map((n) => n.innerText).join(' ')";

/// A source is dragged over another and into a folder, and moved by keys; after a restart it is still so.
#[test]
fn sources_are_put_in_order_by_pointer_and_by_keys() {
    journey("arranging", async |setting| {
        let library = tempdir().expect("a folder");
        let server = Server::start();
        let app = setting.open(library.path()).await;
        two_sources(&app, &server).await;
        app.click("new-folder").await;
        app.type_into("rename-name", "Дала").await;
        app.click("rename-save").await;
        app.until(
            "an empty folder is shown",
            &format!("{ORDER} === 'Alatau Betpak KazPost Дала'"),
        )
        .await;

        let drag = |from: &str, to: &str, late: bool| {
            format!(
                "const row = (name) => [...document.querySelectorAll('[data-feed], [data-folder]')].find((r) => r.innerText.includes(name));
                 const at = (r, share) => {{ const b = r.getBoundingClientRect(); return {{ clientX: b.left + 60, clientY: b.top + b.height * share }} }};
                 const fire = (target, type, where) => target.dispatchEvent(new PointerEvent(type, {{ ...where, bubbles: true, button: 0, pointerType: 'mouse' }}));
                 const [from, to] = [row('{from}'), row('{to}')];
                 fire(from, 'pointerdown', at(from, 0.5));
                 fire(window, 'pointermove', at(to, 0.3));
                 fire(window, 'pointermove', at(to, {share}));
                 fire(window, 'pointerup', at(to, {share}));",
                share = if late { 0.8 } else { 0.2 }
            )
        };
        app.script(&drag("KazPost", "Alatau", false)).await;
        app.until(
            "it stands first",
            &format!("{ORDER} === 'KazPost Alatau Betpak Дала'"),
        )
        .await;
        app.script(&drag("Betpak", "Дала", true)).await;
        app.until(
            "it stands in the folder",
            &format!("{ORDER} === 'KazPost Alatau Дала Betpak'"),
        )
        .await;
        app.script(
            "const row = [...document.querySelectorAll('[data-feed]')].find((r) => r.innerText.includes('Alatau'));
             row.focus();
             row.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowUp', altKey: true, bubbles: true }));",
        )
        .await;
        app.until(
            "the key moved it, and it has the focus still",
            &format!("{ORDER} === 'Alatau KazPost Дала Betpak' && document.activeElement.innerText.includes('Alatau')"),
        )
        .await;
        app.shot("arranged").await;
        app.close().await;

        let app = setting.open(library.path()).await;
        app.until(
            "it was kept",
            &format!("{ORDER} === 'Alatau KazPost Дала Betpak'"),
        )
        .await;
        app.close().await;
    });
}

/// Several rows are chosen by pointer, marked at once, and unmarked again.
#[test]
fn many_articles_are_chosen_and_marked_and_it_is_undone() {
    journey("selection", async |setting| {
        let library = tempdir().expect("a folder");
        let server = Server::start();
        let app = setting.open(library.path()).await;
        two_sources(&app, &server).await;
        let click = |row: usize, key: &str| {
            format!(
                "document.querySelectorAll('[data-testid^=\"row-\"]')[{row}].dispatchEvent(new MouseEvent('click', {{ bubbles: true, {key}: true }}))"
            )
        };
        app.script(&click(1, "ctrlKey")).await;
        app.script(&click(4, "ctrlKey")).await;
        app.until("two are chosen", &chosen(2)).await;
        app.script(&click(6, "shiftKey")).await;
        app.until("up to there from the last", &chosen(3)).await;
        app.script(&click(1, "ctrlKey")).await;
        app.until("and one more apart from them", &chosen(4)).await;
        app.shot("selection").await;
        app.click("selected-bookmark").await;
        app.until("four bookmarks", &saved(4)).await;
        app.click("undo").await;
        app.until("none any more", &saved(0)).await;
        app.click("select-none").await;
        app.until(
            "nothing is chosen",
            "!document.querySelector('[data-testid=selection]')",
        )
        .await;
        app.close().await;
    });
}

fn chosen(count: u32) -> String {
    format!("document.querySelector('[data-testid=selection] b')?.innerText.startsWith('{count} ')")
}

fn saved(count: u32) -> String {
    let shown = if count == 0 {
        String::new()
    } else {
        count.to_string()
    };
    format!("document.querySelector('[data-testid=source-saved] .n').innerText === '{shown}'")
}

/// Of hundreds of sources those near what is seen are drawn; the rest is there for the scroll bar, the keys and a
/// screen reader, and the focus is not lost with the row that has it.
#[test]
fn of_hundreds_of_sources_those_near_what_is_seen_are_drawn() {
    journey("many sources", async |setting| {
        let library = tempdir().expect("a folder");
        let app = setting.open(library.path()).await;
        app.ready().await;
        // Nothing answers there, and nothing is asked before the next refresh.
        app.script(
            "const outlines = Array.from({ length: 500 }, (_, n) =>
               `<outline type='rss' text='Source ${String(n).padStart(3, '0')}' xmlUrl='http://127.0.0.1:9/${n}.xml'/>`);
             const list = `<opml version='2.0'><body>${outlines.join('')}</body></opml>`;
             return window.__TAURI_INTERNALS__.invoke('opml_import', { request: [...new TextEncoder().encode(list)] })
               .then(() => location.reload())",
        )
        .await;
        let drawn = |condition: &str| {
            format!(
                "(() => {{ const nav = document.querySelector('nav.places');
                   const rows = [...document.querySelectorAll('li[aria-setsize=\"501\"]')];
                   const row = (at) => document.querySelector(`nav.places li[aria-posinset=\"${{at}}\"] button`);
                   return rows.length > 20 && {condition}; }})()"
            )
        };
        app.until(
            "the first ones are drawn, and there is room for all",
            &drawn("rows.length < 100 && row(1) && nav.scrollHeight > 501 * 20"),
        )
        .await;
        app.script(
            "const nav = document.querySelector('nav.places');
             nav.querySelector('li[aria-posinset=\"3\"] button').focus({ preventScroll: true });
             nav.scrollTo(0, nav.scrollHeight)",
        )
        .await;
        app.until(
            "the last one is seen, and the focus is where it was",
            &drawn(
                "row(501)?.getBoundingClientRect().bottom <= nav.getBoundingClientRect().bottom
                 && document.activeElement === row(3)",
            ),
        )
        .await;
        app.script(
            "document.activeElement.blur();
             const nav = document.querySelector('nav.places');
             nav.scrollTo(0, nav.scrollHeight / 2)",
        )
        .await;
        app.until(
            "in the middle neither end is drawn",
            &drawn("rows.length < 100 && !row(1) && !row(501) && row(250)"),
        )
        .await;
        app.close().await;
    });
}
