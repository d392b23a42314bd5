import {
  asFailure,
  call,
  on,
  type BookmarksPart,
  type FilterDraft,
  type LabelKind,
  type Row,
  type Scope,
  type Start,
  type Target,
} from "../api";
import { i18n } from "../i18n/index.svelte";
import { bookmarkPages } from "./bookmarks.svelte";
import { front } from "./front.svelte";
import { keepView } from "./kept";
import { list } from "./list.svelte";
import { marks } from "./marks.svelte";
import { own } from "./own.svelte";
import { reading } from "./reading.svelte";
import { search } from "./search.svelte";
import { selection } from "./selection.svelte";
import { sameScope, sources } from "./sources.svelte";
import { sync } from "./sync.svelte";
import { toast } from "./toast.svelte";

export type View = "front" | "list" | "bookmarks" | "highlights" | "search" | "newsletters" | "settings";
export type Asked =
  | { kind: "add"; address: string }
  | { kind: "mailbox"; server: string; user: string; folder: string }
  | { kind: "edit"; feed: string }
  | { kind: "remove"; feed: string }
  | { kind: "help" }
  | { kind: "report" }
  | { kind: "licences" }
  | { kind: "savePage" }
  | { kind: "edition" }
  | { kind: "export"; saved: boolean }
  | { kind: "palette" }
  | { kind: "labels"; label: LabelKind; target: Target }
  | { kind: "filter"; draft: FilterDraft }
  | { kind: "folder"; name: string | null }
  | { kind: "rename"; label: LabelKind; name: string }
  | { kind: "search"; id: string | null; name: string; query: string };

/** Where the reader is, and the ways from there. */
class Place {
  view: View = $state("front");
  drawer = $state(false);
  /** Only the open article, and nothing around it. */
  focus = $state(false);
  /** The dialog over the page. */
  asked: Asked | null = $state(null);
  closedFolders: string[] = $state([]);
  /** Articles in the scope when what is on screen was taken. */
  #seen = $state(0);
  #saver: ReturnType<typeof setTimeout> | undefined;
  #unsaved = false;
  #filtering: ReturnType<typeof setTimeout> | undefined;
  #ahead: ReturnType<typeof setTimeout> | undefined;

  scope: Scope | null = $derived(this.view === "list" ? list.scope : null);
  /** New articles that the page on screen does not show. */
  waiting: number = $derived(
    sources.loaded && this.#seen >= 0 ? Math.max(0, this.#inScope() - this.#seen) : 0,
  );

