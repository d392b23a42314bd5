import { asFailure, call, type Article, type Failure } from "../api";
import { marks } from "./marks.svelte";

/** How long an article that was fetched ahead may wait, in milliseconds; it may have changed since. */
const AHEAD = 60_000;

/** The open article and how far down the reader is. */
class Reading {
  id: string | null = $state(null);
  /** The article that is or was open last. */
  last: string | null = null;
  article: Article | null = $state.raw(null);
  failure: Failure | null = $state.raw(null);
  /** How far down the reader is, 0 to 1: for showing. */
  progress = $state(0);
  /** A way back that is offered: to before a jump, or from where the last reading ended to the beginning. */
  back: { kind: "jump"; top: number } | { kind: "continued"; top: number } | null = $state.raw(null);
  #position = 0;
  #unsaved: string | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #ahead: { id: string; article: Article; until: number } | null = null;
  /** Counts the reasons to fetch anew. */
  #turn = 0;

  /** Where the article was published, if that is known; also of one whose text is damaged here. */
  get url(): string | null {
    if (this.failure?.code === "damaged_text") return this.failure.subject || null;
    return this.article?.url ?? null;
  }

  async open(id: string): Promise<void> {
    this.leave();
    this.id = id;
    this.last = id;
    this.failure = null;
    this.back = null;
    const ahead = this.#ahead;
    this.forget();
    if (ahead?.id === id && Date.now() < ahead.until) return this.take(ahead.article);
    try {
      const article = await call("article", id);
      if (this.id !== id) return;
      await this.take(article);
    } catch (error) {
      if (this.id !== id) return;
      this.article = null;
      this.failure = asFailure(error);
    }
  }

  /** Has the article ready that the reader goes on to, so that it is painted together with its headline. */
  async fetchAhead(id: string): Promise<void> {
    const turn = this.#turn;
    try {
      const article = await call("article", id);
      if (turn === this.#turn) this.#ahead = { id, article, until: Date.now() + AHEAD };
    } catch {
      // Whoever opens it is told.
    }
  }

  /** What was fetched ahead may be another by now. */
  forget() {
    this.#ahead = null;
    this.#turn += 1;
  }

  /** An article just opened. */
  async take(article: Article): Promise<void> {
    this.id = article.row.id;
    this.last = article.row.id;
    this.article = article;
    marks.kept = article.row.id;
    this.progress = article.position;
    await marks.opened(article.row);
  }

  close() {
    this.leave();
    this.id = null;
    this.article = null;
    marks.kept = null;
    this.failure = null;
    this.back = null;
  }

  /** Many were marked, the open article perhaps among them. */
  async remark(): Promise<void> {
    const { id } = this;
    if (id === null) return;
    try {
      const { row } = await call("article", id);
      if (id === this.id) marks.tell(row);
    } catch {
      // Whoever opens it again is told.
    }
  }

  /** The article stands where it was left; far down, the reader is told so. */
  opened(top: number) {
    this.back = top > 400 && this.progress < 0.98 ? { kind: "continued", top } : null;
  }

  /** The reader follows a link within the article, away from here. */
  leftFrom(top: number) {
    this.back = { kind: "jump", top };
  }

  /** The offer ends where it was not taken: the reader went on, or came back alone. */
  #settle(top: number) {
    const { back } = this;
    if (!back) return;
    const far = Math.abs(top - back.top);
    if (back.kind === "continued" ? far > 300 : far < 100) this.back = null;
  }

  /** The reader scrolled to `position`, 0 to 1. */
  moved(id: string, position: number, top: number) {
    if (id !== this.id) return;
    this.#settle(top);
    this.#position = Math.min(1, Math.max(0, position));
    this.progress = this.#position;
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
