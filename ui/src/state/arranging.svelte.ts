import { asFailure, call, type Arrangement } from "../api";
import { fill, i18n } from "../i18n/index.svelte";
import { arrangement, move, removeFolder, renameFolder, step, type Item, type Spot } from "./arrange";
import { place } from "./place.svelte";
import { sameScope, sources } from "./sources.svelte";
import { toast } from "./toast.svelte";

/** Puts sources and folders in order: by drag and drop, by keys, by menus. */
class Arranging {
  /** What is being dragged, and where it would go. */
  dragged: Item | null = $state.raw(null);
  over: Spot | null = $state.raw(null);

  get #now(): Arrangement {
    return arrangement(sources.value.folders, sources.value.feeds);
  }

  async drop() {
    const { dragged, over } = this;
    this.cancel();
    if (dragged && over) await this.#keep(move(this.#now, dragged, over));
  }

  cancel() {
    this.dragged = null;
    this.over = null;
  }

  async step(item: Item, by: 1 | -1) {
    const next = step(this.#now, item, by);
    if (!next) return;
    await this.#keep(next);
    const folder = item.kind === "feed" ? sources.feed(item.id)?.folder : null;
    const name = item.kind === "feed" ? (sources.feed(item.id)?.title ?? "") : item.id;
    toast.say(fill(i18n.m.movedTo, { name, folder: folder ?? i18n.m.sources }));
  }

  async makeFolder(name: string) {
    const now = this.#now;
    if (!now.folders.includes(name)) await this.#keep({ ...now, folders: [...now.folders, name] });
  }

  async renameFolder(name: string, to: string) {
    const here = sameScope(place.scope, { kind: "folder", id: name });
    await this.#keep(renameFolder(this.#now, name, to));
    if (here) await place.goList({ kind: "folder", id: to });
  }

  /** Its sources stay; with a way back. */
  async removeFolder(name: string) {
    const before = this.#now;
    const here = sameScope(place.scope, { kind: "folder", id: name });
    await this.#keep(removeFolder(before, name));
    toast.show(fill(i18n.m.folderRemoved, { folder: name }), () => void this.#keep(before));
    if (here) await place.goList({ kind: "all" });
  }

  async #keep(next: Arrangement) {
    try {
      await call("sources_arrange", next);
    } catch (error) {
      toast.show(i18n.failure(asFailure(error)));
    }
    await sources.load();
  }
}

export const arranging = new Arranging();
