use kazpost_tests::feeds::{Item, rss};
use kazpost_tests::webdriver::{App, journey};
use kazpost_tests::{Reply, Server};
use tempfile::tempdir;

use crate::views::size;
use crate::{open_story, subscribe};

const ENGLISH: &str = "The river rose by the width of a hand each day, slipped into the old channels one after another and, by \
    the end of the second week, had reached the lakes which older maps still show in blue although nobody living there \
    had seen them filled. Fishermen mended boats, teachers took the children to the shore, and the post came by water.";
const RUSSIAN: &str = "Вода поднималась каждый день на ширину ладони, заходила в старые протоки одну за другой и к концу второй \
    недели добралась до озёр, которые на прежних картах обозначены синим, хотя никто из живущих здесь не помнит их \
    полными. Рыбаки чинили лодки, учителя водили школьников на берег, а почту привозили по воде.";
const KAZAKH: &str = "Су күн сайын алақанның еніндей көтеріліп, ескі арналарды бірінен соң бірін толтырды да, екінші аптаның \
    соңында бұрынғы карталарда көк түспен белгіленген көлдерге жетті, бірақ осында тұратындардың ешқайсысы олардың \
    толған кезін көрмеген еді. Балықшылар қайықтарын жөндеді, мұғалімдер балаларды жағаға ертіп барды.";

fn serve_three() -> Server {
    let server = Server::start();
    let items = [("en", ENGLISH), ("ru", RUSSIAN), ("kk", KAZAKH)].map(|(language, text)| Item {
        guid: language.into(),
        title: format!("Tongue {language}"),
        body: format!(
            "{}<p>{text} 5 m<sup>2</sup><sup><a id=\"r1\" href=\"#n1\">1</a></sup></p>{}<ol><li id=\"n1\"><p>A note that explains. \
             <a href=\"#r1\">back</a></p></li></ol><p><a href=\"#r1\">up there</a></p>",
            format!("<p>{text}</p>").repeat(4),
            format!("<p>{text}</p>").repeat(12),
        ),
        ..Item::default()
    });
    server.set(
        "/feed.xml",
        Reply::rss(rss("Three tongues", &server.url("/"), &items)),
    );
    server
}

/// Characters on the full lines of the article, on average.
const MEASURED: &str = "
    const lines = [];
    for (const paragraph of document.querySelectorAll('[data-testid=article-body] > p')) {
      const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
      const own = [];
      let last = null;
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        for (let at = 0; at < node.length; at++) {
          if (node.data[at] === '\\u00ad') continue;
          const range = document.createRange();
          range.setStart(node, at); range.setEnd(node, at + 1);
          const box = [...range.getClientRects()].at(-1);
          if (!box || box.width === 0) { if (own.length) own[own.length - 1]++; continue; }
          if (last === null || box.top > last + 12) { own.push(0); last = box.top; }
          own[own.length - 1]++;
        }
      }
      lines.push(...own.slice(0, -1));
    }
    return lines.reduce((sum, n) => sum + n, 0) / lines.length;";

async fn press(app: &App, key: &str, code: &str) {
    app.script(&format!(
        "(document.activeElement ?? document.body).dispatchEvent(new KeyboardEvent('keydown', \
         {{ key: '{key}', code: '{code}', bubbles: true, cancelable: true }}))"
    ))
    .await;
}

/// A line of 65 to 69 characters in each language, with words that break where they may and copy whole.
#[test]
fn a_line_holds_as_many_characters_in_each_language() {
    journey("measure", async |setting| {
        let library = tempdir().expect("a folder");
        let server = serve_three();
        let app = setting.open(library.path()).await;
        size(&app, 1600, 1000).await;
        subscribe(&app, &server.url("/feed.xml"), "Tongue ru").await;
        for (language, hyphens) in [("en", false), ("ru", true), ("kk", true)] {
            open_story(&app, &format!("Tongue {language}")).await;
            app.until(
                "its fonts are there",
                "document.fonts.status === 'loaded' && document.querySelector('[data-testid=article-body] > p')",
            )
            .await;
            let lang = app.script("return document.querySelector('article').lang").await;
            assert_eq!(lang.as_str(), Some(language));
            let measured = app.script(MEASURED).await.as_f64().expect("a number");
            println!("{language}: {measured:.1} characters a line");
            assert!((65.0..69.5).contains(&measured), "{language}: {measured}");
            let soft = app
                .script(
                    "return [document.querySelector('[data-testid=article-body]').textContent.includes('\\u00ad'), \
                     document.querySelector('[data-testid=article-title]').textContent.includes('\\u00ad')]",
                )
                .await;
            assert_eq!(soft, serde_json::json!([hyphens, false]), "{language}");
            let copied = app
                .script(
                    "const body = document.querySelector('[data-testid=article-body]');
                     getSelection().selectAllChildren(body);
                     const data = new DataTransfer();
                     body.dispatchEvent(new ClipboardEvent('copy', { clipboardData: data, bubbles: true, cancelable: true }));
                     getSelection().removeAllRanges();
                     return data.getData('text/plain')",
                )
                .await;
            let copied = copied.as_str().unwrap_or_default();
            assert!(!copied.contains('\u{ad}'), "{language}");
            assert_eq!(
                copied.contains("карталарда") || copied.contains("прежних"),
                hyphens,
                "{language}"
            );
        }
        app.close().await;
    });
}

