import { call, type Row, type Scope } from "../api";
import { i18n } from "../i18n/index.svelte";
import { ALL, definition, possible, type Command } from "./commands";
import { across, found, foldedWords } from "./fold";
import { marks } from "./marks.svelte";
import { sources } from "./sources.svelte";

export type Entry =
  | { kind: "command"; id: string; text: string; command: Command }
  | { kind: "source"; id: string; text: string; scope: Scope; unread: number }
  | { kind: "article"; id: string; text: string; row: Row };

const MOST = { command: 7, source: 6, article: 8 };

/** What the palette finds for what is typed: commands, sources, articles. */
class Palette {
  text = $state("");
  cursor = $state(0);
  #rows: Row[] = $state.raw([]);
  #timer: ReturnType<typeof setTimeout> | undefined;
  #asked = 0;

  words = $derived(foldedWords(this.text));

  commands = $derived.by((): Entry[] => {
    const all = ALL.filter((command) => !definition(command).unlisted && command !== "palette");
    const entries = all.filter(possible).map((command): Entry => {
      return { kind: "command", id: `command-${command}`, text: i18n.m.keyNames[command], command };
    });
    // Nothing typed: what can be done here, all of it.
    return this.words.length === 0 ? entries : this.#fitting(entries, MOST.command);
  });

  sources = $derived.by((): Entry[] => {
    if (this.words.length === 0) return [];
    const folders = sources.folders.map((folder): Entry => {
      const scope: Scope = { kind: "folder", id: folder.name };
      return {
        kind: "source",
        id: `folder-${folder.name}`,
        text: folder.name,
        scope,
        unread: folder.unread,
      };
    });
    const feeds = sources.value.feeds.map((feed): Entry => {
      const scope: Scope = { kind: "feed", id: feed.id };
      return { kind: "source", id: `feed-${feed.id}`, text: feed.title, scope, unread: feed.unread };
    });
    return this.#fitting([...folders, ...feeds], MOST.source);
  });

  articles = $derived(
    this.words.length === 0
      ? []
      : this.#rows
          .filter((row) => found(row.title, this.words) !== null)
          .map((row): Entry => ({ kind: "article", id: `article-${row.id}`, text: row.title, row })),
  );

  entries = $derived([...this.commands, ...this.sources, ...this.articles]);
  current = $derived(this.entries[Math.min(this.cursor, this.entries.length - 1)]);

  /** “sy” also finds “сы”: what was found in another alphabet than it was typed in. */
  also = $derived(
    across(
      this.text.trim(),
      this.entries.map((entry) => entry.text),
    ),
  );

  #fitting(entries: Entry[], most: number): Entry[] {
    const fits = entries
      .map((entry) => ({ entry, at: found(entry.text, this.words)?.[0]?.[0] }))
      .filter((fit): fit is { entry: Entry; at: number } => fit.at !== undefined);
    return fits
      .sort((a, b) => Number(a.at > 0) - Number(b.at > 0))
      .slice(0, most)
      .map((fit) => fit.entry);
  }

  open() {
    this.text = "";
    this.cursor = 0;
    this.#rows = [];
  }

  type(text: string) {
    this.text = text;
    this.cursor = 0;
    clearTimeout(this.#timer);
    if (this.words.length === 0) return;
    this.#timer = setTimeout(() => void this.#ask(), 60);
  }

  move(by: number) {
    const all = this.entries.length;
    if (all > 0) this.cursor = (Math.min(this.cursor, all - 1) + by + all) % all;
  }

  async #ask() {
    const asked = ++this.#asked;
    const rows = await call("titles", { text: this.text, limit: MOST.article }).catch(() => []);
    if (asked !== this.#asked) return;
    marks.fresh(rows);
    this.#rows = rows;
  }
}

export const palette = new Palette();
