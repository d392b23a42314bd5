import { asFailure, call, type Failure, type FrontPage, type Row, type Topic } from "../api";
import { afterPaint } from "../controls/paint";
import { i18n } from "../i18n/index.svelte";
import { marks } from "./marks.svelte";

/** Today's paper. */
class Front {
  page: FrontPage | null = $state.raw(null);
  failure: Failure | null = $state.raw(null);
  /** That of the interface when the page was laid out. */
  #language = i18n.language;
  /** What is in the news. Asked for behind the page, which does not wait for it. */
  topics: readonly Topic[] = $state.raw([]);

  /** Today's edition in reading order: what stands on the page but for the rail of headlines. */
  edition: Row[] = $derived.by(() => {
    const page = this.page;
    if (!page) return [];
    return [
      ...(page.lead ? [page.lead] : []),
      ...page.features,
      ...page.desks.flatMap((desk) => desk.rows),
      ...page.briefs,
    ];
  });

  /** What of it is not read yet. */
  left: Row[] = $derived(this.edition.filter((row) => !marks.read(row)));

  /** All articles of the page in reading order, each once. */
  order: Row[] = $derived.by(() => {
    const all = [...this.edition, ...(this.page?.headlines ?? [])];
    return [...new Map(all.map((row) => [row.id, row])).values()];
  });

  /** The reader chose another language: the page may have another lead. */
  async speak(): Promise<void> {
    if (this.page && this.#language !== i18n.language) await this.load();
  }

  async load(): Promise<void> {
    try {
      this.take(await call("front_page", i18n.language));
    } catch (error) {
      this.failure = asFailure(error);
    }
  }

  take(page: FrontPage) {
    marks.fresh(
      [page.lead ?? [], page.features, page.desks.flatMap((d) => d.rows), page.briefs, page.headlines].flat(),
    );
    this.page = page;
    this.#language = i18n.language;
    this.failure = null;
    afterPaint(() => void this.#loadTopics());
  }

  async #loadTopics() {
    try {
      this.topics = await call("topics");
    } catch {
      // The page is whole without them.
      this.topics = [];
    }
  }
}

export const front = new Front();