  async listen(): Promise<void> {
    const changing = on("library", () => void this.#libraryChanged());
    sync.onend = () => void this.#libraryChanged();
    marks.onbulk = () => {
      reading.forget();
      void reading.remark();
      void Promise.all([front.load(), list.id === null ? undefined : list.refresh(), own.again()]);
    };
    marks.onsaved = () => this.#ownPages();
    own.onchange = () => this.#ownPages();

    addEventListener("pagehide", () => {
      if (this.#unsaved) this.#write();
      reading.leave();
    });
    await changing;
  }

  /** Back to where the last session ended. */
  take({ session, list: opened, front: page, article }: Start) {
    this.closedFolders = session.closed_folders;
    if (opened) {
      this.view = "list";
      list.scope = session.scope ?? { kind: "all" };
      list.unreadOnly = session.unread_only;
      list.take(opened, article !== null);
    } else if (session.view === "bookmarks" || session.view === "highlights") {
      this.view = session.view;
      void (this.view === "bookmarks" ? bookmarkPages.open({ kind: "all" }) : bookmarkPages.loadHighlights());
    } else {
      this.view = session.view === "settings" || session.view === "newsletters" ? session.view : "front";
      if (page) front.take(page);
    }
    if (article && this.view !== "settings" && this.view !== "newsletters") void reading.take(article);
    this.#seen = this.#inScope();
  }

  async goFront() {
    this.#leave();
    this.view = "front";
    await front.load();
    this.#taken();
  }

  async goList(scope: Scope, filter = "") {
    this.#leave();
    this.view = "list";
    list.scope = scope;
    this.save();
    const unreadOnly = list.unreadOnly && scope.kind !== "saved" && scope.kind !== "unread";
    await list.open(scope, unreadOnly, filter);
    this.#taken();
  }

  async goBookmarks(part: BookmarksPart = { kind: "all" }) {
    this.#leave();
    this.view = "bookmarks";
    this.save();
    await bookmarkPages.open(part);
  }

  async goHighlights() {
    this.#leave();
    this.view = "highlights";
    this.save();
    await bookmarkPages.loadHighlights();
  }

  /** The search page, with what was typed there last. */
  goSearch(query?: string) {
    this.#leave();
    this.view = "search";
    this.save();
    if (query !== undefined) void search.set(query);
    this.onquery();
  }

  /** Called when the search page is wanted; the window puts the caret into the query. */
  onquery: () => void = () => {};

  goNewsletters() {
    this.#leave();
    this.view = "newsletters";
    this.save();
  }

  goSettings() {
    this.#leave();
    this.view = "settings";
    this.save();
  }

  /** The next or previous place of the sidebar. */
  async stepSource(by: 1 | -1) {
    const places = sources.places(this.closedFolders);
    const at = places.findIndex((scope) => sameScope(scope, this.scope));
    const next = places[at + by];
    if (next) await this.goList(next);
    else if (at === 0 && by === -1) await this.goFront();
  }

  filter(text: string) {
    clearTimeout(this.#filtering);
    this.#filtering = setTimeout(() => {
      if (this.view === "list") {
        if (text === list.filter) return;
        void list.open(list.scope, list.unreadOnly, text).then(() => this.#taken());
      } else if (text !== "") void this.goList({ kind: "all" }, text);
    }, 160);
  }

  /** Called when the reader wants to search; the window puts the caret into the field. */
  onsearch: () => void = () => {};

  async search() {
    if (this.view !== "list") await this.goList({ kind: "all" });
    this.onsearch();
  }

  async setUnreadOnly(on: boolean) {
    if (this.view !== "list") return;
    await list.open(list.scope, on, list.filter);
    this.#taken();
  }

  /** Shows what came in meanwhile. */
  async showWaiting() {
    if (this.view === "front") await front.load();
    else await list.reopen(true);
    this.#taken();
  }

  /** What is on screen, anew: a source was renamed or removed. */
  async reload() {
    await Promise.all([front.load(), this.view === "list" ? list.reopen(true) : undefined]);
    this.#taken();
  }

  async openArticle(id: string) {
    this.drawer = false;
    if (this.view === "settings" || this.view === "newsletters") {
      this.view = "front";
      if (!front.page) void front.load();
    }
    if (this.view === "list") list.cursor = list.indexOf(id);
    await this.#read(id);
  }

  async openIndex(index: number) {
    const row = await list.fetch(index);
    if (!row) return;
    list.cursor = index;
    await this.#read(row.id);
  }

  /** A row that the reader is about to open, if none other is before so many milliseconds. */
  expect(index: number, after = 0) {
    this.#fetchAhead(after, () => list.row(index));
  }

  #fetchAhead(after: number, which: () => Row | undefined) {
    clearTimeout(this.#ahead);
    this.#ahead = setTimeout(() => {
      const row = which();
      if (row && row.id !== reading.id) void reading.fetchAhead(row.id);
    }, after);
  }

  /** Shows the others that tell the story of a row of the list as rows under it, or puts them back. */
  async unfold(index: number) {
    if (this.view !== "list" || (list.row(index)?.also.length ?? 0) === 0) return;
    selection.clear();
    await list.unfold(index);
  }

  async #read(id: string) {
    clearTimeout(this.#ahead);
    const opening = reading.open(id);
    this.save();
    await opening;
    if (reading.id !== id) return;
    // Once it is painted, and not for somebody who leafs fast.
    this.#fetchAhead(50, () => (reading.id === id ? this.neighbour(1) : undefined));
  }

  closeArticle() {
    reading.close();
    this.save();
    this.#ownPages();
  }

