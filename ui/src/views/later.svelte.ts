/** What is read only when it is needed, or when the first page is drawn: reading it takes time that page would wait for. */
class Later<T> {
  /** None until it is read. */
  it: T | null = $state.raw(null);
  readonly #read: () => Promise<T>;

  constructor(read: () => Promise<T>) {
    this.#read = read;
  }

  async read(): Promise<void> {
    this.it ??= await this.#read();
  }
}

export const front = new Later(async () => (await import("./Front.svelte")).default);
export const articlePane = new Later(async () => (await import("../parts/ArticlePane.svelte")).default);
/** The views and dialogs that no page begins with. */
export const rest = new Later(() => import("./rest"));
