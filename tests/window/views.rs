//! Every view of the window and the way to it: for the rules of accessibility, for narrow windows, for pictures.

use kazpost_tests::webdriver::App;

pub const THEMES: [&str; 6] = ["light", "sepia", "dark", "black", "contrast", "contrast-dark"];

/// As in the settings: language and form of the list.
pub async fn wear(app: &App, language: &str, layout: &str) {
    let save = format!(
        "const ask = window.__TAURI_INTERNALS__.invoke;
         return ask('start', {{ request: {{}} }}).then((s) => ask('settings_save', {{ request: {{ ...s.settings,
           theme: 'light', language: '{language}', layout: '{layout}' }} }}))"
    );
    // Once more where the page was just on its way.
    if app.try_script(&save, Vec::new()).await.is_err() {
        tokio::time::sleep(std::time::Duration::from_millis(500)).await;
        app.script(&save).await;
    }
    // Not at once: a page that goes before it has answered leaves the driver waiting.
    app.script("location.hash = ''; window.__left = true; setTimeout(() => location.reload(), 20)")
        .await;
    app.until(
        "the page speaks it",
        &format!(
            "!window.__left && document.documentElement.lang === '{language}' && document.querySelector('[data-testid=source-all]')"
        ),
    )
    .await;
}

/// Gives the window a size, and the page a moment to take it.
pub async fn size(app: &App, width: u32, height: u32) {
    let patience = std::time::Duration::from_secs(20);
    let sized = tokio::time::timeout(patience, app.client.set_window_size(width, height)).await;
    sized
        .expect("the window answers")
        .expect("the window takes the size");
    tokio::time::sleep(std::time::Duration::from_millis(350)).await;
}

/// Puts on a paper as the page does: its name, and the publication's own colours.
pub async fn paper(app: &App, theme: &str) {
    app.script(&format!(
        "return (async () => {{
           const root = document.documentElement;
           root.dataset.theme = '{theme}';
           const {{ colours }} = (await window.__TAURI_INTERNALS__.invoke('start', {{ request: {{}} }})).publication;
           for (const name of Object.values(colours).flatMap((own) => Object.keys(own ?? {{}}))) {{
             root.style.removeProperty('--' + name);
             const own = colours['{theme}']?.[name];
             if (own) root.style.setProperty('--' + name, own);
           }}
         }})()"
    ))
    .await;
}

/// A view, and the way to it.
pub struct View {
    /// What it is.
    pub name: &'static str,
    /// Form of the list.
    pub layout: &'static str,
    /// What to do, and what is there once it is done.
    pub steps: &'static [(&'static str, &'static str)],
}

const LIST: (&str, &str) = (
    "document.querySelector('[data-testid=source-all]').click()",
    "document.querySelector('[role=option]')",
);
/// The list of the source that the stories add: that of all begins with the starter edition.
const COURIER: (&str, &str) = (
    "[...document.querySelectorAll('[data-testid^=source-feed]')]
       .find((row) => row.innerText.includes('The Steppe Courier')).click()",
    "document.querySelector('[role=option]')?.innerText.includes('The Steppe Courier')",
);
const OPEN: (&str, &str) = (
    "document.querySelectorAll('[role=option]')[1].click()",
    "document.querySelector('[data-testid=article-body]')",
);

/// The newest article is bookmarked, with words highlighted and a note.
const MARK: &str = "
    const ask = window.__TAURI_INTERNALS__.invoke;
    return ask('list_open', { request: { scope: { kind: 'all' }, unread_only: false, filter: '', utc_offset_minutes: 0,
      first: 1 } }).then(async ({ rows }) => {
      const [{ id }] = rows;
      const { annotations } = await ask('own_marks', { request: id });
      if (annotations.length > 0) return;
      const { body } = await ask('article', { request: id });
      const quote = body.replace(/<[^>]*>/g, ' ').replaceAll('\u{ad}', '').trim().split(/[.\\n]/)[0];
      await ask('annotate', { request: { id: null, article: id, quote, prefix: '', suffix: '', colour: 'leaf',
        note: 'Ask' } });
    })";

/// Views that need something to have happened: see [`prepare`].
pub const PREPARED: &[View] = &[View {
    name: "what changed",
    layout: "panes",
    steps: &[
        COURIER,
        (
            "document.querySelector('[data-testid=changed]').closest('[role=option]').click()",
            "document.querySelector('[data-testid=redline-toggle]')",
        ),
        (
            "document.querySelector('[data-testid=redline-toggle]').click()",
            "document.querySelector('[data-testid=redline] ins')",
        ),
    ],
}];