  /** What the reader keeps, as it is now. While one of them is read, the others stay where they are, to be leafed through. */
  #ownPages() {
    if (reading.id !== null) return;
    if (this.view === "bookmarks") void bookmarkPages.reload();
    else if (this.view === "highlights") void bookmarkPages.loadHighlights();
  }

  /** What can be leafed through outside lists. */
  get #rows(): readonly Row[] {
    if (this.view === "search") return search.rows;
    return this.view === "bookmarks" ? bookmarkPages.rows : this.view === "highlights" ? [] : front.order;
  }

  /** The article with this key, if the view that is shown has it. */
  row(id: string): Row | undefined {
    if (this.view === "list") return list.row(list.indexOf(id));
    const rows = this.view === "highlights" ? bookmarkPages.highlighted : this.#rows;
    return rows.find((row) => row.id === id);
  }

  /** Where the open article stands: from 0, of how many. */
  get order(): { index: number; total: number } {
    if (this.view === "list") return { index: list.cursor, total: list.total };
    const rows = this.#rows;
    return { index: rows.findIndex((row) => row.id === reading.id), total: rows.length };
  }

  neighbour(by: 1 | -1): Row | undefined {
    const { index } = this.order;
    if (this.view === "list") return index + by < 0 ? undefined : list.row(index + by);
    return index < 0 ? undefined : this.#rows[index + by];
  }

  async step(by: 1 | -1) {
    const { index, total } = this.order;
    const next = index < 0 ? (by === 1 ? 0 : -1) : index + by;
    if (next < 0 || next >= total) return;
    if (this.view === "list") await this.openIndex(next);
    else {
      const row = this.#rows[next];
      if (row) await this.openArticle(row.id);
    }
  }

  async nextUnread() {
    if (this.view === "list") {
      const index = await list.nextUnread(list.cursor + 1);
      if (index >= 0) await this.openIndex(index);
      return;
    }
    const from = this.order.index + 1;
    const row = this.#rows.slice(from).find((candidate) => !marks.read(candidate));
    if (row) await this.openArticle(row.id);
  }

  toggleFolder(name: string) {
    const closed = this.closedFolders.includes(name);
    this.closedFolders = closed
      ? this.closedFolders.filter((f) => f !== name)
      : [...this.closedFolders, name];
    this.save();
  }

  /** Opens an address of an article outside. */
  openLink(url: string) {
    call("link_open", url).catch((error: unknown) => toast.show(i18n.failure(asFailure(error))));
  }

  /** Keeps the place for the next start: at once, but not with each step of somebody who leafs fast. */
  save() {
    if (this.#saver !== undefined) {
      this.#unsaved = true;
      return;
    }
    this.#saver = setTimeout(() => {
      this.#saver = undefined;
      if (this.#unsaved) this.save();
    }, 400);
    this.#write();
  }

  #write() {
    this.#unsaved = false;
    keepView(this.view);
    void call("session_save", {
      view: this.view,
      scope: list.id === null && this.view !== "list" ? null : $state.snapshot(list.scope),
      article: reading.id,
      unread_only: list.unreadOnly,
      closed_folders: $state.snapshot(this.closedFolders),
    }).catch(() => undefined);
  }

  async #libraryChanged() {
    reading.forget();
    await sources.load();
    const nothing = this.view === "front" ? !front.page?.lead : this.view === "list" && list.total === 0;
    if (nothing && this.waiting > 0) await this.showWaiting();
  }

  #leave() {
    reading.close();
    this.drawer = false;
  }

  #taken() {
    this.#seen = this.#inScope();
    this.save();
  }

  #inScope(): number {
    const scope = this.scope;
    if (scope !== null && !["all", "unread", "feed", "folder"].includes(scope.kind)) return 0;
    if (scope?.kind === "feed") return sources.feed(scope.id)?.total ?? 0;
    if (scope?.kind === "folder") {
      const feeds = sources.folders.find((folder) => folder.name === scope.id)?.feeds ?? [];
      const folded = sources.value.folded.find((folder) => folder.name === scope.id)?.all ?? 0;
      return feeds.reduce((sum, feed) => sum + feed.total, 0) - folded;
    }
    return sources.value.all;
  }
}

export const place = new Place();
