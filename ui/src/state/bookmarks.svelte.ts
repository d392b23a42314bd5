import {
  asFailure,
  call,
  type Bookmarks,
  type BookmarksPart,
  type Failure,
  type Highlights,
  type Row,
} from "../api";
import { marks } from "./marks.svelte";

const PAGE = 50;

/** The bookmarks page and the page of highlights. */
class BookmarkPages {
  part: BookmarksPart = $state.raw({ kind: "all" });
  value: Bookmarks | null = $state.raw(null);
  highlights: Highlights | null = $state.raw(null);
  failure: Failure | null = $state.raw(null);
  #asked = 0;

  /** The articles of the bookmarks page from top to bottom. */
  rows: Row[] = $derived(this.value?.entries.map((entry) => entry.row) ?? []);

  /** The articles of the page of highlights, as often as they have some. */
  highlighted: Row[] = $derived(this.highlights?.all.map((passage) => passage.row) ?? []);

  async open(part: BookmarksPart) {
    this.part = part;
    this.value = null;
    await this.reload();
  }

  /** As many as are on the page, anew. */
  async reload() {
    await this.#load(Math.max(PAGE, this.value?.entries.length ?? 0));
    const { part, value } = this;
    // The last one left its collection: that is none any more.
    if (part.kind === "collection" && value && !value.collections.some((one) => one.name === part.name)) {
      this.part = { kind: "all" };
      await this.#load(PAGE);
    }
  }

  more() {
    return this.#load((this.value?.entries.length ?? 0) + PAGE);
  }

  async #load(wanted: number) {
    const asked = ++this.#asked;
    this.failure = null;
    try {
      const { part } = this;
      let value = await call("bookmarks", { part, offset: 0, limit: PAGE });
      while (value.entries.length < Math.min(wanted, value.total)) {
        const page = await call("bookmarks", { part, offset: value.entries.length, limit: PAGE });
        if (page.entries.length === 0) break;
        value = { ...page, entries: [...value.entries, ...page.entries] };
      }
      if (asked !== this.#asked) return;
      marks.fresh(value.entries.map((entry) => entry.row));
      this.value = value;
    } catch (error) {
      if (asked === this.#asked) this.failure = asFailure(error);
    }
  }

  async loadHighlights() {
    try {
      this.failure = null;
      this.highlights = await call("highlights");
    } catch (error) {
      this.failure = asFailure(error);
    }
  }

  /** These were met again; the next ones. */
  async reviewed(ids: string[]) {
    await call("highlights_reviewed", ids).catch(() => undefined);
    await this.loadHighlights();
  }
}

export const bookmarkPages = new BookmarkPages();
