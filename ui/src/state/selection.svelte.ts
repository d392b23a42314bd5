import { SvelteSet } from "svelte/reactivity";

import type { Target } from "../api";
import { list } from "./list.svelte";

/** Rows of the open list chosen together, for what is done to many at once. */
class Selection {
  rows = new SvelteSet<number>();
  #anchor = -1;
  /** Of which opening of the list they are. */
  #opening = $state(-1);

  /** Those of another list are none of this one. */
  get count(): number {
    return this.#opening === list.opening ? this.rows.size : 0;
  }

  has(index: number): boolean {
    return this.#opening === list.opening && this.rows.has(index);
  }

  clear() {
    this.rows.clear();
    this.#anchor = -1;
  }

  toggle(index: number) {
    this.#fresh();
    // The row that the reader stood on is meant as well.
    if (this.rows.size === 0 && list.cursor >= 0 && list.cursor !== index) this.rows.add(list.cursor);
    if (!this.rows.delete(index)) this.rows.add(index);
    this.#anchor = index;
  }

  /** From where the selection began up to here. */
  extend(index: number) {
    this.#fresh();
    if (this.#anchor < 0) this.#anchor = list.cursor >= 0 ? list.cursor : index;
    this.rows.clear();
    const [from, to] = [Math.min(this.#anchor, index), Math.max(this.#anchor, index)];
    for (let at = from; at <= to; at++) this.rows.add(at);
  }

  all() {
    this.#fresh();
    this.#anchor = 0;
    for (let at = 0; at < list.total; at++) this.rows.add(at);
  }

  /** The articles meant: a run of the list where it is one, else each by its key. */
  async target(): Promise<Target | null> {
    const rows = [...this.rows].sort((a, b) => a - b);
    const [first, last] = [rows[0], rows.at(-1)];
    if (this.count === 0 || first === undefined || last === undefined) return null;
    if (list.id !== null && last - first + 1 === rows.length) {
      return { kind: "rows", list: list.id, from: first, to: last + 1 };
    }
    const ids: string[] = [];
    for (const index of rows) {
      const row = await list.fetch(index);
      if (row) ids.push(row.id);
    }
    return { kind: "articles", ids };
  }

  #fresh() {
    if (this.#opening === list.opening) return;
    this.clear();
    this.#opening = list.opening;
  }
}

export const selection = new Selection();