/// A note is read where its mark stands, and leads back to it; a jump leads back too.
#[test]
fn notes_pop_over_their_line_and_stand_in_the_margin() {
    journey("notes", async |setting| {
        let library = tempdir().expect("a folder");
        let server = serve_three();
        let app = setting.open(library.path()).await;
        size(&app, 1600, 1000).await;
        subscribe(&app, &server.url("/feed.xml"), "Tongue ru").await;
        app.click("layout").await;
        open_story(&app, "Tongue ru").await;
        let alike = app
            .script(
                "const look = (element) => { const { color, fontWeight, fontFamily } = getComputedStyle(element);
                   return [color, fontWeight, fontFamily].join(); };
                 const [exponent, number] = document.querySelectorAll('[data-testid=article-body] sup');
                 return [exponent, number].map((mark) => look(mark) === look(mark.parentElement));",
            )
            .await;
        assert_eq!(
            alike,
            serde_json::json!([true, false]),
            "an exponent is set as text, the number of a note is not"
        );
        app.until(
            "the note stands beside its line",
            "(() => { const side = document.querySelector('.side-note')?.getBoundingClientRect(), \
              mark = document.querySelector('.noteref').getBoundingClientRect(); \
              return side && side.width === 200 && Math.abs(side.top - mark.top) < 24; })()",
        )
        .await;
        app.shot("note-in-the-margin").await;
        app.script(
            "const mark = document.querySelector('.noteref'); mark.scrollIntoView({ block: 'center' })",
        )
        .await;
        tokio::time::sleep(std::time::Duration::from_millis(200)).await;
        app.script("const mark = document.querySelector('.noteref'); mark.focus(); mark.click()")
            .await;
        app.until(
            "the note is shown, without its way back",
            "document.querySelector('[data-testid=note]')?.innerText.trim() === 'A note that explains.'",
        )
        .await;
        app.shot("note-over-its-line").await;
        press(&app, "Escape", "Escape").await;
        app.until(
            "the focus is back at its mark",
            "!document.querySelector('[data-testid=note]') && document.activeElement?.classList.contains('noteref')",
        )
        .await;

        app.script(
            "const sheet = document.querySelector('#sheet'); sheet.scrollTop = sheet.scrollHeight; \
             [...document.querySelectorAll('[data-testid=article-body] a')].at(-1).click()",
        )
        .await;
        app.until(
            "there is a way back",
            "document.querySelector('[data-testid=return] button')",
        )
        .await;
        app.script("document.querySelector('[data-testid=return] button').click()")
            .await;
        app.until(
            "it leads to the end again",
            "(() => { const s = document.querySelector('#sheet'); return s.scrollTop + s.clientHeight > s.scrollHeight - 4; })()",
        )
        .await;
        app.close().await;
    });
}

/// What the reader chooses is seen at once, for one source alone where that is wanted, and after the next start.
#[test]
fn reading_is_set_as_the_reader_likes() {
    journey("options", async |setting| {
        let library = tempdir().expect("a folder");
        let server = serve_three();
        let app = setting.open(library.path()).await;
        subscribe(&app, &server.url("/feed.xml"), "Tongue ru").await;
        open_story(&app, "Tongue en").await;
        app.click("reading-options").await;
        app.click("only-source").await;
        app.click("font-literata").await;
        app.click("justify").await;
        app.until("the text wears it", WORN).await;
        assert_eq!(
            app.script("return document.querySelector('article.art').getAttribute('style')")
                .await,
            serde_json::Value::Null,
            "an article with a style of its own stays in WebKit's memory"
        );
        app.shot("reading-options").await;
        press(&app, "Escape", "Escape").await;
        app.until(
            "the focus is back at its button",
            "document.activeElement?.dataset.testid === 'reading-options'",
        )
        .await;

        press(&app, "f", "KeyF").await;
        app.until(
            "only the article is left",
            "!document.querySelector('[data-testid=source-all]') && document.querySelector('[role=listbox]')?.offsetParent == null",
        )
        .await;
        app.shot("focus").await;
        press(&app, "Escape", "Escape").await;
        app.see("source-all").await;
        app.close().await;

        let app = setting.open(library.path()).await;
        app.ready().await;
        let settings = app
            .script("return window.__TAURI_INTERNALS__.invoke('start', { request: {} }).then((start) => start.settings)")
            .await;
        assert_eq!(
            settings["text_font"], "serif",
            "the other sources are as they were"
        );
        let own = settings["text_by_feed"].as_object().expect("a map");
        assert_eq!(own.len(), 1, "{own:?}");
        assert!(
            own.values()
                .all(|style| style["font"] == "literata" && style["justify"] == true)
        );
        app.close().await;
    });
}

const WORN: &str = "(() => { const style = getComputedStyle(document.querySelector('[data-testid=article-body] p')); \
    return style.fontFamily.includes('Literata') && style.textAlign === 'justify'; })()";
