import { preferences } from "./settings.svelte";
import { sources } from "./sources.svelte";

/** The three choices of the first start: offered over the starter edition, never forced. */
class Welcome {
  /** They are on screen. */
  choosing = $state(false);

  /** Whether there is nothing of the reader's own yet: no source but the one that came along. */
  offered: boolean = $derived(
    sources.loaded &&
      preferences.publication !== null &&
      !preferences.value.welcomed &&
      // Names that lead nowhere end so (RFC 2606).
      sources.value.feeds.every((feed) => /^https?:\/\/[^/]+\.invalid\//.test(feed.url)),
  );

  /** Chosen, or put aside. */
  done() {
    this.choosing = false;
    if (!preferences.value.welcomed) void preferences.change({ welcomed: true });
  }
}

export const welcome = new Welcome();
