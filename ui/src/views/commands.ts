import { call, type Change, type LabelKind } from "../api";
import { list } from "../state/list.svelte";
import { commandsAre, type Command } from "../state/commands";
import { keysInUse } from "../state/keymap.svelte";
import { KeyReader } from "../state/keys";
import { NEW } from "../state/filters.svelte";
import { find } from "../state/find.svelte";
import { inks } from "../state/ink.svelte";
import { marks } from "../state/marks.svelte";
import { own } from "../state/own.svelte";
import { place } from "../state/place.svelte";
import { reading } from "../state/reading.svelte";
import { selection } from "../state/selection.svelte";
import { preferences } from "../state/settings.svelte";
import { sheetTo, turnPage } from "../state/sheet";
import { sync } from "../state/sync.svelte";

/** The article that the keys are about: the open one, else the one under the cursor, or with the focus. */
function current() {
  if (reading.article && reading.id === reading.article.row.id) return reading.article.row;
  if (place.view === "list") return list.row(list.cursor);
  const story = reading.id === null ? focused()?.dataset.story : undefined;
  return story ? place.row(story) : undefined;
}

function focused(): HTMLElement | undefined {
  return document.activeElement instanceof HTMLElement ? document.activeElement : undefined;
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

/** Where the other sources of the story under the cursor, or with the focus, are named. */
function foldedHere(): HTMLElement | null | undefined {
  if (reading.id !== null || place.view === "list") return undefined;
  const story = document.activeElement?.closest("[data-told]");
  return story?.querySelector<HTMLElement>("[data-unfold]");
}

/** The others that tell the same story, in place; or away again. */
function unfold() {
  if (place.view === "list") void place.unfold(list.cursor);
  else foldedHere()?.click();
}

function markRows(from: number, to: number) {
  if (place.view === "list" && list.id !== null) {
    void marks.readAll({ kind: "rows", list: list.id, from, to });
  }
}

function markAll() {
  if (place.view === "front") void marks.readAll({ kind: "scope", scope: { kind: "all" } });
  else markRows(0, list.total);
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

/** The selection in the reader's ink; without one, first the paragraph at the middle of the page is selected. */
async function highlight(withNote: boolean) {
  const ink = inks.current;
  const id = reading.article?.row.id;
  if (!ink || !id) return;
  const selected = ink.selected();
  if (selected && withNote) return inks.open?.(true);
  if (selected) {
    await own.make(id, selected.quote, own.colour);
    getSelection()?.removeAllRanges();
  } else if (withNote) inks.note?.();
  else ink.selectParagraph();
}

/** What is done to the rows that were chosen together, if some were. */
function selected(change: Change): boolean {
  if (place.view !== "list" || selection.count === 0) return false;
  void selection.target().then((target) => target && marks.many(target, change));
  return true;
}

function label(kind: LabelKind) {
  const row = current();
  if (place.view === "list" && selection.count > 0) {
    void selection
      .target()
      .then((target) => target && (place.asked = { kind: "labels", label: kind, target }));
  } else if (row) place.asked = { kind: "labels", label: kind, target: { kind: "articles", ids: [row.id] } };
}

function toEdge(end: boolean) {
  if (reading.id !== null && sheetTo(end)) return;
  if (place.view === "list" && list.total > 0) list.cursor = end ? list.total - 1 : 0;
  else {
    const main = document.getElementById("main");
    main?.scrollTo({ top: end ? main.scrollHeight : 0 });
  }
}

export function back() {
  if (place.drawer) place.drawer = false;
  else if (place.focus && reading.id !== null) place.focus = false;
  else if (selection.count > 0 && place.view === "list") selection.clear();
  else if (find.open && reading.id !== null) find.close();
  else if (reading.id !== null) place.closeArticle();
  else if (place.view === "list" && list.filter) place.filter("");
  else if (place.view !== "front") void place.goFront();
}

export const run: Record<Command, () => void> = {
  next: () => void (walk(1) || place.step(1)),
  previous: () => void (walk(-1) || place.step(-1)),
  nextUnread: () => void place.nextUnread(),
  unfold,
  open: () => {
    if (reading.url) place.openLink(reading.url);
    else if (place.view === "list" && list.cursor >= 0) void place.openIndex(list.cursor);
    else if (focused()?.dataset.story) focused()?.click();
  },
  original: () => {
    if (reading.url) place.openLink(reading.url);
  },
  pageDown: () => void pageDown(),
  pageUp: () => {
    if (reading.id === null) scrollPage(-1);
    else turnPage(-1);
  },
  top: () => toEdge(false),
  end: () => toEdge(true),
  back,
  select: () => {
    if (place.view === "list" && list.cursor >= 0) selection.toggle(list.cursor);
  },
  selectAll: () => {
    if (place.view === "list" && reading.id === null) selection.all();
  },
  newFilter: () => (place.asked = { kind: "filter", draft: NEW }),
  hidden: () => void place.goList({ kind: "hidden" }),
  newFolder: () => (place.asked = { kind: "folder", name: null }),
  bookmark: () => {
    if (selected("saved")) return;
    const row = current();
    if (row) void marks.setSaved(row, !marks.saved(row));
  },
  toggleRead: () => {
    if (selected("read")) return;
    const row = current();
    if (row) void marks.setRead(row, !marks.read(row));
  },
  markAll,
  markAbove: () => markRows(0, Math.max(0, list.cursor)),
  markBelow: () => markRows(list.cursor + 1, list.total),
  sync: () => void sync.start(),
  undo: () => void marks.undo(),
  search: () => place.goSearch(),
  findInText: () => (find.open ? find.look(find.text) : (find.open = reading.id !== null)),
  filter: () => void place.search(),
  unreadOnly: () => void place.setUnreadOnly(!list.unreadOnly),
  layout: () => void preferences.setLayout(preferences.value.layout === "panes" ? "ledger" : "panes"),
  theme: () => void preferences.nextTheme(),
  add: () => (place.asked = { kind: "add", address: "" }),
  savePage: () => (place.asked = { kind: "savePage" }),
  prepare: () => (place.asked = { kind: "edition" }),
  exportArticles: () => (place.asked = { kind: "export", saved: place.view === "bookmarks" }),
  palette: () => (place.asked = { kind: "palette" }),
  changeKeys: () => {
    place.goSettings();
    setTimeout(() => document.getElementById("keys")?.scrollIntoView());
  },
  help: () => (place.asked = { kind: "help" }),
  newsletters: () => place.goNewsletters(),
  front: () => void place.goFront(),
  all: () => void place.goList({ kind: "all" }),
  unread: () => void place.goList({ kind: "unread" }),
  saved: () => void place.goBookmarks(),
  highlights: () => void place.goHighlights(),
  highlight: () => void highlight(false),
  note: () => void highlight(true),
  collect: () => label("collection"),
  tag: () => label("tag"),
  settings: () => place.goSettings(),
  previousSource: () => void place.stepSource(-1),
  nextSource: () => void place.stepSource(1),
  focus: () => {
    if (reading.id !== null) place.focus = !place.focus;
  },
  print: () => print(),
  fullScreen: () => void call("full_screen").catch(() => undefined),
  larger: () => void preferences.resize(1, reading.article?.row.feed),
  smaller: () => void preferences.resize(-1, reading.article?.row.feed),
};

/** Whether a command would do anything here. */
function possible(command: Command): boolean {
  const inList = place.view === "list";
  switch (command) {
    case "bookmark":
    case "toggleRead":
    case "collect":
    case "tag":
      return current() !== undefined;
    case "focus":
    case "findInText":
      return reading.id !== null;
    case "highlight":
    case "note":
      return reading.article !== null;
    case "original":
      return Boolean(reading.url);
    case "unreadOnly":
      return inList && list.scope.kind !== "unread";
    case "markAll":
      return place.view === "front" || (inList && list.total > 0);
    case "select":
      return inList && list.cursor >= 0;
    case "selectAll":
      return inList && list.total > 0 && reading.id === null;
    case "markAbove":
      return inList && list.cursor > 0;
    case "markBelow":
      return inList && list.cursor >= 0 && list.cursor + 1 < list.total;
    case "unfold":
      return inList ? (list.row(list.cursor)?.also.length ?? 0) > 0 : Boolean(foldedHere());
    case "undo":
      return marks.undoable;
    case "next":
    case "previous":
    case "nextUnread":
      return place.view !== "settings";
    default:
      return true;
  }
}

commandsAre({ perform: (command) => run[command](), possible });

const reader = new KeyReader(() => keysInUse.value);
const TYPED = "input:not([type=checkbox], [type=range], [type=file]), textarea, select, [contenteditable]";
const ARROWS =
  "input, [role=listbox], [role=menu], [role=radiogroup], [role=tablist], .wide-table, audio, video";
const PRESSED = "button, a[href], summary, label, input, [role=option], [role=menuitem]";

/** A key press anywhere in the window. Never while someone writes, nor over a dialog. */
export function onkeydown(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing || place.asked !== null) return;
  const target = event.target instanceof Element ? event.target : null;
  // What is typed with Ctrl or Cmd is no text; what the field itself knows of that stays its own.
  const chord = (event.ctrlKey || event.metaKey) && !/^Key[ACVXYZ]$/.test(event.code);
  if (!chord && target?.closest(TYPED)) return;
  // Arrows belong to what has the focus, where that knows them.
  if (event.key.startsWith("Arrow") && target?.closest(ARROWS)) return;
  if ((event.key === "Enter" || event.code === "Space") && target?.closest(PRESSED)) return;
  const command = reader.read(event, performance.now());
  if (!command) return;
  event.preventDefault();
  run[command]();
}
