import { asFailure, call, type CaughtBy, type Condition, type Filter, type FilterDraft } from "../api";
import { fill, i18n } from "../i18n/index.svelte";
import { marks } from "./marks.svelte";
import { place } from "./place.svelte";
import { sources } from "./sources.svelte";
import { toast } from "./toast.svelte";

export const DAY = 86_400;

export const NEW: FilterDraft = {
  id: null,
  name: "",
  conditions: [{ field: "keyword", value: "" }],
  effect: "mute",
  expires: null,
  apply: true,
};

/** What mutes or marks articles as they arrive. */
class Filters {
  all: Filter[] = $state.raw([]);

  async load() {
    this.all = await call("filters").catch(() => this.all);
  }

  async save(draft: FilterDraft): Promise<string> {
    try {
      const { caught, action } = await call("filter_save", draft);
      marks.did(action);
      await this.#changed();
      toast.show(i18n.count("filterCaught", caught), action === null ? undefined : () => void marks.undo());
      return "";
    } catch (error) {
      return i18n.failure(asFailure(error));
    }
  }

  /** With a way back: it is kept as it was. */
  async remove(filter: Filter) {
    try {
      await call("filter_remove", filter.id);
      await this.#changed();
      toast.show(
        fill(i18n.m.filterRemoved, { name: this.name(filter) }),
        () => void this.save(this.draft(filter)),
      );
    } catch (error) {
      toast.show(i18n.failure(asFailure(error)));
    }
  }

  /** Opens the filter that caught an article. */
  async edit(caught: CaughtBy) {
    await this.load();
    const filter = this.all.find((one) => one.id === caught.id);
    if (filter) place.asked = { kind: "filter", draft: this.draft(filter) };
  }

  /** Marks nothing again that the reader may have marked otherwise since. */
  draft({ id, name, conditions, effect, expires }: Filter): FilterDraft {
    return { id, name, conditions, effect, expires, apply: false };
  }

  /** Its own name, else what it looks for. */
  name({ name, conditions }: { name: string; conditions: readonly Condition[] }): string {
    return name || conditions.map((one) => this.value(one)).join(" + ");
  }

  value({ field, value }: Condition): string {
    return field === "feed" ? (sources.feed(value)?.title ?? value) : value;
  }

  async #changed() {
    await Promise.all([this.load(), sources.load()]);
    await place.reload();
  }
}

export const filters = new Filters();
