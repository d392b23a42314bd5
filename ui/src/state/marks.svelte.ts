import { SvelteMap } from "svelte/reactivity";

import { asFailure, call, type Change, type Row, type Target } from "../api";
import { i18n } from "../i18n/index.svelte";
import { sources } from "./sources.svelte";
import { toast } from "./toast.svelte";

type State = { read?: boolean; saved?: boolean };

/** Read and bookmarked: what the reader does, shown at once, stored behind, and taken back on request. */
class Marks {
  /** Over what the rows say: they are as old as the list they came with. */
  #over = new SvelteMap<string, State>();
  #pending = new Map<string, number>();
  #actions: number[] = $state([]);
  undoable = $derived(this.#actions.length > 0);
  /** The open article, whose row is as old as its opening whatever list is taken anew. */
  kept: string | null = null;
  /** Called after many rows changed at once. */
  onbulk: () => void = () => {};
  /** Called after one became a bookmark, or is none any more. */
  onsaved: () => void = () => {};

  read(row: Row): boolean {
    return this.#over.get(row.id)?.read ?? row.read;
  }

  saved(row: Row): boolean {
    return this.#over.get(row.id)?.saved ?? row.saved;
  }

  /** Rows fetched just now tell the truth, but for what is still on its way; also over older copies of them, as the open article's. */
  fresh(rows: readonly Row[]) {
    for (const { id, read, saved } of rows)
      if (!this.#pending.has(id) && this.#over.has(id)) this.#over.set(id, { read, saved });
  }

  /** What the library says of an article that no list need have. */
  tell({ id, read, saved }: Row) {
    if (!this.#pending.has(id)) this.#over.set(id, { read, saved });
  }

  #set(id: string, state: State) {
    this.#over.set(id, { ...this.#over.get(id), ...state });
  }

  /** Opening an article reads it; nothing to take back. */
  async opened(row: Row) {
    if (this.read(row)) return;
    this.#set(row.id, { read: true });
    await this.#send({ kind: "articles", ids: [row.id] }, "read", () => this.#set(row.id, { read: false }));
  }

  async setRead(row: Row, read: boolean) {
    this.#set(row.id, { read });
    const back = () => this.#set(row.id, { read: !read });
    this.#remember(await this.#send({ kind: "articles", ids: [row.id] }, read ? "read" : "unread", back));
  }

  async setSaved(row: Row, saved: boolean) {
    this.#set(row.id, { saved });
    const back = () => this.#set(row.id, { saved: !saved });
    const action = await this.#send({ kind: "articles", ids: [row.id] }, saved ? "saved" : "unsaved", back);
    this.#remember(action);
    toast.say(saved ? i18n.m.bookmarked : i18n.m.bookmarkRemoved);
    if (!saved && action) toast.show(i18n.m.bookmarkRemoved, () => void this.undo());
    if (action) this.onsaved();
  }

  /** Many at once, with a way back. */
  readAll(target: Target) {
    return this.many(target, "read");
  }

  async many(target: Target, change: Change) {
    const done = {
      read: "markedRead",
      unread: "markedUnread",
      saved: "markedSaved",
      unsaved: "markedUnsaved",
    } as const;
    try {
      const { action, changed } = await call("mark", { target, change });
      if (action === null || changed === 0)
        return toast.show(change === "read" ? i18n.m.nothingToMark : i18n.m.nothingChanged);
      this.#remember(action);
      toast.show(i18n.count(done[change], changed), () => void this.undo());
      this.#changed();
    } catch (error) {
      toast.show(i18n.failure(asFailure(error)));
    }
  }

  /** An act of another kind that can be taken back like these. */
  did(action: number | null) {
    this.#remember(action);
  }

  /** What was written on is a bookmark with it. */
  savedAlready(id: string) {
    this.#set(id, { saved: true });
  }

  async undo() {
    const action = this.#actions.pop();
    if (action === undefined) return;
    try {
      const changed = await call("undo", action);
      toast.show(i18n.count("undone", changed));
      this.#changed();
    } catch (error) {
      toast.show(i18n.failure(asFailure(error)));
    }
  }

  #changed() {
    const kept = this.kept === null ? undefined : this.#over.get(this.kept);
    this.#over.clear();
    if (this.kept !== null && kept) this.#over.set(this.kept, kept);
    this.onbulk();
    void sources.recount();
  }

  #remember(action: number | null) {
    if (action !== null) this.#actions.push(action);
  }

  async #send(target: Target, change: Change, back: () => void): Promise<number | null> {
    const ids = target.kind === "articles" ? target.ids : [];
    for (const id of ids) this.#pending.set(id, (this.#pending.get(id) ?? 0) + 1);
    try {
      const marked = await call("mark", { target, change });
      void sources.recount();
      // Others tell the same story and changed with it.
      if (marked.changed > ids.length) this.onbulk();
      return marked.action;
    } catch (error) {
      back();
      toast.show(i18n.failure(asFailure(error)));
      return null;
    } finally {
      for (const id of ids) {
        const left = (this.#pending.get(id) ?? 1) - 1;
        if (left > 0) this.#pending.set(id, left);
        else this.#pending.delete(id);
      }
    }
  }
}

export const marks = new Marks();
