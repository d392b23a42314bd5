import { asFailure, call, type Failure, type Row, type SearchAnswer, type SearchStage } from "../api";

const LIMIT = 50;
/** Between the last key and the question: nobody reads what stands there for less. */
const PAUSE = 50;
/** What takes longer than most keys to come is asked for after so many: all there is, or what was probably meant. */
const THOUGHT = 300;

/** The search page: what is typed, and what it found. */
class Search {
  text = $state("");
  answer: SearchAnswer | null = $state(null);
  failure: Failure | null = $state(null);
  busy = $state(false);
  limit = $state(LIMIT);
  #asked = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  rows: Row[] = $derived(this.answer?.results.map((result) => result.row) ?? []);
  empty: boolean = $derived(this.text.trim() === "");

  /** As somebody types. */
  type(text: string) {
    if (text === this.text) return;
    this.text = text;
    this.limit = LIMIT;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.ask("key"), PAUSE);
  }

  /** A query that is done: a facet, a suggestion, Enter. */
  async set(text: string) {
    this.text = text;
    this.limit = LIMIT;
    await this.ask("done");
  }

  async more() {
    this.limit += LIMIT;
    await this.ask("done");
  }

  async ask(stage: SearchStage) {
    clearTimeout(this.#timer);
    const asked = ++this.#asked;
    if (this.empty) {
      this.answer = null;
      this.failure = null;
      this.busy = false;
      return;
    }
    this.busy = true;
    let unfinished = false;
    try {
      const answer = await call("search", {
        query: this.text,
        stage,
        limit: this.limit,
        utc_offset_minutes: -new Date().getTimezoneOffset(),
      });
      if (asked !== this.#asked || answer.ended) return;
      unfinished = answer.unfinished;
      // That nothing was found is not known yet.
      if (!unfinished || answer.results.length > 0) this.answer = answer;
      this.failure = null;
      if (stage === "key" && (unfinished || answer.results.length === 0))
        this.#timer = setTimeout(() => void this.ask("pause"), THOUGHT);
    } catch (error) {
      if (asked === this.#asked) this.failure = asFailure(error);
    } finally {
      if (asked === this.#asked) this.busy = unfinished;
    }
  }

  /** Puts an operator into the query, or takes it out. Of a kind there is one. */
  async toggle(operator: string, active: boolean) {
    const kind = operator.slice(0, operator.indexOf(":") + 1);
    const parts = this.answer?.parts ?? [];
    const kept = parts
      .filter(
        (part) => !(part.operator && part.text.trimStart().startsWith(kind) && (active || kind !== "is:")),
      )
      .map((part) => part.text)
      .join("")
      .trim();
    await this.set(active ? kept : `${kept} ${operator}`.trim());
  }
}

export const search = new Search();
