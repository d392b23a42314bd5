import { SvelteSet } from "svelte/reactivity";

/** The stories of the front page and of a search whose other sources are shown, by the article that they stand under. */
class Unfolded {
  #ids = new SvelteSet<string>();

  has(id: string): boolean {
    return this.#ids.has(id);
  }

  toggle(id: string) {
    if (!this.#ids.delete(id)) this.#ids.add(id);
  }
}

export const unfolded = new Unfolded();