/// Reads the second article, which then changes at its source.
pub async fn prepare(app: &App, server: &kazpost_tests::Server, feed: &str) {
    app.script(COURIER.0).await;
    app.until("the list is there", COURIER.1).await;
    app.script(OPEN.0).await;
    app.until("an article is read", OPEN.1).await;
    app.until(
        "it is kept as read",
        "!document.querySelectorAll('[role=option]')[1].innerHTML.includes('lozenge')",
    )
    .await;
    let changed = feed.replace(
        "reads the sky for the weather",
        "reads the clouds for the weather",
    );
    assert_ne!(changed, feed, "the feed has something to change");
    server.set("/feed.xml", kazpost_tests::Reply::rss(changed));
    app.script("return window.__TAURI_INTERNALS__.invoke('sync_start', { request: { feed: null } })")
        .await;
    // An open list stays as it is, so it is opened until it says so.
    app.until(
        "the list says that it changed",
        &format!("({}, document.querySelector('[data-testid=changed]'))", COURIER.0),
    )
    .await;
}

/// Every view that a reader comes to.
pub const VIEWS: &[View] = &[
    View {
        name: "front page",
        layout: "panes",
        steps: &[(
            "document.querySelector('[data-testid=source-front]').click()",
            "document.querySelector('[data-story]')",
        )],
    },
    View {
        name: "article over the front page",
        layout: "panes",
        steps: &[
            (
                "document.querySelector('[data-testid=source-front]').click()",
                "document.querySelector('[data-story]')",
            ),
            (
                "document.querySelector('[data-story]').click()",
                "document.querySelector('[data-testid=article-body]')",
            ),
        ],
    },
    View {
        name: "list and article",
        layout: "panes",
        steps: &[LIST, OPEN],
    },
    View {
        name: "ledger",
        layout: "ledger",
        steps: &[LIST],
    },
    View {
        name: "article over the ledger",
        layout: "ledger",
        steps: &[LIST, OPEN],
    },
    View {
        name: "reading options",
        layout: "panes",
        steps: &[
            LIST,
            OPEN,
            (
                "document.querySelector('[data-testid=reading-options]').click()",
                "document.querySelector('[data-testid=justify]')",
            ),
        ],
    },
    View {
        name: "no bookmarks",
        layout: "panes",
        steps: &[(
            "document.querySelector('[data-testid=source-saved]').click()",
            "document.querySelector('main .empty, main h2')",
        )],
    },
    View {
        name: "newsletters",
        layout: "panes",
        steps: &[(
            "document.querySelector('[data-testid=open-newsletters]').click()",
            "document.querySelector('[data-testid=newsletters] [data-testid=mail-places]')",
        )],
    },
    View {
        name: "newsletters from a mailbox",
        layout: "panes",
        steps: &[
            (
                "document.querySelector('[data-testid=open-newsletters]').click()",
                "document.querySelector('[data-testid=add-mailbox]')",
            ),
            (
                "document.querySelector('[data-testid=add-mailbox]').click()",
                "document.querySelector('[data-testid=mailbox-dialog]')",
            ),
        ],
    },
    View {
        name: "bookmarks",
        layout: "panes",
        steps: &[
            (MARK, "true"),
            (
                "document.querySelector('[data-testid=source-saved]').click()",
                "document.querySelector('[data-testid=bookmarks] li mark')",
            ),
        ],
    },
    View {
        name: "highlights",
        layout: "panes",
        steps: &[
            (MARK, "true"),
            (
                "document.querySelector('[data-testid=source-highlights]').click()",
                "document.querySelector('[data-testid=highlights] mark')",
            ),
        ],
    },
    View {
        name: "taking articles along",
        layout: "panes",
        steps: &[
            (MARK, "true"),
            (
                "document.querySelector('[data-testid=source-saved]').click()",
                "document.querySelector('[data-testid=bookmarks] [aria-haspopup=menu]')",
            ),
            (
                "document.querySelector('[data-testid=bookmarks] [aria-haspopup=menu]').click()",
                "document.querySelector('[data-testid=export-articles]')",
            ),
            (
                "document.querySelector('[data-testid=export-articles]').click()",
                "document.querySelector('dialog[open] [data-testid=export-format]')",
            ),
        ],
    },
    View {
        name: "search",
        layout: "panes",
        steps: &[
            (
                "document.querySelector('[data-testid=open-search]').click()",
                "document.querySelector('[data-testid=query]')",
            ),
            (
                "return window.__TAURI_INTERNALS__.invoke('list_open', { request: { scope: { kind: 'all' }, unread_only: false,
                   filter: '', utc_offset_minutes: 0, first: 1 } }).then(({ rows }) => {
                   const word = rows[0].title.split(/[^\\p{L}]+/u).find((word) => word.length > 3);
                   document.querySelector('[data-testid=query]').focus();
                   document.execCommand('insertText', false, word);
                 })",
                "document.querySelector('[data-testid=hit]')",
            ),
        ],
    },
    View {
        name: "an edition for offline",
        layout: "panes",
        steps: &[(
            "document.querySelector('[data-testid=prepare]').click()",
            "document.querySelector('dialog[open][data-testid=edition]')",
        )],
    },
    View {
        name: "settings",
        layout: "panes",
        steps: &[(
            "document.querySelector('[data-testid=settings]').click()",
            "document.querySelector('[data-testid=language]')",
        )],
    },
    View {
        name: "keys",
        layout: "panes",
        steps: &[(
            "document.body.dispatchEvent(new KeyboardEvent('keydown', { key: '?', code: 'Slash', shiftKey: true, bubbles: true }))",
            "document.querySelector('[data-testid=help]')",
        )],
    },
    View {
        name: "palette",
        layout: "panes",
        steps: &[(
            "document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'k', code: 'KeyK', ctrlKey: true, bubbles: true }))",
            "document.querySelector('[data-testid=palette] [role=option]')",
        )],
    },
    View {
        name: "adding a source",
        layout: "panes",
        steps: &[(
            "document.querySelector('[data-testid=add-feed]').click()",
            "document.querySelector('[data-testid=add-feed-address]')",
        )],
    },
    View {
        name: "a source that does not answer",
        layout: "panes",
        steps: &[
            (
                "const ask = window.__TAURI_INTERNALS__.invoke;
                 return ask('sync_start', { request: { feed: null } }).catch(() => 0)",
                "true",
            ),
            (
                "document.querySelector('[data-testid^=source-feed-]').click()",
                "document.querySelector('[data-testid^=source-feed-].on') && document.querySelector('[role=option], .empty')",
            ),
        ],
    },
    View {
        name: "editing a source",
        layout: "panes",
        steps: &[
            (
                "document.querySelector('[data-testid=settings]').click()",
                "document.querySelector('[data-testid^=edit-feed-]')",
            ),
            (
                "document.querySelector('[data-testid^=edit-feed-]').click()",
                "document.querySelector('dialog[open]')",
            ),
        ],
    },
    View {
        name: "removing a source",
        layout: "panes",
        steps: &[
            (
                "document.querySelector('[data-testid=settings]').click()",
                "document.querySelector('[data-testid^=remove-feed-]')",
            ),
            (
                "document.querySelector('[data-testid^=remove-feed-]').click()",
                "document.querySelector('dialog[open]')",
            ),
        ],
    },
    View {
        name: "a new filter",
        layout: "panes",
        steps: &[
            (
                "document.querySelector('[data-testid=settings]').click()",
                "document.querySelector('[data-testid=new-filter]')",
            ),
            (
                "document.querySelector('[data-testid=new-filter]').click()",
                "document.querySelector('dialog[open] [data-testid=filter-save]')",
            ),
        ],
    },
    View {
        name: "licences",
        layout: "panes",
        steps: &[
            (
                "document.querySelector('[data-testid=settings]').click()",
                "document.querySelector('[data-testid=show-licences]')",
            ),
            (
                "document.querySelector('[data-testid=show-licences]').click()",
                "document.querySelector('dialog[open] details')",
            ),
            (
                "document.querySelector('dialog[open] details').open = true",
                "document.querySelector('dialog[open] details[open] pre')",
            ),
        ],
    },
    View {
        name: "several chosen",
        layout: "panes",
        steps: &[
            LIST,
            (
                "document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'a', code: 'KeyA', ctrlKey: true, bubbles: true }))",
                "document.querySelector('[role=option][aria-selected=true]')",
            ),
        ],
    },
    View {
        name: "finding in an article",
        layout: "panes",
        steps: &[
            LIST,
            OPEN,
            (
                "document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'f', code: 'KeyF', ctrlKey: true, bubbles: true }))",
                "document.querySelector('[data-testid=find-count]')",
            ),
        ],
    },
    View {
        name: "an undo",
        layout: "ledger",
        steps: &[
            LIST,
            (
                "document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'A', code: 'KeyA', shiftKey: true, bubbles: true }))",
                "document.querySelector('.toast, [data-testid=toast], [data-testid=undo]')",
            ),
        ],
    },
    View {
        name: "context menu",
        layout: "panes",
        steps: &[
            LIST,
            (
                "document.querySelector('[role=option]').dispatchEvent(new MouseEvent('contextmenu', { clientX: 500, clientY: 200, bubbles: true, cancelable: true }))",
                "document.querySelector('[data-testid=context-menu] [role=menuitem]') === document.activeElement",
            ),
        ],
    },
    View {
        name: "parts",
        layout: "panes",
        steps: &[(
            "location.hash = '#parts'; setTimeout(() => location.reload(), 20)",
            "document.querySelector('[data-testid=parts] .btn')",
        )],
    },
];
