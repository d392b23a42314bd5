import { call, type Feed, type Scope, type Sources } from "../api";
import { i18n } from "../i18n/index.svelte";

export interface Folder {
  name: string;
  unread: number;
  feeds: Feed[];
}

/** The subscriptions with their counts. */
class SourceList {
  value: Sources = $state.raw({
    all: 0,
    unread: 0,
    folded: [],
    saved: 0,
    hidden: 0,
    highlights: 0,
    tags: [],
    folders: [],
    feeds: [],
    synced_at: null,
  });
  loaded = $state(false);
  #again = false;
  #running = false;
  #counting = 0;
  #taken = 0;

  folders: Folder[] = $derived.by(() => {
    const folders: Record<string, Folder> = {};
    for (const name of this.value.folders) folders[name] = { name, unread: 0, feeds: [] };
    for (const feed of this.value.feeds) {
      if (feed.folder === null) continue;
      const folder = (folders[feed.folder] ??= { name: feed.folder, unread: 0, feeds: [] });
      folder.feeds.push(feed);
      folder.unread += feed.unread;
    }
    // A story that several of its sources tell is one row of the folder's list.
    for (const { name, unread } of this.value.folded) {
      const folder = folders[name];
      if (folder) folder.unread = Math.max(0, folder.unread - unread);
    }
    const named = this.value.folders.map((name) => folders[name]!);
    return [...named, ...Object.values(folders).filter((folder) => !named.includes(folder))];
  });
  loose: Feed[] = $derived(this.value.feeds.filter((feed) => feed.folder === null));
  #byId = $derived(new Map(this.value.feeds.map((feed) => [feed.id, feed])));

  /** Asks again; requests that come while one runs are answered by one more. */
  async load(): Promise<void> {
    this.#again = true;
    if (this.#running) return;
    this.#running = true;
    try {
      while (this.#again) {
        this.#again = false;
        this.take(await call("sources"));
      }
    } finally {
      this.#running = false;
    }
  }

  /** After articles were marked: what is known of the sources themselves stays. */
  async recount(): Promise<void> {
    if (this.#running) return this.load();
    const counting = ++this.#counting;
    const taken = this.#taken;
    const { feeds, ...counts } = await call("counts");
    // A newer answer is under way.
    if (counting !== this.#counting) return;
    // The sources are newer than this, or it is newer than they: nobody knows.
    if (taken !== this.#taken) return this.load();
    const known = this.value;
    const unread = new Map(feeds.map((feed) => [feed.id, feed.unread]));
    this.value = {
      ...known,
      ...counts,
      feeds: known.feeds.map((feed) => {
        const n = unread.get(feed.id) ?? 0;
        return n === feed.unread ? feed : { ...feed, unread: n };
      }),
    };
  }

  take(sources: Sources) {
    this.value = sources;
    this.#taken += 1;
    this.loaded = true;
  }

  feed(id: string): Feed | undefined {
    return this.#byId.get(id);
  }

  name(scope: Scope): string {
    switch (scope.kind) {
      case "all":
        return i18n.m.allArticles;
      case "unread":
        return i18n.m.unread;
      case "saved":
        return i18n.m.bookmarks;
      case "hidden":
        return i18n.m.hidden;
      case "caught":
        return i18n.m.caughtList;
      case "feed":
        return this.feed(scope.id)?.title ?? "";
      case "folder":
      case "tag":
      case "collection":
        return scope.id;
    }
  }

  /** The places of the sidebar from top to bottom. */
  places(closed: readonly string[]): Scope[] {
    const feeds: Scope[] = this.folders.flatMap((folder) => [
      { kind: "folder" as const, id: folder.name },
      ...(closed.includes(folder.name) ? [] : folder.feeds.map((f) => ({ kind: "feed" as const, id: f.id }))),
    ]);
    const loose = this.loose.map((f) => ({ kind: "feed" as const, id: f.id }));
    return [{ kind: "all" }, { kind: "unread" }, { kind: "saved" }, ...loose, ...feeds];
  }
}

export function sameScope(a: Scope | null, b: Scope | null): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

export const sources = new SourceList();
