import { list } from "../state/list.svelte";
import { KeyReader, type Command } from "../state/keys";
import { marks } from "../state/marks.svelte";
import { place } from "../state/place.svelte";
import { reading } from "../state/reading.svelte";
import { preferences } from "../state/settings.svelte";
import { turnPage } from "../state/sheet";
import { sync } from "../state/sync.svelte";

/** The article that the keys are about: the open one, else the one under the cursor. */
function current() {
  if (reading.article && reading.id === reading.article.row.id) return reading.article.row;
  return place.view === "list" ? list.row(list.cursor) : undefined;
}

/** On the front page the keys walk from headline to headline. */
function walk(by: 1 | -1): boolean {
  if (place.view !== "front" || reading.id !== null) return false;
  const stories = [...document.querySelectorAll<HTMLElement>("[data-story]")];
  const at = stories.indexOf(document.activeElement as HTMLElement);
  const next = stories[at < 0 ? (by === 1 ? 0 : stories.length - 1) : at + by];
  next?.focus();
  next?.scrollIntoView({ block: "nearest" });
  return true;
}

function markAll() {
  if (place.view === "front") void marks.readAll({ kind: "scope", scope: { kind: "all" } });
  else if (place.view === "list" && list.id !== null) {
    void marks.readAll({ kind: "rows", list: list.id, from: 0, to: list.total });
  }
}

async function pageDown() {
  if (reading.id === null) {
    if (place.view === "list") await place.nextUnread();
    else scrollPage(1);
  } else if (!turnPage(1)) await place.nextUnread();
}

function scrollPage(by: 1 | -1) {
  const main = document.getElementById("main");
  main?.scrollBy({ top: by * (main.clientHeight - 60) });
}

export function back() {
  if (place.drawer) place.drawer = false;
  else if (reading.id !== null) place.closeArticle();
  else if (place.view === "list" && list.filter) place.filter("");
  else if (place.view !== "front") void place.goFront();
}

export const run: Record<Command, () => void> = {
  next: () => void (walk(1) || place.step(1)),
  previous: () => void (walk(-1) || place.step(-1)),
  nextUnread: () => void place.nextUnread(),
  open: () => {
    if (reading.article?.url) place.openLink(reading.article.url);
    else if (place.view === "list" && list.cursor >= 0) void place.openIndex(list.cursor);
    else if (document.activeElement instanceof HTMLElement && document.activeElement.dataset.story) {
      document.activeElement.click();
    }
  },
  original: () => {
    if (reading.article?.url) place.openLink(reading.article.url);
  },
  pageDown: () => void pageDown(),
  pageUp: () => {
    if (reading.id === null) scrollPage(-1);
    else turnPage(-1);
  },
  back,
  bookmark: () => {
    const row = current();
    if (row) void marks.setSaved(row, !marks.saved(row));
  },
  toggleRead: () => {
    const row = current();
    if (row) void marks.setRead(row, !marks.read(row));
  },
  markAll,
  sync: () => void sync.start(),
  undo: () => void marks.undo(),
  filter: () => void place.search(),
  unreadOnly: () => void place.setUnreadOnly(!list.unreadOnly),
  layout: () => void preferences.setLayout(preferences.value.layout === "panes" ? "ledger" : "panes"),
  theme: () => void preferences.nextTheme(),
  add: () => (place.asked = { kind: "add", address: "" }),
  help: () => (place.asked = { kind: "help" }),
  front: () => void place.goFront(),
  all: () => void place.goList({ kind: "all" }),
  unread: () => void place.goList({ kind: "unread" }),
  saved: () => void place.goList({ kind: "saved" }),
  settings: () => place.goSettings(),
  previousSource: () => void place.stepSource(-1),
  nextSource: () => void place.stepSource(1),
  larger: () => void preferences.resize(1),
  smaller: () => void preferences.resize(-1),
};

const reader = new KeyReader();
const TYPED = "input:not([type=checkbox], [type=range], [type=file]), textarea, select, [contenteditable]";
const PRESSED = "button, a[href], summary, label, input, [role=option], [role=menuitem]";

/** A key press anywhere in the window. Never while someone writes, nor over a dialog. */
export function onkeydown(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing || place.asked !== null) return;
  const target = event.target instanceof Element ? event.target : null;
  if (target?.closest(TYPED)) return;
  if ((event.key === "Enter" || event.code === "Space") && target?.closest(PRESSED)) return;
  const command = reader.read(event, performance.now());
  if (!command) return;
  event.preventDefault();
  run[command]();
}
