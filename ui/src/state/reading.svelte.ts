import { asFailure, call, type Article, type Failure } from "../api";
import { marks } from "./marks.svelte";

/** The open article and how far down the reader is. */
class Reading {
  id: string | null = $state(null);
  article: Article | null = $state.raw(null);
  failure: Failure | null = $state.raw(null);
  #position = 0;
  #unsaved: string | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  async open(id: string): Promise<void> {
    this.leave();
    this.id = id;
    this.failure = null;
    try {
      const article = await call("article", id);
      if (this.id !== id) return;
      this.article = article;
      await marks.opened(article.row);
    } catch (error) {
      if (this.id !== id) return;
      this.article = null;
      this.failure = asFailure(error);
    }
  }

  /** What the article says now (its counterpart changed), without moving. */
  close() {
    this.leave();
    this.id = null;
    this.article = null;
    this.failure = null;
  }

  /** The reader scrolled to `position`, 0 to 1. */
  moved(id: string, position: number) {
    if (id !== this.id) return;
    this.#position = Math.min(1, Math.max(0, position));
    this.#unsaved = id;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.leave(), 300);
  }

  /** Stores the place. */
  leave() {
    clearTimeout(this.#timer);
    if (this.#unsaved === null) return;
    const request = { id: this.#unsaved, position: this.#position };
    this.#unsaved = null;
    void call("position_save", request).catch(() => undefined);
  }
}

export const reading = new Reading();
