import { asFailure, call, type SavedSearch } from "../api";
import { fill, i18n } from "../i18n/index.svelte";
import { toast } from "./toast.svelte";

/** After the last change; counting looks into the index once for each search. */
const PAUSE = 400;

/** The searches that the reader keeps among the sources. */
class Searches {
  value: SavedSearch[] = $state.raw([]);
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** Counts anew, a little later: many changes are counted once. */
  later() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.load(), PAUSE);
  }

  async load(): Promise<void> {
    try {
      this.value = await call("searches");
    } catch {
      // They stay as they were; what is wrong with the library is said where it is read.
    }
  }

  of(query: string): SavedSearch | undefined {
    return this.value.find((kept) => kept.query === query.trim());
  }

  async keep(query: string, name = "", id: string | null = null) {
    try {
      await call("search_save", { id, name, query });
      await this.load();
    } catch (error) {
      toast.show(i18n.failure(asFailure(error)));
    }
  }

  async remove(kept: SavedSearch) {
    try {
      await call("search_remove", kept.id);
      await this.load();
      toast.show(fill(i18n.m.find.searchRemoved, { name: kept.name }), () =>
        this.keep(kept.query, kept.name),
      );
    } catch (error) {
      toast.show(i18n.failure(asFailure(error)));
    }
  }
}

export const searches = new Searches();
