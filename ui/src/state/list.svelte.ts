import { SvelteMap } from "svelte/reactivity";

import { asFailure, call, type DayStart, type Failure, type OpenedList, type Row, type Scope } from "../api";
import { marks } from "./marks.svelte";
import { PAGE } from "./page-size";
import { reading } from "./reading.svelte";

/** Pages kept: enough to scroll back and forth, little enough to forget. */
const KEPT = 24;

/** The open list: a snapshot whose rows come by pages. */
class ArticleList {
  scope: Scope = $state.raw({ kind: "all" });
  unreadOnly = $state(false);
  filter = $state("");
  id: number | null = $state(null);
  total = $state(0);
  days: DayStart[] = $state.raw([]);
  loading = $state(true);
  failure: Failure | null = $state.raw(null);
  /** The row that the keys are at; -1: none. */
  cursor = $state(-1);
  /** Counts what was asked for, so that only the last answer is taken. */
  opening = $state(0);
  /** Counts what was taken: the list that is shown is another one, and begins where it is to begin. */
  taken = $state(0);

  #pages = new SvelteMap<number, Row[]>();
  #asked = new Map<number, Promise<void>>();
  /** The last opening, which may be under way. */
  #opened: Promise<void> = Promise.resolve();

  /** With `stay`, at the article that was opened last. */
  async open(scope: Scope, unreadOnly: boolean, filter: string, stay = false): Promise<void> {
    this.scope = scope;
    this.unreadOnly = unreadOnly;
    this.filter = filter;
    await this.reopen(stay);
  }

  /** Takes the list anew. With `stay` the place in it is kept. */
  reopen(stay: boolean): Promise<void> {
    this.#opened = this.#reopen(stay);
    return this.#opened;
  }

  async #reopen(stay: boolean): Promise<void> {
    const opening = this.opening + 1;
    this.opening = opening;
    if (!stay) {
      this.loading = true;
      this.cursor = -1;
    }
    this.failure = null;
    try {
      const opened = await call("list_open", {
        scope: this.scope,
        unread_only: this.unreadOnly,
        filter: this.filter,
        utc_offset_minutes: -new Date().getTimezoneOffset(),
        first: PAGE,
        at: reading.last,
      });
      if (opening !== this.opening) return;
      this.take(opened, stay);
    } catch (error) {
      if (opening !== this.opening) return;
      this.failure = asFailure(error);
      this.total = 0;
      this.days = [];
    } finally {
      if (opening === this.opening) this.loading = false;
    }
  }

  /** A list just opened, with its first rows. With `stay`, at the article that was opened last. */
  take(opened: OpenedList, stay: boolean) {
    this.#pages.clear();
    this.#asked.clear();
    marks.fresh(opened.rows);
    if (opened.rows.length > 0) this.#pages.set(0, opened.rows);
    this.id = opened.list;
    this.total = opened.total;
    this.days = opened.days;
    if (stay && opened.selected !== null) this.cursor = opened.selected;
    else if (this.cursor >= opened.total) this.cursor = -1;
    this.loading = false;
    this.taken += 1;
  }

  /** Puts what stands under a row below it as rows of their own, or away again; all other rows stay where they are. */
  async unfold(index: number): Promise<void> {
    const { scope } = this;
    const story = this.row(index)?.id;
    // While the list is taken anew its rows are those of the one before: the story is looked for in what comes.
    await this.#opened;
    if (story === undefined || scope !== this.scope) return;
    const again = () => this.unfold(this.indexOf(story));
    const { id: list, opening } = this;
    index = this.indexOf(story);
    if (list === null || index < 0) return;
    try {
      const { list: id, index: at, total, days, under, open } = await call("list_unfold", { list, index });
      if (under === 0) return;
      // What is on screen is there before the lists are exchanged.
      const around = new Set([at, at + PAGE, at - PAGE].map((row) => Math.floor(Math.max(0, row) / PAGE)));
      const pages = [...around].filter((page) => page * PAGE < total);
      const rows = await Promise.all(
        pages.map((page) => call("list_rows", { list: id, offset: page * PAGE, limit: PAGE })),
      );
      if (scope !== this.scope) return;
      if (list !== this.id || opening !== this.opening) return await again();
      const { cursor } = this;
      this.#pages.clear();
      this.#asked.clear();
      pages.forEach((page, place) => {
        marks.fresh(rows[place]!);
        this.#pages.set(page, rows[place]!);
      });
      this.id = id;
      this.total = total;
      this.days = days;
      if (cursor > at) this.cursor = open ? cursor + under : Math.max(at, cursor - under);
    } catch (error) {
      const failure = asFailure(error);
      if (failure.code === "not_found") return this.reopen(true);
      this.failure = failure;
    }
  }

  /** The pages that are here. */
  get pages(): ReadonlyMap<number, Row[]> {
    return this.#pages;
  }

  row(index: number): Row | undefined {
    return this.#pages.get(Math.floor(index / PAGE))?.[index % PAGE];
  }

  indexOf(id: string): number {
    for (const [page, rows] of this.#pages) {
      const at = rows.findIndex((row) => row.id === id);
      if (at >= 0) return page * PAGE + at;
    }
    return -1;
  }

  /** Sees to it that these rows are there, `last` not included. */
  async need(first: number, last: number): Promise<void> {
    const wanted: Promise<void>[] = [];
    for (let page = Math.floor(first / PAGE); page * PAGE < Math.min(last, this.total); page++) {
      if (!this.#pages.has(page)) wanted.push(this.#fetch(page));
    }
    await Promise.all(wanted);
  }

  async fetch(index: number): Promise<Row | undefined> {
    if (index < 0 || index >= this.total) return undefined;
    await this.need(index, index + 1);
    return this.row(index);
  }

  /** The nearest unread row from `index` on. */
  async nextUnread(from: number): Promise<number> {
    for (let index = Math.max(0, from); index < this.total; index++) {
      const row = await this.fetch(index);
      if (row && !marks.read(row)) return index;
    }
    return -1;
  }

  /** The state of the rows that are here, anew. */
  async refresh(): Promise<void> {
    const pages = [...this.#pages.keys()];
    this.#asked.clear();
    await Promise.all(pages.map((page) => this.#fetch(page)));
  }

  #fetch(page: number): Promise<void> {
    const running = this.#asked.get(page);
    if (running) return running;
    const list = this.id;
    if (list === null) return Promise.resolve();
    const task = call("list_rows", { list, offset: page * PAGE, limit: PAGE })
      .then((rows) => {
        if (list !== this.id) return;
        marks.fresh(rows);
        this.#pages.set(page, rows);
        this.#forget(page);
      })
      .catch((error: unknown) => {
        if (list !== this.id) return;
        const failure = asFailure(error);
        // The program forgets old lists; this one is opened again where the reader stood.
        if (failure.code === "not_found") return this.reopen(true);
        this.failure = failure;
      })
      .finally(() => this.#asked.delete(page));
    this.#asked.set(page, task);
    return task;
  }

  #forget(around: number) {
    if (this.#pages.size <= KEPT) return;
    const far = [...this.#pages.keys()].sort((a, b) => Math.abs(b - around) - Math.abs(a - around));
    for (const page of far.slice(0, this.#pages.size - KEPT)) this.#pages.delete(page);
  }
}

export const list = new ArticleList();
